"""Text to paragraphs: each line of the report with its heading path and its part."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vectorstore.genre.assertions import turns_ahead
from vectorstore.genre.headings import Heading, NumberingKind, read_heading
from vectorstore.genre.parts import parts_of
from vectorstore.genre.times import YEAR, plain_digits
from vectorstore.reports.layout import FileLine
from vectorstore.types import Paragraph, Part, Role

_SHORTCOMINGS = re.compile(
    r"(?:但|仍|还|尚|也).{0,30}(?:存在|面临|有).{0,40}(?:不足|问题|薄弱|差距|短板|困难)|存在.{0,15}(?:不足|薄弱环节|短板|差距)"
)
_SUMMARY = re.compile(r"法治政府|依法行政|法治建设")
_SUMMARY_OPENING = re.compile(rf"{YEAR}年|近年来|过去(?:的)?一年|一年来|总体|总的|虽然|尽管|回顾|在肯定|同时")
_FAREWELL = re.compile(r"(?:特此|专此|谨此)(?:报告|汇报|通报)|以上报告")
_SEARCHED = 300
"""Characters in which a closing paragraph shows what it is."""


_TOWARDS_END = frozenset({Part.SHORTCOMINGS, Part.PLAN})


@dataclass(slots=True)
class _Outline:
    """The headings that are open while the lines are read from top to bottom."""

    ranks: dict[NumberingKind, int]
    last_accounts: dict[int, int]
    year: int | None
    """The year reported on, which tells a plan from an account."""
    open: list[tuple[NumberingKind, str]] = field(default_factory=list)
    closing: Part | None = None
    """Part of the closing paragraphs, once the last section has ended without a heading to say so."""

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(words for _, words in self.open if words)

    def close(self, kind: NumberingKind) -> None:
        while self.open and self.ranks[self.open[-1][0]] >= self.ranks[kind]:
            self.open.pop()

    def enter(self, heading: Heading) -> None:
        self.close(heading.mark.kind)
        self.open.append((heading.mark.kind, heading.words or ""))
        if heading.mark.kind <= NumberingKind.CHINESE and heading.words:
            self.closing = None

    def go_on(self, text: str, ordinal: int) -> None:
        """Take in a paragraph without a number: it belongs to the section, or closes the report."""
        if _FAREWELL.match(text):
            self.open.clear()
            return
        closing = _closing_part(text, self.year)
        under_own_heading = any(_TOWARDS_END & set(parts_of(words, self.year)) for _, words in self.open)
        widest = self.ranks[self.open[0][0]] if self.open else len(NumberingKind) - 1
        if closing and not under_own_heading and self.last_accounts[widest] < ordinal:
            self.open.clear()
            self.closing = closing
        else:
            # 一是 numbers one paragraph; what follows without a number belongs to the section
            self.close(NumberingKind.ORDINAL)

    def part(self, text: str) -> Part:
        """The deepest heading that says anything decides; one that joins two parts leaves it to the text.

        第一责任人 in a plan is a plan.
        """
        said = [found for _, words in reversed(self.open) if (found := parts_of(words, self.year))]
        said.sort(key=lambda found: found == (Part.LEADERSHIP,))
        if said:
            return (
                said[0][0]
                if len(said[0]) == 1
                else Part.PLAN
                if turns_ahead(plain_digits(text), self.year)
                else Part.SHORTCOMINGS
            )
        if self.closing:
            return self.closing
        return Part.PLAN if turns_ahead(plain_digits(text), self.year) else Part.MEASURES


def split_paragraphs(lines: Sequence[FileLine], report_id: str, year: int | None = None) -> tuple[Paragraph, ...]:
    """One paragraph a line, in order. The year reported on tells a plan from an account."""
    headings = [read_heading(line.text) if line.role is Role.TEXT else None for line in lines]
    ranks = _ranks([heading.mark.kind for heading in headings if heading])
    outline = _Outline(ranks, _last_accounts(headings, ranks, year), year)
    paragraphs: list[Paragraph] = []
    for ordinal, (line, heading) in enumerate(zip(lines, headings, strict=True)):
        role, path, part = line.role, tuple[str, ...](), Part.MEASURES
        if heading is not None:
            outline.enter(heading)
            role = Role.HEADING if heading.fills_line else Role.TEXT
        elif role is Role.TEXT:
            outline.go_on(line.text, ordinal)
        if role in (Role.TEXT, Role.HEADING):
            path, part = outline.path, outline.part(line.text)
        paragraphs.append(Paragraph(f"{report_id}-p{ordinal:03d}", report_id, ordinal, role, part, path, line.text))
    return tuple(paragraphs)


def _ranks(marks: Sequence[NumberingKind]) -> dict[NumberingKind, int]:
    """Depth of each kind of numbering. A report that begins with 1. and has no 一、 has 1. at the top."""
    ranks = {kind: int(kind) for kind in NumberingKind}
    if (
        marks
        and marks[0] is NumberingKind.ARABIC
        and NumberingKind.CHINESE not in marks
        and NumberingKind.CHAPTER not in marks
    ):
        ranks[NumberingKind.ARABIC] = int(NumberingKind.PLAIN)
    return ranks


def _last_accounts(
    headings: Sequence[Heading | None], ranks: dict[NumberingKind, int], year: int | None
) -> dict[int, int]:
    """For each rank, where the last heading as wide as that stands that is not one of shortcomings or plans."""
    last = dict.fromkeys(range(len(NumberingKind)), -1)
    for ordinal, heading in enumerate(headings):
        if heading and not _TOWARDS_END & set(parts_of(heading.words or "", year)):
            for rank in range(ranks[heading.mark.kind], len(NumberingKind)):
                last[rank] = ordinal
    return last


def _closing_part(text: str, year: int | None) -> Part | None:
    """The part of a paragraph without a number that sums up what is lacking or what is planned; None for any other.

    A paragraph with both is one of shortcomings: its plan stands in sentences that say so.
    """
    begin = text[:_SEARCHED]
    about_all = _SUMMARY.search(text[:80]) or _SUMMARY_OPENING.match(text)
    if about_all and _SHORTCOMINGS.search(begin):
        return Part.SHORTCOMINGS
    return Part.PLAN if turns_ahead(plain_digits(text), year) else None
