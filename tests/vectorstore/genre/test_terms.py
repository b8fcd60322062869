"""The lexicon doesn't contradict itself, and what it translates to is understood."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import vectorstore
from service.questions.topic import STAGES, read_topic
from vectorstore.genre.terms import lexicon

DATA: dict[str, Any] = tomllib.loads(
    (Path(vectorstore.__file__).parent / "genre" / "terms.toml").read_text(encoding="utf-8")
)
EVERYDAY: dict[str, str] = DATA["everyday"]
ENGLISH: dict[str, str] = DATA["english"]
GROUPS: list[dict[str, list[str]]] = DATA["same"]
OFFICIAL, GENERIC, LIGHT = (set(DATA[section]["words"]) for section in ("official", "generic", "light"))
ASKING = {"哪些", "几次", "多少次"}
"""What a translation may add that is no term: it makes the kind of the question."""


def values(wordings: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each key with each word of its value."""
    for key, value in wordings.items():
        for word in value.split():
            yield key, word


def test_sections() -> None:
    assert set(DATA) == {"everyday", "same", "english", "official", "generic", "light"}
    assert all(set(group) <= {"asked", "words"} for group in GROUPS)


@pytest.mark.parametrize("section", ["official", "generic", "light"])
def test_no_word_stands_twice(section: str) -> None:
    assert [word for word, count in Counter(DATA[section]["words"]).items() if count > 1] == []


def test_no_word_stands_twice_in_a_group() -> None:
    lists = [words for group in GROUPS for words in group.values()]
    assert [words for words in lists if len(words) != len(set(words))] == []


def test_no_generic_word_is_a_term_of_the_field() -> None:
    """The one says that a word means nothing, the other that nothing answers without it."""
    assert not OFFICIAL & GENERIC


def test_no_light_word_is_a_term_of_the_field() -> None:
    assert not OFFICIAL & LIGHT


@pytest.mark.xfail(strict=True, reason="建设 and 涉及 are both: as generic words they never weigh anything")
def test_no_light_word_is_generic() -> None:
    assert not LIGHT & GENERIC


@pytest.mark.parametrize("section", ["official", "generic", "light"])
def test_no_everyday_wording_has_a_weight_of_its_own(section: str) -> None:
    """It never reaches the terms: it is replaced before."""
    replaced = {key for key, value in EVERYDAY.items() if key != value}
    assert not replaced & set(DATA[section]["words"])


def test_an_everyday_wording_in_a_group_means_what_the_group_means() -> None:
    """免予处罚 becomes 免罚轻罚; a report that writes 免予处罚 must still match."""
    for group in GROUPS:
        for word in set(group["words"]) & set(EVERYDAY):
            assert EVERYDAY[word] in group["words"], word


@pytest.mark.xfail(
    strict=True, reason="办 is asked for in a group, but generic, so that the group is never used for it"
)
def test_no_generic_word_is_asked_for_in_a_group() -> None:
    assert {word for group in GROUPS for word in group.get("asked", group["words"])} & GENERIC == set()


def test_the_stages_of_a_case_are_three_things() -> None:
    groups = [STAGES & set(group["words"]) for group in GROUPS if "asked" not in group]
    assert [group for group in groups if len(group) > 1] == [{"审结", "办结", "结案"}]


@pytest.mark.xfail(strict=True, reason="政府的律师 is 法律顾问, 政府律师 is 公职律师")
def test_a_wording_means_the_same_with_and_without_its_particle() -> None:
    for key, value in EVERYDAY.items():
        assert EVERYDAY.get(key.replace("的", ""), value) == value, key


def test_an_everyday_wording_is_replaced_as_a_whole() -> None:
    """And not by what a part of it stands for: 去公证处办证, 免费打官司."""
    replaced = {key: " ".join(lexicon().in_official_words(key).split()) for key in EVERYDAY}
    assert replaced == EVERYDAY


def test_an_english_wording_is_replaced_as_a_whole() -> None:
    replaced = {key: lexicon().in_official_words(lexicon().from_english(key)) for key in ENGLISH}
    assert {key: " ".join(text.split()) for key, text in replaced.items()} == ENGLISH


def test_english_wordings_are_in_lower_case() -> None:
    """As the question is when they are looked up."""
    assert [key for key in ENGLISH if key != key.lower()] == []


def test_what_is_official_is_not_replaced() -> None:
    changed = {word: lexicon().in_official_words(word) for word in OFFICIAL if word not in EVERYDAY}
    assert {word: text for word, text in changed.items() if text.strip() != word} == {}


def test_translating_twice_is_translating_once() -> None:
    for key, value in EVERYDAY.items():
        again = {word for each in value.split() for word in lexicon().in_official_words(each).split()}
        assert again == set(value.split()), key


@pytest.mark.parametrize(("wordings", "section"), [(EVERYDAY, "everyday"), (ENGLISH, "english")])
def test_no_translation_says_nothing(wordings: dict[str, str], section: str) -> None:
    assert [(key, word) for key, word in values(wordings) if word in GENERIC - ASKING] == [], section


@pytest.mark.xfail(strict=True, reason="村（居）法律顾问 is cut at its brackets, and is so never a term")
def test_every_everyday_wording_becomes_known_words() -> None:
    cut = {word: lexicon().cut(word) for _, word in values(EVERYDAY)}
    assert {word: pieces for word, pieces in cut.items() if pieces != [word]} == {}


@pytest.mark.xfail(strict=True, reason="村（居）法律顾问 is cut at its brackets, and is so never a term")
def test_every_term_of_the_field_is_one_word() -> None:
    cut = {word: lexicon().cut(word) for word in OFFICIAL}
    assert {word: pieces for word, pieces in cut.items() if pieces != [word]} == {}


def test_every_english_wording_becomes_terms() -> None:
    """Empty ones are there to be dropped: law-based government."""
    silent = {
        key
        for key, value in ENGLISH.items()
        if value and not (topic := read_topic(key, lexicon())).terms
        if not (topic.wants_plan or topic.wants_shortcomings)
    }
    assert silent == set()


def test_every_everyday_wording_becomes_terms() -> None:
    silent = {
        key
        for key in EVERYDAY
        if not (topic := read_topic(key, lexicon())).terms
        if not (topic.wants_plan or topic.wants_shortcomings or topic.measures)
    }
    assert silent == set()


REPLACED = [
    ("民告官的案子", ["行政诉讼", "的", "案件"]),
    ("免费打官司", ["法律援助"]),  # not 免费 and 诉讼
    ("免罚轻罚案件", ["免罚轻罚案件"]),  # 免罚 is within an official word
    ("发明专利", ["发明专利"]),  # so is 发明
    ("去公证处办证", ["公证"]),
    ("劝架成功", ["调解成功"]),
    ("行政复议", ["行政复议"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), REPLACED)
def test_in_official_words(text: str, expected: list[str]) -> None:
    assert lexicon().in_official_words(text).split() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("administrative reconsideration applications", "行政复议 申请"),  # the longest first, not reconsideration
        ("substantive resolution rate", "实质性化解率"),  # not resolution rate
        ("reconsiderations", "reconsiderations"),  # whole words only
        ("zebra", "zebra"),
        ("law-based government reports", "reports"),
    ],
)
def test_from_english(text: str, expected: str) -> None:
    assert " ".join(lexicon().from_english(text).split()) == expected


def test_names_begin_with_the_word_itself() -> None:
    words = {word for group in GROUPS for word in group.get("asked", group["words"])}
    for word in words:
        names = lexicon().names(word)
        assert names[0] == word
        assert len(names) == len(set(names))
    assert lexicon().names("四书同达") == ("四书同达",)


@pytest.mark.parametrize(
    ("asked", "name", "holds"),
    [
        ("律师", "法律顾问", True),
        ("法律顾问", "律师", False),  # asked for lawyers, advisers will do; not the other way round
        ("审结", "结案", True),
        ("结案", "审结", True),
        ("收到", "受理", False),
        ("化解率", "实质性化解行政争议", True),  # 新北's rate is printed so
    ],
)
def test_names(asked: str, name: str, holds: bool) -> None:
    assert (name in lexicon().names(asked)) is holds


def test_it_is_read_once() -> None:
    assert lexicon() is lexicon()
