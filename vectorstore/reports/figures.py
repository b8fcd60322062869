"""Quantities in text: number, unit and qualifier, each with its place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from vectorstore.reports.numerals import chinese_number, narrow


class Measure(StrEnum):
    """What a unit measures. A question for one is not answered by another."""

    MATTERS = "matters"
    EVENTS = "events"
    PEOPLE = "people"
    ATTENDANCES = "attendances"
    """人次: one person may count several times."""
    BODIES = "bodies"
    WRITINGS = "writings"
    RATE = "rate"
    MONEY = "money"
    DURATION = "duration"
    MULTIPLE = "multiple"
    THINGS = "things"
    """个 and the like, which count anything that can be counted."""


UNITS: dict[Measure, tuple[str, ...]] = {
    Measure.RATE: ("个百分点", "百分点", "%", "‰", "成"),
    Measure.MONEY: ("亿元", "万元", "元", "美元"),
    Measure.MULTIPLE: ("倍", "番"),
    Measure.DURATION: ("个工作日", "工作日", "小时", "分钟", "个月", "天", "日", "年", "周"),
    Measure.PEOPLE: ("人", "名", "位"),
    Measure.ATTENDANCES: ("人次",),
    Measure.EVENTS: ("个批次", "个场次", "场次", "批次", "频次", "次", "场", "期", "轮", "回", "趟", "届", "站"),
    Measure.MATTERS: ("件次", "件", "起", "宗", "例", "单", "桩"),
    Measure.BODIES: ("家次", "户次", "家", "户", "处", "所", "支", "村", "省", "个部门"),
    Measure.WRITINGS: ("份", "篇", "本", "幅", "条", "卷", "部", "册", "张", "项", "则", "款", "封"),
    Measure.THINGS: ("个", "类", "种", "路", "套", "座", "台", "组", "批", "块", "级", "大", "公里", "平方米"),
}
_MEASURE = {unit: measure for measure, units in UNITS.items() for unit in units}

COUNTS = frozenset(
    {
        Measure.MATTERS,
        Measure.EVENTS,
        Measure.PEOPLE,
        Measure.ATTENDANCES,
        Measure.BODIES,
        Measure.WRITINGS,
        Measure.THINGS,
    }
)

NOT_A_UNIT = {
    "部": "门", "位": "置", "处": "罚理", "条": "件", "名": "称", "项": "目", "家": "庭", "人": "民员大口", "期": "间",
    "站": "点", "次": "数", "路": "线", "类": "型别", "起": "诉", "本": "级地", "场": "所", "回": "复", "年": "度",
    "所": "有", "级": "别", "日": "常", "元": "旦", "周": "年", "成": "功员立果效",
}  # fmt: skip
"""What makes another word of a unit: 3部门 are not 3部, 五一期间 not 51期."""


def unit_pattern(units: Iterable[str]) -> str:
    """A regular expression for any of the units, the longest first."""
    longest_first = sorted(units, key=len, reverse=True)
    return "|".join(
        re.escape(unit) + (f"(?![{NOT_A_UNIT[unit]}])" if unit in NOT_A_UNIT else "") for unit in longest_first
    )


_ARABIC = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = "[零〇一二两三四五六七八九十百千]+"
_QUANTITY = re.compile(
    rf"(?P<before>约|近|超过|超|逾|突破|不足)?(?P<number>{_ARABIC}|{_CHINESE})(?P<early>余|多)?"
    rf"(?P<scale>[十百千]?[万亿]|[百千])?(?P<after>余|多)? ?(?P<unit>{unit_pattern(_MEASURE)})"
    r"(?P<above>以上|左右|以内|余)?"
)
_PERCENT_IN_WORDS = re.compile(
    rf"(?P<before>约|近|超过|超|逾)?百分之(?P<number>{_ARABIC}|{_CHINESE}(?:点{_CHINESE})?)(?P<above>以上|左右)?"
)
_SCALES = {"百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8} | {
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
}
_QUALIFIERS = {"约": "约", "近": "近", "超": "超", "超过": "超", "逾": "超", "突破": "超", "左右": "约", "以上": "以上"}

# Words that begin with a numeral and a unit but count nothing. 一 alone never counts in this genre: 综合查一次, 一件事.
_SET_PHRASES = re.compile(
    r"第[一二三四五六七八九十百\d]+[^，。、]|二十大|[一二三四五六七八九十]+届|[一二两三四五六七八九]中全会|[数几]十|"
    r"三位一体|百姓|(?<!近)[百千万]家|十佳|十大|四个自信|四个意识|两个维护|两个确立|三项制度|[两二三四]级"
)
_NAME = re.compile(r"《[^》]*》|“[^”]*”")
"""In a name “三张清单” counts nothing, but 《优化营商环境23条》 has 23 articles."""
_YEAR = re.compile(r"(?:(?:19|20)\d{2}|[一二][〇零九][〇零一二三四五六七八九]{2})$")
_ITEM_BEFORE_PLUS = re.compile(r"\d[余多]?[名人位个家件][\u4e00-\u9fff]{2,}$")
"""“307名村居法律顾问+1903名法律明白人” joins two figures, “1+6” is none."""
_DAY_OF_A_DATE = re.compile(r"月(?:\d{1,2}日?[、至和—-])*$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as printed at `start:end` of the text."""

    printed: str
    number: float
    unit: str
    measure: Measure
    qualifier: str | None
    """约, 余, 超, 近 or 以上."""
    start: int
    end: int


def quantities(text: str) -> list[Quantity]:
    """Every quantity of the text in order; years, dates, document numbers and set phrases (一件事) are none."""
    narrowed = narrow(text)
    names = [match.span() for match in _NAME.finditer(narrowed)]
    phrases = [match.span() for match in _SET_PHRASES.finditer(narrowed)]
    found = []
    rates = list(_PERCENT_IN_WORDS.finditer(narrowed))
    for match in _QUANTITY.finditer(narrowed):
        place = match.start("number")
        in_words = not match["number"][0].isdigit()
        if (
            (match["number"] == "一" and not match["scale"])
            or _is_no_quantity(narrowed, match)
            or (in_words and _inside(place, (*phrases, *names)))
            or _inside(place, (rate.span() for rate in rates))
        ):
            continue
        number = _value(match["number"]) * _SCALES.get(match["scale"] or "", 1)
        found.append(_quantity(text, match, number, match["unit"], bool(match["early"] or match["after"])))
    found += [_quantity(text, rate, _value(rate["number"]), "%", more=False) for rate in rates]
    return sorted(found, key=lambda quantity: quantity.start)


def _quantity(text: str, match: re.Match[str], number: float, unit: str, more: bool) -> Quantity:
    qualifier = _QUALIFIERS.get(match["before"] or match["above"] or "")
    if more or match["above"] == "余":
        qualifier = "余"
    start, end = match.span()
    return Quantity(text[start:end], number, unit, _MEASURE[unit], qualifier, start, end)


def _inside(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _value(number: str) -> float:
    if number[0].isdigit():
        return float(number.replace(",", ""))
    whole, _, part = number.partition("点")
    decimals = "".join(str(chinese_number(digit)) for digit in part)
    return float(f"{chinese_number(whole)}.{decimals or 0}")


def _is_no_quantity(text: str, match: re.Match[str]) -> bool:
    before = text[match.start("number") - 1 : match.start("number")]
    after = text[match.end() : match.end() + 1]
    number, unit = match["number"], match["unit"]
    if before == "+" and _ITEM_BEFORE_PLUS.search(text[: match.start("number") - 1]):
        return False
    if before and (before in "第〔[+.-—" or (before.isascii() and before.isalnum())):
        return True
    if unit == "年" and (_YEAR.match(number) or after == "来"):
        return True
    if unit == "日" and _DAY_OF_A_DATE.search(text[: match.start("number")]):
        return True
    if unit in ("个月", "年"):
        return False
    return after == "月" and unit == "个"
