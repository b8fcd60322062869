"""What to search for, of what was understood of a question. Pure."""

from collections.abc import Sequence

from service.cited.composition import Line, Statement
from service.questions.choice import Found
from service.questions.conversation import Resolved
from vectorstore.genre.regions import place
from vectorstore.genre.terms import Term
from vectorstore.indexes.words import words
from vectorstore.search import search
from vectorstore.snapshot import Snapshot
from vectorstore.store import Store
from vectorstore.types import Encoder, Query, RankedParagraph, Report

OTHER_NAME_WEIGHT = 0.5
"""Of the names that a question doesn't use itself, against the one it does."""
CONTEXT_WEIGHT = 0.5
"""Of what earlier turns asked, where the question lives on them."""


def query_of(resolved: Resolved) -> Query:
    """The question in official words, with the terms of the turns before where it doesn't say what it is about."""
    context = resolved.context if resolved.elliptic else ()
    text = " ".join((resolved.topic.text, *(term.word for term in context)))
    weights: dict[str, float] = {}
    for term in resolved.topic.terms:
        _add(term, term.weight, weights)
    for term in context:
        _add(term, CONTEXT_WEIGHT * term.weight, weights)
    return Query(text, weights or dict.fromkeys(words(text), 1.0))


def _add(term: Term, weight: float, weights: dict[str, float]) -> None:
    for name in term.names:
        share = 1.0 if name == term.word else OTHER_NAME_WEIGHT
        for word in words(name):
            weights[word] = max(weights.get(word, 0.0), share * weight)


PARAGRAPHS_PER_REPORT = 12
"""How many paragraphs of each report are read for an answer; a report has about 30."""
EVERY_PARAGRAPH = 1000
"""Plans and shortcomings are told from all the paragraphs of their part."""


def retrieve(
    resolved: Resolved, reports: Sequence[Report], snapshot: Snapshot, store: Store, encoder: Encoder
) -> list[RankedParagraph]:
    whole_part = resolved.topic.wants_plan or resolved.topic.wants_shortcomings
    limit = EVERY_PARAGRAPH if whole_part else PARAGRAPHS_PER_REPORT
    return search(query_of(resolved), reports, snapshot, store, encoder, limit)


def lines_of(resolved: Resolved, found: Sequence[Found]) -> list[Line]:
    """Of each report the sentences that answer, behind its district and year."""
    part = "（下一年度安排）" if resolved.topic.wants_plan else ""
    return [
        Line(
            f"{place(f.report.region)}{f.report.year}年度报告{part}：",
            tuple(Statement(f.report, evidence.ranked.paragraph, evidence.span) for evidence in f.evidence),
        )
        for f in found
    ]
