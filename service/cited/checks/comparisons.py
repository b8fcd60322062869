"""Whether what a sentence says of more and less follows from its own figures. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache

from service.cited.checks.said import Said, clauses_about, drawn_on, items_about, without_names
from service.cited.checks.sources import comparable
from vectorstore.genre.assertions import opposites
from vectorstore.genre.likeness import content_words, names_of
from vectorstore.genre.quantities import Number, numbers_in
from vectorstore.genre.rules import pattern_of
from vectorstore.genre.terms import groups
from vectorstore.genre.text import clauses, items

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


_AREAS = ("全国", "全省", "全市", "全区")
_FIRST_OF = re.compile(
    r"(全国|全省|全市|全区)[^，。；]{0,4}?(?:首[个家批创次单推例位]|率先|第一[家个]|第1|第一(?!方阵|责任|时间)|前列|前[一二三四五十\d])"
)
_NOT_FIRST = re.compile(r"第一(?=方阵|责任|时间)")
_FRACTION = re.compile(r"(?:将近|接近|近|超过|超|约|逾)?(?!百)[一二三四五六七八九十]+分之[一二三四五六七八九十]+")
_SEVERAL = re.compile(r"[、和与及]")


def fault_of_degree(said: Said) -> str | None:
    text = comparable(said.text)
    held = " ".join(
        f"{' '.join(given.paragraph.path)} {given.read.sentences[place].text}"
        for given in said.cited
        for place in drawn_on(text, given)
    )
    return _fault_of_area(text, held, said) or _fault_of_words(text, held, said)


def _fault_of_area(text: str, held: str, said: Said) -> str | None:
    """全省首单 where the paragraph has 全市首单, be something else there 全省首家."""
    for match in _FIRST_OF.finditer(text):
        area = match[1]
        if area not in _FIRST_OF.findall(held):
            return f"所引段落没有说是{area}的"
        item = items(text[match.start() :])[0].text
        about = items_about(content_words(item), said)
        if about and area not in about and any(other in about for other in _AREAS):
            return f"所引段落没有说是{area}的"
    return None


def _fault_of_words(text: str, held: str, said: Said) -> str | None:
    for match in _FRACTION.finditer(text):
        if match[0].replace("超过", "超") not in held.replace("超过", "超"):
            return f"所引段落没有说“{match[0]}”"
    for match in pattern_of("assertions", "decisive").finditer(text):
        if not any(name in given.whole for name in names_of(match[0]) for given in said.cited):
            return f"所引段落没有说“{match[0]}”"
    for match in pattern_of("assertions", "degree").finditer(text):
        word = match[0]
        if word == "均" and (len(said.cited) > 1 or _SEVERAL.search(text)):
            continue
        same = next((group for group in groups("degree") if word in group), (word,))
        if not any(each in _NOT_FIRST.sub("", held) for each in same):
            return f"所引段落没有说“{word}”"
    return None


WORDS_OF_AN_ITEM = 4
"""Characters: an item of a list with fewer words (能力提升) may be any matter's."""


def fault_of_direction(said: Said) -> str | None:
    text = without_names(comparable(said.labels))
    return _fault_of_clauses(text, said) or _fault_of_items(text, said)


def _fault_of_clauses(text: str, said: Said) -> str | None:
    for clause in (one.text for one in clauses(text)):
        for one, other, word in _told(clause):
            words = content_words(clause)
            before_it = content_words(clause.partition(word)[0])[-2:]
            for held in (clauses_about(words, said), clauses_about(before_it, said)):
                if _any(other, held) and not _any(one, held):
                    return f"所引段落没有说“{word}”"
    return None


def _fault_of_items(text: str, said: Said) -> str | None:
    """In a long clause each item has a direction of its own: 压降败诉率、提升素质."""
    for item in (one.text for one in items(text)):
        words = content_words(item)
        for one, other, word in _told(item):
            matter = [each for each in words if each not in one]
            if sum(map(len, matter)) < WORDS_OF_AN_ITEM:
                continue
            held = items_about(matter, said)
            if _any(other, held) and not _any(one, held):
                return f"所引段落没有说“{word}”"
    return None


def _told(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...], str]]:
    """For each matter of which the text tells one side only: that side, the other, and the word."""
    found = []
    for up, down in opposites("matter"):
        for one, other in ((up, down), (down, up)):
            told = _pattern(one).search(text)
            word = told[0] if told else None
            if word and not any(word in text for word in other):
                found.append((one, other, word))
    return found


def _any(words: Sequence[str], text: str) -> bool:
    return bool(_pattern(tuple(words)).search(text))


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """不规范 and 不够规范 don't say 规范."""
    return re.compile(f"(?<![不未])(?<!不够)(?:{'|'.join(map(re.escape, words))})")
