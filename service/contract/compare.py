"""The HTTP bodies of comparing."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from service.contract import examples
from service.contract.answers import Citation, Claim, Mode, RequestedMode, Timings
from service.contract.bodies import Name, RequestBody, ResponseBody, ScopeBody, not_blank, nothing_is_empty

MOST_INDICATORS = 40
NOT_REPORTED = "未报告"
"""What people see in such a cell: it is no 0."""

Format = Literal["json", "markdown", "csv", "xlsx"]
Status = Literal["reported", "derived", "not_reported"]
Qualifier = Literal["约", "余", "超", "近", "以上"]


def says_something(text: str) -> str:
    if not any(map(str.isalnum, not_blank(text))):
        raise PydanticCustomError("no_words", "Neither a letter nor a digit")
    return text


class CompareRequest(RequestBody):
    """One of topic and indicators is needed; both may be given."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.COMPARE]})

    topic: Annotated[str, Field(max_length=200), AfterValidator(says_something)] | None = None
    indicators: Annotated[tuple[Name, ...], Field(max_length=MOST_INDICATORS), BeforeValidator(nothing_is_empty)] = ()
    """Names of known indicators, or the caller's own words for them."""
    scope: ScopeBody | None = None
    mode: RequestedMode = "auto"
    format: Format = "json"
    """The comparison as JSON, or as a file to keep."""

    @model_validator(mode="after")
    def _something_to_compare(self) -> Self:
        if self.topic is None and not self.indicators:
            raise PydanticCustomError("nothing_to_compare", "Neither topic nor indicators")
        return self


class Column(ResponseBody):
    report_id: str
    region: str
    """Full name."""
    year: int

    @property
    def label(self) -> str:
        return f"{self.region}{self.year}年"


class Cell(ResponseBody):
    status: Status
    value: str | None = None
    """As printed, e.g. 9.8万余."""
    number: float | None = None
    """In the row's unit, e.g. 98000."""
    qualifier: Qualifier | None = None
    note: str | None = None
    """How a derived cell was computed, another base or period, the change against the year before."""
    citation: int | None = None

    @property
    def shown(self) -> str:
        """To people: the value as printed, a derived one marked as such, with the number of its source."""
        if self.status == "not_reported":
            return NOT_REPORTED
        derived = "（推算）" if self.status == "derived" else ""
        return f"{self.value}{derived}[{self.citation}]"


class TableRow(ResponseBody):
    indicator: str
    unit: str
    cells: tuple[Cell, ...]
    """In the order of the columns."""


class ComparisonTable(ResponseBody):
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]


class Comparison(ResponseBody):
    model_config = ConfigDict(json_schema_extra={"examples": [examples.COMPARISON]})

    id: str
    summary: str
    table: ComparisonTable
    citations: tuple[Citation, ...]
    claims: tuple[Claim, ...]
    warnings: tuple[str, ...]
    mode: Mode
    timings: Timings
