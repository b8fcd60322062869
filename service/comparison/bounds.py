"""Between which numbers a figure lies: 1000余 is more than 1000, and who leads must not hang on how much more. Pure."""

from decimal import Decimal

from vectorstore.types import Figure

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
