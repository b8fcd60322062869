"""What several reports say together: read from the question, computed from entries, asked of the real store."""

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from service.ask.answer import answer
from service.ask.together import Together, put_together
from service.contract.answers import AskRequest, Message
from service.questions.wanted import Aggregate, Bound, Wanted, bound_of, indicator_asked, wanted_of
from service.resources import Resources
from service.table.entries import Entry, Source, entry_of
from tests.service.compared import known, report_of, source_of
from tests.service.conftest import open_with
from vectorstore.genre.numerals import counted
from vectorstore.genre.terms import lexicon
from vectorstore.types import Encoder, Period, Region, Report

MARKER = re.compile(r"\[(\d+)\]")
A, B, C = report_of("320411"), report_of("320413"), report_of("320115", 2023)
HIGHEST, LOWEST, RANKING = Aggregate.HIGHEST, Aggregate.LOWEST, Aggregate.RANKING
SUM, MEAN, COUNT, WHICH = Aggregate.SUM, Aggregate.MEAN, Aggregate.COUNT, Aggregate.WHICH


@pytest.mark.parametrize(
    ("question", "aggregates"),
    [
        ("哪个区审结的复议案件最多", (HIGHEST,)),
        ("最高和最低的各是哪个区", (HIGHEST, LOWEST)),  # two things in one
        ("金坛和新北谁的听证会更少", (LOWEST,)),  # no 最
        ("哪个区收到的申请多一些？", (HIGHEST,)),
        ("各区化解率从高到低排一下", (RANKING,)),
        ("五个区一共审结多少件", (SUM,)),
        ("各区共有多少名律师", (SUM,)),  # 共 alone, before 多少
        ("平均每个区多少件", (MEAN,)),
        ("一共有几个区推行了综合查一次", (COUNT,)),  # 一共 of districts
        ("哪些区公布了纠错率", (WHICH,)),
        ("Which district held the most hearings?", (HIGHEST,)),
        ("How many cases did they accept in total?", (SUM,)),
        ("哪个区推行最多跑一次", None),  # the name of a reform
        ("最高人民法院的通知", None),
        ("最大限度减少扰企", None),
        ("哪个区建了公共法律服务室", None),  # 共 in 公共
        ("公共计划有哪些", None),  # 共计 in 公共计划
        ("最新、最后的安排", None),
        ("最低生活保障", None),
        ("各区收到多少件申请", None),  # 多少 ends in 少
        ("at least one hearing", None),
        ("What does that mean?", None),
        ("这几个区的听证会", None),  # those named before
    ],
)
def test_what_a_question_wants_put_together(question: str, aggregates: Sequence[Aggregate] | None) -> None:
    wanted = wanted_of(question)
    assert (wanted.aggregates if wanted else None) == aggregates


@pytest.mark.parametrize(
    ("question", "before", "aggregates"),
    [
        ("那审结的呢", ["哪个区受理的最多"], (HIGHEST,)),  # carried
        ("一共呢", ["那审结的呢", "哪个区受理的最多"], (SUM,)),  # replaced
        ("金坛和吴江呢", ["那审结的呢", "哪个区受理的最多"], (HIGHEST,)),  # carried over two turns
        ("新北区有哪些做法", ["哪个区受理的最多"], None),  # no follow-up
        ("那金坛呢", ["新北收到多少件"], None),  # nothing to carry
    ],
)
def test_a_follow_up_wants_the_same(
    question: str, before: Sequence[str], aggregates: Sequence[Aggregate] | None
) -> None:
    wanted = wanted_of(question, before)
    assert (wanted.aggregates if wanted else None) == aggregates


@pytest.mark.parametrize(
    ("question", "bound"),
    [
        ("哪些区超过150件", Bound(True, False, Decimal(150), "超过150件")),
        ("不低于35.3%的有几个区", Bound(True, True, Decimal("35.3"), "不低于35.3%")),
        ("几个区不到3万件", Bound(False, False, Decimal(30000), "不到3万件")),
        ("不超过100件的", Bound(False, True, Decimal(100), "不超过100件")),  # 超过 stands in it
        ("100件以下的", Bound(False, True, Decimal(100), "100件以下")),
        ("more than 120", Bound(True, False, Decimal(120), "超过120")),  # answered in Chinese
        ("审结多少件", None),
    ],
)
def test_a_bound_is_read_with_its_edge(question: str, bound: Bound | None) -> None:
    assert bound_of(question) == bound


@pytest.mark.parametrize(
    ("tells", "absent", "question"),
    [
        (True, False, "哪些区公布了纠错率"),
        (True, True, "哪些区没有公布纠错率"),
        (False, False, "哪些区推行了综合查一次"),  # a practice
        (False, False, "哪些区的述法报告按时交"),  # 报告 is no verb here
    ],
)
def test_who_tells_is_another_question_than_who_does(tells: bool, absent: bool, question: str) -> None:
    wanted = wanted_of(question)
    assert wanted is not None
    assert (wanted.tells, wanted.absent) == (tells, absent)


@pytest.mark.parametrize(
    ("question", "before", "units", "name"),
    [
        ("审结的行政复议案件最多", [], (), "行政复议审结数"),  # verb before noun
        ("行政复议案件审结最多的", [], (), "行政复议审结数"),
        ("发出的复议意见书最多", [], (), "行政复议意见书建议书数"),  # a verb that no name has
        ("民告官一审案件最多", [], (), "行政诉讼一审案件数"),  # everyday words
        ("一把手出庭率最高", [], (), "负责人出庭应诉率"),
        ("most administrative reconsideration cases concluded", [], (), "行政复议审结数"),
        ("那审结的呢", ["受理的行政复议案件最多"], (), "行政复议审结数"),  # a stage of what was asked before
        ("一共呢", ["那审结的呢", "受理的行政复议案件最多"], (), "行政复议审结数"),  # the stage that came last
        ("受理的行政复议案件", [], ("件",), "行政复议受理数"),
        ("法治讲座", [], ("人次",), None),  # attendances are no lectures
        ("走访企业最多", [], (), None),  # nobody's indicator
        ("信访积案化解率最高", [], (), None),  # another 化解率
        ("矛盾纠纷最多", [], (), None),  # a word of the mediation's wordings only
        ("行政复议案件最多", [], (), None),  # received, accepted or concluded
        ("一共呢", [], (), None),
    ],
)
def test_the_indicator_is_found_whatever_the_order_of_its_words(
    question: str, before: Sequence[str], units: Sequence[str], name: str | None
) -> None:
    found = indicator_asked(question, before, frozenset(units), lexicon())
    assert (found.name if found else None) == name


def entry(report: Report, number: float | None, indicator: str = "行政复议审结数", **details: object) -> Entry:
    """Of the indicator, printed as its number; nothing for None."""
    of = known(indicator)
    sources: list[Source] = []
    if number is not None:
        printed = str(details.pop("printed", f"{number:g}"))
        sources = [source_of(report, printed, number, unit=of.unit, **details)]  # type: ignore[arg-type]
    return entry_of(report, of, {indicator: sources})


def made(*aggregates: Aggregate, entries: Sequence[Entry], **details: object) -> Together:
    together = put_together(Wanted(aggregates, **details), entries)  # type: ignore[arg-type]
    assert together is not None
    check_sources(together)
    return together


def check_sources(together: Together) -> None:
    """Every citation is used, numbered as the text comes to it, and quotes what it cites."""
    used = list(dict.fromkeys(int(number) for number in MARKER.findall(together.text)))
    assert used == [citation.n for citation in together.citations] == list(range(1, len(used) + 1))
    assert all(citation.quote in citation.text for citation in together.citations)
    assert all(set(claim.citations) <= set(used) for claim in together.claims)


THREE = (entry(A, 203), entry(B, 117), entry(C, 377))
ONE = (entry(A, 203), entry(B, None), entry(C, None))
ROUNDED = (entry(A, 90, printed="90余", qualifier="余"), entry(B, 20), entry(C, None))
UP_TO_NOW = (entry(A, 203, text="截至目前办理{}。", period=Period.CUMULATIVE), entry(B, 117))
RATE = "行政复议直接纠错率"
RATES = (entry(A, 12.5, RATE), entry(B, 2.7, RATE))


@pytest.mark.parametrize(
    ("aggregate", "entries", "told"),
    [
        (HIGHEST, THREE, "最多的是南京市江宁区2023年[1]。"),
        (LOWEST, THREE, "最少的是常州市金坛区2024年[1]。"),
        (HIGHEST, RATES, "最高的是常州市新北区2024年[1]。"),  # a rate is high, not many
        (SUM, THREE, "三份报告合计697件（377＋203＋117＝697）[1][2][3]。"),
        (MEAN, THREE, "三份报告平均232.33件（（377＋203＋117）÷3≈232.33）[1][2][3]。"),
        (MEAN, RATES, "两份报告平均7.6%（（12.5＋2.7）÷2＝7.6）[1][2]。"),
        (SUM, RATES, "比率不能相加，不求合计。"),
        (SUM, ROUNDED, "其中有约数，不求合计。"),
        (HIGHEST, ROUNDED, "最多的是常州市新北区2024年[1]。"),  # 90余 is more than 20 whatever 余 is
        (HIGHEST, UP_TO_NOW, "口径或时间不一，不排高低。"),
        (MEAN, UP_TO_NOW, "口径或时间不一，不求平均。"),
        (HIGHEST, (entry(A, 5), entry(B, 5)), "各份报告相同，不分高低。"),
        (HIGHEST, (entry(A, 90, printed="90余", qualifier="余"), entry(B, 95)), "不能断定谁最多。"),
        (HIGHEST, ONE, "行政复议审结数：只有常州市新北区2024年给出，203件[1]。"),
        (HIGHEST, ONE, "因此不能比较高低。"),
        (SUM, ONE, "因此不能求合计。"),
        (RANKING, ONE, "常州市金坛区2024年、南京市江宁区2023年没有给出。"),
        (COUNT, ONE, "给出的有一个地区：常州市新北区2024年。"),
    ],
)
def test_what_is_said_of_the_figures(aggregate: Aggregate, entries: Sequence[Entry], told: str) -> None:
    assert told in made(aggregate, entries=entries).text


@pytest.mark.parametrize("aggregate", [HIGHEST, LOWEST, RANKING])
def test_one_district_is_never_called_the_first_of_all(aggregate: Aggregate) -> None:
    assert "的是" not in made(aggregate, entries=ONE).text


@pytest.mark.parametrize(
    ("bound", "told"),
    [
        ("超过150件", "超过150件的有两个地区：南京市江宁区2023年、常州市新北区2024年。"),
        ("超过203件", "超过203件的有一个地区：南京市江宁区2023年。"),  # the edge is out
        ("不低于203件", "不低于203件的有两个地区"),  # the edge is in
        ("不到100件", "没有不到100件的。"),
    ],
)
def test_a_bound_is_applied(bound: str, told: str) -> None:
    assert told in made(WHICH, entries=THREE, bound=bound_of(bound)).text


def test_a_rounded_figure_at_the_bound_is_left_open() -> None:
    text = made(COUNT, entries=ROUNDED, bound=bound_of("超过95件")).text
    assert "没有超过95件的；常州市新北区2024年的数不确切，不能断定。" in text


def test_who_gives_none_is_named() -> None:
    text = made(WHICH, entries=ONE, tells=True, absent=True).text
    assert text.endswith("没有给出的有两个地区：常州市金坛区2024年、南京市江宁区2023年。")


def test_a_rate_that_follows_from_two_counts_shows_how_and_is_published_by_nobody() -> None:
    counts = {
        "行政复议直接纠错数": [source_of(A, "6", 6, text="纠错{}。")],
        "行政复议审结数": [source_of(A, "93", 93, text="审结{}。", ordinal=1)],
    }
    entries = (entry_of(A, known(RATE), counts), entry(B, 2.7, RATE), entry(C, 12.5, RATE))
    highest = made(HIGHEST, entries=entries).text
    assert "推算6.45%（6÷93＝6.45%）" in highest
    assert "只看原文写明的两份，最高的是南京市江宁区2023年" in highest
    assert "新北区2024年" not in made(COUNT, entries=entries, tells=True).text


def test_a_city_and_its_district_are_not_added_up() -> None:
    city = Region("320400", "常州市", "江苏省常州市")
    whole = replace(B, report_id="320400-2024-00000000", region=city)
    assert "上下级地区" in made(SUM, entries=(entry(A, 203), entry(whole, 500))).text


def test_nothing_is_said_where_nobody_gives_the_figure() -> None:
    assert put_together(Wanted((HIGHEST,)), (entry(A, None), entry(B, None))) is None


def test_a_sum_over_two_years_is_told() -> None:
    assert made(SUM, entries=THREE).warnings == ("所合计的数分属2023年、2024年。",)
    assert made(SUM, entries=THREE[:2]).warnings == ()


@pytest.mark.parametrize(("number", "word"), [(1, "一"), (2, "两"), (10, "十"), (12, "12")])
def test_reports_are_counted_in_words(number: int, word: str) -> None:
    assert counted(number) == word


def districts(count: int) -> list[Entry]:
    """Of as many reports, each with a number of its own."""
    regions = [Region(f"99{place:03}1", f"{place}区", f"{place}区") for place in range(count)]
    reports = [replace(A, report_id=f"{region.code}-2024-00000000", region=region) for region in regions]
    return [entry(report, place) for place, report in enumerate(reports, 1)]


def test_of_many_reports_only_the_ends_are_cited() -> None:
    together = made(HIGHEST, entries=districts(70))
    assert "70份报告给出了数字" in together.text
    assert len(together.citations) == 2


def test_a_sum_that_nobody_could_follow_is_refused() -> None:
    assert "60份报告合计1830件" in made(SUM, entries=districts(60)).text
    assert "请指定地区或年份，不求合计" in made(SUM, entries=districts(61)).text


@pytest.fixture(scope="module")
def five(seeded_home: Path, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Resources]:
    opened = open_with(encoder, Path(shutil.copytree(seeded_home, tmp_path_factory.mktemp("together") / "home")))
    yield opened
    opened.store.close()


def test_districts_that_do_something_are_counted_and_cited(five: Resources) -> None:
    given = answer(AskRequest(question="几个区推行了“综合查一次”？"), five)
    assert given.answer.startswith("两个地区：南京市浦口区2023年、苏州市吴江区2024年的报告写到这一点。")
    assert {citation.report_id[:6] for citation in given.citations} == {"320111", "320509"}


def test_a_follow_up_keeps_indicator_and_districts(five: Resources) -> None:
    history = (Message(role="user", content="江宁和浦口哪个区审结的复议案件更多？"),)
    given = answer(AskRequest(question="一共呢？", history=history), five)
    assert "合计470件（377＋93＝470）[1][2]" in given.answer


@pytest.mark.parametrize("question", ["金坛区一共收到多少件复议申请？", "哪个区的信访积案攻坚化解率最高？"])
def test_one_district_and_what_no_indicator_means_are_answered_by_the_text(question: str, five: Resources) -> None:
    given = answer(AskRequest(question=question), five)
    assert not given.abstained
    assert "年度报告：" in given.answer
