"""What the endpoints of figures and the command line do with the collection."""

import re

from service.contract.figures import FigureBody, FigureList, FigurePage, FigureQuery, IndicatorBody, IndicatorList
from service.errors import InvalidCursor, UnknownIndicator
from service.library import cursors
from vectorstore.catalog.catalog import Catalog
from vectorstore.catalog.figures import FigurePlace
from vectorstore.genre.indicators import indicators, nearest, resolve
from vectorstore.genre.regions import codes_named
from vectorstore.types import Scope

_PLACE = re.compile(r"([0-9]{6}) ([0-9]{1,4}) ([0-9]{1,9})")
"""Within what every database takes for a number."""


def of_report(report_id: str, catalog: Catalog) -> FigureList:
    """Every figure of a report, indexed or pending. Raises ReportNotFound."""
    report = catalog.report(report_id)
    return FigureList(items=tuple(FigureBody.of(report, figure) for figure in catalog.report_figures(report_id)))


def figure_page(query: FigureQuery, catalog: Catalog) -> FigurePage:
    """Figures by region code, year and place in the text. Raises InvalidCursor, UnknownIndicator."""
    after = _read_cursor(query.cursor) if query.cursor else None
    indicators = _indicators(query.indicator)
    scope = _scope(query.region, query.year)
    if scope is None:
        return FigurePage(items=(), next=None)
    found = catalog.placed_figures(scope, indicators, limit=query.limit + 1, after=after)
    shown = found[: query.limit]
    return FigurePage(
        items=tuple(FigureBody.of(placed.report, placed.figure) for placed in shown),
        next=_write_cursor(shown[-1].place) if len(found) > len(shown) else None,
    )


def listed(
    catalog: Catalog,
    *,
    report_id: str | None = None,
    indicator: str | None = None,
    region: str | None = None,
    year: int | None = None,
) -> list[FigureBody]:
    """All figures of which all that is given holds. Raises ReportNotFound, UnknownIndicator."""
    indicators = _indicators(indicator)
    scope = _scope(region, year, () if report_id is None else (catalog.report(report_id).report_id,))
    return [] if scope is None else [FigureBody.of(*row) for row in catalog.figures(scope, indicators)]


def known_indicators() -> IndicatorList:
    """In the order of indicators.toml."""
    return IndicatorList(items=tuple(IndicatorBody.of(indicator) for indicator in indicators()))


def _indicators(words: str | None) -> tuple[str, ...]:
    if words is None:
        return ()
    meant = resolve(words)
    if meant is None:
        raise UnknownIndicator(words, nearest(words))
    return (meant.name,)


def _scope(region: str | None, year: int | None, report_ids: tuple[str, ...] = ()) -> Scope | None:
    """None where no region has the name: an empty scope would exclude nothing."""
    codes = codes_named(region) if region is not None else ()
    if region is not None and not codes:
        return None
    return Scope(region_codes=codes, years=() if year is None else (year,), report_ids=report_ids)


def _write_cursor(place: FigurePlace) -> str:
    return cursors.write_cursor(f"{place.region_code} {place.year} {place.ordinal}")


def _read_cursor(cursor: str) -> FigurePlace:
    """Raises InvalidCursor, also for a cursor of another list."""
    place = _PLACE.fullmatch(cursors.read_cursor(cursor))
    if place is None:
        raise InvalidCursor(cursors.INVALID)
    return FigurePlace(place[1], int(place[2]), int(place[3]))
