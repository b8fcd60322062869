"""What a written sentence names of a comparison: its columns, its rows, and the figures that stand in them. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from service.table.entries import Entry
from vectorstore.genre.indicators import Indicator
from vectorstore.genre.places import mentions_of
from vectorstore.genre.quantities import Number, numbers_in
from vectorstore.genre.regions import is_within
from vectorstore.genre.text import narrow
from vectorstore.genre.times import YEAR, plain_digits, years_named
from vectorstore.types import Region, Report

_DATED_BEHIND = re.compile(rf"\s*(?:的|在|于)?({YEAR})年度?")
_DATED_AHEAD = re.compile(rf"({YEAR})年度?[，,]?\s*$")
_OF_COLUMNS = re.compile(r"个?(?:[区县市地](?!域)|报告)")
_TOGETHER = re.compile(rf"(?:{YEAR}年度?)?(?:和|与|及|以及|、|同|跟)?(?:{YEAR}年度?)?")


@dataclass(frozen=True, slots=True)
class Named:
    """At start:end of the sentence, with the year where it stands beside."""

    start: int
    end: int
    columns: frozenset[int]
    """Places of the reports in the rows."""


@dataclass(frozen=True)
class TableSentence:
    """A sentence and the rows that it may tell of."""

    text: str
    """Narrow, without markers, years in digits."""
    rows: tuple[tuple[Entry, ...], ...]
    reports: tuple[Report, ...]

    @cached_property
    def named(self) -> tuple[Named, ...]:
        regions: tuple[Region, ...] = tuple({one.region.code: one.region for one in self.reports}.values())
        years = years_named(self.text)
        only = next(iter(years)) if len(years) == 1 else None
        found = []
        for mention in mentions_of(self.text, regions):
            after = _DATED_BEHIND.match(self.text, mention.end)
            before = _DATED_AHEAD.search(self.text[: mention.start])
            beside = after or before
            year = int(beside[1]) if beside else only
            columns = frozenset(
                place
                for place, report in enumerate(self.reports)
                if any(is_within(report.region.code, code) for code in mention.codes) and year in (None, report.year)
            )
            found.append(Named(mention.start, after.end() if after else mention.end, columns))
        return tuple(found)

    @cached_property
    def labels(self) -> tuple[tuple[int, int, int], ...]:
        """Start and end of an indicator's name and the place of its row; of names within each other the longest."""
        found = [
            (match.start(), match.end(), place)
            for place, row in enumerate(self.rows)
            for match in _labels_of(row[0].indicator).finditer(self.text)
        ]
        return tuple(
            one
            for one in sorted(found)
            if not any(o[0] <= one[0] and one[1] <= o[1] and o[1] - o[0] > one[1] - one[0] for o in found)
        )

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Without years and 五个区."""
        return tuple(
            number
            for number in numbers_in(self.text)
            if not number.is_year and not _OF_COLUMNS.match(self.text, number.end)
        )

    def subject(self, place: int) -> frozenset[int] | None:
        """The columns that the words at a place are about: named last before, several in a row together."""
        return self._group([one for one in self.named if one.end <= place])

    def object(self, place: int, end: int) -> frozenset[int] | None:
        """The columns named first between place and end."""
        following = [one for one in self.named if place <= one.start < end]
        together = following[:1]
        for one in following[1:]:
            if not _TOGETHER.fullmatch(self.text[together[-1].end : one.start]):
                break
            together.append(one)
        return frozenset().union(*(one.columns for one in together)) if together else None

    def rows_at(self, place: int) -> tuple[tuple[Entry, ...], ...]:
        """What the words at a place may be about: by the figure or the indicator named last before, else first after.
        Several where two rows hold the figure; empty where it is none of the table's."""
        anchors: list[tuple[int, tuple[int, ...]]] = [(start, (row,)) for start, _, row in self.labels]
        anchors += [(number.start, self._rows_with(number)) for number in self.numbers]
        before = [anchor for anchor in anchors if anchor[0] < place]
        nearest = max(before) if before else min(anchors, default=(0, ()))
        rows = nearest[1]
        spoken_of = {row for _, _, row in self.labels} & set(rows)
        return tuple(self.rows[row] for row in sorted(spoken_of or rows))

    def of(self, text: str) -> "TableSentence":
        """Another text, read against the same table."""
        return replace(self, text=_read(text))

    def without(self, clauses: Sequence[tuple[int, int]]) -> "TableSentence":
        """With these places blank."""
        text = self.text
        for start, end in clauses:
            text = text[:start] + " " * (end - start) + text[end:]
        return replace(self, text=text)

    def _group(self, named: Sequence[Named]) -> frozenset[int] | None:
        if not named:
            return None
        columns = named[-1].columns
        for one, following in zip(reversed(named[:-1]), reversed(named), strict=False):
            if not _TOGETHER.fullmatch(self.text[one.end : following.start]):
                break
            columns |= one.columns
        return columns

    def _rows_with(self, number: Number) -> tuple[int, ...]:
        subject = self.subject(number.start)
        return tuple(
            place
            for place, row in enumerate(self.rows)
            if any(
                is_figure_of(number, entry) and (subject is None or column in subject)
                for column, entry in enumerate(row)
            )
        )


def read_sentence(text: str, rows: Sequence[Sequence[Entry]], reports: Sequence[Report]) -> TableSentence:
    return TableSentence(_read(text), tuple(map(tuple, rows)), tuple(reports))


def _read(text: str) -> str:
    return plain_digits(text)


def is_figure_of(number: Number, entry: Entry) -> bool:
    """Whether a written number is the entry's, unit and all."""
    unit = numbers_in(f"1{entry.indicator.unit}")
    if entry.number is None or not unit or (number.unit == "%") != (unit[0].unit == "%"):
        return False
    return abs(number.value - entry.number * unit[0].value) < 1e-6 * max(1.0, abs(number.value))


@lru_cache(maxsize=256)
def _labels_of(indicator: Indicator) -> "re.Pattern[str]":
    names = sorted({narrow(name) for name in (indicator.name, *indicator.synonyms)}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)))
