"""Numerals as they are written: full-width digits and Chinese numerals."""

import re
import unicodedata

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_YEAR_IN_WORDS = re.compile(r"[二两][〇零○Oo0][一二三四五六七八九零〇○]{2}(?=年)")


_NARROW = {
    code: unicodedata.normalize("NFKC", chr(code))
    for code in range(ord("！"), ord("～") + 1)
    if chr(code) not in "，；：？！（）"
}


def narrow(text: str) -> str:
    """Full-width digits, letters and signs made half-width, one character for one, so that places stay."""
    return text.translate(_NARROW)


def chinese_number(numeral: str) -> int:
    """The value of a Chinese numeral below ten thousand: 十二 is 12, 二〇二四 is 2024."""
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


def years_in_digits(text: str) -> str:
    """二〇二四年 becomes 2024年."""
    return _YEAR_IN_WORDS.sub(lambda match: re.sub(r"[○Oo0]", "〇", match[0]).translate(_YEAR_DIGITS), text)


_YEAR_DIGITS = str.maketrans({digit: str(value) for digit, value in _DIGITS.items()})
