"""Which sentences, clauses and items of the cited paragraphs speak of what a sentence says. Pure."""

import re
from collections.abc import Sequence

from service.checks.said import Said
from service.checks.sources import Given
from service.checks.wording import content_words, names_of

OF_THE_BEST = 0.6
"""A sentence that holds as much of the words as this share of the best one's is drawn on too."""
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


def drawn_on(text: str, given: Given) -> list[int]:
    """The sentences of the paragraph that hold most of the words, as places in it."""
    words = content_words(text)
    scores = [
        sum(len(word) for word in words if any(name in sentence.text for name in names_of(word)))
        for sentence in given.read.sentences
    ]
    best = max(scores, default=0)
    return [place for place, score in enumerate(scores) if best and score >= OF_THE_BEST * best]


def clauses_about(words: Sequence[str], said: Said) -> str:
    """Those clauses of the cited paragraphs that share most of the words."""
    return _about(words, [held for given in said.cited for held in clauses_of(given.text)])


def items_about(words: Sequence[str], said: Said) -> str:
    return _about(words, [held for given in said.cited for held in items_of(given.text)])


def _about(words: Sequence[str], texts: Sequence[str]) -> str:
    scores = [sum(len(word) for word in words if word in held) for held in texts]
    best = max(scores, default=0)
    return "，".join(held for held, score in zip(texts, scores, strict=True) if best and score == best)
