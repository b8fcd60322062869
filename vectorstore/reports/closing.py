"""The closing parts of a report as texts: what is wanting, and what is planned, wherever each stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vectorstore.genre.assertions import is_wanting
from vectorstore.genre.headings import read_mark
from vectorstore.genre.parts import parts_of
from vectorstore.genre.text import Span, outside, part, trimmed
from vectorstore.genre.times import YEAR
from vectorstore.genre.verbs import acts
from vectorstore.types import Paragraph, Part, Role

TIME = (
    f"(?:{YEAR}年度?|下一?步(?:工作)?(?:中)?|下一?阶段|下一?年度?|今后(?:一个时期|一段时间)?|明年|来年|新的一年(?:里)?|接下来|"
    "未来(?:一年)?)"
)
_TURN = re.compile(
    rf"(?:^|(?<=[。；;！，,：:]))\s*(?:{TIME}[，,]?[^，,。；]{{0,20}}?(?:将|拟|(?<![还需仍主重必])要(?!求))"
    "|(?:下一?步|下一?阶段|明年|来年|新的一年|接下来)(?:工作)?[，,：:]"
    "|(?:(?:针对|对于?)?(?:上述|以上|这些)|针对存在的?)[^，,。；]{0,16}[，,][^，,。；]{0,12}?(?:将|要|拟)"
    "|(?:我[区市县州省们]|全[区市县州省])将(?:继续|进一步|持续|坚持|以|着力|认真))"
)
_CELL = re.compile(r"[^\t|｜]*?[^\t|｜\s](?=\s*[\t|｜]|\s{3,}|\s*$)")
_ROW = re.compile(r"\S[\s]*(?:[\t|｜]|[ \u3000]{3,})\s*\S")
_LEAST_OF_A_CELL = 8
"""Characters of a table's cell that says something to do where no cell begins with a verb."""


@dataclass(frozen=True, slots=True)
class Closing:
    paragraph: Paragraph
    heading: Span
    """The paragraph's own heading without its number; empty where it has none, or one that names a part."""
    alone: bool
    """Nothing stands below the heading."""
    wanting: Span
    planned: Span
    """What the paragraph says below its heading: up to where it turns to the next year, and from there on."""


def closings(paragraphs: Sequence[Paragraph]) -> Iterator[Closing]:
    """Of the paragraphs about shortcomings and plans, in order."""
    planning: tuple[str, ...] | None = None
    for place, paragraph in enumerate(paragraphs):
        if paragraph.role not in (Role.TEXT, Role.HEADING) or paragraph.part not in (Part.SHORTCOMINGS, Part.PLAN):
            continue
        heading, own = _parted(paragraph)
        below = paragraphs[place + 1].path if place + 1 < len(paragraphs) else ()
        alone = not own.text.strip() and below[: len(paragraph.path)] != paragraph.path
        found = outside(_TURN, own.text)
        turn = 0 if paragraph.part is Part.PLAN else found[0].start() if found else len(own.text)
        # in a section of both, what comes below 下一步，我们将： is planned too
        if not found and paragraph.path[:1] == planning and not is_wanting(own.text):
            turn = 0
        planning = paragraph.path[:1] if turn == 0 and paragraph.path else None
        yield Closing(paragraph, heading, alone, part(own, 0, turn), part(own, turn, len(own.text)))


def _parted(paragraph: Paragraph) -> tuple[Span, Span]:
    """The heading that the paragraph's line begins with, and the rest."""
    whole = Span(paragraph.text, 0, len(paragraph.text))
    mark = read_mark(whole.text)
    begin = mark.end if mark else 0
    words = paragraph.path[-1] if paragraph.path else ""
    if not words or not whole.text.startswith(words):
        return part(whole, 0, 0), _cell(part(whole, begin, len(whole.text)))
    rest = part(whole, len(words), len(whole.text))
    following = read_mark(trimmed(rest).text)
    if mark and following and following.kind is mark.kind:
        # 一是…。二是…。 are items of one line, the first no heading of the others
        return part(whole, 0, 0), whole
    heading = part(whole, 0, 0) if parts_of(words) else part(whole, begin, len(words))
    return heading, rest if trimmed(rest).text else part(whole, len(words), len(words))


def _cell(text: Span) -> Span:
    """Of a table's row what is to be done; empty for its head."""
    if "。" in text.text or not _ROW.search(text.text):
        return text
    cells = [trimmed(part(text, *match.span())) for match in _CELL.finditer(text.text)]
    to_do = [cell for cell in cells if acts(cell.text) and len(cell.text) > 4]
    to_do = to_do or [cell for cell in cells if len(cell.text) >= _LEAST_OF_A_CELL]
    return max(to_do, key=lambda cell: len(cell.text)) if to_do else part(text, 0, 0)


_ANNOUNCED = re.compile(r"\s*附[件表]\s*\d*\s*[：:.、]")


def without_annexes(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The report up to its signature, without the lines that announce what is annexed (附件：…)."""
    signed = [place for place, paragraph in enumerate(paragraphs) if paragraph.role is Role.SIGNATURE]
    # A letterhead that was read as a signature ends no report.
    end = signed[-1] + 1 if signed and signed[-1] >= len(paragraphs) // 2 else len(paragraphs)
    return tuple(paragraph for paragraph in paragraphs[:end] if not _ANNOUNCED.match(paragraph.text))
