"""Which figure stands in a cell, what is noted with it, and what the rows may say of who leads."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.table.cautions import cautions_of, empty_columns, is_comparable
from service.table.entries import Entry, Source, bounds_of, entry_of, highest, lowest, overlap
from service.table.rows import with_changes
from service.table.telling import TOLD, overview, row_sentence
from tests.service.compared import NAMES, known, report_of, source_of
from vectorstore.genre.indicators import derivations, indicator_named
from vectorstore.genre.numerals import printed_number
from vectorstore.types import FigureKind, Period, Report

RECEIVED = known("行政复议收到申请数")
RESOLVED_RATE = known("行政复议实质性化解率")
XINBEI, JINTAN, JIANGNING, WUJIANG, PUKOU = NAMES


def entry(code: str, *sources: Source, year: int = 2024, indicator: str = RECEIVED.name) -> Entry:
    return entry_of(report_of(code, year), known(indicator), {indicator: sources})


def counted(code: str, number: float, printed: str = "", year: int = 2024, qualifier: str | None = None) -> Entry:
    report = report_of(code, year)
    return entry(code, source_of(report, printed or printed_number(number), number, qualifier=qualifier), year=year)


def rated(code: str, number: float, base: str | None = None) -> Entry:
    report = report_of(code)
    source = source_of(report, printed_number(number), number, unit="%", kind=FigureKind.RATE, base=base)
    return entry(code, source, indicator=RESOLVED_RATE.name)


def notes(one: Entry) -> list[str]:
    return [note.text for note in one.notes]


def markers(entries: Sequence[Entry]) -> dict[str, str]:
    return {one.report.report_id: f"[{n}]" if one.sources else "" for n, one in enumerate(entries, 1)}


def sentence(*entries: Entry) -> str:
    row = with_changes(entries)
    return row_sentence(row, markers(row))


# A cell


def test_reported_derived_and_not_reported_are_three_and_none_is_0() -> None:
    report = report_of(XINBEI)
    rate = {RESOLVED_RATE.name: [source_of(report, "37.76", 37.76, unit="%")]}
    counts = {
        "行政复议实质性化解数": [source_of(report, "23", 23)],
        "行政复议审结数": [source_of(report, "117", 117)],
    }
    found = [entry_of(report, RESOLVED_RATE, figures) for figures in (rate, counts, {})]
    assert [(one.status, one.number, one.value) for one in found] == [
        ("reported", 37.76, "37.76"),
        ("derived", 19.66, "19.66"),
        ("not_reported", None, None),
    ]
    assert notes(found[1]) == ["原文未写，由行政复议实质性化解数÷行政复议审结数算出：23÷117＝19.66%"]
    assert entry_of(report, RESOLVED_RATE, {**rate, **counts}).status == "reported"


def test_a_reported_0_is_a_figure() -> None:
    assert (counted(XINBEI, 0).status, counted(XINBEI, 0).number) == ("reported", 0.0)


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ([("23", 23, None)], []),
        ([], [("117", 117, None)]),
        ([("23", 23, None)], [("100余", 100, "余")]),  # a rate of it would be exact where the count is not
        ([("23", 23, None)], [("117", 117, None), ("119", 119, None)]),  # which of them?
        ([("120", 120, None)], [("117", 117, None)]),  # not a part of it
        ([("0", 0, None)], [("0", 0, None)]),
    ],
)
def test_a_rate_is_derived_of_two_exact_counts_only(
    part: Sequence[tuple[str, float, str | None]], whole: Sequence[tuple[str, float, str | None]]
) -> None:
    report = report_of(XINBEI)
    given_counts = {
        name: [source_of(report, printed, number, qualifier=qualifier) for printed, number, qualifier in counts]
        for name, counts in (("行政复议实质性化解数", part), ("行政复议审结数", whole))
    }
    assert entry_of(report, RESOLVED_RATE, given_counts).status == "not_reported"


def test_plans_and_figures_of_nothing_are_not_reported() -> None:
    report = report_of(XINBEI)
    for period in (Period.PLAN, Period.NONE):
        assert entry(XINBEI, source_of(report, "300", 300, period=period)).status == "not_reported"


def test_a_figure_of_several_years_is_told_and_not_shown() -> None:
    report = report_of(XINBEI)
    source = source_of(report, "1335", 1335, text="近三年已累计办证{}。", period=Period.CUMULATIVE)
    found = entry(XINBEI, source)
    assert (found.status, found.number) == ("not_reported", None)
    assert notes(found) == ["原文另有多年累计的1335件，不是当年的数"]
    assert found.notes[0].sources == (source,)


def test_a_figure_up_to_now_stands_in_the_cell_with_a_note() -> None:
    report = report_of(XINBEI)
    source = source_of(report, "8682", 8682, text="截至目前，化解纠纷{}。", period=Period.CUMULATIVE)
    assert (entry(XINBEI, source).number, notes(entry(XINBEI, source))) == (8682, ["截至某时的数"])
    of_the_year = source_of(report, "239", 239, ordinal=1)
    assert entry(XINBEI, source, of_the_year).number == 239


def test_an_exact_figure_goes_before_a_rounded_one_that_agrees() -> None:
    report = report_of(XINBEI)
    rounded = source_of(report, "200余", 200, qualifier="余")
    found = entry(XINBEI, rounded, source_of(report, "239", 239, ordinal=1))
    assert (found.number, found.notes, found.rivals) == (239, (), ())


def test_another_value_is_noted_with_its_place_and_warned_of() -> None:
    report = report_of(XINBEI)
    other = source_of(report, "293", 293, ordinal=1)
    found = entry(XINBEI, source_of(report, "239", 239), other, source_of(report, "293", 293, ordinal=2))
    assert (found.number, notes(found), found.notes[0].sources) == (239, ["文中另有293件"], (other,))
    assert cautions_of([found, counted(JINTAN, 187)]) == [
        "常州市新北区2024年的报告对“行政复议收到申请数”给出了不止一个数，表中是其中一个，另一个见注释。"
    ]


def test_base_unit_and_what_it_was_before_are_noted() -> None:
    report = report_of(XINBEI)
    found = entry(XINBEI, source_of(report, "123", 123, unit="天", previous=198, kind=FigureKind.CHANGE, base="审结"))
    assert notes(found) == ["原为198天", "原文单位为“天”", "口径：审结"]
    assert notes(entry(XINBEI, source_of(report, "12", 12, unit="起"))) == []  # a case in another word


@pytest.mark.parametrize(
    ("number", "printed"), [(1234567, "1234567"), (31.1, "31.1"), (37.76 - 31.1, "6.66"), (0, "0")]
)
def test_numbers_are_printed_in_full(number: float, printed: str) -> None:
    assert printed_number(number) == printed


def test_what_is_derived_is_made_of_known_indicators() -> None:
    for name, derivation in derivations().items():
        rate, part, whole = map(indicator_named, (name, derivation.part, derivation.whole))
        assert rate is not None
        assert part is not None
        assert whole is not None
        assert rate.unit == "%"
        assert part.unit == whole.unit != "%"


# Years


def test_a_districts_later_year_tells_the_change() -> None:
    row = with_changes([counted(XINBEI, 187, year=2022), counted(XINBEI, 239, year=2024), counted(JINTAN, 9)])
    assert [one.change.text if one.change else None for one in row] == [None, "较2022年增加52件（+27.8%）", None]
    row = with_changes([entry(XINBEI, year=2023), counted(XINBEI, 200, year=2022), counted(XINBEI, 150, year=2024)])
    assert row[2].change is not None
    assert row[2].change.text == "较2022年减少50件（-25.0%）"
    same = with_changes([counted(XINBEI, 5, year=2023), counted(XINBEI, 5)])[1].change
    assert same is not None
    assert same.text == "与2023年持平"


def test_a_change_of_a_rate_is_in_points() -> None:
    report = report_of(XINBEI, 2023)
    before = entry_of(report, RESOLVED_RATE, {RESOLVED_RATE.name: [source_of(report, "31.1", 31.1, unit="%")]})
    change = with_changes([before, rated(XINBEI, 37.76)])[1].change
    assert change is not None
    assert change.text == "较2023年上升6.66个百分点"
    assert with_changes([before, rated(XINBEI, 37.76, base="受理")])[1].change is None


def test_no_change_is_told_of_figures_that_are_not_exact() -> None:
    assert with_changes([counted(XINBEI, 200, "200余", 2023, "余"), counted(XINBEI, 239)])[1].change is None


# Comparing


@pytest.mark.parametrize(
    ("qualifier", "number", "least", "greatest"),
    [
        (None, 239, 239, 239),
        ("余", 98000, 98000, 99000),
        ("超", 90, 90, 100),
        ("以上", 95.5, "95.5", "95.6"),
        ("近", 200, 100, 200),
        ("约", 633, 632, 634),
    ],
)
def test_a_qualifier_leaves_one_unit_of_the_last_digit_open(
    qualifier: str | None, number: float, least: float | str, greatest: float | str
) -> None:
    figure = source_of(report_of(XINBEI), "", number, qualifier=qualifier).figure
    assert bounds_of(figure) == (Decimal(least), Decimal(greatest))


@given(st.lists(st.tuples(st.integers(0, 50), st.sampled_from([None, "余", "近", "约"])), min_size=1, max_size=5))
def test_who_leads_leads_whatever_the_figures_are_within_their_bounds(numbers: list[tuple[int, str | None]]) -> None:
    entries = [counted(code, n, year=2024, qualifier=q) for code, (n, q) in zip(NAMES, numbers, strict=False)]
    for leaders in (highest(entries), lowest(entries)):
        others = [one for one in entries if one not in leaders]
        for leader in leaders:
            for other in others:
                assert not overlap(bounds_of(leader.sources[0].figure), bounds_of(other.sources[0].figure))
    exact = [one for one in entries if one.sources[0].figure.qualifier is None]
    if exact == entries:
        most = max(number for number, _ in numbers)
        assert [one.number for one in highest(entries)] == [most] * sum(number == most for number, _ in numbers)


def test_the_sentence_ranks_names_the_leader_and_who_gives_nothing() -> None:
    assert sentence(counted(JINTAN, 187), counted(XINBEI, 239), entry(WUJIANG)) == (
        "行政复议收到申请数：常州市新北区2024年239件[2]，常州市金坛区2024年187件[1]；"
        "最多的是常州市新北区2024年；苏州市吴江区2024年没有给出。"
    )


def test_who_leads_is_not_said_where_a_qualifier_leaves_it_open() -> None:
    assert "最" not in sentence(counted(XINBEI, 200, "200余", qualifier="余"), counted(JINTAN, 239))
    assert "最多的是常州市金坛区" in sentence(counted(XINBEI, 200, "200余", qualifier="余"), counted(JINTAN, 339))


def test_equals_and_changes_are_told() -> None:
    assert "各份报告相同" in sentence(counted(XINBEI, 5), counted(JINTAN, 5))
    assert "最多的是常州市新北区2024年、常州市金坛区2024年" in sentence(
        counted(XINBEI, 5), counted(JINTAN, 5), counted(PUKOU, 4)
    )
    assert "；常州市新北区2024年较2023年增加2件（+66.7%）[1][2]" in sentence(
        counted(XINBEI, 3, year=2023), counted(XINBEI, 5)
    )


def test_rows_without_a_figure_and_single_columns_say_so() -> None:
    assert sentence(entry(XINBEI), entry(JINTAN)) == "行政复议收到申请数：各份报告都没有给出。"
    assert sentence(entry(XINBEI)) == "行政复议收到申请数：常州市新北区2024年的报告没有给出。"
    assert sentence(counted(XINBEI, 3)) == "行政复议收到申请数：常州市新北区2024年3件[1]。"


def test_of_many_reports_the_most_and_the_least_are_told() -> None:
    wide = [counted(XINBEI, 100 + year, year=year) for year in range(2010, 2011 + TOLD)]
    text = row_sentence(wide, markers(wide))
    assert "9份报告给出了数字，最多的是常州市新北区2018年2118件[9]，最少的是常州市新北区2010年2110件[1]。" in text


def test_rates_over_different_things_are_warned_of_and_not_ranked() -> None:
    row = [rated(XINBEI, 37.76, "审结"), rated(JINTAN, 31.1, "受理")]
    assert cautions_of(row) == ["“行政复议实质性化解率”的口径不同（受理；审结），不宜直接比较。"]
    assert "最高" not in sentence(*row)
    assert cautions_of([rated(XINBEI, 37.76, "审结"), rated(JINTAN, 31.1)]) == [
        "“行政复议实质性化解率”有的写明口径（审结），有的没有写明，不宜直接比较。"
    ]
    assert is_comparable([rated(XINBEI, 37.76), rated(JINTAN, 31.1)])
    assert "最高的是常州市新北区2024年" in sentence(rated(XINBEI, 37.76), rated(JINTAN, 31.1))


def test_a_years_figure_beside_one_up_to_now_is_warned_of() -> None:
    up_to_now = source_of(report_of(JINTAN), "900", 900, text="截至目前，办理{}。", period=Period.CUMULATIVE)
    row = [counted(XINBEI, 5), entry(JINTAN, up_to_now)]
    assert cautions_of(row) == ["“行政复议收到申请数”有的是当年的数，有的是截至某时的数，不宜直接比较。"]
    assert "最多" not in sentence(*row)


def test_columns_without_a_single_value_are_told() -> None:
    reports: list[Report] = [report_of(XINBEI), report_of(JINTAN)]
    assert empty_columns(reports, [[counted(XINBEI, 3), entry(JINTAN)]]) == (
        "常州市金坛区2024年的报告没有给出所列的任何一项指标。"
    )
    assert empty_columns(reports, [[counted(XINBEI, 3), counted(JINTAN, 3)]]) is None
    assert empty_columns(reports, []) is None


def test_the_overview_tells_what_all_give_and_what_none() -> None:
    both, one, none = (
        [counted(XINBEI, 3), counted(JINTAN, 4)],
        [rated(XINBEI, 3), entry(JINTAN)],
        [entry(XINBEI), entry(JINTAN)],
    )
    assert overview([both, one, none]) == (
        "对比2份报告、3项指标：都给出的有行政复议收到申请数；都没有给出的有行政复议收到申请数。"
    )
    assert overview([one, one, one]) == "对比2份报告、3项指标：没有一项是各份报告都给出的。"
    assert overview([both]) is None
