"""The texts of a draft taken apart, and the draft as Markdown: nothing lost, nothing taken for markup."""

import re

import pytest

from service.contract.draft import Draft, DraftSection
from service.draft.files.text import NO_DEPARTMENT, Appendix, TextPiece, appendices_of, filled_in, markdown, reader_of
from tests.service.drafted import (
    CITATIONS,
    DRAFT,
    PLACEHOLDERS,
    REVIEW,
    REVIEWERS,
    SECTIONS,
    SUPERVISED,
    paragraph,
    section,
)
from vectorstore.reports.readers import without_markdown

RECEIVED = PLACEHOLDERS[1]
TRAINING = PLACEHOLDERS[12]


def with_sections(*sections: DraftSection, **changes: object) -> Draft:
    return DRAFT.model_copy(update={"sections": sections, **changes})


def joined(text: str, filled: dict[str, str] | None = None, clean: bool = False) -> str:
    return "".join(piece.text for piece in reader_of(DRAFT, filled or {}, clean)(text))


# Pieces


def test_a_text_is_taken_apart_into_text_placeholders_and_markers() -> None:
    text = f"收到申请{RECEIVED.token}，审结完毕。[3][4]"
    assert reader_of(DRAFT, {}, False)(text) == (
        TextPiece("text", "收到申请"),
        TextPiece("placeholder", RECEIVED.token),
        TextPiece("text", "，审结完毕。"),
        TextPiece("marker", "[3]"),
        TextPiece("marker", "[4]"),
    )


def test_every_text_of_the_draft_is_its_pieces() -> None:
    for text in (one.text for drafted in SECTIONS for one in drafted.paragraphs):
        assert joined(text) == text


def test_a_clean_text_has_no_marker_left_not_even_in_a_token() -> None:
    assert joined(f"收到申请{RECEIVED.token}。[3]", clean=True) == (
        "收到申请【待填：2025年行政复议收到申请数（件）；2024年为239件】。"
    )


def test_what_looks_like_a_marker_and_cites_nothing_stays() -> None:
    assert joined("依据苏政发[2024]1号和[99]。", clean=True) == "依据苏政发[2024]1号和[99]。"


@pytest.mark.parametrize(
    ("value", "following", "expected"),
    [
        ("251", "，", "251件"),  # the unit stands in the token only
        ("251件", "，", "251件"),
        ("251", "件，", "251"),  # the unit stands in the text behind it
        ("251 件", "件，", "251"),
        (" 251\n", "，", "251件"),
        ("", "，", ""),
        (" \n\t", "，", ""),
    ],
)
def test_a_filled_figure_has_its_unit_once(value: str, following: str, expected: str) -> None:
    assert filled_in(RECEIVED, {"p2": value}, following) == expected


@pytest.mark.parametrize(
    ("value", "following", "expected"),
    [
        ("培训调解员120人。", "。", "培训调解员120人"),  # else there were two stops
        ("培训调解员120人。", "", "培训调解员120人。"),
        ("一是培训；\r\n二是考核。", "。", "一是培训；二是考核"),
    ],
)
def test_filled_words_fit_into_their_sentence(value: str, following: str, expected: str) -> None:
    assert filled_in(TRAINING, {TRAINING.id: value}, following) == expected


def test_what_is_filled_in_takes_the_place_of_its_token() -> None:
    text = f"收到申请{RECEIVED.token}。"
    assert reader_of(DRAFT, {"p2": "251"}, False)(text)[1] == TextPiece("filled", "251件")
    assert joined(text, {"p2": " "}) == text


def test_a_draft_without_placeholders_and_citations_is_only_text() -> None:
    bare = DRAFT.model_copy(update={"placeholders": (), "citations": ()})
    assert reader_of(bare, {}, True)("一[1]【待填】") == (TextPiece("text", "一[1]【待填】"),)


# Appendices


def appendices(filled: dict[str, str], clean: bool = False) -> dict[str, Appendix]:
    found = appendices_of(DRAFT, lambda placeholder: filled_in(placeholder, filled), clean)
    return {one.title: one for one in found}


def test_the_open_items_stand_by_department_those_of_nobody_last() -> None:
    rows = appendices({"p2": "251"})["附录一 待填清单"].rows
    assert [row[0] for row in rows if len(row) == 1] == [
        "区委依法治区办（2项）",
        f"{REVIEWERS}（7项）",
        "区司法局（3项）",
        "区政务办（1项）",
        f"{NO_DEPARTMENT}（7项）",
    ]
    items = [row for row in rows if len(row) > 1]
    assert [row[0] for row in items] == [str(number) for number in range(1, 21)]
    assert {row[1] for row in items} == {one.indicator for one in PLACEHOLDERS}
    assert ("3", "行政复议收到申请数", "件", "239", "[3]", REVIEW, "251") in items


def test_an_older_figure_is_shown_with_its_year() -> None:
    assert RECEIVED.previous is not None
    older = RECEIVED.model_copy(update={"previous": RECEIVED.previous.model_copy(update={"year": 2022})})
    draft = DRAFT.model_copy(update={"placeholders": (older,)})
    assert appendices_of(draft, lambda _: "", False)[0].rows[1][3] == "239（2022年）"


def test_the_promises_stand_beside_what_was_done() -> None:
    rows = appendices({TRAINING.id: "培训120人"})["附录二 上年承诺对照表"].rows
    assert [row[0] for row in rows] == [one.text for one in DRAFT.commitments]
    assert rows[3][1:] == ("[9]", SUPERVISED, "培训120人")
    assert rows[0][3] == ""


def test_practices_sources_and_warnings_are_all_there() -> None:
    found = appendices({})
    assert list(found)[2:] == ["附录三 可借鉴做法（非本地区内容）", "附录四 出处", "附录五 起草提示"]
    assert [row[2] for row in found["附录三 可借鉴做法（非本地区内容）"].rows] == [one.text for one in DRAFT.practices]
    assert [(row[0], row[3]) for row in found["附录四 出处"].rows] == [(f"[{one.n}]", one.quote) for one in CITATIONS]
    assert found["附录五 起草提示"].rows == (("1", DRAFT.warnings[0]),)


def test_a_clean_copy_has_the_two_lists_without_their_sources() -> None:
    found = appendices({}, clean=True)
    assert list(found) == ["附录一 待填清单", "附录二 上年承诺对照表"]
    for one in found.values():
        assert "出处" not in [column.heading for column in one.columns]
        assert all(len(row) in (1, len(one.columns)) for row in one.rows)
        assert not any("[" in cell for row in one.rows for cell in row)


@pytest.mark.parametrize("clean", [False, True])
def test_every_table_is_as_wide_as_the_text_of_the_page(clean: bool) -> None:
    for one in appendices({}, clean).values():
        assert sum(column.width for column in one.columns) == 210 - 28 - 26


def test_appendices_that_would_be_empty_are_left_out_and_the_others_numbered() -> None:
    draft = DRAFT.model_copy(update={"practices": (), "commitments": (), "warnings": ()})
    assert [one.title for one in appendices_of(draft, lambda _: "", False)] == ["附录一 待填清单", "附录二 出处"]


# Markdown


def test_headings_have_their_level_and_those_that_run_in_are_bold() -> None:
    lines = markdown(DRAFT, {}, False).splitlines()
    assert lines[0] == f"# {DRAFT.title}"
    assert "## 二、推进法治政府建设的主要举措和成效" in lines
    assert f"### {SUPERVISED}" in lines
    assert "#### 10.提升行政应诉工作质效" in lines
    assert any(line.startswith(f"**{REVIEW}**。落实复议繁简分流") for line in lines)
    assert not any(line.startswith("#") and line.endswith(("前言", "落款")) for line in lines)


def test_markdown_holds_every_text_of_the_json() -> None:
    text = markdown(DRAFT, {}, False)
    wanted = [one.text for drafted in SECTIONS for one in drafted.paragraphs]
    wanted += [one.heading for one in SECTIONS if one.level]
    wanted += [one.text for one in DRAFT.commitments] + [one.text for one in DRAFT.practices]
    wanted += [one.quote for one in CITATIONS]
    assert not [one for one in wanted if one not in text]


def test_a_clean_markdown_holds_no_source() -> None:
    text = markdown(DRAFT, {"p2": "251"}, True)
    assert "收到复议申请251件" in text
    assert not re.search(r"\[\d+\]|可借鉴|出处", text)


HOSTILE = (
    "# 一、不是标题",
    "- 不是列表",
    "+ 不是列表",
    "1. 不是列表",
    "12) 不是列表",
    "=====",
    "---",
    "> 不是引用",
    "*不是强调*和**不是粗体**",
    "a_b_c",
    "`不是代码`",
    "<script>alert(1)</script>",
    "[不是链接](http://x.invalid/)",
    "![不是图片](x.png)",
    "[1]: http://x.invalid/",
    "|不|是|表|",
    "~~没有删去~~",
    "&lt;不是实体&gt; &#35;",
    "反斜线\\*在前",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_markdown_would_take_for_markup_is_only_shown(text: str) -> None:
    draft = with_sections(section("一、情况", 1, paragraph(text)), placeholders=(), commitments=(), citations=())
    block = markdown(draft, {}, True).split("\n\n")[2].strip()
    assert not re.match(r"[#+>|-]|\d+[.)]\s|\[[^\]]*\]:", block)
    unescaped = re.sub(r"\\.", "", block)
    assert not re.search(r"[*_`<>|~]|\]\(|&#?\w+;", unescaped)
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", block) == text


def test_the_checker_reads_the_words_back() -> None:
    draft = with_sections(section("一、（试行）情况", 1, paragraph("《办法》*第1号*：1+6|A_B。")), placeholders=())
    read = without_markdown(markdown(draft, {}, True))
    assert "《办法》*第1号*：1+6|A_B。" in read


def test_a_bar_and_a_line_break_do_not_break_a_table() -> None:
    commitment = DRAFT.commitments[0].model_copy(update={"text": "推进“一|体\n化”"})
    text = markdown(DRAFT.model_copy(update={"commitments": (commitment,)}), {}, False)
    row = next(line for line in text.splitlines() if "推进“一" in line)
    assert row == f"| 推进“一\\|体 化” | [6] | {REVIEW} |  |"
