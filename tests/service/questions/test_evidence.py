"""How much of a question holds of a figure, by how far off the words stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.questions.evidence import (
    ANOTHER_FIGURES_CLAUSE,
    CUMULATIVE_PENALTY,
    EARLIER_CLAUSE,
    HEADING,
    HEADING_OF_TEXT,
    LATER_CLAUSE,
    PARAGRAPH,
    SAME_UNIT,
    SENTENCE_BEFORE,
    STANDING_WEIGHT,
    Evidence,
    figure_evidence,
    text_evidence,
)
from service.questions.topic import QuestionKind, Topic
from tests.service.districts import JIANGNING, JINTAN, PUKOU, WUJIANG, XINBEI
from tests.service.understood import paragraph, ranked, seed_paragraph, topic_about, topic_of
from vectorstore.genre.terms import Term
from vectorstore.genre.units import Measure
from vectorstore.types import Part, PassageScore, RankedParagraph


def of_figure(text: str, *path: str, figure: str, topic: Topic) -> Evidence:
    """The evidence of the sentence that has the figure in its chosen clause."""
    found = figure_evidence(ranked(paragraph(text, *path)), topic)
    (evidence,) = [each for each in found if each.clause and figure in each.clause.text]
    return evidence


DISTANCES = [
    # text, headings, the figure, how much of 调解 holds of it
    ("调解纠纷35件。", (), "35件", 1.0),  # its own clause
    ("35件调解成功。", (), "35件", 1.0),
    ("开展调解，化解纠纷35件。", (), "35件", EARLIER_CLAUSE),
    ("组织调解187人，结案35件。", (), "35件", EARLIER_CLAUSE),  # an earlier figure's subject holds on
    ("化解纠纷35件，调解品牌更响。", (), "35件", LATER_CLAUSE),
    ("化解纠纷35件，调解5人。", (), "35件", ANOTHER_FIGURES_CLAUSE),  # 调解 belongs to 5人
    ("化解纠纷35件。", ("（一）做好调解",), "35件", HEADING),
    ("开展调解。化解纠纷35件。", (), "35件", SENTENCE_BEFORE),
    ("开展调解。推进普法。化解纠纷35件。", (), "35件", PARAGRAPH),
    ("化解纠纷35件。开展调解。", (), "35件", PARAGRAPH),  # a later sentence
    ("化解纠纷35件。", (), "35件", 0.0),
    ("开展调解，调解纠纷35件。", ("（一）做好调解",), "35件", 1.0),  # the nearest counts
]


@pytest.mark.parametrize(("text", "path", "figure", "coverage"), DISTANCES)
def test_distances(text: str, path: tuple[str, ...], figure: str, coverage: float) -> None:
    topic = topic_about("调解", measures=frozenset({Measure.MATTERS}))
    assert of_figure(text, *path, figure=figure, topic=topic).coverage == pytest.approx(coverage)


RATES = [
    # text, headings, how much of 解决率 holds of the rate
    ("解决率97.3%。", (), 1.0),
    ("解决率稳步提高，达97.3%。", (), EARLIER_CLAUSE),
    # a rate is named where it is given
    ("满意率98.9%，解决率保持下降。", (), ANOTHER_FIGURES_CLAUSE),
    ("解决率90%，满意率98.9%。", (), 1.0),  # its own is chosen
    ("满意率98.9%。", ("（一）提高解决率",), ANOTHER_FIGURES_CLAUSE),
    ("提高解决率。满意率98.9%。", (), ANOTHER_FIGURES_CLAUSE),
    ("满意率98.9%。提高解决率。", (), ANOTHER_FIGURES_CLAUSE),
]


@pytest.mark.parametrize(("text", "path", "coverage"), RATES)
def test_rates(text: str, path: tuple[str, ...], coverage: float) -> None:
    topic = topic_about(Term(("解决率",), 1.0, official=True), measures=frozenset({Measure.RATE}))
    (evidence,) = figure_evidence(ranked(paragraph(text, *path)), topic)
    assert evidence.coverage == pytest.approx(coverage)
    assert evidence.lacks_a_term is (coverage < EARLIER_CLAUSE)


def test_a_rate_is_not_of_what_is_said_after_it() -> None:
    """败诉的比例 is not 纠错率2.7%,败诉纠错成效初显."""
    topic = topic_about(Term(("败诉",), 1.0, official=True), measures=frozenset({Measure.RATE}))
    (evidence,) = figure_evidence(ranked(paragraph("直接纠错率2.7%，败诉成效初显。")), topic)
    assert evidence.coverage == pytest.approx(ANOTHER_FIGURES_CLAUSE)
    assert evidence.lacks_a_term


MEASURES = [
    # what is asked for, the figures' clauses that may answer
    ({Measure.MATTERS}, ["收到239件"]),
    ({Measure.RATE}, ["化解37.76%"]),
    ({Measure.MONEY}, ["挽回4100余万元"]),
    ({Measure.DURATION}, ["用时123天"]),
    ({Measure.PEOPLE}, []),
]


@pytest.mark.parametrize(("measures", "clauses"), MEASURES)
def test_only_figures_of_the_measure(measures: set[Measure], clauses: list[str]) -> None:
    text = ranked(paragraph("收到239件，化解37.76%，挽回4100余万元，用时123天。"))
    found = figure_evidence(text, topic_about("复议", measures=frozenset(measures)))
    assert [each.clause.text for each in found if each.clause] == clauses


def test_where_no_measure_is_asked_for_no_length_of_time_answers() -> None:
    topic = topic_about("用时")
    assert figure_evidence(ranked(paragraph("用时123天。")), topic) == []
    assert len(figure_evidence(ranked(paragraph("用时减少12%。")), topic)) == 1


def test_a_sentence_is_evidence_once_by_its_best_figure() -> None:
    topic = topic_about("审结", measures=frozenset({Measure.MATTERS}))
    (evidence,) = figure_evidence(ranked(paragraph("收到239件，审结203件，化解90件。")), topic)
    assert evidence.clause is not None
    assert evidence.clause.text == "审结203件"


def test_the_unit_that_was_asked_for_is_preferred() -> None:
    both = frozenset({Measure.MATTERS, Measure.THINGS})
    (plain,) = figure_evidence(
        ranked(paragraph("调解35个。")), topic_about("调解", measures=both, units=frozenset({"件"}))
    )
    (same,) = figure_evidence(
        ranked(paragraph("调解35件。")), topic_about("调解", measures=both, units=frozenset({"件"}))
    )
    assert same.score - plain.score == pytest.approx(SAME_UNIT)
    assert same.coverage == plain.coverage


PLAN = "2025年，我区将举办讲座20场。"


def test_plans_answer_only_questions_about_plans() -> None:
    made = ranked(paragraph(f"举办讲座15场。{PLAN}"))
    told = {
        wants_plan: [each.span.text for each in figure_evidence(made, topic_about("讲座", wants_plan=wants_plan))]
        for wants_plan in (False, True)
    }
    assert told == {False: ["举办讲座15场。"], True: [PLAN]}


def test_a_figure_over_several_years_comes_after_the_years_own() -> None:
    topic = topic_about("办证", measures=frozenset({Measure.MATTERS}))
    year, several = figure_evidence(ranked(paragraph("办证1335件。近三年办证1335件。")), topic)
    assert year.score - several.score == pytest.approx(CUMULATIVE_PENALTY)


def test_what_stands_out_by_meaning_scores_higher() -> None:
    topic, made = topic_about("办证"), paragraph("办证1335件。")
    (low,), (high,) = figure_evidence(ranked(made, 0.0), topic), figure_evidence(ranked(made, 2.0), topic)
    assert high.score - low.score == pytest.approx(2 * STANDING_WEIGHT)
    assert (low.standing, high.standing) == (0.0, 2.0)


def test_the_standing_is_that_of_the_passage_that_holds_most_of_the_sentence() -> None:
    made = paragraph("推进普法。办证1335件，挽回损失500元。")
    pieces = (PassageScore(0, 8, 0.8, 1.0), PassageScore(8, len(made.text), 0.9, 2.5))
    found = RankedParagraph(made, ranked(made).report, 1.0, pieces)
    (evidence,) = figure_evidence(found, topic_about("办证"))
    assert evidence.standing == 2.5
    assert text_evidence(found, topic_about("普法", kind=QuestionKind.DESCRIPTION))[0].standing == 1.0


def test_without_a_dense_search_nothing_stands_out() -> None:
    (evidence,) = figure_evidence(ranked(paragraph("办证1335件。")), topic_about("办证"))
    assert evidence.standing == 0.0


def test_context_tells_between_sentences_but_does_not_cover() -> None:
    topic, context = topic_about("结案"), [Term(("诉讼",), 1.0)]
    near, far = (
        figure_evidence(ranked(paragraph(text)), topic, context)[0] for text in ("诉讼结案75件。", "复议结案75件。")
    )
    assert near.score > far.score
    assert near.coverage == far.coverage


def test_matched_are_the_terms_of_the_sentence() -> None:
    topic = topic_about("公证", "法律援助")
    notary, aid = figure_evidence(ranked(paragraph("办理公证123件。办理法律援助45件。")), topic)
    assert notary.matched == {"公证"}
    assert aid.matched == {"法律援助"}


HEADED = "（一）做好调解"


@pytest.mark.parametrize(
    ("text", "path", "sentence", "coverage"),
    [
        ("开展调解。", (), 0, 1.0),
        ("推进普法。", (HEADED,), 0, HEADING_OF_TEXT),  # what stands under a heading is about it
        ("推进普法。开展调解。", (), 0, PARAGRAPH),
        ("推进普法。", (), 0, 0.0),
    ],
)
def test_text_evidence(text: str, path: tuple[str, ...], sentence: int, coverage: float) -> None:
    found = text_evidence(ranked(paragraph(text, *path)), topic_about("调解", kind=QuestionKind.DESCRIPTION))
    assert found[sentence].coverage == pytest.approx(coverage)
    assert found[sentence].clause is None


def test_text_evidence_is_given_of_every_sentence_plans_too() -> None:
    """The choice, which knows what is asked, leaves them out."""
    made = ranked(paragraph("一是推进普法。2025年，我区将举办讲座。", part=Part.MEASURES))
    assert len(text_evidence(made, topic_about("普法", kind=QuestionKind.DESCRIPTION))) == 2


REAL = [
    # question, the paragraph, the clause whose figure is meant
    ("收到多少件复议申请", XINBEI, "收到复议申请239件", "239件"),
    ("复议审结了多少件", XINBEI, "收到复议申请239件", "审结203件"),
    ("行政复议实质性化解率", XINBEI, "收到复议申请239件", "37.76%"),  # printed without 率
    ("召开几次行政复议听证会", XINBEI, "收到复议申请239件", "听证会2次"),  # not 案审会1次
    ("行政复议直接纠错率", WUJIANG, "办结复议案件147件", "2.7%"),
    ("实质性化解率", WUJIANG, "办结复议案件147件", "31.1%"),
    ("一审行政诉讼案件多少件", JINTAN, "收到行政复议申请187件", "一审案件63件"),
    ("二审案件多少件", JINTAN, "收到行政复议申请187件", "二审案件22件"),
    ("再审案件多少件", JINTAN, "收到行政复议申请187件", "再审案件3件"),
    ("热线诉求工单满意率", PUKOU, "重复投诉率", "满意率98.9%"),
    ("热线诉求工单解决率", PUKOU, "重复投诉率", "解决率97.3%"),
    ("办理公证多少件", JIANGNING, "各类公证12314件", "12314件"),
    ("法律援助为受援人挽回经济损失多少元", JIANGNING, "各类公证12314件", "4100余万元"),  # not the firms' 2200余万元
    ("法治体检多少次", JIANGNING, "各类公证12314件", "1500余次"),
]


@pytest.mark.parametrize(("question", "code", "words", "figure"), REAL)
def test_of_a_real_paragraph_the_right_figure_is_best(question: str, code: str, words: str, figure: str) -> None:
    found = figure_evidence(ranked(seed_paragraph(code, words), code=code), topic_of(question))
    best = max(found, key=lambda each: each.score)
    assert best.clause is not None
    assert figure in best.clause.text
    assert not best.lacks_a_term


@given(st.text("调解复议率12件%，。、年将", max_size=50), st.text("调解复议率，", max_size=10))
def test_coverage_lies_between_nothing_and_all(text: str, heading: str) -> None:
    made = ranked(paragraph(text, heading))
    for topic in (topic_about("调解", Term(("复议率",), 1.0, official=True)), topic_about("调解", wants_plan=True)):
        for each in (*figure_evidence(made, topic), *text_evidence(made, topic)):
            assert -1e-9 <= each.coverage <= 1 + 1e-9
            assert each.matched <= {"调解", "复议率"}
            assert made.paragraph.text[each.span.start : each.span.end] == each.span.text
