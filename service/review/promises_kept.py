"""Promises of last year's plan that a draft does not report on."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from service.review.finding import Finding, Severity, found_at
from service.review.last_year import LastYear, in_one_form
from service.review.placeholders import BLANK, open_places, without_placeholders
from vectorstore.genre.likeness import coverage
from vectorstore.genre.rules import data_of
from vectorstore.genre.text import items, words_in
from vectorstore.reports.promises import Point
from vectorstore.types import Paragraph, Part, Role

_SPOKEN_OF = 0.4
"""The least share of the words of a promise or of its weightiest clause, weighed by how rare they are, that a paragraph
about it holds: clerks report in words of their own, and a warning about what is reported costs more trust than one left
out."""
_LEAST_WEIGHT = 2.0
"""A clause whose words are light, or in every other paragraph (深入贯彻落实各项要求), promises nothing to be missed."""
_NO_WORD = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]+")
_NAMED = re.compile(r"“([^“”]{2,40})”")
_SIGN = re.compile(r"[0-9A-Za-z]+(?:\+[0-9A-Za-z]+)+")
"""“3+1张清单” is spoken of where “3+1” is."""
_IN_PLACEHOLDER = re.compile(r"【.*", re.DOTALL)
_SHOWN = 60
"""Characters of a promise that a message shows."""


def commitment_findings(paragraphs: Sequence[Paragraph], last: LastYear, promised: Sequence[Point]) -> list[Finding]:
    """`paragraphs` are the draft's; `promised` is what last year's plan promises."""
    told = [each for each in paragraphs if each.part is not Part.PLAN and each.role in (Role.TEXT, Role.HEADING)]
    open_quotations = {place: each for paragraph in told for place, each in _open_quotations(paragraph, promised)}
    texts = [
        in_one_form("".join((*each.path, each.text)))
        for each in without_placeholders(_without(told, open_quotations.values()))
    ]
    weights = _Weights([*texts, *(in_one_form(each.text) for each in last.paragraphs if each.part is not Part.PLAN)])
    return [
        _finding(point, last, open_quotations.get(place))
        for place, point in enumerate(promised)
        if place in open_quotations
        or not (point.overall or _is_spoken_of(in_one_form(point.span.text), texts, weights))
    ]


class _Quotation(NamedTuple):
    """A promise that is quoted before an open placeholder."""

    paragraph: Paragraph
    start: int
    end: int
    stop: int
    """The sentence that goes on behind it ends here."""


def _open_quotations(paragraph: Paragraph, promised: Sequence[Point]) -> Iterator[tuple[int, _Quotation]]:
    places = open_places(paragraph)
    for number, point in enumerate(promised) if places else ():
        start = paragraph.text.find(point.span.text)
        if start < 0:
            continue
        end = start + len(point.span.text)
        stops = [open_end for open_start, open_end in places if open_start >= end]
        between = paragraph.text[end : stops[0]] if stops else "。"
        if "。" not in _IN_PLACEHOLDER.sub("", between):
            begin = start - 1 if paragraph.text[:start].endswith("“") else start
            yield number, _Quotation(paragraph, begin, end, stops[0])


def _without(told: Sequence[Paragraph], quotations: Iterable[_Quotation]) -> list[Paragraph]:
    texts = {each.paragraph_id: each.text for each in told}
    for quotation in quotations:
        text = texts[quotation.paragraph.paragraph_id]
        blank = BLANK * (quotation.end - quotation.start)
        texts[quotation.paragraph.paragraph_id] = text[: quotation.start] + blank + text[quotation.end :]
    return [replace(each, text=texts[each.paragraph_id]) for each in told]


@cache
def _light_words() -> frozenset[str]:
    return frozenset(data_of("likeness")["words"].split())


class _Weights:
    """How much a word tells, by how few paragraphs hold it."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def of(self, words: str) -> Mapping[str, float]:
        terms = {term for term in words_in(words) if len(term) > 1 and not _NO_WORD.search(term)} - _light_words()
        return {term: self._weight(term) for term in terms}

    def is_rare(self, name: str) -> bool:
        return self._weight(name) >= _LEAST_WEIGHT

    def _weight(self, term: str) -> float:
        return math.log((len(self._texts) + 1) / (1 + sum(term in text for text in self._texts)))


def _is_spoken_of(words: str, texts: Sequence[str], weights: _Weights) -> bool:
    """Whether a paragraph speaks of any of its clauses, or of what it names in quotation marks."""
    names = [name for quoted in _NAMED.findall(words) for name in quoted.split("、")] + _SIGN.findall(words)
    if any(len(name) > 1 and weights.is_rare(name) and any(name in text for text in texts) for name in names):
        return True
    whole = weights.of(words)
    if sum(whole.values()) < _LEAST_WEIGHT:
        return True
    heaviest = max((weights.of(item.text) for item in items(words)), key=lambda clause: sum(clause.values()))
    return any(coverage(each, text) >= _SPOKEN_OF for each in (heaviest, whole) for text in texts)


def _finding(point: Point, last: LastYear, quoted: _Quotation | None) -> Finding:
    words = point.span.text
    shown = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
    promise = f"《{last.report.title}》提出的“{shown}”"
    if quoted is None:
        message = f"没有写到{promise}。请写明落实情况；未落实的说明原因。"
        return Finding("commitment", Severity.WARNING, message)
    message = f"只引用了{promise}，还没有填写落实情况。"
    return found_at(quoted.paragraph, "commitment", Severity.WARNING, message, quoted.start, quoted.stop)
