"""Times in text: years as they are printed, ranges, words that tell a time from where the writer stands.

The rules are in times.toml, each with its examples. No other module defines a year: what needs one within a larger
pattern takes YEAR.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from vectorstore.genre.numerals import chinese_number
from vectorstore.genre.rules import atom_of, pattern_of
from vectorstore.genre.text import TITLES, clause_before, narrow, without

YEAR = atom_of("times", "year")
"""A year's numeral, 2024 or 二〇二四, as a piece of a pattern for narrow text; it has no group and no 年."""
DASH = atom_of("times", "dash")
"""What joins the two years of a range."""
SOME = atom_of("times", "some")
"""三 of 近三年."""
AHEAD = atom_of("times", "ahead")
"""下一步, 明年: what opens a plan that names no year."""
INTENT = atom_of("times", "intent")
"""将, 力争: by what a plan says that it means to."""

TITLE = re.compile(rf"《[^《》]*(?:《[^《》]*》[^《》]*)*》(?:[（(][^（）()]*{YEAR}[^（）()]*[）)])?")
"""A title with what its edition says: 《…》（2024年版）."""


class TimeKind(StrEnum):
    YEAR = "year"
    """2024年, by its number; 24年 in a question."""
    RANGE = "range"
    RELATIVE = "relative"
    """去年, 今年, 明年: a year as the writer calls it."""
    PART = "part of a year"
    UP_TO_NOW = "up to now"
    SEVERAL = "several years"
    SINCE = "since"


@dataclass(frozen=True, slots=True)
class Time:
    """Printed at `start:end` of the text, in characters."""

    kind: TimeKind
    text: str
    start: int
    end: int
    first: int | None = None
    last: int | None = None
    """The years that it names; a single year is both. A time since a year has no last."""
    shift: int | None = None
    """Of a relative one: years from the one that the writer tells of, 去年 is -1."""
    in_title: bool = False


_RULES = (
    ("since", TimeKind.SINCE, None),
    ("since_its_start", TimeKind.RELATIVE, 0),
    ("range", TimeKind.RANGE, None),
    ("several_years", TimeKind.SEVERAL, None),
    ("up_to_now", TimeKind.UP_TO_NOW, None),
    ("part_of_a_year", TimeKind.PART, None),
    ("year", TimeKind.YEAR, None),
    ("before_last_year", TimeKind.RELATIVE, -2),
    ("last_year", TimeKind.RELATIVE, -1),
    ("this_year", TimeKind.RELATIVE, 0),
    ("next_year", TimeKind.RELATIVE, 1),
)
"""Where two are found in one place the longer counts, of equal ones the first."""


@lru_cache(maxsize=4096)
def times_in(text: str) -> tuple[Time, ...]:
    """In the order of the text, none within another."""
    narrowed = narrow(text)
    titles = [found.span() for found in TITLE.finditer(narrowed)]
    candidates = sorted(
        (found.start(), -found.end(), rank)
        for rank, (name, _, _) in enumerate(_RULES)
        for found in pattern_of("times", name).finditer(narrowed)
    )
    times: list[Time] = []
    for start, negative_end, rank in candidates:
        if not times or start >= times[-1].end:
            name, kind, shift = _RULES[rank]
            found = pattern_of("times", name).match(narrowed, start)
            assert found is not None
            first, last = _years_named(found, kind)
            titled = any(begin <= start < end for begin, end in titles)
            times.append(Time(kind, text[start:-negative_end], start, -negative_end, first, last, shift, titled))
    return tuple(times)


def _years_named(found: re.Match[str], kind: TimeKind) -> tuple[int | None, int | None]:
    named = found.groupdict()
    if kind is TimeKind.RANGE:
        return year_number(named["first"]), year_number(named["last"])
    printed = named.get("year") or named.get("from")
    year = year_number(printed) if printed else None
    return year, year if kind is TimeKind.YEAR else None


def year_number(printed: str) -> int:
    """2024 of 2024, ２０２４, 二○二四 or 24."""
    plain = narrow(printed)
    number = int(plain) if plain.isdigit() else chinese_number(re.sub("[○Oo0]", "〇", plain))
    return number + 2000 if number < 100 else number


def years_of(text: str) -> tuple[Time, ...]:
    """The years that stand in the text by themselves: not in a range, not in a title."""
    return tuple(year for year in years_anywhere(text) if not year.in_title)


def years_anywhere(text: str) -> tuple[Time, ...]:
    """The same, those of titles too. Each is its numeral alone: 2024 of 截至2024年底."""
    narrowed = narrow(text)
    ranges = [found.span() for found in pattern_of("times", "range").finditer(narrowed)]
    titles = [found.span() for found in TITLE.finditer(narrowed)]
    return tuple(
        Time(TimeKind.YEAR, text[start:end], start, end, year, year, in_title=_within(start, titles))
        for start, end, year in (
            (*found.span(), year_number(found[0])) for found in pattern_of("times", "year").finditer(narrowed)
        )
        if not _within(start, ranges)
    )


def years_told(text: str) -> tuple[tuple[int, int], ...]:
    """Place and number of every year, both ends of a range too, those of titles too."""
    narrowed = narrow(text)
    ends = {
        (found.start(end), year_number(found[end]))
        for found in pattern_of("times", "range").finditer(narrowed)
        for end in ("first", "last")
    }
    alone = {(found.start(), year_number(found[0])) for found in pattern_of("times", "year").finditer(narrowed)}
    return tuple(sorted(ends | alone))


def years_named(text: str) -> set[int]:
    """The years that the text names in any way; 24年 is one."""
    short = pattern_of("times", "short_year").finditer(narrow(text))
    return {year for _, year in years_told(text)} | {year_number(found[0]) for found in short}


def without_ranges(text: str) -> str:
    """Ranges of years blanked, so that places stay."""
    return pattern_of("times", "range").sub(lambda found: "　" * len(found[0]), text)


def _within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def years_in_digits(text: str) -> str:
    """二〇二四年 becomes 2024年, one character for one."""
    return _IN_WORDS.sub(lambda found: str(year_number(found[0])), text)


def plain_digits(text: str) -> str:
    """The same for a text as printed: ２０２４年 and 二〇二四年 become 2024年. Places stay."""
    return years_in_digits(narrow(text))


_IN_WORDS = re.compile(rf"{atom_of('times', 'numeral_in_words')}(?=\s*年)")


class Reach(StrEnum):
    """What time a figure is of, for a report on a year."""

    YEAR = "the year's own"
    PART = "part of the year"
    UP_TO_NOW = "up to now"
    """How things stand, or what was done, by the time of the report: 截至目前."""
    SINCE = "since"
    """From some time before the year, or from one that is not said: 开展以来."""
    SEVERAL = "several years"
    ANOTHER = "another year"
    """Told for comparison."""


OF_SEVERAL_YEARS = frozenset({Reach.SEVERAL, Reach.SINCE})
CUMULATIVE = OF_SEVERAL_YEARS | {Reach.UP_TO_NOW}

_ONE_FORM = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）"})


def reach_of(ahead: str, year: int | None = None, *, of_a_rate: bool = False) -> Reach:
    """Of a figure that stands behind the words `ahead` of its sentence, in a report on `year`. Pure."""
    # a rate that was kept for years is the year's too
    if of_a_rate and pattern_of("times", "kept_for_years").search(ahead):
        return Reach.YEAR
    words = without(narrow(ahead).translate(_ONE_FORM), TITLES)
    words = words[_turn(words, year) :]
    clause = clause_before(words)
    if _is_of_an_earlier_year(words, clause, year):
        return Reach.ANOTHER
    times = times_in(words)
    if any(_is_of_several_years(time, words) for time in times):
        return Reach.SEVERAL
    if any(_is_since_before(time, year) for time in times):
        return Reach.SINCE
    if any(time.kind is TimeKind.UP_TO_NOW for time in times) or _stands(words, clause, year):
        return Reach.UP_TO_NOW
    return Reach.PART if any(time.kind is TimeKind.PART for time in times_in(clause)) else Reach.YEAR


def _turn(words: str, year: int | None) -> int:
    """Where the sentence turns to the year itself: 三年来办理5236件，其中2024年2136件 has two times."""
    turns = [found.start() for found in pattern_of("times", "of_that").finditer(words)]
    told = pattern_of("times", "year_told").finditer(words)
    turns += [found.start() for found in told if year_number(found["year"]) == year]
    return max(turns, default=0)


def _is_since_before(time: Time, year: int | None) -> bool:
    return time.kind is TimeKind.SINCE and (time.first is None or year is None or time.first < year)


def _is_of_several_years(time: Time, words: str) -> bool:
    if time.kind is TimeKind.RANGE:
        return pattern_of("times", "from_year_to_year").match(words, time.start) is not None
    return time.kind is TimeKind.SEVERAL


def _stands(words: str, clause: str, year: int | None) -> bool:
    """Whether it tells how things have come to stand, and not that they did in the year."""
    if not pattern_of("times", "standing").search(clause) or pattern_of("times", "of_the_year").search(words):
        return False
    return not re.search(rf"{year}年(?!度)", words)


def _is_of_an_earlier_year(words: str, clause: str, year: int | None) -> bool:
    """去年收到120件, or 2022年 in a report on 2023: what is told for comparison."""
    told = pattern_of("times", "earlier_year_told").search(words)
    if told and not pattern_of("times", "compared").search(words[-_NEAR:]):
        return True
    opening = pattern_of("times", "year_told").match(clause)
    return opening is not None and year is not None and year_number(opening["year"]) < year


_NEAR = 16
"""Characters before a figure in which it is compared: 较去年增长20%."""
