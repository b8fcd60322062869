"""Comparisons over the five reports, with the real store: what stands in the table, and where it is cited."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from service.compare import compare as comparing
from service.compare.compare import compare, resolved_indicators
from service.contract.bodies import ScopeBody
from service.contract.compare import CompareRequest, Comparison
from service.errors import NoLanguageModel, ScopeTooWide, UnknownIndicator
from service.library import reports
from service.resources import Resources
from tests.service.conftest import XINBEI, open_with
from vectorstore.errors import StorageInUse
from vectorstore.genre.text import narrow
from vectorstore.types import Encoder

EIGHT = (
    *("复议收案量", "复议结案数", "行政复议受理数", "复议化解率"),
    *("普法活动场次", "负责人出庭应诉率", "公证办理数", "人民调解成功率"),
)
MARKER = re.compile(r"\[(\d+)\]")


@pytest.fixture(scope="module")
def five(seeded_home: Path, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Resources]:
    """For tests that change nothing."""
    opened = open_with(encoder, Path(shutil.copytree(seeded_home, tmp_path_factory.mktemp("comparing") / "home")))
    yield opened
    opened.store.close()


def cells(comparison: Comparison, indicator: str) -> dict[str, tuple[str, float | None]]:
    (row,) = [row for row in comparison.table.rows if row.indicator == indicator]
    districts = [column.region[-3:] for column in comparison.table.columns]
    return {name: (cell.status, cell.number) for name, cell in zip(districts, row.cells, strict=True)}


def used_numbers(comparison: Comparison) -> set[int]:
    texts = [comparison.summary]
    found = set()
    for row in comparison.table.rows:
        for cell in row.cells:
            texts.append(cell.note or "")
            found |= {cell.citation} if cell.citation is not None else set()
    return found | {int(number) for text in texts for number in MARKER.findall(text)}


def check_sources(comparison: Comparison) -> None:
    """Every citation is used, every number used is a citation, and every value stands in its quote."""
    by_number = {citation.n: citation for citation in comparison.citations}
    assert list(by_number) == list(range(1, len(by_number) + 1))
    assert used_numbers(comparison) == set(by_number)
    for citation in comparison.citations:
        assert citation.text[citation.start : citation.end] == citation.quote
    for row in comparison.table.rows:
        for column, cell in zip(comparison.table.columns, row.cells, strict=True):
            if cell.status == "not_reported":
                assert (cell.value, cell.number, cell.citation) == (None, None, None)
                continue
            assert cell.citation is not None
            citation = by_number[cell.citation]
            assert citation.report_id == column.report_id
            if cell.status == "reported":
                assert cell.value is not None
                assert narrow(cell.value) in narrow(citation.quote)
    for claim in comparison.claims:
        assert set(claim.citations) <= set(by_number)


def test_five_reports_by_eight_indicators(five: Resources) -> None:
    comparison = compare(CompareRequest(indicators=EIGHT), five)
    check_sources(comparison)
    assert [(column.region, column.year) for column in comparison.table.columns] == [
        ("江苏省南京市浦口区", 2023),
        ("江苏省南京市江宁区", 2023),
        ("江苏省常州市新北区", 2024),
        ("江苏省常州市金坛区", 2024),
        ("江苏省苏州市吴江区", 2024),
    ]
    assert len(comparison.table.rows) == len(EIGHT)
    nothing = ("not_reported", None)
    assert cells(comparison, "行政复议收到申请数") == {
        "浦口区": nothing,
        "江宁区": nothing,
        "新北区": ("reported", 239),
        "金坛区": ("reported", 187),
        "吴江区": nothing,
    }
    assert cells(comparison, "行政复议实质性化解率") == {
        "浦口区": ("derived", 61.29),
        "江宁区": ("reported", 35.3),
        "新北区": ("reported", 37.76),
        "金坛区": ("derived", 19.66),
        "吴江区": ("reported", 31.1),
    }
    assert comparison.mode == "extractive"


def test_a_quote_is_the_sentence_of_the_figure_and_no_more(five: Resources) -> None:
    request = CompareRequest(
        indicators=("行政复议收到申请数", "行政复议听证会次数"), scope=ScopeBody(regions=("新北区",))
    )
    comparison = compare(request, five)
    received, hearings = comparison.citations
    assert received.paragraph_id == hearings.paragraph_id
    assert "239件" in received.quote
    assert "听证会" not in received.quote
    assert "听证会2次" in hearings.quote


def test_different_words_for_one_indicator_are_one_row(five: Resources) -> None:
    names = ["行政复议收到申请数", "复议收案量"]
    assert [indicator.name for indicator in resolved_indicators(names)] == ["行政复议收到申请数"]


def test_an_unknown_indicator_is_told_with_its_place_and_the_nearest_names(five: Resources) -> None:
    with pytest.raises(UnknownIndicator, match=r"没有与“人均寿命”相符的指标") as raised:
        compare(CompareRequest(indicators=("复议收案量", "人均寿命")), five)
    assert raised.value.field == "indicators.1"
    with pytest.raises(UnknownIndicator, match=r"相近的有：.*行政复议"):
        compare(CompareRequest(indicators=("行政复议",)), five)


# Topics


def test_each_report_tells_its_own_practices(five: Resources) -> None:
    comparison = compare(CompareRequest(topic="“枫桥经验”"), five)
    check_sources(comparison)
    assert comparison.table.rows == ()
    for line in comparison.summary.splitlines():
        assert re.match(r"\S+?市\S+?区\d{4}年度报告：", line)
        assert MARKER.search(line)
    assert len({citation.report_id for citation in comparison.citations}) >= 4
    for claim in comparison.claims:
        (number,) = claim.citations
        assert claim.text == comparison.citations[number - 1].quote


def test_a_report_without_a_word_on_the_topic_is_told(five: Resources) -> None:
    comparison = compare(CompareRequest(topic="综合查一次"), five)
    assert {citation.region[-3:] for citation in comparison.citations} == {"浦口区", "吴江区"}
    assert comparison.warnings == (
        "南京市江宁区2023年、常州市新北区2024年、常州市金坛区2024年的报告中没有找到谈所问主题的句子。",
    )


@pytest.mark.parametrize(
    ("topic", "told"),
    [
        ("火星探测", "范围内的报告都没有谈到“火星探测”。"),
        ("火星\n探测", "范围内的报告都没有谈到“火星 探测”。"),
        ("火星探测器发射12次[1]", "范围内的报告都没有谈到所问的主题。"),  # no figure and no marker but the reports'
    ],
)
def test_a_topic_nothing_speaks_of_is_an_honest_empty_comparison(five: Resources, topic: str, told: str) -> None:
    comparison = compare(CompareRequest(topic=topic), five)
    assert (comparison.summary, comparison.citations) == (told, ())
    assert len(comparison.table.columns) == 5


def test_topic_and_indicators_together(five: Resources) -> None:
    request = CompareRequest(
        topic="行政执法监督", indicators=("复议收案量",), scope=ScopeBody(regions=("新北区", "江宁区"))
    )
    comparison = compare(request, five)
    check_sources(comparison)
    first, *practices = comparison.summary.splitlines()
    assert first.startswith("行政复议收到申请数：常州市新北区2024年239件[1]")
    assert len(practices) == 2
    assert "南京市江宁区2023年的报告没有给出所列的任何一项指标。" in comparison.warnings


# Scopes


def test_what_of_a_scope_is_not_there_is_warned_of(five: Resources) -> None:
    request = CompareRequest(indicators=("复议收案量",), scope=ScopeBody(regions=("新北区", "天宁区")))
    comparison = compare(request, five)
    assert len(comparison.table.columns) == 1
    assert comparison.warnings == ("所选范围中的天宁区不在馆藏中。",)


@pytest.mark.parametrize(
    "scope", [ScopeBody(regions=("天宁区",)), ScopeBody(years=(1999,)), ScopeBody(report_ids=("nothing",))]
)
def test_an_empty_scope_says_what_there_is(five: Resources, scope: ScopeBody) -> None:
    comparison = compare(CompareRequest(indicators=("复议收案量",), topic="普法", scope=scope), five)
    assert comparison.table.columns == ()
    assert comparison.table.rows[0].cells == ()
    assert (comparison.citations, comparison.claims, comparison.warnings) == ((), (), ())
    assert "现有" in comparison.summary


def test_an_empty_collection_says_so(tmp_path: Path, encoder: Encoder) -> None:
    opened = open_with(encoder, tmp_path)
    try:
        comparison = compare(CompareRequest(indicators=("复议收案量",), scope=ScopeBody(years=(2024,))), opened)
    finally:
        opened.store.close()
    assert comparison.summary == "馆藏中还没有任何报告，请先导入报告。"


def test_what_is_too_wide_is_refused_before_it_is_read(five: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "MOST_CELLS", 9)
    with pytest.raises(ScopeTooWide, match="5份报告、2项指标共10格，一次最多9格"):
        compare(CompareRequest(indicators=("复议收案量", "复议结案数")), five)
    monkeypatch.setattr(comparing, "MOST_COLUMNS", 4)
    with pytest.raises(ScopeTooWide, match="范围内有5份报告，一次最多对比4份"):
        compare(CompareRequest(topic="普法"), five)


def test_generative_needs_a_language_model(five: Resources) -> None:
    with pytest.raises(NoLanguageModel):
        compare(CompareRequest(topic="普法", mode="generative"), five)


# A collection that changes


def test_years_of_one_district_show_the_change(resources: Resources) -> None:
    earlier = XINBEI.read_text("utf-8").replace("2024", "2023").replace("2025", "2024").replace("239件", "187件")
    reports.add(
        earlier.encode(), "earlier.txt", resources.store, resources.encoder, region=None, year=None, replace=False
    )
    request = CompareRequest(indicators=("复议收案量",), scope=ScopeBody(regions=("新北区", "金坛区")))
    comparison = compare(request, resources)
    check_sources(comparison)
    assert [column.year for column in comparison.table.columns] == [2023, 2024, 2024]
    before, now, other = comparison.table.rows[0].cells
    assert (before.note, now.note, other.note) == (None, "较2023年增加52件（+27.8%）", None)
    assert "常州市新北区2024年较2023年增加52件（+27.8%）[1][2]" in comparison.summary


def test_a_report_that_is_removed_meanwhile_is_compared_no_more(
    resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshots = resources.store.snapshots
    old = snapshots.newest()
    reports.remove(old.reports[0].report_id, resources.store)
    served = iter([old, snapshots.newest()])
    monkeypatch.setattr(snapshots, "newest", lambda: next(served))
    comparison = compare(CompareRequest(indicators=("复议收案量",)), resources)
    assert len(comparison.table.columns) == 4
    monkeypatch.setattr(snapshots, "newest", lambda: old)
    with pytest.raises(StorageInUse):
        compare(CompareRequest(indicators=("复议收案量",)), resources)


def test_an_unrelated_write_disturbs_no_comparison(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshots = resources.store.snapshots
    old = snapshots.newest()
    reports.remove(old.reports[0].report_id, resources.store)
    monkeypatch.setattr(snapshots, "newest", lambda: old)
    request = CompareRequest(indicators=("复议收案量",), scope=ScopeBody(report_ids=(old.reports[2].report_id,)))
    assert compare(request, resources).table.rows[0].cells[0].number == 239


def test_every_report_of_a_topic_gets_its_share_where_one_search_would_not_hold_them(
    five: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = compare(CompareRequest(topic="普法"), five)
    monkeypatch.setattr("service.compare.practices.EXACT_SCAN_REPORTS", 2)
    in_groups = compare(CompareRequest(topic="普法"), replace(five))
    assert {one.report_id for one in in_groups.citations} == {one.report_id for one in whole.citations}
