"""What a number counts: units and what they measure, the quantity, and when two are the same. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from vectorstore.genre.numerals import is_digit
from vectorstore.genre.rules import data_of, pattern_of
from vectorstore.genre.text import narrow


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
    """个 and the like, which count anything that can be counted; of what is no quantity, nothing."""


class Kind(StrEnum):
    """What a number is. Only the first is a figure of something."""

    COUNTED = "counted"
    RANGE = "range"
    """3至5件"""
    WORDED = "worded"
    """半数, 翻番: a figure that a sentence may tell, without a numeral; no ledger has it."""
    YEAR = "year"
    DATE = "date"
    """8月, 10月25日, 1—6月"""
    ORDINAL = "ordinal"
    """第24届"""
    NAME = "name"
    """In digits, with no unit, or part of a name: 12345, 307国道, 2.0版, “1+6”, 〔2024〕1号."""
    WORD = "word"
    """In Chinese numerals, with no unit, or in a set phrase: 六大行动, 八项规定, 三五件."""
    MARK = "mark"
    """The ① of a list."""
    UNREADABLE = "unreadable"
    """8 45件, 239×2件, -239件: no figure rather than a wrong one."""


_DATA = data_of("quantities")
UNITS: dict[Measure, tuple[str, ...]] = {Measure(name): tuple(units) for name, units in _DATA["units"].items()}
MEASURE_OF = {unit: measure for measure, units in UNITS.items() for unit in units}
COUNTS = frozenset(Measure) - {Measure.RATE, Measure.MONEY, Measure.DURATION, Measure.MULTIPLE}

_CANONICAL: dict[str, str] = {unit: group.split()[0] for group in _DATA["same"]["units"] for unit in group.split()}
_FACTORS: dict[str, tuple[str, float]] = {unit: (other, by) for unit, (other, by) in _DATA["factors"].items()}
_COUNTED_BY_GE = frozenset(_DATA["same"]["counted_by_ge"].split())
_LIKE_GE = frozenset(_DATA["same"]["like_ge"].split())


def unit_pattern(units: Iterable[str]) -> str:
    """A regular expression for any of the units, the longest first."""
    another_word = _DATA["no_unit"]
    return "|".join(
        re.escape(unit) + (f"(?![{another_word[unit]}])" if unit in another_word else "")
        for unit in sorted(units, key=len, reverse=True)
    )


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as printed at `start:end` of the text."""

    printed: str
    """With its qualifier; of a WORD with the character that follows."""
    number: float
    """In the unit; 0 where it is unreadable."""
    unit: str
    """As printed; of a NAME without a known unit the character that follows."""
    measure: Measure
    qualifier: str | None
    """约, 余, 超, 近, 以上 or 不足."""
    start: int
    end: int
    kind: Kind = Kind.COUNTED
    first: float | None = None
    """Where a range begins: 1 of 1—6月."""

    @property
    def value(self) -> float:
        """In the unit that stands for all that count the same."""
        return self.number * _FACTORS.get(self.unit, ("", 1.0))[1]

    @property
    def base_unit(self) -> str:
        """One for all units that count the same: 件 of 起, % of 成."""
        if self.kind is Kind.DATE:
            return self.unit
        return _FACTORS.get(self.unit, (_CANONICAL.get(self.unit, self.unit), 1.0))[0]

    @property
    def counts(self) -> bool:
        return self.kind in (Kind.COUNTED, Kind.RANGE, Kind.WORDED)

    @property
    def in_words(self) -> bool:
        """三百二十件, 半数."""
        return not any(map(is_digit, self.printed))


_MORE = frozenset({"余", "超", "以上"})


def same_quantity(said: Quantity, held: Quantity) -> bool:
    """Whether the sentence's number is the paragraph's: value, unit, and nothing made of its qualifier.

    A qualifier that was left out is none the less the same: `restored` puts it back. What cannot be read is the same
    only as it is printed.
    """
    if Kind.UNREADABLE in (said.kind, held.kind):
        return said.kind is held.kind and narrow(said.printed) == narrow(held.printed)
    if said.first != held.first or not _same_kind(said, held):
        return False
    if (said.base_unit, held.base_unit) == ("%", "倍"):  # 增长120% is 增长1.2倍
        return abs(said.value - 100 * held.value) < 1e-6
    if abs(said.value - held.value) > 1e-6 * max(1.0, abs(held.value)):
        return False
    same = _same_unit(said.base_unit, held.base_unit) and _same_qualifier(said.qualifier, held.qualifier)
    return same or (said.printed == held.printed and bool(pattern_of("quantities", "hotline").search(said.printed)))


def _same_kind(said: Quantity, held: Quantity) -> bool:
    """第24届 is no 24届, and the 6项 of “1+6项” are no 6项."""
    if Kind.NAME in (said.kind, held.kind) and said.unit in MEASURE_OF:
        return said.kind is held.kind
    return (said.kind is Kind.ORDINAL) == (held.kind is Kind.ORDINAL)


def _same_qualifier(said: str | None, held: str | None) -> bool:
    if said in (None, held):
        return True
    if said == "约":
        return held is not None
    return said in _MORE and held in _MORE


def restored(said: Quantity, held: Quantity) -> str | None:
    """The paragraph's wording of the number where the sentence leaves out 余 or 近; None where it doesn't."""
    return held.printed if held.qualifier and not said.qualifier else None


def _same_unit(said: str, held: str) -> bool:
    if said == held:
        return True
    if not said:  # 数量为239: the unit is left to be understood, but a rate is never a number.
        return held not in ("%", "百分点", "倍", "年份")
    return (said == "个" and held in _COUNTED_BY_GE) or (held == "个" and said in _LIKE_GE)
