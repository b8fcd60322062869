"""What a sentence says of more and less, computed anew from made rows: districts, years, 余, changes."""

import pytest

from service.compare.comparatives import fault_of_comparatives
from service.compare.proving import absences
from service.compare.sentence import TableSentence, read_sentence
from service.table.entries import Entry, entry_of
from service.table.rows import with_changes
from tests.service.compared import known, report_of, source_of
from vectorstore.types import Report

ACCEPTED = known("行政复议受理数")
XINBEI, XINBEI_BEFORE = report_of("320411"), report_of("320411", 2023)
JINTAN, JIANGNING, WUJIANG = report_of("320413"), report_of("320115", 2023), report_of("320509")


def entry(report: Report, printed: str, number: float, qualifier: str | None = None) -> Entry:
    source = source_of(report, printed, number, text="全年受理行政复议案件{}。", qualifier=qualifier)
    return entry_of(report, ACCEPTED, {ACCEPTED.name: [source]})


ROW = with_changes(
    [
        entry(XINBEI_BEFORE, "187", 187),
        entry(XINBEI, "239", 239),
        entry(JINTAN, "110余", 110, "余"),
        entry(JIANGNING, "239", 239),
        Entry(WUJIANG, ACCEPTED),
    ]
)
REPORTS = [one.report for one in ROW]


def said(text: str) -> TableSentence:
    return read_sentence(f"行政复议受理数：{text}", [ROW], REPORTS)


@pytest.mark.parametrize(
    "text",
    [
        "新北区2024年和江宁区2023年并列最多",
        "最多的是新北区2024年",
        "金坛区2024年最少",
        "新北区2024年高于金坛区",
        "新北区2024年比金坛区2024年多",
        "金坛区2024年低于其他各区",
        "新北区2024年与江宁区2023年相同",
        "新北区2024年增加",
        "新北区、金坛区和江宁区都给出了受理数",
        "新北区2023年低于新北区2024年",
        "五份报告中，四份报告给出了受理数",
    ],
)
def test_what_the_row_bears_out_stands(text: str) -> None:
    assert fault_of_comparatives(said(text), []) is None


@pytest.mark.parametrize(
    "text",
    [
        "新北区2023年最多",  # its other year has more
        "新北区最多",  # of which year isn't said, and it isn't so in both
        "江宁区2023年最少",
        "金坛区2024年最多",
        "新北区2024年高于江宁区2023年",  # they are equal
        "新北区2024年高于吴江区2024年",  # which gives none
        "新北区2024年高于其他各区",
        "新北区2024年减少",
        "新北区2023年最多为187件，江宁区2023年为239件",  # what follows is another clause
        "新北区2023年高于100件，金坛区2024年最多",
        "江宁区2023年增长",  # nothing to compare with
        "各区都给出了受理数",
        "只有新北区给出了受理数",
        "新北区2024年位居第二",
        "新北区2024年为全市最多",
        "三份报告给出了受理数",
        "最多",
    ],
)
def test_what_it_does_not_bear_out_falls(text: str) -> None:
    assert fault_of_comparatives(said(text), []) is not None


def test_an_inexact_figure_leads_only_where_its_bounds_let_it() -> None:
    row = [entry(XINBEI, "100余", 100, "余"), entry(JINTAN, "101", 101)]
    one = read_sentence("行政复议受理数：金坛区最多", [row], [XINBEI, JINTAN])
    assert fault_of_comparatives(one, []) is not None


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("吴江区2024年没有给出", True),
        ("只有吴江区未报告", True),
        ("新北区和江宁区给出了，其余地区未报告", False),  # 金坛区 has 110余
        ("新北区、金坛区、江宁区给出了，其余地区未报告", True),
        ("新北区、吴江区均没有给出", False),
        ("各区均没有给出", False),
    ],
)
def test_what_is_missing_is_missing_in_every_column_named(text: str, stands: bool) -> None:
    assert isinstance(absences(said(text), ""), list) is stands


def test_what_a_report_itself_leaves_open_is_none_of_the_tables_gaps() -> None:
    assert absences(said("新北区2024年有3件未公布结果"), "其中3件未公布结果。") == []
