"""assertions.toml is read as it is meant: patterns that find what they are for, words that stand once."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import service
import vectorstore
from vectorstore.genre.assertions import NOT_YET, Assertion, is_told_of, opposites, told, turns_ahead
from vectorstore.genre.terms import same_words
from vectorstore.genre.terms import words as vocabulary_words

DATA = tomllib.loads(files("vectorstore.genre").joinpath("assertions.toml").read_text(encoding="utf-8"))


def test_what_stands_there_is_used() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for package in (service, vectorstore)
        for path in Path(package.__path__[0]).rglob("*.py")
    )
    cues = {name for cue in DATA["cue"] for name in (cue["rule"], cue.get("unless"))}
    used = cues | set(re.findall(r'"assertions", "(\w+)"', code))
    assert DATA["rule"].keys() == used - {None}
    for table in ("groups", "opposites", "words"):
        for name in DATA.get(table, ()):
            assert re.search(rf'\("{name}"\)', code), name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("确保如期完成整改", [(Assertion.PLANNED, "确保", "如期完成整改"), (Assertion.FINISHED, "如期完成", "整改")]),
        ("尚未办结，已经整改", [(Assertion.DENIED, "尚未", "办结"), (Assertion.DONE, "已经", "整改")]),
        ("不断完善机制", []),
        ("针对性不强", [(Assertion.LACKING, "不强", ""), (Assertion.DENIED, "不", "强")]),
        (
            "正在试点，力量薄弱",
            [
                (Assertion.ONGOING, "正在", "试点"),
                (Assertion.LACKING, "薄弱", ""),
                (Assertion.FALLING_SHORT, "薄弱", ""),
            ],
        ),
    ],
)
def test_what_is_told(text: str, found: list[tuple[Assertion, str, str]]) -> None:
    """Each cue with what it is told of."""
    seen = [(one.assertion, one.cue, text[one.end : one.reach]) for one in told(text)]
    assert [one for one in seen if one in found] == found
    assert found or not seen


def test_a_cue_reaches_what_stands_behind_it_in_its_clause() -> None:
    text = "力争年内完成，全面建成"
    assert is_told_of(text, text.index("完成"), *NOT_YET)
    assert not is_told_of(text, text.index("全面建成"), *NOT_YET)


@pytest.mark.parametrize(
    ("sentence", "turns"),
    [
        ("2025年，新北区将全面贯彻。", True),
        ("2025年是深化改革之年。", True),
        ("针对上述问题，下一步将推进普法。", True),
        ("今后，我们要持续发力。", True),
        ("2024年，将法治督察纳入考核。", False),  # of the year reported on
        ("2024年，收到复议申请239件。", False),
        ("印发《2025年工作计划》，要求各单位落实。", False),
        ("落实2021—2025年规划，将任务分解。", False),
        ("制定今后五年实施规划，明确阶段任务，推动各项工作。", False),
    ],
)
def test_a_sentence_turns_to_what_is_to_come(sentence: str, turns: bool) -> None:
    """In a report on 2024."""
    assert turns_ahead(sentence, 2024) is turns


def test_without_the_year_only_a_plain_intent_tells_a_plan() -> None:
    assert turns_ahead("2025年，我们将推进普法。", None)
    assert not turns_ahead("2025年，收到复议申请239件。", None)


def test_no_word_is_on_both_sides() -> None:
    for name in DATA["opposites"]:
        for one, other in opposites(name):
            assert one
            assert other
            assert not set(one) & set(other)


def test_words_stand_once() -> None:
    for name, written in DATA["words"].items():
        listed = written.split()
        assert len(listed) == len(vocabulary_words(name)), [word for word in listed if listed.count(word) > 1]


def test_a_word_of_two_groups_stands_for_both() -> None:
    names = same_words()["提高"]
    assert {"增强", "上升"} <= set(names)
