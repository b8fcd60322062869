"""Numerals as they are written: full-width digits and Chinese numerals."""

_NUMERALS = "一二三四五六七八九"


def numeral(number: int) -> str:
    """From 1 to 99: 十二."""
    tens, ones = divmod(number, 10)
    return f"{_NUMERALS[tens - 1] if tens > 1 else ''}{'十' if tens else ''}{_NUMERALS[ones - 1] if ones else ''}"


_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}


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


_DIGIT_SIGNS = "零一二三四五六七八九"


def chinese_numeral(value: int) -> str:
    """十二, 二十一; from 100 on digit by digit, 一〇二: no report has so many headings."""
    if value > 99:
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(value))
    tens, ones = divmod(value, 10)
    return (_DIGIT_SIGNS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGIT_SIGNS[ones] if ones else "")


_COUNTED = "零一两三四五六七八九十"


def counted(number: int) -> str:
    """两, 十, 12: as a sentence counts reports and districts."""
    return _COUNTED[number] if number < len(_COUNTED) else str(number)
