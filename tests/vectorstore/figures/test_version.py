"""A ledger's version follows from its rules and words, and from nothing else."""

import pytest

from vectorstore.figures.version import BITS, rules_and_words, version_of

SOURCES = {"genre/units.toml": b'cases = "\xe4\xbb\xb6"\n', "figures/ledger.py": b"KINDS = 1\n"}


def test_rules_and_words_are_the_genres_and_the_figures() -> None:
    names = rules_and_words().keys()
    assert {"vectorstore.genre/indicators.toml", "vectorstore.genre/quantities.py"} <= names
    assert "vectorstore.figures/ledger.py" in names


@pytest.mark.parametrize("name", ["vectorstore.genre/indicators.toml", "vectorstore.figures/periods.py"])
def test_a_changed_rule_is_another_version(name: str) -> None:
    sources = rules_and_words()
    assert version_of({**sources, name: sources[name] + b"#"}) != version_of(sources)


@pytest.mark.parametrize(
    "changed",
    [
        {**SOURCES, "genre/units.toml": b'cases = "\xe8\xb5\xb7"\n'},
        {**SOURCES, "genre/more.toml": b""},
        {"genre/units.toml": SOURCES["genre/units.toml"]},
        dict(zip(SOURCES, reversed(SOURCES.values()), strict=True)),
    ],
)
def test_what_is_changed_added_taken_away_or_exchanged_is_another_version(changed: dict[str, bytes]) -> None:
    assert version_of(changed) != version_of(SOURCES)


def test_a_version_is_the_same_on_every_machine() -> None:
    assert version_of(SOURCES) == version_of(dict(reversed(SOURCES.items())))
    assert version_of(SOURCES) == version_of({name: text.replace(b"\n", b"\r\n") for name, text in SOURCES.items()})
    assert version_of(SOURCES) == 463756596
    assert 0 <= version_of(rules_and_words()) < 2**BITS
