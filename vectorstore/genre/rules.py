"""Named rules of the genre's language: data in the TOML files beside this module, each rule with its examples.

A file may hold `[atoms]`, pieces of patterns by name, and a table `[rule.NAME]` a rule:

    pattern       a regular expression, or a list of alternatives tried in their order; `{name}` stands for an atom,
                  `{times.name}` for one of times.toml
    examples      texts in which it is found; what is found stands between ⟦ and ⟧ where that is not plain
    not_examples  texts that look like it, in which it is not found
    source        where the wording is from, if that is not plain: a statute, a standard, genre.md

`tests/vectorstore/genre/test_rules.py` runs the examples of every rule.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_ATOM = re.compile(r"\{(?:([a-z]+)\.)?([a-z_]+)\}")
"""Repetitions hold digits: {2,4} is none."""


class RuleError(ValueError):
    """A rule that cannot be read: the message names it."""


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    not_examples: tuple[str, ...]


@cache
def data_of(file: str) -> dict[str, Any]:
    """The content of genre/FILE.toml."""
    return tomllib.loads(files("vectorstore.genre").joinpath(f"{file}.toml").read_text(encoding="utf-8"))


@cache
def rules_of(file: str) -> Mapping[str, Rule]:
    """The rules of genre/FILE.toml by name. Raises RuleError."""
    atoms = _atoms_of(file)
    return {name: _rule(file, name, table, atoms) for name, table in data_of(file).get("rule", {}).items()}


def _atoms_of(file: str) -> Mapping[str, str]:
    atoms: dict[str, str] = {}
    for name, written in data_of(file).get("atoms", {}).items():
        atoms[name] = f"(?:{_composed(written, atoms, f'{file}.{name}')})"
    return atoms


@cache
def atom_of(file: str, name: str) -> str:
    """An atom, to be a piece of a pattern elsewhere. Raises RuleError where there is none of that name."""
    atom = _atoms_of(file).get(name)
    if atom is None:
        raise RuleError(f"{file}.toml has no atom {name}")
    return atom


def pattern_of(file: str, name: str) -> re.Pattern[str]:
    """The pattern of one rule. Raises RuleError where there is none of that name."""
    rule = rules_of(file).get(name)
    if rule is None:
        raise RuleError(f"{file}.toml has no rule {name}")
    return rule.pattern


def _rule(file: str, name: str, table: Mapping[str, Any], atoms: Mapping[str, str]) -> Rule:
    if unknown := set(table) - {"pattern", "examples", "not_examples", "source"}:
        raise RuleError(f"{file}.toml, rule {name}: unknown {', '.join(sorted(unknown))}")
    if not table.get("pattern") or not table.get("examples"):
        raise RuleError(f"{file}.toml, rule {name}: a rule has a pattern and examples")
    composed = _composed(table["pattern"], atoms, f"{file}.{name}")
    return Rule(name, re.compile(composed), tuple(table["examples"]), tuple(table.get("not_examples", ())))


def _composed(written: str | list[str], atoms: Mapping[str, str], place: str) -> str:
    def atom(match: re.Match[str]) -> str:
        if match[1]:
            return atom_of(match[1], match[2])
        if match[2] not in atoms:
            raise RuleError(f"{place}: no atom {match[2]} above it")
        return atoms[match[2]]

    return _ATOM.sub(atom, written if isinstance(written, str) else "|".join(written))
