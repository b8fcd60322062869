"""What a clause tells of a matter: done, planned, lacking, denied, begun, finished, going on. See assertions.toml."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from vectorstore.genre.rules import data_of, pattern_of
from vectorstore.genre.text import TITLES, blanked, clause_after
from vectorstore.genre.times import without_ranges, year_number


class Assertion(StrEnum):
    PLANNED = "planned"
    LACKING = "lacking"
    DENIED = "denied"
    UNREACHED = "unreached"
    """Denied of what was to be reached: 尚未建成 is no 建成."""
    BEGUN = "begun"
    FALLING_SHORT = "falling short"
    """Lacking so plainly that it is not done."""
    ONGOING = "ongoing"
    LASTING = "lasting"
    """Going on, and perhaps done: 深入开展."""
    DONE = "done"
    FINISHED = "finished"


UNDER_WAY = (Assertion.PLANNED, Assertion.UNREACHED, Assertion.BEGUN, Assertion.ONGOING)
"""Of what is not completed."""
NOT_YET = (Assertion.PLANNED, Assertion.UNREACHED)


@dataclass(frozen=True, slots=True)
class Told:
    """`cue` stands at start:end of the text, and tells its assertion of what stands from there up to `reach`."""

    assertion: Assertion
    cue: str
    start: int
    end: int
    reach: int


@dataclass(frozen=True, slots=True)
class _Cue:
    assertion: Assertion
    words: re.Pattern[str]
    unless: re.Pattern[str] | None
    until: str
    at_most: int | None


def told(text: str, *assertions: Assertion) -> tuple[Told, ...]:
    """In the order of the text; of those assertions, or of any."""
    found = (one for cue in _cues() if not assertions or cue.assertion in assertions for one in _told(cue, text))
    return tuple(sorted(found, key=lambda one: one.start))


def is_told(text: str, *assertions: Assertion) -> bool:
    return any(next(_told(cue, text), None) for cue in _cues() if cue.assertion in assertions)


def is_told_of(text: str, place: int, *assertions: Assertion) -> bool:
    """Whether a cue before the place reaches it: 确保 of 确保如期完成."""
    return any(one.end <= place <= one.reach for one in told(text, *assertions))


def is_wanting(text: str) -> bool:
    return is_told(text, Assertion.LACKING)


def _told(cue: _Cue, text: str) -> Iterator[Told]:
    exempt = [match.span() for match in cue.unless.finditer(text)] if cue.unless else []
    for match in cue.words.finditer(text):
        start, end = match.span()
        if any(first <= start < last or first < end <= last for first, last in exempt):
            continue
        most = len(text) if cue.at_most is None else min(len(text), end + cue.at_most)
        behind = clause_after(text, end, at=cue.until)
        yield Told(cue.assertion, match[0], start, end, min(most, end + len(behind)))


@cache
def _cues() -> tuple[_Cue, ...]:
    return tuple(
        _Cue(
            Assertion(cue["assertion"]),
            pattern_of("assertions", cue["rule"]),
            pattern_of("assertions", cue["unless"]) if "unless" in cue else None,
            cue["until"],
            cue.get("at_most"),
        )
        for cue in data_of("assertions")["cue"]
    )


_LEADS = 16
"""Characters before a plan's own time that lead to it: 针对上述问题，下一步将."""
_LEAD = re.compile(r"[^。；;！!？?]*[，,、]\s*")


def looks_ahead(text: str, year: int | None) -> int | None:
    """Where the text begins to tell what is to come; None where it doesn't. `year` is the year reported on; without it
    any year with an intent may be to come."""
    plain = without_ranges(blanked(text, TITLES))
    for found in pattern_of("assertions", "ahead").finditer(plain):
        if found["ahead"] or year is None or year_number(found["year"]) > year:
            return found.start()
    return None


def turns_ahead(sentence: str, year: int | None) -> bool:
    """Whether a sentence begins with what is to come: 2025年，我区将, 针对上述问题，下一步将."""
    if year is None and pattern_of("times", "year").match(sentence):
        return pattern_of("assertions", "year_to_come").match(sentence) is not None
    place = looks_ahead(sentence, year)
    if place is None:
        return False
    return not place or (place <= _LEADS and _LEAD.fullmatch(sentence[:place]) is not None)


def is_heading_of_plan(words: str, years: tuple[int, ...], year: int | None) -> bool:
    """Of a heading's words without its number; `years` are those that it names, `year` is the year reported on."""
    if pattern_of("assertions", "about_a_plan").search(words):
        return False
    if pattern_of("assertions", "heading_of_plan").search(words):
        return True
    if years and year is not None:
        return min(years) > year
    return pattern_of("assertions", "dated_heading_of_plan").search(words) is not None


@cache
def vocabulary_data() -> dict[str, Any]:
    return data_of("assertions")


@cache
def opposites(name: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Words on two sides: who tells the one where the paragraph tells the other tells the contrary."""
    sides = (line.split("|") for line in vocabulary_data()["opposites"][name])
    return tuple((tuple(one.split()), tuple(other.split())) for one, other in sides)
