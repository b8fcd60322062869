"""A row as it leaves: its cells and its sentence, each figure with the number of its citation. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import cast

from service.cited.composition import CitedSentences, Statement
from service.contract.answers import Claim
from service.contract.compare import Cell, Qualifier, TableRow
from service.table.cautions import is_comparable, label, labels
from service.table.entries import ChangeSince, Entry, Note, Source, highest, lowest
from vectorstore.figures.periods import sentence_of
from vectorstore.genre.indicators import Indicator
from vectorstore.types import Report

TOLD = 8
"""How many reports' figures a sentence tells; of more it tells the most and the least."""
OVERLOOKED = 3
"""From how many rows on it is told first what all the reports give, and what none."""

Markers = Mapping[str, str]
"""Of a row: what follows the figure of each report, by report id."""


def overview(rows: Sequence[Sequence[Entry]]) -> str | None:
    """What all the reports give and what none; None where the rows say so at a glance."""
    if len(rows) < OVERLOOKED or len(rows[0]) < 2:
        return None
    everywhere = [row[0].indicator.name for row in rows if all(entry.status == "reported" for entry in row)]
    nowhere = [row[0].indicator.name for row in rows if all(entry.number is None for entry in row)]
    told = [
        f"{beginning}{'、'.join(names)}"
        for beginning, names in (("都给出的有", everywhere), ("都没有给出的有", nowhere))
        if names
    ]
    return f"对比{len(rows[0])}份报告、{len(rows)}项指标：{'；'.join(told) or '没有一项是各份报告都给出的'}。"


def row_sentence(entries: Sequence[Entry], markers: Markers) -> str:
    """One indicator over all columns: the figures from the most to the least, who leads, what changed, who has none."""
    name = entries[0].indicator.name
    given = [entry for entry in entries if entry.number is not None]
    if not given:
        return f"{name}：{'各份报告都' if len(entries) > 1 else f'{label(entries[0].report)}的报告'}没有给出。"
    ranked = sorted(given, key=lambda entry: -(entry.number or 0.0))
    told = _wide(ranked, markers) if len(ranked) > TOLD else _narrow(ranked, markers)
    changes = [_changed(entry.report, entry.change, markers) for entry in given if entry.change is not None]
    absent = [entry.report for entry in entries if entry.number is None]
    parts = [told, *changes[:TOLD], *([f"{labels(absent)}没有给出"] if absent else [])]
    return f"{name}：{'；'.join(parts)}。"


def _narrow(ranked: Sequence[Entry], markers: Markers) -> str:
    figures = "，".join(_told(entry, markers) for entry in ranked)
    if len(ranked) == 1 or not is_comparable(ranked):
        return figures
    leaders = highest(ranked)
    if len(leaders) == len(ranked):
        return f"{figures}；各份报告相同"
    most, _ = _ends(ranked)
    return f"{figures}；{most}的是{'、'.join(label(entry.report) for entry in leaders)}" if leaders else figures


def _wide(ranked: Sequence[Entry], markers: Markers) -> str:
    beginning = f"{len(ranked)}份报告给出了数字"
    if not is_comparable(ranked):
        return f"{beginning}，口径不一，不排高低"
    ends = zip(_ends(ranked), (highest(ranked), lowest(ranked)), strict=True)
    told = [
        f"{word}的是{'、'.join(_told(entry, markers) for entry in entries[:TOLD])}{'等' if len(entries) > TOLD else ''}"
        for word, entries in ends
        if entries
    ]
    return "，".join([beginning, *told])


def _ends(entries: Sequence[Entry]) -> tuple[str, str]:
    return ("最高", "最低") if entries[0].indicator.unit == "%" else ("最多", "最少")


def _told(entry: Entry, markers: Markers) -> str:
    return f"{label(entry.report)}{_figure(entry)}{markers[entry.report.report_id]}"


def _changed(report: Report, change: ChangeSince, markers: Markers) -> str:
    return f"{label(report)}{change.text}{markers[change.before.report_id]}{markers[report.report_id]}"


def _figure(entry: Entry) -> str:
    if entry.status == "derived":
        return f"{entry.value}{entry.indicator.unit}（推算）"
    figure = entry.sources[0].figure
    return figure.value if figure.value.endswith(figure.unit) else f"{figure.value}{figure.unit}"


_MARKER = re.compile(r"\[(\d+)\]")


def written_row(indicator: Indicator, row: Sequence[Entry], cited: CitedSentences) -> TableRow:
    return TableRow(indicator=indicator.name, unit=indicator.unit, cells=tuple(_cell(entry, cited) for entry in row))


def tell_row(row: Sequence[Entry], cited: CitedSentences) -> tuple[str, Claim]:
    """The sentence with its markers, and the same as a claim."""
    line = row_sentence(row, {entry.report.report_id: _markers(entry.report, entry.sources, cited) for entry in row})
    numbers = tuple(dict.fromkeys(int(number) for number in _MARKER.findall(line)))
    return line, Claim(text=_MARKER.sub("", line), citations=numbers, verdict="supported")


def _cell(entry: Entry, cited: CitedSentences) -> Cell:
    numbers = _numbers(entry.report, entry.sources, cited)
    written = partial(_note, report=entry.report, cited=cited)
    notes = [*map(written, entry.notes), *([entry.change.text] if entry.change else [])]
    figure = entry.sources[0].figure if len(entry.sources) == 1 else None
    return Cell(
        status=entry.status,
        value=entry.value,
        number=entry.number,
        qualifier=cast(Qualifier | None, figure.qualifier) if figure is not None else None,
        note="；".join(notes) or None,
        citation=numbers[0] if numbers else None,
    )


def _note(note: Note, report: Report, cited: CitedSentences) -> str:
    return note.text + _markers(report, note.sources, cited)


def _markers(report: Report, sources: Iterable[Source], cited: CitedSentences) -> str:
    return "".join(f"[{number}]" for number in _numbers(report, sources, cited))


def _numbers(report: Report, sources: Iterable[Source], cited: CitedSentences) -> list[int]:
    statements = (Statement(report, s.paragraph, sentence_of(s.figure, s.paragraph)) for s in sources)
    return list(dict.fromkeys(map(cited.number, statements)))
