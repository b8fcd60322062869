"""Another number, another unit, another scale."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evals.claims.claims import Claim
from evals.claims.mutations.text import cited_text, covered, covered_markers, enumerator_end, replaced
from vectorstore.genre.numerals import chinese_number

UNITS = (
    "个百分点 % 元 人次 场次 家次 件次 批次 个批次 个 件 起 次 场 人 名 位 家 户 份 篇 本 条 项 期 "
    "天 处 所 倍 届 批 幅 张 卷 路 省 类"
)
_FIGURE = re.compile(
    r"(?<![\dA-Za-z+.])(?P<before>超过|不足|不到|至少|将近|近|约|超|逾)?(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"(?P<early>余|多)?(?P<scale>万|亿)?(?P<late>余|多)?"
    rf"(?P<unit>{'|'.join(re.escape(unit) for unit in sorted(UNITS.split(), key=len, reverse=True))})?"
    r"(?P<above>以上|以下|左右)?"
)
_YEAR = re.compile(r"(?:19|20)\d{2}$")
_NUMERAL = re.compile(
    r"(?<![一二两三四五六七八九十百千第])[二两三四五六七八九](?=次(?!性|元)|大(?:专项|类|程序|法定|专业|行动|领域)|张清单|"
    r"年(?!度|级)|等奖|类|审案件|[项个家名件起份](?!.?制度))|一(?=审案件)"
)
_SCALES = {"": 1, "万": 10**4, "亿": 10**8}
_AT_LEAST = ("超过", "至少", "超", "逾", "以上")
_MORE = ("超过", "至少", "超", "逾", "余", "多", "以上")
_ENDS_HERE = re.compile(r"[，,；;。、：:！？\0\s]|$")

OTHER_UNITS: dict[str, tuple[str, ...]] = {
    "件": ("人", "%"), "起": ("人", "%"), "次": ("人", "%"), "场": ("人", "家"), "期": ("人",), "场次": ("人次",),
    "人次": ("场次", "件"), "人": ("件", "场"), "名": ("家", "件"), "位": ("家",), "家": ("人", "%"), "户": ("%",),
    "份": ("人", "%"), "篇": ("%", "人"), "本": ("人", "%"), "条": ("人", "%"), "项": ("人", "%"), "个": ("人", "%"),
    "处": ("人",), "元": ("人", "件"), "天": ("个月", "小时"), "倍": ("%",), "批次": ("人",), "个批次": ("人次",),
    "幅": ("场",), "卷": ("人",), "路": ("人",), "%": ("件", "个百分点"), "家次": ("人次",), "件次": ("人次",),
}  # fmt: skip
"""None that could count the same thing: 件 and 起, 场 and 次, 名 and 人 are not told apart."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in digits, printed at start:end with what qualifies and scales it, the unit behind it."""

    start: int
    end: int
    """Before the unit."""
    number: str
    scale: str
    unit: str
    unit_end: int
    qualifier: str
    """More than one character where several qualify."""

    @property
    def value(self) -> float:
        return float(self.number.replace(",", "")) * _SCALES[self.scale]


def figures(shown: str) -> list[Figure]:
    """Every number of the text that is no year and numbers no paragraph."""
    found = []
    for match in _FIGURE.finditer(shown, enumerator_end(shown)):
        start = match.start("number")
        if _YEAR.match(match["number"]) and shown[match.end("number") :][:1] in ("年", "—", "-", "〕"):
            continue
        before, above = match["before"] or "", match["above"] or ""
        qualifier = before + (match["early"] or "") + (match["late"] or "") + above
        unit = match["unit"] or ""
        end = match.start("unit") if unit else match.end() - len(above)
        scale = match["scale"] or ""
        found.append(Figure(start, end, match["number"], scale, unit, end + len(unit), qualifier))
    return found


def held_values(text: str) -> set[float]:
    """Every number of the text, in digits and in words, with and without its scale."""
    values = {value for one in figures(text) for value in (one.value, float(one.number.replace(",", "")))}
    return values | {float(chinese_number(numeral)) for numeral in re.findall(r"[一二两三四五六七八九十百]+", text)}


def digit(claim: Claim) -> Iterator[str]:
    """One digit changed, added or dropped; one Chinese numeral changed."""
    held = held_values(cited_text(claim))
    for one in figures(covered_markers(claim.text)):
        for number in _other_numbers(one.number):
            value = float(number.replace(",", "")) * _SCALES[one.scale]
            if value in held or not _is_possible(claim.text, one, value) or not _is_clear(one, value):
                continue
            yield replaced(claim.text, one.start, one.start + len(one.number), number)
    yield from _other_numerals(claim, held)


def unit(claim: Claim) -> Iterator[str]:
    shown, held = covered(claim.text), cited_text(claim)
    values = held_values(held)
    for one in figures(shown):
        for other in OTHER_UNITS.get(one.unit, ()):
            words = other
            if one.unit == "%" and (other == "件") is ("." in one.number):
                continue
            if one.unit not in ("%", "元") and not _ENDS_HERE.match(shown[one.unit_end :]):
                # Before a noun another count word is no Chinese: 42件文件 becomes 42%的文件.
                if other != "%" or one.value > 100 or one.qualifier:
                    continue
                words = "%的"
            if other == "%" and (one.value > 1000 or one.qualifier or _is_a_share(one.value, values)):
                continue
            if claim.text[one.start : one.end] + words not in held:
                yield replaced(claim.text, one.end, one.unit_end, words)
        if one.unit == "元" and one.scale:
            yield replaced(claim.text, one.start, one.end, claim.text[one.start : one.end].replace(one.scale, ""))


def scale(claim: Claim) -> Iterator[str]:
    """万 and 亿 exchanged, dropped, or put in."""
    held = held_values(cited_text(claim))
    for one in figures(covered(claim.text)):
        printed = claim.text[one.start : one.end]
        if one.scale:
            others = ["亿" if one.scale == "万" else "万", *([""] if one.unit == "元" or not one.qualifier else [])]
            for other in others:
                value = float(one.number.replace(",", "")) * _SCALES[other]
                stays_true = value < one.value and any(word in one.qualifier for word in _AT_LEAST)
                if value not in held and not stays_true and (other or "." not in one.number):
                    yield replaced(claim.text, one.start, one.end, printed.replace(one.scale, other))
        elif (
            one.unit not in ("", "%", "个百分点", "届", "期", "省", "倍", "天")
            and one.value >= 5
            and claim.text[one.start - 1 : one.start] != "第"
            and one.value * 10**4 not in held
        ):
            yield replaced(claim.text, one.start, one.end, printed + "万")


def _is_a_share(percent: float, values: set[float]) -> bool:
    """6 of 99 cases are about 6%."""
    return any(
        abs(100 * part / whole - percent) <= 1 for part in values for whole in values if 0 < part <= whole and whole > 1
    )


def _other_numbers(number: str) -> Iterator[str]:
    whole, point, part = number.partition(".")
    for place, old in enumerate(number):
        if old.isdigit():
            yield from (replaced(number, place, place + 1, str(new)) for new in range(10) if new != int(old))
    if len(whole) > 1 and "," not in whole:
        yield from (whole[:place] + whole[place + 1 :] + point + part for place in range(len(whole)))
    if "," not in whole:
        yield from (f"{whole}{new}{point}{part}" for new in range(10))


def _is_possible(text: str, one: Figure, value: float) -> bool:
    """Whether there is such a day or year; any number that is no date may become any but nought."""
    if value == 0 or text[one.start] == "0":
        return False
    if _YEAR.match(one.number) and text[one.start - 1 : one.start] in ("—", "-"):
        return 2020 < value < 2050
    following = text[one.end : one.end + 1]
    return not (following == "月" and value > 12) and not (following == "日" and value > 31)


def _is_clear(one: Figure, value: float) -> bool:
    """9.7万余 is not clearly wrong where 9.8万余 is right, but 19.8万余 is; nor is 近310 where 近300 is."""
    if not one.qualifier:
        return True
    if any(word in one.qualifier for word in _MORE):
        return value >= 1.2 * one.value
    return value >= 1.2 * one.value or value <= 0.8 * one.value


def _other_numerals(claim: Claim, held: set[float]) -> Iterator[str]:
    text = cited_text(claim)
    shown = covered(claim.text)
    for match in _NUMERAL.finditer(shown, enumerator_end(shown)):
        for numeral in "二三四五六七八":
            following = shown[match.end() : match.end() + 1]
            new = "两" if numeral == "二" and following not in "等审" else numeral
            if f"{new}{following}" not in text and float(chinese_number(new)) not in held | {
                float(chinese_number(match[0]))
            }:
                yield replaced(claim.text, match.start(), match.end(), new)
    if "二十大" in shown and "十九大" not in text:
        yield replaced(claim.text, shown.index("二十大"), shown.index("二十大") + 3, "十九大")
