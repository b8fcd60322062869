"""What a draft on 2025 says of 2024, and its figures, against the report on 2024."""

import pytest

from service.review import findings_in
from service.review.copied import copied_figure_findings, copied_year_findings, unlikely_findings
from service.review.previous import previous_findings
from tests.service.review.last import YEAR, draft, report_of_last_year
from tests.service.review.made import told

REVIEW = "2024年共收到行政复议申请239件，受理199件。"
LAST = report_of_last_year(
    REVIEW,
    "行政诉讼败诉率2.2%。行政机关负责人出庭应诉率100%。",
    "为受援人挽回经济损失4100万元。立案专利侵权案件10件。政务大厅可办事项9.8万余件。",
    "深化“龙城无讼”品牌，走访商户及小微主体1200户。",
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("共收到行政复议申请250件，同比增长14.6%。", "4.6%"),
        ("共收到行政复议申请250件，同比下降4.6%。", "增加4.6%"),
        ("共收到行政复议申请250件,比上年增加21件。", "11件"),
        ("受理行政复议申请187件，比上年减少10件。", "12件"),
        ("共收到行政复议申请239件，较上年增长3%。", "没有变化"),
        ("行政诉讼败诉率3.1%，比上年上升1.9个百分点。", "0.9个百分点"),
        ("立案专利侵权案件50件，立案量同比增长2倍。", "4倍"),
        ("共收到行政复议申请250件（上年为229件）。", "239件"),
        ("共收到行政复议申请250件，较2024年的229件增长9.2%。", "239件"),
        ("行政复议申请由2024年的229件增至250件。", "239件"),
        ("2024年收到行政复议申请231件，2025年收到250件。", "239件"),
        ("去年收到行政复议申请231件，今年收到250件。", "239件"),
        ("行政诉讼败诉率由上年的2.5%上升至3.1%。", "2.2%"),
    ],
)
def test_what_last_years_report_contradicts_is_found(text: str, said: str) -> None:
    (finding,) = previous_findings(draft(text), YEAR, LAST)
    assert (finding.rule, finding.severity.value) == ("previous", "warning")
    assert said in finding.message
    assert (finding.quote or "?") in text


@pytest.mark.parametrize(
    "text",
    [
        "共收到行政复议申请250件，同比增长4.6%。",
        "共收到行政复议申请250件，同比增长4.60%，受理187件，比上年减少6.0%。",
        "共收到行政复议申请250件，同比增长约5%。",
        "共收到行政复议申请250件（上年为239件），比上年增加11件，增长4.6%。",
        "共收到行政复议申请250件，较2023年增长50%。",  # of another year
        "上半年收到行政复议申请150件，同比增长40%。",
        "受理行政复议申请187件，信访量比上年减少10%。",  # of something else
        "立案专利侵权案件30件，立案量同比增长2倍。",
        "立案专利侵权案件20件，立案量同比增长2倍。",  # twice as many, as some write it
        "行政诉讼败诉率3.1%，比上年上升0.9个百分点。",
        "由2022年的300件降至250件。",
        "举办培训班12期，同比增长20%。",  # last year's report has none
        "全流程审批用时由198天压缩至123天。",
        "上年结转案件17件。",
    ],
)
def test_what_agrees_or_cannot_be_compared_is_left_alone(text: str) -> None:
    assert previous_findings(draft(text), YEAR, LAST) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共收到行政复议申请2390件。", [("warning", "2390件")]),
        ("共收到行政复议申请25件。", []),  # not a tenth
        ("共收到行政复议申请23件。", [("warning", "23件")]),
        ("为受援人挽回经济损失4.1万元。", [("warning", "4.1万元")]),
        ("立案专利侵权案件1件。", []),  # of few things ten times as many are soon there
        ("行政诉讼败诉率22.5%。", [("warning", "22.5%")]),
        ("走访商户及小微主体1200次。", [("warning", "1200次")]),
        ("走访商户及小微主体1300户。", []),
    ],
)
def test_a_figure_far_from_last_years_is_asked_about(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(unlikely_findings(draft(text), YEAR, LAST)) == expected


def test_both_values_are_named() -> None:
    (finding,) = unlikely_findings(draft("共收到行政复议申请2390件。"), YEAR, LAST)
    assert "2390件" in finding.message
    assert "239件" in finding.message
    assert "多写或少写一位" in finding.message


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        (REVIEW.replace("2024", "2025"), "warning"),
        ("深化“龙城无讼”品牌,走访商户及小微主体1200户。", "info"),  # no known indicator: it may be so again
        ("行政机关负责人出庭应诉率100%。", None),
        ("2025年共收到行政复议申请250件，受理199件。", None),
    ],
)
def test_a_sentence_whose_figures_nobody_updated_is_asked_about(text: str, severity: str | None) -> None:
    found = copied_figure_findings(draft(text), YEAR, LAST)
    assert told(found) == ([] if severity is None else [(severity, text)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("召开2024年度观摩庭审活动暨行政应诉会议。", [("warning", "2024年")]),
        ("自2024年起推行“综合查一次”改革试点。", []),
        ("落实《实施方案（2021—2025年）》各项任务。", []),
        ("召开2025年度观摩庭审活动暨行政应诉会议。", []),
    ],
)
def test_a_sentence_copied_with_its_year_is_found_whatever_it_tells(text: str, expected: list[tuple[str, str]]) -> None:
    last = report_of_last_year(
        "召开2024年度观摩庭审活动暨行政应诉会议。",
        "自2024年起推行“综合查一次”改革试点。",
        "落实《实施方案（2021—2025年）》各项任务。",
    )
    assert told(copied_year_findings(draft(text), YEAR, last)) == expected


def test_a_copied_sentence_is_told_once() -> None:
    found = [each for each in findings_in(draft(REVIEW), YEAR, LAST) if each.rule == "year"]
    assert [("一字不差" in each.message, each.quote) for each in found] == [(True, "2024年")]


def test_figures_within_placeholders_are_not_compared() -> None:
    text = "共收到行政复议申请【待填：2025年行政复议收到申请数（件）；2024年为2390件】，同比增长【待填】。"
    assert "previous" not in {each.rule for each in findings_in(draft(text), YEAR, LAST)}


def test_a_value_that_either_report_gives_twice_differently_is_not_compared() -> None:
    text = "共收到行政复议申请2390件。共收到行政复议申请250件。"
    assert unlikely_findings(draft(text), YEAR, LAST) == []
