"""What people see in a terminal."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from service.cli.importing import FileOutcome
from service.contract.answers import Answer, Citation
from service.contract.compare import Cell, Comparison
from service.contract.draft import Draft
from service.contract.figures import FigureBody
from service.contract.reports import FindingBody
from vectorstore.types import Period, Report

_MARKER = re.compile(r"\[\d+\]")
_SEVERITIES = {"error": ("错误", "bold red"), "warning": ("疑问", "yellow"), "info": ("提示", "cyan")}
MOST_COLUMNS = 6
"""Of a comparison, beside each other in a terminal."""
_PERIODS = {Period.YEAR: "当年", Period.CUMULATIVE: "累计", Period.PLAN: "计划", Period.NONE: "非工作数据"}
LISTED_REPORTS = 10
"""Of a larger collection the number is told rather than the reports."""


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


def show_comparison(comparison: Comparison, console: Console) -> None:
    if comparison.table.rows and comparison.table.columns:
        console.print(_comparison_table(comparison))
    summary = Text(comparison.summary)
    summary.highlight_regex(_MARKER, "bold cyan")
    console.print(summary)
    if comparison.citations:
        console.print()
        console.print("出处", style="bold")
    for citation in comparison.citations:
        _show_citation(citation, console)
    for row in comparison.table.rows:
        for column, cell in zip(comparison.table.columns, row.cells, strict=True):
            if cell.note:
                console.print(Text(f"注：{row.indicator}，{column.label}：{cell.note}", style="dim"))
    for warning in comparison.warnings:
        console.print(Text(f"注意：{warning}", style="yellow"))


def _comparison_table(comparison: Comparison) -> Table:
    """A report a column; a report a row where there are more reports than a screen holds."""
    columns, rows = comparison.table.columns, comparison.table.rows
    indicators = [f"{row.indicator}（{row.unit}）" for row in rows]
    labels = [f"{column.region}\n{column.year}年" for column in columns]
    cells = [[_comparison_cell(cell) for cell in row.cells] for row in rows]
    if len(labels) > MOST_COLUMNS >= len(indicators):
        indicators, labels, cells = labels, indicators, [list(one) for one in zip(*cells, strict=True)]
    table = Table()
    table.add_column(overflow="fold")
    for label in labels:
        table.add_column(Text(label), justify="right", overflow="fold")
    for indicator, row in zip(indicators, cells, strict=True):
        table.add_row(Text(indicator), *row)
    return table


def _comparison_cell(cell: Cell) -> Text:
    style = {"reported": "", "derived": "italic", "not_reported": "dim"}[cell.status]
    text = Text(cell.shown, style=style)
    text.highlight_regex(_MARKER, "cyan")
    return text


def show_outcomes(outcomes: Sequence[FileOutcome], console: Console) -> None:
    table = Table(title="读入结果", title_justify="left")
    for heading in ("标题", "地区", "年度"):
        table.add_column(heading, overflow="fold")
    table.add_column("段落", justify="right")
    table.add_column("略去", justify="right")
    table.add_column("结果", overflow="fold")
    for outcome in outcomes:
        if outcome.report is not None:
            table.add_row(*_cells(outcome.report), str(outcome.furniture), outcome.outcome)
    if table.rows:
        console.print(table)


def show_reports(reports: Iterable[Report], console: Console) -> None:
    table = Table("编号", "标题", "地区", "年度", "段落")
    table.columns[0].no_wrap = True  # to be copied for `fazhi remove`
    table.columns[-1].justify = "right"
    for report in reports:
        table.add_row(report.report_id, *_cells(report))
    console.print(table if table.rows else "库中还没有报告，请用 fazhi ingest PATH 导入。")


def show_findings(findings: Sequence[FindingBody], console: Console) -> None:
    if not findings:
        console.print("没有发现问题。")
    for finding in findings:
        label, style = _SEVERITIES[finding.severity]
        console.print(Text.assemble((f"{label} ", style), finding.message))
        if finding.quote:
            console.print(Padding(Text(finding.quote, style="dim"), (0, 0, 0, 4)))


def show_figures(figures: Iterable[FigureBody], console: Console) -> None:
    table = Table("地区", "年度", "指标", "文中名称", "数值", "性质", "段落")
    table.columns[4].justify = "right"
    for figure in figures:
        # As Text: what a report prints in square brackets is no markup.
        cells = (
            figure.region,
            str(figure.year),
            figure.indicator or "",
            figure.name,
            f"{figure.value}{figure.unit}",
            _PERIODS[figure.period],
            figure.paragraph_id,
        )
        table.add_row(*map(Text, cells))
    console.print(table if table.rows else "没有符合条件的数字。")


def show_drafted(draft: Draft, path: Path, console: Console) -> None:
    """What was written, and what is left to do."""
    console.print(Text(f"已写入 {path}：{draft.title}", style="bold"))
    departments: dict[str, int] = {}
    for placeholder in draft.placeholders:
        name = placeholder.department or "未定部门"
        departments[name] = departments.get(name, 0) + 1
    shares = "、".join(f"{name}{count}" for name, count in sorted(departments.items(), key=lambda one: -one[1]))
    console.print(Text(f"待填{len(draft.placeholders)}处：{shares}；上年承诺{len(draft.commitments)}项待报告。"))
    for warning in draft.warnings:
        console.print(Text(f"注意：{warning}", style="yellow"))


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
