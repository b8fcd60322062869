"""The number of a heading: read, and written anew in the same form. Pure."""

import re
from typing import NamedTuple

from vectorstore.reports.headings import Kind, read_mark
from vectorstore.reports.numerals import chinese_number, narrow

_DIGITS = "零一二三四五六七八九"
_NUMBER = re.compile(r"\d+|[一二三四五六七八九十百〇零]+")
_SINGLE_SIGNS = {"①": 20, "⑴": 20, "㈠": 10}
"""The first of each row of signs that are a number by themselves, and how many there are."""


class Number(NamedTuple):
    kind: Kind
    value: int
    start: int
    end: int
    """The numeral stands at start:end of the heading."""


def read_number(heading: str) -> Number | None:
    """None where a heading has no number that could be another: 首先, 主要举措."""
    mark = read_mark(heading)
    if mark is None:
        return None
    printed = narrow(heading[: mark.end])
    for first, count in _SINGLE_SIGNS.items():
        if 0 <= ord(printed[0]) - ord(first) < count:
            return Number(mark.kind, ord(printed[0]) - ord(first) + 1, 0, 1)
    found = _NUMBER.search(printed)
    if found is None:
        return None
    value = int(found[0]) if found[0].isdigit() else chinese_number(found[0])
    return Number(mark.kind, value, *found.span())


def with_number(heading: str, value: int) -> str:
    """The numbered heading with another number in the same form."""
    number = read_number(heading)
    assert number is not None
    return heading[: number.start] + _written(heading[number.start : number.end], value) + heading[number.end :]


def chinese_numeral(value: int) -> str:
    """十二, 二十一; from 100 on digit by digit, 一〇二: no report has so many headings."""
    if value > 99:
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(value))
    tens, ones = divmod(value, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def _written(printed: str, value: int) -> str:
    for first, count in _SINGLE_SIGNS.items():
        if 0 <= ord(printed[0]) - ord(first) < count:
            return chr(ord(first) + value - 1) if value <= count else printed
    if not narrow(printed).isdigit():
        return chinese_numeral(value)
    digits = str(value)
    return digits if printed.isascii() else "".join(chr(ord(digit) + ord("０") - ord("0")) for digit in digits)
