import pytest

from evals.answers.retrieval_metrics import is_gold, recall_at, reciprocal_rank
from tests.evals import made
from vectorstore.types import RankedParagraph

GOLD = made.ranked(made.XINBEI)
OTHER = made.ranked("新北区无关的一段。")
RANKING = [OTHER, GOLD, OTHER]
JINTAN = made.expectation(region_code="320413", figures=["187件"], evidence="收到行政复议申请187件")


@pytest.mark.parametrize(
    ("ranked", "gold"),
    [
        (GOLD, True),
        (OTHER, False),
        (made.ranked(made.XINBEI, code="320413"), False),  # the same words of another district
        (made.ranked(made.XINBEI, year=2023), False),
    ],
)
def test_gold_is_of_the_right_report_and_holds_the_evidence(ranked: RankedParagraph, gold: bool) -> None:
    assert is_gold(ranked, made.expectation()) is gold


def test_recall() -> None:
    assert [recall_at(k, RANKING, [made.expectation()]) for k in (1, 2, 3)] == [0, 1, 1]
    assert recall_at(3, RANKING, [made.expectation(), JINTAN]) == 0.5


def test_reciprocal_rank() -> None:
    assert reciprocal_rank(RANKING, [made.expectation()]) == 0.5
    assert reciprocal_rank([OTHER], [made.expectation()]) == 0
    assert reciprocal_rank([], [made.expectation()]) == 0
