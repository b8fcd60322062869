"""Who has the most and who the least, as far as the figures tell. Pure."""

from collections.abc import Sequence
from decimal import Decimal

from service.comparison.bounds import Bounds, bounds_of
from service.comparison.cells import Entry


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
