"""The figures within the catalog's database: their tables, and what the catalog does with them in its connections."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    Connection,
    Double,
    ForeignKey,
    Index,
    Integer,
    Row,
    Select,
    String,
    Table,
    Text,
    delete,
    insert,
    or_,
    select,
    tuple_,
)

from vectorstore.catalog.tables import Status, indexed_within, metadata, report_of, report_table
from vectorstore.types import Figure, FigureKind, Period, Report, Scope

figure_table = Table(
    "figures",
    metadata,
    Column("report_id", ForeignKey("reports.report_id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("paragraph_id", String(150), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("value", Text, nullable=False),
    Column("number", Double, nullable=False),
    Column("unit", Text, nullable=False),
    Column("qualifier", Text),
    Column("name", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("period", String(20), nullable=False),
    Column("indicator", String(100)),
    Column("base", Text),
    Column("previous", Double),
    # A comparison asks for a few indicators in many reports.
    Index("figures_by_indicator", "indicator", "report_id"),
)

_FIGURE_COLUMNS = tuple(figure_table.c[field.name] for field in fields(Figure))
_WIDTH = len(_FIGURE_COLUMNS)

ledger_table = Table(
    "ledgers",
    metadata,
    Column("report_id", ForeignKey("reports.report_id", ondelete="CASCADE"), primary_key=True),
    # A report may have no figure at all, so that its figures alone do not tell whether they were read.
    Column("version", Integer, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The figures of a report in the order of its text."""

    version: int
    """Of the rules that they were read by."""
    figures: tuple[Figure, ...]


class FigurePlace(NamedTuple):
    """Where a figure stands among those of all reports: figures are listed in this order."""

    region_code: str
    year: int
    ordinal: int
    """0 for the report's first figure."""


class PlacedFigure(NamedTuple):
    report: Report
    ordinal: int
    figure: Figure

    @property
    def place(self) -> FigurePlace:
        return FigurePlace(self.report.region.code, self.report.year, self.ordinal)


def select_placed(scope: Scope, indicators: Sequence[str], limit: int | None, after: FigurePlace | None) -> Select[Any]:
    """Figures of the indexed reports within the scope, each with its report."""
    wanted = indexed_within(scope)
    if indicators:
        wanted.append(figure_table.c.indicator.in_(indicators))
    order = (report_table.c.region_code, report_table.c.year, figure_table.c.ordinal)
    if after is not None:
        # The first condition follows from the second, and is one that an index can be used for.
        wanted += [report_table.c.region_code >= after.region_code, tuple_(*order) > tuple_(*after)]
    joined = report_table.join(figure_table, figure_table.c.report_id == report_table.c.report_id)
    return (
        select(*_FIGURE_COLUMNS, figure_table.c.ordinal, report_table)
        .select_from(joined)
        .where(*wanted)
        .order_by(*order)
        .limit(limit)
    )


def placed(rows: Iterable[Row[Any]]) -> list[PlacedFigure]:
    """Of what select_placed selects. The figures of one report share one Report."""
    reports: dict[str, Report] = {}
    found = []
    for row in rows:
        report = reports.get(row.report_id)
        if report is None:
            report = reports[row.report_id] = report_of(row)
        found.append(PlacedFigure(report, row.ordinal, figure_of(row)))
    return found


def select_of_report(report_id: str) -> Select[Any]:
    """In the order of the text, whatever the report's status."""
    own = select(*_FIGURE_COLUMNS).where(figure_table.c.report_id == report_id)
    return own.order_by(figure_table.c.ordinal)


def select_outdated(version: int) -> Select[Any]:
    """The ids of the reports whose figures are not there, or of other rules than this version's."""
    joined = report_table.outerjoin(ledger_table, ledger_table.c.report_id == report_table.c.report_id)
    outdated = or_(ledger_table.c.version.is_(None), ledger_table.c.version != version)
    there = report_table.c.status != Status.DELETING
    return (
        select(report_table.c.report_id).select_from(joined).where(there, outdated).order_by(report_table.c.report_id)
    )


def write(ledgers: Mapping[str, Ledger], connection: Connection) -> list[str]:
    """Puts these, by report id, in the place of those that are there. Returns the ids of the reports that exist."""
    known = select(report_table.c.report_id).where(report_table.c.report_id.in_(ledgers))
    there = [str(row.report_id) for row in connection.execute(known)]
    clear(there, connection)
    figures = [
        figure_values(report_id, ordinal, figure)
        for report_id in there
        for ordinal, figure in enumerate(ledgers[report_id].figures)
    ]
    if figures:
        connection.execute(insert(figure_table), figures)
    if there:
        rows = [{"report_id": report_id, "version": ledgers[report_id].version} for report_id in there]
        connection.execute(insert(ledger_table), rows)
    return there


def clear(report_ids: Sequence[str], connection: Connection) -> None:
    for table in (figure_table, ledger_table):
        connection.execute(delete(table).where(table.c.report_id.in_(report_ids)))


def figure_values(report_id: str, ordinal: int, figure: Figure) -> dict[str, Any]:
    return {
        "report_id": report_id,
        "ordinal": ordinal,
        "paragraph_id": figure.paragraph_id,
        "start": figure.start,
        "end": figure.end,
        "value": figure.value,
        "number": figure.number,
        "unit": figure.unit,
        "qualifier": figure.qualifier,
        "name": figure.name,
        "kind": figure.kind,
        "period": figure.period,
        "indicator": figure.indicator,
        "base": figure.base,
        "previous": figure.previous,
    }


def figure_of(row: Row[Any]) -> Figure:
    """Of a row that begins with the columns of a figure."""
    # By position: a comparison reads thousands, and finding columns by their names takes four times as long.
    place, start, end, value, number, unit, qualifier, name, kind, period, indicator, base, previous = row[:_WIDTH]
    return Figure(
        place,
        start,
        end,
        value,
        number,
        unit,
        qualifier,
        name,
        FigureKind(kind),
        Period(period),
        indicator,
        base,
        previous,
    )
