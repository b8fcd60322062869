"""A paragraph taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.service.districts import JIANGNING, PUKOU, WUJIANG, XINBEI
from tests.service.understood import paragraph, seed_paragraph, seeds
from vectorstore.figures.reading import ReadSentence, read_paragraph
from vectorstore.types import Part


def sentences(text: str, *path: str, part: Part = Part.MEASURES) -> tuple[ReadSentence, ...]:
    return read_paragraph(paragraph(text, *path, part=part)).sentences


def test_a_figure_belongs_to_its_own_clause() -> None:
    read = read_paragraph(seed_paragraph(XINBEI, "收到复议申请239件"))
    sentence = next(each for each in read.sentences if "239" in each.text)
    assert [(clause.text, [q.printed for q in clause.quantities]) for clause in sentence.clauses] == [
        ("2024年新北区政府共收到复议申请239件", ["239件"]),  # 2024年 is no quantity
        ("审结203件", ["203件"]),
        ("实质性化解行政争议37.76%", ["37.76%"]),
        ("位于全市第一方阵", []),
    ]


def test_half_width_commas_end_clauses_but_not_inside_a_number() -> None:
    (sentence,) = sentences("举办讲座1,200场,惠及3万人次。")
    assert [clause.text for clause in sentence.clauses] == ["举办讲座1,200场", "惠及3万人次"]


def test_texts_are_narrow_and_lower_case_and_the_span_is_as_printed() -> None:
    (sentence,) = sentences("办结ＰＰＰ合同１２件。")
    assert sentence.text == "办结ppp合同12件。"
    assert sentence.span.text == "办结ＰＰＰ合同１２件。"
    assert sentence.clauses[0].quantities[0].printed == "１２件"


def test_the_sentence_before_and_the_others() -> None:
    first, second, third = sentences("甲调解。乙调解。丙调解。")
    assert (first.before, second.before, third.before) == ("", "甲调解。", "乙调解。")
    assert (first.rest, second.rest, third.rest) == ("乙调解。 丙调解。", "甲调解。 丙调解。", "甲调解。 乙调解。")


def test_headings_and_text_make_the_whole() -> None:
    read = read_paragraph(paragraph("办结３件。", "二、主要举措", "（一）提升复议"))
    assert read.heading == "二、主要举措 （一）提升复议"
    assert read.whole == "二、主要举措 （一）提升复议 办结3件。"


PLANS = [
    # text, whether each sentence tells what is to come
    ("2025年，新北区将全面贯彻。", [True]),
    ("2025年,我们将持续发力。", [True]),
    ("下一步，将推进普法。", [True]),
    ("明年，我区将推进普法。", [True]),
    ("2025年,我区法治政府建设将以习近平法治思想为指导。", [True]),
    # once a paragraph has turned to the next year, it stays there
    ("还有差距。2025年，我们将发力。推进普法。", [False, True, True]),
    ("2024年，收到复议申请239件。", [False]),  # a year alone is no plan
    ("将法治督察纳入区委督查检查考核计划。", [False]),  # 将 is also an object marker
    ("2024年，将法治督察纳入考核。", [True]),  # indistinguishable by these means: rather a plan than a false result
    ("进一步推进普法。", [False]),
]


@pytest.mark.parametrize(("text", "plans"), PLANS)
def test_plans(text: str, plans: list[bool]) -> None:
    assert [sentence.is_plan for sentence in sentences(text)] == plans


def test_every_sentence_of_the_plan_is_one() -> None:
    assert all(sentence.is_plan for sentence in sentences("推进普法。举办讲座20场。", part=Part.PLAN))


def test_a_paragraph_that_turns_to_the_next_year_in_its_middle() -> None:
    """吴江's shortcomings end with its plan, in one paragraph."""
    read = read_paragraph(seed_paragraph(WUJIANG, "还有不小的差距"))
    assert [sentence.is_plan for sentence in read.sentences] == [False, True]


CUMULATIVE = [
    # text, whether each clause's figures are those of more than the year, as the ledger reads them
    ("近三年已累计为172家民营企业办证1335件。", [True]),
    ("近3年办证1335件。", [True]),
    ("截至2024年底，办证1335件。", [False, False]),  # how things stand at the year's end
    ("截至目前，全区化解纠纷8682件，成功化解2355件。", [False, True, True]),  # goes with the figures after it
    ("办证35件，近三年办证1335件。", [False, True]),  # the year's own beside it
    ("累计归集100项。", [True]),
    ("累计吸引100人。", [False]),  # a word that reports use of the year too
    ("办理100件。", [False]),
    ("近年来办理100件。", [True]),
]


@pytest.mark.parametrize(("text", "cumulative"), CUMULATIVE)
def test_cumulative(text: str, cumulative: list[bool]) -> None:
    (sentence,) = sentences(text)
    assert [clause.is_cumulative for clause in sentence.clauses] == cumulative


HEADINGS = [
    ("（一）坚持引领。推进普法。", ("一、举措", "（一）坚持引领"), [True, False]),
    ("一是推动改革。推进普法。", ("一是推动改革",), [True, False]),
    ("坚持引领。推进普法。", (), [False, False]),  # no heading, no path
    ("推进普法。", ("（一）坚持引领",), [False]),
]


@pytest.mark.parametrize(("text", "path", "headings"), HEADINGS)
def test_inline_headings(text: str, path: tuple[str, ...], headings: list[bool]) -> None:
    assert [sentence.is_heading for sentence in sentences(text, *path)] == headings


def test_what_was_read_is_kept() -> None:
    made = seed_paragraph(PUKOU, "行政复议案件99件")
    assert read_paragraph(made) is read_paragraph(made)


def test_part_and_path_are_told_apart_in_what_is_kept() -> None:
    assert not sentences("推进普法。")[0].is_plan
    assert sentences("推进普法。", part=Part.PLAN)[0].is_plan
    assert read_paragraph(paragraph("推进普法。", "甲")).heading == "甲"
    assert read_paragraph(paragraph("推进普法。", "乙")).heading == "乙"


def test_every_place_of_the_seeds_is_right() -> None:
    for code in (XINBEI, JIANGNING, PUKOU, WUJIANG):
        for each in seeds()[code].paragraphs:
            held = []
            for sentence in read_paragraph(each).sentences:
                assert each.text[sentence.span.start : sentence.span.end] == sentence.span.text
                for clause in sentence.clauses:
                    assert sentence.span.start <= clause.start < clause.end <= sentence.span.end
                    for quantity in clause.quantities:
                        assert each.text[quantity.start : quantity.end] == quantity.printed
                held.append(sentence.span.text)
            assert "".join("".join(held).split()) == "".join(each.text.split())  # no character is lost


@given(st.text("复议办结239件%，,。;；、：2025年将近三年累计 ！？”“（）一", max_size=60))
def test_any_paragraph_is_read(text: str) -> None:
    for sentence in sentences(text, "一、办结"):
        assert text[sentence.span.start : sentence.span.end] == sentence.span.text
        assert len(sentence.text) == len(sentence.span.text)
        for clause in sentence.clauses:
            assert clause.text == text[clause.start : clause.end].lower()
            assert all(clause.start <= q.start < clause.end for q in clause.quantities)
