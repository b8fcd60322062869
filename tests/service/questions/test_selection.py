"""Which reports a question is put to."""

from dataclasses import replace

import pytest

from service.contract.answers import Reason
from service.contract.bodies import ScopeBody
from service.questions.selection import LISTED, Selection, select_reports
from tests.service.districts import JIANGNING, JINTAN, PUKOU, WUJIANG, XINBEI
from tests.service.understood import resolved, seed_reports, seeds
from vectorstore.genre.regions import all_regions, place, resolve_region
from vectorstore.types import Report

ALL_OF_THEM = (
    "现有常州市新北区2024年，常州市金坛区2024年，南京市江宁区2023年，苏州市吴江区2024年，南京市浦口区2023年的报告。"
)


def of(code: str, year: int | None = None) -> Report:
    report = seeds()[code].report
    return report if year is None else replace(report, year=year, report_id=f"{code}-{year}-00000000")


SEEDS = sorted(seed_reports(), key=lambda report: [XINBEI, JINTAN, JIANGNING, WUJIANG, PUKOU].index(report.region.code))
LATER = [*SEEDS, of(XINBEI, 2023), of(PUKOU, 2024)]
"""Two districts have reports of two years."""


def select(*turns: str, scope: ScopeBody | None = None, collection: list[Report] = SEEDS) -> Selection:
    last = resolved(*turns)
    return select_reports(last.asked, scope, collection, last.topic)


def codes(selection: Selection) -> list[tuple[str, int]]:
    return [(report.region.code, report.year) for report in selection.reports]


FOUND = [
    # turns, reports
    (["新北区2024年收到多少件"], [(XINBEI, 2024)]),
    (["新北区收到多少件"], [(XINBEI, 2024)]),  # no year: the newest
    (["浦口区收到多少件"], [(PUKOU, 2024)]),
    (["新北区2023年收到多少件"], [(XINBEI, 2023)]),
    (["新北区2023年和2024年收到多少件"], [(XINBEI, 2024), (XINBEI, 2023)]),
    (["金坛区和新北区收到多少件"], [(JINTAN, 2024), (XINBEI, 2024)]),  # in the order named
    (["南京市各区2023年受理多少件"], [(JIANGNING, 2023), (PUKOU, 2023)]),  # a city's
    (["南京市和浦口区2023年受理多少件"], [(PUKOU, 2023)]),  # one of two that hold each other
    (["新北区去年收到多少件"], [(XINBEI, 2024)]),
    (["新北区前年收到多少件"], [(XINBEI, 2023)]),
    (["江宁区去年受理多少件"], [(JIANGNING, 2023)]),  # relative to the district's newest report
    (["各区去年收到多少件"], [(XINBEI, 2024), (JINTAN, 2024), (WUJIANG, 2024), (PUKOU, 2024)]),
    (["各区2023年受理多少件"], [(JIANGNING, 2023), (PUKOU, 2023), (XINBEI, 2023)]),
    (
        ["什么是四书同达"],  # neither where nor when: the newest of all
        [(XINBEI, 2024), (JINTAN, 2024), (JIANGNING, 2023), (WUJIANG, 2024), (PUKOU, 2024)],
    ),
]


@pytest.mark.parametrize(("turns", "expected"), FOUND)
def test_found(turns: list[str], expected: list[tuple[str, int]]) -> None:
    selection = select(*turns, collection=LATER)
    assert sorted(codes(selection)) == sorted(expected)
    assert (selection.reason, selection.message) == (None, "")


def test_in_the_order_named() -> None:
    assert codes(select("金坛区和新北区收到多少件")) == [(JINTAN, 2024), (XINBEI, 2024)]


MISSING: list[tuple[list[str], ScopeBody | None, Reason, str]] = [
    (["天宁区收到多少件"], None, "unknown_region", f"馆藏中没有天宁区的报告；{ALL_OF_THEM}"),
    (["天宁区和武进区收到多少件"], None, "unknown_region", f"馆藏中没有天宁区、武进区的报告；{ALL_OF_THEM}"),
    (["苏州市新北区收到多少件"], None, "unknown_region", f"馆藏中没有苏州市新北区的报告；{ALL_OF_THEM}"),
    (
        ["新北区2021年收到多少件"],
        None,
        "year_not_covered",
        "馆藏中没有常州市新北区2021年的报告；现有常州市新北区2024年的报告。",
    ),
    (
        ["南京市各区2021年和2022年收到多少件"],
        None,
        "year_not_covered",
        "馆藏中没有南京市江宁区、南京市浦口区2021年、2022年的报告；现有南京市江宁区2023年，南京市浦口区2023年的报告。",
    ),
    (
        ["今年新北区收到多少件"],
        None,
        "year_not_covered",
        "馆藏中没有常州市新北区2025年的报告；现有常州市新北区2024年的报告。",
    ),
    (
        ["新北区前年收到多少件"],
        None,
        "year_not_covered",
        "馆藏中没有常州市新北区2023年的报告；现有常州市新北区2024年的报告。",
    ),
    # a figure of the year after is no plan
    (
        ["新北区2025年收到多少件"],
        None,
        "year_not_covered",
        "馆藏中没有常州市新北区2025年的报告；现有常州市新北区2024年的报告。",
    ),
    # the request's scope
    (["收到多少件"], ScopeBody(regions=("天宁区",)), "unknown_region", f"所选范围内没有天宁区的报告；{ALL_OF_THEM}"),
    (["收到多少件"], ScopeBody(regions=("nowhere",)), "unknown_region", f"所选范围内没有nowhere的报告；{ALL_OF_THEM}"),
    (["收到多少件"], ScopeBody(regions=("110105",)), "unknown_region", f"所选范围内没有110105的报告；{ALL_OF_THEM}"),
    (
        ["收到多少件"],
        ScopeBody(years=(2019, 2020)),
        "year_not_covered",
        f"所选范围内没有2019年、2020年的报告；{ALL_OF_THEM}",
    ),
    (
        ["收到多少件"],
        ScopeBody(regions=("浦口区",), years=(2024,)),
        "year_not_covered",
        "所选范围内没有2024年的报告；现有南京市浦口区2023年的报告。",
    ),
    (
        ["收到多少件"],
        ScopeBody(report_ids=("320411-2024-ffffffff",)),
        "unknown_region",
        f"所选范围中的报告编号不在馆藏中；{ALL_OF_THEM}",
    ),
    # question and scope name different districts
    (
        ["新北区收到多少件"],
        ScopeBody(regions=("浦口区",)),
        "unknown_region",
        "所选范围内没有新北区的报告；现有南京市浦口区2023年的报告。",
    ),
]


@pytest.mark.parametrize(("turns", "scope", "reason", "message"), MISSING)
def test_missing(turns: list[str], scope: ScopeBody | None, reason: Reason, message: str) -> None:
    selection = select(*turns, scope=scope)
    assert (selection.reports, selection.reason, selection.message) == ((), reason, message)


def test_nothing_in_the_collection() -> None:
    assert select("新北区收到多少件", collection=[]) == Selection(
        (), "unknown_region", "馆藏中还没有任何报告，请先导入报告。"
    )


def test_where_the_year_is_missing_the_districts_newest_report_is_near() -> None:
    """It may give a figure of that year."""
    selection = select("新北区2021年收到多少件", collection=LATER)
    assert selection.nearby == (of(XINBEI),)
    assert select("天宁区收到多少件").nearby == ()


PLANS = [
    # what is asked of the year after the report's
    ("新北区2025年有什么安排", [(XINBEI, 2024)], True),
    ("新北区2025年怎么推进普法", [(XINBEI, 2024)], True),  # no plan word, and yet no result
    ("浦口区2024年有什么安排", [(PUKOU, 2023)], True),
    ("新北区2024年的安排", [(XINBEI, 2023)], True),  # the plan for 2024, though there is a report of 2024
    ("新北区2024年怎么推进普法", [(XINBEI, 2024)], False),  # what was done
    ("新北区有什么安排", [(XINBEI, 2024)], False),  # no year: the topic itself wants the plan
]


@pytest.mark.parametrize(("question", "expected", "plan"), PLANS)
def test_plan_of_the_next_year(question: str, expected: list[tuple[str, int]], plan: bool) -> None:
    selection = select(question, collection=[*SEEDS, of(XINBEI, 2023)])
    assert (codes(selection), selection.plan_of) == (expected, plan)


WARNINGS = [
    (["新北区去年收到多少件"], "“去年”按馆藏最新的报告理解为2024年。"),
    (["江宁区去年受理多少件"], "“去年”按馆藏最新的报告理解为2023年。"),
    # the year of an earlier turn, which this district has not
    (
        ["新北区2024年收到多少件", "那江宁区呢"],
        "馆藏中没有南京市江宁区2024年的报告，这里用的是南京市江宁区2023年的报告。",
    ),
    # one of two has no report of the year
    (["新北区和江宁区2024年收到多少件"], "馆藏中没有南京市江宁区2024年的报告；现有南京市江宁区2023年的报告。"),
    (["新北区2024年收到多少件"], None),
    (["各区2024年收到多少件"], None),  # all that there are: nobody is missed
    (["去年（2024年）新北区收到多少件"], None),  # says itself which year it is
    (["新北区2023年和2024年收到多少件"], "馆藏中没有这些地区2023年的报告。"),  # one of two years
    (["常州市2024年收到多少件"], "馆藏中没有常州市本级的报告，这里用的是所辖地区的报告。"),
]


@pytest.mark.parametrize(("turns", "warning"), WARNINGS)
def test_warnings(turns: list[str], warning: str | None) -> None:
    assert select(*turns).warnings == (() if warning is None else (warning,))


@pytest.mark.parametrize(
    ("scope", "warning"),
    [
        (ScopeBody(regions=("新北区", "天宁区")), "所选范围中的天宁区不在馆藏中。"),
        (ScopeBody(report_ids=(of(WUJIANG).report_id, "no-such-report")), "所选范围中的no-such-report不在馆藏中。"),
    ],
)
def test_what_a_scope_names_in_vain(scope: ScopeBody, warning: str) -> None:
    assert select("收到多少件", scope=scope).warnings == (warning,)


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("新北区2021年收到多少件", (2021,)),
        ("新北区前年收到多少件", (2023,)),
        ("今年新北区收到多少件", (2025,)),
        ("江宁区前年受理多少件", (2022,)),
    ],
)
def test_the_years_that_are_missing_are_told_as_numbers(question: str, years: tuple[int, ...]) -> None:
    """Only a figure printed with one of them may answer then."""
    assert select(question).years == years


def test_a_year_that_is_named_is_not_replaced_by_another() -> None:
    """Only one that was carried over is."""
    assert select("新北区2024年收到多少件", "那江宁区2024年呢").reason == "year_not_covered"
    assert codes(select("新北区2024年收到多少件", "那江宁区呢")) == [(JIANGNING, 2023)]


SCOPES = [
    (ScopeBody(), [XINBEI, JINTAN, JIANGNING, WUJIANG, PUKOU]),
    (ScopeBody(regions=("新北区",)), [XINBEI]),
    (ScopeBody(regions=("江苏省常州市新北区",)), [XINBEI]),
    (ScopeBody(regions=("320411",)), [XINBEI]),
    (ScopeBody(regions=("南京市",)), [JIANGNING, PUKOU]),
    (ScopeBody(regions=("320100",)), [JIANGNING, PUKOU]),
    (ScopeBody(regions=("320000",)), [XINBEI, JINTAN, JIANGNING, WUJIANG, PUKOU]),
    (ScopeBody(regions=("新北区", "天宁区")), [XINBEI]),  # one of two is there
    (ScopeBody(years=(2023,)), [JIANGNING, PUKOU]),
    (ScopeBody(regions=("南京市", "新北区"), years=(2023,)), [JIANGNING, PUKOU]),  # all given ones must hold
    (ScopeBody(report_ids=(of(WUJIANG).report_id,)), [WUJIANG]),
    (ScopeBody(report_ids=(of(WUJIANG).report_id, "no-such-report")), [WUJIANG]),
]


@pytest.mark.parametrize(("scope", "expected"), SCOPES)
def test_scope(scope: ScopeBody, expected: list[str]) -> None:
    assert [report.region.code for report in select("收到多少件", scope=scope).reports] == expected


def test_a_scope_of_years_or_reports_is_not_cut_to_the_newest() -> None:
    both = ScopeBody(regions=("新北区",), years=(2023, 2024))
    assert codes(select("收到多少件", scope=both, collection=LATER)) == [(XINBEI, 2024), (XINBEI, 2023)]
    ids = ScopeBody(report_ids=(of(XINBEI).report_id, of(XINBEI, 2023).report_id))
    assert codes(select("收到多少件", scope=ids, collection=LATER)) == [(XINBEI, 2024), (XINBEI, 2023)]
    assert codes(select("收到多少件", scope=ScopeBody(regions=("新北区",)), collection=LATER)) == [(XINBEI, 2024)]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (XINBEI, "常州市新北区"),
        ("320400", "常州市"),
        (JIANGNING, "南京市江宁区"),
        ("320000", "江苏省"),
        pytest.param(
            "110105",
            "北京市朝阳区",
            marks=pytest.mark.xfail(
                strict=True, reason="of a municipality the city is cut: 朝阳区 may be any of several"
            ),
        ),
    ],
)
def test_place(code: str, name: str) -> None:
    assert place(resolve_region(code)) == name


def test_a_long_list_is_counted() -> None:
    counties = [region for region in all_regions() if not region.code.endswith("00")][: LISTED + 3]
    many = [replace(of(XINBEI), region=region, report_id=f"{region.code}-2024-0") for region in counties]
    message = select("新北区2021年收到多少件", scope=ScopeBody(regions=("130000",)), collection=many).message
    assert "的报告" in message
    listed = select("收到多少件", scope=ScopeBody(years=(2019,)), collection=many).message
    assert listed.count("2024年") == LISTED
    assert f"等{LISTED + 3}个地区" in listed
