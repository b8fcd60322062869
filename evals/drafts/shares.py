"""How many came out right of how many, and which did not."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    right: int
    whole: int
    faults: tuple[str, ...] = ()
    """In words, for the reader."""

    @property
    def value(self) -> float:
        return self.right / self.whole if self.whole else 1.0


def together(shares: Iterable[Share]) -> Share:
    found = list(shares)
    return Share(
        sum(one.right for one in found), sum(one.whole for one in found), tuple(x for one in found for x in one.faults)
    )


def share_of(judged: Iterable[tuple[str, bool]]) -> Share:
    outcomes = list(judged)
    return Share(sum(right for _, right in outcomes), len(outcomes), tuple(one for one, right in outcomes if not right))
