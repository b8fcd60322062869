"""Quantities in text: number, unit and qualifier, each with its place."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from vectorstore.genre.numerals import chinese_number
from vectorstore.genre.text import names_masked, narrow


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
_ANY_ARABIC = re.compile(
    r"(?P<number>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<more>余|多)?(?P<scale>[十百千]?[万亿])?"
)
_NUMBER_SCALES = {"万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8, "十亿": 1e9, "百亿": 1e10, "千亿": 1e11}
_UNIT = re.compile(unit_pattern(unit for units in UNITS.values() for unit in units))
_HOTLINE = re.compile(r"12[1-3]\d{2}")
"""12345, 12348: whatever follows it."""
_BARE_YEAR = re.compile(r"(?:19|20)\d{2}")
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
    for match in _ANY_ARABIC.finditer(narrowed):
        start, end = match.span()
        if any(start < last and first < end for first, last in taken):
            continue
        value = float(match["number"].replace(",", "")) * _NUMBER_SCALES.get(match["scale"] or "", 1.0)
        following = narrowed[end : end + 1]
        known = _UNIT.match(narrowed, end)  # after a sign: “307名村居法律顾问+1903名法律明白人”
        unit = _CANONICAL.get(known[0], known[0]) if known else following if following.isalpha() else ""
        if _BARE_YEAR.fullmatch(match[0]) and (following in "年—-~～至到、〕)）]】/" or not following):
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


_ORDINAL = re.compile(
    r"第(?P<number>\d{1,3}|[一二三四五六七八九十百]{1,5})(?P<unit>个|届|期|批次|批|轮|次|场|名|位|版|条|款|项|号)"
    r"(?![一责家额置目本])"
)


def ordinals(text: str) -> list[Quantity]:
    """In order; their number is the place in the order."""
    found = []
    for match in _ORDINAL.finditer(narrow(text)):
        number = match["number"]
        value = int(number) if number.isdigit() else chinese_number(number)
        start, end = match.span()
        found.append(Quantity(text[start:end], value, match["unit"], Measure.THINGS, None, start, end))
    return found


OPEN = "□"
"""Stands for a figure, or the gap of one."""


def masked(text: str) -> str:
    """□ for the numbers of figures, 《》 for titles, “” for names, nothing in brackets, no blanks."""
    words = narrow(text)
    for quantity in reversed(quantities(text)):
        end = quantity.end
        if words[:end].endswith(quantity.unit):
            end -= len(quantity.unit)
        words = words[: quantity.start] + OPEN + words[end:]
    return names_masked(words)
