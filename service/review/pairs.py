"""Quotation marks and brackets that do not pair, or are nested wrongly."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from service.review.finding import Finding, Severity, found_at
from vectorstore.genre.headings import read_mark
from vectorstore.types import Paragraph, Role

_PAIRS = {pair[0]: pair[1] for pair in ("“”", "‘’", "《》", "〈〉", "（）", "()", "【】", "〔〕", "[]", "「」", "『』")}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_OTHER_WIDTH = {"（": ")", "(": "）", "[": "】", "【": "]"}
_NAMES = dict.fromkeys("“‘「『", "前引号") | dict.fromkeys("”’」』", "后引号") | dict.fromkeys("《〈", "前书名号")
_NAMES |= dict.fromkeys("》〉", "后书名号") | dict.fromkeys("（([【〔", "左括号") | dict.fromkeys("）)]】〕", "右括号")
_ENDS = re.compile(r"[。！？；!?;][”’」』）)》]*$")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z])")
_CONTEXT = 12
"""Characters on either side that a quote of a finding shows."""


class _OpenSign(NamedTuple):
    sign: str
    paragraph: Paragraph
    place: int


def pair_findings(paragraphs: Sequence[Paragraph]) -> list[Finding]:
    found: list[Finding] = []
    opened: list[_OpenSign] = []
    for paragraph in paragraphs:
        if paragraph.role is Role.SIGNATURE:
            continue
        found += _read(paragraph, opened)
        # a line that was broken in the middle of its sentence goes on in the next
        if paragraph.role is not Role.TEXT or _ENDS.search(paragraph.text):
            found += [_unclosed(each) for each in opened]
            opened.clear()
    return found + [_unclosed(each) for each in opened]


def _read(paragraph: Paragraph, opened: list[_OpenSign]) -> Iterator[Finding]:
    text = paragraph.text
    mark = read_mark(text)
    apostrophes = {found.start() for found in _APOSTROPHE.finditer(text)}
    for place in range(mark.end if mark else 0, len(text)):
        sign = text[place]
        if sign in _PAIRS:
            yield from _nested(paragraph, place, opened)
            opened.append(_OpenSign(sign, paragraph, place))
        elif sign in _CLOSING and place not in apostrophes:
            yield from _close(paragraph, place, opened)
    yield from _straight(paragraph)


def _nested(paragraph: Paragraph, place: int, opened: list[_OpenSign]) -> Iterator[Finding]:
    sign = paragraph.text[place]
    if sign in "（(〈[" or not any(each.sign == sign for each in opened):
        return
    if sign == "《":
        if paragraph.text.count("《") == paragraph.text.count("》"):
            yield _at(paragraph, place, Severity.INFO, "书名号里又有书名号，里面一层应为〈〉。")
        return
    yield _at(paragraph, place, Severity.WARNING, f"{_named(sign)}还没有结束，又出现了{_named(sign)}。")
    for each in reversed([each for each in opened if each.sign == sign]):
        opened.remove(each)  # told once


def _close(paragraph: Paragraph, place: int, opened: list[_OpenSign]) -> Iterator[Finding]:
    sign = paragraph.text[place]
    if opened and _PAIRS[opened[-1].sign] == sign:
        opened.pop()
        return
    if opened and _OTHER_WIDTH.get(opened[-1].sign) == sign:
        yield _at(paragraph, place, Severity.INFO, f"{_named(opened.pop().sign)}与{_named(sign)}的全角、半角不一致。")
        return
    fitting = [index for index, each in enumerate(opened) if _PAIRS[each.sign] == sign]
    if not fitting:
        yield _at(paragraph, place, Severity.WARNING, f"{_named(sign)}之前没有与它成对的{_named(_CLOSING[sign])}。")
        return
    between = opened[fitting[-1] + 1 :]
    del opened[fitting[-1] :]
    for each in between:
        closed_later = _PAIRS[each.sign] in paragraph.text[place:].split(each.sign, 1)[0]
        if closed_later:
            opened.append(each)
            yield _at(
                paragraph,
                place,
                Severity.WARNING,
                f"{_named(each.sign)}还没有结束，就出现了{_named(sign)}：两对符号交错。",
            )
        else:
            yield _unclosed(each)


def _straight(paragraph: Paragraph) -> Iterator[Finding]:
    places = [place for place, sign in enumerate(paragraph.text) if sign in '"＂']
    if len(places) % 2:
        yield _at(paragraph, places[-1], Severity.WARNING, "直引号的个数是单数，缺少一个。")


def _unclosed(each: _OpenSign) -> Finding:
    return _at(
        each.paragraph, each.place, Severity.WARNING, f"{_named(each.sign)}没有与它成对的{_named(_PAIRS[each.sign])}。"
    )


def _named(sign: str) -> str:
    return f"{_NAMES[sign]} {sign} "


def _at(paragraph: Paragraph, place: int, severity: Severity, message: str) -> Finding:
    start, end = max(0, place - _CONTEXT), min(len(paragraph.text), place + _CONTEXT + 1)
    return found_at(paragraph, "pairs", severity, message, start, end)
