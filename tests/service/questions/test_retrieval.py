"""What is searched for."""

import pytest

from service.questions.retrieval import CONTEXT_WEIGHT, OTHER_NAME_WEIGHT, query_of
from service.questions.topic import LIGHT_WEIGHT
from tests.service.understood import resolved

ASKED = "新北区2024年收到多少件行政复议申请？"


def test_the_words_of_the_terms_with_their_weights() -> None:
    words = query_of(resolved(ASKED)).words
    assert words["收到"] == 1.0
    assert words["申请"] == LIGHT_WEIGHT
    assert words["接收"] == OTHER_NAME_WEIGHT  # another name of 收到


def test_districts_and_years_are_no_words_of_the_search() -> None:
    """They are a filter; as words they would find headlines."""
    query = query_of(resolved(ASKED))
    assert "新北" not in query.text
    assert "2024" not in query.text
    assert not {"新北", "新北区", "2024", "2024年"} & set(query.words)


def test_everyday_words_are_searched_for_as_official_ones() -> None:
    query = query_of(resolved("民告官的案子有几件"))
    assert "行政诉讼" in query.text
    assert "民告官" not in query.text


def test_a_follow_up_searches_for_what_was_asked_before_too() -> None:
    query = query_of(resolved(ASKED, "审结了多少？"))
    assert query.words["审结"] == 1.0
    assert query.words["收到"] == pytest.approx(CONTEXT_WEIGHT)
    assert query.words["接收"] == pytest.approx(CONTEXT_WEIGHT * OTHER_NAME_WEIGHT)
    assert "复议申请" in query.text


def test_a_question_that_stands_by_itself_doesnt() -> None:
    query = query_of(resolved(ASKED, "金坛区的12345热线受理了多少件工单？"))
    assert "复议申请" not in query.text
    assert "收到" not in query.words


def test_nor_where_it_names_no_district_but_says_enough() -> None:
    """The turns before still tell between sentences; they don't find them."""
    follow_up = resolved(ASKED, "12345政务热线受理了多少件诉求工单？")
    assert follow_up.context
    query = query_of(follow_up)
    assert "复议申请" not in query.text
    assert "收到" not in query.words


def test_a_word_asked_for_twice_keeps_its_higher_weight() -> None:
    """复议 stands in 复议申请 and, lighter, in what the turn before asked."""
    query = query_of(resolved("收到多少件行政复议申请", "那复议审结多少"))
    assert query.words["复议"] == 1.0


def test_without_terms_the_text_itself_is_searched_for() -> None:
    query = query_of(resolved("有哪些不足"))
    assert query.words
    assert set(query.words.values()) == {1.0}
