"""Prompts are files, rendered by name: nothing is left out, put in twice, or read as something else than text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import prompts
from prompts import PromptError, Template

VALUES = {"passages": "[1] 甲", "history": "", "reading": "地区：甲区", "question": "多少件？"}
HEADER = "---\nname: short\nversion: 3\npurpose: a test\nvalues: question, history\n---\n\n"
SHORT = HEADER + "# system\n\n只看材料。\n\n# user\n\n{history}\n\n问：{question}\n"


@pytest.mark.parametrize("name", prompts.names())
def test_every_prompt_can_be_rendered(name: str) -> None:
    template = prompts.load(name)
    rendered = prompts.render(name, **{value: f"〈{value}〉" for value in template.values})
    assert (rendered.name, rendered.version) == (name, template.version)
    assert template.purpose
    for value in template.values:
        assert rendered.user.count(f"〈{value}〉") == 1
    assert "{" not in rendered.user


def test_the_system_part_is_the_same_for_every_request_and_short() -> None:
    """A server keeps what it has read; a small model on two cores reads 60 tokens a second."""
    one = prompts.render("answer", **VALUES)
    other = prompts.render("answer", **{**VALUES, "question": "何时？", "passages": "[1] 乙"})
    assert one.system == other.system
    assert len(one.system) <= 300


@pytest.mark.parametrize("name", prompts.names())
def test_every_system_part_is_short(name: str) -> None:
    assert len(prompts.load(name).system) <= 300


def test_the_sentences_of_a_draft_keep_their_lines() -> None:
    sentences = "甲。\n乙〔空1〕件。\n\n丙，〔空2〕。"
    assert prompts.render("draft", sentences=sentences).user.endswith(f"\n\n{sentences}")


@given(question=st.text(), passages=st.text())
def test_what_is_put_in_is_never_read_again(question: str, passages: str) -> None:
    values = {**VALUES, "question": question + "{passages}", "passages": passages + "{x} $y"}
    rendered = prompts.render("answer", **values)
    assert values["question"] in rendered.user
    assert values["passages"] in rendered.user


def test_a_paragraph_without_its_value_is_left_out() -> None:
    assert "此前的对话" not in prompts.render("answer", **VALUES).user
    assert "此前的对话：\n用户：甲区呢" in prompts.render("answer", **{**VALUES, "history": "用户：甲区呢"}).user


@pytest.mark.parametrize(
    ("name", "changed", "message"),
    [
        ("anser", {}, "did you mean answer"),
        ("../prompts/answer", {}, "no prompt"),
        ("answer", {"question": None}, "missing question"),
        ("answer", {"questoin": "?"}, "unknown questoin; did you mean question"),
        ("answer", {"zzz": "?"}, "unknown zzz; there are: passages, history"),
    ],
)
def test_a_wrong_name_or_value_is_refused(name: str, changed: dict[str, str | None], message: str) -> None:
    given_values = {**VALUES, **changed}
    with pytest.raises(PromptError, match=message):
        prompts.render(name, **{key: value for key, value in given_values.items() if value is not None})


def test_a_file_is_taken_apart() -> None:
    template = Template.parse("short", SHORT)
    assert (template.name, template.version, template.purpose) == ("short", "3", "a test")
    assert template.values == ("question", "history")
    assert (template.system, template.user) == ("只看材料。", "{history}\n\n问：{question}")


@pytest.mark.parametrize(
    ("written", "instead", "message"),
    [
        ("---\n\n# system", "\n# system", "needs a header"),
        ("# user", "# User", "needs a header"),
        ("name: short", "name: long", "the header says long"),
        ("version: 3\n", "", "missing version"),
        ("version: 3", "version:", "no field of a header"),
        ("purpose:", "porpose:", "unknown porpose; did you mean purpose"),
        ("values: question, history", "values: question", "unknown history"),
        ("{history}", "", "missing history"),
        ("只看材料。", "只看{question}", "takes no values"),
    ],
)
def test_a_wrong_file_is_refused(written: str, instead: str, message: str) -> None:
    assert written in SHORT
    with pytest.raises(PromptError, match=message):
        Template.parse("short", SHORT.replace(written, instead))
