"""A written sentence of a draft through the checks: which of the rules' sentences it words, and whether it may. Pure.

Its words are held against those sentences, which is all that the writer saw, and, with last year's values put back,
against the paragraphs that they are from, as every written sentence of the service is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.checks.clauses import clauses_of
from service.checks.sources import comparable
from service.checks.wording import content_words, held_share
from service.citations import NOTHING_BEFORE
from service.claims import pieces_of as cited_pieces_of
from service.drafting.additions import fault_of_addition
from service.drafting.gate import fault_of_sentence
from service.drafting.labels import Label, Labelled, Part, pieces_of, read_labels, words_of
from service.drafting.restoring import evidence_of, restored
from service.drafting.types import Basis, Sentence
from service.proposed import checked
from service.untrusted import fault_of_form

LEAST_WORDS = 4
"""Characters of words by which a clause is known."""
HELD = 0.5
"""How much of a clause's words a sentence must have to be the one that it is from."""
_ENDING = re.compile(r"[，；、：。.…！？!?\s]*$")


@dataclass(frozen=True, slots=True)
class Proved:
    """A sentence that may stand for the rules' sentences at these places."""

    places: tuple[int, ...]
    """In order, all of one paragraph."""
    written: str
    """As the model wrote it."""
    parts: tuple[Part, ...]
    sentence: Sentence


def proved(written: str, shown: Sequence[Labelled], basis: Basis) -> Proved | str:
    """Or why it can't stay, in Simplified Chinese."""
    written = f"{_ENDING.sub('', written)}。"
    parts = read_labels(written, [label for one in shown for label in one.labels])
    if isinstance(parts, str):
        return parts
    copied = next((one for one in shown if one.is_copied_by(written, parts)), None)
    if copied is not None:
        return Proved((copied.place,), written, parts, copied.sentence)
    if any(piece.markers for piece in cited_pieces_of(written)):
        return "自己标注了出处"
    if fault := fault_of_form(words_of(parts), evidence_of(one.sentence for one in shown)):
        return fault
    worded = _worded(parts, shown)
    if isinstance(worded, str):
        return worded
    sources = tuple(dict.fromkeys(source for one in worded for source in one.sentence.sources))
    sentence = Sentence(pieces_of(parts), sources)
    held = "".join(one.text for one in worded)
    fault = (
        fault_of_addition(words_of(parts), held, basis.year)
        or fault_of_sentence(sentence, basis)
        or _fault_of_restored(parts, worded, basis)
    )
    return fault or Proved(tuple(one.place for one in worded), written, parts, sentence)


def _worded(parts: Sequence[Part], shown: Sequence[Labelled]) -> tuple[Labelled, ...] | str:
    """The rules' sentences, of one paragraph, that have its labels and its clauses."""
    labels = _labels(parts)
    if [label.number for label in labels] != sorted(label.number for label in labels):
        return "待填内容的次序与原句不同"
    found = {one.place: one for one in shown if any(label in one.labels for label in labels)}
    for clause in clauses_of(comparable(words_of(parts))):
        if sum(map(len, content_words(clause))) < LEAST_WORDS:
            continue
        # Of those that hold it alike, the one whose labels it has.
        best = max(shown, key=lambda one: (held_share(clause, comparable(one.text)), one.place in found))
        if held_share(clause, comparable(best.text)) < HELD:
            return f"原句没有“{clause.strip()}”"
        found[best.place] = best
    worded = tuple(found[place] for place in sorted(found))
    if not worded:
        return "没有内容"
    if len({one.paragraph for one in worded}) > 1:
        return "把不同段落的内容并成了一句"
    return worded


def _fault_of_restored(parts: Sequence[Part], worded: Sequence[Labelled], basis: Basis) -> str | None:
    evidence = evidence_of(one.sentence for one in worded)
    text = restored(parts, basis)
    markers = "".join(f"[{one.number}]" for one in evidence)
    result = checked(f"{text}{markers}", evidence, NOTHING_BEFORE)
    if result.verdict == "removed":
        return result.why
    # 余 put in or a computation told: what stands in the gap is then not what was printed there.
    return None if result.text == text else "待填的数与原文的说法不同"


def _labels(parts: Sequence[Part]) -> tuple[Label, ...]:
    return tuple(part for part in parts if isinstance(part, Label))
