"""Kind, terms, measure and parts of a question from which districts and years have been cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.questions.topic import (
    LIGHT_WEIGHT,
    QUOTED_WEIGHT,
    SCENE_WEIGHT,
    UNKNOWN_ENGLISH_WEIGHT,
    QuestionKind,
    Topic,
    read_topic,
)
from tests.service.questions.test_scope import wrong
from tests.service.understood import topic_of, words_of
from vectorstore.genre.terms import Term, lexicon
from vectorstore.genre.units import COUNTS, Measure

CASES = {Measure.MATTERS, Measure.WRITINGS, Measure.BODIES, Measure.THINGS, Measure.EVENTS}
"""What people mix: 件, 份, 家, 个, 次."""


def term(topic: Topic, word: str) -> Term:
    (found,) = [each for each in topic.terms if each.word == word]
    return found


KINDS = [
    ("收到多少件行政复议申请", QuestionKind.FIGURE),
    ("复议收到几件", QuestionKind.FIGURE),
    ("复议申请 收到 件数", QuestionKind.FIGURE),  # as typed into a search box
    ("实质性化解率对比", QuestionKind.FIGURE),  # a rate is a figure without any 多少
    ("复议的受理量？", QuestionKind.FIGURE),
    ("打算怎么提升行政执法质量？", QuestionKind.DESCRIPTION),  # 质量 counts nothing
    ("怎么充实执法力量", QuestionKind.DESCRIPTION),
    ("满意率", QuestionKind.FIGURE),
    ("审批要多久", QuestionKind.FIGURE),
    ("受教育群众的规模", QuestionKind.FIGURE),
    ("How many cases?", QuestionKind.FIGURE),
    ("What was the correction rate?", QuestionKind.FIGURE),
    ("有哪些调解品牌", QuestionKind.LIST),
    ("哪几个清单", QuestionKind.LIST),  # 几 asks for names here
    ("有什么做法", QuestionKind.LIST),
    ("列举调解品牌", QuestionKind.LIST),
    ("What are the shortcomings?", QuestionKind.LIST),
    ("什么是“四书同达”", QuestionKind.DESCRIPTION),
    ("枫桥经验是怎么做的", QuestionKind.DESCRIPTION),
    ("率先推行了综合执法", QuestionKind.DESCRIPTION),  # 率先 is no rate
    ("如何提高效率", QuestionKind.DESCRIPTION),  # 效率 is no rate
    ("由谁率领", QuestionKind.DESCRIPTION),
    ("下一步打算", QuestionKind.DESCRIPTION),
]


@pytest.mark.parametrize(("question", "kind"), KINDS)
def test_kind(question: str, kind: QuestionKind) -> None:
    assert topic_of(question).kind is kind


MEASURES = [
    ("收到多少件复议申请", CASES),
    ("制发多少份意见书", CASES),
    ("多少名公职律师", {Measure.PEOPLE}),
    ("多少人参加培训", {Measure.PEOPLE, Measure.ATTENDANCES}),  # reports count 人次 where people ask for 人
    ("培训多少人次", {Measure.ATTENDANCES}),
    ("召开听证会多少次", {Measure.EVENTS, Measure.ATTENDANCES, Measure.THINGS}),
    ("挽回损失多少元", {Measure.MONEY}),
    ("挽回了多少钱", {Measure.MONEY}),
    ("审批用时压缩到多少天", {Measure.DURATION}),
    ("审批要多久", {Measure.DURATION}),
    ("多少个工作日", {Measure.DURATION}),  # not 个
    ("相差多少个百分点", {Measure.RATE}),  # nor this
    ("化解率是多少", {Measure.RATE}),
    ("占比多少", {Measure.RATE}),
    ("百分之几", {Measure.RATE}),
    ("立案量同比增长多少", {Measure.RATE, Measure.MULTIPLE}),  # 同比增长2倍
    ("新建了多少个联络点", CASES),
    ("有多少个执法人员", {Measure.PEOPLE}),  # persons, whatever the unit
    ("how many cases", COUNTS),
    ("多少部门签了协议", set()),  # 部 of 部门 is no unit
    ("多少人民法院", set()),  # nor 人 of 人民
    ("审结了多少", set()),
]


@pytest.mark.parametrize(("question", "measures"), MEASURES)
def test_measures(question: str, measures: set[Measure]) -> None:
    assert topic_of(question).measures == measures


UNITS = [
    ("收到多少件复议申请", {"件"}),
    ("培训多少人次", {"人次"}),  # not 人
    ("受理多少件，培训多少人", {"件", "人"}),
    ("多少部门", set()),
    ("新建了多少个联络点", set()),  # 个 counts anything
    ("有几家单位、几件案件", {"家", "件"}),
]


@pytest.mark.parametrize(("question", "units"), UNITS)
def test_units(question: str, units: set[str]) -> None:
    assert topic_of(question).units == units


TERMS = [
    ("收到多少件行政复议申请", ["收到", "行政复议", "申请"]),
    ("请问一共办了多少件公证？", ["公证"]),  # 一共, 办 and 请问 say nothing
    ("民告官的一审案子有几件", ["行政诉讼", "一审", "案件"]),  # everyday words
    ("热线投诉多少件", ["12345", "热线", "诉求"]),  # a number that is a name
    ("满意率和解决率分别是多少", ["满意率", "解决率"]),  # 率 is cut off by the segmenter
    ("立案量同比增长多少", ["立案", "同比", "增长"]),
    ("存在哪些不足", []),
    ("下一步怎么打算", []),
    ("情况怎么样", []),
    ("", []),
    ("how many administrative reconsideration applications", ["行政复议", "申请"]),
    # the measure is not a term
    ("培训人次", ["培训"]),
    ("挽回金额", ["挽回"]),
    wrong("明年打算做什么", [], reason="明年打算 becomes 下一步安排, a word of its own that is no plan word"),
    wrong("几乎没有纠纷", ["没有", "纠纷"], reason="几 of 几乎 is taken for a question, 乎 for a word"),
]


@pytest.mark.parametrize(("question", "words"), TERMS)
def test_terms(question: str, words: list[str]) -> None:
    assert words_of(topic_of(question).terms) == words


@pytest.mark.parametrize(
    ("question", "word", "weight"),
    [
        ("什么是“四书同达”", "四书同达", QUOTED_WEIGHT),
        ('什么是"四书同达"', "四书同达", QUOTED_WEIGHT),
        ("什么是「四书同达」", "四书同达", QUOTED_WEIGHT),
        ("《行政备案事项清单》有几项", "行政备案事项清单", QUOTED_WEIGHT),
        ("收到多少件行政复议申请", "行政复议", 1.0),
        ("收到多少件行政复议申请", "申请", LIGHT_WEIGHT),  # reports write 复议案件 too
        ("依托企业推进普法，举办多少场讲座", "普法", SCENE_WEIGHT),  # another clause than the one that asks
        ("依托企业推进普法，举办多少场讲座", "讲座", 1.0),
        ("how many zebras", "zebras", UNKNOWN_ENGLISH_WEIGHT),
        ("复议收到多少件", "收到", 1.0),  # of a case a stage
        ("收到并答复的依申请公开有多少件", "收到", LIGHT_WEIGHT),  # of anything else a way of speaking
    ],
)
def test_weights(question: str, word: str, weight: float) -> None:
    assert term(topic_of(question), word).weight == pytest.approx(weight)


def test_a_name_in_quotation_marks_is_one_term() -> None:
    assert words_of(topic_of("推行了“综合查一次”吗").terms) == ["综合查一次", "推行"]


@pytest.mark.parametrize(
    ("question", "word", "official"),
    [
        ("收到多少件复议申请", "收到", True),
        ("收到多少", "收到", True),  # alone it is all that is asked
        ("败诉率是多少", "败诉率", True),  # any rate
        ("调解品牌有哪些", "品牌", False),
    ],
)
def test_official_terms(question: str, word: str, official: bool) -> None:
    assert term(topic_of(question), word).official is official


STAGES = ["收到", "受理", "审结"]


def test_stages_are_three_things() -> None:
    names = [set(term(topic_of(f"复议{stage}多少件"), stage).names) for stage in STAGES]
    assert not names[0] & names[1]
    assert not names[0] & names[2]
    assert not names[1] & names[2]


@pytest.mark.parametrize("word", ["审结", "办结", "结案"])
def test_the_last_stage_has_three_names(word: str) -> None:
    assert {"审结", "办结", "结案"} <= set(term(topic_of(f"复议{word}多少件"), word).names)


def test_what_is_offered_in_place_of_a_word_is_another_name_of_it() -> None:
    assert {"调整", "回收"} <= set(term(topic_of("调整或回收了多少项处罚权"), "调整").names)


PARTS = [
    ("受理多少件，审结多少件", ["受理多少件", "审结多少件"]),
    ("收到多少件、受理多少件、结案多少件", ["收到多少件", "受理多少件", "结案多少件"]),
    ("满意率和解决率分别是多少", ["满意率", "解决率分别是多少"]),
    ("化解多少起纠纷，化解率是多少", ["化解多少起纠纷", "化解率是多少"]),
    ("收到多少件复议申请以及召开几次听证会", ["收到多少件复议申请", "召开几次听证会"]),
    ("公证和法律援助各多少件", []),  # one word asks for both
    ("收到多少件复议申请", []),
    ("推行一件事，办件多少", []),  # the first half asks nothing
    ("有哪些品牌，有哪些做法", []),  # only figures are asked apart
]


@pytest.mark.parametrize(("question", "parts"), PARTS)
def test_parts(question: str, parts: list[str]) -> None:
    assert [part.text for part in topic_of(question).parts] == parts


def test_a_part_has_its_own_terms_and_measures() -> None:
    first, second = topic_of("化解多少起纠纷，化解率是多少").parts
    assert words_of(first.terms) == ["化解", "纠纷"]
    assert first.measures == CASES
    assert words_of(second.terms) == ["化解率"]
    assert second.measures == {Measure.RATE}


@pytest.mark.parametrize(
    ("question", "plan", "shortcomings"),
    [
        ("下一步怎么打算", True, False),
        ("下一年度的主要安排", True, False),
        ("明年有什么计划", True, False),
        ("将如何推进普法", True, False),
        ("what is planned for next year", True, False),
        ("存在哪些不足", False, True),
        ("有哪些薄弱环节", False, True),
        ("有什么短板", False, True),
        ("what are the shortcomings", False, True),
        ("收到多少件复议申请", False, False),
        ("推进了哪些改革", False, False),
        ("将军的故事", False, False),
        # of a figure 计划 and 安排 are no plan, what names the time to come is
        ("列入制定计划的规范性文件有几件", False, False),
        ("安排了多少名法律顾问", False, False),
        ("下一步培训多少人", True, False),
        ("下一年培训多少人", True, False),
        ("打算培训多少人", True, False),
        ("新一年培训多少人", True, False),
    ],
)
def test_plan_and_shortcomings(question: str, plan: bool, shortcomings: bool) -> None:
    topic = topic_of(question)
    assert (topic.wants_plan, topic.wants_shortcomings) == (plan, shortcomings)


@pytest.mark.parametrize("question", ["哪些区推行了综合查一次", "哪个区最多", "which districts have it", "谁家最多"])
def test_asks_for_regions(question: str) -> None:
    assert read_topic(question, lexicon()).which_regions


@pytest.mark.parametrize("question", ["各区的情况", "收到多少件", "有哪些调解品牌"])
def test_asks_for_no_regions(question: str) -> None:
    assert not read_topic(question, lexicon()).which_regions


def test_full_width_and_upper_case_are_read_alike() -> None:
    assert read_topic("１２３４５热线多少件", lexicon()) == read_topic("12345热线多少件", lexicon())
    assert read_topic("LEGAL AID cases", lexicon()).terms == read_topic("legal aid cases", lexicon()).terms


@given(st.text(max_size=80))
def test_any_text_has_a_topic(text: str) -> None:
    topic = read_topic(text, lexicon())
    assert all(each.weight > 0 and each.word.strip() for each in topic.terms)
    assert len(words_of(topic.terms)) == len(set(words_of(topic.terms)))
    assert len(topic.parts) != 1
    assert not topic.parts or topic.kind is QuestionKind.FIGURE
