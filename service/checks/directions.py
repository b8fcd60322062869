"""Whether a sentence tells of a matter what its paragraph tells: 上升 is not 下降. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache

from service.checks.clauses import clauses_about, clauses_of, items_about, items_of
from service.checks.said import Said, without_names
from service.checks.sources import comparable
from service.checks.vocabulary import opposites
from service.checks.wording import content_words

WORDS_OF_AN_ITEM = 4
"""Characters: an item of a list with fewer words (能力提升) may be any matter's."""


def fault_of_direction(said: Said) -> str | None:
    text = without_names(comparable(said.labels))
    return _fault_of_clauses(text, said) or _fault_of_items(text, said)


def _fault_of_clauses(text: str, said: Said) -> str | None:
    for clause in clauses_of(text):
        for one, other, word in _told(clause):
            words = content_words(clause)
            before_it = content_words(clause.partition(word)[0])[-2:]
            for held in (clauses_about(words, said), clauses_about(before_it, said)):
                if _any(other, held) and not _any(one, held):
                    return f"所引段落没有说“{word}”"
    return None


def _fault_of_items(text: str, said: Said) -> str | None:
    """In a long clause each item has a direction of its own: 压降败诉率、提升素质."""
    for item in items_of(text):
        words = content_words(item)
        for one, other, word in _told(item):
            matter = [each for each in words if each not in one]
            if sum(map(len, matter)) < WORDS_OF_AN_ITEM:
                continue
            held = items_about(matter, said)
            if _any(other, held) and not _any(one, held):
                return f"所引段落没有说“{word}”"
    return None


def _told(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...], str]]:
    """For each matter of which the text tells one side only: that side, the other, and the word."""
    found = []
    for up, down in opposites("matter"):
        for one, other in ((up, down), (down, up)):
            told = _pattern(one).search(text)
            word = told[0] if told else None
            if word and not any(word in text for word in other):
                found.append((one, other, word))
    return found


def _any(words: Sequence[str], text: str) -> bool:
    return bool(_pattern(tuple(words)).search(text))


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """不规范 and 不够规范 don't say 规范."""
    return re.compile(f"(?<![不未])(?<!不够)(?:{'|'.join(map(re.escape, words))})")
