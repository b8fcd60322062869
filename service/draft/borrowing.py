"""可借鉴: what other districts did on a section's matter, found by the vectors that are stored with the reports."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest

import numpy

from service.cited.composition import Statement
from service.draft.types import Borrowed, DraftedSection
from vectorstore.genre.likeness import content_words
from vectorstore.genre.matters import matter_of
from vectorstore.genre.text import Span, sentences
from vectorstore.search import EXACT_SCAN_REPORTS, WIDE_LIMIT
from vectorstore.snapshot import PassagePlace, Shelf, Snapshot
from vectorstore.store import Store
from vectorstore.types import Paragraph, Part, Report, Role, Vectors

MOST_OF_A_SECTION = 2
MOST_OF_A_DRAFT = 16
NEAREST = 4
"""Paragraphs of each other report that are looked at. Their cosines alone don't tell the same matter from another: with
this model, on the seeds, both lie between 0.92 and 0.97."""
COMMON = 0.25
"""A word of more of the report's own paragraphs than this share says nothing of the matter: 推进, 加强, 法治."""
SHORTEST = 20
"""Characters of a sentence that tells a practice."""
_PRACTICE = re.compile(r"首创|率先|首[个家批次]|创新|试点|推行|打造|探索|搭建|机制|模式|平台|品牌")
_LEANS_ON_ANOTHER = re.compile(r"^(?:同时|此外|其中|另外|并|该|此|这)")


@dataclass(frozen=True, slots=True)
class _Matter:
    """What a section is about."""

    vector: Vectors
    name: str | None
    """Of matters.toml, where the heading names one of its matters."""
    words: frozenset[str]
    """Of the heading; for the others."""


def borrowed_practices(
    sections: Sequence[DraftedSection], own: Report, snapshot: Snapshot, store: Store
) -> tuple[Borrowed, ...]:
    """Of each section of measures the paragraphs of other districts that are nearest to it, a sentence each, none
    twice. Raises StaleSnapshot and the errors of the store."""
    shelf = snapshot.shelf(own)
    others = [report for report in snapshot.reports if report.region.code != own.region.code]
    if not others:
        return ()
    found = [
        (likeness, place, statement)
        for place, drafted in enumerate(sections)
        if (matter := _matter_of(drafted, shelf)) is not None
        for likeness, statement in _nearest(matter, others, snapshot, store)
    ]
    kept: dict[str, tuple[int, Statement]] = {}
    shares = dict.fromkeys(range(len(sections)), 0)
    for _, place, statement in sorted(found, key=lambda one: -one[0]):
        paragraph_id = statement.paragraph.paragraph_id
        if len(kept) < MOST_OF_A_DRAFT and paragraph_id not in kept and shares[place] < MOST_OF_A_SECTION:
            kept[paragraph_id] = place, statement
            shares[place] += 1
    return tuple(
        Borrowed(drafted.section.heading, statements)
        for place, drafted in enumerate(sections)
        if (statements := tuple(statement for held, statement in kept.values() if held == place))
    )


def _matter_of(drafted: DraftedSection, shelf: Shelf) -> _Matter | None:
    """None where nothing stands right below the heading, where it is no measure, or its heading names no matter."""
    if drafted.section.part is not Part.MEASURES or drafted.section.level == 0:
        return None
    own = {source.paragraph.paragraph_id for source in drafted.section.sources}
    rows = [row for row, place in enumerate(shelf.places) if place.paragraph_id in own]
    texts = [paragraph.text for paragraph in shelf.paragraphs.values() if paragraph.role is Role.TEXT]
    words = frozenset(
        word
        for word in content_words(drafted.section.heading)
        if len(word) > 1 and sum(word in text for text in texts) <= COMMON * len(texts)
    )
    known = matter_of(drafted.section.heading)
    if not rows or not (known or words):
        return None
    mean = shelf.vectors[rows].mean(axis=0)
    return _Matter(mean / numpy.linalg.norm(mean), known.name if known else None, words)


def _nearest(
    matter: _Matter, others: Sequence[Report], snapshot: Snapshot, store: Store
) -> Iterator[tuple[float, Statement]]:
    """A sentence each of the paragraphs on the same matter; of many reports, the index says which to look at."""
    if len(others) > EXACT_SCAN_REPORTS:
        named = [passage_id.rsplit("-p", 1)[0] for passage_id, _ in store.vectors.nearest(matter.vector, WIDE_LIMIT)]
        by_id = {report.report_id: report for report in others}
        others = [by_id[report_id] for report_id in dict.fromkeys(named) if report_id in by_id][:EXACT_SCAN_REPORTS]
    for report in others:
        shelf = snapshot.shelf(report)
        likenesses = shelf.vectors @ matter.vector
        rows = [row for row, place in enumerate(shelf.places) if _tells_of_measures(shelf, place)]
        for row in nlargest(NEAREST, rows, key=lambda row: likenesses[row]):
            paragraph = shelf.paragraphs[shelf.places[row].paragraph_id]
            span = _practice(paragraph, matter)
            if span is not None:
                yield float(likenesses[row]), Statement(report, paragraph, span)


def _tells_of_measures(shelf: Shelf, place: PassagePlace) -> bool:
    paragraph = shelf.paragraphs[place.paragraph_id]
    return paragraph.part is Part.MEASURES and bool(paragraph.path)


def _practice(paragraph: Paragraph, matter: _Matter) -> Span | None:
    """The sentence that tells what was done in a new way, on the matter, and can be read alone."""
    told = [
        span
        for span in sentences(paragraph.text)
        if len(span.text) >= SHORTEST
        and _PRACTICE.search(span.text)
        and not _LEANS_ON_ANOTHER.match(span.text)
        and _is_on(matter, span.text, paragraph.path)
    ]
    return max(told, key=lambda span: len(_PRACTICE.findall(span.text)), default=None)


def _is_on(matter: _Matter, sentence: str, path: Sequence[str]) -> bool:
    if matter.name is None:
        return any(word in sentence for word in matter.words)
    told = matter_of(sentence, path[-1:])
    return told is not None and told.name == matter.name
