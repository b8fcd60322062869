"""The checks of what a language model wrote: a sentence is kept only where the paragraphs that it cites hold it. Pure.

Each matter has a module of service.cited.checks; a fault found is a sentence in Chinese, told with the removed claim.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.cited.checks.assertions import (
    fault_of_completion,
    fault_of_negation,
    fault_of_plan,
    fault_of_praise,
    is_plan,
)
from service.cited.checks.comparisons import fault_of_comparison, fault_of_degree, fault_of_direction
from service.cited.checks.figures import NO_FIGURES, Matched, corrected, match_figures
from service.cited.checks.origins import fault_of_names, fault_of_places
from service.cited.checks.said import Before, Said, take_apart
from service.cited.checks.sources import Given, comparable, holds_verbatim
from service.cited.checks.support import fault_of_language, fault_of_support
from service.cited.markers import LONGEST_SENTENCE, MarkedPiece, clean, pieces_of
from service.contract.answers import Verdict
from vectorstore.genre.likeness import content_words, names_of
from vectorstore.genre.text import Span

__all__ = ["NOTHING_BEFORE", "Before", "Checked", "Given", "check"]

NOTHING_BEFORE = Before()
REMEMBERED_FIGURES = 8
"""Of the sentences before, for what is computed from them."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence after the checks."""

    text: str
    """As it may leave, without markers."""
    pieces: tuple[MarkedPiece, ...]
    """The same in pieces, each with the numbers of the paragraphs that it cites."""
    citations: tuple[int, ...]
    verdict: Verdict
    why: str | None
    quotes: dict[int, Span] = field(default_factory=dict)
    """Of each cited paragraph the sentences that carry the claim."""
    after: Before = NOTHING_BEFORE
    """What it leaves to be understood."""
    names_district: bool = False
    """It names the district of what it cites itself."""
    names_year: bool = False


def check(sentence: str, given: Sequence[Given], before: Before = NOTHING_BEFORE) -> Checked:
    """The sentence, kept or removed. `given` are the paragraphs that its writer had, by number."""
    sentence = clean(sentence)
    pieces = pieces_of(sentence[:LONGEST_SENTENCE])
    if len(sentence) > LONGEST_SENTENCE:
        return _removed(pieces, "句子过长，无法核对", before)
    if fault := fault_of_language("".join(piece.text for piece in pieces)):
        return _removed(pieces, fault, before)
    named = {number for piece in pieces for number in piece.markers}
    if unknown := named - {one.number for one in given}:
        return _removed(pieces, f"没有编号为{min(unknown)}的段落", before)
    if not named:
        return _with_marker_supplied(pieces, given, before)
    return _checked([piece for piece in pieces if piece.text.strip() or piece.markers], given, before)


def _with_marker_supplied(pieces: Sequence[MarkedPiece], given: Sequence[Given], before: Before) -> Checked:
    """A missing marker is supplied where exactly one paragraph supports the sentence."""
    text = "".join(piece.text for piece in pieces)
    tried = [_checked([MarkedPiece(text, (one.number,))], given, before) for one in given]
    supported = [checked for checked in tried if checked.verdict == "supported"]
    if len(supported) == 1:
        return supported[0]
    return _removed(pieces, "没有注明出处" if not supported else "没有注明出处，且不止一段相合", before)


def _checked(pieces: Sequence[MarkedPiece], given: Sequence[Given], before: Before) -> Checked:
    by_number = {one.number: one for one in given}
    cited = [tuple(by_number[number] for number in piece.markers) for piece in pieces]
    said = take_apart(pieces, cited, given, before)
    if fault := fault_of_places(said, before) or fault_of_names(said):
        return _removed(pieces, fault, before, said)
    matched: Matched | str = NO_FIGURES
    if not _is_verbatim(pieces, cited):
        matched = match_figures(said, before)
        fault = matched if isinstance(matched, str) else _fault_of_words(said, given, matched, before)
        if fault:
            return _removed(pieces, fault, before, said)
    assert isinstance(matched, Matched)
    printed = _as_printed(pieces, matched)
    return Checked(
        "".join(piece.text for piece in printed),
        printed,
        _numbers(printed),
        "supported",
        None,
        {one.number: _quote(said, one, matched) for one in said.cited},
        _after(said, before, matched),
        names_district=any(one.report.region.code in m.codes for one in said.cited for m in said.mentions),
        names_year=any(year == one.report.year for one in said.cited for _, year in said.years),
    )


def _fault_of_words(said: Said, given: Sequence[Given], matched: Matched, before: Before) -> str | None:
    return (
        fault_of_plan(said, before)
        or fault_of_completion(said)
        or fault_of_direction(said)
        or fault_of_negation(said, matched.computed)
        or fault_of_praise(said)
        or fault_of_degree(said)
        or fault_of_comparison(said)
        or fault_of_support(said, given, matched)
    )


def _removed(pieces: Sequence[MarkedPiece], why: str, before: Before, said: Said | None = None) -> Checked:
    """What it said is none the less what the writer goes on from: 其中 in the next sentence means its district."""
    text = "".join(piece.text for piece in pieces)
    after = _after(said, before, NO_FIGURES) if said else before
    return Checked(text, tuple(pieces), _numbers(pieces), "removed", why, {}, after)


def _numbers(pieces: Sequence[MarkedPiece]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for piece in pieces for number in piece.markers))


def _is_verbatim(pieces: Sequence[MarkedPiece], cited: Sequence[Sequence[Given]]) -> bool:
    return all(
        any(holds_verbatim(piece.text, one) for one in givens) for piece, givens in zip(pieces, cited, strict=True)
    )


def _as_printed(pieces: Sequence[MarkedPiece], matched: Matched) -> tuple[MarkedPiece, ...]:
    """With 余 or 近 where the paragraph has it, and how a figure was computed."""
    changes = [*matched.corrections, *((one.end, one.end, f"（{one.formula}）") for one in matched.computed)]
    written, start = [], 0
    for piece in pieces:
        end = start + len(piece.text)
        own = [(first - start, last - start, words) for first, last, words in changes if start < last <= end]
        written.append(MarkedPiece(corrected(piece.text, own), piece.markers))
        start = end
    return tuple(written)


def _quote(said: Said, given: Given, matched: Matched) -> Span:
    """From the first to the last sentence that carries the claim: that hold its figures, else most of its words."""
    held = [figure.sentence for one, figure in matched.held if one == given]
    if not held:
        words = content_words(comparable(said.text))
        best = max(
            given.read.sentences,
            key=lambda sentence: sum(len(w) for w in words if any(name in sentence.text for name in names_of(w))),
        )
        held = [best.span]
    start, end = min(span.start for span in held), max(span.end for span in held)
    return Span(given.paragraph.text[start:end], start, end)


def _after(said: Said, before: Before, matched: Matched) -> Before:
    """The year goes on only with its district."""
    subject = said.subjects[-1] if said.subjects else None
    districts = frozenset(subject.codes) if subject else before.districts
    reported = {one.report.year for one in said.cited}
    years = [year for _, year in said.years if year in reported]
    carried = before.year if districts == before.districts else None
    figures = (*before.figures, *matched.values)[-REMEMBERED_FIGURES:]
    return Before(districts, years[-1] if years else carried, is_plan(said), figures)
