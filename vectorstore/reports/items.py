"""A stretch of a paragraph taken apart into its items (一是…；二是…) and their sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vectorstore.reports.enclosed import cut, outside, part, trimmed
from vectorstore.reports.sentences import Span

LONGEST_HEAD = 40
"""Characters of an item's first sentence that is still a heading."""
LONGEST_LABEL = 20
"""Characters before a colon that are still a label."""

_NUMBER = "[一二三四五六七八九十]{1,3}"
_MARK = re.compile(
    rf"(?:^|(?<=[：:，,；;。！!？?\s]))\s*(?:{_NUMBER}(?:是要?|要|、)|第{_NUMBER}(?:是|[，,、])"
    r"|(?:首先|其次|再次|最后)[，,]|一方面|另一方面|—{1,2}|[●•■◆]"
    rf"|[（(](?:{_NUMBER}|\d{{1,2}})[）)][、．.]?|[①-⑳⑴-⒇]|\d{{1,2}}[.．、](?!\d)|\d{{1,2}}[）)])[，,]?\s*"
)
_SENTENCE = re.compile("[。！!？?；;]")
_COLON = re.compile("[：:]")


@dataclass(frozen=True, slots=True)
class Stated:
    """A sentence, or what a semicolon or a colon ends, without its number."""

    span: Span
    head: str
    """The heading within the paragraph that it stands below, or its label; empty where there is none."""
    item: int | None
    """Which of the stretch's items it belongs to, from 0; None before the first."""
    announces: bool = False
    """A colon ends it."""
    heads: bool = False
    """It is the heading of its item."""


def stated(stretch: Span) -> list[Stated]:
    """Everything that the stretch says, in order."""
    items = _items(stretch)
    numbered = [sentences for number, sentences in items if number is not None]
    # one heading among plain items is an item of its own
    headed = bool(numbered) and all(_is_headed(sentences) for sentences in numbered)
    found: list[Stated] = []
    for number, sentences in items:
        head = ""
        for place, sentence in enumerate(sentences):
            if headed and number is not None and place == 0:
                found.append(Stated(trimmed(sentence), "", number, heads=True))
                head = found[-1].span.text
            else:
                found.extend(_parted(sentence, head, number))
    return found


def _items(stretch: Span) -> list[tuple[int | None, list[Span]]]:
    marks = outside(_MARK, stretch.text)
    starts = [(None, 0, 0), *((number, mark.start(), mark.end()) for number, mark in enumerate(marks))]
    ends = [*(mark.start() for mark in marks), len(stretch.text)]
    return [
        (number, sentences)
        for (number, _, start), end in zip(starts, ends, strict=True)
        if (sentences := cut(part(stretch, start, end), _SENTENCE))
    ]


def _is_headed(sentences: list[Span]) -> bool:
    first = sentences[0].text
    short = len(first) <= LONGEST_HEAD and len(re.findall("[，,]", first)) <= 1
    return len(sentences) > 1 and first.endswith("。") and short and not _COLON.search(first)


def _parted(sentence: Span, head: str, item: int | None) -> Iterator[Stated]:
    pieces = cut(sentence, _COLON)
    for piece in pieces[:-1]:
        words = trimmed(piece)
        if piece.text.endswith(("：", ":")) and len(words.text) <= LONGEST_LABEL and not re.search("[，,]", words.text):
            head = words.text
        else:
            yield Stated(words, head, item, announces=True)
    last = pieces[-1]
    yield Stated(trimmed(last), head, item, announces=last.text.endswith(("：", ":")))
