"""Rows of figures read from the catalog."""

from collections.abc import Mapping, Sequence

from service.comparison.cells import Entry, Source, entry_of
from service.comparison.changes import with_changes
from service.comparison.derivations import names_needed
from service.resources import Resources
from vectorstore.reports.indicators import Indicator
from vectorstore.snapshot import Snapshot, StaleSnapshot
from vectorstore.types import Report, Scope


def rows_of(
    reports: Sequence[Report], indicators: Sequence[Indicator], snapshot: Snapshot, resources: Resources
) -> list[list[Entry]]:
    """A row an indicator, an entry a report. Raises StaleSnapshot where one of the reports isn't there any more."""
    if not reports or not indicators:
        return [[] for _ in indicators]
    by_report = _figures(reports, indicators, snapshot, resources)
    return [
        with_changes([entry_of(report, indicator, by_report.get(report.report_id, {})) for report in reports])
        for indicator in indicators
    ]


def _figures(
    reports: Sequence[Report], indicators: Sequence[Indicator], snapshot: Snapshot, resources: Resources
) -> dict[str, Mapping[str, list[Source]]]:
    """The figures of the indicators, and of what they are derived from, by report and indicator. Raises StaleSnapshot
    where one of the reports isn't there any more."""
    catalog = resources.store.catalog
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
