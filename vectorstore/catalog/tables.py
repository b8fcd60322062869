"""The catalog's tables, and how a row becomes a value of types.py."""

from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
    or_,
)

from vectorstore.types import Document, Furniture, FurnitureKind, Paragraph, Part, Region, Report, Role, Scope

SCHEMA_VERSION = 1

metadata = MetaData()


class Status(StrEnum):
    """Where a report stands. Only an indexed one is seen by a search."""

    PENDING = "pending"
    """In the catalog whole, not yet in both indexes."""
    INDEXED = "indexed"
    DELETING = "deleting"
    """Gone for the user, not yet out of both indexes."""


state_table = Table(
    "state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("schema_version", Integer, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("collection", String(64), nullable=False),
    Column("encoder_name", String(500)),
    Column("dimensions", Integer),
    Column("rebuilding", Boolean, nullable=False),
)

report_table = Table(
    "reports",
    metadata,
    Column("report_id", String(100), primary_key=True),
    Column("status", String(10), nullable=False),
    # Region and year of the indexed one, null in all others: a unique column that holds on any database, where a unique
    # index over some of the rows does not exist on all.
    Column("place", String(20), unique=True),
    Column("replaces", String(100)),
    Column("title", Text, nullable=False),
    Column("region_code", String(6), nullable=False),
    Column("region_name", String(200), nullable=False),
    Column("region_full_name", String(500), nullable=False),
    Column("year", Integer, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("published", Date),
    Column("document_number", String(200)),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("paragraph_count", Integer, nullable=False),
    Column("passage_count", Integer, nullable=False),
    Index("reports_by_region", "region_code", "year"),
)

paragraph_table = Table(
    "paragraphs",
    metadata,
    Column("paragraph_id", String(150), primary_key=True),
    Column("report_id", ForeignKey("reports.report_id", ondelete="CASCADE"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("role", String(10), nullable=False),
    Column("part", String(20), nullable=False),
    Column("path", JSON, nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("report_id", "ordinal"),
)

furniture_table = Table(
    "furniture",
    metadata,
    Column("report_id", ForeignKey("reports.report_id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("start", Integer, nullable=False),
)


def indexed_within(scope: Scope) -> list[ColumnElement[bool]]:
    """What holds of an indexed report within a scope. The code of a city stands for all in it."""
    wanted: list[ColumnElement[bool]] = [report_table.c.status == Status.INDEXED]
    if scope.region_codes:
        wanted.append(or_(*(_within(code) for code in scope.region_codes)))
    if scope.years:
        wanted.append(report_table.c.year.in_(scope.years))
    if scope.report_ids:
        wanted.append(report_table.c.report_id.in_(scope.report_ids))
    return wanted


def place_of(report: Report) -> str:
    return f"{report.region.code}-{report.year}"


def report_values(document: Document, passage_count: int, replaces: str | None) -> dict[str, Any]:
    report = document.report
    return {
        "report_id": report.report_id,
        "status": Status.PENDING,
        "place": None,
        "replaces": replaces,
        "title": report.title,
        "region_code": report.region.code,
        "region_name": report.region.name,
        "region_full_name": report.region.full_name,
        "year": report.year,
        "issuer": report.issuer,
        "published": report.published,
        "document_number": report.document_number,
        "sha256": report.sha256,
        "source": report.source,
        "paragraph_count": len(document.paragraphs),
        "passage_count": passage_count,
    }


def paragraph_values(paragraph: Paragraph) -> dict[str, Any]:
    return {
        "paragraph_id": paragraph.paragraph_id,
        "report_id": paragraph.report_id,
        "ordinal": paragraph.ordinal,
        "role": paragraph.role,
        "part": paragraph.part,
        "path": list(paragraph.path),
        "text": paragraph.text,
    }


def furniture_values(report_id: str, ordinal: int, furniture: Furniture) -> dict[str, Any]:
    return {
        "report_id": report_id,
        "ordinal": ordinal,
        "text": furniture.text,
        "reason": furniture.kind.value,
        "start": furniture.start,
    }


def report_of(row: Row[Any]) -> Report:
    return Report(
        report_id=row.report_id,
        title=row.title,
        region=Region(code=row.region_code, name=row.region_name, full_name=row.region_full_name),
        year=row.year,
        issuer=row.issuer,
        published=row.published,
        document_number=row.document_number,
        sha256=row.sha256,
        source=row.source,
        paragraph_count=row.paragraph_count,
    )


def paragraph_of(row: Row[Any]) -> Paragraph:
    return Paragraph(
        paragraph_id=row.paragraph_id,
        report_id=row.report_id,
        ordinal=row.ordinal,
        role=Role(row.role),
        part=Part(row.part),
        path=tuple(row.path),
        text=row.text,
    )


def furniture_of(row: Row[Any]) -> Furniture:
    return Furniture(text=row.text, kind=FurnitureKind(row.reason), start=row.start)


def _within(code: str) -> ColumnElement[bool]:
    """320400 (a city) stands for 3204…, 320000 for 32…; 320411 for itself. A pair of zeros is never cut in two."""
    pairs = [code[start : start + 2] for start in range(0, len(code), 2)]
    while len(pairs) > 1 and pairs[-1] == "00":
        pairs.pop()
    return report_table.c.region_code.startswith("".join(pairs), autoescape=True)
