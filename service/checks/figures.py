"""Whether each figure of a sentence stands in a cited paragraph, counting the same, of the same year. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.checks.computed import Computed, computed, fault_of_computed
from service.checks.counted import fault_of_numerals, is_counted_here
from service.checks.misfits import misfit
from service.checks.numbers import Number, restored, same_quantity
from service.checks.said import Before, Said
from service.checks.sources import Figure, Given, figures_of


@dataclass(frozen=True, slots=True)
class Matched:
    """The figures of a sentence and where they stand."""

    held: tuple[tuple[Given, Figure], ...] = ()
    values: tuple[Number, ...] = ()
    """Of the sentence, those that stand in a paragraph."""
    corrections: tuple[tuple[int, int, str], ...] = ()
    """Of the sentence: start, end, and the paragraph's own wording, where 余 or 近 was left out."""
    computed: tuple[Computed, ...] = ()


NO_FIGURES = Matched()


def match_figures(said: Said, before: Before) -> Matched | str:
    """The figures with their places; or why the sentence can't stay."""
    held: list[tuple[Given, Figure]] = []
    values: list[Number] = []
    elsewhere: list[Figure] = []
    for figure in figures_of(said.labels):
        if is_counted_here(figure.number, values, said):
            continue
        place = _place_of(figure, said, before)
        if isinstance(place, str):
            return place
        if place is None:
            elsewhere.append(figure)
        else:
            held.append(place)
            values.append(figure.number)
    fault = fault_of_computed(said.labels, values)
    found = _computed(elsewhere, values, said, before)
    if fault or isinstance(found, str):
        return fault or str(found)
    if fault := fault_of_numerals(said, values):
        return fault
    return Matched(tuple(held), tuple(values), _corrections(held, values), found)


def corrected(text: str, corrections: Sequence[tuple[int, int, str]]) -> str:
    """`corrections` are start, end and what stands there instead; they don't overlap."""
    for start, end, wording in sorted(corrections, reverse=True):
        text = text[:start] + wording + text[end:]
    return text


def _place_of(figure: Figure, said: Said, before: Before) -> tuple[Given, Figure] | str | None:
    """Where it stands; None where no cited paragraph has the number; or why those that have it tell something else."""
    faults: list[str] = []
    for given in said.sources_at(figure.number.start):
        for held in given.figures:
            if not same_quantity(figure.number, held.number):
                continue
            fault = misfit(figure, held, given, said, before)
            if fault is None:
                return given, held
            faults.append(fault)
    return faults[0] if faults else None


def _computed(
    figures: Sequence[Figure], values: Sequence[Number], said: Said, before: Before
) -> tuple[Computed, ...] | str:
    found = []
    for figure in figures:
        result = computed(figure, values, before.figures, said.labels)
        if result is None:
            return f"所引段落没有“{said.text[figure.number.start : figure.number.end]}”这个数"
        found.append(result)
    return tuple(found)


def _corrections(held: Sequence[tuple[Given, Figure]], values: Sequence[Number]) -> tuple[tuple[int, int, str], ...]:
    pairs = ((number, restored(number, figure.number)) for number, (_, figure) in zip(values, held, strict=True))
    return tuple((number.start, number.end, wording) for number, wording in pairs if wording)
