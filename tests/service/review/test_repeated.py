"""The same thing told twice."""

import pytest

from service.review.repeated import repeated_findings
from tests.service.review.made import read, report, told


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("全年受理行政复议案件99件。", "2024年，受理行政复议案件99件。"),
        ("受理行政复议案件99件。", "审结行政复议案件93件。"),
        ("受理行政复议案件99件。", "上半年受理行政复议案件40件。"),
        ("受理行政复议案件99件。", "受理行政复议案件较上年增加12件。"),
        ("受理行政复议案件99件。", "近三年受理行政复议案件300件。"),
        ("受理行政复议案件99件。", "受理行政复议案件约100件。"),
        ("受理行政复议案件99件。", "二〇二三年受理行政复议案件80件。"),
        ("组织行政执法人员培训3次。", "组织行政执法人员培训5次。"),  # others of that kind
        ("调解成功率99.3%。", "成功调解4件。"),
        ("5万家企业注册率55.96%。", "重点企业注册率93.6%。"),
    ],
)
def test_what_may_both_be_right_is_left_alone(first: str, second: str) -> None:
    assert told(repeated_findings(report(first, second), 2024)) == []


@pytest.mark.parametrize(
    ("first", "second", "quote"),
    [
        ("受理行政复议案件99件。", "2024年，全区共受理行政复议案件97件。", "受理行政复议案件97件"),
        ("全年共收到行政复议申请239件。", "收到复议申请240件。", "收到复议申请240件"),
        ("12345热线工单满意率98.9%。", "12345热线工单满意率为97.9%。", "12345热线工单满意率为97.9%"),
    ],
)
def test_two_values_of_one_thing_are_found(first: str, second: str, quote: str) -> None:
    (finding,) = repeated_findings(report(first, second), 2024)
    assert (finding.severity.value, finding.quote) == ("warning", quote)
    assert "第4段" in finding.message


def test_a_plan_may_have_another_value() -> None:
    lines = ["一、主要举措和成效", "受理行政复议案件99件。", "二、2025年主要安排", "受理行政复议案件120件。"]
    assert repeated_findings(read(lines), 2024) == []


def test_without_a_year_a_sentence_that_names_one_is_left_out() -> None:
    lines = report("受理行政复议案件99件。", "2024年，受理行政复议案件97件。")
    assert told(repeated_findings(lines, None)) == []
    assert len(repeated_findings(lines, 2024)) == 1
