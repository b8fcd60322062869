"""Clauses of a sentence, each with its place. Pure."""

import re
from dataclasses import dataclass

from vectorstore.reports.sentences import Span

_STOPS = "，,；;：:"
_PAIRS = {"《": "》", "“": "”", "（": "）", "(": ")", "「": "」", "〈": "〉", "【": "】"}
_WITHIN_A_NUMBER = re.compile(r"[0-9０-９][,:：][0-9０-９]")
_END = re.compile(r"[。！？!?]+(?=[”’」』）)》]*$)")
ORDINAL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}是|[（(][一二三四五六七八九十]{1,3}[）)]|[①-⑳]|[0-9０-９]{1,2}[.．、](?![0-9０-９]))\s*"
)
"""A number that a clause begins with: 一是."""


@dataclass(frozen=True, slots=True)
class Clause:
    """`text` stands at `start:end` of the paragraph, without the sign that ends it."""

    text: str
    start: int
    end: int
    stop: str
    """That sign; empty at the end of the sentence."""


def clauses_of(sentence: Span) -> tuple[Clause, ...]:
    """Cut at commas, semicolons and colons that stand in no title, quotation or bracket; the full stop is left out."""
    ending = _END.search(sentence.text)
    text = sentence.text[: ending.start()] if ending else sentence.text
    found: list[Clause] = []
    start = 0
    for place in (*_cuts(text), len(text)):
        piece = text[start:place]
        if words := piece.strip():
            first = sentence.start + start + piece.index(words)
            found.append(Clause(words, first, first + len(words), text[place : place + 1]))
        start = place + 1
    return tuple(found)


def _cuts(text: str) -> list[int]:
    closing: list[str] = []
    cuts = []
    for place, sign in enumerate(text):
        if closing and sign == closing[-1]:
            closing.pop()
        elif sign in _PAIRS and text.find(_PAIRS[sign], place) > 0:
            closing.append(_PAIRS[sign])
        elif not closing and sign in _STOPS and not _WITHIN_A_NUMBER.match(text, max(0, place - 1)):
            cuts.append(place)
    return cuts
