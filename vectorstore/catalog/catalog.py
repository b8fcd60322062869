"""The source of truth: reports, paragraphs, furniture and figures in one SQL database.

A report is pending, then indexed, then deleting. The step from pending to indexed is one transaction, which also takes
the report that it replaces away: whatever kills the process, a reader sees the old one or the new one, whole.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import URL, ColumnElement, Connection, Engine, Row, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from vectorstore.catalog import figures as stored_figures
from vectorstore.catalog.database import database_errors, open_engine
from vectorstore.catalog.figures import FigurePlace, Ledger, PlacedFigure
from vectorstore.catalog.tables import (
    SCHEMA_VERSION,
    Status,
    furniture_of,
    furniture_table,
    furniture_values,
    indexed_within,
    metadata,
    paragraph_of,
    paragraph_table,
    paragraph_values,
    place_of,
    report_of,
    report_table,
    report_values,
    state_table,
)
from vectorstore.errors import ReportConflict, ReportNotFound, StorageUnavailable
from vectorstore.types import Document, Figure, Furniture, Paragraph, Report, Scope

ANYWHERE = Scope()
IDS_PER_QUERY = 500
"""Databases bound how many values a statement may bring."""


@dataclass(frozen=True, slots=True)
class EncoderMark:
    """The model that the vectors were made with."""

    name: str
    dimensions: int


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A report that a write left half way."""

    report: Report
    status: Status


class Catalog:
    """Safe to share between threads. Methods raise StorageUnavailable, StorageFull or StorageInUse where the database
    fails, beside what each names."""

    def __init__(self, url: URL) -> None:
        self._engine = open_engine(url)
        version = self._create()
        if version != SCHEMA_VERSION:
            raise StorageUnavailable(
                f"目录数据库的结构版本是 {version}，本程序需要 {SCHEMA_VERSION}。请换用写入它的 fazhi 版本，"
                "或移走数据目录后重新导入各报告文件。"
            )

    def close(self) -> None:
        self._engine.dispose()

    # Reading

    def reports(self, scope: Scope = ANYWHERE) -> list[Report]:
        """The indexed reports within a scope, by region code, then year. The code of a city stands for all in it."""
        order = (report_table.c.region_code, report_table.c.year)
        query = select(report_table).where(*indexed_within(scope)).order_by(*order)
        with self._reading() as connection:
            return [report_of(row) for row in connection.execute(query)]

    def report(self, report_id: str) -> Report:
        """Indexed or pending. Raises ReportNotFound."""
        return report_of(self._present(report_id))

    def status(self, report_id: str) -> Status:
        """INDEXED or PENDING. Raises ReportNotFound."""
        return Status(self._present(report_id).status)

    def find_by_sha256(self, sha256: str, *, pending: bool = False) -> Report | None:
        """The indexed report of these bytes; with pending also one that is not indexed yet."""
        statuses = [Status.INDEXED, Status.PENDING] if pending else [Status.INDEXED]
        return self._find(report_table.c.sha256 == sha256, report_table.c.status.in_(statuses))

    def find_by_region_year(self, region_code: str, year: int) -> Report | None:
        """The indexed report of a region and year."""
        return self._find(report_table.c.place == f"{region_code}-{year}")

    def report_paragraphs(self, report_id: str) -> list[Paragraph]:
        """In the order of the text, whatever the report's status. Empty for an unknown report."""
        query = select(paragraph_table).where(paragraph_table.c.report_id == report_id)
        with self._reading() as connection:
            return [paragraph_of(row) for row in connection.execute(query.order_by(paragraph_table.c.ordinal))]

    def paragraphs(self, paragraph_ids: Sequence[str]) -> dict[str, Paragraph]:
        """By id. What is unknown is left out."""
        found: dict[str, Paragraph] = {}
        with self._reading() as connection:
            for start in range(0, len(paragraph_ids), IDS_PER_QUERY):
                wanted = paragraph_table.c.paragraph_id.in_(paragraph_ids[start : start + IDS_PER_QUERY])
                for row in connection.execute(select(paragraph_table).where(wanted)):
                    found[row.paragraph_id] = paragraph_of(row)
        return found

    def furniture(self, report_id: str) -> list[Furniture]:
        """In the order of the file. Empty for an unknown report."""
        query = select(furniture_table).where(furniture_table.c.report_id == report_id)
        with self._reading() as connection:
            return [furniture_of(row) for row in connection.execute(query.order_by(furniture_table.c.ordinal))]

    def document(self, report_id: str) -> Document:
        """A whole report, indexed or pending. Raises ReportNotFound."""
        report = self.report(report_id)
        return Document(report, tuple(self.report_paragraphs(report_id)), tuple(self.furniture(report_id)))

    def report_figures(self, report_id: str) -> list[Figure]:
        """In the order of the text, whatever the report's status. Empty for an unknown report."""
        query = stored_figures.select_of_report(report_id)
        with self._reading() as connection:
            return [stored_figures.figure_of(row) for row in connection.execute(query)]

    def figures(
        self, scope: Scope = ANYWHERE, indicators: Sequence[str] = (), limit: int | None = None
    ) -> list[tuple[Report, Figure]]:
        """Those of the indexed reports within a scope, by report, then in the order of the text.

        indicators: names of known ones; empty: also figures of none.
        """
        return [(report, figure) for report, _, figure in self.placed_figures(scope, indicators, limit)]

    def placed_figures(
        self,
        scope: Scope = ANYWHERE,
        indicators: Sequence[str] = (),
        limit: int | None = None,
        after: FigurePlace | None = None,
    ) -> list[PlacedFigure]:
        """As figures, each with its ordinal, and only those behind a place."""
        with self._reading() as connection:
            return stored_figures.placed(
                connection.execute(stored_figures.select_placed(scope, indicators, limit, after))
            )

    def outdated_ledgers(self, version: int) -> list[str]:
        """The ids of the reports whose figures are missing, or were read by rules of another version."""
        with self._reading() as connection:
            return [
                str(report_id) for report_id in connection.execute(stored_figures.select_outdated(version)).scalars()
            ]

    def generation(self) -> int:
        """Rises with every write: what was read under one generation holds until the next."""
        with self._reading() as connection:
            return int(connection.execute(select(state_table.c.generation)).scalar_one())

    def collection(self) -> str:
        """The name of its vectors in Chroma: two catalogs may share a server."""
        with self._reading() as connection:
            return str(connection.execute(select(state_table.c.collection)).scalar_one())

    def passage_count(self) -> int:
        """How many passages the indexed reports have: what each derived index must hold."""
        total = select(func.coalesce(func.sum(report_table.c.passage_count), 0))
        with self._reading() as connection:
            return int(connection.execute(total.where(report_table.c.status == Status.INDEXED)).scalar_one())

    def is_empty(self) -> bool:
        """True where no report is there, whatever its status."""
        with self._reading() as connection:
            return connection.execute(select(report_table.c.report_id).limit(1)).first() is None

    def unfinished(self) -> list[Unfinished]:
        query = select(report_table).where(report_table.c.status != Status.INDEXED).order_by(report_table.c.report_id)
        with self._reading() as connection:
            return [Unfinished(report_of(row), Status(row.status)) for row in connection.execute(query)]

    # Writing

    def add_pending(
        self, document: Document, passage_count: int, replaces: str | None = None, ledger: Ledger | None = None
    ) -> bool:
        """Stores a whole report, which no search sees before mark_indexed. False where the same bytes are there.

        Without a ledger its figures are missing until write_ledgers.
        Raises ReportConflict where a report is indexed for its region and year that is not the one to be replaced.
        """
        report = document.report
        try:
            with self._writing() as connection:
                if connection.execute(select(report_table).where(report_table.c.sha256 == report.sha256)).first():
                    return False
                there = connection.execute(select(report_table).where(report_table.c.place == place_of(report))).first()
                if there is not None and there.report_id != replaces:
                    raise conflict(report_of(there))
                connection.execute(insert(report_table), report_values(document, passage_count, replaces))
                if document.paragraphs:
                    connection.execute(insert(paragraph_table), [paragraph_values(p) for p in document.paragraphs])
                if document.furniture:
                    rows = [furniture_values(report.report_id, n, f) for n, f in enumerate(document.furniture)]
                    connection.execute(insert(furniture_table), rows)
                if ledger is not None:
                    stored_figures.write({report.report_id: ledger}, connection)
        except IntegrityError as error:
            # Another process wrote the same bytes between our look and our insert.
            if self._find(report_table.c.sha256 == report.sha256) is not None:
                return False
            raise ValueError(f"{report.report_id}: report or paragraph ids are not unique") from error
        return True

    def write_ledgers(self, ledgers: Mapping[str, Ledger]) -> int:
        """Puts figures, by report id, in the place of those that are there, in one transaction.

        Returns the number of reports; those that are gone are left out.
        """
        with self._writing() as connection:
            return len(stored_figures.write(ledgers, connection))

    def mark_indexed(self, report_id: str) -> str | None:
        """Shows a pending report and hides the one that it replaces, in one transaction.

        Returns the id of the replaced report, which is then deleting, or None. One that is indexed stays as it is.
        Raises ReportNotFound, and ReportConflict where another report took its region and year.
        """
        row = self._present(report_id)
        place = place_of(report_of(row))
        try:
            with self._writing() as connection:
                if row.replaces is not None:
                    _hide(connection, row.replaces)
                shown = {"status": Status.INDEXED, "place": place, "replaces": None}
                connection.execute(update(report_table).where(report_table.c.report_id == report_id).values(shown))
        except IntegrityError as error:
            raise conflict(self._find(report_table.c.place == place) or self.report(report_id)) from error
        return str(row.replaces) if row.replaces is not None else None

    def mark_deleting(self, report_id: str) -> None:
        """Hides a report from every reader. Raises ReportNotFound."""
        self._present(report_id)
        with self._writing() as connection:
            _hide(connection, report_id)

    def remove(self, report_id: str) -> None:
        """Takes a report with its paragraphs and figures out. Does nothing where it is gone."""
        with self._writing() as connection:
            # Not left to the cascade alone: a database may have been made without foreign keys.
            stored_figures.clear([report_id], connection)
            for table in (paragraph_table, furniture_table, report_table):
                connection.execute(delete(table).where(table.c.report_id == report_id))

    # What the derived indexes are

    def encoder_mark(self) -> EncoderMark | None:
        """None before the first report."""
        with self._reading() as connection:
            row = connection.execute(select(state_table.c.encoder_name, state_table.c.dimensions)).one()
        return None if row.encoder_name is None else EncoderMark(row.encoder_name, row.dimensions)

    def remember_encoder(self, mark: EncoderMark) -> None:
        self._set_state(encoder_name=mark.name, dimensions=mark.dimensions)

    def rebuilding(self) -> bool:
        """True from begin_rebuild to end_rebuild: the derived indexes are not whole."""
        with self._reading() as connection:
            return bool(connection.execute(select(state_table.c.rebuilding)).scalar_one())

    def begin_rebuild(self) -> None:
        self._set_state(rebuilding=True)

    def end_rebuild(self, mark: EncoderMark, passage_counts: Mapping[str, int]) -> None:
        """passage_counts: what each report has in the indexes now, by report id."""
        done = {"rebuilding": False, "encoder_name": mark.name, "dimensions": mark.dimensions}
        counted = update(report_table).where(report_table.c.report_id == bindparam("of_report"))
        counted = counted.values(passage_count=bindparam("passages"))
        with self._writing() as connection:
            connection.execute(update(state_table).values(done))
            if passage_counts:
                rows = [{"of_report": report_id, "passages": number} for report_id, number in passage_counts.items()]
                connection.execute(counted, rows)

    def _set_state(self, **values: Any) -> None:
        with self._writing() as connection:
            connection.execute(update(state_table).values(values))

    def _present(self, report_id: str) -> Row[Any]:
        query = select(report_table).where(report_table.c.report_id == report_id)
        with self._reading() as connection:
            row = connection.execute(query.where(report_table.c.status != Status.DELETING)).first()
        if row is None:
            raise ReportNotFound(f"没有编号为 {report_id} 的报告。")
        return row

    def _find(self, *conditions: ColumnElement[bool]) -> Report | None:
        with self._reading() as connection:
            row = connection.execute(select(report_table).where(*conditions)).first()
        return None if row is None else report_of(row)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with database_errors(self._engine), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction. Its first statement writes, so that writers queue here, before they look."""
        with database_errors(self._engine), self._engine.begin() as connection:
            connection.execute(update(state_table).values(generation=state_table.c.generation + 1))
            yield connection

    def _create(self) -> int:
        """Makes the tables where they are missing. Returns the version of those that are there."""
        with database_errors(self._engine):
            try:
                return _create_tables(self._engine)
            except (IntegrityError, OperationalError, ProgrammingError):
                # Another worker made them at the same moment: now they are there. A true failure comes a second time.
                return _create_tables(self._engine)


def conflict(there: Report) -> ReportConflict:
    return ReportConflict(
        f"{there.region.full_name}{there.year}年的报告已经入库（{there.report_id}，来自 {there.source}），"
        "内容与这一份不同。"
        "要用这一份代替它，请指定替换（命令行 --replace，接口 replace=true）。",
        there.report_id,
    )


def _hide(connection: Connection, report_id: str) -> None:
    hidden = {"status": Status.DELETING, "place": None}
    connection.execute(update(report_table).where(report_table.c.report_id == report_id).values(hidden))


def _create_tables(engine: Engine) -> int:
    with engine.begin() as connection:
        metadata.create_all(connection)
        version = connection.execute(select(state_table.c.schema_version)).scalar()
        if version is None:
            version = SCHEMA_VERSION
            collection = f"passages-{uuid.uuid4().hex}"
            first = {"id": 1, "schema_version": version, "generation": 0, "collection": collection, "rebuilding": False}
            connection.execute(insert(state_table), first)
        return int(version)
