"""The words by which plans say that something is done, and those that are found wherever something is done."""

import re
from dataclasses import dataclass, fields
from functools import cache

from vectorstore.genre.rules import data_of
from vectorstore.genre.text import tagged_words, words_in


@cache
def _words(*tables: str) -> str:
    """Any word of the tables, the longest first."""
    data = data_of("verbs")
    return "|".join(sorted((word for table in tables for word in data[table]["words"]), key=len, reverse=True))


ADVERBS = f"(?:{_words('adverbs', 'adverbs_of_plans')})"
"""As pieces of patterns: what stands before the verb of a plan, and those verbs."""
VERBS = f"(?:{_words('acts')})"
_ACTS = re.compile(f"{ADVERBS}*{VERBS}")
_SAYS_LITTLE = re.compile(_words("adverbs", "adverbs_of_plans", "acts", "fillers"))


def acts(words: str) -> bool:
    """Whether the words begin with something being done."""
    return begins_with_act(words) or _begins_with_verb(words)


def begins_with_act(words: str) -> bool:
    """The same, by the known words alone: a noun that could be a verb is none."""
    return bool(_ACTS.match(words))


def things(words: str) -> set[str]:
    """The words that tell what is spoken of, without those that every report speaks of."""
    return {word for word in words_in(words) if len(word) > 1 and not is_of_any_matter(word)}


def is_of_any_matter(word: str) -> bool:
    """推进, 工作, 机制: found wherever something is done."""
    return bool(_SAYS_LITTLE.fullmatch(word))


def _begins_with_verb(words: str) -> bool:
    for _, tag in tagged_words(words[:12]):
        if tag.startswith("v"):
            return True
        if tag not in ("d", "ad", "a", "an", "c"):
            return False
    return False


@dataclass(frozen=True, slots=True)
class Wordings:
    told: re.Pattern[str]
    """A result or a single event, anywhere in a clause."""
    occasions: re.Pattern[str]
    """The same, where it isn't counted."""
    done: re.Pattern[str]
    """That something is done by now: an event, but of a verb that counts."""
    adverbs: re.Pattern[str]
    """One or more, at the start."""
    lasting: re.Pattern[str]
    standing: re.Pattern[str]
    aims: re.Pattern[str]
    events: re.Pattern[str]
    counts: re.Pattern[str]
    creations: re.Pattern[str]
    dependent: re.Pattern[str]
    leading: re.Pattern[str]
    joints: re.Pattern[str]
    """A whole clause, or the start of one."""


@cache
def wordings() -> Wordings:
    named = {field.name for field in fields(Wordings)} - {"adverbs"}
    return Wordings(
        **{name: re.compile(f"(?:{_words(name)})") for name in named},
        adverbs=re.compile(f"(?:{_words('adverbs', 'adverbs_of_results')})+"),
    )
