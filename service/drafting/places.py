"""Places in an outline: what stands below what, and what a number means. Pure."""

import re
from collections.abc import Iterator, Sequence

from service.drafting.heading_numbers import read_number
from service.drafting.types import OutlineSection
from vectorstore.reports.headings import Kind, read_mark
from vectorstore.reports.numerals import chinese_number

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


def counted(said: str, sections: Sequence[OutlineSection]) -> list[int] | None:
    """第二部分, 二、 or 二 count the headings at the top; （三） and 3. name all that are numbered so, 二、（三） one.

    None where `said`, in half-width digits, is no number.
    """
    if found := _WITHIN.fullmatch(said):
        outer, inner = counted(found[1], sections), counted(found[2], sections)
        below = {place for top in outer or () for place in with_descendants(top, sections)}
        return None if outer is None or inner is None else [place for place in inner if place in below]
    headed = [place for place, section in enumerate(sections) if section.level]
    top = [place for place in headed if sections[place].level == 1]
    if _LAST.fullmatch(said):
        return top[-1:]
    mark = read_mark(said)
    if mark and mark.end == len(said) and mark.kind not in (Kind.CHINESE, Kind.CHAPTER):
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
    value = int(found[1]) if found[1].isdigit() else chinese_number(found[1])
    printed = [place for place in top if (number := read_number(sections[place].heading)) and number.value == value]
    return printed or top[value - 1 : value]
