"""The four parts of the regulation."""

import pytest

from service.review.parts import part_findings
from tests.service.review.made import CLOSING, MEASURES, OPENING, TITLE, read, report, told
from vectorstore.types import Part

LEADERSHIP, SHORTCOMINGS, PLAN = CLOSING[:2], CLOSING[2:4], CLOSING[4:]


def test_a_whole_report_lacks_nothing() -> None:
    assert part_findings(report("规范行政执法，开展专项监督。"), 2024) == []


@pytest.mark.parametrize(
    ("lines", "missing"),
    [
        ((MEASURES, "规范行政执法。", *SHORTCOMINGS, *PLAN), "党政主要负责人履行推进法治建设第一责任人职责情况"),
        ((MEASURES, "规范行政执法。", *LEADERSHIP, *PLAN), "存在的不足和原因"),
        ((MEASURES, "规范行政执法。", *LEADERSHIP, *SHORTCOMINGS), "下一年度推进法治政府建设的主要安排"),
        ((*SHORTCOMINGS, *PLAN, *LEADERSHIP), "主要举措和成效"),
    ],
)
def test_a_missing_part_is_an_error(lines: tuple[str, ...], missing: str) -> None:
    opening = [] if missing == "主要举措和成效" else [OPENING]
    (finding,) = part_findings(read([TITLE, *opening, *lines]), 2024)
    assert (finding.severity.value, finding.paragraph_id, finding.quote) == ("error", None, None)
    assert f"缺少“{missing}”部分" in finding.message


@pytest.mark.parametrize(
    ("lines", "severity", "quote"),
    [
        # told in a sentence of another part
        (
            (MEASURES, "区委书记主持召开会议。规范行政执法。", *SHORTCOMINGS, *PLAN),
            "info",
            "区委书记主持召开会议。",
        ),
        ((MEASURES, "抓实“关键少数”，规范行政执法。", *SHORTCOMINGS, *PLAN), "warning", "“关键少数”"),
        (
            (MEASURES, "规范行政执法。下一步，将继续推进。", *LEADERSHIP, *SHORTCOMINGS),
            "info",
            "下一步，将继续推进。",
        ),
        ((MEASURES, "规范行政执法。但仍有短板。", *LEADERSHIP, *PLAN), "info", "但仍有短板。"),
    ],
)
def test_a_part_within_another_is_told(lines: tuple[str, ...], severity: str, quote: str) -> None:
    assert told(part_findings(read([TITLE, OPENING, *lines]), 2024)) == [(severity, quote)]


def test_closing_paragraphs_without_headings_are_parts() -> None:
    lines = [
        *(TITLE, OPENING, MEASURES, "规范行政执法。", "二、第一责任人职责履行情况", "区长听取汇报。"),
        "2024年，法治政府建设取得了成绩，但还存在一些不足。",
        "2025年，新北区将继续推进法治政府建设。",
    ]
    assert part_findings(read(lines), 2024) == []


def test_one_heading_may_hold_two_parts() -> None:
    lines = [
        TITLE,
        OPENING,
        MEASURES,
        "规范执法。",
        *LEADERSHIP,
        "三、存在的不足和下一步工作安排",
        "执法力量还存在不足。",
    ]
    assert part_findings(read(lines), 2024) == []


def test_every_part_is_looked_for() -> None:
    found = part_findings(read(["法治政府建设工作。"]), None)
    assert [finding.severity.value for finding in found] == ["error"] * len(Part)


def test_without_the_year_a_plan_of_any_year_is_one() -> None:
    lines = [TITLE, OPENING, MEASURES, "规范执法。", *LEADERSHIP, *SHORTCOMINGS, "2025年，新北区将继续规范执法。"]
    assert [finding.severity.value for finding in part_findings(read(lines, None), None)] in ([], ["info"])
    (stale,) = part_findings(read(lines, 2025), 2025)
    assert stale.severity.value == "error"
