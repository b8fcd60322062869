"""The numbers of a text, comparable between a sentence and the paragraph that it cites. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from vectorstore.reports.figures import UNITS, Quantity, quantities, unit_pattern
from vectorstore.reports.numerals import chinese_number, narrow

_SAME_UNITS = (
    "个 个部门",
    "件 起 宗 例 桩",
    "人 名 位",
    "家 户",
    "场 场次 次 个场次 回 趟 频次",
    "批 批次 个批次",
    "天 日",
    "月 个月",
    "工作日 个工作日",
    "百分点 个百分点",
    "处 所",
    "份 封",
    "条 款 则",
)
"""Units that count the same: 件 and 起 of cases. 人次 is not 人, nor a rate its number."""
_CANONICAL = {unit: group.split()[0] for group in _SAME_UNITS for unit in group.split()}
_FACTORS = {"万元": ("元", 1e4), "亿元": ("元", 1e8), "成": ("%", 10.0), "‰": ("%", 0.1)}
_COUNTED_BY_GE = frozenset("家 处 项 种 类 支 座 套 条 部 名 人 组 台 批 级 路 本 块 篇 册 张 村 省 件 份".split())
"""个 counts them all: 11个部门 and 11家部门."""
_COUNTING = frozenset(_CANONICAL.get(unit, unit) for units in UNITS.values() for unit in units)
_LIKE_GE = frozenset("家 处 项 种 类 支 座 条".split())
_ARABIC = re.compile(r"(?P<number>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<more>余|多)?(?P<scale>[十百千]?[万亿])?")
_SCALES = {"万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8, "十亿": 1e9, "百亿": 1e10, "千亿": 1e11}
_UNIT = re.compile(unit_pattern(unit for units in UNITS.values() for unit in units))
_HOTLINE = re.compile(r"12[1-3]\d{2}")
"""12345, 12348: whatever follows it."""
_YEAR = re.compile(r"(?:19|20)\d{2}")
_BEFORE = (
    (re.compile(r"(?:接近|将近|近)$"), "近"),
    (re.compile(r"(?:大约|约|约为|大概)$"), "约"),
    (re.compile(r"(?:至少|不少于|不低于)$"), "以上"),
    (re.compile(r"(?:不足|不到|未满|不超过)$"), "不足"),
    (re.compile(r"(?:超过|超出|超|逾|突破)$"), "超"),
)
_PRINTED = (("不足", "不足"), ("近", "近"))
_MORE = frozenset({"余", "超", "以上"})


@dataclass(frozen=True, slots=True)
class Number:
    """At start:end of the text, with its qualifier and unit."""

    printed: str
    value: float
    unit: str
    """One for all units that count the same; of a number without a known unit the character that follows."""
    qualifier: str | None
    start: int
    end: int

    @property
    def counts(self) -> bool:
        """12345热线 and 2.0版 count nothing."""
        return self.unit in _COUNTING

    @property
    def is_year(self) -> bool:
        return self.unit == "年份"


@lru_cache(maxsize=4096)
def numbers_in(text: str) -> tuple[Number, ...]:
    """Every number in digits, and those in Chinese numerals that have a unit, in order."""
    narrowed = narrow(text)
    found = [_of_quantity(quantity, narrowed) for quantity in quantities(text)]
    found += _others(narrowed, found)
    return tuple(sorted(found, key=lambda number: number.start))


def same_quantity(said: Number, held: Number) -> bool:
    """Whether the sentence's number is the paragraph's: value, unit, and nothing made of its qualifier.

    A qualifier that was left out is none the less the same: `restored` puts it back.
    """
    if (said.unit, held.unit) == ("%", "倍"):  # 增长120% is 增长1.2倍
        return abs(said.value - 100 * held.value) < 1e-6
    if abs(said.value - held.value) > 1e-6 * max(1.0, abs(held.value)):
        return False
    same = _same_unit(said.unit, held.unit) and _same_qualifier(said.qualifier, held.qualifier)
    return same or (bool(_HOTLINE.fullmatch(said.printed)) and said.printed == held.printed)


def _same_qualifier(said: str | None, held: str | None) -> bool:
    if said in (None, held):
        return True
    if said == "约":
        return held is not None
    return said in _MORE and held in _MORE


def restored(said: Number, held: Number) -> str | None:
    """The paragraph's wording of the number where the sentence leaves out 余 or 近; None where it doesn't."""
    return held.printed if held.qualifier and not said.qualifier else None


def _same_unit(said: str, held: str) -> bool:
    if said == held:
        return True
    if not said:  # 数量为239: the unit is left to be understood, but a rate is never a number.
        return held not in ("%", "百分点", "倍", "年份")
    return (said == "个" and held in _COUNTED_BY_GE) or (held == "个" and said in _LIKE_GE)


def _of_quantity(quantity: Quantity, narrowed: str) -> Number:
    unit, factor = _FACTORS.get(quantity.unit, (_CANONICAL.get(quantity.unit, quantity.unit), 1.0))
    qualifier = next((q for start, q in _PRINTED if quantity.printed.startswith(start)), quantity.qualifier)
    number = Number(quantity.printed, quantity.number * factor, unit, qualifier, quantity.start, quantity.end)
    return _with_word_before(number, narrowed)


def _with_word_before(number: Number, narrowed: str) -> Number:
    """接近, 至少: longer words than a printed figure takes in."""
    if number.qualifier is None:
        for pattern, qualifier in _BEFORE:
            if pattern.search(narrowed[: number.start]):
                return replace(number, qualifier=qualifier)
    return number


def _others(narrowed: str, found: Sequence[Number]) -> Iterator[Number]:
    """Years, dates, document numbers, 12348, 2.0: what has no unit that counts."""
    taken = [(number.start, number.end) for number in found]
    for match in _ARABIC.finditer(narrowed):
        start, end = match.span()
        if any(start < last and first < end for first, last in taken):
            continue
        value = float(match["number"].replace(",", "")) * _SCALES.get(match["scale"] or "", 1.0)
        following = narrowed[end : end + 1]
        known = _UNIT.match(narrowed, end)  # after a sign: “307名村居法律顾问+1903名法律明白人”
        unit = _CANONICAL.get(known[0], known[0]) if known else following if following.isalpha() else ""
        if _YEAR.fullmatch(match[0]) and (following in "年—-~～至到、〕)）]】/" or not following):
            unit = "年份"
        yield _with_word_before(Number(match[0], value, unit, "余" if match["more"] else None, start, end), narrowed)


_NUMERALS = re.compile(r"[〇零一两二三四五六七八九十百千]+")
_IDIOMS = frozenset(
    "八成 百分 十分 百姓 万一 千方百 三者 二者 两者 二次 再三 四处 八方 百花 千家 三番 三令 百分".split()
)


def numerals_in(text: str) -> Iterator[tuple[str, int]]:
    """Chinese numerals with the character after them, and their places, less 一 alone, which counts nothing here, and
    the enumerating 一是, 二是."""
    for match in _NUMERALS.finditer(text):
        phrase = text[match.start() : match.end() + 1]
        if not phrase[-1].isalnum() or phrase == match[0]:
            phrase = text[max(0, match.start() - 1) : match.end()]
        ranked = match[0] == "一" and phrase[-1] in "等级审季期档倍成"  # 一等奖, 一审
        if (
            (match[0] == "一" and not ranked)
            or phrase in _IDIOMS
            or phrase[-1] == "是"
            or "第" in text[: match.start()][-1:]
        ):
            continue
        yield phrase, match.start()


def value_of_numeral(phrase: str) -> int | None:
    """Of a phrase that numerals_in gave."""
    match = _NUMERALS.search(phrase)
    return chinese_number(match[0]) if match else None
