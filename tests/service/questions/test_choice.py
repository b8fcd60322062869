"""Which sentences answer, and when none does."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from service.questions.choice import (
    ALONE_BY,
    CHARACTERS_OF_A_PART,
    CHARACTERS_OF_ONE,
    OUTSTANDING,
    UNFAMILIAR_WEIGHT,
    Found,
    choose,
    nothing_about,
    with_familiar_words,
)
from service.questions.conversation import Resolved
from service.questions.topic import QuestionKind
from tests.service.districts import JIANGNING, JINTAN, PUKOU, WUJIANG, XINBEI
from tests.service.questions.test_scope import wrong
from tests.service.understood import paragraph, ranked, ranked_seeds, resolved, seed_paragraph, words_of
from vectorstore.genre.terms import Term
from vectorstore.types import Part, RankedParagraph


def told(found: Sequence[Found]) -> list[str]:
    return [evidence.span.text for each in found for evidence in each.evidence]


def chosen(question: str, *codes: str, earlier: Sequence[str] = ()) -> list[str]:
    """From every paragraph of the districts' reports, without the help of a dense search."""
    return told(choose(resolved(*earlier, question), [each for code in codes for each in ranked_seeds(code)]))


def begin(sentences: list[str], beginnings: Sequence[str]) -> bool:
    return len(sentences) == len(beginnings) and all(map(str.startswith, sentences, beginnings))


def test_the_paragraph_of_the_near_miss_is_there() -> None:
    near = seed_paragraph(XINBEI, "法律援助联络点131个")
    assert "案件" in near.text
    assert "法律援助" in near.text


NEAR_MISSES = [
    # question, district: the report has something of the same words
    ("新北区办结法律援助案件多少件", XINBEI),  # 法律援助联络点131个
    ("新北区受理法律援助申请多少件", XINBEI),
    ("新北区法律援助案件多少件", XINBEI),
    ("新北区办理法律援助案件多少件", XINBEI),
    ("新北区法律援助案件有几个", XINBEI),
    wrong("新北区法律援助多少件", XINBEI, reason="without 案件, 法律援助联络点131个 answers for 件"),
    ("新北区受理行政复议案件多少件", XINBEI),  # 收到239件
    ("新北区行政复议直接纠错率是多少", XINBEI),  # 化解37.76%
    ("新北区有多少名公职律师", XINBEI),
    ("新北区执法人员有多少名", XINBEI),
    ("新北区二审案件多少件", XINBEI),  # 一审案件35件
    ("金坛区行政复议实质性化解率是多少", JINTAN),  # 实质性化解23件
    ("金坛区召开行政复议委员会案审会几次", JINTAN),
    ("浦口区行政复议实质性化解率是多少", PUKOU),  # 实质性化解57件
    ("浦口区重复投诉率是多少", PUKOU),  # 解决率97.36%，重复投诉率…保持下降
    ("浦口区举办法治讲座多少场", PUKOU),
    ("江宁区收到行政复议申请多少件", JIANGNING),  # 受理419件
    ("江宁区行政诉讼败诉率是多少", JIANGNING),
    ("吴江区收到多少件行政复议申请", WUJIANG),  # 办结147件
    ("吴江区行政机关负责人出庭应诉率是多少", WUJIANG),
    ("吴江区2025年举办讲座多少场", WUJIANG),
]


@pytest.mark.parametrize(("question", "code"), NEAR_MISSES)
def test_a_near_miss_is_no_answer(question: str, code: str) -> None:
    if "2025" in question:
        assert told(choose(resolved(question), ranked_seeds(code), years_in_text=[2025])) == []
    else:
        assert chosen(question, code) == []


@pytest.mark.parametrize("standing", [0.0, OUTSTANDING, 4.0])
def test_a_near_miss_that_stands_out_by_meaning_is_none_either(standing: float) -> None:
    made = ranked_seeds(XINBEI, {"法律援助联络点131个": standing})
    assert choose(resolved("新北区办结法律援助案件多少件"), made) == []


ANSWERS = [
    # question, district, the beginnings of the sentences
    ("新北区收到多少件行政复议申请", XINBEI, ["2024年新北区政府共收到复议申请239件"]),
    ("新北区新建法律援助联络点多少个", XINBEI, ["把法律援助联络点建设工作纳入"]),
    ("新北区一审案件多少件，审结多少件", XINBEI, ["区政府为行政诉讼被告的一审案件35件，已审结28件"]),
    ("金坛区行政复议收到多少件，结案多少件", JINTAN, ["2024年共收到行政复议申请187件"]),  # one sentence, said once
    ("金坛区举行行政复议听证会几次", JINTAN, ["举行行政复议听证会41次"]),
    ("江宁区办理公证多少件", JIANGNING, ["持续深化公证"]),
    ("浦口区公职律师多少名", PUKOU, ["全区46个部门"]),
    ("吴江区行政复议纠错率是多少", WUJIANG, ["年内办结复议案件147件"]),
    ("吴江区信访积案化解率", WUJIANG, ["建强“三官两师一员”工作队伍"]),
    # each half in a sentence of its own, as printed
    ("江宁区公证和法律援助各办理多少件", JIANGNING, ["2023年全区共办理法律援助案件2911件", "持续深化公证"]),
    (
        "江宁区办理公证多少件，办理法律援助案件多少件",
        JIANGNING,
        ["2023年全区共办理法律援助案件2911件", "持续深化公证"],
    ),
]


@pytest.mark.parametrize(("question", "code", "beginnings"), ANSWERS)
def test_answers(question: str, code: str, beginnings: list[str]) -> None:
    assert begin(chosen(question, code), beginnings), chosen(question, code)


def test_halves_are_not_joined_where_one_is_missing() -> None:
    assert chosen("江宁区公证和仲裁各办理多少件", JIANGNING) == []
    assert chosen("新北区公证和法律援助各办理多少件", XINBEI) == []


@pytest.mark.parametrize(("second", "joined"), [("审结法律援助案件9件。", True), ("办理法律援助案件9件。", False)])
def test_halves_are_joined_only_where_both_are_of_the_stage_asked_for(second: str, joined: bool) -> None:
    first = "审结公证案件3件。"
    made = [ranked(paragraph(first + second))]
    found = told(choose(resolved("公证和法律援助案件各审结多少件"), made))
    assert found == ([first, second] if joined else [])


def test_of_two_things_asked_the_one_that_is_there_is_told() -> None:
    found = chosen("新北区收到多少件行政复议申请，办理公证多少件", XINBEI)
    assert begin(found, ["2024年新北区政府共收到复议申请239件"])


FOLLOW_UPS = [
    (["新北区收到多少件行政复议申请"], "审结了多少", XINBEI, ["2024年新北区政府共收到复议申请239件"]),
    (["新北区一审行政诉讼案件多少件"], "审结了多少", XINBEI, ["区政府为行政诉讼被告的一审案件35件，已审结28件"]),
    (["江宁区受理多少件行政复议案件"], "化解率呢", JIANGNING, ["2023年,共受理行政复议案件419件"]),
    # still about 法律援助: the 203 of 复议 are no answer
    (["新北区新建法律援助联络点多少个"], "审结了多少", XINBEI, []),
    # the report writes 复议案件, not 复议申请
    (["新北区收到行政复议申请多少件", "化解率呢"], "那吴江区呢", WUJIANG, ["年内办结复议案件147件"]),
]


@pytest.mark.parametrize(("earlier", "question", "code", "beginnings"), FOLLOW_UPS)
def test_follow_ups(earlier: list[str], question: str, code: str, beginnings: list[str]) -> None:
    found = chosen(question, code, earlier=earlier)
    assert begin(found, beginnings), found


ALONE = "参与网点建设的有35家。"
ELSEWHERE = "推进的项目有12个。"


def alone(standing: float, other: float) -> list[RankedParagraph]:
    return [ranked(paragraph(ALONE, ordinal=1), standing), ranked(paragraph(ELSEWHERE, ordinal=2), other)]


@pytest.mark.parametrize(
    ("standing", "other", "answers"),
    [
        (OUTSTANDING, OUTSTANDING - ALONE_BY - 0.01, True),
        (OUTSTANDING, OUTSTANDING - ALONE_BY + 0.01, False),  # another comes near
        (OUTSTANDING - 0.01, 0.0, False),  # doesn't stand out enough
    ],
)
def test_a_sentence_alone_by_its_meaning(standing: float, other: float, answers: bool) -> None:
    """People ask in quite other words; a third of the question is enough then."""
    question = resolved("新北区多少商铺加入网点")
    terms = (Term(("商铺",), 1.0), Term(("加入",), 0.4), Term(("网点",), 0.9))
    question = replace(question, topic=replace(question.topic, terms=terms))
    assert told(choose(question, alone(standing, other))) == ([ALONE] if answers else [])


def test_alone_or_not_a_term_of_the_field_must_be_there() -> None:
    question = resolved("新北区多少商铺加入网点")
    terms = (Term(("听证会",), 1.0, official=True), Term(("网点",), 0.9))
    question = replace(question, topic=replace(question.topic, terms=terms))
    assert choose(question, alone(5.0, 0.0)) == []


def test_alone_or_not_something_of_the_question_must_be_there() -> None:
    question = resolved("新北区多少商铺加入网点")
    question = replace(question, topic=replace(question.topic, terms=(Term(("商铺",), 1.0),)))
    assert choose(question, alone(5.0, 0.0)) == []


def whole_part(code: str, part: Part) -> str:
    return "".join("".join(e.paragraph.text.split()) for e in ranked_seeds(code) if e.paragraph.part is part)


@pytest.mark.parametrize("code", [XINBEI, JINTAN, PUKOU, WUJIANG])
def test_shortcomings_are_told_whole(code: str) -> None:
    found = "".join("".join(chosen("存在哪些不足", code)).split())
    part = whole_part(code, Part.SHORTCOMINGS)
    assert found
    assert found in part
    assert len(found) <= CHARACTERS_OF_A_PART
    assert "2025年,我们将" not in found  # 吴江's paragraph turns to its plan


def test_plans_are_told_from_their_beginning_up_to_a_length() -> None:
    resolution = with_familiar_words(resolved("新北区下一步有什么打算"), lambda _: False)
    found = told(choose(resolution, ranked_seeds(XINBEI)))
    assert found[0].startswith("2025年，新北区将全面贯彻")
    assert sum(map(len, found)) <= CHARACTERS_OF_A_PART
    assert all(any(sentence in each.paragraph.text for each in ranked_seeds(XINBEI)) for sentence in found)


def test_of_a_plan_for_one_thing_only_that_is_told() -> None:
    found = chosen("新北区下一步在数字政务建设上有什么打算", XINBEI)
    assert found
    assert all("数字政务" in sentence or "政务" in sentence for sentence in found)


def test_plans_and_shortcomings_are_told_only_when_asked_for() -> None:
    plans = {e.paragraph.paragraph_id for e in ranked_seeds(XINBEI) if e.paragraph.part is Part.PLAN}
    for question in ("枫桥经验是怎么做的", "推进普法的情况", "行政争议化解的情况"):
        (found,) = choose(resolved(question), ranked_seeds(XINBEI))
        assert not plans & {evidence.ranked.paragraph.paragraph_id for evidence in found.evidence}


def test_how_something_is_done_is_told_from_under_its_heading() -> None:
    found = chosen("新北区知识产权法治保障情况", XINBEI)
    assert found[0].startswith("新北区获批首批县域国家级专利侵权纠纷")
    assert sum(map(len, found)) <= CHARACTERS_OF_ONE


def test_a_name_in_quotation_marks_is_defined_by_the_sentence_that_holds_it() -> None:
    assert begin(chosen("什么是“四书同达”", JINTAN), ["我区自加压力"])
    assert chosen("什么是“四书同达”", XINBEI) == []


def test_each_report_has_its_say_in_the_order_named() -> None:
    question = "浦口区、江宁区、新北区行政复议实质性化解率"
    found = choose(resolved(question), [*ranked_seeds(XINBEI), *ranked_seeds(JIANGNING), *ranked_seeds(PUKOU)])
    assert [each.report.region.code for each in found] == [JIANGNING, XINBEI]  # 浦口 gives no rate


def test_where_no_district_is_named_only_the_best_answer() -> None:
    everything = [each for code in (XINBEI, JINTAN, WUJIANG) for each in ranked_seeds(code)]
    assert [each.report.region.code for each in choose(resolved("信访积案化解率是多少"), everything)] == [WUJIANG]


def test_of_a_year_without_a_report_only_a_figure_printed_with_that_year() -> None:
    made = [ranked(paragraph("2021年收到复议申请99件，2024年收到复议申请120件。"))]
    assert told(choose(resolved("收到多少件复议申请"), made, years_in_text=[2021])) == [made[0].paragraph.text]
    assert choose(resolved("收到多少件复议申请"), made, years_in_text=[2020]) == []


def test_found_is_cumulative_where_its_figure_is() -> None:
    (found,) = choose(resolved("吴江区为民营企业办证多少件"), ranked_seeds(WUJIANG))
    assert found.cumulative
    (found,) = choose(resolved("吴江区办结复议案件多少件"), ranked_seeds(WUJIANG))
    assert not found.cumulative


def test_nothing_found_in_nothing() -> None:
    assert choose(resolved("收到多少件复议申请"), []) == []


OFF_TOPIC = [
    # turns, off topic
    (["今天天气怎么样"], True),
    (["红烧肉怎么做"], True),
    (["新北区今天天气怎么样"], True),
    (["行政复议是怎么做的"], False),
    (["新北区收到多少件红烧肉"], False),  # a figure of a district: not reported
    (["下一步打算"], False),
    (["有哪些不足"], False),
    (["新北区情况"], False),  # of a district whatever there is
    (["谢谢"], True),
]


@pytest.mark.parametrize(("turns", "expected"), OFF_TOPIC)
def test_off_topic(turns: list[str], expected: bool) -> None:
    assert nothing_about(resolved(*turns), ranked_seeds(XINBEI)) is expected


def test_off_topic_of_no_paragraphs() -> None:
    assert nothing_about(resolved("红烧肉怎么做"), [])
    assert not nothing_about(resolved("行政复议是怎么做的"), [])  # a term of the field is the field's


def test_a_term_of_the_field_that_no_report_uses_may_be_off_topic() -> None:
    unheard_of = with_familiar_words(resolved("仲裁是怎么做的"), lambda _: False)
    assert nothing_about(unheard_of, ranked_seeds(XINBEI))


def test_words_that_no_report_uses_weigh_less() -> None:
    question = resolved("新北区的盖厂房审批用时多少天，审批多少件盖厂房")
    familiar = with_familiar_words(question, lambda name: "审批" in name)

    def weights(read: Resolved) -> dict[str, float]:
        return {term.word: term.weight for term in read.topic.terms}

    strange = [term for term in familiar.topic.terms if term.unfamiliar]
    assert strange
    assert "审批" not in words_of(strange)
    for term in strange:
        assert term.weight == pytest.approx(UNFAMILIAR_WEIGHT * weights(question)[term.word])
    assert weights(familiar)["审批"] == weights(question)["审批"]
    assert all(
        term.unfamiliar for part in familiar.topic.parts for term in part.terms if term.word in words_of(strange)
    )


def test_a_word_is_familiar_by_any_of_its_names() -> None:
    familiar = with_familiar_words(resolved("复议审结多少件"), lambda name: name == "结案")
    assert [term.word for term in familiar.topic.terms if not term.unfamiliar] == ["审结"]


def test_a_list_is_of_a_few_sentences() -> None:
    question = resolved("新北区有哪些调解品牌")
    assert question.topic.kind is QuestionKind.LIST
    found = told(choose(question, ranked_seeds(XINBEI)))
    assert any("龙和调解" in sentence for sentence in found)
    assert sum(map(len, found)) <= CHARACTERS_OF_ONE
