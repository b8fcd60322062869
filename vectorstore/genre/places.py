"""Places that a question names: the collection's districts, what holds them, and places that it doesn't hold. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pypinyin import lazy_pinyin

from vectorstore.genre.regions import (
    all_regions,
    is_within,
    may_begin_a_name,
    region_by_code,
    regions_named,
    short_name,
)
from vectorstore.genre.text import tagged_words
from vectorstore.genre.times import YEAR
from vectorstore.types import Region

LONGEST_NAME = 20
"""Characters; 新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县 is written in parts by everyone."""

_WORDS_FIRST = frozenset(
    ["新建", "和平", "长安", "新华", "平安", "文明", "团结", "永安", "城关", "公安", "宣化", "建设", "新城"]
)
"""Names of counties that are words before they are names."""
_CONNECTED = re.compile(r"(?:^|[和与跟及、，,比那换成到对的问说:： ]|请问|查一下|告诉我|想知道)$")
_FOLLOWS_A_NAME = re.compile(r"^(?:$|[的有在呢和与跟及、，,年2 ?？是各全收受办审调共开行化执去今前上])")
_SUFFIX_OF_ANOTHER = re.compile(r"[市县州盟旗](?![民场政级属直委内外])")
"""After a district's short name: 新北市 is not 新北区, but the 市民 of 浦口市民 are."""
_AREA = "新区|开发区|高新区|经开区"
_ANY_PLACE = re.compile(
    r"(?:^|(?<=[和与跟及、，,比]))(?![全各本我该哪每这那两几所辖城市社])[\u4e00-\u9fff]{2,5}?"
    rf"(?:[市县区](?=(?:{YEAR}|\d\d)年)|(?:{_AREA})(?=\d|$|[的和与、，,收受办审调有共行去今]))"
)
"""Where no place is known: what is written as one is one, also what GB/T 2260 doesn't hold (台北市2024年, 江北新区)."""
_UNKNOWN_PART = re.compile(
    rf"市?(?![各的全辖两几有哪和与每所以下内这那多一二三四五六七八九十])[\u4e00-\u9fff]{{1,4}}?(?:{_AREA}|示范区|区|县)"
)
"""After a city: a district of it that no table holds (南京江北新区)."""
_WITHIN = ("", "的", "市", "'s ", " ")
"""Between a city and its district."""
_OF_A_CITY = (" of ", ", ", " in ", ",")
"""Between a district and its city: Xuanwu District of Nanjing."""
_ENGLISH_WORDS = re.compile(r"[a-z]+(?:'(?!s\b)[a-z]+)?(?:[ -][a-z]+)?")
_ENGLISH_SUFFIX = re.compile(r"(?:'s)?[ -](?:district|county|city|qu|province)\b")
_ENGLISH_DISTRICT = re.compile(r"\b([A-Z][a-z']+(?: ?[A-Z][a-z']+)?)(?: |-)(?:District|County|City|New Area)\b")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named at start:end of a text."""

    start: int
    end: int
    codes: tuple[str, ...]
    """Empty for a place that the collection doesn't hold."""


def mentions_of(text: str, regions: Sequence[Region]) -> list[PlaceMention]:
    """The places that a text (narrow) names, in order. 苏州市新北区 is one place, and not Changzhou's 新北区."""
    known = _known_names(tuple(sorted({region.code for region in regions})))
    return _joined(_mentions(text, known), text)


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


def _mentions(text: str, known: dict[str, tuple[str, ...]]) -> list[PlaceMention]:
    found: list[PlaceMention] = []
    lowered = text.lower()
    place = 0
    while place < len(text):
        mention = _mention_at(text, lowered, place, known)
        if mention is None:
            place += 1
        else:
            found.append(mention)
            place = mention.end
    return found or [PlaceMention(*match.span(), ()) for match in _ANY_PLACE.finditer(text)]


def _mention_at(text: str, lowered: str, place: int, known: dict[str, tuple[str, ...]]) -> PlaceMention | None:
    if text[place].isascii():
        return _english_mention_at(text, lowered, place, known)
    if not may_begin_a_name(text[place : place + 2]):
        return None
    for end in range(min(len(text), place + LONGEST_NAME), place + 1, -1):
        name = text[place:end]
        if name[-1].isspace():
            continue
        if name in known:
            return _known_mention(text, place, end, known)
        named = {region.code for region in regions_named(name)}
        held = named & {code for codes in known.values() for code in codes} if named else set()
        if held or (named and _is_a_foreign_place(text, place, end)):
            return PlaceMention(place, end, tuple(sorted(held)))
    return None


def _known_mention(text: str, place: int, end: int, known: dict[str, tuple[str, ...]]) -> PlaceMention:
    """Of a known name at place:end, unless what follows makes it another place's."""
    codes = known[text[place:end]]
    if text[end - 1] not in "区县市省" and _SUFFIX_OF_ANOTHER.match(text, end):
        return PlaceMention(place, end + 1, ())
    unknown = _UNKNOWN_PART.match(text, end)
    if unknown and all(code.endswith("00") for code in codes) and not _starts_a_known_name(text, end, known):
        return PlaceMention(place, unknown.end(), ())
    return PlaceMention(place, end, codes)


def _starts_a_known_name(text: str, place: int, known: dict[str, tuple[str, ...]]) -> bool:
    place += text.startswith("市", place)
    return any(text[place:end] in known for end in range(place + 2, min(len(text), place + LONGEST_NAME) + 1))


def _is_a_foreign_place(text: str, start: int, end: int) -> bool:
    """天宁区 always; 武进 and 沛县 where a name can stand and the word is no common one (和平, 长安)."""
    name = text[start:end]
    if len(name) > 2 and name[-1] in "区县市省州盟旗":
        return True
    stands_alone = bool(_CONNECTED.search(text[:start])) and bool(_FOLLOWS_A_NAME.match(text[end:]))
    return (
        stands_alone
        and (name[-1] == "县" or tagged_words(name)[0][1] in ("ns", "nr", "nrt"))
        and name not in _WORDS_FIRST
    )


def _english_mention_at(text: str, lowered: str, place: int, known: dict[str, tuple[str, ...]]) -> PlaceMention | None:
    if place and text[place - 1].isascii() and text[place - 1].isalpha():
        return None
    match = _ENGLISH_WORDS.match(lowered, place)
    if match is None:
        return None
    for written in (match[0], match[0].split(" ")[0].split("-")[0]):
        name = re.sub(r"[ '-]", "", written)
        if name in known:
            end = place + len(written)
            suffix = _ENGLISH_SUFFIX.match(lowered, end)
            return PlaceMention(place, suffix.end() if suffix else end, known[name])
    foreign = _ENGLISH_DISTRICT.match(text, place)
    if foreign and re.sub(r"[ ']", "", foreign[1]).lower() in _national_pinyin():
        return PlaceMention(place, foreign.end(), ())
    return None


@lru_cache(maxsize=1)
def _national_pinyin() -> frozenset[str]:
    return frozenset("".join(lazy_pinyin(short_name(region))) for region in all_regions())


def _joined(mentions: list[PlaceMention], text: str) -> list[PlaceMention]:
    """南京的江宁区 is the district, not the city and the district; 苏州市新北区 is no place of the collection."""
    joined: list[PlaceMention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        between = text[before.end : mention.start] if before else None
        if before is not None and not before.codes and between in _OF_A_CITY:
            continue
        if before is None or between not in _WITHIN:
            joined.append(mention)
            continue
        inner = tuple(code for code in mention.codes if any(is_within(code, outer) for outer in before.codes))
        apart = between == "的" or not all(code.endswith("00") for code in before.codes)
        if not inner and before.codes and mention.codes and apart:
            joined.append(mention)
        else:
            joined[-1] = PlaceMention(before.start, mention.end, inner)
    return joined
