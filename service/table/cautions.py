"""What stands in the way of comparing a row, or of a column. Pure."""

from collections.abc import Sequence

from service.table.entries import Entry
from vectorstore.genre.regions import place
from vectorstore.types import FigureKind, Period, Report

NAMED = 6
"""How many reports are named before the rest is only counted."""


def cautions_of(entries: Sequence[Entry]) -> list[str]:
    """Of one row, to be told as warnings."""
    if not entries:
        return []
    name = entries[0].indicator.name
    found = [f"“{name}”{fault}，不宜直接比较。" for fault in (_of_bases(entries), _of_times(entries)) if fault]
    rivals = [entry.report for entry in entries if entry.rivals]
    if rivals:
        found.append(f"{labels(rivals)}的报告对“{name}”给出了不止一个数，表中是其中一个，另一个见注释。")
    return found


def is_comparable(entries: Sequence[Entry]) -> bool:
    """Whether the numbers of a row may be ranked."""
    return not (_of_bases(entries) or _of_times(entries))


def empty_columns(reports: Sequence[Report], rows: Sequence[Sequence[Entry]]) -> str | None:
    """The reports that give none of the indicators; None where there are none."""
    silent = [report for place, report in enumerate(reports) if all(row[place].number is None for row in rows)]
    return f"{labels(silent)}的报告没有给出所列的任何一项指标。" if silent and rows else None


def labels(reports: Sequence[Report]) -> str:
    names = "、".join(label(report) for report in reports[:NAMED])
    return f"{names}等{len(reports)}份" if len(reports) > NAMED else names


def label(report: Report) -> str:
    return f"{place(report.region)}{report.year}年"


def _of_bases(entries: Sequence[Entry]) -> str | None:
    """A rate over concluded cases and one over accepted cases are two things."""
    given = [entry for entry in entries if entry.number is not None]
    if len(given) < 2 or given[0].indicator.kind is not FigureKind.RATE:
        return None
    if len({entry.status for entry in given}) > 1:
        return "有的是原文所载，有的是推算的，口径可能不同"
    bases = sorted({entry.base for entry in given if entry.base})
    if len(bases) > 1:
        return f"的口径不同（{'；'.join(bases)}）"
    if bases and any(entry.base is None for entry in given):
        return f"有的写明口径（{bases[0]}），有的没有写明"
    return None


def _of_times(entries: Sequence[Entry]) -> str | None:
    times = {entry.sources[0].figure.period for entry in entries if entry.status == "reported"}
    return "有的是当年的数，有的是截至某时的数" if len(times & {Period.YEAR, Period.CUMULATIVE}) > 1 else None
