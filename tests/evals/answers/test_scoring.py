import pytest

from evals.answers.scoring import COLUMNS, explain, print_table, score, table
from tests.evals import made

RIGHT = score(made.case(), made.answer("收到239件。[1]", made.citation()), made.YEARS)
REFUSED = score(made.case(id="fig-002"), made.answer("没有。", reason="not_reported"), made.YEARS)
ABSTAINED = score(made.unanswerable(id="una-001"), made.answer("没有。", reason="not_reported"), made.YEARS)
ANSWERED = score(made.unanswerable(id="una-002"), made.answer("收到239件。[1]", made.citation()), made.YEARS)
WRONG_REASON = score(made.unanswerable(id="una-003"), made.answer("没有。", reason="off_topic"), made.YEARS)


def test_right_answers_pass_and_the_others_say_why() -> None:
    assert RIGHT.passed
    assert ABSTAINED.passed
    assert REFUSED.faults == ("refused: not_reported",)
    assert ANSWERED.faults == ("not abstained, where not_reported",)
    assert WRONG_REASON.faults == ("reason off_topic, not not_reported",)


def test_a_case_without_figures_is_answered_by_its_paragraph() -> None:
    case = made.case(kind="definition", expect=[made.expectation(figures=[])])
    assert score(case, made.answer("收到了。[1]", made.citation()), made.YEARS).passed
    elsewhere = score(case, made.answer("收到了。[1]", made.citation(text="别的段落")), made.YEARS)
    assert elsewhere.faults == ("evidence not cited: 共收到复议申请239件",)


def test_a_figure_may_stand_in_another_paragraph_than_the_evidence() -> None:
    answer = made.answer("收到239件。[1]", made.citation(text="全年复议申请239件。"))
    result = score(made.case(), answer, made.YEARS)
    assert result.passed
    assert result.evidence_cited == 0


def test_measures_that_do_not_apply_are_left_out_of_the_means() -> None:
    rows = table([RIGHT, REFUSED, ABSTAINED, ANSWERED, WRONG_REASON])
    assert list(rows) == ["figure", "unanswerable", "all"]
    assert rows["figure"]["cases"] == 2
    assert rows["figure"]["passed"] == rows["figure"]["refused"] == rows["figure"]["figures"] == 0.5
    assert rows["figure"]["abstained"] is None
    assert rows["unanswerable"]["abstained"] == pytest.approx(2 / 3)
    assert rows["unanswerable"]["reason"] == pytest.approx(1 / 3)
    assert rows["all"]["wrong source"] == 0


def test_the_table_is_aligned_and_empty_where_nothing_applies() -> None:
    header, figure, every = print_table(table([RIGHT])).splitlines()
    assert len(header) == len(figure) == len(every)
    assert header.split() == ["cases", *" ".join(COLUMNS).split()]
    assert figure.split()[:3] == ["figure", "1", "1.000"]


def test_a_failing_case_is_explained_with_its_history() -> None:
    history = [{"role": "user", "content": "收到多少？"}]
    text = explain(score(made.case(history=history), made.answer("没有。", reason="off_topic"), made.YEARS))
    assert all(words in text for words in ("fig-001", "收到多少？", "Q: 新北区", "A: 没有。", "refused: off_topic"))
