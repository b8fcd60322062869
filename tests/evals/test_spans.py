import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.spans import numbers, plain, spans, stands_in, years
from tests.evals import made


@pytest.mark.parametrize(
    ("figure", "text", "stands"),
    [
        ("6件", "受理6件", True),
        ("6件", "受理166件", False),
        ("6件", "1.6件", False),
        ("100%", "达１００％", True),  # full-width in the answer
        ("9.8万余件", "总办件数为 9.8万余件", True),
        ("9.8万件", "总办件数为9.8万余件", False),  # the qualifier is part of the figure
        ("23%", "实质性化解23件", False),
        ("23", "实质性化解23.5", False),
        ("239件", "收到239件.", True),
        ("四次", "主持召开四次会议", True),
        ("1976件", "案件1976件", True),
    ],
)
def test_stands_in(figure: str, text: str, stands: bool) -> None:
    assert stands_in(figure, text) is stands


@given(st.integers(0, 10**9), st.text(alphabet="案件受理，。约余％", max_size=10))
def test_a_number_between_words_is_found_and_read_again(number: int, words: str) -> None:
    text = f"{words}{number}件{words}"
    assert stands_in(f"{number}件", text)
    assert str(number) in numbers(text)


def test_numbers_keep_what_makes_them_another_number() -> None:
    assert numbers("共２３件，占23%，计9.8万余件、20.5亿余条") == ("23", "23%", "9.8万", "20.5亿")


def test_years_are_only_what_is_written_as_a_year() -> None:
    assert years("２０２４年收到2023件") == {"2024"}


def test_plain_makes_no_difference_of_width_and_space() -> None:
    assert plain("２０２４ 年，\n共") == "2024年,共"


def test_a_span_ends_behind_its_markers_and_at_the_end_of_a_line() -> None:
    first, second = made.citation(1), made.citation(2)
    pieces = spans(made.answer("新北区：\n收到239件。[1][2]审结203件[2]。\n完", first, second))
    assert [(piece.text, piece.citations) for piece in pieces] == [
        ("新北区：", ()),
        ("收到239件。", (first, second)),
        ("审结203件", (second,)),
        ("完", ()),
    ]


def test_a_marker_without_a_citation_supports_nothing() -> None:
    assert spans(made.answer("收到239件。[7]", made.citation(1)))[0].citations == ()
