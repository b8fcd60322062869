"""Cutting text at marks that stand outside of quotation marks, titles and brackets."""

import re

from vectorstore.reports.sentences import Span

_PAIRS = re.compile(r"“[^“”]*”|‘[^‘’]*’|《[^《》]*》|「[^「」]*」|【[^【】]*】|\"[^\"]*\"|[（(][^（）()]*[）)]")
_THOUSANDS = re.compile(r"\d[,，]\d{3}(?!\d)")
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
    return place > 0 and bool(_THOUSANDS.match(text, place - 1))
