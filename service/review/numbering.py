"""Numbering that skips or repeats. It may begin anew, or go on, where a wider heading has come between."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from service.review.finding import IN_BODY, Finding, Severity, found_at
from vectorstore.genre.headings import NumberingKind, read_mark
from vectorstore.genre.numerals import chinese_number, whole_number
from vectorstore.genre.text import narrow
from vectorstore.types import Paragraph, Role

_NUMBER = re.compile(r"\d+|[一二三四五六七八九十百〇零]+|[㈠-㈩]")
_ORDINAL = re.compile(
    r"(?:^|(?<=[。；;：:，,）)！!]))(?P<number>[一二三四五六七八九十]{1,3})(?P<word>[是要])(?![一二三])"
)
_KINDS = {
    NumberingKind.CHAPTER: "篇章的编号",
    NumberingKind.CHINESE: "“一、”一级的编号",
    NumberingKind.CHINESE_IN_BRACKETS: "“（一）”一级的编号",
    NumberingKind.ARABIC: "“1.”一级的编号",
    NumberingKind.ARABIC_IN_BRACKETS: "“（1）”一级的编号",
}


class _Mark(NamedTuple):
    kind: NumberingKind
    number: int
    end: int


def numbering_findings(paragraphs: Sequence[Paragraph]) -> list[Finding]:
    body = [paragraph for paragraph in paragraphs if paragraph.role in IN_BODY]
    return [*_of_lines(body), *_of_ordinals(body)]


def _of_lines(body: Sequence[Paragraph]) -> Iterator[Finding]:
    last: dict[NumberingKind, int] = {}
    under_new_parent: set[NumberingKind] = set()
    for paragraph in body:
        mark = _mark(paragraph.text)
        if mark is None:
            if paragraph.role is Role.HEADING:  # one without a number
                under_new_parent.update(NumberingKind)
            continue
        before, anew = last.get(mark.kind, 0), mark.kind in under_new_parent
        if not (mark.number == before + 1 or (mark.number == 1 and anew)):
            yield _finding(paragraph, mark, before, anew)
        last[mark.kind] = mark.number
        under_new_parent.discard(mark.kind)
        # of two kinds the wider one is the wider by custom, or the one that this report used first
        used = list(last)
        used_later = {*NumberingKind} - {*used[: used.index(mark.kind) + 1]}
        under_new_parent |= {kind for kind in NumberingKind if kind > mark.kind} | used_later


def _finding(paragraph: Paragraph, mark: _Mark, before: int, anew: bool) -> Finding:
    printed = paragraph.text[: mark.end].strip()
    where = _KINDS[mark.kind]
    if before == 0 or (anew and mark.number > before + 1):
        message = f"{where}从“{printed}”开始，前面缺少编号。"
    elif mark.number == before:
        message = f"{where}“{printed}”重复。"
    elif mark.number > before + 1:
        message = f"{where}由{before}跳到“{printed}”。"
    else:
        message = f"{where}到{before}之后又是“{printed}”。"
    return found_at(paragraph, "numbering", Severity.WARNING, message, 0, len(paragraph.text[: mark.end].rstrip()))


def _mark(text: str) -> _Mark | None:
    """The mark of a line whose numbers are counted; 一是 and ① are lists, not headings."""
    read = read_mark(text)
    if read is None or read.kind not in _KINDS:
        return None
    printed = narrow(text[: read.end])
    found = _NUMBER.search(printed)
    if found is None:
        return None
    return _Mark(read.kind, whole_number(found.group()), read.end)


def _of_ordinals(body: Sequence[Paragraph]) -> Iterator[Finding]:
    """一是, 二是 … within a paragraph or at the heads of several; 一 always begins anew.

    A list at the heads of paragraphs may hold others within them: a number goes on with either.
    """
    heads: dict[str, int] = {}
    within: dict[str, int] = {}
    for paragraph in body:
        if _mark(paragraph.text) is not None or paragraph.role is Role.HEADING:
            heads.clear()
            within.clear()
        for found in _ORDINAL.finditer(paragraph.text):
            word, number = found["word"], chinese_number(found["number"])
            at_head = found.start() == 0
            before = {within.get(word, 0), heads.get(word, 0)} if at_head else {within.get(word, 0)}
            if number != 1 and number - 1 not in before:
                message = _broken(found.group(), number, max(before))
                yield found_at(paragraph, "numbering", Severity.WARNING, message, *found.span())
            within[word] = number
            if at_head:
                heads[word] = number


def _broken(printed: str, number: int, before: int) -> str:
    if before == 0:
        return f"“{printed}”之前没有前几项。"
    return f"第{before}项之后是“{printed}”，" + ("缺少中间的项。" if number > before else "编号重复。")
