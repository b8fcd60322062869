"""What a text is about, and which department usually knows: data in matters.toml."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from vectorstore.genre.rules import data_of


@dataclass(frozen=True, slots=True)
class Matter:
    name: str
    words: re.Pattern[str]
    department: str | None


def department_of(text: str, path: Sequence[str] = ()) -> str | None:
    """By the words of the text, else by the nearest heading that says it; None where nobody in particular knows."""
    matter = matter_of(text, path)
    return matter.department if matter else None


def matter_of(text: str, path: Sequence[str] = ()) -> Matter | None:
    """`path` are the headings from the top down."""
    for words in (text, *reversed(path)):
        if found := next((matter for matter in matters() if matter.words.search(words)), None):
            return found
    return None


@cache
def matters() -> tuple[Matter, ...]:
    """The narrow before the wide."""
    return tuple(
        Matter(one["matter"], re.compile(one["words"]), one.get("department")) for one in data_of("matters")["matter"]
    )
