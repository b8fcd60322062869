"""Numbered headings, alone on their line or running into their paragraph."""

import re
from enum import IntEnum
from typing import NamedTuple

from vectorstore.genre.numerals import chinese_number, chinese_numeral
from vectorstore.genre.text import COLONS, ENDS, SEMICOLONS, narrow, stops
from vectorstore.genre.times import YEAR

LONGEST_HEADING = 60
"""Characters of a line that is nothing but a heading; the longest of the seeds has 38."""
LONGEST_INLINE_HEADING = 40
"""Characters of a first sentence that is still a heading; the longest of the seeds has 29."""
LONGEST_LABEL = 20
"""Characters before a colon that are still a heading."""


class NumberingKind(IntEnum):
    """Kinds of numbering, the widest first."""

    CHAPTER = 0
    PLAIN = 1
    CHINESE = 2
    CHINESE_IN_BRACKETS = 3
    ARABIC = 4
    ARABIC_IN_BRACKETS = 5
    CIRCLED = 6
    ORDINAL = 7


class Mark(NamedTuple):
    """The numbering at the start of a line; the line's words begin at end."""

    kind: NumberingKind
    end: int


class Heading(NamedTuple):
    mark: Mark
    words: str | None
    """As printed with its number, without the closing stop; None where a numbered paragraph has no heading."""
    fills_line: bool


_CHINESE_NUMBER = "[一二三四五六七八九十百〇零]{1,5}"
_DIGITS = "[0-9０-９]{1,2}"
_MARKS = (
    (NumberingKind.CHAPTER, re.compile(rf"第{_CHINESE_NUMBER}(?:部分|[章编篇])[\s、，：:]*")),
    # 一、二审案件 begins a sentence, not a section
    (NumberingKind.CHINESE, re.compile(rf"{_CHINESE_NUMBER}\s*[、．.](?!二[审级类线产])\s*")),
    (NumberingKind.CHINESE_IN_BRACKETS, re.compile(rf"(?:[（(]\s*{_CHINESE_NUMBER}\s*[）)]|[㈠-㈩])[、．.]?\s*")),
    # 1.5亿元 and 3.2% are figures
    (NumberingKind.ARABIC, re.compile(rf"{_DIGITS}\s*[.．、](?:(?![0-9０-９])|(?={YEAR}年))\s*")),
    (NumberingKind.ARABIC_IN_BRACKETS, re.compile(rf"(?:[（(]\s*{_DIGITS}\s*[）)]|{_DIGITS}\s*[）)])[、．.]?\s*")),
    (NumberingKind.CIRCLED, re.compile(r"[①-⑳⑴-⒇]\s*")),
    (
        NumberingKind.ORDINAL,
        re.compile(rf"{_CHINESE_NUMBER}[是要]|(?:第{_CHINESE_NUMBER}|首先|其次|再次|最后)[，,]"),
    ),
)
_MARKDOWN = re.compile(r"#{1,6}\s+")
_PLAIN_HEADING = re.compile(
    r"主要(?:举措|做法|措施)(?:[和及与].{2,8})?|(?:工作|主要)(?:成效|举措)|(?:主要)?存在的?(?:主要)?(?:问题|不足)(?:[和及与].{2,8})?"
    rf"|下一?步.{{0,12}}(?:安排|打算|计划|思路|举措|方向)|{YEAR}年.{{0,16}}(?:主要安排|工作(?:安排|打算|计划|思路))"
    r"|党政主要负责人.{0,30}情况"
)
_MEASURE = "件起个次人家项场份条名元期篇处卷户例宗批天所吨%％"
_FIGURE = re.compile(rf"[0-9０-９][余多]?[万亿]?[余多]?[{_MEASURE}]")
_PROSE_OPENING = re.compile(rf"^(?:{YEAR}年[，,]|全年|今年|截至|截止|目前)")


def read_mark(text: str) -> Mark | None:
    """The numbering that a line begins with; the signs of a heading in Markdown (## 三、) may stand before it."""
    begin = _signs_of_markdown(text)
    for kind, pattern in _MARKS:
        if found := pattern.match(text, begin):
            return Mark(kind, found.end())
    return None


def heading_words(heading: str) -> str:
    """Without its number."""
    mark = read_mark(heading)
    return heading[mark.end if mark else _signs_of_markdown(heading) :]


def _signs_of_markdown(text: str) -> int:
    found = _MARKDOWN.match(text)
    return found.end() if found else 0


def read_heading(text: str) -> Heading | None:
    """The numbered or well-known heading of a line; None where a line has no number and is no heading."""
    mark = read_mark(text)
    if mark is None:
        if _PLAIN_HEADING.fullmatch(text.rstrip("：:")):
            return Heading(Mark(NumberingKind.PLAIN, 0), text.rstrip("：:"), True)
        return None
    sentence, stop, rest = _first_sentence(text, mark.end)
    words = sentence[mark.end :]
    if rest:
        return Heading(mark, sentence if _reads_as_heading(mark.kind, words, stop) else None, False)
    fills_line = _stands_alone(mark, words, stop)
    return Heading(mark, sentence if fills_line else None, fills_line)


def _first_sentence(text: str, begin: int) -> tuple[str, str, str]:
    """The first sentence, number included; the stop that ends it; what follows."""
    ends = (stop for stop in stops(text, at=ENDS + SEMICOLONS + COLONS) if stop.start >= begin)
    if (stop := next(ends, None)) is None:
        return text, "", ""
    # a long run up to a colon introduces a list: the sentence goes on
    if stop.text[0] in COLONS and stop.start - begin > LONGEST_LABEL and (full := text.find("。", begin)) >= 0:
        return text[:full], "。", text[full + 1 :].strip()
    return text[: stop.start], stop.text[0], text[stop.end :].strip()


def _reads_as_heading(kind: NumberingKind, words: str, stop: str) -> bool:
    commas = len(re.findall("[，,]", words))
    if stop in "：:":
        return 2 <= len(words) <= LONGEST_LABEL and not commas and not _FIGURE.search(words)
    within = 2 <= len(words) <= LONGEST_INLINE_HEADING and commas <= (1 if kind is NumberingKind.ORDINAL else 2)
    return stop == "。" and within and not _FIGURE.search(words) and not _PROSE_OPENING.match(words)


def _stands_alone(mark: Mark, words: str, stop: str) -> bool:
    """Whether a numbered line without a second sentence is a heading rather than a one-sentence paragraph."""
    if not 1 <= len(words) <= LONGEST_HEADING or words.endswith(("，", ",", "、")):
        return False
    deep = mark.kind >= NumberingKind.ARABIC
    if deep and _FIGURE.search(words):
        return False
    if not stop or stop in "：:":
        return True
    return stop == "。" and mark.kind is not NumberingKind.ORDINAL and _reads_as_heading(mark.kind, words, stop)


_NUMBER = re.compile(r"\d+|[一二三四五六七八九十百〇零]+")
_SINGLE_SIGNS = {"①": 20, "⑴": 20, "㈠": 10}
"""The first of each row of signs that are a number by themselves, and how many there are."""


class HeadingNumber(NamedTuple):
    kind: NumberingKind
    value: int
    start: int
    end: int
    """The numeral stands at start:end of the heading."""


def read_number(heading: str) -> HeadingNumber | None:
    """None where a heading has no number that could be another: 首先, 主要举措."""
    mark = read_mark(heading)
    if mark is None:
        return None
    printed = narrow(heading[: mark.end])
    for first, count in _SINGLE_SIGNS.items():
        if 0 <= ord(printed[0]) - ord(first) < count:
            return HeadingNumber(mark.kind, ord(printed[0]) - ord(first) + 1, 0, 1)
    found = _NUMBER.search(printed)
    if found is None:
        return None
    value = int(found[0]) if found[0].isdigit() else chinese_number(found[0])
    return HeadingNumber(mark.kind, value, *found.span())


def with_number(heading: str, value: int) -> str:
    """The numbered heading with another number in the same form."""
    number = read_number(heading)
    assert number is not None
    return heading[: number.start] + _written(heading[number.start : number.end], value) + heading[number.end :]


def _written(printed: str, value: int) -> str:
    for first, count in _SINGLE_SIGNS.items():
        if 0 <= ord(printed[0]) - ord(first) < count:
            return chr(ord(first) + value - 1) if value <= count else printed
    if not narrow(printed).isdigit():
        return chinese_numeral(value)
    digits = str(value)
    return digits if printed.isascii() else "".join(chr(ord(digit) + ord("０") - ord("0")) for digit in digits)
