"""The words people ask by and the words reports answer by: data in terms.toml, looked up here."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from vectorstore.genre.assertions import vocabulary_data
from vectorstore.genre.rules import data_of
from vectorstore.genre.text import segmenter_with

Groups = tuple[tuple[str, ...], ...]


@cache
def words(name: str) -> frozenset[str]:
    return frozenset(vocabulary_data()["words"][name].split())


@cache
def groups(name: str) -> Groups:
    return tuple(tuple(line.split()) for line in vocabulary_data()["groups"][name])


@cache
def same_words() -> dict[str, tuple[str, ...]]:
    """Of each word all that may stand for it."""
    same: dict[str, list[str]] = {}
    for group in groups("same"):
        for word in group:
            same.setdefault(word, []).extend(group)
    return {word: tuple(dict.fromkeys(names)) for word, names in same.items()}


@dataclass(frozen=True, slots=True)
class Lexicon:
    everyday: dict[str, str]
    same: dict[str, tuple[str, ...]]
    """A word and the other names of the same thing."""
    english: dict[str, str]
    official: frozenset[str]
    """Terms of the field."""
    generic: frozenset[str]
    light: frozenset[str]
    cut: Callable[[str], list[str]]
    """Into words, its own among them."""
    _everyday_or_official: re.Pattern[str]
    _english: re.Pattern[str]

    def in_official_words(self, text: str) -> str:
        """Everyday wordings replaced, the longest first; what is official already stays whole (免罚 in 免罚轻罚)."""

        def other(match: re.Match[str]) -> str:
            word = self.everyday.get(match[0])
            return match[0] if word is None else f" {word} "

        return self._everyday_or_official.sub(other, text)

    def from_english(self, text: str) -> str:
        """English wordings replaced by the official Chinese ones; words it does not hold stay."""
        return self._english.sub(lambda match: f" {self.english[match[0]]} ", text)

    def names(self, word: str) -> tuple[str, ...]:
        """The word itself first, then its other names."""
        return (word, *(name for name in self.same.get(word, ()) if name != word))


@cache
def lexicon() -> Lexicon:
    """Read once a process."""
    data = data_of("terms")
    same: dict[str, tuple[str, ...]] = {}
    for group in data["same"]:
        for word in group.get("asked", group["words"]):
            same[word] = tuple(dict.fromkeys((*same.get(word, ()), *group["words"])))
    terms = frozenset(data["official"]["words"])
    official = (word for wording in data["everyday"].values() for word in wording.split())
    everyday = data["everyday"]
    return Lexicon(
        everyday,
        same,
        data["english"],
        terms,
        frozenset(data["generic"]["words"]),
        frozenset(data["light"]["words"]),
        segmenter_with({*same, *official, *terms, *data["light"]["words"]}),
        re.compile(_alternation((*everyday, *same, *terms, *everyday.values()))),
        re.compile(rf"\b(?:{_alternation(data['english'])})\b"),
    )


def _alternation(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that the question names."""

    names: tuple[str, ...]
    """As asked, then its other names; any of them in a text is a match."""
    weight: float
    official: bool = False
    """A term of the field (听证会, 受理, any 率): a sentence that lacks it is about something else."""
    unfamiliar: bool = False
    """No report of the collection uses it."""

    @property
    def word(self) -> str:
        return self.names[0]
