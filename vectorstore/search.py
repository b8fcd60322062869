"""Finds the paragraphs of a scope that a question is about: dense and lexical search, fused by rank."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from vectorstore.snapshot import Shelf, Snapshot
from vectorstore.store import Store
from vectorstore.types import Encoder, PassageScore, Query, RankedParagraph, Report, Vectors

METHODS = ("dense", "lexical")
EXACT_SCAN_REPORTS = 20
"""Up to here every passage of the scope is compared with the question: some 1,400 vectors, held in memory. Above it the
vector index answers first, and the reports that it and the words name are then compared whole."""
WIDE_REPORTS = 12
"""Reports that a wide scope is narrowed to: as many as a reader compares."""
WIDE_LIMIT = 120
"""Passages that each method gives in a wide scope."""
MOST_NEAREST = 2000
"""Passages asked of the vector index at most, to leave those of other reports out."""
WIDE_PER_REPORT = 4
"""Paragraphs of a report in a wide scope: the reports are there for their best ones."""
RANK_CONSTANT = 20
"""Of reciprocal rank fusion. Below the usual 60, for lists of some thirty paragraphs in which the first few matter."""
METHOD_WEIGHTS = {"dense": 1.0, "lexical": 2.0}
"""On questions about figures BM25 puts the right paragraph first in 96 of 100 cases, dense search in 82."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """One method's paragraphs, best first."""

    method: str
    paragraph_ids: Sequence[str]


def search(
    query: Query,
    reports: Sequence[Report],
    snapshot: Snapshot,
    store: Store,
    encoder: Encoder,
    per_report: int,
    methods: Sequence[str] = METHODS,
) -> list[RankedParagraph]:
    """The paragraphs of the reports that fit the query, best first, at most `per_report` of each report.

    Every report of a scope of at most EXACT_SCAN_REPORTS gets its share, whatever the others hold; of a wider scope the
    WIDE_REPORTS best reports are given.
    """
    if not reports or not query.text.strip():
        return []
    vector = encoder.encode_query(query.text) if "dense" in methods else None
    if len(reports) > EXACT_SCAN_REPORTS:
        reports = _likely(query, vector, reports, snapshot, store, methods)
        per_report = min(per_report, WIDE_PER_REPORT)
    shelves = {report.report_id: snapshot.shelf(report) for report in reports}
    pieces = {} if vector is None else _pieces(vector, shelves)
    rankings = []
    if vector is not None:
        nearest = {paragraph_id: max(p.similarity for p in found) for paragraph_id, found in pieces.items()}
        rankings.append(
            Ranking("dense", sorted(nearest, key=lambda paragraph_id: (-nearest[paragraph_id], paragraph_id)))
        )
    if "lexical" in methods:
        passages = sum(len(shelf.places) for shelf in shelves.values())
        found = store.words.search(list(query.words), max(1, passages), list(shelves), query.words)
        rankings.append(Ranking("lexical", list(dict.fromkeys(_paragraph_id(passage_id) for passage_id, _ in found))))
    return _share_out(fuse(rankings), rankings, reports, shelves, pieces, per_report)


def fuse(rankings: Sequence[Ranking], weights: Mapping[str, float] = METHOD_WEIGHTS) -> dict[str, float]:
    """Reciprocal rank fusion: id to score, best first. What a method doesn't give gets nothing from it."""
    scores: dict[str, float] = defaultdict(float)
    for ranking in rankings:
        for rank, paragraph_id in enumerate(ranking.paragraph_ids, 1):
            scores[paragraph_id] += weights[ranking.method] / (RANK_CONSTANT + rank)
    return dict(sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])))


def _likely(
    query: Query,
    vector: Vectors | None,
    reports: Sequence[Report],
    snapshot: Snapshot,
    store: Store,
    methods: Sequence[str],
) -> list[Report]:
    """Of a wide scope, the reports of the best passages."""
    by_id = {report.report_id: report for report in reports}
    rankings = []
    if vector is not None:
        rankings.append(Ranking("dense", _nearest(vector, by_id, len(snapshot.reports), store)))
    if "lexical" in methods:
        wanted = None if len(by_id) == len(snapshot.reports) else list(by_id)
        found = store.words.search(list(query.words), WIDE_LIMIT, wanted, query.words)
        rankings.append(Ranking("lexical", [passage_id for passage_id, _ in found]))
    best = dict.fromkeys(_report_id(_paragraph_id(passage_id)) for passage_id in fuse(rankings))
    return [by_id[report_id] for report_id in best if report_id in by_id][:WIDE_REPORTS]


def _nearest(vector: Vectors, wanted: Mapping[str, Report], collection_size: int, store: Store) -> list[str]:
    """The wanted reports' nearest passages. Asking for more and leaving the others out is ten times as fast as Chroma's
    own filter, which then only serves where too few are left."""
    limit = WIDE_LIMIT * collection_size // len(wanted)
    if limit <= MOST_NEAREST:
        near = [found for found, _ in store.vectors.nearest(vector, limit)]
        kept = [passage_id for passage_id in near if _report_id(_paragraph_id(passage_id)) in wanted]
        if len(kept) >= WIDE_LIMIT // 2:
            return kept
    return [passage_id for passage_id, _ in store.vectors.nearest(vector, WIDE_LIMIT, list(wanted))]


def _pieces(vector: Vectors, shelves: Mapping[str, Shelf]) -> dict[str, list[PassageScore]]:
    """Each paragraph's passages with their similarity to the question, and how it stands out in its report."""
    pieces: dict[str, list[PassageScore]] = defaultdict(list)
    for shelf in shelves.values():
        if not shelf.places:
            continue
        similarities = [float(similarity) for similarity in shelf.vectors @ vector]
        mean, deviation = fmean(similarities), pstdev(similarities) or 1.0
        for place, similarity in zip(shelf.places, similarities, strict=True):
            standing = (similarity - mean) / deviation
            pieces[place.paragraph_id].append(PassageScore(place.start, place.end, similarity, standing))
    return pieces


def _share_out(
    scores: Mapping[str, float],
    rankings: Sequence[Ranking],
    reports: Sequence[Report],
    shelves: Mapping[str, Shelf],
    pieces: Mapping[str, Sequence[PassageScore]],
    per_report: int,
) -> list[RankedParagraph]:
    by_id = {report.report_id: report for report in reports}
    ranks: dict[str, dict[str, int]] = defaultdict(dict)
    for ranking in rankings:
        for rank, paragraph_id in enumerate(ranking.paragraph_ids, 1):
            ranks[paragraph_id][ranking.method] = rank
    count: dict[str, int] = defaultdict(int)
    found = []
    for paragraph_id, score in scores.items():
        report_id = _report_id(paragraph_id)
        if count[report_id] < per_report and paragraph_id in shelves[report_id].paragraphs:
            count[report_id] += 1
            found.append(
                RankedParagraph(
                    shelves[report_id].paragraphs[paragraph_id],
                    by_id[report_id],
                    score,
                    tuple(pieces.get(paragraph_id, ())),
                    ranks[paragraph_id],
                )
            )
    return found


def _paragraph_id(passage_id: str) -> str:
    return passage_id.partition("#")[0]


def _report_id(paragraph_id: str) -> str:
    return paragraph_id.rpartition("-p")[0]
