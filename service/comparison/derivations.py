"""Which rates follow from which counts: data in derived.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Derivation:
    """Names of indicators: a rate in percent is part ÷ whole."""

    part: str
    whole: str


@cache
def derivations() -> Mapping[str, Derivation]:
    """By the name of the rate. Read once a process."""
    text = files("service.comparison").joinpath("derived.toml").read_text(encoding="utf-8")
    return {name: Derivation(row["part"], row["whole"]) for name, row in tomllib.loads(text).items()}


def names_needed(name: str) -> tuple[str, ...]:
    """The indicator itself, and what it may be derived from."""
    derivation = derivations().get(name)
    return (name,) if derivation is None else (name, derivation.part, derivation.whole)
