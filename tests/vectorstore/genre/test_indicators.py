"""Known indicators: the data is whole, its examples are read as it says, a caller's words find what is meant."""

import re
from typing import Any

import pytest

from tests.vectorstore.figures.printed import figures
from tests.vectorstore.reports.seeds import FOLDER, seed
from vectorstore.figures.ledger import figures_of
from vectorstore.genre import indicators as module
from vectorstore.genre.indicators import derivations, indicator_named, indicators, nearest, resolve, vocabulary
from vectorstore.genre.rules import data_of
from vectorstore.genre.units import UNITS
from vectorstore.types import Figure, FigureKind

DATA = data_of("indicators")
MARKED = re.compile("⟦(.*?)⟧")
SEEDS = sorted(file.name[:3] for file in FOLDER.glob("*.txt"))


def written(field: str) -> list[tuple[str, Any]]:
    """The name of each indicator with each of its examples, or what else the field lists."""
    return [(entry["name"], each) for entry in DATA["indicator"] for each in entry.get(field, ())]


def read(example: str) -> tuple[str, list[Figure], set[int]]:
    """The text without its marks, its figures, and where the marked ones begin."""
    marks = [match.start() - 2 * place for place, match in enumerate(MARKED.finditer(example))]
    assert marks, f"nothing is marked: {example}"
    text = re.sub("[⟦⟧]", "", example)
    return text, figures(text), set(marks)


@pytest.mark.parametrize(("name", "example"), written("examples"))
def test_exactly_the_marked_figures_are_the_indicators(name: str, example: str) -> None:
    text, found, marks = read(example)
    told = {figure.start: text[figure.start : figure.end] for figure in found if figure.indicator == name}
    assert list(told.values()) == MARKED.findall(example)
    assert set(told) == marks


@pytest.mark.parametrize(("name", "example"), written("not_examples"))
def test_what_looks_like_an_indicators_figure_is_of_none(name: str, example: str) -> None:
    _, found, marks = read(example)
    assert marks <= {figure.start for figure in found}
    assert {figure.indicator for figure in found if figure.start in marks} == {None}


@pytest.mark.parametrize(("name", "words"), [*written("asked"), *written("synonyms")])
def test_a_callers_words(name: str, words: str) -> None:
    assert resolve(words) is indicator_named(name)


def test_a_name_resolves_to_its_indicator() -> None:
    assert [one.name for one in indicators() if resolve(one.name) is not one] == []


@pytest.mark.parametrize("words", DATA["unclear"]["words"])
def test_what_is_unclear_finds_none_rather_than_a_neighbour(words: str) -> None:
    assert resolve(words) is None


def test_each_indicator_is_whole() -> None:
    names = [one.name for one in indicators()]
    assert len(names) == len(set(names)) >= 60
    units = {unit for group in UNITS.values() for unit in group}
    for one in indicators():
        assert one.unit in one.units, one.name
        assert one.units <= units | {"案", "张"}, one.name
        assert one.departments, one.name
        assert one.evidence, one.name
        assert one.notes, one.name
        assert (one.kind is FigureKind.RATE) == (one.unit == "%"), one.name
        assert one.base is None or one.kind is FigureKind.RATE, one.name


def test_each_indicator_has_an_example() -> None:
    """A sentence of a report that it was written from, or one beside it."""
    shown = {name for name, _ in written("examples")}
    assert [one.name for one in indicators() if one.evidence == "genre" and one.name not in shown] == []


def test_a_rate_is_derived_from_two_counts() -> None:
    for name, derivation in derivations().items():
        counts = [indicator_named(each) for each in (derivation.part, derivation.whole)]
        assert [one.kind for one in counts if one] == [FigureKind.COUNT] * 2, name
        rate = indicator_named(name)
        assert rate
        assert rate.kind is FigureKind.RATE


def test_the_evidence_stands_in_a_report_where_it_is_assigned() -> None:
    """What an indicator was written from has to be read as that indicator, at its place."""
    documents = [seed(number) for number in SEEDS]
    for one in indicators():
        if one.evidence == "genre":
            continue
        holding = [
            (paragraph, document.report.year)
            for document in documents
            for paragraph in document.paragraphs
            if one.evidence in paragraph.text
        ]
        assert holding, f"{one.name}: no report says so"
        for paragraph, year in holding:
            start = paragraph.text.index(one.evidence)
            names = {
                figure.indicator
                for figure in figures_of(paragraph, year)
                if start <= figure.start < start + len(one.evidence)
            }
            assert one.name in names, one.name


def test_the_nearest_names() -> None:
    assert "行政复议受理数" in nearest("复议维持率")
    assert set(nearest("满意率", 2)) == {"12345满意率", "人大建议政协提案满意率"}
    assert nearest("化解数", 1) != nearest("公证", 1)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"colour": "red"}, "unknown fields colour"),
        ({"topic": ["天气"]}, "unknown topics 天气"),
        ({"says": []}, "no wording"),
    ],
)
def test_a_wrong_entry_is_refused(monkeypatch: pytest.MonkeyPatch, wrong: dict[str, object], message: str) -> None:
    first = DATA["indicator"][0]
    monkeypatch.setattr(module, "data_of", lambda file: {**DATA, "indicator": [{**first, **wrong}]})
    vocabulary.cache_clear()
    with pytest.raises(ValueError, match=message):
        vocabulary()
    vocabulary.cache_clear()


def test_the_patterns_hold_their_parts_together() -> None:
    """A bracket of a long alternative is easily closed at the wrong place: each has to compile alone."""
    for _, wording in written("says"):
        re.compile(wording.replace("…", ".*"))
    assert vocabulary().parts.search("涉企行政复议案件")
    assert not vocabulary().parts.search("各类行政复议案件")
