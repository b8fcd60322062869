"""Which sections of an outline the caller's words mean. Pure."""

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from service.draft.outline.numbering import headings_counted, with_descendants
from service.draft.types import Outline, OutlineSection
from service.errors import UnknownSection
from service.questions.topic import read_topic
from vectorstore.genre.headings import read_mark
from vectorstore.genre.likeness import share, strength
from vectorstore.genre.terms import Term, lexicon
from vectorstore.genre.text import narrow
from vectorstore.genre.times import YEAR, plain_digits
from vectorstore.types import Part

HOW_WEIGHT = 0.3
"""Of words that say how a matter is dealt with (规范, 强化): each report has others for it."""
_NO_WORD = re.compile(r"[\W_]+")
_DATED = re.compile(rf"{YEAR}年?度?")
_OF_ANY_MATTER = re.compile("法治政府|法治|政府|建设|工作|推进|加强|部分|情况")
_BEFORE = re.compile(
    rf"^(?:请|帮我|麻烦|只要?|起草|撰写|重写|写一?下?|关于|有关|涉及|报告[里中]?的?|文[中里]的?|{YEAR}年度?的?|今年的?|本年度?的?)+"
)
_BEHIND = re.compile(
    r"(?:的|[那这]|一个?|相关|有关|部分|章节|小节|[章节段篇]|段落|板块|方面|内容|情况|工作|标题|下面|之下|全部)+$"
)


@dataclass(frozen=True, slots=True)
class Naming:
    parts: dict[str, re.Pattern[str]]
    """By part, front and closing too: what a phrase says that names it."""
    same: dict[str, tuple[str, ...]]
    """By word all that name the same matter."""
    _words: re.Pattern[str]

    def says(self, part: str, phrase: str) -> bool:
        return self.parts[part].search(phrase) is not None

    def matter(self, said: str) -> str:
        """What is said less its number and what is only said around a name: 依法决策那一节 is 依法决策."""
        plain = plain_digits(said).lower().strip()
        mark = read_mark(plain)
        rest = plain[mark.end :] if mark and mark.end < len(plain) else plain
        rest = _BEHIND.sub("", _BEFORE.sub("", rest.strip(" “”\"'《》。")))
        return rest.strip(" “”\"'《》。") or plain

    def without_parts(self, phrase: str) -> str:
        for pattern in self.parts.values():
            phrase = pattern.sub(" ", phrase)
        return _BEHIND.sub("", _BEFORE.sub("", phrase.strip(" 的在中里对和及与")))

    def terms(self, phrase: str) -> tuple[Term, ...]:
        """The matters of a phrase in full weight, its other words in little; where it has none, its words."""
        known = lexicon()
        official = known.in_official_words(known.from_english(phrase))
        matters = {self.same[word]: word for word in self._words.findall(official)}
        if not matters:
            return read_topic(phrase, known).terms
        others = read_topic(self._words.sub(" ", official), known).terms
        return (
            *(Term((word, *names), 1.0, official=True) for names, word in matters.items()),
            *(Term(term.names, HOW_WEIGHT * term.weight) for term in others),
        )

    def words(self, phrase: str) -> tuple[Term, ...]:
        """Its own words: a paragraph names many matters, so what headings say in their place is no sign there."""
        return tuple(term for term in read_topic(phrase, lexicon()).terms if len(term.word) > 1)


def bare_heading(heading: str) -> str:
    """A heading less number, year and punctuation."""
    plain = plain_digits(heading).lower().strip()
    mark = read_mark(plain)
    return _NO_WORD.sub("", _DATED.sub("", plain[mark.end :] if mark and mark.end < len(plain) else plain))


def pattern_of_words(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the words, the longest first."""
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))


def without_genre(heading: str) -> str:
    """And less the words that headings of any matter have."""
    return _OF_ANY_MATTER.sub(" ", bare_heading(heading))


@cache
def naming() -> Naming:
    """Read once a process."""
    data = tomllib.loads(files("service.draft.outline").joinpath("headings.toml").read_text(encoding="utf-8"))
    groups = [tuple(line.split()) for line in data["same"]["matters"]]
    same = {word: group for group in groups for word in group}
    parts = {part: re.compile(pattern) for part, pattern in data["parts"].items()}
    return Naming(parts, same, pattern_of_words(same))


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
    said = bare_heading(asked.said)
    return [place for place in asked.headed if bare_heading(asked.sections[place].heading) == said] or None


def _by_number(asked: _Asked) -> list[int] | None:
    return headings_counted(narrow(asked.said).strip(), asked.sections)


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
    words = bare_heading(phrase)
    # 重大行政决策程序 means the heading that says so; 行政执法 is a matter that headings have other words for
    in_full = 1.0 if phrase in asked.known.same else IN_FULL

    def nearness(place: int) -> float:
        heading = bare_heading(asked.sections[place].heading)
        if len(words) > 1 and words in heading:
            return in_full
        if not terms:
            return 0.0
        return share(
            terms,
            (
                pattern_of_words(one.names).search(heading) is not None if one.official else strength(one, heading)
                for one in terms
            ),
        )

    return _best(nearness, among, NEAR, lambda best: best - AS_NEAR)


def _speaking_of(phrase: str, among: Iterable[int], asked: _Asked) -> list[int]:
    """The sections whose paragraphs name the matter most often, titles of documents left out of account."""
    terms = asked.known.words(phrase)
    named = [pattern_of_words(term.names) for term in terms]

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
