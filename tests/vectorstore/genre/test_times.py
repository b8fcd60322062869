"""Times in text, and what time a figure is of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.genre.text import narrow
from vectorstore.genre.times import (
    Reach,
    TimeKind,
    plain_digits,
    reach_of,
    times_in,
    without_ranges,
    years_in_digits,
    years_named,
    years_of,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二〇二四年", "2024年"),
        ("二零二四年", "2024年"),
        ("二○二四年度报告", "2024年度报告"),  # the circle that typists take for 〇
        ("二O二三年", "2023年"),
        ("二０二四年", "二０二四年"),  # full-width: narrowed first
        ("两〇二〇年", "2020年"),
        ("从二〇二三年到二〇二四年", "从2023年到2024年"),
        ("2024年", "2024年"),
        ("二〇二四", "二〇二四"),  # no year
        ("连续二十年", "连续二十年"),
        ("二十大以来四年", "二十大以来四年"),
    ],
)
def test_years_in_digits(text: str, expected: str) -> None:
    assert years_in_digits(text) == expected


def test_a_narrowed_circle_is_a_zero_of_a_year() -> None:
    assert years_in_digits(narrow("二０二四年")) == "2024年"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("２０２４年，全区收到申请", [(TimeKind.YEAR, "２０２４", 2024, 2024)]),
        ("2022—2024年，共收到", [(TimeKind.RANGE, "2022—2024年", 2022, 2024)]),
        ("二〇二二年至二〇二四年", [(TimeKind.RANGE, "二〇二二年至二〇二四年", 2022, 2024)]),
        ("自2019年以来，上半年", [(TimeKind.SINCE, "自2019年以来", 2019, None), (TimeKind.PART, "上半年", None, None)]),
        ("近三年，截至目前", [(TimeKind.SEVERAL, "近三年", None, None), (TimeKind.UP_TO_NOW, "截至目前", None, None)]),
        ("截至2024年底", [(TimeKind.YEAR, "2024", 2024, 2024)]),
        ("一至九月受理，一季度办结", [(TimeKind.PART, "一至九月", None, None), (TimeKind.PART, "一季度", None, None)]),
        ("党的十八大以来", [(TimeKind.SINCE, "以来", None, None)]),
    ],
)
def test_times(text: str, found: list[tuple[TimeKind, str, int | None, int | None]]) -> None:
    assert [(time.kind, time.text, time.first, time.last) for time in times_in(text)] == found


@pytest.mark.parametrize(("text", "shift"), [("前年", -2), ("上年度", -1), ("今年以来", 0), ("本年", 0), ("来年", 1)])
def test_a_relative_time_tells_how_far_off_it_is(text: str, shift: int) -> None:
    assert [(time.kind, time.shift) for time in times_in(text)] == [(TimeKind.RELATIVE, shift)]


@given(st.text("二〇○零2024年—至度近三以来自截目前，《》１２ａ", max_size=40))
def test_times_stand_where_they_say_and_apart(text: str) -> None:
    end = 0
    for time in times_in(text):
        assert time.start >= end
        assert text[time.start : time.end] == time.text
        end = time.end


def test_years_that_stand_alone() -> None:
    text = "2024年落实《2023年要点》和2021—2025年规划，二○二五年将推进"
    assert [(year.text, year.first) for year in years_of(text)] == [("2024", 2024), ("二○二五", 2025)]


def test_years_named_in_any_way() -> None:
    assert years_named("24年、2021—2023年和《2020年要点》") == {2024, 2021, 2023, 2020}
    assert years_named("近10年来收到2024件") == set()


def test_ranges_are_blanked_in_their_place() -> None:
    assert without_ranges("自2021—2025年起") == "自" + "　" * 10 + "起"


def test_plain_digits() -> None:
    assert plain_digits("二○二四年与２０２５年") == "2024年与2025年"


@pytest.mark.parametrize(
    ("ahead", "reach"),
    [
        ("2024年，全区收到申请", Reach.YEAR),
        ("截至2024年底，全区共有公职律师", Reach.YEAR),
        ("今年以来，受理", Reach.YEAR),
        ("2024年以来，受理", Reach.YEAR),
        ("全年累计办理", Reach.YEAR),
        ("落实《方案（2021—2025年）》，收到", Reach.YEAR),
        ("近三年累计为", Reach.SEVERAL),
        ("2022-2024年，共收到", Reach.SEVERAL),
        ("2022-2024年，共收到5236件，其中2024年收到", Reach.YEAR),
        ("近三年累计举办讲座1036场次，其中2024年", Reach.YEAR),
        ("近三年累计举办讲座1036场次；2024年举办", Reach.YEAR),
        ("自2019年以来，调解", Reach.SINCE),
        ("试点开展以来共送达", Reach.SINCE),
        ("截至目前,化解", Reach.UP_TO_NOW),
        ("累计归集", Reach.UP_TO_NOW),
        ("2024年累计归集", Reach.YEAR),
        ("去年收到", Reach.ANOTHER),
        ("较去年增长", Reach.YEAR),
        ("2023年收到", Reach.ANOTHER),
        ("2023年收到200件，2024年收到", Reach.YEAR),
        ("归集2023年度述法报告", Reach.YEAR),
        ("上半年受理", Reach.PART),
    ],
)
def test_what_time_a_figure_is_of(ahead: str, reach: Reach) -> None:
    """In a report on 2024."""
    assert reach_of(ahead, 2024) is reach
