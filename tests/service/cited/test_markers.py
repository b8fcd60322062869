"""A text cut into sentences as it streams, and a sentence into words and markers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.cited.markers import LONGEST_SENTENCE, MarkedPiece, SentenceReader, clean, marked, pieces_of, split_claims
from tests.service.cited.test_composition import STATEMENTS

WORDS = st.sampled_from([statement.span.text for statement in STATEMENTS])
MARKS = ["[1]", "[1][2]", "[1, 2]", "[1-3]", "［1］", "【12】", " [2]", "[1，2]", "[1、3]", ""]
WRITTEN = st.lists(st.tuples(WORDS, st.sampled_from(MARKS), st.sampled_from(["", " ", "\n", "\n\n- "])), max_size=6)
ANY_TEXT = st.text(
    st.sampled_from("新北区收到2391件，。！？；：“”《》（）()[]［］【】<>*#-_`|\n\t \x00\u202e😀a."), max_size=200
)


def read(text: str, cuts: list[int]) -> list[str]:
    reader, start = SentenceReader(), 0
    sentences: list[str] = []
    for end in [*sorted(cuts), len(text)]:
        sentences += reader.feed(text[start:end])
        start = end
    return [*sentences, rest] if (rest := reader.rest()) else sentences


@given(WRITTEN, st.data())
def test_sentences_are_the_same_however_they_come(written: list[tuple[str, str, str]], data: st.DataObject) -> None:
    text = "".join(map("".join, written))
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=30))
    assert read(text, cuts) == split_claims(text)


@given(ANY_TEXT, st.data())
def test_so_are_those_of_any_text(text: str, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=30))
    assert read(text, cuts) == split_claims(text)


@given(WRITTEN)
def test_one_character_at_a_time(written: list[tuple[str, str, str]]) -> None:
    text = "".join(map("".join, written))
    assert read(text, list(range(len(text)))) == split_claims(text)


SENTENCES = [
    # text and its sentences
    ("甲。乙。", ["甲。", "乙。"]),
    ("甲[1]。乙[2]。", ["甲[1]。", "乙[2]。"]),
    ("甲。[1]乙。[2]", ["甲。[1]", "乙。[2]"]),  # markers behind the full stop belong to it
    ("甲。 [1] [2]\n乙。", ["甲。 [1] [2]", "乙。"]),
    ("甲。【1】乙", ["甲。【1】", "乙"]),  # the last one has no full stop
    ("甲“乙。”[1]丙。", ["甲“乙。”[1]", "丙。"]),  # closing marks too
    ("甲\n乙\n\n丙", ["甲", "乙", "丙"]),  # a line is a sentence
    ("1. 甲。\n2、乙。\n- 丙。\n## 丁", ["甲。", "乙。", "丙。", "丁"]),  # list marks go
    ("**甲**的`乙`。", ["甲的乙。"]),
    ("2024年，甲。", ["2024年，甲。"]),  # a year is no list mark
    ("3.5万件甲。", ["3.5万件甲。"]),  # nor is a figure
    ("甲\u200b乙\u202e。", ["甲乙。"]),  # what can't be seen
    ("。。。", ["。。。"]),
    ("", []),
    (" \n\n ", []),
]


@pytest.mark.parametrize(("text", "sentences"), SENTENCES)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert split_claims(text) == sentences


def test_a_sentence_is_given_once_it_cannot_go_on() -> None:
    reader = SentenceReader()
    assert list(reader.feed("甲。")) == []  # a marker may follow
    assert list(reader.feed("[1")) == []
    assert list(reader.feed("]")) == []  # another too
    assert list(reader.feed("乙")) == ["甲。[1]"]
    assert reader.rest() == "乙"


def test_a_sentence_without_end_is_overlong() -> None:
    reader = SentenceReader()
    assert not list(reader.feed("甲" * LONGEST_SENTENCE))
    assert not reader.overlong
    assert not list(reader.feed("甲"))
    assert reader.overlong


PIECES = [
    # every form of markers, before and after the full stop
    ("甲[1]。", [("甲。", (1,))]),
    ("甲。[1]", [("甲。", (1,))]),
    ("甲[1][2]。", [("甲。", (1, 2))]),
    ("甲[1] [2]。", [("甲。", (1, 2))]),
    ("甲[1,2]。", [("甲。", (1, 2))]),
    ("甲[1， 2、3]。", [("甲。", (1, 2, 3))]),
    ("甲[1-3]。", [("甲。", (1, 2, 3))]),
    ("甲[1—3]。", [("甲。", (1, 2, 3))]),
    ("甲[3-1]。", [("甲。", (3, 1))]),  # no range
    ("甲[1-999]。", [("甲。", tuple(range(1, 22)))]),  # no more than anyone is given
    ("甲［1］。", [("甲。", (1,))]),
    ("甲【1】。", [("甲。", (1,))]),
    ("甲 [ 1 ] 。", [("甲。", (1,))]),
    ("甲。 [1]", [("甲。", (1,))]),
    ("甲[1]，乙[2]。", [("甲", (1,)), ("，乙。", (2,))]),
    ("甲[1]，乙。", [("甲", (1,)), ("，乙。", (1,))]),  # words behind the last ones share them
    ("甲[1][1]。", [("甲。", (1,))]),
    ("[1]甲。", [("", (1,)), ("甲。", (1,))]),
    ("甲。", [("甲。", ())]),
    ("甲[a]。", [("甲[a]。", ())]),  # no marker
    ("甲[2024]1号。", [("甲[2024]1号。", ())]),  # nor is a document's year
    ("浦政发〔2024〕1号[1]。", [("浦政发〔2024〕1号。", (1,))]),
    ("", [("", ())]),
]


@pytest.mark.parametrize(("sentence", "pieces"), PIECES)
def test_pieces(sentence: str, pieces: list[tuple[str, tuple[int, ...]]]) -> None:
    assert [(piece.text, piece.markers) for piece in pieces_of(sentence)] == pieces


@given(
    st.lists(st.tuples(WORDS.map(lambda text: text.rstrip("。")), st.sampled_from(MARKS[:-1])), min_size=1, max_size=4)
)
def test_pieces_lose_nothing_but_the_markers(written: list[tuple[str, str]]) -> None:
    sentence = "".join(map("".join, written)) + "。"
    assert "".join(piece.text for piece in pieces_of(sentence)) == "".join(words for words, _ in written) + "。"


@given(ANY_TEXT)
def test_pieces_of_anything(text: str) -> None:
    joined = "".join(piece.text for piece in pieces_of(text))
    assert [c for c in joined if c.isalpha()] == [c for c in text if c.isalpha()]


@given(ANY_TEXT)
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) in (clean(text), clean(clean(clean(text))))
    assert not set(clean(text)) & set("\u200b\u202e`")


def test_markers_are_written_as_the_reader_knows_them() -> None:
    pieces = [MarkedPiece("甲", (4, 2)), MarkedPiece("，乙", (7,)), MarkedPiece("，丙。", (7,))]
    assert marked(pieces, {4: 1, 2: 2, 7: 3}) == "甲[1][2]，乙，丙。[3]"  # one that goes on isn't said twice
