"""Rows of figures read from the catalog."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from service.table.entries import ChangeSince, Entry, Source, entry_of
from vectorstore.catalog.catalog import Catalog
from vectorstore.genre.indicators import Indicator, names_needed
from vectorstore.genre.numerals import printed_number
from vectorstore.snapshot import Snapshot, StaleSnapshot
from vectorstore.types import Period, Report, Scope

TENTH = Decimal("0.1")
"""Of percent: how exactly a growth is computed."""


def with_changes(entries: Sequence[Entry]) -> list[Entry]:
    """Of one row: a district's later years tell the change against the latest year before that has a figure."""
    return [replace(entry, change=_change_before(entry, entries)) for entry in entries]


def _change_before(entry: Entry, entries: Sequence[Entry]) -> ChangeSince | None:
    earlier = [
        other
        for other in entries
        if other.report.region.code == entry.report.region.code
        and other.report.year < entry.report.year
        and other.number is not None
    ]
    if not earlier:
        return None
    before = max(earlier, key=lambda other: other.report.year)
    text = _change(before, entry)
    return None if text is None else ChangeSince(text, before.report)


def _change(before: Entry, now: Entry) -> str | None:
    """None where a difference would say more than the figures do."""
    if before.number is None or now.number is None or (before.status, before.base) != (now.status, now.base):
        return None
    inexact = [s for s in (*before.sources, *now.sources) if s.figure.qualifier or s.figure.period is not Period.YEAR]
    if inexact or before.rivals or now.rivals:
        return None
    difference = Decimal(str(now.number)) - Decimal(str(before.number))
    if not difference:
        return f"与{before.report.year}年持平"
    size = printed_number(float(abs(difference)))
    if now.indicator.unit == "%":
        return f"较{before.report.year}年{'上升' if difference > 0 else '下降'}{size}个百分点"
    told = f"较{before.report.year}年{'增加' if difference > 0 else '减少'}{size}{now.indicator.unit}"
    if not before.number:
        return told
    share = (100 * difference / Decimal(str(before.number))).quantize(TENTH, ROUND_HALF_UP)
    return f"{told}（{share:+}%）"


def rows_of(
    reports: Sequence[Report], indicators: Sequence[Indicator], snapshot: Snapshot, catalog: Catalog
) -> list[list[Entry]]:
    """A row an indicator, an entry a report. Raises StaleSnapshot where one of the reports isn't there any more."""
    if not reports or not indicators:
        return [[] for _ in indicators]
    by_report = _figures(reports, indicators, snapshot, catalog)
    return [
        with_changes([entry_of(report, indicator, by_report.get(report.report_id, {})) for report in reports])
        for indicator in indicators
    ]


def _figures(
    reports: Sequence[Report], indicators: Sequence[Indicator], snapshot: Snapshot, catalog: Catalog
) -> dict[str, Mapping[str, list[Source]]]:
    """The figures of the indicators, and of what they are derived from, by report and indicator. Raises StaleSnapshot
    where one of the reports isn't there any more."""
    scope = Scope(report_ids=tuple(report.report_id for report in reports))
    names = dict.fromkeys(name for one in indicators for name in names_needed(one.name))
    figures = [figure for _, figure in catalog.figures(scope, tuple(names))]
    paragraphs = catalog.paragraphs(list(dict.fromkeys(figure.paragraph_id for figure in figures)))
    if catalog.generation() != snapshot.generation and len(catalog.reports(scope)) < len(reports):
        raise StaleSnapshot
    found: dict[str, dict[str, list[Source]]] = {}
    for figure in figures:
        paragraph = paragraphs.get(figure.paragraph_id)
        if paragraph is None:
            raise StaleSnapshot
        assert figure.indicator is not None
        by_indicator = found.setdefault(paragraph.report_id, {})
        by_indicator.setdefault(figure.indicator, []).append(Source(figure, paragraph))
    return dict(found)
