"""Promises of the report on 2024 that a draft on 2025 does not report on."""

import pytest

from service.review import LastYear, findings_in
from service.review.promises_kept import commitment_findings
from tests.service.review.last import YEAR, draft, report_of_last_year
from tests.service.review.made import MEASURES, TITLE, read
from tests.vectorstore.reports.seeds import seed
from vectorstore.reports.promises import commitments_of

PLAN = (
    "推进虚拟政务大厅建设。推出执法人员公共法律知识类专题课程。建立法律援助案件质量同行评估律师库。",
    "深入贯彻党的二十大精神，全面落实依法治国部署要求，推动各项工作迈上新台阶。",
)
LAST = report_of_last_year("规范行政执法，开展案卷评查。", plan=PLAN)
KEPT = (
    "虚拟政务大厅上线运行，办件1.2万件。",
    "面向一线执法人员开设公共法律知识课程8期。",
    "选聘20名律师组成法律援助案件质量同行评估专家库，评估案件300件。",
)


STANDING = "持续提升行政执法质量。"
"""What the plan of the report made by hand promises too."""


def missing(*measures: str) -> list[str]:
    found = commitment_findings(draft(STANDING, *measures), LAST, commitments_of(LAST.paragraphs))
    return [finding.message for finding in found]


def test_what_nobody_reported_on_is_told_with_the_promise_and_its_report() -> None:
    messages = missing("规范行政执法，开展案卷评查。")
    assert len(messages) == 3
    for promise in ("虚拟政务大厅", "专题课程", "同行评估律师库"):
        (message,) = [message for message in messages if promise in message]
        assert f"《{LAST.report.title}》" in message


def test_it_points_at_nothing() -> None:
    found = [each for each in findings_in(draft("规范执法。"), YEAR, LAST) if each.rule == "commitment"]
    assert {(each.severity.value, each.paragraph_id, each.quote) for each in found} == {("warning", None, None)}


def test_words_of_ones_own_are_a_report() -> None:
    assert missing(*KEPT) == []


@pytest.mark.parametrize(("left_out", "promise"), list(enumerate(("虚拟政务大厅", "专题课程", "同行评估律师库"))))
def test_each_is_missed_by_itself(left_out: int, promise: str) -> None:
    (message,) = missing(*(line for place, line in enumerate(KEPT) if place != left_out))
    assert promise in message


def test_the_next_plan_reports_on_nothing() -> None:
    lines = [TITLE, MEASURES, STANDING, "二、下一步工作安排", "将继续规范执法。", *PLAN]
    found = commitment_findings(read(lines, YEAR), LAST, commitments_of(LAST.paragraphs))
    assert len(found) == 3


def test_a_promise_quoted_before_an_open_placeholder_is_not_reported_on_yet() -> None:
    text = "落实“推进虚拟政务大厅建设”[3]的安排，【待填：2025年虚拟政务大厅建设情况】。"
    found = commitment_findings(draft(STANDING, text, *KEPT[1:]), LAST, commitments_of(LAST.paragraphs))
    (finding,) = found
    assert finding.paragraph_id is not None
    assert finding.quote == "“推进虚拟政务大厅建设”[3]的安排，【待填：2025年虚拟政务大厅建设情况】"
    assert "还没有填写落实情况" in finding.message


def test_once_filled_in_it_is_reported_on_and_its_figures_are_no_longer_last_years() -> None:
    filled = "落实“推进虚拟政务大厅建设”的安排，建成大厅1个，办件1.2万件。"
    assert missing(filled, *KEPT[1:]) == []


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_of_the_seeds_only_what_is_specific_can_be_missing(number: str) -> None:
    """A report that has carried out everything says so in its plan's words; one that says nothing lacks no slogan."""
    document = seed(number)
    last = LastYear(document.report, document.paragraphs)
    promised = commitments_of(document.paragraphs)
    silent = commitment_findings(draft("规范执法。"), last, promised)
    slogans = ("新台阶", "二十大", "精神实质", "党组织", "政治责任", "为指导")
    assert not [each.message for each in silent if any(slogan in each.message for slogan in slogans)]
    told = commitment_findings(draft(*(point.span.text + "。" for point in promised)), last, promised)
    assert told == []
