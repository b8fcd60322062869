"""Numbers of an outline's headings, made to go on where one was added. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from service.drafting.heading_numbers import read_number, with_number
from service.drafting.places import parents_of
from service.drafting.types import OutlineSection
from vectorstore.reports.headings import Kind, read_mark

_UNNUMBERED = frozenset({Kind.PLAIN, Kind.CIRCLED, Kind.ORDINAL})
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
    runs: dict[tuple[int, Kind], _Run] = {}
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


def _count_paragraphs(section: OutlineSection, runs: dict[tuple[int, Kind], _Run]) -> None:
    """A numbered paragraph without a heading keeps its number, and the next heading goes on from it."""
    for source in section.sources:
        number = None if source.start else read_number(source.paragraph.text)
        for (_, kind), run in runs.items():
            if number and kind is number.kind and number.value == run.printed + 1:
                run.printed, run.given = run.printed + 1, run.given + 1


class _Form(NamedTuple):
    kind: Kind
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
