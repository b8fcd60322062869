"""The texts of a draft as its files show them, and the draft as Markdown. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from service.contract.draft import Draft, DraftSection, Placeholder

Value = Callable[[Placeholder], str]
"""What was filled in; empty where the placeholder is open."""

NO_DEPARTMENT = "责任单位待定"
SOURCE = "出处"
_NUMERALS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class AppendixColumn:
    heading: str
    width: int
    """Millimetres; those of a table come to the width of the page's text, 156."""
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Appendix:
    title: str
    columns: tuple[AppendixColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    """A row of one cell heads the rows below it."""


def appendices_of(draft: Draft, value: Value, clean: bool) -> tuple[Appendix, ...]:
    """Those that hold anything, numbered. `clean`: the two lists to work off, without their sources."""
    lists = [_open_items(draft, value, clean), _promises(draft, value, clean)]
    if not clean:
        lists += [_practices(draft), _sources(draft), _warnings(draft)]
    held = [one for one in lists if one.rows]
    return tuple(
        Appendix(f"附录{numeral} {one.title}", one.columns, one.rows)
        for numeral, one in zip(_NUMERALS, held, strict=False)
    )


def _open_items(draft: Draft, value: Value, clean: bool) -> Appendix:
    departments = list(dict.fromkeys(placeholder.department for placeholder in draft.placeholders))
    departments.sort(key=lambda department: department is None)
    rows: list[tuple[str, ...]] = []
    number = 0
    for department in departments:
        its_own = [placeholder for placeholder in draft.placeholders if placeholder.department == department]
        rows.append((f"{department or NO_DEPARTMENT}（{len(its_own)}项）",))
        for placeholder in its_own:
            number += 1
            rows.append(
                (
                    str(number),
                    placeholder.indicator,
                    placeholder.unit,
                    _previous(placeholder, draft.year - 1),
                    f"[{placeholder.previous.citation}]" if placeholder.previous else "",
                    placeholder.section,
                    value(placeholder).removesuffix(placeholder.unit),
                )
            )
    columns = (
        AppendixColumn("序号", 12, centred=True),
        AppendixColumn("项目", 34),
        AppendixColumn("单位", 11, centred=True),
        AppendixColumn("上年数", 42),
        AppendixColumn(SOURCE, 12, centred=True),
        AppendixColumn("所在章节", 25),
        AppendixColumn("本年数", 20),
    )
    return _sourced(Appendix("待填清单", columns, tuple(rows)), clean)


def _previous(placeholder: Placeholder, last_year: int) -> str:
    previous = placeholder.previous
    if previous is None:
        return ""
    return previous.value if previous.year == last_year else f"{previous.value}（{previous.year}年）"


def _promises(draft: Draft, value: Value, clean: bool) -> Appendix:
    by_id = {placeholder.id: placeholder for placeholder in draft.placeholders}
    rows = tuple(
        (
            commitment.text,
            f"[{commitment.citation}]",
            commitment.section,
            value(by_id[commitment.placeholder]) if commitment.placeholder in by_id else "",
        )
        for commitment in draft.commitments
    )
    columns = (
        AppendixColumn("承诺", 66),
        AppendixColumn(SOURCE, 12, centred=True),
        AppendixColumn("报告章节", 32),
        AppendixColumn("落实情况", 46),
    )
    return _sourced(Appendix("上年承诺对照表", columns, rows), clean)


def _practices(draft: Draft) -> Appendix:
    rows = tuple((one.section, f"{one.region}{one.year}年", one.text, f"[{one.citation}]") for one in draft.practices)
    columns = (
        AppendixColumn("可用章节", 30),
        AppendixColumn("地区和年度", 30),
        AppendixColumn("做法", 84),
        AppendixColumn(SOURCE, 12, centred=True),
    )
    return Appendix("可借鉴做法（非本地区内容）", columns, rows)


def _sources(draft: Draft) -> Appendix:
    rows = tuple(
        (f"[{one.n}]", f"{one.region}{one.year}年\n{one.title}", " › ".join(one.path), one.quote)
        for one in draft.citations
    )
    columns = (
        AppendixColumn("编号", 12, centred=True),
        AppendixColumn("报告", 38),
        AppendixColumn("章节", 38),
        AppendixColumn("原文", 68),
    )
    return Appendix(SOURCE, columns, rows)


def _warnings(draft: Draft) -> Appendix:
    rows = tuple((str(number), warning) for number, warning in enumerate(draft.warnings, 1))
    return Appendix("起草提示", (AppendixColumn("序号", 12, centred=True), AppendixColumn("提示", 144)), rows)


def _sourced(appendix: Appendix, clean: bool) -> Appendix:
    """Without the numbers of the sources where these are left out; the widest column takes their room."""
    if not clean:
        return appendix
    place = next(place for place, column in enumerate(appendix.columns) if column.heading == SOURCE)
    widest = max(appendix.columns, key=lambda column: column.width)
    wider = replace(widest, width=widest.width + appendix.columns[place].width)
    columns = tuple(wider if column is widest else column for column in appendix.columns)
    rows = tuple(row if len(row) == 1 else (*row[:place], *row[place + 1 :]) for row in appendix.rows)
    return Appendix(appendix.title, (*columns[:place], *columns[place + 1 :]), rows)


Kind = Literal["text", "placeholder", "filled", "marker"]

_MARKUP = re.compile(r"([\\`*_{}<>|~])")
_AT_THE_START = re.compile(r"^(?:[#+\-]|\d+[.)](?=\s)|\[(?=[^\]]*\]:))")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_STOPS = "。；，、"
_LINE_ENDS = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")


@dataclass(frozen=True, slots=True)
class TextPiece:
    kind: Kind
    text: str
    """Of a placeholder its token, of a filled one what was filled in, with its unit."""


Reader = Callable[[str], tuple[TextPiece, ...]]


def reader_of(draft: Draft, filled: Mapping[str, str], clean: bool) -> Reader:
    """What takes a text of the draft apart. Joined, its pieces are the text as a file shows it; without markers where
    `clean`."""
    by_token = {placeholder.token: placeholder for placeholder in draft.placeholders}
    markers = [f"[{citation.n}]" for citation in draft.citations]
    # A token holds markers; it begins before them and so is found first.
    found_by = _any_of([*by_token, *markers])
    marker = _any_of(markers)

    def read(text: str) -> tuple[TextPiece, ...]:
        pieces: list[TextPiece] = []
        position = 0
        for found in found_by.finditer(text):
            pieces.append(TextPiece("text", text[position : found.start()]))
            position = found.end()
            placeholder = by_token.get(found[0])
            if placeholder is None:
                pieces.append(TextPiece("marker", "" if clean else found[0]))
            elif value := filled_in(placeholder, filled, text[position:]):
                pieces.append(TextPiece("filled", value))
            else:
                pieces.append(TextPiece("placeholder", marker.sub("", found[0]) if clean else found[0]))
        pieces.append(TextPiece("text", text[position:]))
        return _joined(pieces)

    return read


def filled_in(placeholder: Placeholder, filled: Mapping[str, str], following: str = "") -> str:
    """What was filled in, in one line, with the placeholder's unit; empty where it is open. The unit and a stop with
    which the text goes on anyway are left out."""
    value = in_one_line(filled.get(placeholder.id, ""))
    if following.startswith(tuple(_STOPS)):
        value = value.rstrip(_STOPS)
    if not value or not placeholder.unit:
        return value
    bare = value.removesuffix(placeholder.unit).rstrip() or value
    return bare if following.startswith(placeholder.unit) else f"{bare}{placeholder.unit}"


def in_one_line(text: str) -> str:
    """A line end in what a clerk pasted would break the sentence that it is put into."""
    return _LINE_ENDS.sub("", text.strip())


def run_in_heading(section: DraftSection) -> bool:
    """Whether its first paragraph goes on behind the heading."""
    return section.run_in and section.level > 0 and bool(section.paragraphs)


def markdown(draft: Draft, filled: Mapping[str, str], clean: bool) -> str:
    """`filled`: by placeholder id; what is left out or blank stays open. `clean`: without markers and sources."""
    read = reader_of(draft, filled, clean)
    blocks = [f"# {_plain(draft.title)}"]
    for section in draft.sections:
        paragraphs = [_plain("".join(piece.text for piece in read(one.text))) for one in section.paragraphs]
        if run_in_heading(section):
            # The stop stands behind the bold type: within it Markdown would not see where the bold type ends.
            paragraphs[0] = f"**{_plain(section.heading)}**。{paragraphs[0]}"
        elif section.level:
            blocks.append(f"{'#' * min(section.level + 1, 6)} {_plain(section.heading)}")
        blocks += paragraphs
    for appendix in appendices_of(draft, lambda placeholder: filled_in(placeholder, filled), clean):
        blocks += [f"## {_plain(appendix.title)}", _table(appendix)]
    return "\n\n".join(blocks) + "\n"


def _table(appendix: Appendix) -> str:
    width = len(appendix.columns)
    lines = [[column.heading for column in appendix.columns], ["---"] * width]
    for row in appendix.rows:
        cells = [_plain(cell) for cell in row]
        lines.append(cells if len(row) == width else [f"**{cells[0]}**", *[""] * (width - 1)])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _plain(text: str) -> str:
    """In one line, with nothing that Markdown would take for markup: a report's words are only shown."""
    escaped = _MARKUP.sub(r"\\\1", " ".join(text.split())).replace("](", "]\\(")
    escaped = _ENTITY.sub(r"\&", escaped)
    return _AT_THE_START.sub(lambda start: f"{start[0][:-1]}\\{start[0][-1]}", escaped)


def _any_of(texts: Iterable[str]) -> re.Pattern[str]:
    """None begins like another: each ends with the bracket that it has only one of."""
    return re.compile("|".join(map(re.escape, texts)) or r"(?!)")


def _joined(pieces: Sequence[TextPiece]) -> tuple[TextPiece, ...]:
    """Without empty pieces, and texts that follow each other as one."""
    joined: list[TextPiece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if joined and piece.kind == joined[-1].kind == "text":
            joined[-1] = TextPiece("text", joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return tuple(joined)
