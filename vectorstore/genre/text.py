"""Sentences, clauses and items of a text, each with its place. Pure."""

import re
import unicodedata
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）)》]*")
_CLAUSE_END = re.compile(r"[，,；;、：:。！？!?]+[”’」』）)》]*")
_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")


@dataclass(frozen=True, slots=True)
class Span:
    """`text` stands at `start:end` of the paragraph, in characters."""

    text: str
    start: int
    end: int


def sentences(text: str) -> list[Span]:
    """Cut at full stops, question and exclamation marks; together the spans hold every character but outer blanks."""
    return _cut(text, _SENTENCE_END, 0)


def clauses(sentence: Span) -> list[Span]:
    """Cut at commas, semicolons, enumeration commas and colons; starts and ends are the paragraph's."""
    return _cut(sentence.text, _CLAUSE_END, sentence.start)


def _cut(text: str, ending: re.Pattern[str], offset: int) -> list[Span]:
    spans, start = [], 0
    ends = [match.end() for match in ending.finditer(text) if not _inside_a_number(text, match.start())]
    for end in [*ends, len(text)]:
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            first = start + piece.index(stripped)
            spans.append(Span(stripped, offset + first, offset + first + len(stripped)))
        start = end
    return spans


def _inside_a_number(text: str, place: int) -> bool:
    """The comma of 1,200 ends no clause."""
    return text[place] == "," and bool(_THOUSANDS.match(text, place - 1)) if place else False


_STOPS = "，,；;：:"
_CLOSING = {"《": "》", "“": "”", "（": "）", "(": ")", "「": "」", "〈": "〉", "【": "】"}
_WITHIN_A_NUMBER = re.compile(r"[0-9０-９][,:：][0-9０-９]")
_END = re.compile(r"[。！？!?]+(?=[”’」』）)》]*$)")
ORDINAL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}是|[（(][一二三四五六七八九十]{1,3}[）)]|[①-⑳]|[0-9０-９]{1,2}[.．、](?![0-9０-９]))\s*"
)
"""A number that a clause begins with: 一是."""


@dataclass(frozen=True, slots=True)
class Clause:
    """`text` stands at `start:end` of the paragraph, without the sign that ends it."""

    text: str
    start: int
    end: int
    stop: str
    """That sign; empty at the end of the sentence."""


def clauses_with_stops(sentence: Span) -> tuple[Clause, ...]:
    """Cut at commas, semicolons and colons that stand in no title, quotation or bracket; the full stop is left out."""
    ending = _END.search(sentence.text)
    text = sentence.text[: ending.start()] if ending else sentence.text
    found: list[Clause] = []
    start = 0
    for place in (*_cuts(text), len(text)):
        piece = text[start:place]
        if words := piece.strip():
            first = sentence.start + start + piece.index(words)
            found.append(Clause(words, first, first + len(words), text[place : place + 1]))
        start = place + 1
    return tuple(found)


def _cuts(text: str) -> list[int]:
    closing: list[str] = []
    cuts = []
    for place, sign in enumerate(text):
        if closing and sign == closing[-1]:
            closing.pop()
        elif sign in _CLOSING and text.find(_CLOSING[sign], place) > 0:
            closing.append(_CLOSING[sign])
        elif not closing and sign in _STOPS and not _WITHIN_A_NUMBER.match(text, max(0, place - 1)):
            cuts.append(place)
    return cuts


_PAIRS = re.compile(r"“[^“”]*”|‘[^‘’]*’|《[^《》]*》|「[^「」]*」|【[^【】]*】|\"[^\"]*\"|[（(][^（）()]*[）)]")
_THOUSANDS_ANY = re.compile(r"\d[,，]\d{3}(?!\d)")
_EDGE = " \t\u3000，,；;。！!？?、：:"


def cut(span: Span, ending: re.Pattern[str]) -> list[Span]:
    """The pieces of a span, each with the mark that ends it; no mark within a pair or a number cuts."""
    pieces, start = [], 0
    for end in (match.end() for match in outside(ending, span.text) if not _in_number(span.text, match.start())):
        pieces.append(part(span, start, end))
        start = end
    pieces.append(part(span, start, len(span.text)))
    return [piece for piece in pieces if trimmed(piece).text]


def outside(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """What the pattern finds, less what begins within a pair."""
    pairs = [match.span() for match in _PAIRS.finditer(text)]
    return [match for match in pattern.finditer(text) if not any(a < match.start() < b for a, b in pairs)]


def part(span: Span, start: int, end: int) -> Span:
    """`start` and `end` count from the span's own start."""
    return Span(span.text[start:end], span.start + start, span.start + end)


def trimmed(span: Span) -> Span:
    """Without blanks and marks at either end."""
    left = len(span.text) - len(span.text.lstrip(_EDGE))
    return part(span, left, max(left, len(span.text.rstrip(_EDGE))))


def _in_number(text: str, place: int) -> bool:
    return place > 0 and bool(_THOUSANDS_ANY.match(text, place - 1))


_CLAUSE = re.compile(r"[，,。；;：:！？]")
_ITEM = re.compile(r"[，,。；;：:！？、]")


def clauses_of(text: str) -> list[str]:
    return _CLAUSE.split(text)


def items_of(text: str) -> list[str]:
    """Its clauses, cut at enumeration commas too."""
    return _ITEM.split(text)


def clause_before(text: str, place: int) -> str:
    """What stands in the clause before the place."""
    return _CLAUSE.split(text[:place])[-1]


NO_CLAUSE = re.compile(r"[，,；;。:：]")


def clause_at(text: str, place: int) -> tuple[int, int]:
    start = max((match.end() for match in NO_CLAUSE.finditer(text, 0, place)), default=0)
    following = NO_CLAUSE.search(text, place)
    return start, following.start() if following else len(text)


_NARROW = {
    code: unicodedata.normalize("NFKC", chr(code))
    for code in range(ord("！"), ord("～") + 1)
    if chr(code) not in "，；：？！（）"
}


def narrow(text: str) -> str:
    """Full-width digits, letters and signs made half-width, one character for one, so that places stay."""
    return text.translate(_NARROW)


_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_NAME = re.compile(r"“[^“”]*”")
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)")


def names_masked(text: str) -> str:
    """The same for a text in which □ stands where it should."""
    words = _TITLE.sub("《》", narrow(text))
    # “行政复议能力提升年”活动 is of one year
    words = _NAME.sub(lambda name: "年”" if name[0].endswith("年”") else "“”", words)
    return re.sub(r"\s", "", _BRACKETS.sub("", words))
