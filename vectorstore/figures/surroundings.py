"""The words around a quantity that say what it counts: before and behind it in its clause, and the clauses before."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vectorstore.genre.quantities import Quantity
from vectorstore.genre.text import (
    BRACKETS,
    ENUMERATION,
    STOPS,
    TITLES,
    clause_at,
    clauses,
    narrow,
    sentences,
    unclosed,
    without,
)
from vectorstore.genre.times import YEAR

FIGURE = "#"
"""Stands for the figure itself in the words around it."""
REACH = 1000
"""Characters before and behind a figure that are looked at: what stands further away says nothing of it, and a report
whose lines were lost, so that it is one long paragraph, is read in the same time as any other."""
_ONE_FORM = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？", FIGURE: "＃"})
_FURNITURE = re.compile(r"[“”‘’\"\s]")
_TOWNS = re.compile(r"(?:乡镇|镇|乡)（街道[^（）]{0,4}）|街道（乡?镇[^（）]{0,4}）")
"""镇（街道） are all towns; 镇 without its bracket would be one."""
_HALF_A_BRACKET = re.compile("[（）]")
_JOINT = re.compile(r"^[、，；：和及与并+以]+")
_LEADING = re.compile(
    rf"^(?:(?:{YEAR}年度?|全年|年内|今年|本年度?|年初|去年底|以来|截至目前|目前|近年来|一年来|其中|共计?|累计|总共|已|均|并|还|又|先后|"
    r"同时|依法|及时|此外|分别|(?:全区|全市|全县|全省)(?!平均)|我区|我市|我县)[，、]?)+"
)
_TRAILING = re.compile(
    r"(?:共计|总计|合计|累计|总共|共|已|达到|达|为|是|有|各|均|计|仅|就|则|"
    r"连续[多两三四五六七八九十\d]+年|保持在?|稳定在|维持在|实现|高达|分别|已经|全部|接近|超出)+$"
)
_FROM = re.compile(rf"(?:由|从)(?:原来的?|原先的?|去年的?|上年的?|{YEAR}年的?|此前的?|最初的?)?$")
_KEPT = re.compile(r"连续[一二两三四五六七八九十\d]+年$")
"""What was kept for years is told before and behind the years: 出庭应诉率连续三年保持100%."""
_RESPECTIVELY = re.compile(r"(?:分别|依次)(?:为|达到?|是|有|是)?$")
_ANOTHER_NOUN = re.compile(r"[\u4e00-\u9fff“”]{2,12}、(?=[“\u4e00-\u9fff]{2})")
_SAME_AGAIN = re.compile("意见|建议|协议|合同|各|约|近|其中|共")
"""Behind 、: what says the same in other words (意见、建议), or leads to another figure."""
_BETWEEN_ITEMS = re.compile(r"[、和及与]")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Words in one form of punctuation, without quotation marks, blanks and what stands in brackets."""

    before: str
    """From the clause's beginning, or the figure before, to the figure."""
    after: str
    """From the figure to the end of the clause, or the next figure."""
    local: str
    """Before, # and after, without the words that only lead to a number (共, 达)."""
    earlier: tuple[str, ...]
    """The clauses of the paragraph before it, the nearest first; those of its sentence come first."""
    in_sentence: int
    """How many of the earlier clauses are of the same sentence."""
    sentence: str
    ahead: str
    """The sentence as printed, up to the figure."""
    shared: bool = False
    """Whether it counts several things together: 86名 of 86名公职律师、法律顾问."""


def surroundings_of(text: str, quantities: Sequence[Quantity]) -> tuple[Surroundings, ...]:
    """One for each quantity, in order. The quantities are those of the text, in order."""
    uniform = narrow(text).translate(_ONE_FORM)
    spans = sentences(text)
    starts = [span.start for span in spans]
    found: list[Surroundings] = []
    for index, quantity in enumerate(quantities):
        within = bisect_right(starts, quantity.start) - 1
        begin, end = (spans[within].start, spans[within].end) if within >= 0 else (0, len(text))
        begin, end = max(begin, quantity.start - REACH), min(end, quantity.end + REACH)
        before, after, start = _words(uniform, quantities, index, begin, end)
        earlier = _clauses(uniform[begin:start])
        if (
            not before
            and not after
            and earlier
            and not (index and quantities[index - 1].end > start - len(earlier[0]) - 2)
        ):
            before = earlier[0]
        previous = quantities[index - 1] if index else None
        if not before and previous is not None and previous.end == quantity.start:
            before = found[-1].before
        if not after and index + 1 < len(quantities) and quantities[index + 1].start == quantity.end:
            after = _words(uniform, quantities, index + 1, begin, end)[1]
        found.append(
            Surroundings(
                before=before,
                after=after,
                local=f"{before}{FIGURE}{after}",
                earlier=(*earlier, *_clauses(uniform[max(0, quantity.start - REACH) : begin])),
                in_sentence=len(earlier),
                sentence=_FURNITURE.sub("", uniform[begin:end]),
                ahead=uniform[begin : quantity.start],
                shared=bool(after) and _counts_more(uniform, quantities, index, end),
            )
        )
    return _told_respectively(uniform, quantities, found)


def of_whole_change(start: Surroundings, end: Surroundings) -> Surroundings:
    """受理量由120件增加到180件: what the first figure counts, the second counts too."""
    before = _TRAILING.sub("", _FROM.sub("", start.before))
    return replace(end, before=before, local=f"{before}{FIGURE}{end.after}")


def _words(uniform: str, quantities: Sequence[Quantity], index: int, begin: int, end: int) -> tuple[str, str, int]:
    """Before, after, and where before starts."""
    quantity = quantities[index]
    floor = _floor(uniform, quantities, index, begin)
    ceiling = min(end, quantities[index + 1].start) if index + 1 < len(quantities) else end
    start = _clause_start(uniform, floor, quantity.start)
    stop = _clause_stop(uniform, quantity.end, ceiling)
    before = _JOINT.sub("", _plain(uniform[start : quantity.start]))
    before = _TRAILING.sub("", _LEADING.sub("", before))
    return before, _plain(uniform[quantity.end : stop]), start


def _counts_more(uniform: str, quantities: Sequence[Quantity], index: int, end: int) -> bool:
    """Whether behind the noun and 、 stands another noun, and no figure of its own."""
    behind = quantities[index].end
    following = quantities[index + 1].start if index + 1 < len(quantities) else end
    found = _ANOTHER_NOUN.match(uniform, behind, min(following, end))
    return found is not None and not _SAME_AGAIN.match(uniform, found.end())


def _floor(uniform: str, quantities: Sequence[Quantity], index: int, begin: int) -> int:
    """Behind the figure before and, where the two are items of a list, the words that belong to it."""
    if not index or quantities[index - 1].end <= begin:
        return begin
    if _KEPT.search(uniform[begin : quantities[index - 1].end]):
        return _floor(uniform, quantities, index - 1, begin)
    behind = quantities[index - 1].end
    item = uniform.find("、", behind, _clause_stop(uniform, behind, quantities[index].start) + 1)
    return item + 1 if item >= 0 else behind


def _clause_start(uniform: str, floor: int, place: int) -> int:
    return max(floor, clause_at(uniform, place).start)


def _clause_stop(uniform: str, place: int, ceiling: int) -> int:
    """At the plus of “1名法律顾问+N名法律明白人”, before a bracket that is still open at the ceiling."""
    end = clause_at(uniform, place, at=STOPS + ENUMERATION).end
    ceiling = min(ceiling, plus) if (plus := uniform.find("+", place, end)) >= 0 else ceiling
    if end <= ceiling:
        return end
    opened = unclosed(uniform[place:ceiling], BRACKETS)
    return place + opened[0] if opened else ceiling


def _plain(words: str) -> str:
    bare = without(_FURNITURE.sub("", words), TITLES, instead=lambda _: "《》")
    return _HALF_A_BRACKET.sub("", without(_TOWNS.sub("镇街", bare), BRACKETS))


def _clauses(words: str) -> tuple[str, ...]:
    """The nearest to the end first."""
    pieces = (_plain(clause.text) for clause in clauses(words))
    return tuple(piece for piece in pieces if piece)[::-1]


def _told_respectively(
    uniform: str, quantities: Sequence[Quantity], found: Sequence[Surroundings]
) -> tuple[Surroundings, ...]:
    """满意率、解决率分别为98%、97%: each figure gets the item that it belongs to."""
    told = list(found)
    for index, quantity in enumerate(quantities):
        start = _clause_start(uniform, max(0, quantity.start - REACH), quantity.start)
        lead = _plain(uniform[start : quantity.start])
        if not _RESPECTIVELY.search(lead):
            continue
        count = _series(uniform, quantities, index)
        items = _BETWEEN_ITEMS.split(_LEADING.sub("", _RESPECTIVELY.sub("", lead)))
        if count < 2 or len(items) < count:
            continue
        for step, item in enumerate(items[-count:]):
            one = told[index + step]
            told[index + step] = Surroundings(
                item, "", item + FIGURE, (lead, *one.earlier), one.in_sentence + 1, one.sentence, one.ahead
            )
    return tuple(told)


def _series(uniform: str, quantities: Sequence[Quantity], index: int) -> int:
    """How many quantities follow each other with nothing but 、 or 和 between."""
    count = 1
    while index + count < len(quantities):
        between = uniform[quantities[index + count - 1].end : quantities[index + count].start]
        if between not in ("、", "和", "及", "与", "，"):
            break
        count += 1
    return count
