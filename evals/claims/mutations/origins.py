"""Another district, another year, another paragraph than the claim's own."""

import re
from collections.abc import Iterator
from functools import lru_cache

from evals.claims.claims import MARKER, Claim
from evals.claims.mutations.text import (
    cited_text,
    comma_of,
    covered,
    replaced,
    starts_a_statement,
    without_enumerator,
    without_markers,
)
from vectorstore.genre.regions import parents, short_name

CITY_OF = {"新北": "常州市", "金坛": "常州市", "江宁": "南京市", "吴江": "苏州市", "浦口": "南京市"}
OTHER_CITY_OF = {"鄞州": "宁波市", "洪山": "武汉市", "武侯": "成都市", "岳麓": "长沙市", "雁塔": "西安市"}
"""Put in the place of a district of another province."""
_OWN = re.compile(r"[我全该本][区县]|[区县](?=政府|委|公检法|司法局|人大|行政)")
_DATED = re.compile(r"20\d\d年(?:度)?[，,]?")
_YEAR = re.compile(r"(?<![\d—-])(20\d\d)(?=年)")
_LASTING = re.compile(
    r"连续|近.年|以来|历年|长期|始终|多年|截至|今年|去年|上年|上一年|同年|当年|该年|明年|下一|十四五|20\d\d"
)
"""What a year put in front would not make wrong, or not Chinese."""
MOST_SHARED = 0.4
"""Of a claim's pairs of characters, those that a paragraph may share which doesn't hold the claim."""
FEWEST_CHARACTERS = 12
"""A heading of fewer may hold of any paragraph."""


def other_district(claim: Claim) -> Iterator[str]:
    """The district named replaced by another one, wherever it stands."""
    shown, cities = covered(claim.text), _cities(claim)
    for old in sorted(_named(shown, cities) & _own_districts(claim)):
        for new in _other_districts(claim, shown):
            text, end = "", 0
            for match in _districts(frozenset(cities.items())).finditer(shown):
                if match["name"] == old:
                    city = cities[new] if match["city"] else ""
                    text += claim.text[end : match.start()] + city + new + ("区" if match["suffix"] else "")
                    end = match.end()
            yield text + claim.text[end:]


def district_in_front(claim: Claim) -> Iterator[str]:
    """Another district put in front where none is named."""
    shown = covered(claim.text)
    if not _named(shown, _cities(claim)) and starts_a_statement(claim.text):
        for name in _other_districts(claim, shown):
            yield _put_in_front(claim.text, f"{name}区")


def other_year(claim: Claim) -> Iterator[str]:
    """The year named replaced by another one, wherever it stands; 今年 becomes 去年."""
    shown = covered(claim.text)
    for old in sorted({match[1] for match in _YEAR.finditer(shown)}):
        for other in _other_years(claim):
            changed = claim.text
            for match in _YEAR.finditer(shown):
                if match[1] == old:
                    changed = replaced(changed, match.start(), match.end(), other)
            yield changed
    if "今年" in shown and "去年" not in cited_text(claim):
        place = shown.index("今年")
        yield replaced(claim.text, place, place + 2, "去年")


def year_in_front(claim: Claim) -> Iterator[str]:
    """Another year put in front where none is named."""
    if not _LASTING.search(without_markers(claim.text)) and starts_a_statement(claim.text):
        for other in _other_years(claim):
            yield f"{other}年{comma_of(claim.text)}{without_enumerator(claim.text)}"


def marker(claim: Claim) -> Iterator[str]:
    """The marker of a paragraph that was given too and doesn't hold the claim."""
    if len(claim.markers) != 1 or not claim.cited:
        return
    pairs = _pairs(without_markers(without_enumerator(claim.text)))
    for other in claim.given:
        shared = pairs & _pairs(other.paragraph.text)
        if other not in claim.cited and len(pairs) >= FEWEST_CHARACTERS and len(shared) <= MOST_SHARED * len(pairs):
            yield MARKER.sub(f"[{other.number}]", claim.text)


def _cities(claim: Claim) -> dict[str, str]:
    """The districts that may stand in the claim, or be put in, each with its city."""
    given = {one.report.region for one in claim.given}
    return {short_name(region): parents(region)[-1].name for region in given} | _pool(claim)


def _pool(claim: Claim) -> dict[str, str]:
    return CITY_OF if claim.group == "seeds" else OTHER_CITY_OF


@lru_cache
def _districts(cities: frozenset[tuple[str, str]]) -> re.Pattern[str]:
    names, places = ("|".join(sorted(set(words))) for words in zip(*cities, strict=True))
    return re.compile(rf"(?P<city>{places})?(?<!法治)(?P<name>{names})(?P<suffix>区|县)?")


def _named(shown: str, cities: dict[str, str]) -> set[str]:
    return {match["name"] for match in _districts(frozenset(cities.items())).finditer(shown)}


def _own_districts(claim: Claim) -> set[str]:
    return {short_name(one.report.region) for one in claim.cited}


def _other_districts(claim: Claim, shown: str) -> list[str]:
    cities = _cities(claim)
    known = _own_districts(claim) | _named(shown, cities) | _named(claim.before, cities)
    return [name for name in _pool(claim) if name not in known]


def _other_years(claim: Claim) -> list[str]:
    """Neither reported on nor planned for, and not in the paragraphs, whatever it is there for."""
    reported = {one.report.year for one in claim.cited}
    excluded = reported | {year + 1 for year in reported}
    text = cited_text(claim) + claim.text + claim.before
    near = range(min(reported) - 4, max(reported) + 3)
    return [str(year) for year in near if year not in excluded and str(year) not in text]


def _put_in_front(text: str, name: str) -> str:
    rest = without_enumerator(text)
    dated = _DATED.match(rest)
    start = dated.end() if dated else 0
    own = _OWN.match(rest, start)
    return rest[:start] + name + rest[own.end() if own else start :]


def _pairs(text: str) -> set[str]:
    characters = "".join(re.findall(r"[\u4e00-\u9fff\d]", text))
    return {characters[place : place + 2] for place in range(len(characters) - 1)}
