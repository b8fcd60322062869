"""A written sentence of a draft through the checks: which of the rules' sentences it words, and whether it may. Pure.

Its words are held against those sentences, which is all that the writer saw, and, with last year's values put back,
against the paragraphs that they are from, as every written sentence of the service is.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.cited.check import NOTHING_BEFORE
from service.cited.checks.said import names_in
from service.cited.checks.sources import Given, comparable
from service.cited.composition import Statement
from service.cited.frame import checked
from service.cited.markers import pieces_of
from service.cited.untrusted import fault_of_form, without_orders
from service.draft.gate import fault_of_sentence
from service.draft.types import Basis, Gap, Sentence
from service.draft.written.labels import Label, Labelled, Part, draft_pieces_of, read_labels, words_of
from vectorstore.genre.likeness import content_words, held_share
from vectorstore.genre.shifting import brought
from vectorstore.genre.text import clauses

WORD_HELD = 0.5
"""How much of a word must stand in the sentences: parts of a long one do."""
_DIGITS = re.compile(r"\d+")
_BRACKETS = re.compile(r"[〔〕【】]|待填")
_REFERS_BACK = re.compile(r"^(?:其中|对此|上述|以上|此举|为此|该|这)")
_RESULT = re.compile(
    r"已经?|实现|完成|取得|达到?|均|全年|年内|年[初中底末]|[上下]半年|截至|目前|累计|首|率先|超额|显著|明显"
)
"""Words that turn work into a result, or give it a time: most of them say nothing that an answer would have to cite."""
_SMOOTHING = re.compile(
    "积极|深入|扎实|持续|不断|进一步|认真|切实|大力|稳步|充分|严格|坚持|注重|贯彻|落实|推进|推动|促进|加强|强化|深化|抓好|"
    "结合|助力|提供|确保|保障|支撑|促使|从而|进而"
)
"""What a writer may add to make a text of them."""


def fault_of_addition(words: str, held: str, year: int) -> str | None:
    """Of a written sentence's own words, beside those that it is from; `year` is the one that is reported on."""
    said, held = comparable(words), comparable(held)
    if any(bracket not in held for bracket in _BRACKETS.findall(words)):
        return "改动了标签"
    for match in _DIGITS.finditer(said):
        of_the_year = match[0] == str(year) and said[match.end() :].lstrip().startswith("年")
        if match[0] not in _DIGITS.findall(held) and not of_the_year:
            return f"原句没有“{match[0]}”"
    added = [name for name in names_in(words) if comparable(name) not in held]
    added += [f"“{result}”" for result in _RESULT.findall(said) if result not in held]
    added += [f"“{word}”" for word in content_words(said) if not _may_be_added(word, held)]
    if added:
        return f"原句没有{added[0]}"
    back = _REFERS_BACK.match(said)
    return f"“{back[0]}”指什么，句中没有写" if back and not held.startswith(back[0]) else None


def _may_be_added(word: str, held: str) -> bool:
    """不断加强 is one word to the segmenter."""
    return _SMOOTHING.sub("", word) in held or held_share(word, held) >= WORD_HELD


_DOUBLED = re.compile(r"[，、；：\s]+(?=[，。；：])")
_LEADING = re.compile(r"^[，、；：\s]+")


def restored_text(parts: Sequence[Part], basis: Basis) -> str:
    """Gaps of which nothing was printed are left out."""
    year = basis.report.year
    text = "".join(brought(part, basis.year, year) if isinstance(part, str) else _printed(part) for part in parts)
    return _LEADING.sub("", _DOUBLED.sub("", text))


def statements_of(sentences: Iterable[Sentence]) -> list[Statement]:
    """What the sentences carry over, and what their gaps were."""
    found: dict[Statement, None] = {}
    for sentence in sentences:
        found |= dict.fromkeys(sentence.sources)
        gaps = (piece for piece in sentence.pieces if isinstance(piece, Gap))
        found |= dict.fromkeys(gap.previous for gap in gaps if gap.previous is not None)
    return list(found)


def evidence_of(sentences: Iterable[Sentence]) -> tuple[Given, ...]:
    """Their paragraphs, each once, less what is addressed to a machine."""
    paragraphs = {one.paragraph.paragraph_id: one for one in statements_of(sentences)}
    return tuple(_given(one, number) for number, one in enumerate(paragraphs.values(), 1))


def is_shown(statement: Statement) -> bool:
    """Not where it, or what stands before it in its paragraph, is addressed to a machine."""
    span = statement.span
    return _given(statement, 1).paragraph.text[span.start : span.end] == span.text


def _given(statement: Statement, number: int) -> Given:
    return without_orders(Given(number, statement.report, statement.paragraph))


def _printed(label: Label) -> str:
    """From the first gap's words to the last one's, as they stand in their paragraph."""
    previous = [gap.previous for gap in label.gaps if gap.previous is not None]
    paragraphs = {one.paragraph.paragraph_id: one.paragraph for one in previous}
    if len(paragraphs) != 1:
        return ""
    (paragraph,) = paragraphs.values()
    start, end = min(one.span.start for one in previous), max(one.span.end for one in previous)
    if label.own_unit and paragraph.text.startswith(label.unit, end):
        end += len(label.unit)
    return paragraph.text[start:end]


LEAST_WORDS = 4
"""Characters of words by which a clause is known."""
CLAUSE_HELD = 0.5
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
    if any(piece.markers for piece in pieces_of(written)):
        return "自己标注了出处"
    if fault := fault_of_form(words_of(parts), evidence_of(one.sentence for one in shown)):
        return fault
    worded = _worded(parts, shown)
    if isinstance(worded, str):
        return worded
    sources = tuple(dict.fromkeys(source for one in worded for source in one.sentence.sources))
    sentence = Sentence(draft_pieces_of(parts), sources)
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
    for clause in (one.text for one in clauses(comparable(words_of(parts)))):
        if sum(map(len, content_words(clause))) < LEAST_WORDS:
            continue
        # Of those that hold it alike, the one whose labels it has.
        best = max(shown, key=lambda one: (held_share(clause, comparable(one.text)), one.place in found))
        if held_share(clause, comparable(best.text)) < CLAUSE_HELD:
            return f"原句没有“{clause}”"
        found[best.place] = best
    worded = tuple(found[place] for place in sorted(found))
    if not worded:
        return "没有内容"
    if len({one.paragraph for one in worded}) > 1:
        return "把不同段落的内容并成了一句"
    return worded


def _fault_of_restored(parts: Sequence[Part], worded: Sequence[Labelled], basis: Basis) -> str | None:
    evidence = evidence_of(one.sentence for one in worded)
    text = restored_text(parts, basis)
    markers = "".join(f"[{one.number}]" for one in evidence)
    result = checked(f"{text}{markers}", evidence, NOTHING_BEFORE)
    if result.verdict == "removed":
        return result.why
    # 余 put in or a computation told: what stands in the gap is then not what was printed there.
    return None if result.text == text else "待填的数与原文的说法不同"


def _labels(parts: Sequence[Part]) -> tuple[Label, ...]:
    return tuple(part for part in parts if isinstance(part, Label))
