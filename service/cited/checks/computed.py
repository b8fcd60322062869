"""Figures that no paragraph holds, but that can be computed anew from those that do. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from math import log10

from service.cited.checks.sources import StatedFigure
from vectorstore.genre.numerals import step_of
from vectorstore.genre.text import ENUMERATION, STOPS, clause_before, narrow
from vectorstore.genre.units import Quantity

MOST_OPERANDS = 6
"""Of which any may be the ones; of more (a sum of ten) only those that stand side by side."""
LEADING = 10
"""Characters before a figure in which the sentence says that it is a sum or a difference."""
_SUM = re.compile(r"合计|共计|总计|总共|共|合并|相加|之和|总数|总量")
_DIFFERENCE = re.compile(r"多|少|高|低|差|增加|减少|下降|上升|缩短|压缩|增长|提高|剩|尚有|未")
_SHARE = re.compile(r"占|比例|比重|率|平均")
_TIMES = re.compile(r"倍")
_PLAIN_SUM = re.compile(r"合计|共计|总计|相加|之和|加起来|(?:[、和与及].*共)")
_PLAIN_DIFFERENCE = re.compile(r"相差|之差|比.*[多少高低]")
_COMPUTED_SUM = re.compile(r"相加|之和|计算(?:合计|共计|得出?)|加起来")
_COMPUTED_DIFFERENCE = re.compile(r"相差|之差|相减|比[^，。；比\d]{0,30}\d[^，。；比]{0,30}?[多少高低](?:出|了)?")


@dataclass(frozen=True, slots=True)
class Computed:
    """How a figure follows from those that were said before it."""

    end: int
    """Where it ends in the sentence."""
    formula: str
    """For the reader, e.g. 239－203＝36."""


def computed(figure: StatedFigure, own: Sequence[Quantity], before: Sequence[Quantity], text: str) -> Computed | None:
    """The figure as a sum, difference, share or multiple of figures that hold: of the sentence itself, or those said
    before; None where the sentence doesn't say that it is one, or the result is another."""
    for operands in (own, (*before, *own)[-MOST_OPERANDS:]):
        if formula := next(_formulas(figure, list(dict.fromkeys(operands)), text), None):
            return Computed(figure.number.end, formula)
    return None


def computed_from(figure: StatedFigure, operands: Sequence[Quantity], text: str) -> Computed | None:
    """The same from figures of the cited paragraphs whose names the sentence has, though not their numbers (首违不罚和
    轻微不罚案件合计742件), where it says plainly that it is a sum or a difference."""
    leading = clause_before(text, figure.number.start)
    if not (_PLAIN_SUM.search(leading) or _PLAIN_DIFFERENCE.search(leading)):
        return None
    formula = next(_formulas(figure, list(dict.fromkeys(operands))[:MOST_OPERANDS], text), None)
    return Computed(figure.number.end, formula) if formula else None


def fault_of_computed(text: str, numbers: Sequence[Quantity]) -> str | None:
    """A figure that the paragraph holds, but that isn't what the sentence computes: 63、22、3，相加为95."""
    for pattern, results in ((_COMPUTED_SUM, _sums), (_COMPUTED_DIFFERENCE, _differences)):
        match = pattern.search(text)
        result = next((number for number in numbers if match and number.start >= match.end()), None)
        if match is None or result is None:
            continue
        operands = [number for number in numbers if number.end <= match.end() and number.base_unit == result.base_unit]
        possible = [value for value, _ in results(operands)]
        if possible and not any(abs(value - result.value) < 1e-6 for value in possible):
            return f"“{result.printed}”与所列各数不符"
    return None


def _formulas(figure: StatedFigure, operands: Sequence[Quantity], text: str) -> Iterator[str]:
    number = figure.number
    leading = clause_before(text, number.start, at=STOPS + ENUMERATION)[-LEADING:]
    whole = f"{figure.earlier} {figure.clause}"
    same = [other for other in operands if other.base_unit == number.base_unit or not number.base_unit]
    results: list[tuple[float, str]] = []
    if _SUM.search(leading):
        results += _sums(same)
    if _DIFFERENCE.search(leading):
        results += _differences(same)
    decimals = -round(log10(step_of(narrow(number.printed))))
    if number.base_unit == "%" and _SHARE.search(whole):
        results += [
            (round(100 * value, decimals), f"{words}＝{number.value:.12g}%") for value, words in _shares(operands)
        ]
    if number.base_unit == "倍" and _TIMES.search(whole + number.printed):
        results += [
            (round(1 / value, decimals), "÷".join(reversed(words.split("÷")))) for value, words in _shares(operands)
        ]
    for value, words in results:
        if abs(value - number.value) < 1e-6:
            yield words if "＝" in words else f"{words}＝{number.value:.12g}"


def _sums(operands: Sequence[Quantity]) -> list[tuple[float, str]]:
    last = operands[-MOST_OPERANDS:]
    some = (chosen for count in range(2, len(last) + 1) for chosen in combinations(last, count))
    neighbours = (
        operands[first:end]
        for first in range(len(operands) - MOST_OPERANDS)
        for end in range(first + 2, len(operands) + 1)
    )
    return [(sum(one.value for one in chosen), _joined(chosen, "＋")) for chosen in (*some, *neighbours)]


def _joined(operands: Sequence[Quantity], sign: str) -> str:
    return sign.join(f"{one.value:.12g}" for one in operands)


def _differences(operands: Sequence[Quantity]) -> list[tuple[float, str]]:
    return [
        (one.value - other.value, _joined((one, other), "－"))
        for one, other in permutations(operands, 2)
        if one.value > other.value
    ]


def _shares(operands: Sequence[Quantity]) -> list[tuple[float, str]]:
    """Of figures with one unit; a share of another thing is none."""
    return [
        (part.value / whole.value, _joined((part, whole), "÷"))
        for part, whole in permutations(operands, 2)
        if 0 < part.value < whole.value and part.base_unit == whole.base_unit
    ]
