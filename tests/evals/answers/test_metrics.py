import pytest

from evals.answers import metrics
from service.contract.answers import Citation
from tests.evals import made

XINBEI, JINTAN = made.citation(1), made.citation(2, made.JINTAN, "320413")
RIGHT = made.answer("常州市新北区2024年度报告：共收到复议申请239件。[1]", XINBEI)
BOTH = made.case(
    kind="several",
    expect=[
        made.expectation(),
        made.expectation(region_code="320413", figures=["187件"], evidence="收到行政复议申请187件"),
    ],
)


def test_a_right_answer_has_no_fault() -> None:
    case = made.case(forbidden=["203件"])
    assert metrics.missing_figures(RIGHT, case) == ()
    assert metrics.uncited_evidence(RIGHT, case) == ()
    assert metrics.uncited_reports(RIGHT, case) == ()
    assert metrics.citation_recall(RIGHT, case) == 1
    assert metrics.citation_precision(RIGHT, case) == 1
    assert metrics.wrong_sources(RIGHT, case) == ()
    assert metrics.invented_figures(RIGHT, case, made.YEARS) == ()
    assert metrics.forbidden_figures(RIGHT, case) == ()


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("收到复议申请。[1]", [XINBEI]),  # not given
        ("收到复议申请239件。", [XINBEI]),  # given, not marked
        ("收到复议申请239件。[1]", [made.citation(1, "别的段落")]),  # the cited paragraph doesn't hold it
        ("收到复议申请239件。[1]", [made.citation(1, year=2023)]),  # of another year
        ("收到复议申请239件。[2] 收到187件。[1]", [XINBEI, JINTAN]),  # marked with another district's paragraph
        ("收到复议申请1239件。[1]", [XINBEI]),  # within another number
    ],
)
def test_a_figure_counts_only_with_the_citation_that_holds_it(text: str, citations: list[Citation]) -> None:
    assert metrics.missing_figures(made.answer(text, *citations), made.case()) == ("239件",)


def test_every_district_has_to_give_its_figure() -> None:
    assert metrics.missing_figures(RIGHT, BOTH) == ("187件",)
    assert metrics.uncited_reports(RIGHT, BOTH) == ("320413-2024",)
    assert metrics.citation_recall(RIGHT, BOTH) == 0.5


def test_an_optional_expectation_asks_for_nothing_and_may_be_cited() -> None:
    case = made.case(expect=[made.expectation(), made.expectation(region_code="320413", optional=True)])
    answer = made.answer("收到239件。[1] 187件。[2]", XINBEI, JINTAN)
    assert metrics.missing_figures(answer, case) == ()
    assert metrics.wrong_sources(answer, case) == ()


def test_a_citation_of_another_district_or_year_is_wrong() -> None:
    answer = made.answer("收到239件。[1] 187件。[2]", XINBEI, JINTAN)
    assert metrics.wrong_sources(answer, made.case()) == ("江苏省常州市金坛区 2024",)
    assert metrics.citation_precision(answer, made.case()) == 0.5
    assert metrics.citation_precision(made.answer("无"), made.case()) is None


@pytest.mark.parametrize(
    ("reason", "wrong"),
    [
        ("unknown_region", ("江苏省常州市新北区 2024",)),
        ("year_not_covered", ("江苏省常州市新北区 2024",)),
        ("not_reported", ()),  # an answer at fault, but from the district that was asked about
    ],
)
def test_where_the_district_or_year_is_missing_every_citation_is_wrong(reason: str, wrong: tuple[str, ...]) -> None:
    assert metrics.wrong_sources(RIGHT, made.unanswerable(reason=reason)) == wrong


def test_an_alternative_is_as_good_as_the_evidence() -> None:
    case = made.case(expect=[made.expectation(evidence="别处", alternatives=["共收到复议申请239件"])])
    assert metrics.uncited_evidence(RIGHT, case) == ()


def test_phrases_are_looked_for_without_regard_to_space_and_width() -> None:
    case = made.case(expect=[made.expectation(phrases=["出庭应诉率100%", "听证"])])
    assert metrics.missing_phrases(made.answer("出庭 应诉率１００％"), case) == ("听证",)


def test_what_no_report_prints_must_be_said_as_well() -> None:
    case = made.case(said=["最多的是新北区"])
    assert metrics.missing_phrases(made.answer("收到239件。[1]最多的是 新北区。"), case) == ()
    assert metrics.missing_phrases(made.answer("收到239件。[1]"), case) == ("最多的是新北区",)


@pytest.mark.parametrize(
    ("text", "invented"),
    [
        ("收到239件。[1]", ()),
        ("新北区2024年：收到239件。[1]", ()),  # the label's year
        ("新北区2025年安排：收到239件。[1]", ()),  # the plan's year
        ("新北区2023年：收到239件。[1]", ("2023",)),
        ("收到240件。[1]", ("240",)),
        ("化解率203%。[1]", ("203%",)),  # 203件 is no 203%
        ("收到２３９件。[1]", ()),
        ("收到239件。[1] 审结203件。", ("203",)),  # not marked, though a citation holds it
        ("收到187件。[1] 239件。[2]", ("187", "239")),  # each stands in the other's paragraph
        ("新北区2024年度报告：\n收到239件。[1]", ()),  # a heading's year is one of the collection
        ("收到2024件。[1]", ()),  # 2024 stands in the paragraph, as a year
        ("收到2025件。[1]", ("2025",)),  # a plan's year, but not written as one
    ],
)
def test_a_number_that_its_citation_does_not_hold_is_invented(text: str, invented: tuple[str, ...]) -> None:
    answer = made.answer(text, XINBEI, JINTAN)
    assert metrics.invented_figures(answer, made.case(), made.YEARS) == invented


@pytest.mark.parametrize(
    ("text", "invented"),
    [
        ("馆藏中没有新北区2021年的报告；现有2024年的报告。", ()),
        ("新北区2024年度报告没有给出该数字。", ()),
        ("没有受理数，但收到239件。", ("239",)),  # nothing is cited that would hold it
        ("没有2019年的报告。", ("2019",)),
        ("没有2020年的报告。", ()),  # 二〇二〇年 in the question
    ],
)
def test_an_abstention_may_name_the_years_asked_for_and_at_hand(text: str, invented: tuple[str, ...]) -> None:
    case = made.unanswerable(question="新北区2021年、二〇二〇年受理多少件")
    answer = made.answer(text, reason="not_reported")
    assert metrics.invented_figures(answer, case, made.YEARS) == invented


def test_what_an_assistant_said_before_supports_nothing() -> None:
    history = [{"role": "user", "content": "12345热线"}, {"role": "assistant", "content": "收到239件。[1]"}]
    answer = made.answer("12345热线没有数字，收到239件。", reason="not_reported")
    assert metrics.invented_figures(answer, made.unanswerable(history=history), made.YEARS) == ("239",)


@pytest.mark.parametrize(
    ("text", "forbidden"),
    [
        ("常州市新北区2024年度报告：共收到复议申请239件，审结203件。[1]", ()),  # the sentence that holds the answer
        ("常州市新北区2024年度报告：收到203件。[1]", ("203件",)),  # told as the answer
        ("共收到复议申请239件，审结203件。[1]另有203件。[1]", ("203件",)),
    ],
)
def test_a_forbidden_figure_may_stand_in_the_sentence_of_the_answer(text: str, forbidden: tuple[str, ...]) -> None:
    citation = made.citation(1, "共收到复议申请239件，审结203件。另有调解203件。")
    case = made.case(forbidden=["203件"])
    assert metrics.forbidden_figures(made.answer(text, citation), case) == forbidden


def test_forbidden_figures_are_whole_numbers() -> None:
    case = made.unanswerable(forbidden=["131个", "23%"])
    assert metrics.forbidden_figures(made.answer("联络点１３１个，1131个，23件"), case) == ("131个",)


def test_any_of_the_acceptable_reasons_is_right() -> None:
    case = made.unanswerable(reason=["off_topic", "not_reported"])
    assert metrics.reason_is_right(made.answer("", reason="off_topic"), case)
    assert not metrics.reason_is_right(made.answer("", reason="unknown_region"), case)
    assert not metrics.reason_is_right(made.answer(""), case)
