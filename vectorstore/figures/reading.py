"""A paragraph taken apart for comparison with questions: sentences, clauses, quantities. Pure, and kept once read."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from vectorstore.genre.assertions import turns_ahead
from vectorstore.genre.quantities import Measure, Quantity, quantities
from vectorstore.genre.text import BRACKETS, Span, items, narrow, sentences
from vectorstore.genre.times import CUMULATIVE, reach_of
from vectorstore.types import Paragraph, Part

READ_PARAGRAPHS = 8192
"""How many are kept: some hundred reports, at about 10 kB a paragraph."""


@dataclass(frozen=True, slots=True)
class ReadClause:
    text: str
    """Narrow and lower case, as every text to be compared."""
    start: int
    end: int
    """In the paragraph, in characters."""
    quantities: tuple[Quantity, ...]
    is_cumulative: bool
    """近三年, 截至目前: its figures are not the year's own."""


@dataclass(frozen=True, slots=True)
class ReadSentence:
    span: Span
    """As printed."""
    text: str
    clauses: tuple[ReadClause, ...]
    before: str
    """The sentence before it."""
    rest: str
    """The other sentences of the paragraph."""
    is_plan: bool
    """Tells what is to come: never an answer to what was done."""
    is_heading: bool
    """Nothing but the paragraph's inline heading."""


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    heading: str
    whole: str
    """Headings and text."""
    sentences: tuple[ReadSentence, ...]


def read_paragraph(paragraph: Paragraph, year: int | None = None) -> ReadParagraph:
    """`year` is the one reported on, which tells whether a figure is the year's own."""
    return _read(paragraph.path, paragraph.text, paragraph.part is Part.PLAN, year)


@lru_cache(maxsize=READ_PARAGRAPHS)
def _read(path: tuple[str, ...], text: str, planned: bool, year: int | None) -> ReadParagraph:
    found = quantities(text)
    spans = sentences(text)
    compared = [_comparable(span.text) for span in spans]
    heading = _comparable(" ".join(path))
    read = []
    for place, span in enumerate(spans):
        # Once a paragraph turns to the next year, it stays there: 2025年，我们将…
        planned = planned or turns_ahead(narrow(span.text), year)
        read.append(
            ReadSentence(
                span,
                compared[place],
                tuple(_clauses(span, found, year)),
                compared[place - 1] if place else "",
                " ".join(compared[:place] + compared[place + 1 :]),
                planned,
                bool(path) and span.text.rstrip("。.：:") == path[-1],
            )
        )
    return ReadParagraph(heading, f"{heading} {_comparable(text)}", tuple(read))


def _clauses(sentence: Span, found: list[Quantity], year: int | None) -> Iterator[ReadClause]:
    for span in items(sentence, into=BRACKETS):
        own = tuple(quantity for quantity in found if span.start <= quantity.start < span.end)
        told = (one for one in own if one.measure is not Measure.DURATION)
        cumulative = any(_is_cumulative(one, sentence, year) for one in told)
        yield ReadClause(_comparable(span.text), span.start, span.end, own, cumulative)


def _is_cumulative(quantity: Quantity, sentence: Span, year: int | None) -> bool:
    ahead = sentence.text[: quantity.start - sentence.start]
    return reach_of(ahead, year, of_a_rate=quantity.measure is Measure.RATE) in CUMULATIVE


def _comparable(text: str) -> str:
    return narrow(text).lower()
