"""The sections of a draft by rule, before any language model. Pure."""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from service.cited.composition import Statement
from service.draft.carried.carrying import carried
from service.draft.carried.promises import (
    leadership_sentences,
    plan_sentences,
    promise_sentence,
    promises_of,
    shortcoming_sentences,
)
from service.draft.gate import fault_of_sentence
from service.draft.types import (
    Basis,
    DraftedSection,
    Gap,
    Outline,
    OutlineSection,
    ReportedPromise,
    Sentence,
    SourceText,
)
from vectorstore.genre.headings import read_mark
from vectorstore.genre.parts import parts_of
from vectorstore.genre.text import Span
from vectorstore.types import Part, Role

LONGEST_QUOTE = 120
"""Characters of last year's wording that a placeholder shows."""
Paragraphs = tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class Sections:
    drafted: tuple[DraftedSection, ...]
    told: tuple[ReportedPromise, ...]


def sections_of(basis: Basis, outline: Outline, wanted: Iterable[int]) -> Sections:
    """The wanted sections, by their places in the outline, and the promises reported on in them."""
    places = set(wanted)
    told: list[ReportedPromise] = []
    drafted: list[DraftedSection] = []
    reported: dict[int, list[Sentence]] = {}
    for promise in promises_of(basis, outline):
        if promise.section in places:
            sentence, gap = promise_sentence(promise, basis)
            reported.setdefault(promise.section, []).append(sentence)
            told.append(ReportedPromise(promise.statement, outline.sections[promise.section].heading, gap))
    points_at = _place_of_points(outline, places, basis)
    for place in sorted(places):
        section = outline.sections[place]
        if section.part is Part.SHORTCOMINGS:
            # Its points are told together: a heading below it would tell one of them as this year's.
            if place == points_at:
                drafted.append(DraftedSection(section, shortcoming_sentences(basis)))
            elif points_at is not None and place < points_at:
                drafted.append(DraftedSection(section))
            continue
        paragraphs = _paragraphs(section, basis, last=place == len(outline.sections) - 1)
        own = reported.get(place, [])
        drafted.append(DraftedSection(section, (*paragraphs, tuple(own)) if own else paragraphs))
    return Sections(tuple(drafted), tuple(told))


def _place_of_points(outline: Outline, places: Set[int], basis: Basis) -> int | None:
    """The first heading of the shortcomings; of a joint one (不足和下一步打算) the heading below it that names them."""
    own = [place for place in sorted(places) if outline.sections[place].part is Part.SHORTCOMINGS]
    if not own:
        return None
    named = [parts_of(outline.sections[place].heading, basis.report.year) for place in own]
    if Part.PLAN in named[0]:
        return next((place for place, parts in zip(own, named, strict=True) if parts == (Part.SHORTCOMINGS,)), own[0])
    return own[0]


def _paragraphs(section: OutlineSection, basis: Basis, last: bool) -> Paragraphs:
    if last and section.level == 0:
        return ((Sentence((basis.report.issuer,)),), (Sentence((Gap("报告成文日期"),)),))
    if section.part is Part.PLAN:
        return plan_sentences(basis, section)
    if section.added and section.part is Part.LEADERSHIP:
        return leadership_sentences(basis)
    carried_over = (_carried(source, basis) for source in section.sources)
    return tuple(
        tuple(_gated(sentence, basis, section) for sentence in paragraph) for paragraph in carried_over if paragraph
    )


def _carried(source: SourceText, basis: Basis) -> tuple[Sentence, ...]:
    """A salutation is no sentence: it stays as it is."""
    if source.paragraph.role is Role.HEADER:
        return (Sentence((source.paragraph.text.strip(),)),)
    return carried(source, basis)


def _gated(sentence: Sentence, basis: Basis, section: OutlineSection) -> Sentence:
    """What the rules should not have carried over is left open, with last year's words beside it; no gap is lost."""
    if fault_of_sentence(sentence, basis) is None or not sentence.sources:
        return sentence
    source = sentence.sources[0]
    words = source.span.text[:LONGEST_QUOTE]
    quote = Statement(source.report, source.paragraph, Span(words, source.span.start, source.span.start + len(words)))
    gaps = [piece for piece in sentence.pieces if isinstance(piece, Gap)]
    mark = read_mark(section.heading)
    subject = section.heading[mark.end if mark else 0 :].strip("。：: ") or "此项工作"
    pieces = [Gap(f"{subject}情况", previous=quote), *gaps]
    return Sentence((pieces[0], *(part for gap in pieces[1:] for part in ("、", gap)), "。"))
