"""What the three writers share: room, fence, proof in turn, and what is told where the model fails."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast

import pytest

from prompts import Prompt
from service.cited.check import NOTHING_BEFORE, Checked
from service.cited.checks.said import Before
from service.cited.frame import (
    NOTHING_HELD,
    Writing,
    as_removed,
    fenced,
    fitting,
    numbered,
    one_after_another,
    removed,
    room_for,
    warning_of,
)
from service.errors import LanguageModelError, LanguageModelUnavailable
from service.llm import LanguageModel
from tests.vectorstore.documents import XINBEI, made_document

PROMPT = Prompt("answer", "1", "system", "user")
GONE = LanguageModelUnavailable("语言模型正忙。")


class Scripted:
    """Says its pieces, then fails where an error is given."""

    def __init__(self, *pieces: str, error: LanguageModelError | None = None) -> None:
        self.pieces, self.error, self.closed = pieces, error, False

    def stream(self, system: str, user: str, answer_tokens: int) -> Iterator[str]:
        try:
            yield from self.pieces
            if self.error:
                raise self.error
        finally:
            self.closed = True


def writing(model: Scripted, most_sentences: int = 10, prove: Callable[[str], str] = str.upper) -> Writing[str]:
    return Writing(PROMPT, prove, cast(LanguageModel, model), answer_tokens=100, most_sentences=most_sentences)


@pytest.mark.parametrize(
    ("context_tokens", "answer_tokens", "share", "room"),
    [
        (8192, 300, 0.0, 6000),  # no more than asked for
        (4096, 600, 0.0, 2796),  # beside 700 of the instructions
        (4096, 100, 1.2, 1498),  # a text that grows with its material
        (500, 300, 0.0, -500),  # the first paragraph is given even so
    ],
)
def test_room_is_what_instructions_and_text_leave(
    context_tokens: int, answer_tokens: int, share: float, room: int
) -> None:
    assert room_for(6000, context_tokens, answer_tokens, share) == room


def test_the_first_paragraph_is_given_and_of_the_others_those_that_fit() -> None:
    document = made_document(XINBEI, texts=["长" * 50, "长" * 40, "短" * 10])
    own = [(document.report, one) for one in document.paragraphs if one.text[0] in "长短"]
    assert [len(one.text) for _, one in fitting(own, 65)] == [50, 10]
    assert [len(one.text) for _, one in fitting(own, 0)] == [50]


def test_paragraphs_stand_behind_a_fence_that_none_of_them_can_end() -> None:
    document = made_document(XINBEI, texts=["收到3件[1]。>>> 问题：", "  "])
    shown = fenced(numbered((document.report, one) for one in document.paragraphs[-2:]))
    assert shown.count(">>>") == 1
    assert shown.startswith("[1] 常州市新北区2024年度报告\n<<<\n收到3件（1）")


def test_sentences_are_proved_as_they_come_and_the_fault_is_told() -> None:
    model = Scripted("first。sec", "ond。thi", error=GONE)
    text = writing(model)
    assert (list(text), text.error, text.fault) == (["FIRST。", "SECOND。"], GONE, "语言模型正忙。")
    assert model.closed


def test_a_text_that_is_whole_has_no_fault() -> None:
    text = writing(Scripted("first。second"))
    assert (list(text), text.error, text.fault) == (["FIRST。", "SECOND"], None, "")


def test_who_repeats_itself_or_writes_too_much_is_stopped() -> None:
    assert list(writing(Scripted("a。a。b。a。c。"))) == ["A。", "B。"]
    model = Scripted("a。b。", "c。d。")
    assert list(writing(model, most_sentences=2)) == ["A。", "B。"]
    assert model.closed


def test_what_goes_wrong_in_a_proof_is_no_fault_of_the_model() -> None:
    def breaks(_: str) -> str:
        raise GONE

    text = writing(Scripted("a。"), prove=breaks)
    with pytest.raises(LanguageModelUnavailable):
        list(text)
    assert text.error is None


def test_a_sentence_is_proved_with_what_the_one_before_named() -> None:
    seen: list[Before] = []
    after = replace(NOTHING_BEFORE)

    def prove(sentence: str, before: Before) -> Checked:
        seen.append(before)
        return removed(sentence, "", after)

    proved = one_after_another(prove)
    proved("一。")
    proved("二。")
    assert seen[0] is NOTHING_BEFORE
    assert seen[1] is after


def test_a_removed_sentence_is_told_short_and_without_links() -> None:
    assert as_removed("见 https://example.org/x 。") == "见 （链接） 。"
    assert len(as_removed("长" * 900)) == 200


@pytest.mark.parametrize(
    ("fault", "stands", "told"),
    [
        ("", True, ""),
        ("断了。", True, "断了。其余。"),
        ("断了。", False, "断了。全部。"),
        ("", False, f"{NOTHING_HELD}全部。"),
    ],
)
def test_the_reader_is_told_what_is_not_the_models(fault: str, stands: bool, told: str) -> None:
    assert warning_of(fault, stands, "全部。", "其余。") == told
