"""A sentence of a draft as last year's report would have it: its values and its year put back, to be checked. Pure."""

import re
from collections.abc import Iterable, Sequence

from service.citations import Given
from service.composition import Statement
from service.drafting.labels import Label, Part
from service.drafting.types import Basis, Gap, Sentence
from service.drafting.years import brought
from service.untrusted import without_orders

_DOUBLED = re.compile(r"[，、；：\s]+(?=[，。；：])")
_LEADING = re.compile(r"^[，、；：\s]+")


def restored(parts: Sequence[Part], basis: Basis) -> str:
    """Gaps of which nothing was printed are left out."""
    year = basis.report.year
    text = "".join(brought(part, basis.year, year) if isinstance(part, str) else _printed(part) for part in parts)
    return _LEADING.sub("", _DOUBLED.sub("", text))


def statements_of(sentences: Iterable[Sentence]) -> list[Statement]:
    """What the sentences carry over, and what their gaps were."""
    found: dict[Statement, None] = {}
    for sentence in sentences:
        found |= dict.fromkeys(sentence.sources)
        gaps = (piece for piece in sentence.pieces if isinstance(piece, Gap))
        found |= dict.fromkeys(gap.previous for gap in gaps if gap.previous is not None)
    return list(found)


def evidence_of(sentences: Iterable[Sentence]) -> tuple[Given, ...]:
    """Their paragraphs, each once, less what is addressed to a machine."""
    paragraphs = {one.paragraph.paragraph_id: one for one in statements_of(sentences)}
    return tuple(_given(one, number) for number, one in enumerate(paragraphs.values(), 1))


def is_shown(statement: Statement) -> bool:
    """Not where it, or what stands before it in its paragraph, is addressed to a machine."""
    span = statement.span
    return _given(statement, 1).paragraph.text[span.start : span.end] == span.text


def _given(statement: Statement, number: int) -> Given:
    return without_orders(Given(number, statement.report, statement.paragraph))


def _printed(label: Label) -> str:
    """From the first gap's words to the last one's, as they stand in their paragraph."""
    previous = [gap.previous for gap in label.gaps if gap.previous is not None]
    paragraphs = {one.paragraph.paragraph_id: one.paragraph for one in previous}
    if len(paragraphs) != 1:
        return ""
    (paragraph,) = paragraphs.values()
    start, end = min(one.span.start for one in previous), max(one.span.end for one in previous)
    if label.own_unit and paragraph.text.startswith(label.unit, end):
        end += len(label.unit)
    return paragraph.text[start:end]
