"""The words of wordings.toml, read once a process: what the checks know of the genre's language."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

Groups = tuple[tuple[str, ...], ...]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("service.checks").joinpath("wordings.toml").read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    return frozenset(_data()["words"][name].split())


@cache
def any_of(name: str) -> re.Pattern[str]:
    """Finds any of the wordings, the one that stands first in the file first."""
    return re.compile("|".join(_data()["patterns"][name].split()))


@cache
def groups(name: str) -> Groups:
    return tuple(tuple(line.split()) for line in _data()["groups"][name])


@cache
def opposites(name: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Words on two sides: who tells the one where the paragraph tells the other tells the contrary."""
    sides = (line.split("|") for line in _data()["opposites"][name])
    return tuple((tuple(one.split()), tuple(other.split())) for one, other in sides)


@cache
def same_words() -> dict[str, tuple[str, ...]]:
    """Of each word all that may stand for it."""
    same: dict[str, list[str]] = {}
    for group in groups("same"):
        for word in group:
            same.setdefault(word, []).extend(group)
    return {word: tuple(dict.fromkeys(names)) for word, names in same.items()}
