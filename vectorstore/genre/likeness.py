"""How far a text holds the words of another. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from vectorstore.genre.numerals import is_numeral
from vectorstore.genre.terms import Term, lexicon, same_words, words
from vectorstore.genre.text import words_in

HALVES_OF_A_WORD = 0.9
"""挽回损失 in 挽回经济损失."""
PART_OF_A_WORD = 0.6
"""Of the pairs of characters that a term shares with the text: 行政机关负责人 and 行政负责人."""


def strength(term: Term, text: str) -> float:
    """1 where the text (narrow, lower case) holds a name of the term, less where it holds parts of it, else 0."""
    if any(name in text and not _only_its_head(name, text) for name in term.names):
        return 1.0
    word = term.word
    if len(word) < 3 or word.isascii():
        return 0.0
    if len(word) == 4 and not term.official and word[:2] in text and word[2:] in text:
        return HALVES_OF_A_WORD
    pairs = [word[place : place + 2] for place in range(len(word) - 1)]
    return PART_OF_A_WORD * sum(pair in text for pair in pairs) / len(pairs)


def _only_its_head(name: str, text: str) -> bool:
    """司法所长 is a person: a text that names only heads doesn't name the bodies."""
    return name[-1] in "所局院处" and text.count(name) == text.count(f"{name}长")


def coverage_of(terms: Sequence[Term], text: str) -> float:
    """Weighted share of the terms that a text holds: 0 to 1; 1 where there are no terms."""
    return share(terms, (strength(term, text) for term in terms))


def share(terms: Sequence[Term], strengths: Iterable[float]) -> float:
    """Weighted mean of the terms' strengths; 1 where there are no terms."""
    total = sum(term.weight for term in terms)
    if not total:
        return 1.0
    return sum(term.weight * value for term, value in zip(terms, strengths, strict=True)) / total


WORD_IN_PARTS = 0.7
"""Of a word whose halves stand in the paragraph: 合法性审核 of 合法性, 审核."""
WORD_IN_PAIRS = 0.6
"""Of a word whose every two neighbouring characters do."""


@lru_cache(maxsize=4096)
def content_words(text: str) -> tuple[str, ...]:
    """The words of a text (narrow, lower case) that say something, each once."""
    light = words("light")
    cut = (word for word in lexicon().cut(text) if any(map(str.isalpha, word)))
    return tuple(dict.fromkeys(word for word in cut if word not in light and not is_numeral(word)))


@lru_cache(maxsize=8192)
def names_of(word: str) -> tuple[str, ...]:
    """The word and others for the same."""
    return tuple(dict.fromkeys((word, *lexicon().names(word), *same_words().get(word, ()))))


def held_share(text: str, held: str) -> float:
    """Share of the characters of a text's words that another holds: 0 to 1; 0 where it has none."""
    words = content_words(text)
    total = sum(map(len, words))
    return sum(len(word) * word_strength(word, held) for word in words) / total if total else 0.0


def word_strength(word: str, text: str) -> float:
    if any(name in text for name in names_of(word)):
        return 1.0
    if len(word) >= 4:
        halves = words_in(word)
        if len(halves) > 1 and all(half in text for half in halves):
            return WORD_IN_PARTS
    if len(word) >= 3:
        pairs = [word[place : place + 2] for place in range(len(word) - 1)]
        return WORD_IN_PAIRS * sum(pair in text for pair in pairs) / len(pairs)
    return 0.0


def coverage(weights: Mapping[str, float], text: str) -> float:
    """The share of the words' weight that a text holds, 0 to 1."""
    total = sum(weights.values())
    held = sum(weight * _presence(term, text) for term, weight in weights.items())
    return held / total if total else 0.0


def _presence(term: str, text: str) -> float:
    """A long word counts by its halves too: 终期评估 is half there where 评估 is."""
    if term in text:
        return 1.0
    if len(term) < 3:
        return 0.0
    pairs = [term[place : place + 2] for place in range(len(term) - 1)]
    return sum(pair in text for pair in pairs) / len(pairs)
