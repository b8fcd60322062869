"""Numbers of what the sentence itself lists, and Chinese numerals that count nothing known (六大行动, 三级). Pure."""

from collections.abc import Sequence

from service.checks.numbers import Number, numerals_in, value_of_numeral
from service.checks.said import Said, names_in
from service.checks.vocabulary import any_of

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
        or (bool(any_of("formula").search(said.labels)) and _is_repeated(number, values))
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
        or (phrase[-1] in _OF_OPERANDS and 0 < value <= len(values) and bool(any_of("formula").search(said.labels)))
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
