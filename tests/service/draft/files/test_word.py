"""A draft as a Word file, opened again by the library and read again by our own reader."""

import io
import re
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from service.contract.draft import Draft
from service.draft.files import styles
from service.draft.files.word import TITLE_WIDTH, docx, title_margin
from tests.service.drafted import DRAFT, PLACEHOLDERS, REVIEW, SECTIONS, paragraph, section
from vectorstore.reports.word.text import text_of_docx


def opened(draft: Draft = DRAFT, filled: dict[str, str] | None = None, clean: bool = False) -> WordDocument:
    return Document(io.BytesIO(docx(draft, filled or {}, clean)))


@pytest.fixture(scope="module")
def document() -> WordDocument:
    return opened()


def styled(document: WordDocument, style: str) -> list[Paragraph]:
    return [one for one in document.paragraphs if one.style is not None and one.style.name == style]


def body_of(document: WordDocument) -> list[Paragraph]:
    """Up to the appendices."""
    names = [one.style.name if one.style else None for one in document.paragraphs]
    return document.paragraphs[: names.index(styles.APPENDIX)]


def runs_of(document: WordDocument, style: str) -> list[str]:
    return [run.text for one in document.paragraphs for run in one.runs if run.style.name == style]


def attribute(style: Any, path: str, name: str) -> str | None:
    """Of an element of the style's own properties."""
    found = style.element.find("/".join(qn(part) for part in path.split("/")))
    return None if found is None else found.get(qn(name))


# The page


def test_the_page_is_that_of_an_official_document(document: WordDocument) -> None:
    (page,) = document.sections
    sides = (page.page_width, page.page_height)
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(side.mm) for side in sides if side] == [210, 297]
    assert [round(margin.mm) for margin in margins if margin] == [37, 35, 28, 26]


def test_22_lines_of_28_characters_fit_between_the_margins(document: WordDocument) -> None:
    grid = document.element.find(f"{qn('w:body')}/{qn('w:sectPr')}/{qn('w:docGrid')}")
    assert grid.get(qn("w:type")) == "linesAndChars"
    pitch = int(grid.get(qn("w:linePitch"))) / 20
    assert pitch == 28
    assert Mm(297 - 37 - 35).pt // pitch == 22
    of_the_grid = 16 + int(grid.get(qn("w:charSpace"))) / 4096
    normal = document.styles["Normal"]
    of_the_style = 16 + int(attribute(normal, "w:rPr/w:spacing", "w:val") or 0) / 20
    for width in (of_the_grid, of_the_style):
        assert Mm(210 - 28 - 26).pt // width == 28


def test_page_numbers_stand_outside_right_on_odd_pages_left_on_even_ones(document: WordDocument) -> None:
    page = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side, indent in (
        (page.footer, WD_ALIGN_PARAGRAPH.RIGHT, "w:rightChars"),
        (page.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "w:leftChars"),
    ):
        (line,) = footer.paragraphs
        assert "".join(one.text or "" for one in line._p.iter(qn("w:t"))) == "— 1 —"
        assert [one.get(qn("w:instr")) for one in line._p.iter(qn("w:fldSimple"))] == ["PAGE"]
        assert line.style is not None
        assert (line.style.font.size, line.style.font.name) == (Pt(14), "宋体")
        assert line.style.paragraph_format.alignment == side
        assert attribute(line.style, "w:pPr/w:ind", indent) == "100"


# Styles


@pytest.mark.parametrize(
    ("name", "font", "size", "bold"),
    [
        ("公文标题", "方正小标宋简体", 22, False),
        ("公文一级标题", "黑体", 16, False),
        ("公文二级标题", "楷体_GB2312", 16, False),
        ("公文三级标题", "仿宋_GB2312", 16, True),
        ("公文四级标题", "仿宋_GB2312", 16, False),
        ("公文正文", "仿宋_GB2312", 16, False),
        ("落款", "仿宋_GB2312", 16, False),
        ("附录标题", "方正小标宋简体", 18, False),
        ("表格正文", "仿宋_GB2312", 10.5, False),
    ],
)
def test_each_style_has_its_font_and_size(
    document: WordDocument, name: str, font: str, size: float, bold: bool
) -> None:
    chain = []
    style = document.styles[name]
    while style is not None:
        chain.append(style)
        style = style.base_style
    fonts = [attribute(one, "w:rPr/w:rFonts", "w:eastAsia") for one in chain]
    assert next(one for one in fonts if one) == font
    assert next(one.font.size for one in chain if one.font.size) == Pt(size)
    assert next(one.font.bold for one in chain if one.font.bold is not None) is bold
    assert next(one.font.name for one in chain if one.font.name) == "Times New Roman"


def test_the_text_has_fixed_lines_and_an_indent_of_two_characters(document: WordDocument) -> None:
    normal = document.styles["Normal"].paragraph_format
    assert (normal.line_spacing, normal.line_spacing_rule) == (Pt(28), WD_LINE_SPACING.EXACTLY)
    assert attribute(document.styles["公文正文"], "w:pPr/w:ind", "w:firstLineChars") == "200"
    for level in range(1, 5):
        heading = document.styles[f"Heading {level}"]
        assert attribute(heading, "w:pPr/w:ind", "w:firstLineChars") == "200"


def test_headings_are_words_own_so_that_they_can_be_navigated_by(document: WordDocument) -> None:
    for level, name in enumerate(styles.HEADINGS, 1):
        style = document.styles[name]
        assert style.base_style.name == f"Heading {level}"
        assert attribute(style.base_style, "w:pPr/w:outlineLvl", "w:val") == str(level - 1)
        assert style.next_paragraph_style.name == "公文正文"
        assert attribute(style, "w:link", "w:val") == styles.RUN_IN_HEADINGS[level - 1]


def test_placeholders_are_highlighted_and_markers_raised_by_their_styles(document: WordDocument) -> None:
    assert document.styles["待填"].font.highlight_color == WD_COLOR_INDEX.YELLOW
    assert attribute(document.styles["待填"], "w:rPr/w:shd", "w:fill") == "FFFF00"
    assert document.styles["引用标注"].font.superscript


def test_fonts_that_are_not_everywhere_name_what_stands_in_for_them() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(DRAFT, {}, False))) as package:
        fonts = package.read("word/fontTable.xml").decode()
        assert not [name for name in package.namelist() if "thumbnail" in name or "customXml" in name]
    for name in ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312"):
        assert re.search(rf'w:name="{name}"><w:altName w:val="[^"]*(?:宋|楷)', fonts)


# The text


def test_headings_and_paragraphs_have_their_styles(document: WordDocument) -> None:
    assert [one.text for one in styled(document, "公文标题")] == [DRAFT.title]
    for level, name in enumerate(styles.HEADINGS, 1):
        expected = [one.heading for one in SECTIONS if one.level == level and not one.run_in]
        assert [one.text for one in styled(document, name)] == expected
    assert [one.text for one in styled(document, "落款")] == ["常州市新北区人民政府", PLACEHOLDERS[19].token]
    assert attribute(document.styles["落款"], "w:pPr/w:ind", "w:rightChars") == "400"
    assert document.styles["落款"].paragraph_format.alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert "前言" not in [one.text for one in document.paragraphs]


def test_a_heading_that_runs_in_stands_in_the_line_of_its_text(document: WordDocument) -> None:
    line = next(one for one in document.paragraphs if one.text.startswith(REVIEW))
    assert line.style is not None
    assert line.style.name == "公文正文"
    assert (line.runs[0].text, line.runs[0].style.name) == (f"{REVIEW}。", "公文三级标题字符")
    assert line.runs[1].text.startswith("落实复议繁简分流")


def test_a_heading_that_runs_in_before_no_text_is_a_heading() -> None:
    draft = DRAFT.model_copy(update={"sections": (section(REVIEW, 3, run_in=True),)})
    assert [one.text for one in styled(opened(draft), "公文三级标题")] == [REVIEW]


def test_a_level_deeper_than_the_standards_is_its_deepest() -> None:
    draft = DRAFT.model_copy(update={"sections": (section("①其他", 7, paragraph("完成。")),)})
    assert [one.text for one in styled(opened(draft), "公文四级标题")] == ["①其他"]


def test_every_text_of_the_json_is_in_the_file(document: WordDocument) -> None:
    lines = [one.text for one in document.paragraphs]
    wanted = [one.text for drafted in SECTIONS for one in drafted.paragraphs]
    assert not [text for text in wanted if not any(line.endswith(text) for line in lines)]
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    in_tables = [one.text for one in DRAFT.commitments] + [one.text for one in DRAFT.practices]
    in_tables += [one.indicator for one in PLACEHOLDERS] + [one.quote for one in DRAFT.citations] + [*DRAFT.warnings]
    assert not [text for text in in_tables if text not in cells]


def test_each_placeholder_is_one_highlighted_run_and_each_marker_a_raised_one(document: WordDocument) -> None:
    assert runs_of(document, "待填") == sorted(
        (one.token for one in PLACEHOLDERS), key="".join(one.text for one in document.paragraphs).index
    )
    markers = runs_of(document, "引用标注")
    outside = re.sub(r"【[^】]*】", "", "".join(one.text for one in body_of(document)))
    assert markers == re.findall(r"\[\d+\]", outside)
    assert markers


def test_what_is_filled_in_is_plain_text() -> None:
    document = opened(filled={"p2": "251", "p3": "240件", "p4": "", "p20": "2026年1月23日"})
    text = "\n".join(one.text for one in document.paragraphs)
    assert "共收到复议申请251件，审结240件，" in text
    assert "行政复议收到申请数" not in text
    assert PLACEHOLDERS[3].token in runs_of(document, "待填")
    assert len(runs_of(document, "待填")) == 17
    (filled,) = [run for one in document.paragraphs for run in one.runs if run.text == "251件"]
    assert filled.style.name == "Default Paragraph Font"
    assert styled(document, "落款")[1].text == "2026年1月23日"


def test_a_clean_copy_has_no_marker_source_or_practice() -> None:
    document = opened(clean=True)
    text = "\n".join(one.text for one in document.paragraphs)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert not re.search(r"\[\d+\]", text + "".join(cells))
    assert runs_of(document, "引用标注") == []
    assert [one.text for one in styled(document, "附录标题")] == ["附录一 待填清单", "附录二 上年承诺对照表"]
    assert len(runs_of(document, "待填")) == 20


# The appendices


def test_each_appendix_begins_a_page_and_its_tables_heading_is_repeated(document: WordDocument) -> None:
    assert [one.text[:3] for one in styled(document, "附录标题")] == [f"附录{numeral}" for numeral in "一二三四五"]
    assert document.styles["附录标题"].paragraph_format.page_break_before
    assert document.styles["附录标题"].base_style.name == "Heading 1"
    assert len(document.tables) == 5
    for table in document.tables:
        repeated = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
        assert repeated == [True] + [False] * (len(repeated) - 1)
        widths = [column.width for column in table.columns if column.width is not None]
        assert sum(widths) == pytest.approx(Mm(156), abs=Mm(0.2))
        assert not table.autofit
        for row in table.rows:
            assert sum(tc.width or 0 for tc in row._tr.tc_lst) == pytest.approx(Mm(156), abs=Mm(0.2))


def test_the_list_of_open_items_is_grouped_by_department(document: WordDocument) -> None:
    first, *rows = document.tables[0].rows
    assert [cell.text for cell in first.cells] == ["序号", "项目", "单位", "上年数", "出处", "所在章节", "本年数"]
    spanning = [row.cells[0].text for row in rows if len(row._tr.tc_lst) == 1]
    assert spanning[0] == "区委依法治区办（2项）"
    assert len(spanning) == 5
    assert len(rows) - len(spanning) == len(PLACEHOLDERS)


# The file


def test_the_properties_name_the_draft() -> None:
    properties = opened().core_properties
    assert (properties.title, properties.author, properties.comments) == (DRAFT.title, "fazhi", "")
    assert datetime.now(UTC) - properties.created.replace(tzinfo=UTC) < timedelta(minutes=1)


def test_a_title_too_long_for_a_property_is_whole_in_the_text() -> None:
    title = "新" * 300
    document = opened(DRAFT.model_copy(update={"title": title}))
    assert document.core_properties.title == "新" * 255
    assert styled(document, "公文标题")[0].text == title


@pytest.mark.parametrize(
    ("title", "first_line"),
    [
        ("浦口区2025年度法治政府建设情况报告", None),  # one line holds it
        ("常州市新北区人民政府2025年度法治政府建设情况报告", "常州市新北区人民政府2025年度"),
        ("南京市江宁区2025年度法治政府建设工作报告", "南京市江宁区2025年度"),
        ("某区2025年度法治政府建设和依法行政工作情况总结报告", None),  # the second line would be the longer one
        ("关于法治政府建设情况的报告", None),
    ],
)
def test_a_title_of_two_lines_breaks_behind_its_year(title: str, first_line: str | None) -> None:
    margin = title_margin(title)
    if first_line is None:
        assert margin == 0
        return
    room = TITLE_WIDTH - 2 * margin / (156 / TITLE_WIDTH)
    width = sum(0.5 if character.isascii() else 1 for character in first_line)
    assert width + 0.5 < room < width + 1


def test_characters_that_xml_cannot_hold_do_not_break_the_file() -> None:
    text = "完成\x00立\x0b法\x1f，<b>&amp;\ufffe【\ud800】。"
    cited = DRAFT.citations[0].model_copy(update={"quote": text})
    draft = DRAFT.model_copy(
        update={"title": text, "sections": (section(text, 1, paragraph(text)),), "citations": (cited,)}
    )
    document = opened(draft)
    expected = "完成立法，<b>&amp;【】。"
    assert [one.text for one in document.paragraphs[:3]] == [expected] * 3
    assert document.core_properties.title == expected
    assert text_of_docx(docx(draft, {}, True)).splitlines() == [expected] * 3


def printed(draft: Draft) -> list[str]:
    """What a clean file of a draft shows, from its json."""
    lines = [draft.title]
    for one in draft.sections:
        texts = [re.sub(r"\[\d+\]", "", each.text) for each in one.paragraphs]
        if one.level and one.run_in and texts:
            texts[0] = f"{one.heading}。{texts[0]}"
        elif one.level:
            lines.append(one.heading)
        lines += texts
    return lines


def test_the_reader_reads_a_clean_draft_as_it_was_written() -> None:
    assert text_of_docx(docx(DRAFT, {}, clean=True)).splitlines() == printed(DRAFT)


def test_the_reader_reads_a_draft_with_sources_without_them() -> None:
    assert text_of_docx(docx(DRAFT, {}, clean=False)).splitlines() == printed(DRAFT)


words = st.text(
    st.characters(categories=("L", "N", "P", "S"), include_characters=" ", exclude_characters="[]"), min_size=1
).filter(lambda text: text == text.strip() != "" and text.isprintable())
sections = st.lists(
    st.builds(
        lambda heading, level, texts, run_in: section(heading, level, *map(paragraph, texts), run_in=run_in),
        words,
        st.integers(0, 5),
        st.lists(words, max_size=3),
        st.booleans(),
    ),
    max_size=5,
)


@settings(max_examples=25, deadline=None)
@given(words, sections)
def test_whatever_the_words_are_nothing_is_lost(title: str, drafted: list[Any]) -> None:
    draft = DRAFT.model_copy(update={"title": title, "sections": tuple(drafted)})
    assert text_of_docx(docx(draft, {}, clean=True)).split("\n") == printed(draft)
