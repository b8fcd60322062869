"""Ordinals that stand with a unit: 第24届, 第6期, 第3位."""

import re

from vectorstore.reports.figures import Measure, Quantity
from vectorstore.reports.numerals import chinese_number, narrow

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
