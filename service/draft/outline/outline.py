"""Which headings a report has, and which of its paragraphs stand right below each. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from service.contract.draft import CLOSING, FRONT
from service.draft.outline.headings import brought_heading, brought_title
from service.draft.outline.numbering import renumbered
from service.draft.outline.picking import pick
from service.draft.outline.required import with_all_parts
from service.draft.types import Basis, Outline, OutlineSection, SourceText
from vectorstore.genre.headings import NumberingKind, read_mark
from vectorstore.genre.parts import parts_of
from vectorstore.types import Paragraph, Part, Role

LONGEST_SALUTATION = 30
"""Characters of 市政府：, or of several organs that are addressed."""
LONGEST_FAREWELL = 60
"""Characters of 特此报告 and what is asked with it."""
_FAREWELL = re.compile(r"(?:特此|专此|谨此)(?:报告|汇报|通报)|以上报告")
_BEHIND_HEADING = "。：:；;！! \t\u3000"
_ACCOUNTS = (Part.MEASURES, Part.LEADERSHIP)


@dataclass(slots=True)
class _Section:
    heading: str
    level: int
    part: Part
    run_in: bool = False
    added: bool = False
    sources: list[SourceText] = field(default_factory=list)

    def done(self) -> OutlineSection:
        return OutlineSection(self.heading, self.level, self.part, self.run_in, tuple(self.sources), self.added)


@dataclass(slots=True)
class _OutlineReading:
    """The sections found so far, while the paragraphs are read from top to bottom."""

    headed: bool
    """The account has headings; else its first paragraph alone is the foreword."""
    found: list[_Section] = field(default_factory=lambda: [_Section(FRONT, 0, Part.MEASURES)])
    path: tuple[str, ...] = ()
    """Of the last heading."""
    top: NumberingKind | None = None
    """Of the report's first heading."""
    ended: bool = False
    """A farewell was read: what follows is no report unless a heading opens it."""

    def enter(self, paragraph: Paragraph, heading: str) -> None:
        """Open what is above the paragraph and not open yet, and its own heading, which may be none."""
        self.ended = False
        untitled = self._untitled_above(paragraph)
        part = untitled.part if untitled else paragraph.part
        if self.top is None and untitled is None:
            self.top = _kind(paragraph.path[0])
        own = len(paragraph.path) - bool(heading)
        for depth in range(_shared(self.path, paragraph.path), own):
            self.found.append(_Section(paragraph.path[depth], depth + 1 + bool(untitled), part))
        self.path = paragraph.path
        if heading:
            start = _behind(paragraph.text, heading)
            section = _Section(heading.strip(), own + 1 + bool(untitled), part, run_in=start < len(paragraph.text))
            section.sources += [SourceText(paragraph, start)] if section.run_in else []
            self.found.append(section)

    def go_on(self, paragraph: Paragraph) -> None:
        if self.ended:
            return
        if not paragraph.path and len(paragraph.text) <= LONGEST_FAREWELL and _FAREWELL.match(paragraph.text):
            self.ended = True
            return
        if _shared(self.path, paragraph.path) < len(paragraph.path):
            self.enter(paragraph, "")
        if self._opens_untitled(paragraph):
            self.path = ()
            self.found.append(_Section("", 1, paragraph.part, added=True))
        self.found[-1].sources.append(SourceText(paragraph, 0))

    def _opens_untitled(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph without any heading above it begins a part of its own."""
        if paragraph.path or self._goes_on_untitled(paragraph.part):
            return False
        in_front = len(self.found) == 1
        if paragraph.part in _ACCOUNTS:
            return in_front and not self.headed and any(_is_text(source) for source in self.found[0].sources)
        return True

    def _untitled_above(self, paragraph: Paragraph) -> _Section | None:
        """一是 below a plan without a heading stands one deeper than its path says."""
        last, kind = self._last_at_top(), _kind(paragraph.path[0])
        if last is None or not last.added or (self.top is not None and kind <= self.top):
            return None
        is_of_it = kind is NumberingKind.ORDINAL or (kind > NumberingKind.CHINESE and last.part is paragraph.part)
        return last if is_of_it else None

    def _goes_on_untitled(self, part: Part) -> bool:
        last = self._last_at_top()
        return last is not None and last.added and last.part is part

    def _last_at_top(self) -> _Section | None:
        return next((section for section in reversed(self.found) if section.level == 1), None)


def structure_of(paragraphs: Sequence[Paragraph]) -> tuple[OutlineSection, ...]:
    """前言, then a section a heading, as printed and in reading order.

    What closes a report without a heading of its own becomes a section that is added and has no words yet. Letterhead,
    document number, signature and farewell are left out; a salutation is the first source of 前言.
    """
    read = list(_read(paragraphs))
    reading = _OutlineReading(headed=_is_headed(read))
    for paragraph in read:
        heading = _own_heading(paragraph)
        if heading:
            reading.enter(paragraph, heading)
        else:
            reading.go_on(paragraph)
    return tuple(section.done() for section in reading.found)


def _read(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    for paragraph in paragraphs:
        if paragraph.role in (Role.TEXT, Role.HEADING) or _is_salutation(paragraph):
            yield paragraph


def _is_headed(paragraphs: Iterable[Paragraph]) -> bool:
    """Whether a heading stands in the account, before a plan without one begins."""
    for paragraph in paragraphs:
        if bool(paragraph.path) == (paragraph.part in _ACCOUNTS) and paragraph.role is not Role.HEADER:
            return bool(paragraph.path)
    return False


def _is_salutation(paragraph: Paragraph) -> bool:
    is_short = len(paragraph.text) <= LONGEST_SALUTATION
    return paragraph.role is Role.HEADER and is_short and paragraph.text.endswith(("：", ":"))


def _is_text(source: SourceText) -> bool:
    return source.paragraph.role is Role.TEXT


def _own_heading(paragraph: Paragraph) -> str:
    """The heading that the paragraph itself begins with; empty where it stands below another's."""
    if not paragraph.path:
        return ""
    last = paragraph.path[-1]
    if paragraph.role is Role.HEADING:
        return last
    return last if paragraph.text.startswith(last) and read_mark(last) else ""


def _shared(path: Sequence[str], other: Sequence[str]) -> int:
    """How many headings from the top down are the same."""
    return next(
        (place for place, (one, two) in enumerate(zip(path, other, strict=False)) if one != two),
        min(len(path), len(other)),
    )


def _kind(heading: str) -> NumberingKind:
    mark = read_mark(heading)
    return mark.kind if mark else NumberingKind.PLAIN


def _behind(text: str, heading: str) -> int:
    rest = text[len(heading) :]
    return len(text) - len(rest.lstrip(_BEHIND_HEADING))


__all__ = ["outline_of", "pick"]


def outline_of(basis: Basis) -> Outline:
    """Sections in the report's reading order; a part that it has no heading for stands in the regulation's."""
    base = basis.report.year
    sections = renumbered(with_all_parts(structure_of(basis.paragraphs), base, basis.year))
    brought = tuple(_brought(section, base, basis.year) for section in sections)
    title = brought_title(basis.report.title, base, basis.year)
    return Outline(title, (*brought, OutlineSection(CLOSING, 0, Part.MEASURES)))


def _brought(section: OutlineSection, base: int, year: int) -> OutlineSection:
    if section.added or not section.level:
        return section
    ahead = section.part is Part.PLAN or Part.PLAN in parts_of(section.heading, base)
    return replace(section, heading=brought_heading(section.heading, base, year, ahead))
