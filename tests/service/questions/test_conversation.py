"""What a turn takes over from the ones before."""

import pytest

from service.questions.conversation import resolve_turns
from service.questions.scope import read_scope
from service.questions.topic import QuestionKind
from tests.service.districts import JIANGNING, JINTAN, NANJING, PUKOU, WUJIANG, XINBEI
from tests.service.understood import regions, resolved, topic_of, words_of
from vectorstore.genre.terms import lexicon
from vectorstore.genre.units import Measure

ASKED = "新北区2024年收到多少件行政复议申请？"
SUBJECT = ["收到", "行政复议", "申请"]

WHERE = [
    # turns, districts after the last
    ([ASKED, "那金坛区呢？"], (JINTAN,)),  # replaced
    ([ASKED, "换成江宁区是多少？"], (JIANGNING,)),
    ([ASKED, "What about Wujiang?"], (WUJIANG,)),
    ([ASKED, "审结了多少？"], (XINBEI,)),  # carried
    ([ASKED, "那2023年呢"], (XINBEI,)),
    ([ASKED, "那金坛区呢？", "审结了多少"], (JINTAN,)),  # three turns deep: of the last one named
    ([ASKED, "那金坛区呢？", "审结了多少", "换成江宁区", "化解率呢"], (JIANGNING,)),
    ([ASKED, "新北区和金坛区比呢"], (XINBEI, JINTAN)),
    ([ASKED, "南京市各区呢"], (NANJING,)),
    # all but those before, sorted by code
    ([ASKED, "其他区呢？"], (PUKOU, JIANGNING, JINTAN, WUJIANG)),
    (["新北区和金坛区收到多少件", "其他区呢"], (PUKOU, JIANGNING, WUJIANG)),
    ([ASKED, "其他区呢？", "审结了多少"], (PUKOU, JIANGNING, JINTAN, WUJIANG)),
    (["常州市各区收到多少件", "其他区呢"], (PUKOU, JIANGNING, WUJIANG)),  # and those within
    # but for those named with it
    (["除新北区外，其他区收到多少件"], (PUKOU, JIANGNING, JINTAN, WUJIANG)),
    (["除新北区外，其他区收到多少件", "审结了多少"], (PUKOU, JIANGNING, JINTAN, WUJIANG)),
    (["金坛区收到多少件", "除新北区外其他区呢"], (PUKOU, JIANGNING, JINTAN, WUJIANG)),
]


@pytest.mark.parametrize(("turns", "codes"), WHERE)
def test_districts(turns: list[str], codes: tuple[str, ...]) -> None:
    assert resolved(*turns).asked.region_codes == codes
    assert not resolved(*turns).asked.other_regions


def test_every_region_is_carried_until_one_is_named() -> None:
    assert resolved("各区收到多少件", "审结了多少").asked.every_region
    assert not resolved("各区收到多少件", "那金坛区呢").asked.every_region


def test_a_region_that_is_unknown_stays_so() -> None:
    assert resolved("天宁区收到多少件", "审结了多少").asked.unknown_regions == ("天宁区",)
    assert resolved("天宁区收到多少件", "那金坛区呢").asked.unknown_regions == ()


def test_without_a_turn_before_other_regions_are_all() -> None:
    asked = resolved("其他区呢").asked
    assert asked.region_codes == (PUKOU, JIANGNING, XINBEI, JINTAN, WUJIANG)
    assert not asked.other_regions


WHEN = [
    # turns, years, distance, carried
    ([ASKED, "那金坛区呢？"], (2024,), None, True),
    ([ASKED, "那2023年呢"], (2023,), None, False),
    ([ASKED, "２０２３年呢"], (2023,), None, False),
    ([ASKED, "去年呢"], (2023,), None, False),  # the year before the one that was asked about
    ([ASKED, "前一年呢"], (2023,), None, False),
    ([ASKED, "前一年呢", "再前一年呢"], (2022,), None, False),
    (["新北区收到多少件", "去年呢"], (), 0, False),  # no year before it: the newest report's
    ([ASKED, "今年呢"], (), -1, False),  # not the year before
    ([ASKED, "去年（2024年）呢"], (2024,), 0, False),  # nor where the year is named, read as in a first turn
    (["新北区去年收到多少", "那金坛区呢"], (), 0, True),
    ([ASKED, "那2023年呢", "审结了多少"], (2023,), None, True),
    (["新北区收到多少件", "那金坛区呢"], (), None, True),  # nothing to carry
]


@pytest.mark.parametrize(("turns", "years", "back", "carried"), WHEN)
def test_years(turns: list[str], years: tuple[int, ...], back: int | None, carried: bool) -> None:
    asked = resolved(*turns).asked
    assert (asked.years, asked.years_back, asked.year_is_carried) == (years, back, carried)


WHAT = [
    # turns, terms of the question, terms of its context
    ([ASKED], SUBJECT, []),
    ([ASKED, "那金坛区呢？"], SUBJECT, []),  # names only a district: the topic stays
    ([ASKED, "那就看2023年的吧"], SUBJECT, []),
    ([ASKED, "审结了多少？"], ["审结"], SUBJECT),  # narrowed
    ([ASKED, "化解率呢"], ["化解率"], SUBJECT),
    ([ASKED, "化解率呢", "那金坛区呢"], ["化解率"], SUBJECT),  # the narrowed one is carried on
    ([ASKED, "审结了多少", "化解率呢"], ["化解率"], ["审结", *SUBJECT]),  # three deep, the nearest first
    ([ASKED, "金坛区的12345热线受理了多少件工单？"], ["12345热线", "受理", "工单"], []),  # stands by itself
]


@pytest.mark.parametrize(("turns", "terms", "context"), WHAT)
def test_topics(turns: list[str], terms: list[str], context: list[str]) -> None:
    last = resolved(*turns)
    assert words_of(last.topic.terms) == terms
    assert words_of(last.context) == context


@pytest.mark.parametrize(
    ("turns", "elliptic"),
    [
        ([ASKED], False),
        ([ASKED, "审结了多少？"], True),  # of what?
        ([ASKED, "那化解率呢？"], True),
        ([ASKED, "其中一审案件多少"], True),
        ([ASKED, "金坛区的12345热线受理了多少件工单？"], False),
    ],
)
def test_ellipsis(turns: list[str], elliptic: bool) -> None:
    assert resolved(*turns).elliptic is elliptic


KINDS = [
    ([ASKED, "那金坛区呢"], QuestionKind.FIGURE, topic_of(ASKED).measures),
    ([ASKED, "化解率呢"], QuestionKind.FIGURE, {Measure.RATE}),  # a rate, not 件
    ([ASKED, "审结呢"], QuestionKind.FIGURE, topic_of(ASKED).measures),
    ([ASKED, "化解率呢", "审结呢"], QuestionKind.FIGURE, set()),  # after a rate a number again
    (["新北区的调解品牌有哪些", "金坛区呢"], QuestionKind.LIST, set()),
    (["新北区枫桥经验怎么做的", "那成功调处多少起"], QuestionKind.FIGURE, topic_of("成功调处多少起").measures),
    (["化解率是多少", "那多少件呢"], QuestionKind.FIGURE, topic_of("多少件").measures),  # the same thing, counted
]


@pytest.mark.parametrize(("turns", "kind", "measures"), KINDS)
def test_kind_and_measures(turns: list[str], kind: QuestionKind, measures: set[Measure]) -> None:
    topic = resolved(*turns).topic
    assert topic.kind is kind
    assert topic.measures == measures


def test_plan_and_shortcomings_are_topics_of_their_own() -> None:
    """They have no terms, and yet say what is asked."""
    assert resolved(ASKED, "有哪些不足").topic.wants_shortcomings
    assert resolved(ASKED, "下一步有什么打算").topic.wants_plan
    assert resolved("新北区有哪些不足", "那金坛区呢").topic.wants_shortcomings


def test_the_search_text_of_a_follow_up_holds_what_was_asked_before() -> None:
    assert resolved(ASKED, "审结了多少？").topic.text == f"{topic_of(ASKED).text} {topic_of('审结了多少？').text}"


def test_a_question_without_history_is_read_as_it_stands() -> None:
    alone = resolve_turns(ASKED, [], regions(), lexicon())
    assert (alone.asked, alone.topic) == (read_scope(ASKED, regions()), topic_of(ASKED))
    assert alone.context == ()
