"""Figures that hardly followed from last year's: ten times as much, or another unit."""

from collections.abc import Iterator, Sequence

from vectorstore.reports.figures import UNITS
from vectorstore.reports.findings.finding import Finding, Severity, found_at, place
from vectorstore.reports.findings.last_year import LastYear, Level, levels_of
from vectorstore.types import Figure, FigureKind, Paragraph

_JUMP = 10
_LEAST_JUMP = {FigureKind.COUNT: 100, FigureKind.AMOUNT: 100, FigureKind.RATE: 20}
"""What the larger of the two must reach: of 3 hearings ten times as many may be held the year after."""
_MEASURE = {unit: measure for measure, units in UNITS.items() for unit in units}


def unlikely_findings(paragraphs: Sequence[Paragraph], year: int, last: LastYear) -> list[Finding]:
    """`paragraphs` are the draft's on `year`."""
    return list(_jumps(paragraphs, year, last))


def _jumps(paragraphs: Sequence[Paragraph], year: int, last: LastYear) -> Iterator[Finding]:
    known = levels_of(last.paragraphs, last.report.year)
    units = {key[0]: level for key, level in known.items() if len(key) > 1}
    now = levels_of(paragraphs, year)
    for key, level in now.items():
        before = known.get(key)
        if before is not None and before.figure.unit == level.figure.unit:
            if _is_a_jump(level.figure, before.figure):
                yield _finding(level, before, "相差十倍以上，请核对是否多写或少写一位，或单位有误。")
        elif before is not None or (before := units.get(key[0])) is not None:
            other = _MEASURE.get(before.figure.unit) is not _MEASURE.get(level.figure.unit)
            alone = sum(known_key[0] == key[0] for known_key in known) == sum(each[0] == key[0] for each in now) == 1
            if other and alone:
                yield _finding(level, before, "单位不同，请核对。")


def _is_a_jump(now: Figure, before: Figure) -> bool:
    smaller, larger = sorted((now.number, before.number))
    least = _LEAST_JUMP.get(now.kind)
    return least is not None and smaller > 0 and larger >= least and larger >= _JUMP * smaller


def _finding(level: Level, before: Level, asked: str) -> Finding:
    message = f"{level.name}本年写的是{level.printed}，上年度报告{place(before.paragraph)}是{before.printed}，{asked}"
    figure = level.figure
    return found_at(level.paragraph, "previous", Severity.WARNING, message, figure.start, figure.end)
