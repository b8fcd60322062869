"""Where and when a question asks about: districts and years read from its words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import rjieba
from pypinyin import lazy_pinyin

from vectorstore.reports.numerals import narrow, years_in_digits
from vectorstore.reports.regions import all_regions, is_within, region_by_code, regions_named, short_name
from vectorstore.types import Region

LONGEST_NAME = 20
"""Characters; 新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县 is written in parts by everyone."""

_ALL = re.compile(
    r"各个?(?:区县|县区|市区|辖市区|区|县|市|地区|地方|地)|(?:所有|全部|每个?|每一个|这几个|这些|其他|其它|其余|别的|几个|[两二三四五六七八九十]个?)"
    r"(?:的)?(?:区县|县区|区|县|地区|地方)(?![政域间块])|哪[些几]?个?(?:区县|区|县|市|地方|地区|地)(?!方?法)|"
    r"(?:all|each|every|other)(?: of)?(?: the)? (?:five |two |three )?(?:districts?|count(?:y|ies))|which (?:of the )?(?:five |two |three )?(?:districts?|count(?:y|ies)|cit(?:y|ies))",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"其他|其它|其余|别的|other", re.IGNORECASE)
_TITLE = re.compile(r"《[^》]*》")
_YEAR_RANGE = re.compile(r"(20\d{2})年?\s*(?:[—–\-~～至到]|to)+\s*(20\d{2})(?:年度?)?")
_YEAR = re.compile(
    r"(?<![\d.])(?:(20\d{2})(?:\s*年度?|(?!\d|\s*[件个项条名人家次份户场起元万%亩]))|((?:1\d|2\d))年度?(?!来|间))"
)
_LAST_YEAR = re.compile(r"去年度?|上一?年度?|last year|previous year", re.IGNORECASE)
_YEAR_BEFORE_LAST = re.compile(r"前年", re.IGNORECASE)
_THIS_YEAR = re.compile(r"今年|本年度?|this year", re.IGNORECASE)
_ENGLISH_DISTRICT = re.compile(r"\b([A-Z][a-z']+(?: ?[A-Z][a-z']+)?)(?: |-)(?:District|County|City|New Area)\b")
_WORDS = frozenset(
    ("新建", "和平", "长安", "新华", "平安", "文明", "团结", "永安", "城关", "公安", "宣化", "建设", "新城")
)
"""Names of counties that are words before they are names."""
_CONNECTED = re.compile(r"(?:^|[和与跟及、，,比那换成到对的问说:： ]|请问|查一下|告诉我|想知道)$")
_WITHIN = ("", "的", "市", "'s ", " ")
"""Between a city and its district."""
_OF_A_CITY = (" of ", ", ", " in ", ",")
"""Between a district and its city: Xuanwu District of Nanjing."""
_NEW_AREA = re.compile(
    r"(?:^|(?<=[和与跟及、，,比]))(?!全|各)[\u4e00-\u9fff]{2,4}?(?:新区|高新区|经开区|开发区)(?=\d|的|$|[和与、，,])"
)
"""A functional area, which GB/T 2260 doesn't hold: 江北新区."""
_FOLLOWS_A_NAME = re.compile(r"^(?:$|[的有在呢和与跟及、，,年2 ?？是各全])")
_SUFFIX_OF_ANOTHER = re.compile(r"[市县州盟旗](?![民场政级属直委内外])")
"""After a district's short name: 新北市 is not 新北区, but the 市民 of 浦口市民 are."""
_UNKNOWN_PART = re.compile(
    r"市?(?!各|的|全|辖|两|几|有|哪|和|与|每|所|以|下|内|这|那|多|[一二三四五六七八九十])[\u4e00-\u9fff]{1,4}?(?:新区|开发区|高新区|示范区|区|县)"
)
"""After a city: a district of it that no table holds (南京江北新区)."""


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


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    codes: tuple[str, ...]
    """Empty for a place that the collection doesn't hold."""


def read_scope(question: str, regions: Sequence[Region]) -> Asked:
    """Reads the districts (of `regions`, the collection's, or foreign ones) and the years that a question names."""
    text = years_in_digits(narrow(question))
    known = _known_names(tuple(sorted({region.code for region in regions})))
    mentions = _joined(_mentions(text, known), text)
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


@lru_cache(maxsize=8)
def _known_names(codes: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Every name by which the collection's districts, and the cities and provinces that hold them, may be called."""
    names: dict[str, set[str]] = {}
    holders = {code[:4] + "00" for code in codes} | {code[:2] + "0000" for code in codes}
    for code in {*codes, *holders}:
        region = region_by_code(code)
        if region is None:
            continue
        written = {region.name, region.full_name, short_name(region), *_with_parents(region)}
        written |= {"".join(lazy_pinyin(short_name(region)))}
        for name in written:
            names.setdefault(name, set()).add(code)
    for name, held in names.items():
        if len(held) > 1 and (exact := held & set(codes)):
            names[name] = exact
    return {name: tuple(sorted(held)) for name, held in names.items()}


def _with_parents(region: Region) -> Iterable[str]:
    """常州市新北区, 常州新北区, 常州新北, 江苏新北 …"""
    for ancestor in (region.code[:4] + "00", region.code[:2] + "0000"):
        parent = region_by_code(ancestor)
        if parent is not None and parent.code != region.code:
            for first in (parent.name, short_name(parent)):
                for last in (region.name, short_name(region)):
                    yield first + last


def _mentions(text: str, known: dict[str, tuple[str, ...]]) -> list[_Mention]:
    found: list[_Mention] = []
    lowered = text.lower()
    areas = {match.start(): _Mention(*match.span(), ()) for match in _NEW_AREA.finditer(text)}
    place = 0
    while place < len(text):
        mention = _mention_at(text, lowered, place, known) or areas.get(place)
        if mention is None:
            place += 1
        else:
            found.append(mention)
            place = mention.end
    return found


def _mention_at(text: str, lowered: str, place: int, known: dict[str, tuple[str, ...]]) -> _Mention | None:
    if text[place].isascii():
        return _english_mention_at(text, lowered, place, known)
    for end in range(min(len(text), place + LONGEST_NAME), place + 1, -1):
        name = text[place:end]
        if name[-1].isspace():
            continue
        if name in known:
            if name[-1] not in "区县市省" and _SUFFIX_OF_ANOTHER.match(text, end):
                return _Mention(place, end + 1, ())
            codes = known[name]
            unknown = _UNKNOWN_PART.match(text, end)
            if unknown and all(code.endswith("00") for code in codes) and not _starts_a_known_name(text, end, known):
                return _Mention(place, unknown.end(), ())
            return _Mention(place, end, codes)
        if regions_named(name) and _is_a_foreign_place(text, place, end):
            return _Mention(place, end, ())
    return None


def _starts_a_known_name(text: str, place: int, known: dict[str, tuple[str, ...]]) -> bool:
    place += text.startswith("市", place)
    return any(text[place:end] in known for end in range(place + 2, min(len(text), place + LONGEST_NAME) + 1))


def _is_a_foreign_place(text: str, start: int, end: int) -> bool:
    """天宁区 always; 武进 and 沛县 where a name can stand and the word is no common one (和平, 长安)."""
    name = text[start:end]
    if len(name) > 2 and name[-1] in "区县市省州盟旗":
        return True
    stands_alone = bool(_CONNECTED.search(text[:start])) and bool(_FOLLOWS_A_NAME.match(text[end:]))
    return stands_alone and (name[-1] == "县" or rjieba.tag(name)[0][1] in ("ns", "nr", "nrt")) and name not in _WORDS


def _english_mention_at(text: str, lowered: str, place: int, known: dict[str, tuple[str, ...]]) -> _Mention | None:
    if place and text[place - 1].isascii() and text[place - 1].isalpha():
        return None
    match = re.compile(r"[a-z]+(?:'(?!s\b)[a-z]+)?(?:[ -][a-z]+)?").match(lowered, place)
    if match is None:
        return None
    for written in (match[0], match[0].split(" ")[0].split("-")[0]):
        name = re.sub(r"[ '-]", "", written)
        if name in known:
            end = place + len(written)
            suffix = re.compile(r"(?:'s)?[ -](?:district|county|city|qu|province)\b").match(lowered, end)
            return _Mention(place, suffix.end() if suffix else end, known[name])
    foreign = _ENGLISH_DISTRICT.match(text, place)
    if foreign and re.sub(r"[ ']", "", foreign[1]).lower() in _national_pinyin():
        return _Mention(place, foreign.end(), ())
    return None


@lru_cache(maxsize=1)
def _national_pinyin() -> frozenset[str]:
    return frozenset("".join(lazy_pinyin(short_name(region))) for region in all_regions())


def _joined(mentions: list[_Mention], text: str) -> list[_Mention]:
    """苏州市新北区 is one place, and not Changzhou's 新北区; 南京的江宁区 is the district, not the city and the district."""
    joined: list[_Mention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        between = text[before.end : mention.start] if before else None
        if before is not None and not before.codes and between in _OF_A_CITY:
            continue
        if before is None or between not in _WITHIN:
            joined.append(mention)
            continue
        inner = tuple(code for code in mention.codes if any(is_within(code, outer) for outer in before.codes))
        if not inner and before.codes and mention.codes and between == "的":
            joined.append(mention)
        else:
            joined[-1] = _Mention(before.start, mention.end, inner)
    return joined


def _within(place: int, mentions: list[_Mention]) -> bool:
    return any(mention.start <= place < mention.end for mention in mentions)


def _years(text: str) -> tuple[tuple[int, ...], int | None, list[tuple[int, int]]]:
    titles = [match.span() for match in _TITLE.finditer(text)]
    years: list[int] = []
    spans: list[tuple[int, int]] = []
    for match in _YEAR_RANGE.finditer(text):
        if not any(start <= match.start() < end for start, end in titles):
            years += range(int(match[1]), int(match[2]) + 1)
            spans.append(match.span())
    for match in _YEAR.finditer(text):
        if not any(start <= match.start() < end for start, end in [*titles, *spans]):
            years.append(int(match[1] or f"20{match[2]}"))
            spans.append(match.span())
    back = None
    for pattern, distance in ((_LAST_YEAR, 0), (_YEAR_BEFORE_LAST, 1), (_THIS_YEAR, -1)):
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
