"""A written sentence taken apart: its words, what each part cites, the districts and years it speaks of. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.cited.checks.sources import Given, stated_figures
from service.cited.markers import MarkedPiece
from vectorstore.genre.likeness import content_words, names_of
from vectorstore.genre.places import PlaceMention, mentions_of
from vectorstore.genre.quantities import Number
from vectorstore.genre.text import NAMES, TITLES, blanked, clauses, items, narrow, pairs, without
from vectorstore.genre.times import YEAR, plain_digits, years_told
from vectorstore.types import Region

_ALL_OF_THEM = re.compile(r"[两三四五几各]个?(?:区|地|县|市)(?![域政间块])|上述(?:各|地)?区|其余|其他")
_TOGETHER = re.compile(rf"(?:{YEAR}年)?(?:和|与|及|以及|、|同|跟)")
_NAMED = TITLES + NAMES
_NUMERAL = re.compile(r"[\d〇零一二两三四五六七八九十百千万亿]")
_COMPARED = re.compile(r"(?:比|较|相当于|[^于]是)$")


@dataclass(frozen=True, slots=True)
class Before:
    """What the sentences before leave to be understood."""

    districts: frozenset[str] = frozenset()
    """Codes of the districts last spoken of."""
    year: int | None = None
    is_plan: bool = False
    figures: tuple[Number, ...] = ()
    """That were said and hold, the last ones: what may be computed with."""


@dataclass(frozen=True, slots=True)
class Subject:
    """From start on the sentence is about these districts, in the order named."""

    start: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    text: str
    """Without the markers."""
    parts: tuple[tuple[int, tuple[Given, ...]], ...]
    """Where each part ends, and what it cites."""
    labels: str
    """The text without districts, full width and the numbers of names: what figures are said of. Places stay."""
    mentions: tuple[PlaceMention, ...]
    subjects: tuple[Subject, ...]
    years: tuple[tuple[int, int], ...]
    """Place and year, outside names."""
    compared_years: tuple[tuple[int, int], ...]
    """The same of years that something is only compared with: 比2023年多188件."""

    @property
    def cited(self) -> tuple[Given, ...]:
        return tuple(dict.fromkeys(given for _, givens in self.parts for given in givens))

    def cited_at(self, place: int) -> tuple[Given, ...]:
        """The paragraphs behind the words at a place."""
        return next((givens for end, givens in self.parts if place < end), self.parts[-1][1])

    def subject_at(self, place: int) -> Subject | None:
        return next((subject for subject in reversed(self.subjects) if subject.start <= place), None)

    def named_together(self, place: int) -> bool:
        """Whether the district at a place is one of several in a row: what is cited further on is of one of them."""
        return any(subject.start <= place and len(subject.codes) > 1 for subject in self.subjects)

    def sources_at(self, place: int) -> tuple[Given, ...]:
        """Of those the ones of the district that is spoken of there.

        Of several districts named in a row (新北区和金坛区分别收到239件、187件) the figures' districts follow in order.
        """
        cited = self.cited_at(place)
        subject = self.subject_at(place)
        if subject is None or not subject.codes:
            return cited
        codes = set(subject.codes)
        if len(subject.codes) > 1:
            following = next((other.start for other in self.subjects if other.start > subject.start), len(self.text))
            figures = [figure.number for figure in stated_figures(self.labels)]
            places = [number.start for number in figures if subject.start <= number.start < following]
            if len(places) == len(subject.codes) and place in places:
                codes = {subject.codes[places.index(place)]}
        return tuple(given for given in cited if given.report.region.code in codes)

    def year_at(self, place: int) -> int | None:
        return next((year for start, year in reversed(self.years) if start < place), None)


def take_apart(
    pieces: Sequence[MarkedPiece], cited: Sequence[tuple[Given, ...]], given: Sequence[Given], before: Before
) -> Said:
    """`cited` are the paragraphs of each piece, of those that were `given`."""
    text = "".join(piece.text for piece in pieces)
    parts, end = [], 0
    for piece, givens in zip(pieces, cited, strict=True):
        end += len(piece.text)
        parts.append((end, givens))
    districts = {one.report.region.code: one.report.region for one in given}
    sources = tuple(dict.fromkeys(one for givens in cited for one in givens))
    narrowed = plain_digits(text)
    mentions = _mentions(narrowed, tuple(districts.values()))
    names = [(name.start, name.end) for name in pairs(narrowed, _NAMED)]
    years = [
        (place, year) for place, year in years_told(narrowed) if not any(start <= place < last for start, last in names)
    ]
    compared = {place for place, _ in years if place and _COMPARED.search(narrowed[:place])}
    own = [
        mention
        for mention in mentions
        if districts.keys() & set(mention.codes)
        and not any(start <= mention.start < end for start, end in names)
        and not _is_object(mention, narrowed, sources)
    ]
    labels = without(narrowed, _NAMED, instead=lambda name: _NUMERAL.sub(" ", name))
    for mention in own:
        labels = labels[: mention.start] + " " * (mention.end - mention.start) + labels[mention.end :]
    return Said(
        text,
        tuple(parts),
        labels,
        mentions,
        _subjects(narrowed, own, set(districts), before),
        tuple(pair for pair in years if pair[0] not in compared),
        tuple(pair for pair in years if pair[0] in compared),
    )


@lru_cache(maxsize=256)
def _mentions(text: str, districts: tuple[Region, ...]) -> tuple[PlaceMention, ...]:
    """Kept, for a sentence without a marker is tried with each paragraph."""
    return tuple(mentions_of(text, districts))


def _is_object(mention: PlaceMention, text: str, sources: Sequence[Given]) -> bool:
    """A district that another one's paragraph speaks of: 与江宁区签订协议."""
    of_it = any(source.report.region.code in mention.codes for source in sources)
    return not of_it and any(text[mention.start : mention.end] in source.text for source in sources)


def _subjects(text: str, own: Sequence[PlaceMention], known: set[str], before: Before) -> tuple[Subject, ...]:
    """Districts named in a row are spoken of together."""
    subjects = [Subject(0, tuple(before.districts))] if before.districts else []
    if _ALL_OF_THEM.search(text):
        subjects = [Subject(0, ())]
    groups: list[list[PlaceMention]] = []
    for mention in own:
        if groups and _TOGETHER.fullmatch(text[groups[-1][-1].end : mention.start]):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    for group in groups:
        codes = dict.fromkeys(code for mention in group for code in mention.codes if code in known)
        subjects.append(Subject(group[0].start, tuple(codes)))
    return tuple(subjects)


def names_in(text: str) -> list[str]:
    """What stands in title and quotation marks, with the marks."""
    return [name.text for name in pairs(narrow(text), _NAMED)]


def without_names(text: str) -> str:
    """Names blanked, so that places stay."""
    return blanked(text, _NAMED, by=" ")


OF_THE_BEST = 0.6
"""A sentence that holds as much of the words as this share of the best one's is drawn on too."""


def drawn_on(text: str, given: Given) -> list[int]:
    """The sentences of the paragraph that hold most of the words, as places in it."""
    words = content_words(text)
    scores = [
        sum(len(word) for word in words if any(name in sentence.text for name in names_of(word)))
        for sentence in given.read.sentences
    ]
    best = max(scores, default=0)
    return [place for place, score in enumerate(scores) if best and score >= OF_THE_BEST * best]


def clauses_about(words: Sequence[str], said: Said) -> str:
    """Those clauses of the cited paragraphs that share most of the words."""
    return _about(words, [held.text for given in said.cited for held in clauses(given.text)])


def items_about(words: Sequence[str], said: Said) -> str:
    return _about(words, [held.text for given in said.cited for held in items(given.text)])


def _about(words: Sequence[str], texts: Sequence[str]) -> str:
    scores = [sum(len(word) for word in words if word in held) for held in texts]
    best = max(scores, default=0)
    return "，".join(held for held, score in zip(texts, scores, strict=True) if best and score == best)
