"""Sentences and clauses of a paragraph, each with its place."""

import re
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）)》]*")
_CLAUSE_END = re.compile(r"[，,；;、：:。！？!?]+[”’」』）)》]*")
_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")


@dataclass(frozen=True, slots=True)
class Span:
    """`text` stands at `start:end` of the paragraph, in characters."""

    text: str
    start: int
    end: int


def sentences(text: str) -> list[Span]:
    """Cut at full stops, question and exclamation marks; together the spans hold every character but outer blanks."""
    return _cut(text, _SENTENCE_END, 0)


def clauses(sentence: Span) -> list[Span]:
    """Cut at commas, semicolons, enumeration commas and colons; starts and ends are the paragraph's."""
    return _cut(sentence.text, _CLAUSE_END, sentence.start)


def _cut(text: str, ending: re.Pattern[str], offset: int) -> list[Span]:
    spans, start = [], 0
    ends = [match.end() for match in ending.finditer(text) if not _inside_a_number(text, match.start())]
    for end in [*ends, len(text)]:
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            first = start + piece.index(stripped)
            spans.append(Span(stripped, offset + first, offset + first + len(stripped)))
        start = end
    return spans


def _inside_a_number(text: str, place: int) -> bool:
    """The comma of 1,200 ends no clause."""
    return text[place] == "," and bool(_THOUSANDS.match(text, place - 1)) if place else False
