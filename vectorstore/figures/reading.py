"""A paragraph taken apart for comparison with questions: sentences, clauses, quantities. Pure, and kept once read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from vectorstore.genre.quantities import Quantity, quantities
from vectorstore.genre.text import BRACKETS, Span, items, narrow, sentences
from vectorstore.types import Paragraph, Part

READ_PARAGRAPHS = 8192
"""How many are kept: some hundred reports, at about 10 kB a paragraph."""

_CUMULATIVE = re.compile(r"近[两二三四五六七八九十\d]年|截至目前|截至\d{4}年")
_PLAN = re.compile(
    r"^(?:20\d{2}年|下一步|新的一年|明年)[,，](?:我区|我市|我县|我们|全区|[^,，。]{2,6}(?:区|县|市))?(?:政府)?(?:法治政府建设)?将"
)


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


def read_paragraph(paragraph: Paragraph) -> ReadParagraph:
    return _read(paragraph.path, paragraph.text, paragraph.part is Part.PLAN)


@lru_cache(maxsize=READ_PARAGRAPHS)
def _read(path: tuple[str, ...], text: str, planned: bool) -> ReadParagraph:
    found = quantities(text)
    spans = sentences(text)
    compared = [_comparable(span.text) for span in spans]
    heading = _comparable(" ".join(path))
    read = []
    for place, span in enumerate(spans):
        # Once a paragraph turns to the next year, it stays there: 2025年，我们将…
        planned = planned or bool(_PLAN.match(span.text))
        read.append(
            ReadSentence(
                span,
                compared[place],
                tuple(_clauses(span, found)),
                compared[place - 1] if place else "",
                " ".join(compared[:place] + compared[place + 1 :]),
                planned,
                bool(path) and span.text.rstrip("。.：:") == path[-1],
            )
        )
    return ReadParagraph(heading, f"{heading} {_comparable(text)}", tuple(read))


def _clauses(sentence: Span, found: list[Quantity]) -> Iterator[ReadClause]:
    before = ""
    for span in items(sentence, into=BRACKETS):
        own = tuple(quantity for quantity in found if span.start <= quantity.start < span.end)
        # 截至目前,全区化解纠纷8682件: said in a clause of its own, it goes with the next.
        yield ReadClause(
            _comparable(span.text), span.start, span.end, own, bool(_CUMULATIVE.search(before + span.text))
        )
        before = "" if own else span.text


def _comparable(text: str) -> str:
    return narrow(text).lower()
