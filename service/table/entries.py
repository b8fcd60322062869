"""Which figure of a report stands in a cell, and what has to be said with it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from service.contract.compare import Status
from vectorstore.figures.counted import printed_number
from vectorstore.figures.periods import is_of_several_years
from vectorstore.genre.indicators import Indicator, derivations
from vectorstore.types import Figure, FigureKind, Paragraph, Period, Report

Bounds = tuple[Decimal, Decimal]
"""The least and the greatest number that it may be."""

_BELOW = frozenset({"近", "约"})
_ABOVE = frozenset({"余", "超", "以上", "约"})


def bounds_of(figure: Figure) -> Bounds:
    """With a qualifier up to one unit of its last printed digit away: 9.8万余 is between 98000 and 99000."""
    number = Decimal(str(figure.number)).normalize()
    step = Decimal(10) ** int(number.as_tuple().exponent)
    below = step if figure.qualifier in _BELOW else Decimal(0)
    above = step if figure.qualifier in _ABOVE else Decimal(0)
    return number - below, number + above


def overlap(one: Bounds, other: Bounds) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


HUNDREDTH = Decimal("0.01")
"""Of percent: how exactly a rate is computed."""


@dataclass(frozen=True, slots=True)
class Source:
    """A figure with the paragraph that it stands in."""

    figure: Figure
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class Note:
    """What is said with a cell."""

    text: str
    sources: tuple[Source, ...] = ()
    """The figures that it tells of."""


@dataclass(frozen=True, slots=True)
class ChangeSince:
    text: str
    before: Report
    """That it is a change against."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a report gives for an indicator: a figure, two of which a rate follows, or neither."""

    report: Report
    indicator: Indicator
    sources: tuple[Source, ...] = ()
    """The figure that is reported; part and whole of a derived rate; empty where nothing is reported."""
    number: float | None = None
    """In the indicator's unit."""
    notes: tuple[Note, ...] = ()
    rivals: tuple[Figure, ...] = ()
    """Other values that the report gives for the same thing."""
    change: ChangeSince | None = None
    """Against the district's year before."""

    @property
    def status(self) -> Status:
        statuses: tuple[Status, ...] = ("not_reported", "reported", "derived")
        return statuses[len(self.sources)]

    @property
    def value(self) -> str | None:
        """As printed; of a derived rate as computed."""
        if len(self.sources) == 1:
            return self.sources[0].figure.value
        return None if self.number is None else printed_number(self.number)

    @property
    def base(self) -> str | None:
        """Of a rate: over what, where that is known."""
        if len(self.sources) == 2:
            return derivations()[self.indicator.name].whole
        return self.sources[0].figure.base if self.sources else None


Found = Mapping[str, Sequence[Source]]
"""The figures of one report by indicator, in the order of the text."""


def entry_of(report: Report, indicator: Indicator, found: Found) -> Entry:
    """A figure of the year goes before one up to now, an exact one before one with 余 or 近, an earlier one before a
    later. One of several years is no figure of the year: it is told in a note."""
    own = [s for s in found.get(indicator.name, ()) if s.figure.period in (Period.YEAR, Period.CUMULATIVE)]
    of_several_years = [source for source in own if is_of_several_years(source.figure, source.paragraph, report.year)]
    given = [source for source in own if source not in of_several_years]
    notes = [
        Note(f"原文另有多年累计的{_printed(source.figure)}，不是当年的数", (source,)) for source in of_several_years
    ]
    if not given:
        derived = _derived(report, indicator, found)
        return replace(derived, notes=(*derived.notes, *notes))
    chosen = min(given, key=lambda s: (s.figure.period is Period.CUMULATIVE, s.figure.qualifier is not None))
    figure = chosen.figure
    same_time = [source for source in given if source.figure.period is figure.period]
    rivals = [source for source in same_time if not overlap(bounds_of(source.figure), bounds_of(figure))]
    once = {source.figure.number: source for source in reversed(rivals)}
    notes += [Note(f"文中另有{_printed(source.figure)}", (source,)) for source in reversed(once.values())]
    return Entry(
        report,
        indicator,
        (chosen,),
        figure.number,
        (*_notes_of(figure, indicator), *notes),
        tuple(source.figure for source in rivals),
    )


def _notes_of(figure: Figure, indicator: Indicator) -> list[Note]:
    notes = []
    if figure.period is Period.CUMULATIVE:
        notes.append("截至某时的数")
    if figure.kind is FigureKind.CHANGE and figure.previous is not None:
        notes.append(f"原为{printed_number(figure.previous)}{figure.unit}")
    if figure.unit not in indicator.units | {indicator.unit}:
        notes.append(f"原文单位为“{figure.unit}”")
    if figure.base:
        notes.append(f"口径：{figure.base}")
    return [Note(text) for text in notes]


def _derived(report: Report, indicator: Indicator, found: Found) -> Entry:
    """A rate of two counts that are both the year's, exact, and given once."""
    derivation = derivations().get(indicator.name)
    if derivation is None:
        return Entry(report, indicator)
    part, whole = (_exact(found.get(name, ())) for name in (derivation.part, derivation.whole))
    if part is None or whole is None or not 0 < whole.figure.number >= part.figure.number:
        return Entry(report, indicator)
    counts = [Decimal(str(source.figure.number)) for source in (part, whole)]
    number = float((100 * counts[0] / counts[1]).quantize(HUNDREDTH, ROUND_HALF_UP))
    formula = f"{printed_number(part.figure.number)}÷{printed_number(whole.figure.number)}＝{printed_number(number)}%"
    note = Note(f"原文未写，由{derivation.part}÷{derivation.whole}算出：{formula}", (part, whole))
    return Entry(report, indicator, (part, whole), number, (note,))


def _exact(sources: Sequence[Source]) -> Source | None:
    of_the_year = [source for source in sources if source.figure.period is Period.YEAR]
    if len({source.figure.number for source in of_the_year}) != 1 or any(s.figure.qualifier for s in of_the_year):
        return None
    return of_the_year[0]


def _printed(figure: Figure) -> str:
    return figure.value if figure.value.endswith(figure.unit) else f"{figure.value}{figure.unit}"


def highest(entries: Sequence[Entry]) -> list[Entry]:
    """Of entries with a number, those that certainly have the most, several where they are equal; empty where 余 or a
    second value leaves it open."""
    return _first(entries, [_bounds(entry) for entry in entries])


def lowest(entries: Sequence[Entry]) -> list[Entry]:
    return _first(entries, [(-high, -low) for low, high in (_bounds(entry) for entry in entries)])


def _first(entries: Sequence[Entry], bounds: Sequence[Bounds]) -> list[Entry]:
    best = max((low for low, _ in bounds), default=Decimal(0))
    possible = [(entry, one) for entry, one in zip(entries, bounds, strict=True) if one[1] >= best]
    exact = all(one == (best, best) for _, one in possible)
    return [entry for entry, _ in possible] if exact or len(possible) == 1 else []


def _bounds(entry: Entry) -> Bounds:
    if entry.status == "derived":
        assert entry.number is not None
        return Decimal(str(entry.number)), Decimal(str(entry.number))
    all_bounds = [bounds_of(figure) for figure in (entry.sources[0].figure, *entry.rivals)]
    return min(low for low, _ in all_bounds), max(high for _, high in all_bounds)
