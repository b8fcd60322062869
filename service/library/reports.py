"""What the report endpoints and the command line do with the collection."""

from typing import NamedTuple

from service.contract.reports import (
    FurnitureBody,
    ParagraphBody,
    ReportBody,
    ReportDetail,
    ReportPage,
    ReportPreview,
    ReportQuery,
)
from service.library import cursors
from vectorstore import build
from vectorstore.catalog.catalog import Catalog
from vectorstore.genre.regions import codes_named, is_within
from vectorstore.reports.readers import read_report
from vectorstore.store import Store
from vectorstore.types import Encoder, Report, Scope


class Added(NamedTuple):
    report: ReportBody
    new: bool
    """False where the same bytes were there already."""


def add(
    data: bytes, source: str, store: Store, encoder: Encoder, *, region: str | None, year: int | None, replace: bool
) -> Added:
    """Raises what read_report and ingest raise."""
    document = read_report(data, source, region=region, year=year)
    ingested = build.ingest(document, store, encoder, replace=replace)
    return Added(ReportBody.of(ingested.report), ingested.created)


def preview(data: bytes, source: str, catalog: Catalog, *, region: str | None, year: int | None) -> ReportPreview:
    """What add would store, and what is there in its place; nothing is stored. Raises what read_report raises."""
    document = read_report(data, source, region=region, year=year)
    report = document.report
    same = catalog.find_by_sha256(report.sha256)
    there = same or catalog.find_by_region_year(report.region.code, report.year)
    return ReportPreview(
        title=report.title,
        region=report.region.full_name,
        region_code=report.region.code,
        year=report.year,
        issuer=report.issuer,
        published=report.published,
        document_number=report.document_number,
        paragraph_count=report.paragraph_count,
        paragraphs=tuple(ParagraphBody.of(paragraph) for paragraph in document.paragraphs),
        furniture=tuple(FurnitureBody.of(piece) for piece in document.furniture),
        existing=None if there is None else ReportBody.of(there),
        same_bytes=same is not None,
    )


def remove(report_id: str, store: Store) -> None:
    """Raises ReportNotFound."""
    build.remove(report_id, store)


def detail(report_id: str, catalog: Catalog) -> ReportDetail:
    """Raises ReportNotFound."""
    report = ReportBody.of(catalog.report(report_id), indexed=catalog.status(report_id) == "indexed")
    return ReportDetail(
        **dict(report),
        paragraphs=tuple(ParagraphBody.of(paragraph) for paragraph in catalog.report_paragraphs(report_id)),
        furniture=tuple(FurnitureBody.of(piece) for piece in catalog.furniture(report_id)),
    )


def report_page(query: ReportQuery, catalog: Catalog) -> ReportPage:
    """Reports by region code, year and id. Raises InvalidCursor."""
    after = cursors.read_cursor(query.cursor) if query.cursor else ""
    scope = Scope(years=(query.year,) if query.year is not None else ())
    codes = codes_named(query.region) if query.region is not None else None
    found = [
        report
        for report in catalog.reports(scope)
        if _position(report) > after and (codes is None or any(is_within(report.region.code, code) for code in codes))
    ]
    shown = found[: query.limit]
    more = len(found) > len(shown)
    return ReportPage(
        items=tuple(ReportBody.of(report) for report in shown),
        next=cursors.write_cursor(_position(shown[-1])) if more else None,
    )


def _position(report: Report) -> str:
    """Where a report stands in the list; unlike a count, it holds where reports are added between two pages."""
    return f"{report.region.code} {report.year:04d} {report.report_id}"
