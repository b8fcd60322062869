"""What the rows say, in sentences with their markers. Pure."""

from collections.abc import Mapping, Sequence

from service.comparison.cautions import is_comparable, label, labels
from service.comparison.cells import Change, Entry
from service.comparison.ranking import highest, lowest
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


def _changed(report: Report, change: Change, markers: Markers) -> str:
    return f"{label(report)}{change.text}{markers[change.before.report_id]}{markers[report.report_id]}"


def _figure(entry: Entry) -> str:
    if entry.status == "derived":
        return f"{entry.value}{entry.indicator.unit}（推算）"
    figure = entry.sources[0].figure
    return figure.value if figure.value.endswith(figure.unit) else f"{figure.value}{figure.unit}"
