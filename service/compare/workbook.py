"""A comparison as an Excel workbook: the table, what is cited, notes. Pure.

Text is written by write_string only: whatever stands in a report is shown, and never taken for a formula or a link.
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from service.contract.compare import NOT_REPORTED, Cell, Comparison

A4 = 9
FIRST_COLUMN, UNIT_COLUMN, VALUE_COLUMN = 28, 8, 16
"""Widths in characters of the default font; a Chinese one takes two."""
SOURCE_COLUMNS = (("编号", 6), ("地区", 28), ("年度", 8), ("章节", 40), ("原文", 90), ("用于", 40))
NOTE_COLUMNS = (("类别", 10), ("指标", 28), ("报告", 32), ("内容", 100))
COMMENT = {"author": "fazhi", "x_scale": 2, "y_scale": 1.5, "font_size": 9}
GREY = "#808080"

_MARKER = re.compile(r"\[(\d+)\]")

_BORDERED = {"border": 1, "border_color": "#BFBFBF", "valign": "top"}
_HEADING = {**_BORDERED, "bold": True, "bg_color": "#DDEBF7", "text_wrap": True, "align": "center"}
_TEXT = {**_BORDERED, "text_wrap": True}


def workbook_of(comparison: Comparison) -> bytes:
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": "法治政府建设年度报告对比", "author": "fazhi"})
        _table(workbook, comparison)
        _sources(workbook, comparison)
        _notes(workbook, comparison)
    return file.getvalue()


def _table(workbook: Workbook, comparison: Comparison) -> None:
    sheet = _sheet(workbook, "对比")
    columns = comparison.table.columns
    heading = workbook.add_format(_HEADING)
    text = workbook.add_format(_TEXT)
    titles = ["指标", "单位", *(f"{column.region}\n{column.year}年" for column in columns)]
    for place, title in enumerate(titles):
        sheet.write_string(0, place, title, heading)
    sheet.set_row(0, 48)
    sheet.set_column(0, 0, FIRST_COLUMN)
    sheet.set_column(1, 1, UNIT_COLUMN)
    if columns:
        sheet.set_column(2, 1 + len(columns), VALUE_COLUMN)
    formats = _Formats(workbook)
    for number, row in enumerate(comparison.table.rows, 1):
        sheet.write_string(number, 0, row.indicator, text)
        sheet.write_string(number, 1, row.unit, text)
        for place, cell in enumerate(row.cells, 2):
            _write_cell(sheet, number, place, cell, formats)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, 1)


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, formats: "_Formats") -> None:
    if cell.number is None:
        sheet.write_string(row, column, NOT_REPORTED, formats.of(font_color=GREY, align="right"))
    else:
        italic = {"italic": True} if cell.status == "derived" else {}
        sheet.write_number(row, column, cell.number, formats.of(num_format=number_format(cell), **italic))
    source = f"出处[{cell.citation}]" if cell.citation is not None else None
    comment = "；".join(part for part in ("推算" if cell.status == "derived" else None, cell.note, source) if part)
    if comment:
        sheet.write_comment(row, column, comment, COMMENT)


def number_format(cell: Cell) -> str:
    """As many decimals as the number has, with its qualifier where the report has it: 98,000余 is a number all the
    same."""
    assert cell.number is not None
    decimals = len(f"{cell.number:.4f}".rstrip("0").partition(".")[2])
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    if cell.qualifier is None:
        return digits
    qualifier = f'"{cell.qualifier}"'
    return f"{digits}{qualifier}" if cell.qualifier in ("余", "以上") else f"{qualifier}{digits}"


def _sources(workbook: Workbook, comparison: Comparison) -> None:
    used: defaultdict[int, list[str]] = defaultdict(list)
    for row in comparison.table.rows:
        for cell in row.cells:
            for number in (cell.citation, *map(int, _MARKER.findall(cell.note or ""))):
                if number is not None and row.indicator not in used[number]:
                    used[number].append(row.indicator)
    rows = [
        (one.n, one.region, one.year, " › ".join(one.path), one.quote, "、".join(used[one.n]))
        for one in comparison.citations
    ]
    _list(workbook, "出处", SOURCE_COLUMNS, rows)


def _notes(workbook: Workbook, comparison: Comparison) -> None:
    rows = [("小结", "", "", line) for line in comparison.summary.splitlines()]
    rows += [("注意", "", "", warning) for warning in comparison.warnings]
    rows += [
        ("注释", row.indicator, column.label, cell.note)
        for row in comparison.table.rows
        for column, cell in zip(comparison.table.columns, row.cells, strict=True)
        if cell.note
    ]
    _list(workbook, "注释", NOTE_COLUMNS, rows)


def _list(
    workbook: Workbook, name: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str | int]]
) -> None:
    sheet = _sheet(workbook, name)
    heading, text = workbook.add_format(_HEADING), workbook.add_format(_TEXT)
    for place, (title, width) in enumerate(columns):
        sheet.write_string(0, place, title, heading)
        sheet.set_column(place, place, width)
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, place, value, text)
            else:
                sheet.write_string(number, place, value, text)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)


def _sheet(workbook: Workbook, name: str) -> Worksheet:
    """Printed in landscape, as wide as a page of A4."""
    sheet = workbook.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")
    return sheet


class _Formats:
    """A workbook has each format once; Excel opens no more than 64,000."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, **properties: Any) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format({**_BORDERED, **properties})
        return self._made[key]
