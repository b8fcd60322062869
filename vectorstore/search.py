"""Finds the paragraphs of a scope that a question is about: dense and lexical search, fused by rank."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean, pstdev

from vectorstore.lexical import words
from vectorstore.passages import PASSAGE_CHARACTERS, cut, passage_id_of, passages_of
from vectorstore.store import Store
from vectorstore.types import Encoder, Paragraph, Piece, RankedParagraph, Report

EXACT_SCAN_REPORTS = 20
"""Up to here every passage of the scope is compared with the question; a report has about 30 paragraphs, and reading the
vectors of 600 passages takes 13 ms. Above it the vector index answers."""
WIDE_LIMIT = 300
"""Passages that each method gives in a wide scope."""
RANK_CONSTANT = 20
"""Of reciprocal rank fusion. Below the usual 60, for lists of some thirty paragraphs in which the first few matter."""
METHOD_WEIGHTS = {"dense": 1.0, "lexical": 2.0}
"""On questions about figures BM25 puts the right paragraph first in 96 of 100 cases, dense search in 82."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """One method's passages, best first: (passage id, score)."""

    method: str
    passages: Sequence[tuple[str, float]]


def search(
    question: str,
    reports: Sequence[Report],
    store: Store,
    encoder: Encoder,
    per_report: int,
    methods: Sequence[str] = ("dense", "lexical"),
) -> list[RankedParagraph]:
    """The paragraphs of the reports that fit the question, best first, at most `per_report` of each report.

    Every report of a scope of at most EXACT_SCAN_REPORTS gets its share, whatever the others hold.
    """
    if not reports or not question.strip():
        return []
    rankings = []
    exact = len(reports) <= EXACT_SCAN_REPORTS
    similarities: dict[str, float] = {}
    if "dense" in methods:
        vector = encoder.encode_query(question)
        if exact:
            similarities = store.vectors.similarities(vector, _passage_ids(reports, store))
        else:
            similarities = dict(store.vectors.nearest(vector, WIDE_LIMIT, _filter(reports, store)))
        rankings.append(Ranking("dense", sorted(similarities.items(), key=lambda pair: (-pair[1], pair[0]))))
    if "lexical" in methods:
        limit = max(WIDE_LIMIT, 100 * len(reports)) if exact else WIDE_LIMIT
        rankings.append(Ranking("lexical", store.words.search(words(question), limit, _filter(reports, store))))
    found = _share_out(fuse(rankings), rankings, reports, store, per_report)
    if "dense" in methods and not exact:
        held = {paragraph.report.report_id: paragraph.report for paragraph in found}
        similarities = store.vectors.similarities(vector, _passage_ids(list(held.values()), store))
    return _with_pieces(found, similarities)


def fuse(rankings: Sequence[Ranking], weights: Mapping[str, float] = METHOD_WEIGHTS) -> dict[str, float]:
    """Reciprocal rank fusion: passage id to score, best first. A passage that a method doesn't give gets nothing from it."""
    scores: dict[str, float] = defaultdict(float)
    for ranking in rankings:
        for rank, (passage_id, _) in enumerate(ranking.passages, 1):
            scores[passage_id] += weights[ranking.method] / (RANK_CONSTANT + rank)
    return dict(sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])))


def _passage_ids(reports: Sequence[Report], store: Store) -> list[str]:
    return [
        passage.passage_id
        for report in reports
        for passage in passages_of(report, store.catalog.report_paragraphs(report.report_id))
    ]


def _filter(reports: Sequence[Report], store: Store) -> list[str] | None:
    """None where the scope is the whole collection: a filter costs more than the search."""
    if len(reports) == len(store.catalog.reports()):
        return None
    return [report.report_id for report in reports]


def _share_out(
    scores: Mapping[str, float],
    rankings: Sequence[Ranking],
    reports: Sequence[Report],
    store: Store,
    per_report: int,
) -> list[RankedParagraph]:
    """The best paragraphs of each report; of at most EXACT_SCAN_REPORTS reports, those with the best paragraph first."""
    in_scope = {report.report_id: report for report in reports}
    taken: dict[str, str] = {}
    count: dict[str, int] = defaultdict(int)
    for passage_id in scores:
        paragraph_id = passage_id.partition("#")[0]
        report_id = paragraph_id.rpartition("-p")[0]
        if report_id not in in_scope or paragraph_id in taken or count[report_id] >= per_report:
            continue
        if report_id in count or len(count) < EXACT_SCAN_REPORTS:
            taken[paragraph_id] = passage_id
            count[report_id] += 1
    paragraphs = store.catalog.paragraphs(list(taken))
    ranks: dict[str, dict[str, int]] = defaultdict(dict)
    for ranking in rankings:
        for rank, (passage_id, _) in enumerate(ranking.passages, 1):
            ranks[passage_id][ranking.method] = rank
    return [
        RankedParagraph(
            paragraphs[paragraph_id],
            in_scope[paragraphs[paragraph_id].report_id],
            scores[passage_id],
            ranks=ranks[passage_id],
        )
        for paragraph_id, passage_id in taken.items()
        if paragraph_id in paragraphs
    ]


def _with_pieces(found: Sequence[RankedParagraph], similarities: Mapping[str, float]) -> list[RankedParagraph]:
    by_report: dict[str, list[float]] = defaultdict(list)
    for passage_id, similarity in similarities.items():
        by_report[passage_id.partition("#")[0].rpartition("-p")[0]].append(similarity)
    field = {report_id: (fmean(values), pstdev(values) or 1.0) for report_id, values in by_report.items()}
    return [
        replace(ranked, pieces=tuple(_pieces(ranked.paragraph, similarities, *field[ranked.report.report_id])))
        if ranked.report.report_id in field
        else ranked
        for ranked in found
    ]


def _pieces(
    paragraph: Paragraph, similarities: Mapping[str, float], mean: float, deviation: float
) -> Iterator[Piece]:
    start = 0
    for number, text in enumerate(cut(paragraph.text, PASSAGE_CHARACTERS)):
        similarity = similarities.get(passage_id_of(paragraph, number))
        if similarity is not None:
            yield Piece(start, start + len(text), similarity, (similarity - mean) / deviation)
        start += len(text)
