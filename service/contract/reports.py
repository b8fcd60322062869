"""The HTTP bodies of reports and of the checks on them."""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field

import vectorstore.types as stored
from service.contract import examples
from service.contract.bodies import RequestBody, ResponseBody


class ReportQuery(RequestBody):
    region: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    """Code, full or short name; a city or province means all its districts."""
    year: Annotated[int, Field(ge=1, le=9999)] | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str, Field(max_length=400)] | None = None
    """`next` of the page before."""


class ReportBody(ResponseBody):
    """A report as the contract shows it."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.REPORT]})

    report_id: str
    title: str
    region: str
    region_code: str
    year: int
    issuer: str
    published: date | None
    document_number: str | None
    sha256: str
    source: str
    paragraph_count: int
    status: Literal["indexed", "pending"]

    @classmethod
    def of(cls, report: stored.Report, *, indexed: bool = True) -> Self:
        return cls(**_report_fields(report), status="indexed" if indexed else "pending")


class ParagraphBody(ResponseBody):
    paragraph_id: str
    path: tuple[str, ...]
    text: str

    @classmethod
    def of(cls, paragraph: stored.Paragraph) -> Self:
        return cls(paragraph_id=paragraph.paragraph_id, path=paragraph.path, text=paragraph.text)


class FurnitureBody(ResponseBody):
    """Text of the file that is not the report and was left out."""

    text: str
    reason: str
    start: int

    @classmethod
    def of(cls, piece: stored.Furniture) -> Self:
        return cls(text=piece.text, reason=piece.kind.value, start=piece.start)


class ReportDetail(ReportBody):
    model_config = ConfigDict(json_schema_extra={"examples": [examples.REPORT_DETAIL]})

    paragraphs: tuple[ParagraphBody, ...]
    furniture: tuple[FurnitureBody, ...] = ()


class ReportPreview(ResponseBody):
    """What would be stored of a file."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.REPORT_PREVIEW]})

    title: str
    region: str
    region_code: str
    year: int
    issuer: str
    published: date | None
    document_number: str | None
    paragraph_count: int
    paragraphs: tuple[ParagraphBody, ...]
    furniture: tuple[FurnitureBody, ...]
    existing: ReportBody | None
    """What the collection has in its place: the report of these bytes, else that of this region and year."""
    same_bytes: bool
    """Whether the collection has these very bytes: adding them would change nothing."""


class ReportPage(ResponseBody):
    model_config = ConfigDict(json_schema_extra={"examples": [examples.REPORT_PAGE]})

    items: tuple[ReportBody, ...]
    next: str | None
    """The cursor of the next page."""


class FindingBody(ResponseBody):
    """What a check of a report found."""

    rule: str
    """sum, rate, repeated, year, part, numbering, pairs; of drafts also placeholder, previous and commitment."""
    severity: Literal["error", "warning", "info"]
    """error: it cannot be right; warning: wrong unless the text leaves a reason out; info: worth a look."""
    message: str
    """In Simplified Chinese: what is wrong and where."""
    paragraph_id: str | None
    """Null where something is missing."""
    quote: str | None
    """A substring of the paragraph's text."""


class FindingList(ResponseBody):
    model_config = ConfigDict(json_schema_extra={"examples": [examples.FINDING_LIST]})

    items: tuple[FindingBody, ...]
    """Errors first, then in the order of the text."""


def _report_fields(report: stored.Report) -> dict[str, Any]:
    return {
        "report_id": report.report_id,
        "title": report.title,
        "region": report.region.full_name,
        "region_code": report.region.code,
        "year": report.year,
        "issuer": report.issuer,
        "published": report.published,
        "document_number": report.document_number,
        "sha256": report.sha256,
        "source": report.source,
        "paragraph_count": report.paragraph_count,
    }
