"""A figure put to what another one counts."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from evals.claims.claims import Claim
from evals.claims.mutations.figures import Figure, figures
from evals.claims.mutations.text import BLANK, covered, replaced

_CLAUSE = re.compile(r"(?:[^，,；;、。]|(?<=\d),(?=\d{3}))*[，,；;、。]?")
"""1,436 is not cut in two."""


def exchanged(claim: Claim) -> Iterator[str]:
    """Two figures of the claim in each other's place: 收到203件，审结239件."""
    for first, second in combinations(_exact(covered(claim.text)), 2):
        if _alike(first, second):
            text = replaced(claim.text, second.start, second.end, claim.text[first.start : first.end])
            yield replaced(text, first.start, first.end, claim.text[second.start : second.end])


def joined(claim: Claim) -> Iterator[str]:
    """The words of one count with the number of the one before, which is left out: 审结239件."""
    shown = covered(claim.text)
    clauses = [match for match in _CLAUSE.finditer(shown) if match[0]]
    for before, after in pairwise(clauses):
        one, other = figures(before[0]), figures(after[0])
        if len(one) == len(other) == 1 and _alike(one[0], other[0]) and BLANK not in before[0]:
            number = before[0][one[0].start : one[0].end]
            words = replaced(claim.text[after.start() : after.end()], other[0].start, other[0].end, number)
            yield claim.text[: before.start()] + words + claim.text[after.end() :]


def taken_from_the_paragraph(claim: Claim) -> Iterator[str]:
    """A figure that the cited paragraph gives for something that the claim doesn't tell."""
    for cited in claim.cited:
        held = figures(covered(cited.paragraph.text))
        for one in _exact(covered(claim.text)):
            if not any(_same(one, figure) for figure in held):
                continue
            for figure in held:
                if _alike(one, figure) and not any(figure.value == other.value for other in figures(claim.text)):
                    number = cited.paragraph.text[figure.start : figure.end]
                    yield replaced(claim.text, one.start, one.end, number)


def _exact(shown: str) -> list[Figure]:
    """Those that nothing qualifies: 超过200件 stays true with many a number."""
    exact = (one for one in figures(shown) if one.unit and not one.qualifier)
    return [one for one in exact if shown[one.start - 1 : one.start] != "第"]


def _same(one: Figure, other: Figure) -> bool:
    return one.value == other.value and one.unit == other.unit


def _alike(one: Figure, other: Figure) -> bool:
    """Of one unit, but different, so that an exchange makes both wrong."""
    return one.unit == other.unit != "" and one.value != other.value and not (one.qualifier or other.qualifier)
