"""A language model's text cut into sentences as it streams, and each into what its markers stand for. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.contract.answers import Citation
from vectorstore.genre.text import BRACKETS, ENDS, NAMES, SEMICOLONS, TITLES, Span, stops, unclosed

_LINE_END = "\n"


def pieces(text: str) -> Iterator[str]:
    """Sentence by sentence, each with its markers; joined they are the text."""
    start = 0
    for stop in stops(text, at=ENDS + SEMICOLONS + _LINE_END):
        if stop.end > start:
            markers = _MARKERS.match(text, stop.end)
            end = markers.end() if markers else stop.end
            yield text[start:end]
            start = end
    if start < len(text):
        yield text[start:]


LONGEST_SENTENCE = 800
"""Characters; the longest of the five reports has 300. What goes on beyond is no sentence."""
_MARKER = r"[\[［【]\s*\d{1,3}(?:\s*[,，、\-–—~至]\s*\d{1,3})*\s*[\]］】]"
_MARKERS = re.compile(rf"(?:\s*{_MARKER})+")
_NUMBERS = re.compile(r"(\d{1,3})(?:\s*[\-–—~至]\s*(\d{1,3}))?")
_LIST_MARK = re.compile(r"^\s*(?:#{1,6}\s+|>\s+|[-*•·]\s+|\d{1,2}[.、)）]\s*(?!\d))+")
_EMPHASIS = re.compile(r"\*\*|__|`")
_INVISIBLE = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]|[\U000e0000-\U000e007f]|"
    "[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """Words of a sentence and the markers that stand behind them."""

    text: str
    markers: tuple[int, ...]


class SentenceReader:
    """Takes text as it comes and gives each sentence, with the markers behind its full stop, once it is whole."""

    def __init__(self) -> None:
        self._kept = ""

    def feed(self, text: str) -> Iterator[str]:
        self._kept += text
        while (cut := _whole_sentence(self._kept)) is not None:
            sentence, self._kept = self._kept[:cut], self._kept[cut:]
            if cleaned := clean(sentence):
                yield cleaned

    @property
    def overlong(self) -> bool:
        return len(self._kept) > LONGEST_SENTENCE

    def rest(self) -> str:
        """What is left when the text has ended: a sentence without a full stop, or nothing."""
        return clean(self._kept)


def split_claims(text: str) -> list[str]:
    """The sentences of a whole text, each with its markers."""
    reader = SentenceReader()
    sentences = list(reader.feed(text))
    return [*sentences, rest] if (rest := reader.rest()) else sentences


def clean(sentence: str) -> str:
    """Without list marks, emphasis and what can't be seen."""
    return _LIST_MARK.sub("", _EMPHASIS.sub("", _INVISIBLE.sub("", sentence))).strip()


def pieces_of(sentence: str) -> list[MarkedPiece]:
    """Cut behind each run of markers. Words after the last share all of them; without any there is one piece."""
    pieces: list[MarkedPiece] = []
    start = 0
    for match in _MARKERS.finditer(sentence):
        pieces.append(MarkedPiece(sentence[start : match.start()], _numbers(match[0])))
        start = match.end()
    rest = sentence[start:]
    if not pieces:
        return [MarkedPiece(rest, ())]
    if any(map(str.isalnum, rest)):
        pieces.append(MarkedPiece(rest, tuple(dict.fromkeys(n for piece in pieces for n in piece.markers))))
    elif rest.strip():
        # The full stop behind the markers goes before them.
        pieces[-1] = MarkedPiece(pieces[-1].text.rstrip("。.") + rest.strip(), pieces[-1].markers)
    return pieces


def marked(pieces: list[MarkedPiece], numbers: dict[int, int]) -> str:
    """The sentence written anew, each marker as the number that it has for the reader."""
    written = []
    for place, piece in enumerate(pieces):
        following = pieces[place + 1].markers if place + 1 < len(pieces) else ()
        markers = "" if following == piece.markers else "".join(f"[{numbers[n]}]" for n in piece.markers)
        written.append(piece.text + markers)
    return "".join(written)


def _whole_sentence(text: str) -> int | None:
    """Where the first sentence ends, its markers included; None while it may still go on."""
    for stop in stops(text, at=ENDS + _LINE_END):
        end = stop.end
        if stop.text.startswith(_LINE_END):
            if not text[: stop.start].strip():
                continue
            return end
        if _may_be_held(text, stop):
            return None
        markers = _MARKERS.match(text, end)
        end = markers.end() if markers else end
        rest = text[end:].lstrip(" ")
        # More closing marks or markers may come; a bracket that has begun too.
        if not rest or (rest[0] in "[［【”’」』）)》" and not _MARKERS.match(rest) and len(rest) < 12):
            return None
        return end
    return None


def _may_be_held(text: str, stop: Span) -> bool:
    """Whether the stop stands in a pair that may still be closed: “学法！守法！”宣传活动."""
    opened = unclosed(text, NAMES + TITLES + BRACKETS)
    return bool(opened) and opened[0] < stop.start and not {"。", _LINE_END} & {*text[opened[0] :]}


def _numbers(markers: str) -> tuple[int, ...]:
    found: list[int] = []
    for first, last in _NUMBERS.findall(markers):
        end = int(last or first)
        found += range(int(first), min(end, int(first) + 20) + 1) if end >= int(first) else [int(first), end]
    return tuple(dict.fromkeys(found))


PLAIN_MARKER = re.compile(r"\[(\d+)\]")


def in_text_order(text: str, citations: Sequence[Citation]) -> tuple[str, tuple[Citation, ...]]:
    """Numbered as the text comes to them; what no marker uses is left out."""
    order = dict.fromkeys(int(number) for number in PLAIN_MARKER.findall(text))
    new = {old: place for place, old in enumerate(order, 1)}
    by_number = {citation.n: citation for citation in citations}
    numbered = tuple(by_number[old].model_copy(update={"n": place}) for old, place in new.items())
    return PLAIN_MARKER.sub(lambda match: f"[{new[int(match[1])]}]", text), numbered
