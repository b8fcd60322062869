"""Numerals: the only table of digits, read and written. With unit and qualifier they are quantities.py's. Pure."""

import re
import unicodedata
from functools import lru_cache

_CHINESE = "零一二三四五六七八九"
_DIGITS = {digit: value for value, digit in enumerate(_CHINESE)} | {"〇": 0, "○": 0, "两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}
_AGAINST_FORGERY = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
"""陆 and 伍 are words of their own: in a numeral only where two such signs stand together."""
_ODD = frozenset("亖仨弌弍弎弐壱叄參貮貳㐅㒃㠪㭍兩億萬卄廾陸")
"""Numerals that nobody writes in a report: of a model's sentence they are not read, but seen."""
_LARGE = {"万": 10**4, "亿": 10**8}
_SCALES = {"": 1, "百": 100, "千": 1000} | {
    f"{step}{name}": factor * value for name, value in _LARGE.items() for step, factor in {"": 1, **_STEPS}.items()
}

SIGNS = (
    "\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3021-\u3029\u3038-\u303a"
    "\u3220-\u3229\u3248-\u324f\u3251-\u325f\u3280-\u3289\u32b1-\u32bf"
)
"""For a character class: signs that are a number by themselves: ③ ⑶ ⒊ ❸ 〣 ㈢ ㊂ ㉓."""
FRACTIONS = "\u00bc-\u00be\u2150-\u215e\u2189"
ROMAN = "\u2160-\u2188"
RAISED = "\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089"
"""² and ₂: no digits of the number that they stand at."""
GAP = "[,，\\s\u00a0\u2000-\u200d\u202f\u205f\u2060\ufeff\u00ad\ufe0f\u20e3]"
"""What may stand between the digits of one number."""
ARABIC = rf"\d+(?:{GAP}{{1,2}}\d+)*(?:\.\d+)*"
"""In digits, as far as it can reach: 3，568 and 8 450 are one number, and so is what nobody can read, 8 45."""
CHINESE = (
    "[零〇一二两三四五六七八九十百千廿卅卌][零〇○一二两三四五六七八九十百千廿卅卌]*(?:点[零〇一二三四五六七八九]+)?"
    "|[壹贰叁肆伍陆柒捌玖拾佰仟][零壹贰叁肆伍陆柒捌玖拾佰仟]+|[壹贰叁肆柒捌玖佰仟]"
)
_SIGN = rf"[\d{SIGNS}{FRACTIONS}{ROMAN}{RAISED}]"
FIGURE = rf"{_SIGN}(?:{_SIGN}|〇)*(?:{GAP}{{1,2}}{_SIGN}+|\.\d+)*[{FRACTIONS}{RAISED}]*"
"""In digits and signs."""
_SCALE = r"(?:\s?[万亿](?!一)|[十百千][万亿]|[百千](?!分))"
_ONE = rf"(?:{FIGURE}|{CHINESE})(?:[余多]?{_SCALE})?"
AMOUNT = rf"{_ONE}(?:(?<=[百千万亿]){_ONE})*|(?<=[近约超逾上])[万亿]|[万亿](?=余)"
"""Every number as far as it reaches; `value_of` tells what it is."""

_GROUPED = re.compile(r"(?!0)\d{1,3}(?P<gap>[,，]|[ \u00a0\u2002-\u200a\u202f\u3000])\d{3}(?:(?P=gap)\d{3})*(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_IN_STEPS = re.compile(
    r"零?(?:[一二两三四五六七八九]?千)?(?:(?:零?[一二两三四五六七八九]|^)百)?"
    r"(?:(?:零?[一二三四五六七八九]|(?<![一二两三四五六七八九零]))十)?(?:零?(?<![百千])[一二两三四五六七八九])?"
)
"""三百二十, 一千零五; 一百二 may be 102 or 120, 三四百 is 300 to 400: neither is one number."""
_PIECE = re.compile(
    rf"(?P<number>{FIGURE}|{CHINESE})\s?"
    rf"(?P<scale>[十百千]?[万亿]|[百千])?|(?P<bare>[万亿])"
)


@lru_cache(maxsize=4096)
def value_of(printed: str) -> float | None:
    """Of a number as people write it, without unit: 3，568 · 1.2亿 · 三百二十 · ③② · 2½ · Ⅻ · 卅 · 1亿2000万; 余 and 多
    count nothing. None where it cannot be decided what it is: 8 45, 三五, 239²."""
    text = re.sub(r"[余多]", "", printed).strip().translate(str.maketrans("萬億兩", "万亿两"))
    total, smallest, place = 0.0, float("inf"), 0
    while place < len(text):
        piece = _PIECE.match(text, place)
        if piece is None:
            return None
        number = 1.0 if piece["bare"] else _number(piece["number"])
        scale = _SCALES[piece["bare"] or piece["scale"] or ""]
        if number is None or number * scale >= smallest:
            return None
        # 三万五 is 35000 to one and 30005 to another, and 100万30年 are two numbers
        unscaled = not piece["bare"] and not piece["scale"] and not piece["number"].startswith("零")
        if total and unscaled and number * 10 < smallest:
            return None
        total, smallest, place = total + number * scale, scale, piece.end()
    return total if text else None


def _number(printed: str) -> float | None:
    if _PLAIN.fullmatch(printed):
        return float(printed)
    if _GROUPED.fullmatch(printed):
        return float(re.sub(GAP, "", printed))
    if re.fullmatch(CHINESE, printed):
        return _chinese(printed)
    return None if re.search(rf"{GAP}|\.", printed) else _of_signs(printed)


def _chinese(printed: str) -> float | None:
    text = printed.translate(_AGAINST_FORGERY)
    whole, _, part = text.partition("点")
    for sign, tens in _TENS.items():
        whole = whole.replace(sign, tens)
    in_steps = any(step in whole for step in _STEPS)
    # 三五件 are three to five, 三五九件 and 二〇件 are written digit by digit
    if not in_steps and len(whole) == 2 and not set(whole) & set("零〇○"):
        return None
    if in_steps and not _IN_STEPS.fullmatch(re.sub("[〇○]", "零", whole)):
        return None
    decimals = "".join(str(_DIGITS[digit]) for digit in part)
    return float(f"{chinese_number(whole)}.{decimals or 0}")


def _of_signs(printed: str) -> float | None:
    """③ is 3, ②⑨③ 293, 2½ 2.5, Ⅻ 12; signs above nine stand alone; 239² is none."""
    if re.search(f"[{RAISED}]", printed):
        return None
    *before, last = map(unicodedata.numeric, printed)
    if not before:
        return last
    part = 0.0
    if re.match(f"[{FRACTIONS}]", printed[-1]):
        part = last
    else:
        before.append(last)
    if any(value not in range(10) for value in before) or re.search(f"[{ROMAN}]", printed):
        return None
    return float("".join(str(int(value)) for value in before)) + part


def chinese_number(numeral: str) -> int:
    """The value of a Chinese numeral below ten thousand, also digit by digit: 十二 is 12, 二〇二四 is 2024. Raises
    KeyError where it is none."""
    if not any(step in numeral for step in _STEPS):
        return int("".join(str(_DIGITS[digit]) for digit in numeral))
    total, digit = 0, 0
    for character in numeral:
        if character in _STEPS:
            total += (digit or 1) * _STEPS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def whole_number(numeral: str) -> int:
    """Of a heading, a date, a count of districts: 12, １２, 十二, ⑫, 二○二四. Raises ValueError where it is none."""
    if numeral.isdecimal():
        return int(numeral)
    value = float(chinese_number(numeral)) if set(numeral) <= {*_DIGITS, *_STEPS} else _of_signs(numeral)
    if value is None or value != int(value):
        raise ValueError(f"{numeral} is no whole number")
    return int(value)


def is_numeral(word: str) -> bool:
    """Whether a word is nothing but a number, with its scale and 余 or %."""
    signs = _DIGITS.keys() | _STEPS.keys() | _TENS.keys() | set(".,%万亿余多")
    plain = word.translate(_AGAINST_FORGERY) if len(word) > 1 else word
    return all(sign in signs or is_digit(sign) for sign in plain)


def numerals_blanked(text: str) -> str:
    """A blank for every digit and Chinese numeral, so that places stay."""
    signs = _DIGITS.keys() | _STEPS.keys() | _TENS.keys() | _LARGE.keys()
    return "".join(" " if is_digit(sign) or sign in signs else sign for sign in text)


def is_digit(sign: str) -> bool:
    """Whether a character is a number wherever it stands; Chinese numerals, which make words, are none."""
    if unicodedata.category(sign) in ("Nd", "Nl", "No"):
        return sign != "〇"
    plain = unicodedata.normalize("NFKC", sign)
    return sign in _ODD or (plain != sign and plain[0].isnumeric())


def chinese_numeral(number: int) -> str:
    """Below ten thousand: 十二, 二十一, 一百零五."""
    if number < 20:
        return _CHINESE[number] if number < 10 else "十" + (_CHINESE[number - 10] if number > 10 else "")
    written = ""
    for step, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // step % 10
        if digit:
            written += _CHINESE[digit] + name
        elif written and number % step and not written.endswith("零"):
            written += "零"
    return written


def digit_by_digit(number: int, zero: str = "〇") -> str:
    """二〇二四."""
    return "".join(_CHINESE[int(digit)] for digit in str(number)).replace("零", zero)


def full_width(number: int) -> str:
    """２０２４."""
    return str(number).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})


def in_signs(first: str, count: int, number: int) -> str | None:
    """The number in a row of signs that begins with `first` and has `count` of them: ⑫; None where it has no such."""
    return chr(ord(first) + number - 1) if 1 <= number <= count else None


def counted(number: int) -> str:
    """两, 十, 12: as a sentence counts reports and districts."""
    return str(number) if number > 10 else "两" if number == 2 else chinese_numeral(number)


def step_of(printed: str) -> float:
    """What the last digit of a number stands for: 1000 of 9.8万, 0.01 of 37.76, 1 of 98 and of a number in words."""
    found = re.search(rf"{ARABIC}\s?(?P<scale>[十百千]?[万亿]|[百千])?", printed)
    if found is None:
        return 1.0
    return float(_SCALES[found["scale"] or ""] * 10.0 ** -len(found[0].partition(".")[2].rstrip(" 十百千万亿")))


def printed_number(number: float) -> str:
    """1234567, 31.08: with at most four decimals."""
    return f"{number:.4f}".rstrip("0").rstrip(".")
