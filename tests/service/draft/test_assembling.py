"""Numbers, tokens and markers of a draft."""

import re

import pytest

from service.cited.composition import Statement
from service.contract.draft import Draft
from service.draft.assembling import assemble
from service.draft.types import (
    Basis,
    Borrowed,
    DraftedSection,
    Gap,
    OutlineSection,
    Quoted,
    ReportedPromise,
    Sentence,
    WholeDraft,
)
from tests.service.compared import report_of
from vectorstore.genre.text import Span
from vectorstore.types import Paragraph, Part, Role

TEXT = "持续规范行政复议。2024年收到申请239件,审结203件,化解率37.76%。印发《办法》。"
PLAN = "推出专题课程。"
REPORT = report_of("320411")
SOURCE = Paragraph(f"{REPORT.report_id}-p001", REPORT.report_id, 1, Role.TEXT, Part.MEASURES, ("一、复议",), TEXT)
PROMISE = Paragraph(f"{REPORT.report_id}-p002", REPORT.report_id, 2, Role.TEXT, Part.PLAN, ("二、安排",), PLAN)
BASIS = Basis(REPORT, (SOURCE, PROMISE), 2025)
SECTION = OutlineSection("一、复议", 1, Part.MEASURES)


def printed(words: str, paragraph: Paragraph = SOURCE) -> Statement:
    start = paragraph.text.index(words)
    return Statement(REPORT, paragraph, Span(words, start, start + len(words)))


def assembled(
    *sentences: Sentence, told: tuple[ReportedPromise, ...] = (), borrowed: tuple[Borrowed, ...] = ()
) -> Draft:
    sections = (DraftedSection(SECTION, (sentences,)),)
    return assemble(WholeDraft("题目", BASIS, sections, told, borrowed), "extractive")


def text_of(draft: Draft) -> str:
    return draft.sections[0].paragraphs[0].text


def test_a_figure_stands_as_its_indicator_with_last_years_value_beside_it() -> None:
    gap = Gap("行政复议收到申请数", "件", "司法局", printed("239"))
    draft = assembled(Sentence(("收到申请", gap, "。"), (printed("2024年收到申请239件,审结203件,化解率37.76%。"),)))
    assert text_of(draft) == "收到申请【待填：2025年行政复议收到申请数（件）；2024年为239件[1]】。[1]"
    (placeholder,) = draft.placeholders
    assert (placeholder.indicator, placeholder.unit, placeholder.department) == ("行政复议收到申请数", "件", "司法局")
    assert placeholder.previous is not None
    assert placeholder.previous.model_dump() == {"value": "239", "year": 2024, "citation": 1}
    assert draft.citations[0].quote == "2024年收到申请239件,审结203件,化解率37.76%。"


def test_the_citation_of_a_value_quotes_its_whole_sentence() -> None:
    draft = assembled(Sentence((Gap("办法印发情况", previous=printed("印发《办法》")), "。")))
    assert text_of(draft) == "【待填：2025年办法印发情况；2024年为“印发《办法》”[1]】。"
    assert draft.citations[0].quote == "印发《办法》。"


def test_every_token_is_another() -> None:
    draft = assembled(Sentence((Gap("不足"), "、", Gap("不足"), "。")))
    tokens = [placeholder.token for placeholder in draft.placeholders]
    assert tokens == ["【待填：2025年不足】", "【待填：2025年不足（第2处）】"]
    assert [text_of(draft).count(token) for token in tokens] == [1, 1]


def test_of_next_years_arrangements_the_token_names_next_year() -> None:
    assert text_of(assembled(Sentence((Gap("复议工作安排", year=2026), "。")))) == "【待填：2026年复议工作安排】。"


def test_words_that_would_break_a_token_are_only_cited() -> None:
    text = "印发【1号】文件。"
    paragraph = Paragraph("p", REPORT.report_id, 3, Role.TEXT, Part.MEASURES, (), text)
    draft = assembled(Sentence((Gap("文件印发情况", previous=printed("印发【1号】文件", paragraph)), "。")))
    assert text_of(draft) == "【待填：2025年文件印发情况；2024年见[1]】。"
    assert draft.placeholders[0].previous is not None
    assert draft.placeholders[0].previous.value == "印发【1号】文件"


def test_a_promise_is_quoted_cited_and_tied_to_what_is_to_be_filled_in() -> None:
    gap = Gap("专题课程推出情况")
    statement = printed("推出专题课程", PROMISE)
    sentence = Sentence(("落实", Quoted(statement), "的安排，", gap, "。"))
    draft = assembled(sentence, told=(ReportedPromise(statement, SECTION.heading, gap),))
    assert text_of(draft) == "落实“推出专题课程”[1]的安排，【待填：2025年专题课程推出情况】。"
    (commitment,) = draft.commitments
    assert commitment.model_dump() == {
        "text": "推出专题课程",
        "citation": 1,
        "section": "一、复议",
        "placeholder": draft.placeholders[0].id,
    }


def test_a_paragraph_names_its_markers_once_in_the_order_of_the_text() -> None:
    standing = Sentence(("持续规范行政复议。",), (printed("持续规范行政复议。"),))
    event = Sentence((Gap("印发情况", previous=printed("印发《办法》")), "。"))
    draft = assembled(standing, event, standing)
    paragraph = draft.sections[0].paragraphs[0]
    assert paragraph.citations == (1, 2)
    assert {int(number) for number in re.findall(r"\[(\d+)\]", paragraph.text)} == {1, 2}
    assert [(claim.text, claim.citations) for claim in paragraph.claims] == 2 * [("持续规范行政复议。", (1,))]


def test_what_other_districts_did_is_cited_apart() -> None:
    other = report_of("320413")
    paragraph = Paragraph("q", other.report_id, 1, Role.TEXT, Part.MEASURES, ("一、",), "探索“四书同达”。")
    statement = Statement(other, paragraph, Span(paragraph.text, 0, len(paragraph.text)))
    draft = assembled(Sentence(("坚持。",)), borrowed=(Borrowed(SECTION.heading, (statement,)),))
    (practice,) = draft.practices
    assert (practice.region, practice.text) == ("江苏省常州市金坛区", "探索“四书同达”。")
    assert draft.citations[practice.citation - 1].report_id == other.report_id
    assert "四书同达" not in text_of(draft)


def test_a_statement_that_its_paragraph_does_not_hold_never_leaves() -> None:
    forged = Statement(REPORT, SOURCE, Span("收到申请240件", 14, 22))
    with pytest.raises(ValueError, match="does not hold"):
        assembled(Sentence((Gap("收到申请数", "件", previous=forged), "。")))
