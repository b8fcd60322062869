"""Numbers in text, read once: what each counts, with its unit, its qualifier and its place; and what is no figure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from vectorstore.genre.numerals import AMOUNT, SIGNS, chinese_number, is_digit, value_of
from vectorstore.genre.rules import data_of, pattern_of
from vectorstore.genre.text import names_masked, narrow
from vectorstore.genre.units import MEASURE_OF, Kind, Measure, Quantity, unit_pattern


@lru_cache(maxsize=4096)
def numbers_in(text: str) -> tuple[Quantity, ...]:
    """Every number of the text in order, of whatever kind; 一 alone, which counts nothing in this genre (综合查一次,
    一件事), is none."""
    return tuple(_Scan(text).found)


def quantities(text: str) -> list[Quantity]:
    """Those that count something; years, dates, document numbers and set phrases don't."""
    return [number for number in numbers_in(text) if number.kind is Kind.COUNTED]


def ordinals(text: str) -> list[Quantity]:
    """第24届, 第三批: their number is the place in the order."""
    return [number for number in numbers_in(text) if number.kind is Kind.ORDINAL]


def told_numbers(text: str) -> list[Quantity]:
    """Those that a statement is held to: all but years, the marks of lists, and words with a Chinese numeral."""
    return [number for number in numbers_in(text) if number.kind not in (Kind.YEAR, Kind.MARK, Kind.WORD)]


_AMOUNT = re.compile(AMOUNT)
_UNIT = re.compile(
    rf"(?P<more>[余多])?\s?(?:个半(?P<of_a_half>月|小时)|(?P<unit>{unit_pattern(MEASURE_OF)}))"
    rf"(?P<half>(?<=[年天倍周时])半)?(?P<above>以上|左右|上下|以内|以下|余)?"
)
_ABOVE = {"以上": "以上", "左右": "约", "上下": "约", "以内": "不足", "以下": "不足", "余": "余"}
_BEFORE = {"near": "近", "about": "约", "at_least": "以上", "less_than": "不足", "more_than": "超"}
_REACH = 12
"""Characters before a number in which what bounds it stands."""
_YEARS_IN_A_ROW = re.compile(r"(?:(?:19|20)\d{2}[,，\s]{1,2})+(?:19|20)\d{2}")
_IDIOMS = frozenset(data_of("quantities")["idioms"]["words"].split())


class _Bare(NamedTuple):
    """A number with no unit, which may begin a range."""

    number: float
    start: int
    end: int


class _Scan:
    """One pass over a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.narrowed = narrow(text).replace("＊", "*")
        self.found: list[Quantity] = list(self._in_other_words())
        self._taken = [(one.start, one.end) for one in self.found]
        self._phrases = [match.span() for match in pattern_of("quantities", "set_phrase").finditer(self.narrowed)]
        self._names = [match.span() for match in pattern_of("quantities", "name").finditer(self.narrowed)]
        self._bare: _Bare | None = None
        for match in _AMOUNT.finditer(self.narrowed):
            for start, end in self._pieces(*match.span()):
                if not _inside(start, self._taken):
                    self._add(start, end)
        self.found.sort(key=lambda one: one.start)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """2023，2024年 are two; ① before 239件 is a mark of its own."""
        printed = self.narrowed[start:end]
        if _YEARS_IN_A_ROW.fullmatch(printed):
            yield from ((start + one.start(), start + one.end()) for one in re.finditer(r"\d{4}", printed))
        elif re.match(rf"[{SIGNS}]\d", printed) and self._is_enumerated(start):
            yield start, start + 1
            yield start + 1, end
        else:
            yield start, end

    def _in_other_words(self) -> Iterator[Quantity]:
        for match in pattern_of("quantities", "rate_in_words").finditer(self.narrowed):
            number = value_of(match["number"])
            if number is not None:
                yield self._worded(match, number, "%")
        for match in pattern_of("quantities", "fraction").finditer(self.narrowed):
            yield self._worded(match, 100 * chinese_number(match["part"]) / chinese_number(match["whole"]), "%")
        for match in pattern_of("quantities", "half").finditer(self.narrowed):
            half = self._worded(match, 50.0, "%", "超" if match[0].startswith("过") else None)
            yield replace(half, kind=Kind.WORDED)
        for match in pattern_of("quantities", "doubled").finditer(self.narrowed):
            yield replace(self._worded(match, 1.0, "番"), kind=Kind.WORDED)

    def _worded(self, match: re.Match[str], number: float, unit: str, qualifier: str | None = None) -> Quantity:
        before, start = self._qualifier(match.start())
        above = re.compile("|".join(_ABOVE)).match(self.narrowed, match.end())
        end = above.end() if above else match.end()
        qualifier = qualifier or before or (_ABOVE[above[0]] if above else None)
        return Quantity(self.text[start:end], number, unit, MEASURE_OF[unit], qualifier, start, end)

    def _qualifier(self, start: int) -> tuple[str | None, int]:
        """What bounds a number from before, and where it begins."""
        before = self.narrowed[max(0, start - _REACH) : start]
        words = before[:-1] if before[-1:] == " " else before
        for rule, qualifier in _BEFORE.items():
            if match := pattern_of("quantities", rule).search(words):
                return qualifier, start - len(before) + match.start()
        if self.narrowed[start] in "百千万亿" and (match := pattern_of("quantities", "upwards").search(before)):
            return "以上", start - len(before) + match.start()
        return None, start

    def _add(self, start: int, end: int) -> None:
        printed = self.narrowed[start:end]
        number, unit = value_of(printed), _UNIT.match(self.narrowed, end)
        if "，" in printed and pattern_of("quantities", "listed").search(self.narrowed[max(0, start - _REACH) : start]):
            number = None
        in_words = not any(map(is_digit, printed))
        bare, self._bare = self._bare, None
        if number is not None and unit is None:
            self._bare = _Bare(number, start, end)
        read = self._range(bare, number, start, end, unit) or self._single(number, start, end, unit, in_words)
        if read is not None:
            while self.found and read.start <= self.found[-1].start < read.end:  # the first of a range
                self.found.pop()
            self.found.append(read)

    def _single(
        self, number: float | None, start: int, end: int, unit: re.Match[str] | None, in_words: bool
    ) -> Quantity | None:
        if self.narrowed[max(0, start - 1) : start] == "第":
            return self._ordinal(number, start, end, in_words)
        if named := self._year_date_or_mark(number, start, end, unit, in_words):
            return named
        if in_words and (number is None or self._counts_nothing(start, end, unit)):
            return self._word(start, end)
        if number is None or self._is_another_number(start, unit):
            return self._unreadable(start, end, unit)
        if unit and not self._is_part_of_a_name(start, unit):
            return self._counted(number, start, end, unit)
        return self._plain(Kind.NAME, number, (unit and unit["unit"]) or self._following(end), start, end)

    def _year_date_or_mark(
        self, number: float | None, start: int, end: int, unit: re.Match[str] | None, in_words: bool
    ) -> Quantity | None:
        """2024年; 8月; Ⅱ级; the ① of a list."""
        if self._is_year(self.narrowed[start:end], end, in_words):
            return self._plain(Kind.YEAR, number, "年份", start, end)
        if self._is_date(number, start, end):
            return self._plain(Kind.DATE, number, self.narrowed[end], start, end + 1)
        if self.narrowed[start] in "ⅠⅡⅢⅣⅤ" and self._following(end) in tuple("级类期型度"):
            return self._plain(Kind.NAME, number, self._following(end), start, end)
        if re.match(f"[{SIGNS}]", self.narrowed[start]) and unit is None and self._is_enumerated(start):
            return self._plain(Kind.MARK, number, "", start, end)
        return None

    def _following(self, end: int) -> str:
        following = self.narrowed[end : end + 1]
        return following if following.isalpha() else ""

    def _counted(self, number: float, start: int, end: int, unit: re.Match[str]) -> Quantity:
        qualifier, begin = self._qualifier(start)
        if unit["more"] or re.search("[余多]", self.narrowed[start:end]):
            qualifier = "余"
        elif unit["above"]:
            qualifier = "余" if unit["above"] == "余" else qualifier or _ABOVE[unit["above"]]
        name = unit["unit"] or {"月": "个月"}.get(unit["of_a_half"], unit["of_a_half"])
        number += 0.5 if unit["half"] or unit["of_a_half"] else 0
        printed = self.text[begin : unit.end()]
        return Quantity(printed, number, name, MEASURE_OF[name], qualifier, begin, unit.end())

    def _range(
        self, bare: _Bare | None, number: float | None, start: int, end: int, unit: re.Match[str] | None
    ) -> Quantity | None:
        """3至5件, 1—6月, 一至九月, 1月至6月, 30%—50%."""
        if number is None or self._is_year(self.narrowed[start:end], end, in_words=False):
            return None
        first = bare or self._first_of_a_range(start, end, unit)
        if first is None or not pattern_of("quantities", "to").search(self.narrowed[first.end : start]):
            return None
        if self.narrowed[end : end + 1] == "月":
            return self._plain(Kind.DATE, number, "月", first.start, end + 1, first.number)
        if unit is None:
            return None
        counted = self._counted(number, start, end, unit)
        qualifier, begin = self._qualifier(first.start)
        printed = self.text[begin : counted.end]
        return replace(counted, printed=printed, qualifier=qualifier, start=begin, kind=Kind.RANGE, first=first.number)

    def _first_of_a_range(self, start: int, end: int, unit: re.Match[str] | None) -> _Bare | None:
        """Where what begins it has its unit too: 1月至6月, 30%—50%. From 30件至50件 it goes, which is a change."""
        last = self._last(start)
        if last is None:
            return None
        months = self.narrowed[end : end + 1] == "月" == last.unit and last.kind is Kind.DATE and last.first is None
        same = unit is not None and last.kind is Kind.COUNTED and last.unit == unit["unit"]
        dash = re.fullmatch(r"[—–－~-]", self.narrowed[last.end : start])
        return _Bare(last.number, last.start, last.end) if months or (same and dash) else None

    def _last(self, start: int) -> Quantity | None:
        """The number before, of those that were read."""
        return next((one for one in reversed(self.found) if one.end <= start), None)

    def _ordinal(self, number: float | None, start: int, end: int, in_words: bool) -> Quantity | None:
        if number is None:
            return None if in_words else self._unreadable(start, end, None)
        unit = pattern_of("quantities", "ordinal").match(self.narrowed, end)
        if unit is None:
            return None if in_words else self._plain(Kind.NAME, number, self._following(end), start, end)
        return self._plain(Kind.ORDINAL, number, unit[0], start - 1, unit.end())

    def _is_year(self, printed: str, end: int, in_words: bool) -> bool:
        if not pattern_of("quantities", "year").search(printed):
            return False
        following = self.narrowed[end : end + 1]
        return following == "年" or (not in_words and (not following or following in "-—~～至到、〕）)]】/,，"))

    def _is_date(self, number: float | None, start: int, end: int) -> bool:
        following = self.narrowed[end : end + 1]
        if following == "月":
            return number is not None and number in range(1, 13)
        before = self.narrowed[max(0, start - _REACH) : start]
        return following == "日" and bool(pattern_of("quantities", "day_of_a_date").search(before))

    def _counts_nothing(self, start: int, end: int, unit: re.Match[str] | None) -> bool:
        """Of Chinese numerals: 六大行动, 一件事, a day of a date."""
        if self.narrowed[start:end] == "一":
            return True
        if self.narrowed[end : end + 1] == "月":
            return False
        if unit is None or self._is_date(0, start, end):
            return True
        return _inside(start, (*self._phrases, *self._names)) or self._is_since(unit)

    def _is_since(self, unit: re.Match[str]) -> bool:
        """近三年来"""
        return unit["unit"] == "年" and self.narrowed[unit.end() : unit.end() + 1] == "来"

    def _is_enumerated(self, start: int) -> bool:
        before = self.narrowed[max(0, start - 1) : start]
        return bool(pattern_of("quantities", "enumerated").search(before))

    def _is_part_of_a_name(self, start: int, unit: re.Match[str]) -> bool:
        before = self.narrowed[max(0, start - _REACH * 2) : start]
        if before.endswith("+") and not pattern_of("quantities", "joined").search(before):
            return True
        return bool(pattern_of("quantities", "part_of_a_name").search(before)) or self._is_since(unit)

    def _is_another_number(self, start: int, unit: re.Match[str] | None) -> bool:
        """Whether what stands before it makes another number of it."""
        last = self._last(start)
        if last and last.end == start and last.kind in (Kind.NAME, Kind.UNREADABLE, Kind.WORD) and unit:
            return True
        before = self.narrowed[max(0, start - _REACH) : start]
        sign = pattern_of("quantities", "sign_before").search(before)
        if sign is None:
            return False
        after_a_figure = last is not None and last.counts and last.end == start - 1
        if unit is None:
            return after_a_figure and sign[0] in "×✕*^" and self.narrowed[start - 2 : start - 1] != "="
        return not after_a_figure or sign[0] in "×✕*^·.'"

    def _word(self, start: int, end: int) -> Quantity | None:
        """The numeral with the character behind it, or before it where none is behind; none of 一 alone, 一是, 二是."""
        text = self.narrowed
        numeral, phrase = text[start:end], text[start : end + 1]
        if not phrase[-1].isalnum() or phrase == numeral:
            phrase = text[max(0, start - 1) : end]
        ranked = numeral == "一" and phrase[-1] in "等级审季期档倍成"  # 一等奖, 一审
        if (numeral == "一" and not ranked) or phrase in _IDIOMS or phrase[-1] == "是":
            return None
        return Quantity(phrase, value_of(numeral) or 0.0, "", Measure.THINGS, None, start, end, Kind.WORD)

    def _plain(
        self, kind: Kind, number: float | None, unit: str, start: int, end: int, first: float | None = None
    ) -> Quantity:
        qualifier = "余" if re.match("[余多]", self.narrowed[end:]) else None
        if kind is Kind.NAME:
            qualifier = qualifier or self._qualifier(start)[0]
        return Quantity(self.text[start:end], number or 0.0, unit, Measure.THINGS, qualifier, start, end, kind, first)

    def _unreadable(self, start: int, end: int, unit: re.Match[str] | None) -> Quantity:
        before = self.narrowed[max(0, start - _REACH) : start]
        sign = pattern_of("quantities", "sign_before").search(before)
        start -= len(sign[0]) if sign else 0
        end = unit.end() if unit else end
        return Quantity(self.text[start:end], 0.0, "", Measure.THINGS, None, start, end, Kind.UNREADABLE)


def _inside(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


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
