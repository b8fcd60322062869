"""Where and when a question asks about: districts and years read from its words. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vectorstore.genre.places import PlaceMention, mentions_of
from vectorstore.genre.regions import is_within
from vectorstore.genre.rules import pattern_of
from vectorstore.genre.times import plain_digits, year_number
from vectorstore.types import Region

_DISTRICTS = "区县|县区|市区|辖市区|区|县|市|地区|地方|地"
_ALL_OF_THEM = "所有|全部|每个?|每一个|这几个|这些|其他|其它|其余|别的|几个|[两二三四五六七八九十]个?"
_ENGLISH_DISTRICTS = r"(?:of )?(?:the )?(?:five |two |three )?(?:districts?|count(?:y|ies)|cit(?:y|ies))"
_ALL = re.compile(
    rf"各个?(?:{_DISTRICTS})|(?:{_ALL_OF_THEM})的?(?:区县|县区|区|县|地区|地方)(?![政域间块])|"
    rf"哪[些几]?个?(?:{_DISTRICTS})(?!方?法)|(?:all|each|every|other|which) {_ENGLISH_DISTRICTS}",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"其他|其它|其余|别的|other", re.IGNORECASE)
_TITLE = re.compile(r"《[^》]*》")
_YEARS = ("year", "bare_year", "short_year")
"""2024年, 2024 where it counts nothing, 24年."""
_BEHIND = re.compile(r"\s*年度?")
_RELATIVE = {
    0: re.compile(r"去年度?|上一?年度?|last year|previous year", re.IGNORECASE),
    1: re.compile(r"前年|前一年"),
    -1: re.compile(r"今年|本年度?|this year", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question says of place and time, and the rest of its words."""

    region_codes: tuple[str, ...] = ()
    """Of the collection's districts or of what holds them (常州市), in the order named."""
    every_region: bool = False
    """各区, 哪些区."""
    other_regions: bool = False
    """其他区: all but those of the turn before."""
    unknown_regions: tuple[str, ...] = ()
    """As written: not in the collection."""
    years: tuple[int, ...] = ()
    years_back: int | None = None
    """去年 is 0: the newest report; 前年 1; 今年 -1."""
    year_is_carried: bool = False
    """The year is that of an earlier turn."""
    rest: str = ""

    @property
    def says_where(self) -> bool:
        return bool(self.region_codes or self.every_region or self.other_regions or self.unknown_regions)

    @property
    def says_when(self) -> bool:
        return bool(self.years) or self.years_back is not None


def read_scope(question: str, regions: Sequence[Region]) -> Asked:
    """Reads the districts (of `regions`, the collection's, or foreign ones) and the years that a question names."""
    text = plain_digits(question)
    mentions = mentions_of(text, regions)
    everywhere = [match for match in _ALL.finditer(text) if not _within(match.start(), mentions)]
    foreign_ends = {mention.end for mention in mentions if not mention.codes}
    every = [match for match in everywhere if foreign_ends.isdisjoint((match.start(), match.start() - 1))]
    codes = _narrowest(dict.fromkeys(code for mention in mentions for code in mention.codes))
    others = any(_OTHERS.match(match[0]) for match in everywhere)
    years, years_back, year_spans = _years(text)
    spans = [(mention.start, mention.end) for mention in mentions] + year_spans
    spans += [(match.start(), match.end()) for match in everywhere]
    return Asked(
        region_codes=codes,
        every_region=bool(every) and not others and not codes,
        other_regions=others,
        unknown_regions=tuple(text[mention.start : mention.end] for mention in mentions if not mention.codes),
        years=years,
        years_back=years_back,
        rest=_without(text, spans),
    )


def _narrowest(codes: Iterable[str]) -> tuple[str, ...]:
    """Wujiang District, Suzhou is the district alone."""
    named = tuple(codes)
    return tuple(code for code in named if not any(other != code and is_within(other, code) for other in named))


def _within(place: int, mentions: list[PlaceMention]) -> bool:
    return any(mention.start <= place < mention.end for mention in mentions)


def _years(text: str) -> tuple[tuple[int, ...], int | None, list[tuple[int, int]]]:
    titles = [match.span() for match in _TITLE.finditer(text)]
    years: list[int] = []
    spans: list[tuple[int, int]] = []
    for match in pattern_of("times", "range").finditer(text):
        if not any(start <= match.start() < end for start, end in titles):
            years += range(year_number(match["first"]), year_number(match["last"]) + 1)
            spans.append(match.span())
    found = {match.span(): match[0] for name in _YEARS for match in pattern_of("times", name).finditer(text)}
    for (begin, end), printed in sorted(found.items()):
        if not any(start <= begin < stop for start, stop in [*titles, *spans]):
            years.append(year_number(printed))
            behind = _BEHIND.match(text, end)
            spans.append((begin, behind.end() if behind else end))
    back = None
    for distance, pattern in _RELATIVE.items():
        for match in pattern.finditer(text):
            back = distance
            spans.append(match.span())
    return tuple(dict.fromkeys(years)), back, spans


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    kept, place = [], 0
    for start, end in sorted(spans):
        kept.append(text[place:start])
        place = max(place, end)
    return " ".join([*kept, text[place:]]).strip()
