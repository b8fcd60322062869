"""What must never leave in a draft's own words, and what becomes of it."""

import pytest

from service.cited.composition import Statement
from service.draft import sections
from service.draft.gate import fault_of_sentence
from service.draft.types import Basis, DraftPiece, Gap, Outline, OutlineSection, Quoted, Sentence, SourceText
from tests.service.compared import report_of
from vectorstore.genre.text import Span
from vectorstore.types import Paragraph, Part, Role

REPORT = report_of("320411")
TEXT = "落实《法治政府建设实施纲要（2021—2025年）》，用好12345热线，深化“1+6”模式，收到申请239件，印发《办法》。"
PARAGRAPH = Paragraph(f"{REPORT.report_id}-p001", REPORT.report_id, 1, Role.TEXT, Part.MEASURES, ("一、复议",), TEXT)
BASIS = Basis(REPORT, (PARAGRAPH,), 2025)
WHOLE = Statement(REPORT, PARAGRAPH, Span(TEXT, 0, len(TEXT)))
PLACE = TEXT.index("239")
RECEIVED = Gap("收到申请数", "件", previous=Statement(REPORT, PARAGRAPH, Span("239", PLACE, PLACE + 3)))


def fault(*pieces: DraftPiece) -> str | None:
    return fault_of_sentence(Sentence(pieces, (WHOLE,)), BASIS)


@pytest.mark.parametrize(
    "pieces",
    [
        ("落实《法治政府建设实施纲要（2021—2025年）》，用好12345热线，深化“1+6”模式。",),  # names, as printed
        ("2025年收到申请", RECEIVED, "件。"),
        ("落实", Quoted(WHOLE), "的安排，", Gap("落实情况"), "。"),  # last year's words, told as such
        (Gap("安排", year=2026), "。"),
    ],
)
def test_what_stands_passes(pieces: tuple[DraftPiece, ...]) -> None:
    assert fault(*pieces) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2025年收到申请239件。", "数字"),  # printed, but last year's
        ("2025年收到申请251件。", "数字"),
        ("用好12348热线。", "12348"),
        ("2024年用好12345热线。", "2024"),
        ("去年用好12345热线。", "去年"),
        ("落实《重大行政决策程序暂行条例》。", "《重大行政决策程序暂行条例》"),
        ("持续规范行政复议，获评全国先进。", "成效"),
    ],
)
def test_what_must_not_leave_is_told(text: str, why: str) -> None:
    found = fault(text)
    assert found is not None
    assert why in found


def test_a_sentence_at_fault_is_left_open_and_loses_no_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    bold = Sentence(("获评全国先进，收到申请", RECEIVED, "件。"), (WHOLE,))
    monkeypatch.setattr(sections, "carried", lambda *_: (bold,))
    section = OutlineSection("（一）规范行政复议", 1, Part.MEASURES, sources=(SourceText(PARAGRAPH, 0),))
    outline = Outline("题目", (section, OutlineSection("落款", 0, Part.MEASURES)))
    (drafted,) = sections.sections_of(BASIS, outline, [0]).drafted
    ((sentence,),) = drafted.paragraphs
    words, comma, kept, stop = sentence.pieces
    assert isinstance(words, Gap)
    assert (words.indicator, words.previous) == ("规范行政复议情况", WHOLE)
    assert (comma, kept, stop) == ("、", RECEIVED, "。")
