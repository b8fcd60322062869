"""What a check found."""

from dataclasses import dataclass
from enum import StrEnum

from vectorstore.types import Paragraph, Role

IN_BODY = frozenset({Role.TEXT, Role.HEADING})
_LONGEST_HEADING = 24
"""Characters of a heading that a message shows."""


class Severity(StrEnum):
    ERROR = "error"
    """It cannot be right, whatever was meant."""
    WARNING = "warning"
    """It is wrong unless there is a reason that the text does not give."""
    INFO = "info"
    """Worth a look, or a check that could not be made."""


@dataclass(frozen=True, slots=True)
class Finding:
    rule: str
    """sum, rate, repeated, year, part, numbering, pairs, placeholder, previous or commitment."""
    severity: Severity
    message: str
    """In Simplified Chinese: what is wrong and where."""
    paragraph_id: str | None = None
    """None where nothing is there to point at."""
    quote: str | None = None
    """A substring of the paragraph's text."""
    start: int | None = None
    """Where the quote stands in the paragraph's text."""


def found_at(paragraph: Paragraph, rule: str, severity: Severity, message: str, start: int, end: int) -> Finding:
    """A finding about start:end of the paragraph's text; the message is put behind the place."""
    quote = paragraph.text[start:end]
    return Finding(rule, severity, f"{place_of_paragraph(paragraph)}：{message}", paragraph.paragraph_id, quote, start)


def place_of_paragraph(paragraph: Paragraph) -> str:
    """第13段（9.提升复议监督能力）, counted from 1."""
    heading = paragraph.path[-1] if paragraph.path else ""
    shown = heading if len(heading) <= _LONGEST_HEADING else heading[: _LONGEST_HEADING - 1] + "…"
    return f"第{paragraph.ordinal + 1}段" + (f"（{shown}）" if shown else "")
