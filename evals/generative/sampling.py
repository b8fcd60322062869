"""Some cases in the place of all, where a language model takes half a minute for each. Pure."""

from collections.abc import Sequence
from hashlib import sha256

from evals.answers.cases import Case

LEAST_OF_A_KIND = 3
"""Fewer say nothing about a kind; the row of all counts a rare kind for a little too much."""


def sample(cases: Sequence[Case], size: int, seed: int = 0) -> tuple[Case, ...]:
    """About so many cases, of each kind its share and at least three, where it has them.

    The same for the same seed; a case that is added or taken away leaves the others' places as they are. In an order
    that mixes the kinds, so that what a run has done by half is a sample too.
    """
    if size >= len(cases):
        return tuple(cases)
    kinds: dict[str, list[Case]] = {}
    for case in sorted(cases, key=lambda one: _place(one, seed)):
        kinds.setdefault(case.kind, []).append(case)
    least = min(LEAST_OF_A_KIND, size // len(kinds)) or 1
    counts = {kind: max(least, round(size * len(group) / len(cases))) for kind, group in kinds.items()}
    while sum(counts.values()) > size and max(counts.values()) > least:
        counts[max(counts, key=lambda kind: (counts[kind], kind))] -= 1
    while sum(counts.values()) < size:  # what rounding took away goes to the largest kind
        counts[max(kinds, key=lambda kind: (len(kinds[kind]) - counts[kind], kind))] += 1
    chosen = [case for kind, group in kinds.items() for case in group[: counts[kind]]]
    return tuple(sorted(chosen, key=lambda one: _place(one, seed)))


def _place(case: Case, seed: int) -> str:
    return sha256(f"{seed} {case.id}".encode()).hexdigest()
