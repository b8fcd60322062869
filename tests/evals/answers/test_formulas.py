import pytest

from evals.answers import metrics
from evals.answers.formulas import without_computed
from evals.spans import quantities_in
from tests.evals import made

HELD = quantities_in("收到239件，审结203件，受理126件，化解23件，化解率37.76%、31.1%，群众9.8万人")


@pytest.mark.parametrize(
    "text",
    [
        "相差36件（239－203＝36）。",
        "合计442件（239＋203＝442）。",
        "合计568件（239＋203＋126＝568）。",
        "占84.9%（203÷239＝84.9%）。",
        "占84.94%（203÷239＝84.94%）。",
        "相差6.66个百分点（37.76－31.1＝6.66）。",
        "平均221件（（239＋203）÷2＝221）。",
        "平均34.43%（（37.76＋31.1）÷2＝34.43）。",  # of rates
        "平均189.33件（（239＋203＋126）÷3≈189.33）。",
        "共98203（98000＋203＝98203）。",  # 9.8万
    ],
)
def test_a_figure_that_was_computed_rightly_from_held_ones_is_taken_out(text: str) -> None:
    assert quantities_in(without_computed(text, HELD)) == frozenset()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("相差37件（239－203＝37）。", "37件(239-203=37)"),  # wrong arithmetic
        ("相差36件（240－204＝36）。", "(240-204=36)"),  # operands that nothing holds
        ("相差35件（239－203＝36）。", "35件"),  # another figure than the formula's
        ("相差36件。", "36件"),  # says not how
        ("平均220件（（239＋203）÷2＝220）。", "220件"),  # wrong arithmetic
        ("平均147.33件（（239＋203）÷3≈147.33）。", "147.33"),  # divided by more than are added
        ("平均222件（（240＋204）÷2＝222）。", "240"),  # operands that nothing holds
        ("占85%（203÷239＝85.9%）。", "85%"),
        ("占84.8%（203÷239＝84.8%）。", "84.8%"),  # rounded wrongly
        ("共16（239－203－20＝16）。", "20"),
        ("共279（239＋203－163＝279）。", "279"),  # mixed
        ("占84.9%（23%÷27%＝84.9%）。", "84.9%"),
        ("为0（239÷0＝0）。", "239"),
        ("相差36件，与此无关的很长一段话（239－203＝36）。", "36件"),  # too far away
        ("（239－203＝36）", "239"),  # no figure
        ("相差36件（三十六）。", "36件"),
    ],
)
def test_a_formula_that_is_wrong_excuses_nothing(text: str, left: str) -> None:
    assert left in without_computed(text, HELD)


def test_the_share_of_rates_is_no_number() -> None:
    assert "2" in without_computed("为2（37.76÷18.88＝2）", quantities_in("37.76%、18.88%"))


@pytest.mark.parametrize(
    ("text", "invented"),
    [
        ("相差36件（239－203＝36）。[1]", ()),
        ("收到239件。[1]相差52件（239－187＝52）。[2]", ()),  # an operand cited in the sentence before
        ("相差52件（239－187＝52）。[2]收到239件。[1]", ("52", "239", "52")),  # 239 is cited after it only
        ("相差36件（239－203＝36），另有5000件。[1]", ("5000",)),
        ("相差36件（239－203＝36）。", ("36", "239", "203", "36")),  # nothing cited
        ("相差37件（239－203＝37）。[1]", ("37", "37")),
    ],
)
def test_computed_figures_in_an_answer(text: str, invented: tuple[str, ...]) -> None:
    answer = made.answer(text, made.citation(1), made.citation(2, made.JINTAN, "320413"))
    assert metrics.invented_figures(answer, made.case(), made.YEARS) == invented


@pytest.mark.parametrize(
    ("text", "invented"),
    [
        ("群众98000余人。[1]", ()),
        ("群众9.8万余人。[1]", ()),  # 余 as the paragraph has it
        ("群众9.80万人。[1]", ()),
        ("群众9.9万人。[1]", ("9.9万",)),
        ("群众9.8人。[1]", ("9.8",)),
        ("率为50。[1]", ("50",)),  # 50% is no 50
    ],
)
def test_the_same_quantity_in_another_writing_is_not_invented(text: str, invented: tuple[str, ...]) -> None:
    answer = made.answer(text, made.citation(1, "普法受众9.8万余人，占50%。"))
    assert metrics.invented_figures(answer, made.case(), made.YEARS) == invented
