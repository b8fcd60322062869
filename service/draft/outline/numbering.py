"""Numbers of an outline's headings, made to go on where one was added. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from service.draft.types import OutlineSection
from vectorstore.genre.headings import NumberingKind, read_mark, read_number, with_number
from vectorstore.genre.numerals import whole_number

_ORDINAL = re.compile(r"第([一二三四五六七八九十百]+|\d{1,2})(?:个?(?:大?部分|章|节|大?点|方面|项|段))?")
_BARE = re.compile(r"([一二三四五六七八九十百]+|\d{1,2})[、.．]?")
_WITHIN = re.compile(r"([^（(]+?)[的中里下]*([（(][^（()）]+[）)])")
_LAST = re.compile(r"(?:最后|末)(?:一个?)?(?:部分|章|节)")


def parents_of(sections: Sequence[OutlineSection]) -> list[int]:
    """Of each section the place of the heading that it stands below; -1 at the top."""
    above: list[int] = []
    parents: list[int] = []
    for place, section in enumerate(sections):
        while above and sections[above[-1]].level >= section.level:
            above.pop()
        parents.append(above[-1] if above and section.level else -1)
        if section.level:
            above.append(place)
    return parents


def with_descendants(place: int, sections: Sequence[OutlineSection]) -> Iterator[int]:
    """The place and those of all that stands below it."""
    yield place
    level = sections[place].level
    for below in range(place + 1, len(sections)):
        if not level or sections[below].level <= level:
            return
        yield below


def headings_counted(said: str, sections: Sequence[OutlineSection]) -> list[int] | None:
    """第二部分, 二、 or 二 count the headings at the top; （三） and 3. name all that are numbered so, 二、（三） one.

    None where `said`, in half-width digits, is no number.
    """
    if found := _WITHIN.fullmatch(said):
        outer, inner = headings_counted(found[1], sections), headings_counted(found[2], sections)
        below = {place for top in outer or () for place in with_descendants(top, sections)}
        return None if outer is None or inner is None else [place for place in inner if place in below]
    headed = [place for place, section in enumerate(sections) if section.level]
    top = [place for place in headed if sections[place].level == 1]
    if _LAST.fullmatch(said):
        return top[-1:]
    mark = read_mark(said)
    if mark and mark.end == len(said) and mark.kind not in (NumberingKind.CHINESE, NumberingKind.CHAPTER):
        wanted = read_number(said)
        numbers = [(place, read_number(sections[place].heading)) for place in headed]
        return [
            place
            for place, number in numbers
            if number and wanted and (number.kind, number.value) == (wanted.kind, wanted.value)
        ]
    found = _ORDINAL.fullmatch(said) or _BARE.fullmatch(said)
    if found is None:
        return None
    value = whole_number(found[1])
    printed = [place for place in top if (number := read_number(sections[place].heading)) and number.value == value]
    return printed or top[value - 1 : value]


_UNNUMBERED = frozenset({NumberingKind.PLAIN, NumberingKind.CIRCLED, NumberingKind.ORDINAL})
"""六是存在的不足 is no heading of a part."""


@dataclass(slots=True)
class _Run:
    """How far the numbers of one kind and level have come."""

    parent: int
    printed: int
    """By the report."""
    given: int
    """By the outline."""


def renumbered(sections: Sequence[OutlineSection]) -> tuple[OutlineSection, ...]:
    """Added headings get a number in the form of their neighbours, and those behind them go on from there."""
    parents = parents_of(sections)
    runs: dict[tuple[int, NumberingKind], _Run] = {}
    numbered: list[OutlineSection] = []
    for place, section in enumerate(sections):
        heading, number = section.heading, read_number(section.heading)
        if section.added and number is None and (like := _neighbour(sections, parents, place)):
            kind, run = like.kind, runs.get((section.level, like.kind))
            before = run if run and run.parent == parents[place] else _Run(parents[place], 0, 0)
            runs[section.level, kind] = _Run(parents[place], before.printed, before.given + 1)
            heading = _prefix(like, before.given + 1) + heading
        elif number is not None and section.level:
            run = runs.get((section.level, number.kind))
            value = _next(run, parents[place], number.value)
            runs[section.level, number.kind] = _Run(parents[place], number.value, value)
            heading = with_number(heading, value) if value != number.value else heading
        numbered.append(replace(section, heading=heading))
        _count_paragraphs(section, runs)
    return tuple(numbered)


def _next(run: _Run | None, parent: int, printed: int) -> int:
    if run is None:
        return printed
    if run.parent == parent and not (printed == 1 and run.printed > 0):
        return run.given + 1
    # numbers either begin anew below each heading or run on through the report
    return run.given + 1 if printed == run.printed + 1 and printed > 1 else printed


def _count_paragraphs(section: OutlineSection, runs: dict[tuple[int, NumberingKind], _Run]) -> None:
    """A numbered paragraph without a heading keeps its number, and the next heading goes on from it."""
    for source in section.sources:
        number = None if source.start else read_number(source.paragraph.text)
        for (_, kind), run in runs.items():
            if number and kind is number.kind and number.value == run.printed + 1:
                run.printed, run.given = run.printed + 1, run.given + 1


class _Form(NamedTuple):
    kind: NumberingKind
    printed: str
    """Number and what stands around it."""


def _neighbour(sections: Sequence[OutlineSection], parents: Sequence[int], place: int) -> _Form | None:
    """How the nearest heading beside it is numbered, that before it first."""
    beside = [
        other
        for other in (*range(place - 1, -1, -1), *range(place + 1, len(sections)))
        if parents[other] == parents[place] and sections[other].level == sections[place].level
    ]
    own = [sections[other].heading for other in beside if not sections[other].added]
    mark = read_mark(own[0]) if own else None
    if mark is None or mark.kind in _UNNUMBERED or read_number(own[0]) is None:
        return None
    return _Form(mark.kind, own[0][: mark.end])


def _prefix(like: _Form, value: int) -> str:
    return with_number(like.printed, value)
