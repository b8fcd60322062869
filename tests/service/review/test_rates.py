"""Rates against the counts of their sentence."""

import pytest

from service.review.rates import rate_findings
from tests.service.review.made import report, told


@pytest.mark.parametrize(
    "text",
    [
        "共收到复议申请239件，审结203件，审结率84.9%。",
        "共收到复议申请239件，审结203件，审结率84.94%。",  # rounded
        "共收到复议申请239件，审结203件，审结率84.93%。",  # cut off
        "共收到复议申请239件，受理210件，审结203件，审结率96.7%。",  # of what was accepted
        "共收到复议申请239件，审结203件，审结率超80%。",
        "共收到复议申请239件，审结203件，审结率提高5%。",
        "共收到复议申请239件，审结203件，审结率同比上升3.2%。",
        "年内办结复议案件147件，直接纠错率2.7%，实质性化解率达31.1%。",  # no count of either
        "受理诉求12万件，未解决4064件，解决率97.36%。",
        "办结工单12.2万余件，受理13万件，办结率98.9%。",
        "5万家市场主体完成注册，注册率55.96%，重点企业注册率达93.6%。",
        "受理案件95件，一审案件63件，占比66.3%。",
        "目标完成率105%。",
    ],
)
def test_what_may_be_right_is_left_alone(text: str) -> None:
    assert told(rate_findings(report(text))) == []


@pytest.mark.parametrize(
    ("text", "severity", "quote"),
    [
        ("共收到复议申请239件，审结203件，审结率94.9%。", "warning", "239件，审结203件，审结率94.9%"),
        ("查出问题163个，完成整改150个，整改率98%。", "warning", "163个，完成整改150个，整改率98%"),
        ("共受理案件95件，一审案件63件，占比76.3%。", "warning", "95件，一审案件63件，占比76.3%"),
        ("12345热线满意率达102.3%。", "error", "102.3%"),
    ],
)
def test_a_rate_that_does_not_follow_is_found(text: str, severity: str, quote: str) -> None:
    assert told(rate_findings(report(text))) == [(severity, quote)]
