"""Figures of an answer that were computed, and say how: 两区相差36件（239－203＝36）. Pure.

Apart from what computed them in service.cited.checks, so that a mistake there shows.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from evals.spans import Quantity, numbers, plain, quantity

_NUMBER = r"\d+(?:\.\d+)?"
_FORMULA = re.compile(rf"\(({_NUMBER}(?:[+\-－×÷]{_NUMBER})+)=({_NUMBER})(%?)\)")
_MEAN = re.compile(rf"\(\(({_NUMBER}(?:\+{_NUMBER})+)\)÷(\d+)[=≈]({_NUMBER})\)")
_OPERATION = re.compile(rf"({_NUMBER})|([+\-－×÷])")
_UNIT_LENGTH = 5
"""Characters between a figure and its formula: 个百分点."""
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Formula:
    operands: tuple[float, ...]
    operators: tuple[str, ...]
    result: str
    is_rate: bool

    @property
    def is_right(self) -> bool:
        """To as many decimals as the result is printed with. Mixed operators are no formula of ours."""
        if len(set(self.operators)) != 1:
            return False
        computed = self.operands[0]
        for operator, operand in zip(self.operators, self.operands[1:], strict=True):
            if operator == "÷" and not operand:
                return False
            computed = _apply(operator, computed, operand)
        if self.is_rate and self.operators[0] == "÷":
            computed *= 100
        decimals = len(self.result.partition(".")[2])
        rounding = 0.5 * 10**-decimals if self.operators[0] == "÷" else 0
        return abs(computed - float(self.result)) <= rounding + _TOLERANCE


def without_computed(text: str, held: Collection[Quantity]) -> str:
    """The text, plain, less the figures whose formula is right and has held operands only, and less the formulas.

    Whatever is wrong with a formula, its numbers stay: they have to be held like any others.
    """
    left = _without_means(plain(text), held)
    for match in reversed(list(_FORMULA.finditer(left))):
        formula = _read(match)
        if not formula.is_right or not all(_is_held(operand, formula, held) for operand in formula.operands):
            continue
        figure = _figure_before(left[: match.start()], formula)
        if figure is not None:
            left = left[: figure[0]] + left[figure[1] : match.start()] + left[match.end() :]
    return left


def _without_means(text: str, held: Collection[Quantity]) -> str:
    """平均187.4件((203+117)÷2=160): of numbers, or of rates."""
    for match in reversed(list(_MEAN.finditer(text))):
        operands = [float(number) for number in match[1].split("+")]
        formula = Formula((sum(operands), float(match[2])), ("÷",), match[3], is_rate=False)
        known = all((operand, False) in held or (operand, True) in held for operand in operands)
        figure = _figure_before(text[: match.start()], formula)
        if formula.is_right and int(match[2]) == len(operands) and known and figure is not None:
            text = text[: figure[0]] + text[figure[1] : match.start()] + text[match.end() :]
    return text


def _is_held(operand: float, formula: Formula, held: Collection[Quantity]) -> bool:
    """The difference of two rates is in points; of a share the operands are numbers."""
    return (operand, False) in held or (formula.operators[0] in "+-－" and (operand, True) in held)


def _read(match: re.Match[str]) -> Formula:
    parts = _OPERATION.findall(match[1])
    operands = tuple(float(number) for number, _ in parts if number)
    return Formula(operands, tuple(sign for _, sign in parts if sign), match[2], bool(match[3]))


def _figure_before(text: str, formula: Formula) -> tuple[int, int] | None:
    """Where the formula's result stands before it, as the last number."""
    found = numbers(text)
    if not found:
        return None
    start = text.rindex(found[-1])
    end = start + len(found[-1])
    same = abs(quantity(found[-1])[0] - float(formula.result)) <= _TOLERANCE
    return (start, end) if same and len(text) - end <= _UNIT_LENGTH else None


def _apply(operator: str, one: float, other: float) -> float:
    if operator == "+":
        return one + other
    if operator == "×":
        return one * other
    return one / other if operator == "÷" else one - other
