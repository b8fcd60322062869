"""Under which heading a promise is to be reported on: the lowest whose words and matters are its own. Pure."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.draft.types import Outline, OutlineSection
from vectorstore.genre.matters import matters
from vectorstore.genre.text import words_within
from vectorstore.genre.verbs import is_of_any_matter
from vectorstore.reports.promises import Point
from vectorstore.types import Part

HEADING, ABOVE, TEXT = 2.5, 1.2, 1.0
"""What a shared word counts by where it stands: only a heading says what its section is about."""
OWN, LABEL, PATH = 1.0, 0.6, 0.4
"""What a word of the promise counts, one of the label that it stands below in its paragraph, one of its headings."""
LIGHT = 0.2
"""Of a word such as 推进, which tells what is done and not with what."""
MATTER = 2.0
"""Of a matter that both speak of, perhaps in other words."""
NEIGHBOUR = 0.2
"""What the promises beside it share counts for one that says little itself: 打造云综窗."""
LEAST = 2.0
"""What shares less fits nowhere."""
_GENERAL = re.compile("习近平法治思想|党的领导|依法治(?!理)|统筹|组织领导|政治|高位")

Terms = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Candidate:
    place: int
    general: bool
    """It tells how the whole is led, where a promise goes that is about no one matter."""
    terms: Terms
    """Words and matters, each with what it counts here."""


def places_of(points: Sequence[Point], outline: Outline) -> tuple[int, ...]:
    """Of each point the place of its section among the outline's: one of measures or leadership, else the first."""
    candidates = tuple(_candidates(outline))
    spread = Counter(term for candidate in candidates for term in candidate.terms)
    rarity = {term: math.log(1 + len(candidates) / count) for term, count in spread.items()}
    shared = [[_shared(asked, candidate, rarity) for candidate in candidates] for asked in map(_asked, points)]
    general = next((candidate.place for candidate in candidates if candidate.general), 0)
    return tuple(
        general if point.overall else _place(_beside(points, place), shared, place, candidates, general)
        for place, point in enumerate(points)
    )


def _shared(asked: Terms, candidate: _Candidate, rarity: Terms) -> float:
    return sum(
        weight * rarity[term] * candidate.terms[term] for term, weight in asked.items() if term in candidate.terms
    )


def _beside(points: Sequence[Point], place: int) -> list[int]:
    """The points before and after that stand in the same paragraph below the same label."""
    own = points[place]
    return [
        other
        for other in (place - 1, place + 1)
        if 0 <= other < len(points) and points[other].paragraph is own.paragraph and points[other].item == own.item
    ]


def _place(
    beside: Sequence[int], shared: Sequence[Sequence[float]], own: int, candidates: Sequence[_Candidate], general: int
) -> int:
    best, place = LEAST, general
    for number, candidate in enumerate(candidates):
        near = sum(shared[other][number] for other in beside)
        if (score := shared[own][number] + NEIGHBOUR * near) > best:
            best, place = score, candidate.place
    return place


def _asked(point: Point) -> dict[str, float]:
    asked: dict[str, float] = {}
    labels = ((point.head, LABEL), *((heading, PATH) for heading in point.paragraph.path[1:]))
    for text, weight in ((point.span.text, OWN), *labels):
        for term in _terms(text):
            asked[term] = max(asked.get(term, 0.0), weight * _weight(term))
    return asked


def _candidates(outline: Outline) -> Iterator[_Candidate]:
    above: list[OutlineSection] = []
    for section, following, place in zip(
        outline.sections, (*outline.sections[1:], None), range(len(outline.sections)), strict=True
    ):
        above = [one for one in above if one.level < section.level]
        lowest = following is None or following.level <= section.level
        if section.level and section.part in (Part.MEASURES, Part.LEADERSHIP) and (section.sources or lowest):
            headings = [*(one.heading for one in above), section.heading]
            general = section.part is Part.LEADERSHIP or any(_GENERAL.search(heading) for heading in headings)
            yield _Candidate(place, general, _told(section, above))
        above.append(section)


def _told(section: OutlineSection, above: Sequence[OutlineSection]) -> dict[str, float]:
    text = "".join(source.paragraph.text[source.start :] for source in section.sources)
    told = {term: TEXT * count / (1 + count) for term, count in _terms(text).items()}
    for weight, headings in ((ABOVE, [one.heading for one in above]), (HEADING, [section.heading])):
        for term in _terms("，".join(headings)):
            told[term] = max(told.get(term, 0.0), weight)
    return told


def _terms(text: str) -> Counter[str]:
    words = Counter(word for word in words_within(text) if len(word) > 1)
    words.update(
        {f"#{matter.name}": len(matter.words.findall(text)) for matter in matters() if matter.words.search(text)}
    )
    return words


def _weight(term: str) -> float:
    return MATTER if term.startswith("#") else LIGHT if is_of_any_matter(term) else 1.0
