"""The data shapes of the package: frozen, passed down as arguments and back as results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

import numpy
from numpy.typing import NDArray

Vectors = NDArray[numpy.float32]
"""Shape (texts, dimensions), each row of length 1."""


@dataclass(frozen=True, slots=True)
class Region:
    """A province, city or county of GB/T 2260."""

    code: str
    """Six digits, e.g. 320411."""
    name: str
    """The name without its parents, e.g. 新北区."""
    full_name: str
    """The name with its parents, e.g. 江苏省常州市新北区."""


class Role(StrEnum):
    """What a paragraph is to its report."""

    TITLE = "title"
    HEADER = "header"
    """Letterhead, document number, salutation."""
    HEADING = "heading"
    """A line that is nothing but a heading."""
    TEXT = "text"
    SIGNATURE = "signature"
    """Issuer and date at the end."""


class Part(StrEnum):
    """The four parts that the regulation asks of a report, as far as a paragraph shows its part."""

    MEASURES = "measures"
    SHORTCOMINGS = "shortcomings"
    LEADERSHIP = "leadership"
    """How the Party and government heads did their duty as first persons responsible."""
    PLAN = "plan"
    """What is planned for the next year: never a result."""


class FurnitureKind(StrEnum):
    """What of a file is not the report, as the user is told."""

    NAVIGATION = "网页导航"
    WEB_TITLE = "网页标题"
    """The title once more, above the report's own."""
    METADATA_TABLE = "网页信息表"
    """Issuer, number and dates, as portals set them above a document."""
    PAGE_NUMBER = "页码"
    SCAN = "扫码提示"
    ATTACHMENT = "附件链接"
    FOOTER = "页脚"
    MARK = "文字处理软件的书签或图片标记"
    INVISIBLE = "不可见字符"


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text of the file that is not the report."""

    text: str
    kind: FurnitureKind
    start: int
    """Character offset in the decoded file."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the report as published, less the furniture within it."""

    paragraph_id: str
    report_id: str
    ordinal: int
    """0 for the first paragraph of the report."""
    role: Role
    part: Part
    path: tuple[str, ...]
    """Headings from the top down to the paragraph's own, as printed, without the title."""
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    report_id: str
    """Region code, year and the first eight digits of the hash, e.g. 320411-2024-9e28f76d."""
    title: str
    region: Region
    year: int
    """The year reported on, not the year of publication."""
    issuer: str
    published: date | None
    document_number: str | None
    """E.g. 浦政发〔2024〕1号."""
    sha256: str
    """Of the file's bytes."""
    source: str
    """The file's name."""
    paragraph_count: int = 0


class FigureKind(StrEnum):
    COUNT = "count"
    AMOUNT = "amount"
    """Of money, area or data."""
    RATE = "rate"
    DURATION = "duration"
    ORDINAL = "ordinal"
    CHANGE = "change"
    """By how much something rose or fell, or from what to what: its number is what it is now."""
    MULTIPLE = "multiple"


class Period(StrEnum):
    """What a figure is to the year of its report."""

    YEAR = "year"
    """A result of the year."""
    CUMULATIVE = "cumulative"
    """Of several years, or up to now: 近三年, 截至目前, 累计 over more than the year."""
    PLAN = "plan"
    NONE = "none"
    """No figure of the government's work: a law's number, a date, a phrase such as “1+6”, 12345."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity of a report, with what it counts."""

    paragraph_id: str
    start: int
    end: int
    """It stands at start:end of the paragraph's text."""
    value: str
    """As printed, e.g. 9.8万余."""
    number: float
    """In the unit, e.g. 98000."""
    unit: str
    qualifier: str | None
    """约, 余, 超, 近 or 以上."""
    name: str
    """What it counts, in the words of the text."""
    kind: FigureKind
    period: Period
    indicator: str | None = None
    """The known indicator's name, see reports/indicators.toml."""
    base: str | None = None
    """Of a rate: over what, where the text says so."""
    previous: float | None = None
    """Of a change: what it was before."""


@dataclass(frozen=True, slots=True)
class Document:
    """A report as read from its file, before it is stored."""

    report: Report
    paragraphs: tuple[Paragraph, ...]
    furniture: tuple[Furniture, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """What is embedded and tokenised: a paragraph, or a piece of a long one, behind its context."""

    passage_id: str
    """The paragraph's id, and #1, #2 … for the further pieces of a long one."""
    paragraph_id: str
    report_id: str
    region_code: str
    year: int
    context: str
    """District, year and headings."""
    text: str

    @property
    def contextual_text(self) -> str:
        return f"{self.context}\n{self.text}"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which reports count. An empty field excludes nothing; all given ones must hold."""

    region_codes: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    report_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """What to search for."""

    text: str
    """For the dense search."""
    words: Mapping[str, float]
    """For the lexical search: each word and its weight."""


@dataclass(frozen=True, slots=True)
class PassageScore:
    """How near a passage of a paragraph is to the question."""

    start: int
    end: int
    """The passage stands at start:end of the paragraph's text."""
    similarity: float
    """Cosine of question and passage."""
    standing: float
    """How many standard deviations the similarity is above the mean of the report's passages. Cosines of one model lie
    close together; this tells a hit from the field."""


@dataclass(frozen=True, slots=True)
class RankedParagraph:
    """A search result."""

    paragraph: Paragraph
    report: Report
    score: float
    """Higher is better; comparable within one search only."""
    pieces: tuple[PassageScore, ...] = ()
    """Its passages in order; empty where there was no dense search."""
    ranks: dict[str, int] = field(default_factory=dict)
    """Rank by each method that found it, from 1: dense, lexical."""


class Encoder(Protocol):
    """Turns text into vectors."""

    @property
    def name(self) -> str:
        """What the index remembers: a change of it makes the stored vectors useless."""
        ...

    @property
    def dimensions(self) -> int: ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors: ...

    def encode_query(self, text: str) -> Vectors:
        """Shape (dimensions,)."""
        ...
