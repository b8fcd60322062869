"""Whether the cited paragraphs hold the words of a sentence, and no other paragraph holds them better. Pure."""

import re
from collections.abc import Iterable, Sequence

from service.cited.checks.figures import Matched
from service.cited.checks.said import Said
from service.cited.checks.sources import Given
from vectorstore.genre.likeness import content_words, held_share, names_of, word_strength
from vectorstore.genre.numerals import is_numeral
from vectorstore.genre.terms import words
from vectorstore.genre.text import clauses, tagged_words

COVERED = 0.52
"""How much of a sentence's words must stand in what it cites."""
COVERED_WITHOUT_FIGURES = 0.6
"""Of a sentence that no figure or name ties to its paragraph."""
ANOTHER_FITS_BETTER = 0.3
"""By how much another paragraph may hold more of them."""
_PROPER = ("ns", "nr", "nt", "nz")
"""Parts of speech: names of places, people, bodies and others."""
_THINGS = ("n", "j", *_PROPER)
"""With nouns and short forms."""
_LINKS = frozenset("由数约的了和与及对在把被为向从到等共已将其并且各该这有无区市县里中上下内外前后")
"""Characters that the segmenter now and then takes for the end of a word."""


def share_held(text: str, sources: Iterable[Given]) -> float:
    """How much of a text its sources hold, see held_share."""
    return held_share(text, " ".join(given.whole for given in sources))


def unheard_of(text: str, sources: Iterable[Given]) -> str | None:
    """A noun or a proper name of which the sources hold nothing: paraphrase finds other verbs, not other things."""
    held = " ".join(given.whole for given in sources)
    light = words("light") | words("general")
    for word, tag in tagged_words(text):
        if (
            len(word) < 2
            or not tag.startswith(_THINGS)
            or word in light
            or any(map(str.isdigit, word))
            or is_numeral(word)
        ):
            continue
        if tag.startswith(_PROPER) and not any(name in held for name in names_of(word)):
            return word
        if not word_strength(word, held) and not any(character in _LINKS or character in held for character in word):
            return word
    return None


LEAST_CHINESE = 0.5
"""Share of a sentence's letters: an answer in English is none."""
SHORT_PART = 6
"""Characters of words: a part of a sentence that has fewer (高于金坛区的187件) is judged with the whole."""
STRANGE_WORDS = 4
STRANGE = 0.26
"""A clause of as many characters of words of which less than this share stands there is made up."""
_ENDLESS_NUMBER = re.compile(r"[\d,〇零一二两三四五六七八九十百千万亿]{32}")


def fault_of_language(text: str) -> str | None:
    if _ENDLESS_NUMBER.search(text):
        return "含有过长的数"
    letters = [character for character in text if character.isalpha()]
    if not letters:
        return "没有内容"
    chinese = sum("\u4e00" <= character <= "\u9fff" for character in letters)
    return None if chinese >= LEAST_CHINESE * len(letters) else "不是中文"


def fault_of_support(said: Said, given: Sequence[Given], matched: Matched) -> str | None:
    """Each part of the sentence by what it cites itself."""
    whole = said.labels.lower()
    if strange := unheard_of(whole, said.cited):
        return f"所引段落没有提到“{strange}”"
    start = 0
    for end, cited in said.parts:
        part = whole[start:end]
        if strange := next((one.text for one in clauses(part) if _is_strange(one.text, cited)), None):
            return f"所引段落没有提到“{strange}”"
        short = sum(map(len, content_words(part))) < SHORT_PART
        fault = (
            _fault_of_part(whole, said.cited, given, matched) if short else _fault_of_part(part, cited, given, matched)
        )
        if fault:
            return fault
        start = end
    return None


def _is_strange(clause: str, cited: Sequence[Given]) -> bool:
    """Whether the paragraphs hold next to nothing of a clause, though they may hold the sentence around it."""
    if any(map(str.isdigit, clause)):  # its figure is looked for elsewhere
        return False
    return sum(map(len, content_words(clause))) >= STRANGE_WORDS and share_held(clause, cited) < STRANGE


def _fault_of_part(text: str, cited: Sequence[Given], given: Sequence[Given], matched: Matched) -> str | None:
    covered = share_held(text, cited)
    tied = any(one in cited for one, _ in matched.held) or bool(matched.computed)
    if covered < (COVERED if tied else COVERED_WITHOUT_FIGURES):
        return "所引段落没有这样说"
    best = max((share_held(text, [one]) for one in given if one not in cited), default=0.0)
    return "所引段落没有这样说，另一段有" if not tied and best - covered > ANOTHER_FITS_BETTER else None
