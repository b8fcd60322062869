"""Where a claim's text may be changed: names and markers are covered up by as many blanks, so that places stay."""

import re

from evals.claims.claims import Claim

BLANK = "\0"
"""Matches none of the patterns that look for words or figures."""
_MARKERS = re.compile(r"\s*\[\d+\]")
_NAMES = re.compile(r"《[^》]*》|“[^”]*”")
_ENUMERATOR = re.compile(r"(?:[（(][一二三四五六七八九十]+[）)]|\d{1,2}\.(?!\d)|[一二三四五六七八九十]是)")
_TAIL = re.compile(r"(?:[。！？；：:;，,、]|\s*\[\d+\])*$")
_LINKED = re.compile(r"现将|同时|其中|一方面|另一方面|此外|我们|但|并|即")


def without_markers(text: str) -> str:
    return _MARKERS.sub("", text)


def covered_markers(text: str) -> str:
    return _MARKERS.sub(lambda match: BLANK * len(match[0]), text)


def covered(text: str) -> str:
    """Markers, titles in 《》 and names in “” covered up."""
    return _NAMES.sub(lambda match: BLANK * len(match[0]), covered_markers(text))


def without_enumerator(text: str) -> str:
    """（一）, 9. and 一是 at the beginning number the paragraph's sentences; a claim is led in without them."""
    return text[enumerator_end(text) :]


def enumerator_end(text: str) -> int:
    match = _ENUMERATOR.match(text)
    return match.end() if match else 0


def starts_a_statement(text: str) -> bool:
    """Whether words such as 2022年 can be put before the text: not before 其中."""
    return not _LINKED.match(without_enumerator(text))


def appended(text: str, words: str) -> str:
    """The words before the closing full stop and markers."""
    match = _TAIL.search(text)
    place = match.start() if match else len(text)
    return text[:place] + words + text[place:]


def replaced(text: str, start: int, end: int, words: str) -> str:
    return text[:start] + words + text[end:]


def cited_text(claim: Claim) -> str:
    """The paragraphs that the claim cites, a line each."""
    return "\n".join(one.paragraph.text for one in claim.cited)


def comma_of(text: str) -> str:
    """Two of the reports write half-width commas throughout."""
    return "," if "," in text and "，" not in text else "，"
