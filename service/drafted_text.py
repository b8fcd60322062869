"""The texts of a draft as its files show them, and the draft as Markdown. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from service.draft_appendices import Appendix, appendices_of
from service.draft_types import Draft, DraftSection, Placeholder

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
