"""The numbers that Word shows before a paragraph and does not store in it. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from vectorstore.genre.numerals import chinese_numeral, digit_by_digit, full_width, in_signs

MOST_LEVELS = 9

_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class ListLevel:
    pattern: str
    """What is shown, with %1 for the number of the first level: （%1）."""
    form: str
    """Of its number, as WordprocessingML calls it: decimal, chineseCounting."""
    start: int = 1
    in_arabic: bool = False
    """The numbers of the levels above it are shown in Arabic numerals."""


@dataclass(frozen=True, slots=True)
class NumberedList:
    counted_with: str
    """Lists of the same key go on counting where the other stopped."""
    levels: Mapping[int, ListLevel]
    restarts: Mapping[int, int] = field(default_factory=dict)
    """Levels that begin anew in this list, and at what number."""


class Counter:
    """Counts the numbered paragraphs of a text, in order."""

    def __init__(self, lists: Mapping[str, NumberedList]) -> None:
        self._lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, list_id: str, depth: int) -> str:
        """What stands before the next paragraph of that list and level, from 0; empty for bullets and for numbers
        of a form that is not known."""
        numbered = self._lists.get(list_id)
        level = numbered.levels.get(depth) if numbered else None
        if numbered is None or level is None:
            return ""
        counts = self._counts.setdefault(numbered.counted_with, {})
        if depth in numbered.restarts and (list_id, depth) not in self._begun:
            counts[depth] = numbered.restarts[depth]
        else:
            counts[depth] = counts.get(depth, level.start - 1) + 1
        self._begun.add((list_id, depth))
        for deeper in range(depth + 1, MOST_LEVELS):
            counts.pop(deeper, None)
        return self._shown(level, numbered.levels, counts)

    @staticmethod
    def _shown(level: ListLevel, levels: Mapping[int, ListLevel], counts: Mapping[int, int]) -> str:
        label = level.pattern
        for place in map(int, _PLACE.findall(level.pattern)):
            other = levels.get(place - 1)
            write = _FORMS.get("decimal" if level.in_arabic else other.form) if other else None
            if other is None or write is None:
                return ""
            label = label.replace(f"%{place}", write(counts.get(place - 1, other.start)))
        return "" if level.form == "bullet" else label


def _circled(number: int) -> str:
    return in_signs("①", 20, number) or str(number)


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


_FORMS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalHalfWidth": str,
    "decimalFullWidth": full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    # Word's Chinese edition writes 一、 also as the Japanese form, which is the same up to 99
    "japaneseCounting": chinese_numeral,
    "chineseCounting": chinese_numeral,
    "chineseCountingThousand": chinese_numeral,
    "taiwaneseCounting": chinese_numeral,
    "taiwaneseCountingThousand": chinese_numeral,
    "ideographDigital": digit_by_digit,
    "japaneseDigitalTenThousand": digit_by_digit,
    "taiwaneseDigital": digit_by_digit,
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda number: "",
}
