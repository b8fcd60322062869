"""The HTTP bodies of the contract. Requests refuse what they do not know; responses are frozen."""

from dataclasses import fields
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt
from pydantic_core import PydanticCustomError

import vectorstore.types as stored
from service import examples
from vectorstore.reports.indicators import Indicator

Mode = Literal["extractive", "generative"]
RequestedMode = Literal["auto", "extractive", "generative"]
Reason = Literal["unknown_region", "year_not_covered", "not_reported", "off_topic"]
Verdict = Literal["supported", "removed"]


def not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "Only white space")
    return text


def nothing_is_empty(value: Any) -> Any:
    """Typed clients send null for an optional list that was not given."""
    return () if value is None else value


Name = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(not_blank)]
Year = Annotated[StrictInt, Field(ge=1, le=9999)]
"""A year that no report covers is an abstention; what cannot be a year is refused."""


class RequestBody(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, hide_input_in_errors=True)


class ResponseBody(BaseModel):
    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True, hide_input_in_errors=True)


class Scope(RequestBody):
    """Which reports count: all given fields must hold, an empty one excludes nothing."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.SCOPE]})

    regions: Annotated[tuple[Name, ...], Field(max_length=500), BeforeValidator(nothing_is_empty)] = ()
    years: Annotated[tuple[Year, ...], Field(max_length=500), BeforeValidator(nothing_is_empty)] = ()
    report_ids: Annotated[tuple[Name, ...], Field(max_length=500), BeforeValidator(nothing_is_empty)] = ()


class Message(RequestBody):
    role: Literal["user", "assistant"]
    content: Annotated[str, Field(max_length=20_000)]


class AskRequest(RequestBody):
    model_config = ConfigDict(json_schema_extra={"examples": [examples.ASK]})

    question: Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(not_blank)]
    history: Annotated[tuple[Message, ...], Field(max_length=20)] = ()
    scope: Scope | None = None
    mode: RequestedMode = "auto"
    stream: StrictBool = False


class ReportQuery(RequestBody):
    region: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    """Code, full or short name; a city or province means all its districts."""
    year: Annotated[int, Field(ge=1, le=9999)] | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str, Field(max_length=400)] | None = None
    """`next` of the page before."""


class FigureQuery(RequestBody):
    indicator: Annotated[str, Field(min_length=1, max_length=100), AfterValidator(not_blank)] | None = None
    """A known indicator, by its name or in other words."""
    region: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    """Code, full or short name; a city or province means all its districts."""
    year: Annotated[int, Field(ge=1, le=9999)] | None = None
    limit: Annotated[int, Field(ge=1, le=1000)] = 200
    cursor: Annotated[str, Field(max_length=400)] | None = None
    """`next` of the page before."""


class Citation(ResponseBody):
    n: int
    """The marker [n] in the text, from 1."""
    paragraph_id: str
    report_id: str
    title: str
    region: str
    """Full name, e.g. 江苏省常州市新北区."""
    year: int
    """The year reported on, not the year of publication."""
    path: tuple[str, ...]
    text: str
    """The whole paragraph as published."""
    quote: str
    """A substring of text: text[start:end]."""
    start: int
    end: int


class Claim(ResponseBody):
    text: str
    citations: tuple[int, ...]
    verdict: Verdict
    why: str | None = None


class Timings(ResponseBody):
    """In milliseconds."""

    retrieval_ms: float
    generation_ms: float
    total_ms: float


class Answer(ResponseBody):
    model_config = ConfigDict(json_schema_extra={"examples": [examples.ANSWER, examples.ABSTENTION]})

    id: str
    answer: str
    abstained: bool
    reason: Reason | None
    mode: Mode
    citations: tuple[Citation, ...]
    claims: tuple[Claim, ...]
    warnings: tuple[str, ...]
    timings: Timings


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
        return cls(text=piece.text, reason=piece.reason, start=piece.start)


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


class FieldProblem(ResponseBody):
    field: str
    """Where in the request, e.g. scope.years.0."""
    detail: str


class OpenAIError(ResponseBody):
    """A problem in the words of OpenAI's interface: its clients show nothing else of an error body."""

    message: str
    type: str
    param: str | None
    """The first field at fault."""
    code: str


class Problem(ResponseBody):
    """An error body, RFC 9457."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.PROBLEM]})

    type: str
    title: str
    status: int
    detail: str
    errors: tuple[FieldProblem, ...] | None = None
    report_id: str | None = None
    """The report that is in the way, where one is."""
    error: OpenAIError | None = None
    """At the OpenAI-compatible endpoints."""


class Delta(ResponseBody):
    """The data of `event: delta`."""

    text: str


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
