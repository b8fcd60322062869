"""Whether what a sentence says of more and less follows from its own figures. Pure."""

import re
from collections.abc import Sequence

from service.checks.numbers import Number, numbers_in
from service.checks.said import Said
from service.checks.vocabulary import groups

_THAN = re.compile(
    r"(?P<more>高于|多于|大于|领先于|高过|多过|超过(?=[\u4e00-\u9fff]))|(?P<less>低于|少于|小于|不及|落后于)"
)
_COMPARED_WITH = re.compile(r"比(?P<with>[^，。；比\d]{0,30}\d[^，。；比]{0,30}?)(?:(?P<more>多|高)|(?P<less>少|低))")
_LIKENED = re.compile(
    r"(?<![占对评百])比(?!例|重|如|亚迪|值|率|武|赛|较)[^，。；\d]{2,30}?"
    r"(?:多|少|高|低|大|小|快|慢|(?<!增)长|短)(?=[，。；、]|$)"
)
_MOST = re.compile(
    r"(?P<more>最多|最高|最大|更多|更高|较多|较高|居首|居第一|排名?第一|领先)|"
    r"(?P<less>最少|最低|最小|更少|更低|较少|较低|垫底)"
)
NEXT_WORDS = 6
"""Characters after 少于 in which the other district is named."""


def fault_of_comparison(said: Said) -> str | None:
    """None where each comparison stands in a cited paragraph, or is right by the sentence's figures."""
    numbers = [number for number in numbers_in(said.labels) if not number.is_year]
    return (
        _fault_of_difference(said, numbers)
        or _fault_of_likeness(said)
        or _fault_of_than(said, numbers)
        or _fault_of_most(said, numbers)
    )


def _fault_of_difference(said: Said, numbers: Sequence[Number]) -> str | None:
    """239件，比187件多."""
    for match in _COMPARED_WITH.finditer(said.labels):
        left = [number for number in numbers if number.end <= match.start()]
        right = [number for number in numbers if match.start("with") <= number.start < match.end("with")]
        if right and not _holds(match, left[-1:], right[:1]):  # 比2023年多188件 compares with no figure
            return f"“{match[0]}”与句中的数不符"
    return None


def _fault_of_likeness(said: Said) -> str | None:
    """比金坛区更多, without a figure."""
    unfounded = (match[0] for match in _LIKENED.finditer(said.labels) if not _stands(match[0], said))
    return next((f"“{words}”无从核对" for words in unfounded), None)


def _fault_of_than(said: Said, numbers: Sequence[Number]) -> str | None:
    for match in _THAN.finditer(said.labels):
        left = [number for number in numbers if number.end <= match.start()]
        right = [number for number in numbers if number.start >= match.end()]
        if not right:  # 浦口区5764件，数量少于江宁区
            own = _of_district(said, left, match.start(), own=True)
            left, right = own, _of_district(said, left, match.start(), own=False)
        if not _stands(match[0], said) and not _holds(match, left[-1:], right[:1]):
            return f"“{match[0]}”无从核对，或与句中的数不符"
    return None


def _fault_of_most(said: Said, numbers: Sequence[Number]) -> str | None:
    for match in _MOST.finditer(said.labels):
        own = _of_district(said, numbers, match.start(), own=True)
        others = _of_district(said, numbers, match.start(), own=False)
        right = bool(own and others) and all(_holds(match, own[-1:], [other]) for other in others)
        if not _stands(match[0], said) and not right:
            return f"“{match[0]}”无从核对，或与句中的数不符"
    return None


def _stands(words: str, said: Said) -> bool:
    same = next((group for group in groups("degree") if any(words.endswith(word) for word in group)), (words,))
    return any(word in given.whole for given in said.cited for word in (words, *same))


def _of_district(said: Said, numbers: Sequence[Number], place: int, own: bool) -> list[Number]:
    """The numbers of the district that the words at a place are about, or of the others."""
    single = [(subject.start, set(subject.codes)) for subject in said.subjects if len(subject.codes) == 1]
    here = next((codes for start, codes in reversed(single) if start <= place + 1), None)
    following = next((codes for start, codes in single if place < start <= place + NEXT_WORDS), None)
    if following and not own:  # 少于江宁区
        return [number for number in numbers if _district(said, number) == following]
    if here is None:
        return []
    return [number for number in numbers if (_district(said, number) == here) == own]


def _district(said: Said, number: Number) -> set[str]:
    return {given.report.region.code for given in said.sources_at(number.start)}


def _holds(match: "re.Match[str]", left: Sequence[Number], right: Sequence[Number]) -> bool:
    if not left or not right or left[0].unit != right[0].unit:
        return False
    return left[0].value > right[0].value if match["more"] else left[0].value < right[0].value
