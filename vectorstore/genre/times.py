"""Times in text: years, ranges, words that tell a time from where the writer stands; a time brought to another year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from vectorstore.genre.assertions import any_of
from vectorstore.genre.rules import data_of
from vectorstore.genre.text import Span, narrow, sentences
from vectorstore.types import Figure, Paragraph, Period

_IN_WORDS = "〇一二三四五六七八九"
_YEAR = re.compile(
    r"(?<![0-9A-Za-z])(?:19|20)[0-9]{2}(?=\s*(?:年|版))"
    r"|[一二][〇○零九][〇○零一二三四五六七八九]{2}(?=\s*年)"
)
_BARE_YEAR = re.compile(r"(?<![0-9A-Za-z.])20[0-9]{2}(?![0-9A-Za-z.%％]|\s*[余多万亿件个次人名份条项家户元起场本篇])")
_RANGE = re.compile(r"(?:19|20)[0-9]{2}\s*年?度?\s*[—–－―~～至到-]{1,2}\s*(?P<last>(?:19|20)[0-9]{2})\s*年?")
_SINCE_THIS_YEAR = re.compile("今年以来(?![，,])")
"""Says nothing that the year of the report doesn't; alone between commas it is left out as a clause."""
_AFTER_A_YEAR = re.compile(r"\s*(?:年度?)?")
TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》(?:[（(][^（）()]*(?:19|20)[0-9]{2}[^（）()]*[）)])?")
"""A title with what its edition says: 《…》（2024年版）."""
_NAMED_BY_LENGTH = re.compile(r"[一二三四五六七八九十两0-9]+年(?:专项)?(?:行动|攻坚|倍增|提升|滚动)(?:计划|方案|行动)?")


@dataclass(frozen=True, slots=True)
class _Programme:
    words: re.Pattern[str]
    last: int


def brought(text: str, base_year: int, year: int) -> str:
    """The base year made the new one in whatever form it is printed, 今年以来 left out; ranges and titles stay."""
    narrowed = narrow(text)
    kept = [found.span() for pattern in (_RANGE, TITLE) for found in pattern.finditer(narrowed)]
    pieces, end = [], 0
    for found in _YEAR.finditer(narrowed):
        if _number(found[0]) == base_year and not _within(found.start(), kept):
            pieces += [text[end : found.start()], _in_form_of(text[found.start() : found.end()], year)]
            end = found.end()
    return _SINCE_THIS_YEAR.sub("", "".join((*pieces, text[end:])))


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
    places |= {found.span() for found in _relative().finditer(narrowed)}
    return [Span(text[start:end], start, end) for start, end in sorted(places)]


@dataclass(frozen=True, slots=True)
class PrintedYear:
    start: int
    year: int


def years_of(text: str) -> tuple[PrintedYear, ...]:
    """The years that stand in the text by themselves: not in a range, not in a title."""
    narrowed = narrow(text)
    kept = [found.span() for pattern in (_RANGE, TITLE) for found in pattern.finditer(narrowed)]
    return tuple(
        PrintedYear(found.start(), _number(found[0]))
        for found in _YEAR.finditer(narrowed)
        if not _within(found.start(), kept)
    )


def stale_titles(text: str, base_year: int, year: int) -> list[Span]:
    """The titles 《…》 that name another year or a programme that has ended."""
    return [
        Span(text[found.start() : found.end()], found.start(), found.end())
        for found in TITLE.finditer(text)
        if {*_stale_years(narrow(found[0]), base_year, year), *_stale_programmes(narrow(found[0]), year)}
    ]


def _stale_years(narrowed: str, base_year: int, year: int) -> Iterator[tuple[int, int]]:
    ranges = [(found.span(), int(found["last"])) for found in _RANGE.finditer(narrowed)]
    yield from (span for span, last in ranges if last < year)
    for found in (*_YEAR.finditer(narrowed), *_BARE_YEAR.finditer(narrowed)):
        after = _AFTER_A_YEAR.match(narrowed, found.end())
        stale = _number(found[0]) < year or _number(found[0]) == base_year
        if stale and not _within(found.start(), [span for span, _ in ranges]):
            yield found.start(), after.end() if after else found.end()


def _stale_programmes(narrowed: str, year: int) -> Iterator[tuple[int, int]]:
    known = [(found.span(), one.last) for one in _programmes() for found in one.words.finditer(narrowed)]
    yield from (span for span, last in known if last < year)
    # one of unknown years may have ended
    for found in _NAMED_BY_LENGTH.finditer(narrowed):
        if not _within(found.start(), [span for span, _ in known]):
            yield found.span()


def _within(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _number(printed: str) -> int:
    if printed[0].isascii():
        return int(printed)
    return int("".join(str(_IN_WORDS.index({"○": "〇", "零": "〇"}.get(sign, sign))) for sign in printed))


def _in_form_of(printed: str, year: int) -> str:
    """２０２４ becomes ２０２５, 二○二四 becomes 二○二五."""
    digits = str(year)
    if printed[0] in "一二":
        zero = next((sign for sign in printed if sign in "○零"), "〇")
        return "".join(_IN_WORDS[int(digit)] for digit in digits).replace("〇", zero)
    if not printed[0].isascii():
        return "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in digits)
    return digits


@cache
def _relative() -> re.Pattern[str]:
    return re.compile("|".join(_data()["relative"]["words"]))


@cache
def _programmes() -> tuple[_Programme, ...]:
    return tuple(_Programme(re.compile(one["words"]), one["last"]) for one in _data()["programme"])


@cache
def _data() -> dict[str, Any]:
    return data_of("times")


_SINCE = re.compile(r"(?<!今年)(?<!年初)(?<!本年)以来")


def sentence_of(figure: Figure, paragraph: Paragraph) -> Span:
    """The sentence that the figure stands in. Raises ValueError where the paragraph has none there."""
    for span in sentences(paragraph.text):
        if span.start <= figure.start < span.end:
            return span
    raise ValueError(f"{paragraph.paragraph_id} has no sentence at {figure.start}")


def is_of_several_years(figure: Figure, paragraph: Paragraph) -> bool:
    """近三年累计 is; 截至目前 and 累计 without such words tell how things stand in the report's year."""
    if figure.period is not Period.CUMULATIVE:
        return False
    before = narrow(paragraph.text[sentence_of(figure, paragraph).start : figure.start])
    if any_of("several_years").search(before) or _SINCE.search(before):
        return True
    return not any_of("up_to_now").search(before)
