"""Cuts paragraphs into the passages that are embedded and tokenised. Pure."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import ceil

from vectorstore.genre.text import COLONS, COMMAS, ENDS, ENUMERATION, SEMICOLONS, stops
from vectorstore.types import Paragraph, Passage, Report, Role

PASSAGE_CHARACTERS = 400
"""multilingual-e5-small reads 512 tokens, at about 1.4 Chinese characters a token: 400 of text and 150 of context fit,
with room for text that takes more tokens (figures, Latin letters)."""

CONTEXT_CHARACTERS = 150


def passages_of(report: Report, paragraphs: Iterable[Paragraph]) -> list[Passage]:
    """The passages of the paragraphs that are text, in order. Joined, the pieces of a paragraph are its text."""
    return [
        Passage(
            passage_id=passage_id_of(paragraph, number),
            paragraph_id=paragraph.paragraph_id,
            report_id=report.report_id,
            region_code=report.region.code,
            year=report.year,
            context=context_of(report, paragraph.path),
            text=piece,
        )
        for paragraph in paragraphs
        if paragraph.role is Role.TEXT
        for number, piece in enumerate(cut(paragraph.text, PASSAGE_CHARACTERS))
    ]


def passage_id_of(paragraph: Paragraph, number: int) -> str:
    """Of the number-th piece of a paragraph, from 0."""
    return paragraph.paragraph_id if number == 0 else f"{paragraph.paragraph_id}#{number}"


def context_of(report: Report, path: tuple[str, ...]) -> str:
    """District, year and headings, in at most CONTEXT_CHARACTERS. Where they are longer the outer headings go."""
    place = f"{report.region.full_name} {report.year}年"
    headings = list(path)
    while len(headings) > 1 and len(_context(place, headings)) > CONTEXT_CHARACTERS:
        headings.pop(0)
    return _context(place, headings)[:CONTEXT_CHARACTERS]


def _context(place: str, headings: list[str]) -> str:
    return f"{place} {' > '.join(headings)}" if headings else place


@lru_cache(maxsize=8192)
def cut(text: str, limit: int) -> tuple[str, ...]:
    """Pieces of at most limit characters and about the same length, cut at sentence ends; within a sentence only where
    it is longer than the limit itself. Joined they are the text."""
    if len(text) <= limit:
        return (text,)
    target = len(text) / ceil(len(text) / limit)
    pieces = [""]
    for unit in _units(text, limit):
        if pieces[-1] and (len(pieces[-1]) >= target or len(pieces[-1]) + len(unit) > limit):
            pieces.append("")
        pieces[-1] += unit
    return tuple(pieces)


def _units(text: str, limit: int) -> Iterable[str]:
    for sentence in _cut(text, ENDS + SEMICOLONS):
        if len(sentence) <= limit:
            yield sentence
            continue
        for clause in _cut(sentence, COMMAS + COLONS + ENUMERATION):
            yield from (clause[start : start + limit] for start in range(0, len(clause), limit))


def _cut(text: str, at: str) -> Iterator[str]:
    """Joined, the text: also blanks stay."""
    start = 0
    for end in (*(stop.end for stop in stops(text, at=at)), len(text)):
        if start < end:
            yield text[start:end]
        start = end
