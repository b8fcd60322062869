"""Which citations stand behind which words of an answer; figures in text."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from service.contract.answers import Answer, Citation

_MARKERS = re.compile(r"(?:\s*\[\d+\])+")
_MARKER = re.compile(r"\[(\d+)\]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?[万亿]?%?")
_YEAR = re.compile(r"((?:19|20)\d{2})(?=年)")

Quantity = tuple[float, bool]
"""A number's value, and whether it is a rate: 23% is not 23."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of an answer up to its markers."""

    text: str
    citations: tuple[Citation, ...]


def plain(text: str) -> str:
    """NFKC and without white space, so that full-width digits and stray spaces make no difference."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def spans(answer: Answer) -> tuple[Span, ...]:
    """The answer cut behind each run of markers and at each line's end. A marker without a citation counts for none."""
    by_number = {citation.n: citation for citation in answer.citations}
    return tuple(span for line in answer.answer.splitlines() for span in _spans_of_line(line, by_number))


def stands_in(figure: str, text: str) -> bool:
    """Whether the figure stands in the text as a whole number: 6件 doesn't stand in 166件 or 1.6件.

    >>> stands_in("6件", "受理166件"), stands_in("100%", "达１００％")
    (False, True)
    """
    whole = plain(figure)
    # 培训12场3000余人次 holds 12场, though a digit follows.
    ending = r"(?!\d|\.\d)" if whole[-1].isdigit() else ""
    return re.search(rf"(?<![\d.]){re.escape(whole)}{ending}", plain(text)) is not None


def numbers(text: str) -> tuple[str, ...]:
    """The numbers of the text in digits, with 万, 亿 or % where that follows: 23% is not 23."""
    return tuple(_NUMBER.findall(plain(text)))


def quantity(number: str) -> Quantity:
    """Of a number as `numbers` gives it.

    >>> quantity("9.8万"), quantity("23%")
    ((98000.0, False), (23.0, True))
    """
    factor = 1e4 if "万" in number else 1e8 if "亿" in number else 1
    return round(float(number.rstrip("%万亿")) * factor, 6), number.endswith("%")


def quantities_in(*texts: str) -> frozenset[Quantity]:
    return frozenset(quantity(number) for text in texts for number in numbers(text))


def without_markers(text: str) -> str:
    return _MARKERS.sub("", text)


def years(text: str) -> frozenset[str]:
    """The years that are written as such: 2024年."""
    return frozenset(_YEAR.findall(plain(text)))


def _spans_of_line(line: str, by_number: Mapping[int, Citation]) -> list[Span]:
    found: list[Span] = []
    start = 0
    for markers in _MARKERS.finditer(line):
        cited = tuple(by_number[int(n)] for n in _MARKER.findall(markers.group()) if int(n) in by_number)
        found.append(Span(line[start : markers.start()], cited))
        start = markers.end()
    if line[start:].strip(" 。.，,；;、"):
        found.append(Span(line[start:], ()))
    return found
