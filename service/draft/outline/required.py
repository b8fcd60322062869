"""The four parts that the regulation asks for, put into an outline where the report has none of its own. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.draft.types import OutlineSection, SourceText
from vectorstore.genre.assertions import turns_ahead
from vectorstore.genre.parts import ORDER, REQUIRED_HEADINGS, parts_of
from vectorstore.genre.text import sentences
from vectorstore.genre.times import plain_digits
from vectorstore.types import Part

_BOTH = frozenset({Part.SHORTCOMINGS, Part.PLAN})
_TELLS_MEASURES = re.compile(r"举措|成效|做法|措施")


def with_all_parts(sections: Sequence[OutlineSection], base: int, year: int) -> list[OutlineSection]:
    """`sections` as printed, of a report on `base`; the added ones have the genre's headings, for a report on `year`,
    without a number."""
    named = [replace(one, heading=one.heading or _heading(one.part, year)) for one in sections]
    found = list(_with_plans_apart(named, base, year))
    for part in ORDER:
        if not _held(part, found, base):
            place, level = _place_for(part, found)
            sources = _plans_among(found, base) if part is Part.PLAN else ()
            found.insert(place, OutlineSection(_heading(part, year), level, part, sources=sources, added=True))
    return found


def _heading(part: Part, year: int) -> str:
    return REQUIRED_HEADINGS[part].format(next_year=year + 1)


def _held(part: Part, sections: Sequence[OutlineSection], base: int) -> bool:
    """A part counts as held where any heading, however deep, is of it."""
    headed = [section for section in sections if section.level]
    if any(section.part is part for section in headed):
        return True
    if part is Part.MEASURES:  # 主要举措成效及党政主要负责人履职情况 is of both
        return any(section.part is Part.LEADERSHIP and _TELLS_MEASURES.search(section.heading) for section in headed)
    return any(part in parts_of(section.heading, base) for section in headed)


def _place_for(part: Part, sections: Sequence[OutlineSection]) -> tuple[int, int]:
    """Before which section it stands, and at which level: behind the earlier parts, before a later one."""
    rank = ORDER.index(part)
    ranks = [ORDER.index(section.part) if section.level else -1 for section in sections]
    earlier = [place for place, one in enumerate(ranks) if 0 <= one < rank]
    later = [place for place, one in enumerate(ranks) if one > rank and place > min(earlier, default=0)]
    if not later:
        return len(sections), 1
    # a shortcoming told among the measures is not where they end
    ends = (
        place
        for place in later
        if not any(other > place and sections[other].level <= sections[place].level for other in earlier)
    )
    place = next(ends, min(later, key=lambda place: sections[place].level))
    return place, sections[place].level


def _with_plans_apart(sections: Sequence[OutlineSection], base: int, year: int) -> Iterator[OutlineSection]:
    """存在的不足和下一步打算, told without further headings: the plan gets a heading of its own below it."""
    for place, section in enumerate(sections):
        following = sections[place + 1].level if place + 1 < len(sections) else 0
        if not section.level or following > section.level or not set(parts_of(section.heading, base)) >= _BOTH:
            yield section
            continue
        told = tuple(source for source in section.sources if source.paragraph.part is not Part.PLAN)
        plans = tuple(source for source in section.sources if source.paragraph.part is Part.PLAN)
        yield replace(section, part=Part.SHORTCOMINGS, sources=told)
        plans = (*_plans_within(told, base), *plans)
        yield OutlineSection(_heading(Part.PLAN, year), section.level + 1, Part.PLAN, sources=plans, added=True)


def _plans_among(sections: Sequence[OutlineSection], base: int) -> tuple[SourceText, ...]:
    """What looks ahead in the paragraphs of shortcomings."""
    told = [source for section in sections if section.part is Part.SHORTCOMINGS for source in section.sources]
    return tuple(_plans_within(told, base))


def _plans_within(sources: Sequence[SourceText], base: int) -> Iterator[SourceText]:
    for source in sources:
        for sentence in sentences(plain_digits(source.paragraph.text)):
            if sentence.start > source.start and turns_ahead(sentence.text, base):
                yield SourceText(source.paragraph, sentence.start)
                break
