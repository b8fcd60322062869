"""How far a paragraph holds the words of a sentence. Pure."""

from collections.abc import Iterable
from functools import lru_cache

import rjieba

from service.checks import vocabulary
from service.checks.sources import Given
from service.lexicon import lexicon

COVERED = 0.52
"""How much of a sentence's words must stand in what it cites."""
COVERED_WITHOUT_FIGURES = 0.6
"""Of a sentence that no figure or name ties to its paragraph."""
ANOTHER_FITS_BETTER = 0.3
"""By how much another paragraph may hold more of them."""
WORD_IN_PARTS = 0.7
"""Of a word whose halves stand in the paragraph: 合法性审核 of 合法性, 审核."""
WORD_IN_PAIRS = 0.6
"""Of a word whose every two neighbouring characters do."""
_PROPER = ("ns", "nr", "nt", "nz")
"""Parts of speech: names of places, people, bodies and others."""
_THINGS = ("n", "j", *_PROPER)
"""With nouns and short forms."""
_LINKS = frozenset("由数约的了和与及对在把被为向从到等共已将其并且各该这有无区市县里中上下内外前后")
"""Characters that the segmenter now and then takes for the end of a word."""


@lru_cache(maxsize=4096)
def content_words(text: str) -> tuple[str, ...]:
    """The words of a text (narrow, lower case) that say something, each once."""
    light = vocabulary.words("light")
    words = (word for word in lexicon().cut(text) if any(map(str.isalpha, word)))
    return tuple(dict.fromkeys(word for word in words if word not in light and not _is_numeral(word)))


@lru_cache(maxsize=8192)
def names_of(word: str) -> tuple[str, ...]:
    """The word and others for the same."""
    return tuple(dict.fromkeys((word, *lexicon().names(word), *vocabulary.same_words().get(word, ()))))


def coverage(text: str, sources: Iterable[Given]) -> float:
    """How much of a text its sources hold, see held_share."""
    return held_share(text, " ".join(given.whole for given in sources))


def held_share(text: str, held: str) -> float:
    """Share of the characters of a text's words that another holds: 0 to 1; 0 where it has none."""
    words = content_words(text)
    total = sum(map(len, words))
    return sum(len(word) * _strength(word, held) for word in words) / total if total else 0.0


def unheard_of(text: str, sources: Iterable[Given]) -> str | None:
    """A noun or a proper name of which the sources hold nothing: paraphrase finds other verbs, not other things."""
    held = " ".join(given.whole for given in sources)
    light = vocabulary.words("light") | vocabulary.words("general")
    for word, tag in rjieba.tag(text):
        if (
            len(word) < 2
            or not tag.startswith(_THINGS)
            or word in light
            or any(map(str.isdigit, word))
            or _is_numeral(word)
        ):
            continue
        if tag.startswith(_PROPER) and not any(name in held for name in names_of(word)):
            return word
        if not _strength(word, held) and not any(character in _LINKS or character in held for character in word):
            return word
    return None


def _strength(word: str, text: str) -> float:
    if any(name in text for name in names_of(word)):
        return 1.0
    if len(word) >= 4:
        halves = rjieba.cut(word)
        if len(halves) > 1 and all(half in text for half in halves):
            return WORD_IN_PARTS
    if len(word) >= 3:
        pairs = [word[place : place + 2] for place in range(len(word) - 1)]
        return WORD_IN_PAIRS * sum(pair in text for pair in pairs) / len(pairs)
    return 0.0


def _is_numeral(word: str) -> bool:
    return all(character in "0123456789.,%〇零一二两三四五六七八九十百千万亿余多" for character in word)
