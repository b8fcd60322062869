"""A comparison as a file: opened again by another library, nothing lost and nothing taken for a formula."""

import csv
import io
from typing import Any

import openpyxl
import pytest

from service.compare.files import as_csv, as_markdown, comparison_file
from service.compare.workbook import number_format, workbook_of
from service.contract import examples
from service.contract.compare import Cell, Column, Comparison, ComparisonTable, TableRow

COMPARISON = Comparison.model_validate(examples.COMPARISON)
FORMULA = '=HYPERLINK("x","y")'


def made(**changes: Any) -> Comparison:
    return COMPARISON.model_copy(update=changes)


def row_of(*cells: Cell, indicator: str = "普法活动场次", unit: str = "场") -> Comparison:
    columns = tuple(Column(report_id=str(n), region="江苏省常州市新北区", year=2020 + n) for n, _ in enumerate(cells))
    return made(table=ComparisonTable(columns=columns, rows=(TableRow(indicator=indicator, unit=unit, cells=cells),)))


def opened(comparison: Comparison) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook_of(comparison)))


# Excel


def test_numbers_are_numbers_and_what_is_not_reported_is_grey_text() -> None:
    sheet = opened(COMPARISON)["对比"]
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values == [
        ["指标", "单位", "江苏省常州市新北区\n2024年", "江苏省常州市金坛区\n2024年"],
        ["行政复议受理数", "件", "未报告", 126],
        ["行政复议实质性化解率", "%", 37.76, 19.66],
    ]
    assert sheet["C2"].font.color.rgb == "FF808080"
    assert sheet["C3"].number_format == "#,##0.00"
    assert [sheet[place].font.italic for place in ("C3", "D3")] == [False, True]
    assert "23÷117＝19.66%[1]" in sheet["D3"].comment.text
    assert sheet["D2"].comment.text == "出处[1]"
    assert sheet["C2"].comment is None


def test_the_sheets_are_set_up_for_reading_and_printing() -> None:
    workbook = opened(COMPARISON)
    assert workbook.sheetnames == ["对比", "出处", "注释"]
    for sheet in workbook:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows == "$1:$1"
    assert workbook["对比"].freeze_panes == "B2"
    assert workbook["出处"].freeze_panes == "A2"
    assert workbook["对比"].column_dimensions["A"].width > 20


def test_sources_and_notes_have_sheets_of_their_own() -> None:
    workbook = opened(COMPARISON)
    heading, first, second = ([cell.value for cell in row] for row in workbook["出处"].iter_rows())
    assert heading == ["编号", "地区", "年度", "章节", "原文", "用于"]
    assert first[:3] == [1, "江苏省常州市金坛区", 2024]
    assert first[4] == COMPARISON.citations[0].quote
    assert first[5] == "行政复议受理数、行政复议实质性化解率"
    assert second[5] == "行政复议实质性化解率"
    notes = [[cell.value for cell in row] for row in workbook["注释"].iter_rows(min_row=2)]
    assert [row[0] for row in notes] == ["小结", "小结", "注意", "注释"]
    assert notes[3][1:3] == ["行政复议实质性化解率", "江苏省常州市金坛区2024年"]


@pytest.mark.parametrize("text", [FORMULA, "+1", "-1+1", "@SUM(A1)", "http://x.invalid/", "12"])
def test_text_of_a_report_is_never_a_formula_a_link_or_a_number(text: str) -> None:
    quoted = COMPARISON.citations[0].model_copy(update={"quote": text, "path": (text,)})
    workbook = opened(made(citations=(quoted,), warnings=(text,), summary=text))
    for cell in (*workbook["出处"][2][3:5], workbook["注释"]["D2"], workbook["注释"]["D3"]):
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@pytest.mark.parametrize(
    ("number", "qualifier", "expected"),
    [
        (239, None, "#,##0"),
        (31.1, None, "#,##0.0"),
        (98000, "余", '#,##0"余"'),
        (90, "以上", '#,##0"以上"'),
        (633, "约", '"约"#,##0'),
        (200, "近", '"近"#,##0'),
    ],
)
def test_a_number_keeps_its_decimals_and_shows_its_qualifier(number: float, qualifier: Any, expected: str) -> None:
    cell = Cell(status="reported", value="x", number=number, qualifier=qualifier, citation=1)
    assert number_format(cell) == expected
    written = opened(row_of(cell))["对比"]["C2"]
    assert (written.value, written.number_format) == (number, expected)


def test_a_comparison_without_columns_is_a_workbook_all_the_same() -> None:
    empty = made(table=ComparisonTable(columns=(), rows=()), citations=(), summary="馆藏中没有天宁区的报告。")
    assert opened(empty)["注释"]["D2"].value == "馆藏中没有天宁区的报告。"


# CSV


def test_csv_opens_in_excel_and_leaves_empty_what_is_not_reported() -> None:
    data = as_csv(COMPARISON)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row[:-1] for row in rows] == [
        ["指标", "单位", "江苏省常州市新北区2024年", "江苏省常州市金坛区2024年"],
        ["行政复议受理数", "件", "", "126"],
        ["行政复议实质性化解率", "%", "37.76", "19.66"],
    ]


def test_csv_tells_a_derived_number_from_a_reported_one() -> None:
    heading, reported, derived = csv.reader(io.StringIO(as_csv(COMPARISON).decode("utf-8-sig"), newline=""))
    assert (heading[-1], reported[-1]) == ("注释", "")
    assert derived[-1].startswith("江苏省常州市金坛区2024年：推算，原文未写，")
    assert "23÷117＝19.66%" in derived[-1]
    assert "[" not in derived[-1]


def test_csv_holds_the_number_of_what_is_printed_otherwise() -> None:
    cell = Cell(status="reported", value="9.8万余", number=98000, qualifier="余", citation=1)
    large = Cell(status="reported", value="123.4567万", number=1234567, citation=1)
    zero = Cell(status="reported", value="0", number=0, citation=1)
    assert as_csv(row_of(cell, large, zero)).decode("utf-8-sig").splitlines()[1] == (
        "普法活动场次,场,98000,1234567,0,江苏省常州市新北区2020年：原文为9.8万余"
    )


@pytest.mark.parametrize("text", [FORMULA, "+x", "-x", "@x", "\tx"])
def test_a_text_that_begins_like_a_formula_is_made_harmless(text: str) -> None:
    cell = Cell(status="not_reported")
    assert list(csv.reader(io.StringIO(as_csv(row_of(cell, indicator=text)).decode("utf-8-sig"))))[1][0] == f"'{text}"


# Markdown and JSON


def test_markdown_is_a_table_with_numbered_sources() -> None:
    text = as_markdown(COMPARISON)
    assert (
        "| 指标 | 单位 | 江苏省常州市新北区2024年 | 江苏省常州市金坛区2024年 |\n| --- | --- | ---: | ---: |\n" in text
    )
    assert "| 行政复议受理数 | 件 | 未报告 | 126[1] |\n" in text
    assert "| 行政复议实质性化解率 | % | 37.76[2] | 19.66（推算）[1] |\n" in text
    assert text.index("**注释**") < text.index("**注意**") < text.index("**出处**")
    assert "- [1] 江苏省常州市金坛区 2024年 › 四、完善纠纷解决机制,依法有效化解社会矛盾 › " in text


def test_markup_in_a_report_is_only_shown_in_markdown() -> None:
    quoted = COMPARISON.citations[0].model_copy(update={"quote": "a|b *c* <img>\n[d](http://x.invalid) `e` _f_"})
    line = as_markdown(made(citations=(quoted,))).splitlines()[-1]
    assert line.endswith("：a\\|b \\*c\\* \\<img\\> [d]\\(http://x.invalid) \\`e\\` \\_f\\_")


def test_json_is_the_body_of_the_interface() -> None:
    assert Comparison.model_validate_json(comparison_file(COMPARISON, "json")) == COMPARISON


def test_every_format_is_rendered() -> None:
    assert comparison_file(COMPARISON, "markdown") == as_markdown(COMPARISON).encode()
    assert comparison_file(COMPARISON, "csv") == as_csv(COMPARISON)
    assert comparison_file(COMPARISON, "xlsx").startswith(b"PK")
