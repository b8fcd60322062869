"""The lines of a decoded file and what each is to the report: title, letterhead, text, signature, or page furniture.

Furniture is taken out before the first line of the body and behind the signature only, except for page numbers and
bookmarks, and all of it is listed. Where a rule is in doubt the line stays.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vectorstore.genre.headings import read_mark
from vectorstore.reports import furniture as forms
from vectorstore.reports.titles import begins_body, find_title, is_prose
from vectorstore.types import Furniture, FurnitureKind, Role

TAIL_SEARCHED = 30
"""Lines from the end in which a signature is looked for."""
SHORT = 15
"""Characters of an entry of a web menu."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """A line that is not blank, less the furniture within it."""

    text: str
    start: int
    end: int
    """Character offsets in the decoded file."""
    role: Role = Role.TEXT
    furniture: FurnitureKind | None = None
    """What the whole line is, where it is furniture."""


@dataclass(frozen=True, slots=True)
class Layout:
    lines: tuple[FileLine, ...]
    furniture: tuple[Furniture, ...]


def lay_out(text: str) -> Layout:
    """Give each line its role. Every character but white space is in one line or one piece of furniture, in order."""
    inline: list[Furniture] = []
    lines = [line for line in _lines(text, inline) if line.text]
    title, body = find_title([line.text for line in lines])
    _mark_front(lines, title, body)
    _mark_tail(lines, body)
    for index, line in enumerate(lines):
        if line.role is Role.TEXT and forms.is_page_number(line.text):
            lines[index] = replace(line, furniture=FurnitureKind.PAGE_NUMBER)
    # a whole line of furniture may have had furniture cut from it; what is left of it may stand apart
    whole = [
        Furniture(piece, line.furniture, start)
        for line in lines
        if line.furniture
        for piece, start in _pieces(text, line, inline)
    ]
    kept = tuple(line for line in lines if not line.furniture)
    return Layout(kept, tuple(sorted([*inline, *whole], key=lambda piece: piece.start)))


def _lines(text: str, inline: list[Furniture]) -> Iterator[FileLine]:
    start = 0
    for printed in text.splitlines(keepends=True):
        content = printed.strip()
        begin = start + len(printed) - len(printed.lstrip())
        for found in forms.INLINE.finditer(content):
            kind = FurnitureKind.MARK if found.group().startswith("[") else FurnitureKind.INVISIBLE
            inline.append(Furniture(found.group(), kind, begin + found.start()))
        yield FileLine(forms.INLINE.sub("", content).strip(), begin, begin + len(content))
        start += len(printed)


def _pieces(text: str, line: FileLine, cuts: Sequence[Furniture]) -> Iterator[tuple[str, int]]:
    first = bisect_left(cuts, line.start, key=lambda cut: cut.start)
    last = bisect_left(cuts, line.end, key=lambda cut: cut.start)
    position = line.start
    for start, end in (*((cut.start, cut.start + len(cut.text)) for cut in cuts[first:last]), (line.end, line.end)):
        piece = text[position:start]
        if piece.strip():
            yield piece.strip(), position + len(piece) - len(piece.lstrip())
        position = end


def _mark_front(lines: list[FileLine], title: range, body: int) -> None:
    front = lines[: title.start if title else body]
    on_web_page = any(forms.is_labelled(line.text) or forms.is_navigation(line.text) for line in front)
    title_text = "".join(lines[index].text for index in title)
    after_label = False
    for index in range(min(body, len(lines))):
        line = lines[index]
        before_title = index < (title.start if title else body)
        if index in title:
            lines[index] = replace(line, role=Role.TITLE)
            continue
        kind = _front_furniture(line.text, after_label)
        if kind is None and before_title and line.text == title_text:
            kind = FurnitureKind.WEB_TITLE
        if kind is None and before_title and on_web_page and _is_menu_entry(line.text):
            kind = FurnitureKind.NAVIGATION
        role = Role.TEXT if begins_body(line.text) else Role.HEADER
        lines[index] = replace(line, role=role, furniture=kind)
        is_bare_label = forms.table_cells(line.text)[-1:] == [(line.text.rstrip("：: "), "")]
        after_label = kind is FurnitureKind.METADATA_TABLE and is_bare_label


def _front_furniture(text: str, after_label: bool) -> FurnitureKind | None:
    if forms.is_labelled(text) or (after_label and len(text) <= 40 and not forms.LAW_TITLE.fullmatch(text)):
        return FurnitureKind.METADATA_TABLE
    if forms.is_page_number(text):
        return FurnitureKind.PAGE_NUMBER
    if is_prose(text):
        return None
    if forms.is_navigation(text):
        return FurnitureKind.NAVIGATION
    return FurnitureKind.SCAN if forms.SCAN.search(text) and len(text) <= 40 else None


def _is_menu_entry(text: str) -> bool:
    official = forms.is_organ(text) or forms.read_date_line(text) or forms.DOCUMENT_NUMBER.search(text)
    plain = not re.search(r"[，。；：！？,;:!?]|法治|报告", text)
    return len(text) <= SHORT and plain and not official and not forms.LETTERHEAD.fullmatch(text)


def _mark_tail(lines: list[FileLine], body: int) -> None:
    signed = _find_date(lines, body)
    if signed is None:
        last = len(lines)
        while last > body and (kind := _tail_furniture(lines[last - 1].text, signed=False)):
            last -= 1
            lines[last] = replace(lines[last], furniture=kind)
        _mark_organs(lines, last, body)
        return
    lines[signed] = replace(lines[signed], role=Role.SIGNATURE)
    _mark_organs(lines, signed, body)
    tail = range(signed + 1, len(lines))
    has_footer = any(_tail_furniture(lines[index].text, signed=True) for index in tail)
    for index in tail:
        text = lines[index].text
        if forms.IMPRINT.search(text) or forms.is_organ(text):
            lines[index] = replace(lines[index], role=Role.SIGNATURE)
        elif kind := _tail_furniture(text, signed=True):
            lines[index] = replace(lines[index], furniture=kind)
        elif has_footer and _is_menu_entry(text):
            lines[index] = replace(lines[index], furniture=FurnitureKind.FOOTER)


def _find_date(lines: Sequence[FileLine], body: int) -> int | None:
    """The line of the date of signature: behind it no prose and no section follows."""
    dates: list[int] = []
    for index in range(len(lines) - 1, max(body, len(lines) - TAIL_SEARCHED) - 1, -1):
        text = lines[index].text
        if forms.read_date_line(text):
            dates.append(index)
        elif begins_body(lines[index].text) and not forms.IMPRINT.search(text):
            break
    under_organ = (index for index in reversed(dates) if index > body and forms.is_organ(lines[index - 1].text))
    return next(under_organ, dates[-1] if dates else None)


def _mark_organs(lines: list[FileLine], end: int, body: int) -> None:
    """Mark up to three lines above end that are nothing but the names of organs."""
    for index in range(end - 1, max(body, end - 4, -1), -1):
        if not forms.is_organ(lines[index].text):
            break
        lines[index] = replace(lines[index], role=Role.SIGNATURE)


def _tail_furniture(text: str, signed: bool) -> FurnitureKind | None:
    if len(text) > forms.LONGEST_LINE or "。" in text or read_mark(text):
        return None
    rules = (
        (FurnitureKind.PAGE_NUMBER, forms.is_page_number(text)),
        (FurnitureKind.SCAN, forms.SCAN.search(text) and len(text) <= 40),
        (FurnitureKind.ATTACHMENT, (forms.ATTACHMENT if signed else forms.FILE_NAME).search(text)),
        (FurnitureKind.NAVIGATION, forms.is_navigation(text)),
        (FurnitureKind.FOOTER, forms.FOOTER.search(text)),
        (FurnitureKind.METADATA_TABLE, signed and forms.is_labelled(text)),
    )
    return next((kind for kind, holds in rules if holds), None)
