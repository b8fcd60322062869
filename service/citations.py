"""The checks of what a language model wrote: a sentence is kept only where the paragraphs that it cites hold it. Pure.

Each matter has a module of service.checks; a fault found is a sentence in Chinese, told with the removed claim.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.checks.comparisons import fault_of_comparison
from service.checks.figures import Matched, corrected, match_figures
from service.checks.modality import fault_of_modality, is_plan
from service.checks.names import fault_of_names
from service.checks.places import fault_of_places
from service.checks.said import Before, Said, take_apart
from service.checks.sources import Given, comparable, holds_verbatim
from service.checks.wording import (
    ANOTHER_FITS_BETTER,
    COVERED,
    COVERED_WITHOUT_FIGURES,
    content_words,
    coverage,
    names_of,
    unheard_of,
)
from service.claims import Piece, pieces_of
from service.types import Verdict
from vectorstore.reports.sentences import Span

__all__ = ["NOTHING_BEFORE", "Before", "Checked", "Given", "check"]


NOTHING_BEFORE = Before()
REMEMBERED_FIGURES = 8
"""Of the sentences before, for what is computed from them."""
LEAST_CHINESE = 0.5
"""Share of a sentence's letters: an answer in English is none."""


SHORT_PART = 6
"""Characters of words: a part of a sentence that has fewer (高于金坛区的187件) is judged with the whole."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence after the checks."""

    text: str
    """As it may leave, without markers."""
    pieces: tuple[Piece, ...]
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
    pieces = pieces_of(sentence)
    by_number = {one.number: one for one in given}
    named = {number for piece in pieces for number in piece.markers}
    if unknown := named - by_number.keys():
        return _removed(pieces, f"没有编号为{min(unknown)}的段落", before)
    if not named:
        return _with_marker_supplied(pieces, given, before)
    return _checked(_filled(pieces), given, before)


def _filled(pieces: list[Piece]) -> list[Piece]:
    """Words before a marker in mid sentence are never without one."""
    return [piece for piece in pieces if piece.text.strip() or piece.markers]


def _with_marker_supplied(pieces: list[Piece], given: Sequence[Given], before: Before) -> Checked:
    """A missing marker is supplied where exactly one paragraph supports the sentence."""
    text = "".join(piece.text for piece in pieces)
    tried = [_checked([Piece(text, (one.number,))], given, before) for one in given]
    supported = [checked for checked in tried if checked.verdict == "supported"]
    if len(supported) == 1:
        return supported[0]
    return _removed(pieces, "没有注明出处" if not supported else "没有注明出处，且不止一段相合", before)


def _checked(pieces: list[Piece], given: Sequence[Given], before: Before) -> Checked:
    by_number = {one.number: one for one in given}
    cited = [tuple(by_number[number] for number in piece.markers) for piece in pieces]
    said = take_apart(pieces, cited, given, before)
    if fault := _fault_of_language(said.text):
        return _removed(pieces, fault, before, said)
    if fault := fault_of_places(said, before) or fault_of_names(said):
        return _removed(pieces, fault, before, said)
    verbatim = _is_verbatim(pieces, cited)
    matched = Matched((), (), (), ()) if verbatim else match_figures(said, before)
    if isinstance(matched, str):
        return _removed(pieces, matched, before, said)
    fault = None
    if not verbatim:
        fault = fault_of_modality(said, before) or fault_of_comparison(said) or _fault_of_wording(said, given, matched)
    if fault:
        return _removed(pieces, fault, before, said)
    pieces = _as_printed(pieces, matched)
    text = "".join(piece.text for piece in pieces)
    numbers = tuple(dict.fromkeys(number for piece in pieces for number in piece.markers))
    quotes = {one.number: _quote(said, one, matched) for one in said.cited}
    return Checked(
        text,
        tuple(pieces),
        numbers,
        "supported",
        None,
        quotes,
        _after(said, before, matched),
        names_district=any(one.report.region.code in m.codes for one in said.cited for m in said.mentions),
        names_year=any(year == one.report.year for one in said.cited for _, year in said.years),
    )


def _removed(pieces: Sequence[Piece], why: str, before: Before, said: Said | None = None) -> Checked:
    """What it said is none the less what the writer goes on from: 其中 in the next sentence means its district."""
    text = "".join(piece.text for piece in pieces)
    numbers = tuple(dict.fromkeys(number for piece in pieces for number in piece.markers))
    after = _after(said, before, Matched((), (), (), ())) if said else before
    return Checked(text, tuple(pieces), numbers, "removed", why, {}, after)


def _fault_of_language(text: str) -> str | None:
    letters = [character for character in text if character.isalpha()]
    if not letters:
        return "没有内容"
    chinese = sum("\u4e00" <= character <= "\u9fff" for character in letters)
    return None if chinese >= LEAST_CHINESE * len(letters) else "不是中文"


def _is_verbatim(pieces: Sequence[Piece], cited: Sequence[Sequence[Given]]) -> bool:
    return all(
        any(holds_verbatim(piece.text, one) for one in givens) for piece, givens in zip(pieces, cited, strict=True)
    )


def _fault_of_wording(said: Said, given: Sequence[Given], matched: Matched) -> str | None:
    if strange := unheard_of(said.labels.lower(), said.cited):
        return f"所引段落没有提到“{strange}”"
    start = 0
    for end, cited in said.parts:
        text = said.labels[start:end].lower()
        start = end
        if sum(map(len, content_words(text))) < SHORT_PART:
            text, cited = said.labels.lower(), said.cited
        covered = coverage(text, cited)
        tied = any(one in cited for one, _ in matched.held) or bool(matched.computed)
        if covered < (COVERED if tied else COVERED_WITHOUT_FIGURES):
            return "所引段落没有这样说"
        best = max((coverage(text, [one]) for one in given if one not in cited), default=0.0)
        if not tied and best - covered > ANOTHER_FITS_BETTER:
            return "所引段落没有这样说，另一段有"
    return None


def _as_printed(pieces: Sequence[Piece], matched: Matched) -> list[Piece]:
    """With 余 or 近 where the paragraph has it, and how a figure was computed."""
    changes = [*matched.corrections, *((one.end, one.end, f"（{one.formula}）") for one in matched.computed)]
    written, start = [], 0
    for piece in pieces:
        end = start + len(piece.text)
        own = [(first - start, last - start, words) for first, last, words in changes if start < last <= end]
        written.append(Piece(corrected(piece.text, own), piece.markers))
        start = end
    return written


def _quote(said: Said, given: Given, matched: Matched) -> Span:
    """From the first to the last sentence that carries the claim: those that hold its figures, else most of its words."""
    held = [figure.sentence for one, figure in matched.held if one == given]
    if not held:
        words = content_words(comparable(said.text))
        held = [
            max(
                (sentence for sentence in given.read.sentences),
                key=lambda sentence: sum(len(w) for w in words if any(name in sentence.text for name in names_of(w))),
            ).span
        ]
    start, end = min(span.start for span in held), max(span.end for span in held)
    return Span(given.paragraph.text[start:end], start, end)


def _after(said: Said, before: Before, matched: Matched) -> Before:
    subject = said.subjects[-1] if said.subjects else None
    districts = frozenset(subject.codes) if subject else before.districts
    if not districts and len({one.report.region.code for one in said.cited}) == 1 and not before.districts:
        districts = frozenset()
    reported = {one.report.year for one in said.cited}
    years = [year for _, year in said.years if year in reported]
    same = districts == before.districts
    year = years[-1] if years else (before.year if same else None)
    figures = (*before.figures, *matched.values)[-REMEMBERED_FIGURES:]
    return Before(districts, year, is_plan(said), figures)
