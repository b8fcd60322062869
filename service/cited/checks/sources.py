"""A paragraph that may be cited, read for comparison; pure, and kept once read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from vectorstore.figures.reading import ReadParagraph, read_paragraph
from vectorstore.genre.quantities import Number, numbers_in
from vectorstore.genre.text import (
    BRACKETS,
    ENUMERATION,
    STOPS,
    Span,
    clause_after,
    clause_before,
    clauses,
    narrow,
    sentences,
    stops,
    tagged_words,
)
from vectorstore.genre.times import YEAR
from vectorstore.types import Paragraph, Report

_ITEM_ENDS = STOPS + ENUMERATION + BRACKETS
_AND = re.compile(r"(?:以及|和|与|及|并|\+)$")
_OF_THEM = re.compile(r"(?<!集)中(?![心止央介小华国])")
_RESPECTIVELY = re.compile("分别")
_IN_A_ROW = re.compile(r"\s*(?:[、,，]|和|与|及|以及)?\s*")
_ITEMS = re.compile(r"、|以及|和|与|及(?!时)|(?<=”)(?=“)")
_SAYS_NOTHING = re.compile(rf"(?:其中|占比|比[例重]|共有?|达到?|约|为|有|计|占|了|的|\s|{YEAR}年|[，,、（）()])*")
_NUMBERED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+[、是]|[（(][一二三四五六七八九十]+[）)]|\d+[.、．]|[（(]\d+[）)])\s*"
)


@dataclass(frozen=True)
class Given:
    """A paragraph of a report that a writer was given as [number]."""

    number: int
    report: Report
    paragraph: Paragraph

    @cached_property
    def read(self) -> ReadParagraph:
        return read_paragraph(self.paragraph, self.report.year)

    @cached_property
    def text(self) -> str:
        return comparable(self.paragraph.text)

    @cached_property
    def whole(self) -> str:
        """With the headings above it, its district and its title."""
        report = self.report
        path = comparable(" ".join(self.paragraph.path))
        return f"{path} {self.text} {report.region.full_name} {comparable(report.title)}"

    @cached_property
    def figures(self) -> tuple["StatedFigure", ...]:
        return stated_figures(self.paragraph.text)


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A number and the words that say what it counts."""

    number: Number
    clause: str
    """The words of its own clause on both sides, up to the next number; of a list, of its own item."""
    earlier: str
    """What stands before that in the sentence, since the number before."""
    subject: str
    """All that stands before it in the sentence."""
    sentence: Span
    words: str
    """The whole sentence."""
    counts: bool
    """第24届 and 12345热线 don't: they are part of what other figures are said of."""


@lru_cache(maxsize=4096)
def stated_figures(text: str) -> tuple[StatedFigure, ...]:
    """The numbers of a text but its years, in order, each with its words, narrow and lower case."""
    found: list[StatedFigure] = []
    compared = comparable(text)
    numbers = [number for number in numbers_in(text) if not number.is_year]
    for sentence in sentences(text):
        own = [number for number in numbers if sentence.start <= number.start < sentence.end]
        counting = [number for number in own if _counts(number, compared)]
        distributed = _distributed(counting, compared)
        for number in own:
            before = max((other.end for other in counting if other.end <= number.start), default=None)
            after = min((other.start for other in counting if other.start >= number.end), default=None)
            leading = compared[sentence.start : number.start]
            if before is not None:
                leading = _shared(compared[before : number.start])[1]
            following = compared[number.end : after or sentence.end]
            if after is not None:
                following = _shared(following)[0]
            clause = clause_before(leading)
            earlier = "，".join(one.text for one in clauses(leading[: len(leading) - len(clause)]))
            clause = f"{distributed.get(number, clause)} {clause_after(following, at=_ITEM_ENDS)}"
            if before is not None and _SAYS_NOTHING.fullmatch(earlier + clause):
                clause = f"{found[-1].clause} {clause}"  # 接待8920批12345人次; 宣讲1036场次，其中2023年417场次
            found.append(
                StatedFigure(
                    number,
                    clause,
                    earlier,
                    compared[sentence.start : number.start],
                    sentence,
                    compared[sentence.start : sentence.end],
                    _counts(number, compared),
                )
            )
    return tuple(found)


def _distributed(numbers: Sequence[Number], text: str) -> dict[Number, str]:
    """What each number counts where names and numbers stand apart: 首违不罚、轻微不罚案件分别为1520宗、2306宗."""
    found: dict[Number, str] = {}
    for match in _RESPECTIVELY.finditer(text):
        row: list[Number] = []
        for number in numbers:
            if number.start >= match.end() and (not row or _IN_A_ROW.fullmatch(text[row[-1].end : number.start])):
                row.append(number)
            elif row and number.start >= match.end():
                break
        items = _ITEMS.split(clause_before(text, match.start()))
        if row and len(row) == len(items) and not stops(text[match.end() : row[0].start]):
            verb = text[match.end() : row[0].start]
            found |= {number: f"{item} {verb}" for number, item in zip(row, items, strict=True)}
    return found


def _counts(number: Number, text: str) -> bool:
    return number.counts and text[max(0, number.start - 1) : number.start] != "第"


def _shared(between: str) -> tuple[str, str]:
    """Of the words between two numbers those of the first and of the second: 4件文件、2件决策 and 26个标准和6个特色 are
    items of a list, in 12场培训覆盖1200人 both have them."""
    if ends := stops(between, at=_ITEM_ENDS):
        return between[: ends[0].start], between[ends[0].end :]
    if of_them := _OF_THEM.search(between):  # 187件申请中受理126件
        return between[: of_them.start()], between[of_them.end() :]
    if ending := _AND.search(between):
        return between[: ending.start()], ""
    if not any(tag.startswith("v") for _, tag in tagged_words(between)):
        return between, ""
    return between, between


def comparable(text: str) -> str:
    """Narrow and lower case, character for character."""
    return narrow(text).lower()


def as_quoted(text: str) -> str:
    """Without white space and numbering, for telling whether a text is quoted."""
    return (
        re.sub(r"\s+", "", comparable(_NUMBERED.sub("", text))).replace(",", "，").replace(";", "；").replace(":", "：")
    )


def holds_verbatim(sentence: str, given: Given) -> bool:
    """Whether a whole sentence of the paragraph, or several that follow each other, is what is said."""
    said = as_quoted(sentence).rstrip("。.；，")
    spans = given.read.sentences
    for first in range(len(spans)):
        joined = ""
        for sentence_held in spans[first:]:
            joined += as_quoted(sentence_held.span.text) if not joined else sentence_held.span.text
            held = as_quoted(joined).rstrip("。.；，")
            if held == said:
                return True
            if len(held) > len(said):
                break
    return False
