"""Whether each figure of a sentence stands in a cited paragraph, counting the same, of the same year. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.cited.checks.computed import Computed, computed, computed_from, fault_of_computed
from service.cited.checks.misfits import misfit
from service.cited.checks.said import Before, Said, names_in
from service.cited.checks.sources import Given, StatedFigure, comparable, stated_figures
from vectorstore.genre.likeness import held_share
from vectorstore.genre.quantities import Number, numerals_in, restored, same_quantity, value_of_numeral
from vectorstore.genre.rules import pattern_of

_OF_DISTRICTS = ("区", "县", "市", "地")
_OF_NAMES = ("个", "项", "类", "种", "部", "份", "大")
_OF_OPERANDS = ("项", "个", "数", "者")
MOST_OPERANDS = 9


def is_counted_here(number: Number, values: Sequence[Number], said: Said) -> bool:
    """Whether the number counts what the sentence itself names: its districts, its names, the operands of a sum.

    `values` are the numbers before it that stand in a paragraph.
    """
    return (
        _counts_the_districts(number, said)
        or _counts_the_names(number, said)
        or _counts_what_was_listed(number, values, said)
        or (bool(pattern_of("assertions", "formula").search(said.labels)) and _is_repeated(number, values))
    )


def fault_of_numerals(said: Said, values: Sequence[Number]) -> str | None:
    """They stand in a cited paragraph as they are. `values` are the sentence's numbers that do."""
    for phrase, place in numerals_in(said.labels):
        if any(value.start <= place < value.end for value in values) or _counts_something_here(phrase, values, said):
            continue
        if said.labels[:place].endswith(("这", "上述", "以上")) and 1 < (value_of_numeral(phrase) or 0) <= len(values):
            continue
        if not any(phrase in given.whole for given in said.cited_at(place)):
            return f"所引段落没有“{phrase}”"
    return None


def _counts_something_here(phrase: str, values: Sequence[Number], said: Said) -> bool:
    value = value_of_numeral(phrase)
    if value is None:
        return False
    return (
        value == len(names_in(said.text)) > 1
        or (phrase[-1] in _OF_DISTRICTS and value == _districts(said))
        or (
            phrase[-1] in _OF_OPERANDS
            and 0 < value <= len(values)
            and bool(pattern_of("assertions", "formula").search(said.labels))
        )
    )


def _counts_the_districts(number: Number, said: Said) -> bool:
    """两个区: as many as are cited."""
    return number.value == _districts(said) and said.labels[number.end : number.end + 1] in _OF_DISTRICTS


def _districts(said: Said) -> int:
    return len({given.report.region.code for given in said.cited})


def _counts_the_names(number: Number, said: Said) -> bool:
    """“长江普法联盟”和“民企公开课”两个项目."""
    return number.unit in _OF_NAMES and number.value == len(names_in(said.text)) > 1


def _counts_what_was_listed(number: Number, values: Sequence[Number], said: Said) -> bool:
    """民事766件、刑事1102件、行政6件，由这三类构成."""
    pointing = said.labels[: number.start].endswith(("这", "上述", "以上"))
    return pointing and number.unit in (*_OF_NAMES, "者") and number.value == len(values)


def _is_repeated(number: Number, values: Sequence[Number]) -> bool:
    """In a formula (按28÷35计算), or as the number of the operands (两项相加)."""
    if number.unit in _OF_OPERANDS and number.value <= min(len(values), MOST_OPERANDS):
        return True
    return not number.counts and any(abs(number.value - value.value) < 1e-9 for value in values)


NAMED = 0.6
"""How much of the words of a paragraph's figure a sentence must have to name it without its number."""
_OF_WHICH = re.compile(r"\s*其中")
_OF_WHICH_AFTER = re.compile(r"[^，。；]{0,12}[，,；;（(]\s*其中")


@dataclass(frozen=True, slots=True)
class Matched:
    """The figures of a sentence and where they stand."""

    held: tuple[tuple[Given, StatedFigure], ...] = ()
    values: tuple[Number, ...] = ()
    """Of the sentence, those that stand in a paragraph."""
    corrections: tuple[tuple[int, int, str], ...] = ()
    """Of the sentence: start, end, and the paragraph's own wording, where 余 or 近 was left out."""
    computed: tuple[Computed, ...] = ()


NO_FIGURES = Matched()


def match_figures(said: Said, before: Before) -> Matched | str:
    """The figures with their places; or why the sentence can't stay."""
    held: list[tuple[Given, StatedFigure]] = []
    values: list[Number] = []
    elsewhere: list[StatedFigure] = []
    for figure in stated_figures(said.labels):
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
    if fault := fault_of_numerals(said, values) or _fault_of_whole(said, before, held):
        return fault
    return Matched(tuple(held), tuple(values), _corrections(held, values), found)


def _fault_of_whole(said: Said, before: Before, held: Sequence[tuple[Given, StatedFigure]]) -> str | None:
    """其中一审案件63件 after a sentence that told of another whole than the paragraph's."""
    if not _OF_WHICH.match(said.labels) or not before.figures:
        return None
    told = {number.value for number in before.figures}
    for given, figure in held:
        whole = next((o for o in reversed(given.figures) if _is_whole(o, figure)), None)
        if whole is not None and whole.number.value not in told:
            return f"所引段落中“其中”是{whole.number.printed}中的"
    return None


def _is_whole(other: StatedFigure, figure: StatedFigure) -> bool:
    """Whether 其中 is the first word between the two."""
    if other.sentence != figure.sentence or other.number.end > figure.number.start:
        return False
    if other.number.unit != figure.number.unit:
        return False
    start = other.number.end - other.sentence.start
    return bool(_OF_WHICH_AFTER.match(figure.words[start : figure.number.start - other.sentence.start]))


def corrected(text: str, corrections: Sequence[tuple[int, int, str]]) -> str:
    """`corrections` are start, end and what stands there instead; they don't overlap."""
    for start, end, wording in sorted(corrections, reverse=True):
        text = text[:start] + wording + text[end:]
    return text


def _place_of(figure: StatedFigure, said: Said, before: Before) -> tuple[Given, StatedFigure] | str | None:
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
    figures: Sequence[StatedFigure], values: Sequence[Number], said: Said, before: Before
) -> tuple[Computed, ...] | str:
    found = []
    for figure in figures:
        result = computed(figure, values, before.figures, said.labels) or computed_from(
            figure, _named_in(said, figure), said.labels
        )
        if result is None:
            return f"所引段落没有“{said.text[figure.number.start : figure.number.end]}”这个数"
        found.append(result)
    return tuple(found)


def _named_in(said: Said, figure: StatedFigure) -> list[Number]:
    """The figures of the cited paragraphs with the figure's unit of which the sentence has most of the words."""
    text = comparable(said.labels)
    return [
        held.number
        for given in said.cited
        for held in given.figures
        if held.number.unit == figure.number.unit and held_share(held.clause, text) >= NAMED
    ]


def _corrections(
    held: Sequence[tuple[Given, StatedFigure]], values: Sequence[Number]
) -> tuple[tuple[int, int, str], ...]:
    pairs = ((number, restored(number, figure.number)) for number, (_, figure) in zip(values, held, strict=True))
    return tuple((number.start, number.end, wording) for number, wording in pairs if wording)
