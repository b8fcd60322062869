"""Sentences and clauses: cut in the right places, and nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vectorstore.reports.seeds import FOLDER, seed
from vectorstore.genre.text import Span, clauses, sentences

TEXTS = st.text(alphabet='甲乙1２0a。！？!?，,；：、“”（）()》" \n\u3000', max_size=120)


def texts_of(spans: list[Span]) -> list[str]:
    return [span.text for span in spans]


def without_blanks(text: str) -> str:
    return "".join(text.split())


@given(TEXTS)
def test_nothing_but_blanks_is_lost_and_the_order_is_kept(text: str) -> None:
    spans = sentences(text)
    assert without_blanks("".join(texts_of(spans))) == without_blanks(text)
    end = 0
    for span in spans:
        assert text[span.start : span.end] == span.text
        assert span.text == span.text.strip() != ""
        assert text[end : span.start].strip() == ""
        end = span.end
    assert text[end:].strip() == ""


@given(TEXTS)
def test_the_clauses_of_a_sentence_are_the_sentence_in_places_of_the_paragraph(text: str) -> None:
    for sentence in sentences(text):
        parts = clauses(sentence)
        assert without_blanks("".join(texts_of(parts))) == without_blanks(sentence.text)
        assert parts == sorted(parts, key=lambda part: part.start)
        for part in parts:
            assert sentence.start <= part.start < part.end <= sentence.end
            assert text[part.start : part.end] == part.text


@pytest.mark.parametrize("number", sorted(file.name[:3] for file in FOLDER.glob("*.txt")))
def test_every_paragraph_of_the_seeds_is_its_sentences(number: str) -> None:
    for paragraph in seed(number).paragraphs:
        spans = sentences(paragraph.text)
        assert without_blanks("".join(texts_of(spans))) == without_blanks(paragraph.text)
        for span in spans:
            assert paragraph.text[span.start : span.end] == span.text
            assert without_blanks("".join(texts_of(clauses(span)))) == without_blanks(span.text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲。乙。", ["甲。", "乙。"]),
        ("甲。乙", ["甲。", "乙"]),  # no full stop at the end
        ("多少件？很多！完。", ["多少件？", "很多！", "完。"]),
        ("Really? Yes!", ["Really?", "Yes!"]),  # half-width
        ("真的？！乙。", ["真的？！", "乙。"]),  # several in a row end one sentence
        ("他说：“好。”然后走了。", ["他说：“好。”", "然后走了。"]),  # the closing quote stays
        ("（见附件。）后文。", ["（见附件。）", "后文。"]),
        ("(见附件。)后文。", ["(见附件。)", "后文。"]),
        ("（“甲。”）乙。", ["（“甲。”）", "乙。"]),  # several closing signs
        ("《甲？》乙。", ["《甲？》", "乙。"]),
        ("率达98.7%，满意度5.0。完", ["率达98.7%，满意度5.0。", "完"]),  # a decimal point is no full stop
        ("共1,200件。", ["共1,200件。"]),
        ("收到239件，审结203件；另有7份。", ["收到239件，审结203件；另有7份。"]),  # commas end no sentence
        ("  甲。 \n　乙。 ", ["甲。", "乙。"]),  # outer blanks go, also the full-width one
        ("", []),
        (" \n　", []),
        ("。", ["。"]),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert texts_of(sentences(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到239件，审结203件。", ["收到239件，", "审结203件。"]),
        ("收到187件,受理126件,结案117件", ["收到187件,", "受理126件,", "结案117件"]),  # half-width
        ("共1,200件,受理3,456,789件", ["共1,200件,", "受理3,456,789件"]),  # separators of thousands
        ("2023,2024年", ["2023,", "2024年"]),  # four digits are no group of three
        ("一审63件、二审22件；再审3件", ["一审63件、", "二审22件；", "再审3件"]),
        ("如下：甲，乙", ["如下：", "甲，", "乙"]),
        ("推进“甲，”乙", ["推进“甲，”", "乙"]),  # the closing quote stays
        ("没有标点", ["没有标点"]),
    ],
)
def test_where_clauses_end(text: str, expected: list[str]) -> None:
    (sentence,) = sentences(text)
    assert texts_of(clauses(sentence)) == expected


def test_clauses_of_a_later_sentence_have_the_places_of_the_paragraph() -> None:
    text = "甲乙丙。  收到239件，审结203件。"
    _, second = sentences(text)
    assert [(part.start, part.end) for part in clauses(second)] == [(6, 13), (13, 20)]


@pytest.mark.xfail(strict=True, reason="a sign within a sentence's own quotes ends it: “活动。” is left alone")
def test_a_quote_that_ends_in_an_exclamation_mark_does_not_end_its_sentence() -> None:
    text = "开展“我为群众办实事！”主题活动12场。"
    assert texts_of(sentences(text)) == [text]


@pytest.mark.xfail(strict=True, reason="a sign between quotes ends the sentence, and each half has half a pair")
def test_a_pair_of_quotes_is_not_torn_apart() -> None:
    text = "举办“学法！守法！”宣传活动。"
    assert texts_of(sentences(text)) == [text]


@pytest.mark.xfail(strict=True, reason="the half-width quote is not among the closing signs")
def test_a_half_width_closing_quote_stays_with_its_sentence() -> None:
    assert texts_of(sentences('他说:"好。"然后走了。')) == ['他说:"好。"', "然后走了。"]


@pytest.mark.xfail(strict=True, reason="the colon of a time of day ends a clause")
def test_a_time_of_day_is_not_cut() -> None:
    (sentence,) = sentences("开放时间为9:00至17:30，全年无休。")
    assert texts_of(clauses(sentence)) == ["开放时间为9:00至17:30，", "全年无休。"]
