"""Every rule of the genre's language finds its examples and none of what looks like them."""

import re
from importlib.resources import files

import pytest

from vectorstore.genre import rules
from vectorstore.genre.rules import Rule, RuleError, pattern_of, rules_of

FILES = sorted(
    path.name.removesuffix(".toml") for path in files("vectorstore.genre").iterdir() if path.name[-5:] == ".toml"
)
RULES = [pytest.param(rule, id=f"{file}.{name}") for file in FILES for name, rule in rules_of(file).items()]
MARKED = re.compile("⟦(.*?)⟧")


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_its_examples(rule: Rule) -> None:
    for example in rule.examples:
        found = [match[0] for match in rule.pattern.finditer(re.sub("[⟦⟧]", "", example))]
        marked = MARKED.findall(example)
        assert found if not marked else marked == found, f"{example}: {found}"


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_none_of_what_looks_like_it(rule: Rule) -> None:
    for text in rule.not_examples:
        assert rule.pattern.search(text) is None, text


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    data: dict[str, object] = {}
    monkeypatch.setattr(rules, "data_of", lambda file: data)
    rules_of.cache_clear()
    return data


def test_atoms_are_composed(written: dict[str, object]) -> None:
    written |= {
        "atoms": {"digit": "[0-9]", "year": "20{digit}{2}"},
        "rule": {"year": {"pattern": ["{year}年", "本年"], "examples": ["2024年"]}},
    }
    assert pattern_of("made", "year").findall("2024年与本年") == ["2024年", "本年"]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"pattern": "a"}, "a pattern and examples"),
        ({"examples": ["a"]}, "a pattern and examples"),
        ({"pattern": "{unknown}", "examples": ["a"]}, "no atom unknown"),
        ({"pattern": "a", "examples": ["a"], "exampels": []}, "unknown exampels"),
    ],
)
def test_a_rule_that_cannot_be_read_is_named(written: dict[str, object], table: dict[str, object], told: str) -> None:
    written["rule"] = {"one": table}
    with pytest.raises(RuleError, match=told):
        rules_of("broken")


def test_an_unknown_rule_is_named(written: dict[str, object]) -> None:
    with pytest.raises(RuleError, match="no rule two"):
        pattern_of("none", "two")
