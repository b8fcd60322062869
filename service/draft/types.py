"""The shapes of a draft before it is numbered."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.cited.composition import Statement
from vectorstore.types import Paragraph, Part, Report


@dataclass(frozen=True, slots=True)
class Basis:
    """What a draft is made from, and for which year."""

    report: Report
    """Of the latest year before."""
    paragraphs: tuple[Paragraph, ...]
    year: int
    """To be reported on."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What is left open: it becomes a placeholder."""

    indicator: str
    """What is to be filled in, without year and unit, e.g. 行政复议收到申请数, 规范性文件制定情况."""
    unit: str = ""
    department: str | None = None
    """Who usually knows."""
    previous: Statement | None = None
    """Where last year's value or wording stands: its span is what the token shows, without the unit where it is a
    figure's. Its sentence is what the citation quotes."""
    year: int | None = None
    """Of what is to be filled in, where it isn't the year reported on: the next one's arrangements."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Last year's words, given as such: “…” and the marker."""

    statement: Statement


DraftPiece = str | Gap | Quoted


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the draft with its full stop. The text among its pieces is of last year's report, brought to the
    new year, or the genre's own frame (落实…的安排)."""

    pieces: tuple[DraftPiece, ...]
    sources: tuple[Statement, ...] = ()
    """The sentences that it carries over, cited behind it; what gaps and quotations cite is not repeated here."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A paragraph of the basis, less the heading that runs into it."""

    paragraph: Paragraph
    start: int
    """Its own text begins here."""


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A heading of the draft and what of the basis stands right below it."""

    heading: str
    """Brought to the new year, with its number, without a full stop."""
    level: int
    """From 1; 0 for what is no heading of the report: 前言, 落款."""
    part: Part
    run_in: bool = False
    """Its text goes on in the heading's line."""
    sources: tuple[SourceText, ...] = ()
    added: bool = False
    """The regulation asks for it and the basis has no such heading."""


@dataclass(frozen=True, slots=True)
class Outline:
    title: str
    sections: tuple[OutlineSection, ...]
    """前言 first, then the headings in their order, 落款 last."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment of last year's plan and where it is to be reported on."""

    statement: Statement
    """As printed in the plan."""
    section: int
    """Its place among the outline's sections."""


@dataclass(frozen=True, slots=True)
class ReportedPromise:
    """A promise that a sentence of the draft reports on."""

    statement: Statement
    heading: str
    """Of the sentence's section."""
    gap: Gap
    """Of the sentence: what is to be filled in."""


@dataclass(frozen=True, slots=True)
class DraftedSection:
    section: OutlineSection
    paragraphs: tuple[tuple[Sentence, ...], ...] = ()
    removed: tuple[tuple[str, str], ...] = ()
    """What a language model wrote and the checks removed, each with why."""


@dataclass(frozen=True, slots=True)
class Borrowed:
    """A practice of another district."""

    section: str
    """The heading that it is of use to."""
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class WholeDraft:
    """Everything that is numbered and told."""

    title: str
    basis: Basis
    sections: tuple[DraftedSection, ...]
    promises: tuple[ReportedPromise, ...] = ()
    borrowed: Sequence[Borrowed] = ()
    warnings: tuple[str, ...] = field(default=())
