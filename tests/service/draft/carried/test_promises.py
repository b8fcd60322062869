"""Last year's promises and shortcomings in the new draft: none lost, each under its heading, nothing told as done."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from service.draft.carried.promises import (
    field_of_promise,
    leadership_sentences,
    plan_sentences,
    promise_sentence,
    promises_of,
    shortcoming_sentences,
    subject_of_promise,
    subject_of_shortcoming,
)
from service.draft.gate import fault_of_sentence
from service.draft.outline.outline import outline_of
from service.draft.types import Basis, Gap, Outline, OutlineSection, Quoted, Sentence
from tests.vectorstore.reports.seeds import seed
from tests.vectorstore.reports.test_promises import ACCOUNT, LABELLED, NUMBERS, documents
from vectorstore.reports.promises import commitments_of, shortcomings_of
from vectorstore.reports.readers import read_draft
from vectorstore.types import Document, Part, Region, Report

_NUMBER = re.compile(
    r"第?[一二三四五六七八九十]+(?:部分|[、是.．])|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、．]|20\d\d|\s"
)


@cache
def drafted(report: str) -> tuple[Basis, Outline]:
    return basis_of(documents()[report])


def basis_of(document: Document) -> tuple[Basis, Outline]:
    basis = Basis(document.report, document.paragraphs, document.report.year + 1)
    return basis, outline_of(basis)


def invented(text: str) -> tuple[Basis, Outline]:
    paragraphs = read_draft((ACCOUNT + text).encode(), "report.txt", year=2024).paragraphs
    region = Region("320411", "新北区", "江苏省常州市新北区")
    report = Report(paragraphs[0].report_id, "法治政府建设情况报告", region, 2024, "", date(2025, 1, 1), None, "", "")
    basis = Basis(report, paragraphs, 2025)
    return basis, outline_of(basis)


def told(sentence: Sentence) -> str:
    """Gaps as 【year indicator】."""
    return "".join(
        piece
        if isinstance(piece, str)
        else f"“{piece.statement.span.text}”"
        if isinstance(piece, Quoted)
        else f"【{piece.year or ''}{piece.indicator}】"
        for piece in sentence.pieces
    )


def gaps(sentence: Sentence) -> list[Gap]:
    return [piece for piece in sentence.pieces if isinstance(piece, Gap)]


def every_sentence(basis: Basis, outline: Outline) -> Iterator[Sentence]:
    yield from (promise_sentence(promise, basis)[0] for promise in promises_of(basis, outline))
    for section in outline.sections:
        if section.part is Part.PLAN:
            yield from (sentence for paragraph in plan_sentences(basis, section) for sentence in paragraph)
    for paragraphs in (shortcoming_sentences(basis), leadership_sentences(basis)):
        yield from (sentence for paragraph in paragraphs for sentence in paragraph)


def in_words(heading: str) -> str:
    """Numbers and years change from year to year."""
    return _NUMBER.sub("", heading)


def headings_down_to(outline: Outline, place: int) -> list[str]:
    headings: list[str] = []
    level = outline.sections[place].level + 1
    for section in reversed(outline.sections[: place + 1]):
        if section.level < level:
            headings.append(in_words(section.heading))
            level = section.level
    return headings


@pytest.mark.parametrize("number", NUMBERS)
def test_no_promise_is_lost_and_each_stands_in_a_section_that_reports(number: str) -> None:
    basis, outline = basis_of(seed(number))
    promises = promises_of(basis, outline)
    points = commitments_of(basis.paragraphs)
    assert [promise.statement.span for promise in promises] == [point.span for point in points]
    for promise in promises:
        section = outline.sections[promise.section]
        assert section.part in (Part.MEASURES, Part.LEADERSHIP)
        assert section.level >= 1


def test_promises_stand_where_readers_would_report_on_them() -> None:
    labels = [json.loads(line) for line in (LABELLED / "commitments.jsonl").read_text(encoding="utf-8").splitlines()]
    wrong = []
    for label in labels:
        basis, outline = drafted(label["report"])
        found = [one for one in promises_of(basis, outline) if label["text"] in one.statement.span.text]
        # a section below the one that a reader named is right too
        named = headings_down_to(outline, found[0].section) if found else []
        if not {in_words(section) for section in label["sections"]} & set(named):
            wrong.append((label["text"], named[:1]))
    assert len(wrong) <= 0.1 * len(labels), wrong


def test_what_is_about_the_whole_goes_to_those_who_lead() -> None:
    for number, heading in (("000", "（一）坚持思想政治引领"), ("004", "（一）深入践行习近平法治思想")):
        basis, outline = basis_of(seed(number))
        assert outline.sections[promises_of(basis, outline)[0].section].heading == heading


@pytest.mark.parametrize("number", NUMBERS)
def test_every_sentence_passes_the_gate_and_is_one(number: str) -> None:
    basis, outline = basis_of(seed(number))
    for sentence in every_sentence(basis, outline):
        assert fault_of_sentence(sentence, basis) is None, told(sentence)
        assert sentence.pieces[-1] == "。"
        assert gaps(sentence)
        for gap in gaps(sentence):
            assert not re.search(r"20\d\d|\d+[件个名家次项%]|《", gap.indicator), gap.indicator
            assert len(gap.indicator) <= 60
            assert gap.indicator.count("“") == gap.indicator.count("”"), gap.indicator


def test_a_promise_is_quoted_and_what_came_of_it_is_open() -> None:
    basis, outline = basis_of(seed("000"))
    sentences = dict(promise_sentence(promise, basis) for promise in promises_of(basis, outline))
    one = next(sentence for sentence in sentences if "推出执法人员" in told(sentence))
    assert told(one) == "落实“推出执法人员公共法律知识类专题课程”的安排，【推出执法人员公共法律知识类专题课程情况】。"
    assert sentences[one] in one.pieces
    assert sentences[one].department == "司法局"
    assert one.sources == ()


def test_promises_without_a_place_are_kept() -> None:
    basis, outline = invented("二、存在不足\n普法精准性不够。\n三、下步打算\n加强殡葬管理。\n")
    (promise,) = promises_of(basis, outline)
    general = next(place for place, one in enumerate(outline.sections) if one.part is Part.LEADERSHIP)
    assert promise.section == general


def test_no_plan_promises_nothing() -> None:
    basis, outline = invented("")
    assert promises_of(basis, outline) == ()
    assert [told(sentence) for paragraph in shortcoming_sentences(basis) for sentence in paragraph] == [
        "【推进法治政府建设存在的主要不足和原因】。"
    ]


@pytest.mark.parametrize("number", NUMBERS)
def test_each_shortcoming_is_quoted_to_be_checked_off(number: str) -> None:
    basis, _ = basis_of(seed(number))
    asked, *checked = shortcoming_sentences(basis)
    assert [told(sentence) for sentence in asked] == ["【推进法治政府建设存在的主要不足和原因】。"]
    quoted = [
        piece.statement.span
        for paragraph in checked
        for sentence in paragraph
        for piece in sentence.pieces
        if isinstance(piece, Quoted)
    ]
    assert quoted == [point.span for point in shortcomings_of(basis.paragraphs)]
    assert [told(paragraph[0])[:2] for paragraph in checked] == ["一是", "二是", "三是", "四是"][: len(checked)]


def test_shortcomings_read_as_a_clerk_would_check_them() -> None:
    basis, _ = basis_of(seed("001"))
    assert told(shortcoming_sentences(basis)[1][0]) == (
        "一是对照此前查找的“行政执法人员培训的针对性、有效性有待提高”的问题，"
        "【行政执法人员培训的针对性、有效性改善情况（仍存在的写明原因）】。"
    )
    basis, _ = basis_of(seed("003"))
    assert "“培育基层法治人才”方面的不足，" in told(shortcoming_sentences(basis)[2][0])


def test_the_next_plan_is_a_scaffold_of_the_next_year() -> None:
    for number in NUMBERS:
        basis, outline = basis_of(seed(number))
        promised = {point.span.text for point in commitments_of(basis.paragraphs)}
        sections = [section for section in outline.sections if section.part is Part.PLAN]
        assert sections
        for section in sections:
            paragraphs = plan_sentences(basis, section)
            assert paragraphs
            for sentence in (sentence for paragraph in paragraphs for sentence in paragraph):
                assert all(gap.year == basis.year + 1 for gap in gaps(sentence))
                assert not any(piece.rstrip("。") in promised for piece in sentence.pieces if isinstance(piece, str))


def test_the_scaffold_keeps_headings_labels_and_the_standing_clause() -> None:
    basis, outline = basis_of(seed("004"))
    plan = next(section for section in outline.sections if section.part is Part.PLAN)
    assert [told(sentence) for paragraph in plan_sentences(basis, plan) for sentence in paragraph] == [
        "2025年，坚持以习近平新时代中国特色社会主义思想为指导，【2025推进法治政府建设的总体安排】。",
        "【2025全面深入践行习近平法治思想方面的安排】。",
        "【2025持续优化法治营商环境方面的安排】。",
        "【2025全面提升依法行政效能方面的安排】。",
    ]
    basis, outline = basis_of(seed("000"))
    heading = next(section for section in outline.sections if "数字政务建设" in section.heading)
    assert [told(sentence) for paragraph in plan_sentences(basis, heading) for sentence in paragraph] == [
        "【2026以更宽视野探索数字政务建设的具体安排】。"
    ]


def test_a_heading_that_only_holds_others_gets_no_text_and_an_added_one_does() -> None:
    basis, _ = invented("二、下步打算\n（一）加强执法监督\n")
    assert plan_sentences(basis, OutlineSection("二、下步打算", 1, Part.PLAN)) == ()
    added = plan_sentences(basis, OutlineSection("四、2026年主要安排", 1, Part.PLAN, added=True))
    assert [told(sentence) for paragraph in added for sentence in paragraph] == ["【2026推进法治政府建设的主要安排】。"]


def test_an_added_section_of_leadership_asks_for_each_duty() -> None:
    basis, _ = basis_of(seed("003"))
    (paragraph,) = leadership_sentences(basis)
    asked = [gap for sentence in paragraph for gap in gaps(sentence)]
    for duty in ("中心组学法", "常务会议学法", "专题研究法治建设", "重大问题协调", "述法"):
        assert any(duty in gap.indicator for gap in asked)
    assert all(gap.department for gap in asked)


SUBJECTS = [
    ("及时调整复议委员会成员", "调整复议委员会成员"),
    ("运用专业化力量，及时调整复议委员会成员", "调整复议委员会成员"),
    ("以“一规划两方案”评估验收为契机", "“一规划两方案”评估验收"),
    ("总结研判新《复议法》实施以来的办案形式", "总结研判新复议法实施以来的办案形式"),
    ("印发《2025年工作要点》和任务分工", "印发工作要点和任务分工"),
    ("在2025年底前完成3个示范点建设", "完成示范点建设"),
    ("推动智能审批占比达到60%", "推动智能审批占比"),
    ("落实提升行政执法质量三年行动计划", "落实提升行政执法质量三年行动计划"),  # a name
    ("严格实施“3+1张清单”", "实施“3+1张清单”"),  # another
    ("健全任前法律知识测试制度", "健全任前法律知识测试制度"),
    ("完善镇(街道)调解组织", "完善镇(街道)调解组织"),
]


@pytest.mark.parametrize(("text", "subject"), SUBJECTS)
def test_what_is_to_be_filled_in_is_named_by_the_promise(text: str, subject: str) -> None:
    assert subject_of_promise(text) == subject


def test_long_subjects_end_at_a_joint_with_their_quotation_marks() -> None:
    subject = subject_of_promise(
        "对镇街道承接的全部赋权事项的人员配备、“一支队伍管执法、一张清单管到底、一套制度管全程”机制运行开展评估"
    )
    assert subject == "对镇街道承接的全部赋权事项的人员配备等"


def test_a_field_is_a_promise_without_its_verb() -> None:
    assert field_of_promise("组织开展行政执法案卷评查") == "行政执法案卷评查"
    assert field_of_promise("健全和完善机制") == "健全和完善机制"  # nothing is left of 和完善机制


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("在依法行政能力和水平上还要提升", "依法行政能力和水平"),
        ("落实行政执法“三项制度”还存在薄弱环节", "落实行政执法“三项制度”"),
        ("在耕地保护等领域，执法监管抓得不够严", "执法监管"),
        ("与人民群众的新期待存在差距", "与人民群众的新期待"),
        ("个别部门重实体轻程序", "个别部门重实体轻程序问题"),
        ("培育基层法治人才", "培育基层法治人才工作"),
    ],
)
def test_a_shortcoming_is_named_by_what_is_wanting(text: str, subject: str) -> None:
    assert subject_of_shortcoming(text) == subject
