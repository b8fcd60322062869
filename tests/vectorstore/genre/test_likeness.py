"""How far a text names a term."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.genre.likeness import HALVES_OF_A_WORD, PART_OF_A_WORD, coverage_of, share, strength
from vectorstore.genre.terms import Term

STRENGTHS = [
    # term, text, strength
    (Term(("听证会",), 1.0), "召开行政复议听证会2次", 1.0),
    (Term(("审结", "办结"), 1.0), "办结377件", 1.0),  # by another name
    (Term(("听证会",), 1.0), "制发建议书7份", 0.0),
    (Term(("挽回损失",), 1.0), "挽回经济损失4100余万元", HALVES_OF_A_WORD),
    (Term(("损失挽回",), 1.0), "挽回经济损失", HALVES_OF_A_WORD),  # in either order
    (Term(("挽回损失",), 1.0, official=True), "挽回经济损失", PART_OF_A_WORD * 2 / 3),  # a term of the field is whole
    (Term(("听证会",), 1.0), "听证2次", PART_OF_A_WORD / 2),  # one pair of two
    (Term(("行政负责人",), 1.0), "行政机关负责人", PART_OF_A_WORD * 3 / 4),
    (Term(("复议",), 1.0), "复核", 0.0),  # two characters are there or not
    (Term(("mediation",), 1.0), "media", 0.0),  # nor has English halves
    (Term(("四书同达",), 2.0), "三书同达", PART_OF_A_WORD * 2 / 3),  # no halves: 四书 isn't there
    (Term(("听证会",), 1.0), "", 0.0),
]


@pytest.mark.parametrize(("term", "text", "expected"), STRENGTHS)
def test_strength(term: Term, text: str, expected: float) -> None:
    assert strength(term, text) == pytest.approx(expected)


def test_only_the_word_itself_counts_in_parts() -> None:
    """Parts of another name would match by chance."""
    assert strength(Term(("评查", "案卷评查会"), 1.0), "案卷会") == 0.0


def test_coverage_is_weighted() -> None:
    terms = [Term(("复议",), 1.0), Term(("听证会",), 0.4), Term(("法律援助",), 0.6)]
    assert coverage_of(terms, "召开复议听证会") == pytest.approx(1.4 / 2.0)


def test_no_terms_are_covered_by_anything() -> None:
    assert coverage_of([], "召开复议听证会") == 1.0
    assert share([], []) == 1.0


def test_each_term_has_a_strength() -> None:
    with pytest.raises(ValueError, match="zip"):
        share([Term(("复议",), 1.0)], [])


TERMS = st.builds(
    lambda names, weight, official: Term(tuple(names), weight, official),
    st.lists(st.text("复议听证会援助", min_size=1, max_size=5), min_size=1, max_size=3),
    st.floats(0.1, 2.0),
    st.booleans(),
)


@given(TERMS, st.text("复议听证会援助召开", max_size=12), st.text("复议听证会援助召开", max_size=6))
def test_more_text_never_holds_less(term: Term, text: str, more: str) -> None:
    assert 0.0 <= strength(term, text) <= strength(term, text + more) <= 1.0


@given(st.lists(TERMS, max_size=4), st.text("复议听证会援助召开", max_size=12))
def test_coverage_lies_between_nothing_and_all(terms: list[Term], text: str) -> None:
    assert -1e-9 <= coverage_of(terms, text) <= 1 + 1e-9
    assert coverage_of(terms, "，".join(name for term in terms for name in term.names)) == pytest.approx(1.0)


def test_the_head_of_a_body_is_not_the_body() -> None:
    term = Term(("司法所",), 1.0, official=True)
    assert strength(term, "司法所长列席党政会议146次") < 1
    assert strength(term, "司法所长列席,建成司法所10个") == 1
