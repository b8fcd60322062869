"""Years against the year reported on, 2024."""

import pytest

from service.review.years import year_findings
from tests.service.review.made import CLOSING, MEASURES, OPENING, TITLE, read, report, told


@pytest.mark.parametrize(
    "text",
    [
        "落实《法治政府建设实施纲要（2021—2025年）》和《规划（2023—2035年）》。",
        "归集2023年度党政主要负责人述法报告68份。",
        "结合2023年省营商环境评价结果，出台举措10条。",
        "形成《2022年行政应诉工作情况报告》，提出3条建议。",
        "2023年以来，共受理行政复议案件300件。",
        "2023年12月，召开会议2次。",
        "力争到2027年建成示范区3个。",
        "自2021年起，开展评查5次。",
        "2022年，我区获评示范区，建成阵地3个。",
        "二〇二四年，受理行政复议案件99件。",
        "截至2025年1月，办结97件。",
        "2023年受理90件，2024年受理99件。",
        "2023年，全区机构改革完成。",  # no figure
    ],
)
def test_what_may_be_right_is_left_alone(text: str) -> None:
    assert told(year_findings(report(text), 2024)) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("2014年，受理行政复议案件99件。", "2014年"),  # a slip for 2024
        ("2023年，全区共受理行政复议案件99件。", "2023年"),  # left over from last year's
        ("（一）规范执法。二〇二三年，受理行政复议案件99件。", "二〇二三年"),
        ("全区于2042年建成示范点3个。", "2042年"),
    ],
)
def test_a_year_that_cannot_be_is_found(text: str, quote: str) -> None:
    assert told(year_findings(report(text), 2024)) == [("warning", quote)]


def test_the_title_against_the_year() -> None:
    lines = ["常州市新北区2023年度法治政府建设情况报告", OPENING, MEASURES, *CLOSING]
    assert told(year_findings(read(lines), 2024)) == [("error", lines[0])]


@pytest.mark.parametrize(
    ("opening", "quote"),
    [
        ("2023年，新北区深入推进法治政府建设，工作取得新的成效。", "2023年"),
        ("新北区深入推进法治政府建设。现将2023年度有关情况报告如下：", "2023年"),
    ],
)
def test_the_title_against_the_opening(opening: str, quote: str) -> None:
    findings = year_findings(read([TITLE, opening, MEASURES, "规范执法。", *CLOSING]), 2024)
    assert told(findings) == [("error", quote)]


@pytest.mark.parametrize(
    ("heading", "text", "quote"),
    [
        ("四、2024年推进法治政府建设的主要安排", "新北区将继续提升行政执法质量。", "2024年"),
        ("四、2026年推进法治政府建设的主要安排", "新北区将继续提升行政执法质量。", "2026年"),
        ("四、下一步工作安排", "2024年，新北区将继续提升行政执法质量。", "2024年"),
    ],
)
def test_a_plan_is_of_the_next_year(heading: str, text: str, quote: str) -> None:
    lines = [TITLE, OPENING, MEASURES, "规范执法。", *CLOSING[:4], heading, text]
    assert told(year_findings(read(lines), 2024)) == [("warning", quote)]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2025年1月23日", []),
        ("2024年12月31日", []),
        ("2024年1月23日", [("error", "2024年1月")]),
        ("二〇二四年一月二十三日", [("error", "二〇二四年一月")]),
        ("2026年1月23日", [("warning", "2026年1月")]),
    ],
)
def test_the_signature_is_of_the_next_year(date: str, expected: list[tuple[str, str]]) -> None:
    lines = [TITLE, OPENING, MEASURES, "规范执法。", *CLOSING, "常州市新北区人民政府", date]
    assert told(year_findings(read(lines), 2024)) == expected
