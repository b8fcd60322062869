"""A comparison as a file: Markdown, CSV, JSON, Excel. Pure."""

import csv
import io
import re
from collections.abc import Callable, Mapping

from service.compare.workbook import workbook_of
from service.contract.answers import Citation
from service.contract.compare import Cell, Comparison, Format
from vectorstore.genre.numerals import printed_number

SUFFIXES: Mapping[str, Format] = {".json": "json", ".md": "markdown", ".csv": "csv", ".xlsx": "xlsx"}

_MARKUP = re.compile(r"([\\`*_<>|~])")
_MARKER = re.compile(r"\[\d+\]")
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def comparison_file(comparison: Comparison, wanted: Format) -> bytes:
    renderers: Mapping[Format, Callable[[Comparison], bytes]] = {
        "json": lambda one: one.model_dump_json(indent=2).encode(),
        "markdown": lambda one: as_markdown(one).encode(),
        "csv": as_csv,
        "xlsx": workbook_of,
    }
    return renderers[wanted](comparison)


def as_markdown(comparison: Comparison) -> str:
    """The summary, a table with the numbers of the citations, the notes, the warnings, and what is cited."""
    blocks = ["\n".join(f"{_plain(line)}  " for line in comparison.summary.splitlines())]
    if comparison.table.rows and comparison.table.columns:
        blocks.append(_markdown_table(comparison))
    notes = [
        f"- {_plain(row.indicator)}，{column.label}：{_plain(cell.note)}"
        for row in comparison.table.rows
        for column, cell in zip(comparison.table.columns, row.cells, strict=True)
        if cell.note
    ]
    sources = [f"- [{one.n}] {_plain(place_of_citation(one))}：{_plain(one.quote)}" for one in comparison.citations]
    warnings = [f"- {_plain(warning)}" for warning in comparison.warnings]
    for heading, lines in (("注释", notes), ("注意", warnings), ("出处", sources)):
        if lines:
            blocks.append(f"**{heading}**\n\n" + "\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def as_csv(comparison: Comparison) -> bytes:
    """For Excel, which takes UTF-8 for such by its byte order mark. A number a cell, without 约 or 余; empty where
    nothing is reported. What must be known with the numbers of a row stands in its last cell."""
    table = comparison.table
    rows = [["指标", "单位", *(column.label for column in table.columns), "注释"]]
    for row in table.rows:
        numbers = ["" if cell.number is None else printed_number(cell.number) for cell in row.cells]
        remarks = [
            f"{column.label}：{remark}"
            for column, cell in zip(table.columns, row.cells, strict=True)
            if (remark := _remark(cell))
        ]
        rows.append([row.indicator, row.unit, *numbers, "；".join(remarks)])
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[_harmless(cell) for cell in cells] for cells in rows])
    return text.getvalue().encode("utf-8-sig")


def _remark(cell: Cell) -> str:
    """What the bare number leaves out. Without the numbers of citations, which a csv file does not hold."""
    printed = f"原文为{cell.value}" if cell.qualifier else None
    derived = "推算" if cell.status == "derived" else None
    note = _MARKER.sub("", cell.note) if cell.note else None
    return "，".join(part for part in (derived, printed, note) if part)


def place_of_citation(citation: Citation) -> str:
    return " › ".join([f"{citation.region} {citation.year}年", *citation.path])


def _markdown_table(comparison: Comparison) -> str:
    table = comparison.table
    lines = [
        ["指标", "单位", *(column.label for column in table.columns)],
        ["---", "---", *["---:"] * len(table.columns)],
    ]
    lines += [[row.indicator, row.unit, *(cell.shown for cell in row.cells)] for row in table.rows]
    return "\n".join(f"| {' | '.join(map(_plain, cells))} |" for cells in lines)


def _plain(text: str) -> str:
    """In one line, with nothing that Markdown would take for markup: a report's words are only shown."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split())).replace("](", "]\\(")


def _harmless(cell: str) -> str:
    """A text that a spreadsheet would take for a formula is made one that it shows."""
    return f"'{cell}" if cell.startswith(_BEGINS_A_FORMULA) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(?:\.\d+)?", cell) is not None
