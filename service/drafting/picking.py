"""Which sections of an outline the caller's words mean. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from service.drafting.naming import Naming, any_of, comparable, naming, without_genre
from service.drafting.places import counted, with_descendants
from service.drafting.types import Outline, OutlineSection
from service.errors import UnknownSection
from service.matching import share, strength
from service.question import Term
from vectorstore.reports.numerals import narrow
from vectorstore.types import Part

NEAR = 0.6
"""Weighted share of the words that a heading must have: the matter itself, though no word of how it is dealt with."""
AS_NEAR = 0.1
"""A heading by so much behind the nearest is meant with it: 执法 is in three headings, and all are of it."""
IN_FULL = 1.2
"""Nearness of a heading that has the very words, ahead of those that have all of them apart."""
TIMES_SAID = 2
"""What is no term of the field and is named once in a section is named in passing."""
SAID_AS_OFTEN = 0.75
"""How often a paragraph must name the matter, of the one that does most often, to be meant with it."""
MOST_OFFERED = 3
_TITLE = re.compile(r"《[^《》]*》")


@dataclass(frozen=True, slots=True)
class _Asked:
    said: str
    phrase: str
    """The matter in it."""
    sections: Sequence[OutlineSection]
    known: Naming

    @property
    def headed(self) -> list[int]:
        return [place for place, section in enumerate(self.sections) if section.level]

    def of(self, *parts: Part) -> list[int]:
        return [place for place in self.headed if self.sections[place].part in parts]


def pick(outline: Outline, words: Sequence[str]) -> tuple[int, ...]:
    """Places of the sections meant, each heading with all that stands below it, sorted.

    Raises UnknownSection where no heading is near to one of `words`, and no paragraph speaks of it.
    """
    picked: set[int] = set()
    for number, said in enumerate(words):
        asked = _Asked(said, naming().matter(said), outline.sections, naming())
        meant = (places for reading in _READINGS if (places := reading(asked)) is not None)
        places = next(meant, None) or []
        if not places:
            raise UnknownSection(said, _nearest(said, outline.sections), f"sections.{number}")
        for place in places:
            picked.update(with_descendants(place, outline.sections))
    return tuple(sorted(picked))


def _as_printed(asked: _Asked) -> list[int] | None:
    said = comparable(asked.said)
    return [place for place in asked.headed if comparable(asked.sections[place].heading) == said] or None


def _by_number(asked: _Asked) -> list[int] | None:
    return counted(narrow(asked.said).strip(), asked.sections)


def _at_an_end(asked: _Asked) -> list[int] | None:
    if asked.known.says("front", asked.phrase):
        return [0]
    return [len(asked.sections) - 1] if asked.known.says("closing", asked.phrase) else None


def _of_a_part(asked: _Asked) -> list[int] | None:
    """不足, 明年打算; 明年的行政复议工作 is what of the plan is on that matter, and the plan where nothing is."""
    parts = [part for part in (Part.SHORTCOMINGS, Part.PLAN) if asked.known.says(part, asked.phrase)]
    rest = asked.known.without_parts(asked.phrase)
    if not (places := asked.of(*parts)):
        return None
    return (rest and (_named(rest, places, asked) or _speaking_of(rest, places, asked))) or places


def _of_the_heads(asked: _Asked) -> list[int] | None:
    return asked.of(Part.LEADERSHIP) if asked.known.says(Part.LEADERSHIP, asked.phrase) else None


def _by_heading(asked: _Asked) -> list[int] | None:
    """What was done before what is planned."""
    accounts = asked.of(Part.MEASURES, Part.LEADERSHIP)
    return _named(asked.phrase, accounts, asked) or _named(asked.phrase, asked.headed, asked) or None


def _of_measures(asked: _Asked) -> list[int] | None:
    return asked.of(Part.MEASURES) if asked.known.says(Part.MEASURES, asked.phrase) else None


def _by_paragraphs(asked: _Asked) -> list[int] | None:
    return _speaking_of(asked.phrase, asked.of(Part.MEASURES, Part.LEADERSHIP), asked)


_READINGS: tuple[Callable[[_Asked], list[int] | None], ...] = (
    _as_printed,
    _by_number,
    _at_an_end,
    _of_a_part,
    _of_the_heads,
    _by_heading,
    _of_measures,
    _by_paragraphs,
)
"""The first that can tell decides."""


def _named(phrase: str, among: list[int], asked: _Asked) -> list[int]:
    """复议和应诉 are looked for together, and where no heading has both, one by one."""
    terms = asked.known.terms(phrase)
    if near := _near(phrase, terms, among, asked):
        return near
    matters = [term for term in terms if term.official]
    apart = [_near(term.word, (term,), among, asked) for term in matters] if len(matters) > 1 else []
    return [place for places in apart for place in places] if all(apart) else []


def _near(phrase: str, terms: Sequence[Term], among: Iterable[int], asked: _Asked) -> list[int]:
    words = comparable(phrase)
    # 重大行政决策程序 means the heading that says so; 行政执法 is a matter that headings have other words for
    in_full = 1.0 if phrase in asked.known.same else IN_FULL

    def nearness(place: int) -> float:
        heading = comparable(asked.sections[place].heading)
        if len(words) > 1 and words in heading:
            return in_full
        if not terms:
            return 0.0
        return share(
            terms,
            (
                any_of(one.names).search(heading) is not None if one.official else strength(one, heading)
                for one in terms
            ),
        )

    return _best(nearness, among, NEAR, lambda best: best - AS_NEAR)


def _speaking_of(phrase: str, among: Iterable[int], asked: _Asked) -> list[int]:
    """The sections whose paragraphs name the matter most often, titles of documents left out of account."""
    terms = asked.known.words(phrase)
    named = [any_of(term.names) for term in terms]

    def times(place: int) -> float:
        sources = asked.sections[place].sources
        text = narrow(_TITLE.sub("", "".join(source.paragraph.text[source.start :] for source in sources))).lower()
        return max(text.count(phrase), min((len(names.findall(text)) for names in named), default=0))

    of_the_field = bool(terms) and all(term.official for term in terms)
    return _best(times, among, 1 if of_the_field else TIMES_SAID, lambda best: best * SAID_AS_OFTEN)


def _best(
    measure: Callable[[int], float], among: Iterable[int], least: float, still: Callable[[float], float]
) -> list[int]:
    measured = {place: measure(place) for place in among}
    best = max(measured.values(), default=0)
    return [place for place, value in measured.items() if value >= max(least, still(best))]


def _nearest(said: str, sections: Sequence[OutlineSection]) -> list[str]:
    """Headings that share pairs of characters with it, those of every heading left out of account; else the first."""
    wanted = _pairs(without_genre(said))
    shared = {one.heading: len(wanted & _pairs(without_genre(one.heading))) for one in sections if one.level}
    near = sorted((heading for heading in shared if shared[heading]), key=lambda one: -shared[one])
    return (near or [one.heading for one in sections if one.level == 1])[:MOST_OFFERED]


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}
