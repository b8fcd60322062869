"""An earlier year where the year reported on, 2025, or the next one is meant."""

import pytest

from service.review.years import year_findings
from tests.service.review.last import YEAR, draft
from tests.service.review.made import CLOSING, MEASURES, OPENING, TITLE, read, told

HEAD = (TITLE.replace("2024", "2025"), OPENING.replace("2024", "2025"), MEASURES, "规范执法。")


@pytest.mark.parametrize(
    "text",
    [
        "2024年新北区政府共收到复议申请239件，审结203件。",
        "规范执法。2024年，深入开展行政执法监督，不断提升执法质量。",
        "2024年，在区委坚强领导下，各项工作有序开展。",
        "截至2024年底，全区共有人民调解员1200名。",
        "截至2024年12月31日，化解矛盾纠纷7698件。",
        "2024年12月，新增法律援助联络点12个。",
        "一、2024年法治政府建设工作情况",
        "持续推进“政企通”，2024年入库企业注册率达78.17%。",
        "制定2024年新北区重大行政决策事项目录，严格履行公众参与等程序。",
        "以《新北区2024年法治政府建设工作要点》为指引，推进各项工作。",
    ],
)
def test_a_sentence_left_over_from_last_year_is_found(text: str) -> None:
    assert told(year_findings(draft(text), YEAR)) == [("warning", "2024年")]


@pytest.mark.parametrize(
    "text",
    [
        "收到复议申请250件（2024年为239件），同比增长4.6%。",
        "2024年收到复议申请239件，2025年收到250件。",
        "较2024年的239件增长4.6%。",
        "落实《法治政府建设实施纲要（2021—2025年）》和《规划（2024—2026年）》。",
        "自2024年起，开展评查5次。",
        "2024年以来，共受理行政复议案件300件。",
        "2024年12月，召开会议2次。",
        "传达学习2024年中央经济工作会议精神。",
        "印发《2024年度法治督察情况通报》，督促整改问题12个。",
        "总结2024年工作要点完成情况，形成报告1份。",
        "归集2024年度党政主要负责人述法报告68份。",
        "2024年，我区获评示范区，建成阵地3个。",
        "一、2024年度法治督察反馈问题整改情况",
        "修订《证明事项清单（2024年版）》。",
        "一审案件由2024年的63件降至41件。",
        "将2025年确定为“执法质量提升年”，开展评查5次。",
    ],
)
def test_an_earlier_year_may_be_meant(text: str) -> None:
    assert told(year_findings(draft(text), YEAR)) == []


def test_shortcomings_are_of_the_year() -> None:
    lines = [*HEAD, "二、存在的不足", "2024年，我区法治政府建设取得一定成绩，但执法力量还存在不足。", *CLOSING[:2]]
    assert told(year_findings(read(lines, YEAR), YEAR)) == [("warning", "2024年")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("加强培训，力争2025年底前完成行政执法人员轮训。", ["2025年"]),
        ("2025年将建成法治文化公园2个。", ["2025年"]),
        ("2024年，新北区将继续提升行政执法质量。", ["2024年"]),
        ("力争2026年底前完成行政执法人员轮训。", []),
        ("在总结2025年工作的基础上，继续推进示范创建。", []),
        ("落实《法治政府建设实施纲要（2021—2025年）》的要求，做好2025年前启动项目的评估。", []),
        ("对2025年以来出台的文件开展清理。", []),
    ],
)
def test_a_plan_is_not_of_the_year_that_is_over(text: str, expected: list[str]) -> None:
    lines = [*HEAD, *CLOSING[:4], "四、下一步工作安排", "将继续规范执法。", text]
    assert told(year_findings(read(lines, YEAR), YEAR)) == [("warning", year) for year in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年，新北区将继续提升行政执法质量，推动法治政府建设再上新台阶。", ["2025年"]),
        ("2026年，新北区将继续提升行政执法质量，推动法治政府建设再上新台阶。", []),
        ("2025年，新北区将行政复议纳入考核，办结案件120件。", []),
    ],
)
def test_a_closing_paragraph_without_a_heading_may_be_last_years_plan(text: str, expected: list[str]) -> None:
    lines = [*HEAD, *CLOSING[:4], text]
    assert told(year_findings(read(lines, YEAR), YEAR)) == [("warning", year) for year in expected]


def test_a_place_is_told_once() -> None:
    lines = [*HEAD, *CLOSING[:4], "四、下一步工作安排", "2025年，新北区将继续提升行政执法质量。"]
    assert told(year_findings(read(lines, YEAR), YEAR)) == [("warning", "2025年")]


def test_a_text_without_full_stops_is_read_in_time() -> None:
    assert year_findings(draft("2024年受理行政复议案件99件，" * 20_000), YEAR) == []
