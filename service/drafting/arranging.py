"""The scaffold of the next year's arrangements: what is to be decided, never last year's promises again. Pure."""

import re

from service.composition import Statement
from service.drafting.departments import department_of
from service.drafting.subjects import field_of_promise
from service.drafting.types import Basis, Gap, OutlineSection, Sentence
from vectorstore.reports.commitments import Point, commitments_of
from vectorstore.reports.enclosed import cut, trimmed
from vectorstore.reports.headings import parts_of, read_mark
from vectorstore.reports.sentences import Span
from vectorstore.types import Part

_COMMA = re.compile("[，,]")
_STANDING = re.compile(
    "(?:继续|始终|将|要)*(?:坚持)?以(?:学习贯彻)?习近平(?:新时代中国特色社会主义思想|法治思想)(?:和习近平法治思想)?为(?:指导|指引|统领|引领|(?:根本)?遵循)"
    "|(?:深入|全面|认真|持续|坚持)*(?:学习|宣传|贯彻|落实|践行)+习近平法治思想"
)
"""What a plan's first sentence says in every year."""
_HANDLED = re.compile("[把将对]")
"""把X作为Y is no field."""
_YEAR = re.compile(r"20[0-9]{2}年度?")


def plan_sentences(basis: Basis, section: OutlineSection) -> tuple[tuple[Sentence, ...], ...]:
    """Paragraphs of gaps for the year after the one reported on; () where a heading only holds others."""
    names_part = Part.PLAN in parts_of(section.heading, basis.report.year)
    if not names_part and not section.added:
        return ((_arranged(f"{_words(section.heading)}的具体安排", basis, section.heading),),)
    points = [point for point in commitments_of(basis.paragraphs) if _stands_in(point, section)]
    if not points:
        return ((_whole(basis),),) if section.added or section.sources else ()
    opening = _opening(points[0], basis)
    return ((opening or _whole(basis),), *((one,) for one in _fields(points, basis, carried=opening is not None)))


def _fields(points: list[Point], basis: Basis, carried: bool) -> list[Sentence]:
    """One for each label of the old plan, or for each of its matters where it has none."""
    named: dict[str, str] = {}
    for point in points:
        if point.overall or (carried and point is points[0]):
            continue
        if point.head:
            named.setdefault(_words(point.head).removesuffix("方面"), point.head)
        else:
            named.setdefault(field_of_promise(point.span.text), point.span.text)
    return [
        _arranged(f"{name}{'的安排' if _HANDLED.match(name) else '方面的安排'}", basis, text)
        for name, text in named.items()
    ]


def _whole(basis: Basis) -> Sentence:
    return _arranged("推进法治政府建设的主要安排", basis, "法治政府建设")


def _arranged(indicator: str, basis: Basis, about: str) -> Sentence:
    return Sentence((Gap(indicator, department=department_of(about), year=basis.year + 1), "。"))


def _opening(point: Point, basis: Basis) -> Sentence | None:
    """The plan's first sentence as far as it says the same in every year; None where it says nothing of the kind."""
    standing: list[Span] = []
    for clause in map(trimmed, cut(point.span, _COMMA)):
        if not _STANDING.fullmatch(clause.text):
            break
        standing.append(clause)
    if not standing:
        return None
    begin, end = standing[0].start, standing[-1].end
    source = Span(point.paragraph.text[begin:end], begin, end)
    gap = Gap("推进法治政府建设的总体安排", department=department_of("法治政府建设"), year=basis.year + 1)
    pieces = (f"{basis.year + 1}年，{source.text}，", gap, "。")
    return Sentence(pieces, (Statement(basis.report, point.paragraph, source),))


def _stands_in(point: Point, section: OutlineSection) -> bool:
    return any(
        source.paragraph.paragraph_id == point.paragraph.paragraph_id and source.start <= point.span.start
        for source in section.sources
    )


def _words(heading: str) -> str:
    """Without its number and a year."""
    mark = read_mark(heading)
    return _YEAR.sub("", heading[mark.end if mark else 0 :]).strip("。：:，, ")
