"""What people see in a terminal."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from service.types import Answer, Citation
from vectorstore.types import Report

_MARKER = re.compile(r"\[\d+\]")
LISTED_REPORTS = 10
"""Of a larger collection the number is told rather than the reports."""


class Reading(NamedTuple):
    """What became of one file."""

    path: Path
    report: Report | None
    outcome: str
    """In Simplified Chinese: what was done, or why it failed."""
    furniture: int = 0
    """Pieces left out."""


def show_answer(answer: Answer, console: Console) -> None:
    text = Text(answer.answer, style="yellow" if answer.abstained else "")
    text.highlight_regex(_MARKER, "bold cyan")
    console.print(text)
    if answer.citations:
        console.print()
        console.print("出处", style="bold")
    for citation in answer.citations:
        _show_citation(citation, console)
    for warning in answer.warnings:
        console.print(Text(f"注意：{warning}", style="yellow"))


def show_readings(readings: Sequence[Reading], console: Console) -> None:
    table = Table(title="读入结果", title_justify="left")
    for heading in ("标题", "地区", "年度"):
        table.add_column(heading, overflow="fold")
    table.add_column("段落", justify="right")
    table.add_column("略去", justify="right")
    table.add_column("结果", overflow="fold")
    for reading in readings:
        if reading.report is not None:
            table.add_row(*_cells(reading.report), str(reading.furniture), reading.outcome)
    if table.rows:
        console.print(table)


def show_reports(reports: Iterable[Report], console: Console) -> None:
    table = Table("编号", "标题", "地区", "年度", "段落")
    table.columns[0].no_wrap = True  # to be copied for `fazhi remove`
    table.columns[-1].justify = "right"
    for report in reports:
        table.add_row(report.report_id, *_cells(report))
    console.print(table if table.rows else "库中还没有报告，请用 fazhi ingest PATH 导入。")


def holdings(reports: Sequence[Report]) -> str:
    """One line on what a collection holds."""
    if not reports:
        return "库中还没有报告，请用 fazhi ingest PATH 导入"
    paragraphs = sum(report.paragraph_count for report in reports)
    summary = f"{len(reports)} 份报告、{paragraphs} 个段落"
    if len(reports) <= LISTED_REPORTS:
        return summary + "：" + "、".join(f"{report.region.full_name}{report.year}年" for report in reports)
    regions = len({report.region.code for report in reports})
    years = [report.year for report in reports]
    return f"{summary}：{regions} 个地区，{min(years)} 至 {max(years)}年"


def make_progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )


def _cells(report: Report) -> tuple[str, str, str, str]:
    return report.title, report.region.full_name, str(report.year), str(report.paragraph_count)


def _show_citation(citation: Citation, console: Console) -> None:
    place = " › ".join([f"{citation.region} {citation.year}年", *citation.path])
    console.print(Text.assemble((f"[{citation.n}] ", "bold cyan"), (place, "bold")))
    console.print(Padding(Text(citation.quote, style="dim"), (0, 0, 0, 4)))
