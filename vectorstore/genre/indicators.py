"""The indicators that the genre reports every year: data in indicators.toml, found by name or by a caller's words."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from vectorstore.genre.rules import data_of
from vectorstore.types import FigureKind

CLEAR = 0.62
"""The least likeness of a caller's words to a name: 复议申请量 reaches it for 复议申请数, 复议情况 for nothing."""
CLEARLY_AHEAD = 0.08
"""How far the best must be ahead of the second: below it the words mean either."""

_FIELDS = frozenset(
    (
        "name unit units kind group topic says says_in unless unless_in synonyms base department not evidence "
        "counts_part derived_from asked examples not_examples"
    ).split()
)
_ANY_WORDS = "[^#]{0,24}?"


@dataclass(frozen=True, slots=True)
class Form:
    """A wording by which reports give the figure."""

    local: re.Pattern[str]
    """Of the words around the figure, which # stands for."""
    sentence: re.Pattern[str] | None = None
    """What the sentence must hold beside."""


@dataclass(frozen=True, slots=True)
class Indicator:
    name: str
    unit: str
    kind: FigureKind
    units: frozenset[str]
    """As printed; 件 is also counted in 起."""
    group: str
    """The heading under which people look for it."""
    topics: frozenset[str]
    """What the clause must be about; empty where the wording says it."""
    forms: tuple[Form, ...]
    unless: re.Pattern[str] | None
    """Of the words around the figure: what makes it another."""
    unless_in: re.Pattern[str] | None
    """The same, of the sentence up to the figure."""
    counts_part: bool
    """Whether it counts a part of something by nature, so that words such as 涉外 are no objection."""
    synonyms: tuple[str, ...]
    base: str | None
    """Of a rate: over what, as the genre understands it."""
    departments: tuple[str, ...]
    """Who usually holds the figure, the first the likeliest."""
    notes: str
    """What it is not."""
    evidence: str
    """The sentence of a report that it was written from, or genre."""


@dataclass(frozen=True, slots=True)
class SentenceTopic:
    name: str
    words: re.Pattern[str]
    weak: bool
    """Whether any other topic of the sentence goes before it."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    indicators: tuple[Indicator, ...]
    topics: tuple[SentenceTopic, ...]
    """Where a clause is about several, the first of them counts."""
    parts: re.Pattern[str]
    """Words that tell a figure of a part: one street's, one kind of cases."""
    facets: Mapping[str, re.Pattern[str]]
    """What tells neighbouring indicators apart: a caller's words must agree with the name in each."""
    plain: tuple[tuple[re.Pattern[str], str], ...]
    """How a caller's words are made those of the names."""
    empty: re.Pattern[str]
    """Words of a caller that say nothing of what is counted."""


def indicators() -> tuple[Indicator, ...]:
    """In the order of the file."""
    return vocabulary().indicators


def indicator_named(name: str) -> Indicator | None:
    return _by_name().get(name)


def resolve(words: str) -> Indicator | None:
    """The indicator that a caller means, in whatever words; None where it isn't clear."""
    asked = _plain(words)
    if not asked:
        return None
    if exact := _by_label().get(asked):
        return indicator_named(exact)
    ranked = _ranked(asked, must_agree=True)
    if not ranked or ranked[0][0] < CLEAR or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEARLY_AHEAD):
        return None
    return indicator_named(ranked[0][1])


def nearest(words: str, count: int = 5) -> list[str]:
    """The names likest to the words, the likest first."""
    return [name for _, name in _ranked(_plain(words), must_agree=False)[:count]]


@cache
def vocabulary() -> Vocabulary:
    """Read and compiled once a process. Raises ValueError where the file is wrong."""
    data = data_of("indicators")
    topics = tuple(
        SentenceTopic(one["name"], re.compile(one["words"]), one.get("weak", False)) for one in data["topic"]
    )
    known = {topic.name for topic in topics}
    return Vocabulary(
        indicators=tuple(_indicator(entry, data["units"], known) for entry in data["indicator"]),
        topics=topics,
        parts=re.compile("|".join(data["parts"]["words"])),
        facets={name: re.compile(pattern) for name, pattern in data["facets"].items()},
        plain=tuple((re.compile(pattern), word) for pattern, word in data["plain"].items()),
        empty=re.compile("|".join(data["empty"]["words"])),
    )


def _indicator(entry: Mapping[str, Any], units: Mapping[str, list[str]], topics: set[str]) -> Indicator:
    name, unit = entry["name"], entry["unit"]
    if unknown := set(entry) - _FIELDS:
        raise ValueError(f"{name}: unknown fields {', '.join(sorted(unknown))}")
    if unknown := set(entry.get("topic", ())) - topics:
        raise ValueError(f"{name}: unknown topics {', '.join(sorted(unknown))}")
    forms = [Form(_pattern(wording)) for wording in entry.get("says", ())]
    forms += [Form(_pattern(local), _pattern(sentence)) for local, sentence in entry.get("says_in", ())]
    if not forms:
        raise ValueError(f"{name}: no wording")
    unless, unless_in = entry.get("unless", ()), entry.get("unless_in", ())
    return Indicator(
        name=name,
        unit=unit,
        kind=FigureKind(entry.get("kind", {"%": "rate", "元": "amount"}.get(unit, "count"))),
        units=frozenset(entry.get("units", units.get(unit, [unit]))),
        group=entry["group"],
        topics=frozenset(entry.get("topic", ())),
        forms=tuple(forms),
        unless=_pattern("|".join(unless)) if unless else None,
        unless_in=_pattern("|".join(unless_in)) if unless_in else None,
        counts_part=entry.get("counts_part", False),
        synonyms=tuple(entry.get("synonyms", ())),
        base=entry.get("base"),
        departments=tuple(entry["department"]),
        notes=entry["not"],
        evidence=entry["evidence"],
    )


def _pattern(wording: str) -> re.Pattern[str]:
    """A regular expression in which … stands for any words of the clause that hold no figure."""
    return re.compile(wording.replace("…", _ANY_WORDS))


@cache
def _by_name() -> dict[str, Indicator]:
    return {indicator.name: indicator for indicator in indicators()}


@cache
def _by_label() -> dict[str, str]:
    """Plain words to names; what two indicators claim is left to likeness."""
    labels: dict[str, str] = {}
    doubtful: set[str] = set()
    for indicator in indicators():
        for label in {_plain(label) for label in (indicator.name, *indicator.synonyms)}:
            if labels.setdefault(label, indicator.name) != indicator.name:
                doubtful.add(label)
    return {label: name for label, name in labels.items() if label not in doubtful}


def _plain(words: str) -> str:
    plain = vocabulary().empty.sub("", words)
    for pattern, word in vocabulary().plain:
        plain = pattern.sub(word, plain)
    return plain


def _ranked(asked: str, must_agree: bool) -> list[tuple[float, str]]:
    best: dict[str, float] = {}
    facets = _facets(asked)
    for label, name in _by_label().items():
        if must_agree and _facets(label) != facets:
            continue
        best[name] = max(best.get(name, 0.0), _likeness(asked, label))
    return sorted(((likeness, name) for name, likeness in best.items()), key=lambda one: (-one[0], one[1]))


def _facets(words: str) -> frozenset[str]:
    return frozenset(name for name, pattern in vocabulary().facets.items() if pattern.search(words))


def _likeness(one: str, other: str) -> float:
    """Dice's coefficient of the pairs of characters, 0 to 1."""
    pairs, others = _pairs(one), _pairs(other)
    shared = sum((pairs & others).values())
    return 2 * shared / (pairs.total() + others.total()) if pairs and others else 0.0


@cache
def _pairs(words: str) -> Counter[str]:
    return Counter(words[place : place + 2] for place in range(len(words) - 1))


@dataclass(frozen=True, slots=True)
class Derivation:
    """Names of indicators: a rate in percent is part ÷ whole."""

    part: str
    whole: str


@cache
def derivations() -> Mapping[str, Derivation]:
    """By the name of the rate. Read once a process."""
    rates = {one["name"]: one["derived_from"] for one in data_of("indicators")["indicator"] if "derived_from" in one}
    return {name: Derivation(*counts) for name, counts in rates.items()}


def names_needed(name: str) -> tuple[str, ...]:
    """The indicator itself, and what it may be derived from."""
    derivation = derivations().get(name)
    return (name,) if derivation is None else (name, derivation.part, derivation.whole)
