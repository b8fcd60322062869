"""Sentences, clauses and items of a text, what stands in pairs, and its words: each with its place. Pure.

One rule cuts everywhere: at the signs asked for, but not within quotation marks, title marks or brackets
(“马上办，就近办”窗口), nor within a number (1,200件, 9:00). A pair that holds a full stop holds sentences of its own
(他说：“好。”): they are cut as any others, and so is what follows a mark of which the other half is missing.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import rjieba

ENDS = "。！？!?"
SEMICOLONS = "；;"
COLONS = "：:"
COMMAS = "，,"
STOPS = ENDS + SEMICOLONS + COLONS + COMMAS
ENUMERATION = "、"

TITLES = "《》〈〉"
NAMES = '“”‘’「」『』"'
BRACKETS = "（）()"
"""Among the signs to cut at, a mark of a pair is a stop as any other, and its pair holds nothing together."""

_EDGE = " \t\u3000" + STOPS + ENUMERATION
KEPT = 8192
"""How many texts are kept as read: some hundred reports."""
DEEPEST = 8
"""Pairs within each other; more only where a text has nothing but halves."""


@dataclass(frozen=True, slots=True)
class Span:
    """`text` stands at `start:end` of the paragraph, in characters."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause(Span):
    """A span without the signs that end it, unless they were asked for."""

    stop: str
    """These signs, with the closing marks behind them: ，or 。”; empty where the text just ends."""


def sentences(text: str) -> list[Clause]:
    """With their full stops; together they hold every character but outer blanks."""
    return clauses(text, at=ENDS, keep_stops=True)


def items(text: Span | str, *, at: str = STOPS, into: str = "") -> list[Clause]:
    """Clauses cut at enumeration commas too."""
    return clauses(text, at=at + ENUMERATION, into=into)


def clauses(text: Span | str, *, at: str = STOPS, into: str = "", keep_stops: bool = False) -> list[Clause]:
    """In order, without outer blanks; what has no words goes with the stop before it. Starts and ends are the
    paragraph's; of a string, its own.

    `into` are marks of pairs that are cut within too: 收到95件（其中一审63件，二审22件）.
    """
    words, offset = (text, 0) if isinstance(text, str) else (text.text, text.start)
    found: list[Clause] = []
    start = 0
    for stop, end in (*_stops(words, at, into), (len(words), len(words))):
        piece = words[start : end if keep_stops else stop]
        if (said := piece.strip()) and (keep_stops or said.strip(_EDGE)):
            place = offset + start + piece.index(said)
            found.append(Clause(said, place, place + len(said), words[stop:end]))
        elif found and not keep_stops:
            found[-1] = replace(found[-1], stop=found[-1].stop + words[start:end].strip())
        start = end
    return found


def clause_at(text: str, place: int, *, at: str = STOPS) -> Span:
    """From the stop before a place to the one at or behind it; of a bracket, where the place stands in one."""
    start, end = _bracket_around(text, place, at)
    stops = _stops(text[start:end], at)
    following = bisect_left(stops, (place - start, 0))
    if following < len(stops):
        end = start + stops[following][0]
    if following:
        start += min(stops[following - 1][1], place - start)
    return Span(text[start:end], start, end)


def clause_before(text: str, place: int | None = None, *, at: str = STOPS) -> str:
    """What stands in the clause before the place; without a place, at the end of the text."""
    place = len(text) if place is None else place
    return text[clause_at(text, place, at=at).start : place]


def clause_after(text: str, place: int = 0, *, at: str = STOPS) -> str:
    """What stands in the clause from the place on; empty at a stop."""
    return text[place : clause_at(text, place, at=at).end]


def stops(text: str, *, at: str = STOPS) -> list[Span]:
    """Where the text is cut: the signs, with the closing marks behind them."""
    return [Span(text[start:end], start, end) for start, end in _stops(text, at)]


def outside(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """What the pattern finds, less what begins where no sign would cut."""
    held = _held(text, "")
    return [found for found in pattern.finditer(text) if not _within(found.start(), held)]


def part(span: Span, start: int, end: int) -> Span:
    """`start` and `end` count from the span's own start."""
    return Span(span.text[start:end], span.start + start, span.start + end)


def trimmed(span: Span) -> Span:
    """Without blanks and signs at either end."""
    left = len(span.text) - len(span.text.lstrip(_EDGE))
    return part(span, left, max(left, len(span.text.rstrip(_EDGE))))


ORDINAL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}是|[（(][一二三四五六七八九十]{1,3}[）)]|[①-⑳]|[0-9０-９]{1,2}[.．、](?![0-9０-９]))\s*"
)
"""A number that a clause begins with: 一是."""


_WITHIN_A_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?:[,，]\d{3})+(?!\d)|\d[:：](?=\d)")
"""1,200 and 1，200, but not 2023,2024年; 9:00 and 1：3."""
_CLOSING = {"《": "》", "〈": "〉", "“": "”", "‘": "’", "「": "」", "『": "』", '"': '"', "（": "）)", "(": ")）"} | {
    "【": "】",
    "〔": "〕",
    "[": "]］",
    "［": "］]",
}
_MARKS = re.compile("[" + re.escape("".join({*_CLOSING, *"".join(_CLOSING.values())})) + "]")


@lru_cache(maxsize=KEPT)
def _stops(text: str, at: str, into: str = "") -> tuple[tuple[int, int], ...]:
    closing = {last - 1 for _, last in _pairs(text)}
    held = _held(text, at + into)
    found = []
    for run in re.finditer(f"[{re.escape(at)}](?:\\s*[{re.escape(at)}])*", text):
        start, end = run.span()
        if _within(start, held):
            continue
        while end < len(text) and (end in closing or text[end] in "”’」』）)》"):
            end += 1
        found.append((start, end))
    return tuple(found)


@lru_cache(maxsize=KEPT)
def _held(text: str, into: str) -> tuple[tuple[int, int], ...]:
    """Within these places, in order and without overlap, nothing is cut."""
    pairs = [
        (start, end)
        for start, end in _pairs(text)
        if not {text[start], text[end - 1]} & {*into} and not {"。", "\n"} & {*text[start:end]}
    ]
    merged: list[tuple[int, int]] = []
    for start, end in sorted([*pairs, *(number.span() for number in _WITHIN_A_NUMBER.finditer(text))]):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _within(place: int, spans: tuple[tuple[int, int], ...]) -> bool:
    before = bisect_left(spans, (place, 0)) - 1
    return before >= 0 and spans[before][0] < place < spans[before][1]


def _bracket_around(text: str, place: int, at: str) -> tuple[int, int]:
    """What stands in the innermost round bracket around the place; the whole text where none is."""
    brackets = _brackets(text)
    index = bisect_left(brackets, (place, 0, 0)) - 1
    while index >= 0:
        start, end, index = brackets[index]
        if place < end and text[start] not in at:
            return start + 1, end - 1
    return 0, len(text)


@lru_cache(maxsize=KEPT)
def _brackets(text: str) -> tuple[tuple[int, int, int], ...]:
    """Start, end, and which of them is the next around it, -1 where none is."""
    found: list[tuple[int, int, int]] = []
    for start, end in _pairs(text):
        if text[start] in BRACKETS:
            around = len(found) - 1
            while around >= 0 and found[around][1] < end:
                around = found[around][2]
            found.append((start, end, around))
    return tuple(found)


@lru_cache(maxsize=KEPT)
def _pairs(text: str) -> tuple[tuple[int, int], ...]:
    """Every pair by its beginning; halves without the other are passed over."""
    opened: list[int] = []
    found = []
    for mark in _MARKS.finditer(text):
        sign, place = mark[0], mark.start()
        fitting = next((each for each in reversed(opened) if sign in _CLOSING[text[each]]), None)
        if fitting is not None:
            del opened[opened.index(fitting) :]
            found.append((fitting, place + 1))
        elif sign in _CLOSING:
            opened = [*opened[-DEEPEST:], place]
    return tuple(sorted(found))


def pairs(text: str, of: str) -> list[Span]:
    """What stands in such pairs, with the marks: 《…》, also 《…《…》…》. One within another of them is part of it."""
    found: list[Span] = []
    for start, end in _pairs(text):
        if text[start] in of and not (found and end <= found[-1].end):
            found.append(Span(text[start:end], start, end))
    return found


def unclosed(text: str, of: str) -> list[int]:
    """Where such pairs begin that the text doesn't close."""
    closed = {place for start, end in _pairs(text) for place in (start, end - 1)}
    return [
        mark.start()
        for mark in _MARKS.finditer(text)
        if mark[0] in of and mark[0] in _CLOSING and mark.start() not in closed
    ]


def without(text: str, of: str, *, instead: Callable[[str], str] = lambda _: "") -> str:
    """Less what stands in such pairs, with the marks."""
    pieces, end = [], 0
    for pair in pairs(text, of):
        pieces += [text[end : pair.start], instead(pair.text)]
        end = pair.end
    return "".join((*pieces, text[end:]))


def blanked(text: str, of: str, *, by: str = "\u3000") -> str:
    """The same with blanks in its place, so that places stay."""
    return without(text, of, instead=lambda words: by * len(words))


_NARROW = {
    code: unicodedata.normalize("NFKC", chr(code))
    for code in range(ord("！"), ord("～") + 1)
    if chr(code) not in "，；：？！（）"
}


def narrow(text: str) -> str:
    """Full-width digits, letters and signs made half-width, one character for one, so that places stay."""
    return text.translate(_NARROW)


def names_masked(text: str) -> str:
    """《》 for titles, “” for names, nothing in brackets, no blanks."""
    words = without(narrow(text), TITLES, instead=lambda _: "《》")
    # “行政复议能力提升年”活动 is of one year
    words = without(words, "“", instead=lambda name: "年”" if name.endswith("年”") else "“”")
    return re.sub(r"\s", "", without(words, BRACKETS))


def words_in(text: str) -> list[str]:
    """As the dictionary cuts them; joined they are the text."""
    return rjieba.cut(text)


def words_within(text: str) -> list[str]:
    """The same with the words within longer ones: 行政复议 also gives 行政 and 复议."""
    return rjieba.cut_for_search(text)


def tagged_words(text: str) -> list[tuple[str, str]]:
    """Each word with its part of speech in the tags of jieba: v, n, ns …"""
    return rjieba.tag(text)


def segmenter_with(words: Iterable[str]) -> Callable[[str], list[str]]:
    """Cuts as words_in does, and knows these words too."""
    segmenter = rjieba.Jieba()
    for word in words:
        segmenter.add_word(word, None, None)
    return segmenter.cut
