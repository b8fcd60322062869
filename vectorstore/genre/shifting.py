"""A text of last year's report brought to another year, and what of it would be wrong there. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vectorstore.genre.rules import data_of, pattern_of
from vectorstore.genre.text import Span, narrow
from vectorstore.genre.times import TITLE, year_number, years_anywhere, years_of

_SINCE_ITS_START = re.compile("今年以来(?![，,])")
"""Says nothing that the year of the report doesn't; alone between commas it is left out as a clause."""
_BEHIND = re.compile(r"\s*(?:年度?)?")


@dataclass(frozen=True, slots=True)
class _Programme:
    words: re.Pattern[str]
    last: int


def brought(text: str, base_year: int, year: int) -> str:
    """The base year made the new one in whatever form it is printed, 今年以来 left out; ranges and titles stay."""
    pieces, end = [], 0
    for found in years_of(text):
        if found.first == base_year:
            pieces += [text[end : found.start], in_form_of(found.text, year)]
            end = found.end
    return _SINCE_ITS_START.sub("", "".join((*pieces, text[end:])))


def in_form_of(printed: str, year: int) -> str:
    """２０２４ becomes ２０２５, 二○二四 becomes 二○二五."""
    digits = str(year)
    if printed.isascii():
        return digits
    if narrow(printed).isdigit():
        return "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in digits)
    zero = next((sign for sign in printed if sign in "○零OoO0"), "〇")
    return "".join((zero + "一二三四五六七八九")[int(digit)] for digit in digits)


def stale_times(text: str, base_year: int, year: int) -> list[str]:
    """What of the draft's text would be wrong in the new year, as printed and in order.

    Years before it, ranges and programmes that ended before it, times told from where the writer of last year's report
    stood (去年, 近三年, 截至目前). A range that holds the new year is none.
    """
    return [span.text for span in stale_spans(text, base_year, year)]


def stale_spans(text: str, base_year: int, year: int) -> list[Span]:
    """The same with their places in the text."""
    narrowed = narrow(text)
    places = {*_stale_years(narrowed, base_year, year), *_stale_programmes(narrowed, year)}
    places |= {found.span() for found in pattern_of("times", "last_years_standpoint").finditer(narrowed)}
    return [Span(text[start:end], start, end) for start, end in sorted(places)]


def stale_titles(text: str, base_year: int, year: int) -> list[Span]:
    """The titles 《…》 that name another year or a programme that has ended."""
    return [
        Span(text[found.start() : found.end()], found.start(), found.end())
        for found in TITLE.finditer(narrow(text))
        if {*_stale_years(found[0], base_year, year), *_stale_programmes(found[0], year)}
    ]


def _stale_years(narrowed: str, base_year: int, year: int) -> Iterator[tuple[int, int]]:
    ranges = [(found.span(), year_number(found["last"])) for found in pattern_of("times", "range").finditer(narrowed)]
    yield from (span for span, last in ranges if last < year)
    printed = {(found.start, found.end, found.first) for found in years_anywhere(narrowed)}
    bare = pattern_of("times", "bare_year").finditer(narrowed)
    printed |= {(*found.span(), year_number(found[0])) for found in bare}
    for start, end, named in sorted(printed):
        after = _BEHIND.match(narrowed, end)
        stale = named is not None and (named < year or named == base_year)
        if stale and not _within(start, [span for span, _ in ranges]):
            yield start, after.end() if after else end


def _stale_programmes(narrowed: str, year: int) -> Iterator[tuple[int, int]]:
    known = [(found.span(), one.last) for one in _programmes() for found in one.words.finditer(narrowed)]
    yield from (span for span, last in known if last < year)
    for found in pattern_of("times", "named_by_length").finditer(narrowed):
        if not _within(found.start(), [span for span, _ in known]):
            yield found.span()


def _within(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


@cache
def _programmes() -> tuple[_Programme, ...]:
    return tuple(_Programme(re.compile(one["words"]), one["last"]) for one in data_of("times")["programme"])
