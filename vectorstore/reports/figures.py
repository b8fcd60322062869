"""Quantities in text: number, unit and qualifier, each with its place."""

import re
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
    Measure.BODIES: ("家", "户", "处", "所", "支", "村", "省", "个部门"),
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

_UNIT = "|".join(sorted((re.escape(unit) for unit in _MEASURE), key=len, reverse=True))
_NUMBER = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+"
_QUANTITY = re.compile(
    rf"(?P<before>约|近|超过|超|逾|突破|不足)?(?P<number>{_NUMBER})(?P<scale>[千百]?[万亿])?(?P<after>余|多)?"
    rf"(?P<unit>{_UNIT})(?P<above>以上|左右|以内|余)?"
)
_PERCENT_IN_WORDS = re.compile(rf"百分之(?P<number>{_NUMBER})")
_SCALES = {"万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "百亿": 10**10, "千亿": 10**11}
_QUALIFIERS = {"约": "约", "近": "近", "超": "超", "超过": "超", "逾": "超", "突破": "超", "左右": "约", "以上": "以上"}

# Words that begin with a numeral and a unit but count nothing. 一 alone never counts in this genre: 综合查一次, 一件事.
_SET_PHRASES = re.compile(
    r"第[一二三四五六七八九十百\d]+[^，。、]|二十大|[一二三四五六七八九十]+届|[一二两三四五六七八九]中全会|"
    r"三位一体|百姓|百家|千家|万家|十佳|十大|四个自信|三项制度|[二三]级"
)
_YEAR = re.compile(r"(?:19|20)\d{2}(?:年度?)?$")


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
    phrases = [match.span() for match in _SET_PHRASES.finditer(narrowed)]
    found = []
    for match in _QUANTITY.finditer(narrowed):
        if (
            match["number"] == "一"
            or _is_no_quantity(narrowed, match)
            or any(start <= match.start("number") < end and not match["number"][0].isdigit() for start, end in phrases)
        ):
            continue
        number = _value(match["number"]) * _SCALES.get(match["scale"] or "", 1)
        qualifier = _QUALIFIERS.get(match["before"] or match["above"] or "")
        if match["after"] or match["above"] == "余":
            qualifier = "余"
        start = match.start("before") if match["before"] else match.start("number")
        found.append(
            Quantity(
                text[start : match.end()], number, match["unit"], _MEASURE[match["unit"]], qualifier, start, match.end()
            )
        )
    for match in _PERCENT_IN_WORDS.finditer(narrowed):
        found.append(Quantity(match[0], _value(match["number"]), "%", Measure.RATE, None, match.start(), match.end()))
    return sorted(found, key=lambda quantity: quantity.start)


def _value(number: str) -> float:
    if number[0].isdigit():
        return float(number.replace(",", ""))
    return float(chinese_number(number))


def _is_no_quantity(text: str, match: re.Match[str]) -> bool:
    before = text[match.start("number") - 1 : match.start("number")]
    after = text[match.end() : match.end() + 1]
    number, unit = match["number"], match["unit"]
    if before and (before in "第〔[+.-—" or (before.isascii() and before.isalnum())):
        return True
    if unit == "年" and (_YEAR.match(number) or after == "来"):
        return True
    if unit in ("日", "年") and text[: match.start("number")].endswith("月"):
        return True
    if unit in ("个月", "年"):
        return False
    return after == "月" and unit == "个"
