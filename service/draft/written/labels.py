"""The sentences of a section as a language model is shown them: gaps as labels, 〔空1〕. Pure.

The model never sees last year's figures and events, so it can't tell them as this year's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.cited.untrusted import as_data
from service.draft.types import DraftPiece, Gap, Quoted, Sentence


def runs_of(pieces: Sequence[DraftPiece]) -> list[str | tuple[DraftPiece, ...]]:
    """Text, and gaps that belong together: side by side but for punctuation, or in the bracket behind."""
    rest = [piece for piece in pieces if piece]
    runs: list[str | tuple[DraftPiece, ...]] = []
    while rest:
        first = rest.pop(0)
        if isinstance(first, str):
            runs.append(first)
            continue
        run: list[DraftPiece] = [first]
        while more := _going_on(rest):
            run += more
        runs.append(tuple(run))
    return runs


def _going_on(rest: list[DraftPiece]) -> list[DraftPiece]:
    """Takes from what follows a gap what belongs to it: another gap, or a bracket that holds some, （【…】件）."""
    if rest and isinstance(rest[0], Gap):
        return [rest.pop(0)]
    if closed := _closing(rest):
        count, length = closed
        last = rest[count]
        assert isinstance(last, str)
        taken = [*rest[:count], last[:length]]
        rest[: count + 1] = [last[length:]] if last[length:] else []
        return taken
    if len(rest) > 1 and _is_punctuation(rest[0]) and isinstance(rest[1], Gap):
        return [rest.pop(0), rest.pop(0)]
    return []


def _closing(rest: Sequence[DraftPiece]) -> tuple[int, int] | None:
    """Where a bracket that opens the text ends, if there are gaps in it: the piece, and how much of it."""
    if not rest or not isinstance(rest[0], str) or not rest[0].startswith(("（", "(")):
        return None
    depth = 0
    for count, piece in enumerate(rest):
        for length, sign in enumerate(piece if isinstance(piece, str) else "", 1):
            depth += (sign in "（(") - (sign in "）)")
            if depth == 0:
                return (count, length) if count else None
    return None


def _is_punctuation(piece: DraftPiece) -> bool:
    return isinstance(piece, str) and not any(map(str.isalnum, piece)) and not piece.startswith(("（", "("))


_LABEL = re.compile(r"[〔【\[［]\s*空\s*(\d{1,3})\s*[〕】\]］]")
"""A model may take other brackets for the same."""
_LIKE_A_LABEL = re.compile(r"空\s*\d")


@dataclass(frozen=True, slots=True)
class Label:
    name: str
    """〔空1〕"""
    number: int
    """Its place among the section's labels."""
    pieces: tuple[DraftPiece, ...]
    """Gaps that nothing but punctuation parts, and what stands in brackets behind them."""
    unit: str = ""
    """Of the last gap's figure."""
    own_unit: bool = False
    """The gap holds the unit; else it stands in the text behind it."""

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Gap))

    @property
    def meaning(self) -> str:
        """For who is told why a sentence fell."""
        return "、".join(gap.indicator for gap in self.gaps)

    @property
    def shown(self) -> str:
        return f"{self.name}{self.unit}" if self.own_unit else self.name


Part = str | Label


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence of the rules' and how the model sees it."""

    place: int
    """Among all sentences of the section."""
    paragraph: int
    sentence: Sentence
    parts: tuple[Part, ...]

    @property
    def labels(self) -> tuple[Label, ...]:
        return tuple(part for part in self.parts if isinstance(part, Label))

    def is_copied_by(self, written: str, parts: tuple[Part, ...]) -> bool:
        return written == self.shown or parts == self.parts

    @property
    def text(self) -> str:
        """Its own words."""
        return words_of(self.parts)

    @property
    def shown(self) -> str:
        return "".join(as_data(part) if isinstance(part, str) else part.shown for part in self.parts)


def words_of(parts: Sequence[Part]) -> str:
    """Without labels."""
    return "".join(part for part in parts if isinstance(part, str))


def can_be_labelled(sentence: Sentence) -> bool:
    """Not where its own words could pass for a label, and not what is quoted: a report on a promise says nothing yet
    that could be worded."""
    if any(isinstance(piece, Quoted) for piece in sentence.pieces):
        return False
    return not _LIKE_A_LABEL.search("".join(piece for piece in sentence.pieces if isinstance(piece, str)))


def labelled(sentences: Sequence[tuple[int, int, Sentence]]) -> tuple[Labelled, ...]:
    """`sentences` are those to be shown: place, paragraph, sentence."""
    found: list[Labelled] = []
    number = 0
    for place, paragraph, sentence in sentences:
        parts: list[Part] = []
        runs = runs_of(sentence.pieces)
        for run, following in zip(runs, (*runs[1:], ""), strict=True):
            if isinstance(run, str):
                parts.append(run)
                continue
            number += 1
            last = run[-1]
            unit = last.unit if isinstance(last, Gap) else ""
            own = bool(unit) and not (isinstance(following, str) and following.startswith(unit))
            parts.append(Label(f"〔空{number}〕", number, run, unit, own))
        found.append(Labelled(place, paragraph, sentence, tuple(parts)))
    return tuple(found)


def read_labels(written: str, labels: Sequence[Label]) -> tuple[Part, ...] | str:
    """A written sentence with its labels taken out of it; or why it can't stay."""
    known = {label.name: label for label in labels}
    parts: list[Part] = []
    start = 0
    for match in _LABEL.finditer(written):
        name = f"〔空{int(match[1])}〕"
        if name not in known:
            return "写了不存在的标签"
        label = known[name]
        if label in parts:
            return f"“{label.meaning}”写了两次"
        end = match.end()
        has_unit = written.startswith(label.unit, end)
        if label.own_unit and has_unit:
            end += len(label.unit)
        elif label.unit and not label.own_unit and not has_unit:
            return f"“{label.meaning}”后缺少“{label.unit}”"
        if words := written[start : match.start()]:
            parts.append(words)
        parts.append(label)
        start = end
    if words := written[start:]:
        parts.append(words)
    if _LIKE_A_LABEL.search(words_of(parts)):
        return "改动了标签"
    return tuple(parts)


def draft_pieces_of(parts: Sequence[Part]) -> tuple[DraftPiece, ...]:
    """With the gaps that the labels stand for."""
    pieces: list[DraftPiece] = []
    for part in parts:
        pieces += [part] if isinstance(part, str) else part.pieces
    return tuple(pieces)


def without_labels(written: str) -> str:
    """For telling a removed sentence: nobody but the model knows what a label stands for."""
    return _LABEL.sub("〔待填〕", written)
