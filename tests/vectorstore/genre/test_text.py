"""Sentences, clauses and items: cut in the right places, and nothing lost."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vectorstore.reports.seeds import FOLDER, seed
from vectorstore.genre.text import (
    BRACKETS,
    ENUMERATION,
    NAMES,
    STOPS,
    TITLES,
    Clause,
    Span,
    blanked,
    clause_after,
    clause_at,
    clause_before,
    clauses,
    items,
    names_masked,
    narrow,
    pairs,
    segmenter_with,
    sentences,
    stops,
    tagged_words,
    unclosed,
    without,
    words_in,
    words_within,
)

TEXTS = st.text(alphabet='甲乙1２0a。！？!?，,；：、“”（）()《》〈〉" \n\u3000', max_size=80)
PARAGRAPHS = [paragraph.text for file in sorted(FOLDER.glob("*.txt")) for paragraph in seed(file.name[:3]).paragraphs]


def texts_of(spans: Sequence[Span]) -> list[str]:
    return [span.text for span in spans]


def without_blanks(text: str) -> str:
    return "".join(text.split())


def in_order(spans: Sequence[Span], text: str) -> bool:
    ends = [0, *(span.end for span in spans)]
    return all(
        end <= span.start < span.end and text[span.start : span.end] == span.text == span.text.strip()
        for end, span in zip(ends, spans, strict=False)
    )


def joined(pieces: Sequence[Clause]) -> str:
    return without_blanks("".join(piece.text + piece.stop for piece in pieces))


def law_of_sentences(text: str) -> None:
    spans = sentences(text)
    assert in_order(spans, text)
    assert without_blanks("".join(texts_of(spans))) == without_blanks(text)


def law_of_clauses(text: str) -> None:
    for sentence in sentences(text):
        for cut in (clauses(sentence), items(sentence), items(sentence, into=BRACKETS)):
            assert in_order(cut, text)
            words = without_blanks(sentence.text)
            assert not words or words.endswith(joined(cut))
            assert not any(map(str.isalnum, words.removesuffix(joined(cut))))  # signs before any words


@given(TEXTS)
def test_sentences_hold_all_but_blanks_in_order(text: str) -> None:
    law_of_sentences(text)


@given(TEXTS)
def test_clauses_with_their_stops_are_the_sentence_in_places_of_the_paragraph(text: str) -> None:
    law_of_clauses(text)


def test_both_hold_for_every_paragraph_of_the_seeds() -> None:
    for text in PARAGRAPHS:
        law_of_sentences(text)
        law_of_clauses(text)


@given(TEXTS, st.integers(0, 80))
def test_the_clause_at_a_place_holds_it(text: str, place: int) -> None:
    place = min(place, len(text))
    clause = clause_at(text, place)
    assert clause.start <= place <= clause.end
    assert text[clause.start : clause.end] == clause.text
    assert clause_before(text, place) + clause_after(text, place) == clause.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲。乙。", ["甲。", "乙。"]),
        ("甲。乙", ["甲。", "乙"]),  # no full stop at the end
        ("多少件？很多！完。", ["多少件？", "很多！", "完。"]),
        ("Really? Yes!", ["Really?", "Yes!"]),  # half-width
        ("真的？！乙。", ["真的？！", "乙。"]),  # several in a row end one sentence
        ("他说：“好。”然后走了。", ["他说：“好。”", "然后走了。"]),  # quoted sentences end too, the closing mark stays
        ('他说:"好。"然后走了。', ['他说:"好。"', "然后走了。"]),  # half-width marks
        ("（见附件。）后文。", ["（见附件。）", "后文。"]),
        ("(见附件。)后文。", ["(见附件。)", "后文。"]),
        ("（“甲。”）乙。", ["（“甲。”）", "乙。"]),  # several closing marks
        ("开展“我为群众办实事！”主题活动12场。", ["开展“我为群众办实事！”主题活动12场。"]),  # a name, no sentence
        ("举办“学法！守法！”宣传活动。", ["举办“学法！守法！”宣传活动。"]),
        ("编印《民法典，你知道多少？》读本。", ["编印《民法典，你知道多少？》读本。"]),  # a title
        ("开展“学法！活动。完！", ["开展“学法！", "活动。", "完！"]),  # half a pair holds nothing together
        ("率达98.7%，满意度5.0。完", ["率达98.7%，满意度5.0。", "完"]),  # a decimal point is no full stop
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
        ("收到239件，审结203件。", ["收到239件", "审结203件"]),
        ("收到187件,受理126件,结案117件", ["收到187件", "受理126件", "结案117件"]),  # half-width
        ("共1,200件,受理3,456,789件", ["共1,200件", "受理3,456,789件"]),  # thousands
        ("共3，568件，受理12，004件", ["共3，568件", "受理12，004件"]),  # the same as people type them
        ("2023,2024年", ["2023", "2024年"]),  # four digits are no group of three
        ("开放时间为9:00至17：30，全年无休", ["开放时间为9:00至17：30", "全年无休"]),  # times of day
        ("如下：甲，乙", ["如下", "甲", "乙"]),
        ("一审63件、二审22件；再审3件", ["一审63件、二审22件", "再审3件"]),
        ("，，甲，。；乙，", ["甲", "乙"]),  # none is empty
        ("没有标点", ["没有标点"]),
        # names in quotation marks (two of the old cutters cut them)
        ("开展“万亿之城再出发,法治建设开新局”课题研究", ["开展“万亿之城再出发,法治建设开新局”课题研究"]),
        ("推进“甲，”乙", ["推进“甲，”乙"]),
        # titles, also of 〈〉 and of titles
        ("印发《关于转发〈甲，乙〉的通知》，落实", ["印发《关于转发〈甲，乙〉的通知》", "落实"]),
        ("印发《关于转发《甲，乙》的，通知》，落实", ["印发《关于转发《甲，乙》的，通知》", "落实"]),
        # what stands in brackets is told of the words before it (two of the old cutters cut there)
        ("收到95件（其中一审63件，二审22件），结案75件", ["收到95件（其中一审63件，二审22件）", "结案75件"]),
        ("率100%[1，2]，满意", ["率100%[1，2]", "满意"]),  # markers
        # what is quoted as a sentence has clauses
        ("会议指出：“要坚持，要落实。”", ["会议指出", "“要坚持", "要落实"]),
        ("推进“甲，乙工作，丙", ["推进“甲", "乙工作", "丙"]),  # half a pair
    ],
)
def test_where_clauses_end(text: str, expected: list[str]) -> None:
    assert texts_of(clauses(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一审63件、二审22件；再审3件", ["一审63件", "二审22件", "再审3件"]),
        ("实现“马上办、就近办、一次办”", ["实现“马上办、就近办、一次办”"]),  # a name (three of the old cutters cut it)
        ("制定《便民服务中心（站、点）建设与管理规范》", ["制定《便民服务中心（站、点）建设与管理规范》"]),
    ],
)
def test_where_items_end(text: str, expected: list[str]) -> None:
    assert texts_of(items(text)) == expected


def test_variants_are_said_by_arguments() -> None:
    text = "收到95件（其中一审63件，二审22件），结案75件。"
    assert texts_of(clauses(text, keep_stops=True)) == ["收到95件（其中一审63件，二审22件），", "结案75件。"]
    assert texts_of(clauses(text, into=BRACKETS)) == ["收到95件（其中一审63件", "二审22件）", "结案75件"]
    assert texts_of(clauses(text, at=STOPS + BRACKETS)) == ["收到95件", "其中一审63件", "二审22件", "结案75件"]
    assert texts_of(stops("甲，“乙。”丙", at=STOPS)) == ["，", "。”"]


def test_clauses_of_a_later_sentence_have_the_places_of_the_paragraph() -> None:
    _, second = sentences("甲乙丙。  收到239件，审结203件。")
    assert clauses(second) == [Clause("收到239件", 6, 12, "，"), Clause("审结203件", 13, 19, "。")]


@pytest.mark.parametrize(
    ("text", "at", "before", "after"),
    [
        ("甲，乙|丙，丁", STOPS, "乙", "丙"),
        ("甲、乙|丙、丁", STOPS, "甲、乙", "丙、丁"),
        ("甲、乙|丙、丁", STOPS + ENUMERATION, "乙", "丙"),
        ("甲，|乙", STOPS, "", "乙"),
        ("甲|，乙", STOPS, "甲", ""),
        ("甲（乙，丙|丁），戊", STOPS, "丙", "丁"),  # within a bracket
        ("甲（乙，丙）|丁，戊", STOPS, "甲（乙，丙）", "丁"),  # behind one
        ("甲（乙（丙）丁|戊）", STOPS, "乙（丙）丁", "戊"),
        ("推进“甲，乙|丙”，丁", STOPS, "推进“甲，乙", "丙”"),  # a name is one
    ],
)
def test_the_clause_around_a_place(text: str, at: str, before: str, after: str) -> None:
    place = text.index("|")
    text = text.replace("|", "")
    assert (clause_before(text, place, at=at), clause_after(text, place, at=at)) == (before, after)


@pytest.mark.parametrize(
    ("text", "of", "expected"),
    [
        ("《甲》和《乙》", TITLES, ["《甲》", "《乙》"]),
        ("《关于〈甲〉的通知》", TITLES, ["《关于〈甲〉的通知》"]),
        ("《关于《甲》的通知》", TITLES, ["《关于《甲》的通知》"]),  # nested in the same marks
        ("“《甲》行动”", TITLES, ["《甲》"]),
        ("“《甲》行动”", TITLES + NAMES, ["“《甲》行动”"]),
        ("（甲(乙)）和(丙）", BRACKETS, ["（甲(乙)）", "(丙）"]),  # of two widths
        ("《甲，“乙》", TITLES + NAMES, ["《甲，“乙》"]),  # half a pair within
        ("》甲《乙", TITLES, []),
    ],
)
def test_pairs_are_the_outermost(text: str, of: str, expected: list[str]) -> None:
    assert texts_of(pairs(text, of)) == expected


def test_what_stands_in_pairs_is_taken_out() -> None:
    text = "印发《甲〈乙〉》（2024年版）“丙”方案"
    assert without(text, TITLES + BRACKETS) == "印发“丙”方案"
    assert blanked(text, TITLES + NAMES + BRACKETS, by="＿") == "印发" + "＿" * 17 + "方案"
    assert names_masked("落实《甲《乙》丙》（试行）的 “丁”和“提升年”") == "落实《》的“”和年”"
    assert unclosed("甲（乙“丙”《丁", BRACKETS + NAMES + TITLES) == [1, 6]


@given(TEXTS)
def test_what_is_blanked_keeps_its_places(text: str) -> None:
    masked = blanked(text, TITLES + NAMES + BRACKETS, by="＿")
    assert len(masked) == len(text)
    assert all(one in (other, "＿") for one, other in zip(masked, text, strict=True))


def test_halves_of_pairs_take_no_time() -> None:
    text = "（“《" * 20_000 + "》”" * 10
    assert len(sentences(text)) == 1
    assert clause_at(text, len(text) // 2).start == 0


def test_narrow_keeps_places_and_stops() -> None:
    assert narrow("Ａ１２％，（甲）：乙") == "A12%，（甲）：乙"


def test_words() -> None:
    assert words_in("开展行政复议听证") == ["开展", "行政复议", "听证"]
    assert {"行政", "复议", "行政复议"} <= set(words_within("行政复议"))
    assert tagged_words("开展")[0][1].startswith("v")
    assert "美美江村" not in words_in("走进美美江村")
    assert "美美江村" in segmenter_with(["美美江村"])("走进美美江村")
