"""Search alone: where the gold paragraphs stand in its ranking."""

from collections.abc import Sequence

from evals.answers.cases import Expectation
from evals.spans import plain
from vectorstore.types import RankedParagraph


def is_gold(ranked: RankedParagraph, expected: Expectation) -> bool:
    report = ranked.report
    return (
        report.region.code == expected.region_code
        and report.year == expected.year
        and any(plain(place) in plain(ranked.paragraph.text) for place in expected.places)
    )


def recall_at(k: int, ranking: Sequence[RankedParagraph], expectations: Sequence[Expectation]) -> float:
    """The share of the expectations whose paragraph is among the first k."""
    found = sum(any(is_gold(ranked, expected) for ranked in ranking[:k]) for expected in expectations)
    return found / len(expectations)


def reciprocal_rank(ranking: Sequence[RankedParagraph], expectations: Sequence[Expectation]) -> float:
    """One over the rank of the first gold paragraph; 0 where there is none."""
    for rank, ranked in enumerate(ranking, 1):
        if any(is_gold(ranked, expected) for expected in expectations):
            return 1 / rank
    return 0.0
