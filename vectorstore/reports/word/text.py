"""The text of a Word file as its reader sees it. The only module of the package that imports docx."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import cast
from xml.etree.ElementTree import Element

from docx.oxml.parser import parse_xml

from vectorstore.errors import UnreadableReport
from vectorstore.reports.word.definitions import Style, lists_of, named, styles_of, switched_on, value
from vectorstore.reports.word.numbering import Counter
from vectorstore.reports.word.package import MAIN, NUMBERING, STYLES, xml_parts

APPENDIX_STYLE = "附录标题"
"""Of the headings of what a draft carries behind its text: lists to work off and sources, which are no report."""

_MARKER = re.compile(r"\[\d{1,3}\](?!\d+号)")
"""Of a citation; [24]3号 is the number of a document."""
_CONTENTS = re.compile(r"toc \d", re.IGNORECASE)
_PARAGRAPH, _TABLE, _ROW, _CELL, _RUN, _CONTROL = map(named, ("p", "tbl", "tr", "tc", "r", "sdt"))
_WRAPPERS = frozenset(map(named, ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo")))
"""What stands in them is read; what is moved away or deleted (w:moveFrom, w:del) is not."""


def text_of_docx(data: bytes) -> str:
    """The paragraphs, a line each, with the numbers that Word shows before them; a row of a table is a line, its
    cells parted by tabs. Without headers, footers, notes, text boxes, hidden and deleted text, markers of citations, a
    table of contents, and a draft's own appendices.

    Raises UnsupportedFile, UnreadableReport.
    """
    parts = xml_parts(data)
    body = _parsed(parts[MAIN]).find(named("body"))
    if body is None:
        raise UnreadableReport("Word 文件的正文已经损坏。请在 Word 中打开并另存为 .docx 后再提交。")
    styles = styles_of(_parsed(parts[STYLES])) if STYLES in parts else {}
    lists = lists_of(_parsed(parts[NUMBERING])) if NUMBERING in parts else {}
    lines = [_MARKER.sub("", line).strip() for line in _WordReading(styles, Counter(lists)).lines(body)]
    text = "\n".join(line for line in lines if line)
    if not text:
        raise UnreadableReport("Word 文件里没有文字，可能只有图片或扫描件。请提交可以选中文字的 .docx 文件。")
    return text


class _WordReading:
    """From the first paragraph to the last: their numbers depend on those before them."""

    def __init__(self, styles: Mapping[str, Style], counter: Counter) -> None:
        self._styles = styles
        self._counter = counter
        self._ended = False

    def lines(self, parent: Iterable[Element]) -> list[str]:
        lines: list[str] = []
        begun = ""
        for block in _blocks(parent):
            if self._ended:
                break
            if block.tag == _TABLE:
                lines += [*begun.split("\n"), *self._rows(block)]
                begun = ""
                continue
            text, goes_on = self._paragraph(block, bool(begun))
            begun += text
            if not goes_on:
                lines += begun.split("\n")
                begun = ""
        return [*lines, *begun.split("\n")]

    def _rows(self, table: Element) -> Iterator[str]:
        for row in _within(table, _ROW):
            if row.find(named("trPr", "del")) is not None:
                continue
            cells = [self.lines(cell) for cell in _within(row, _CELL)]
            # A table of one column is a frame around a text.
            if len(cells) == 1:
                yield from cells[0]
            else:
                yield "\t".join(" ".join(line.strip() for line in cell if line.strip()) for cell in cells)

    def _paragraph(self, paragraph: Element, is_continued: bool) -> tuple[str, bool]:
        """Its text, and whether the next paragraph goes on in the same line, as the mark between them is hidden or
        deleted."""
        properties = paragraph.find(named("pPr"))
        style_id = value(properties, "pStyle")
        names = [style.name for style in self._chain(style_id)]
        if APPENDIX_STYLE in names:
            self._ended = True
            return "", False
        if names and _CONTENTS.match(names[0]):
            return "", False
        mark = None if properties is None else properties.find(named("rPr"))
        deleted = mark is not None and any(mark.find(named(tag)) is not None for tag in ("del", "moveFrom"))
        text = "".join(self._inline(paragraph, style_id))
        if deleted and not text:
            return "", True
        label = "" if is_continued else self._label(properties, style_id)
        if label and text.strip():
            # 1.2025年 would be a figure
            parted = label[-1].isalnum() or (label[-1] in ".．" and text[:1].isdigit())
            text = f"{label}{' ' if parted else ''}{text.lstrip()}"
        return text, deleted or bool(switched_on(mark, "vanish"))

    def _label(self, properties: Element | None, style_id: str | None) -> str:
        own = None if properties is None else properties.find(named("numPr"))
        chain = self._chain(style_id)
        list_id = value(own, "numId") or next((style.list_id for style in chain if style.list_id), None)
        depth = value(own, "ilvl") or next((style.depth for style in chain if style.depth), None) or "0"
        return self._counter.label(list_id, int(depth)) if list_id and depth.isdecimal() else ""

    def _inline(self, parent: Iterable[Element], style_id: str | None) -> Iterator[str]:
        for child in parent:
            if child.tag == _RUN:
                if not self._is_hidden(child, style_id):
                    yield from self._run(child, style_id)
            elif child.tag in _WRAPPERS:
                yield from self._inline(child, style_id)
            elif child.tag == _CONTROL:
                yield from self._inline(_content(child), style_id)

    def _run(self, run: Element, style_id: str | None) -> Iterator[str]:
        for child in run:
            if child.tag == named("t"):
                yield child.text or ""
            elif child.tag in (named("tab"), named("ptab")):
                yield "\t"
            elif child.tag == named("noBreakHyphen"):
                yield "-"
            elif child.tag == named("cr") or (
                child.tag == named("br") and child.get(named("type"), "textWrapping") == "textWrapping"
            ):
                yield "\n"
            elif child.tag == named("ruby"):
                yield from self._inline(child.iterfind(named("rubyBase", "r")), style_id)

    def _is_hidden(self, run: Element, style_id: str | None) -> bool:
        properties = run.find(named("rPr"))
        own = switched_on(properties, "vanish")
        if own is not None:
            return own
        chain = (*self._chain(value(properties, "rStyle")), *self._chain(style_id))
        return next((style.hidden for style in chain if style.hidden is not None), False)

    def _chain(self, style_id: str | None) -> list[Style]:
        """The style and those it is based on."""
        chain: list[Style] = []
        while style_id is not None and (style := self._styles.get(style_id)) is not None and style not in chain:
            chain.append(style)
            style_id = style.based_on
        return chain


def _blocks(parent: Iterable[Element]) -> Iterator[Element]:
    for child in parent:
        if child.tag in (_PARAGRAPH, _TABLE):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)
        elif child.tag == _CONTROL:
            yield from _blocks(_content(child))


def _within(parent: Iterable[Element], tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _within(child, tag)
        elif child.tag == _CONTROL:
            yield from _within(_content(child), tag)


def _content(control: Element) -> Iterable[Element]:
    """Of a content control; nothing where it shows its prompt only."""
    content = control.find(named("sdtContent"))
    shows_prompt = control.find(named("sdtPr", "showingPlcHdr")) is not None
    return () if content is None or shows_prompt else content


def _parsed(xml: bytes) -> Element:
    try:
        return cast(Element, parse_xml(xml))
    # lxml's XMLSyntaxError is one
    except SyntaxError as error:
        raise UnreadableReport("Word 文件的内容已经损坏。请在 Word 中打开并另存为 .docx 后再提交。") from error
