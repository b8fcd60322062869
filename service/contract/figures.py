"""The HTTP bodies of the figures."""

from dataclasses import fields
from typing import Annotated, Self

from pydantic import AfterValidator, ConfigDict, Field

import vectorstore.types as stored
from service.contract import examples
from service.contract.bodies import RequestBody, ResponseBody, not_blank
from vectorstore.genre.indicators import Indicator


class FigureQuery(RequestBody):
    indicator: Annotated[str, Field(min_length=1, max_length=100), AfterValidator(not_blank)] | None = None
    """A known indicator, by its name or in other words."""
    region: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    """Code, full or short name; a city or province means all its districts."""
    year: Annotated[int, Field(ge=1, le=9999)] | None = None
    limit: Annotated[int, Field(ge=1, le=1000)] = 200
    cursor: Annotated[str, Field(max_length=400)] | None = None
    """`next` of the page before."""


class FigureBody(ResponseBody):
    """A quantity of a report, at start:end of a paragraph's text."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.FIGURE]})

    indicator: str | None
    """The known indicator's name, where it is one."""
    name: str
    """What it counts, in the words of the text."""
    value: str
    """As printed, e.g. 9.8万余."""
    number: float
    """In the unit, e.g. 98000."""
    unit: str
    qualifier: str | None
    """约, 余, 超, 近 or 以上."""
    kind: stored.FigureKind
    period: stored.Period
    """Of the year, of several years, planned, or no figure of the government's work."""
    base: str | None
    """Of a rate: over what, where the text says so."""
    previous: float | None
    """Of a change: what it was before."""
    report_id: str
    region: str
    """Full name."""
    year: int
    """The year reported on."""
    paragraph_id: str
    start: int
    end: int

    @classmethod
    def of(cls, report: stored.Report, figure: stored.Figure) -> Self:
        return cls(
            report_id=report.report_id,
            region=report.region.full_name,
            year=report.year,
            **{field.name: getattr(figure, field.name) for field in fields(figure)},
        )


class FigureList(ResponseBody):
    model_config = ConfigDict(json_schema_extra={"examples": [examples.FIGURE_LIST]})

    items: tuple[FigureBody, ...]


class FigurePage(FigureList):
    model_config = ConfigDict(json_schema_extra={"examples": [examples.FIGURE_PAGE]})

    next: str | None
    """The cursor of the next page."""


class IndicatorBody(ResponseBody):
    """A figure that annual reports give every year, whatever they call it."""

    name: str
    unit: str
    kind: stored.FigureKind
    synonyms: tuple[str, ...]
    """What callers may call it as well."""
    topic: str
    """The heading under which people look for it."""
    department: str | None
    """Who usually holds the figure."""

    @classmethod
    def of(cls, indicator: Indicator) -> Self:
        return cls(
            name=indicator.name,
            unit=indicator.unit,
            kind=indicator.kind,
            synonyms=indicator.synonyms,
            topic=indicator.group,
            department=next(iter(indicator.departments), None),
        )


class IndicatorList(ResponseBody):
    model_config = ConfigDict(json_schema_extra={"examples": [examples.INDICATOR_LIST]})

    items: tuple[IndicatorBody, ...]
