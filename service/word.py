"""A draft as a Word file by GB/T 9704-2012. The only module of the service that imports docx."""

import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm

from service import word_styles as styles
from service.draft_appendices import appendices_of
from service.draft_types import CLOSING, Draft, DraftSection
from service.drafted_text import Reader, filled_in, reader_of, run_in_heading
from service.word_markup import TWIPS, allowed, paragraph, run, table

LINE_PITCH = 560
"""28 pt in twentieths: 22 of them stand between the margins."""
CHARACTER_SPACE = -850
"""In 4096ths of a point: what brings 16 pt to a 28th of the 156 mm between the margins."""
FOOTER = Mm(25)
"""From the page's lower edge to the footer's: its dashes then stand 7 mm below the text."""
TITLE_WIDTH = 20
"""Characters of the title's size in a line."""
SLACK = 0.6
"""The same, for the room that some word processors leave around digits: too little for one character more."""

_YEAR = re.compile(r"20\d\d年度?")
_STYLE_OF = {"placeholder": styles.OPEN, "marker": styles.MARKER}
_LONGEST_PROPERTY = 255
_OF_THE_TEMPLATE = ("/fontTable", "/stylesWithEffects", "/customXml", "/thumbnail")


def docx(draft: Draft, filled: Mapping[str, str], clean: bool) -> bytes:
    """`filled`: by placeholder id; what is left out or blank stays open. `clean`: without markers and sources."""
    document = Document()
    _set_up(document, draft)
    read = reader_of(draft, filled, clean)
    blocks = [_title(draft.title)]
    for section in draft.sections:
        blocks += _section(section, read)
    for appendix in appendices_of(draft, lambda placeholder: filled_in(placeholder, filled), clean):
        blocks += [paragraph(styles.APPENDIX, run(appendix.title)), table(appendix)]
    # Word asks for a paragraph behind a table at the end.
    blocks.append(paragraph(styles.CELL) if blocks[-1].startswith("<w:tbl>") else "")
    body = document.element.body
    page = body[-1]
    body.extend(parse_xml(f"<w:body {styles.NAMESPACE}>{''.join(blocks)}</w:body>"))
    body.append(page)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: WordDocument, draft: Draft) -> None:
    _drop_parts(document)
    _put_styles(document)
    _put_fonts(document)
    _put_page(document)
    _put_page_numbers(document)
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    # An older mode than 15 is shown as a limitation in the window's title.
    settings.xpath('.//w:compatSetting[@w:name="compatibilityMode"]')[0].set(qn("w:val"), "15")
    properties = document.core_properties
    now = datetime.now(UTC).replace(tzinfo=None)
    properties.title = allowed(draft.title)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = "fazhi"
    properties.created = properties.modified = now
    properties.language = "zh-CN"
    properties.comments = properties.keywords = ""


def _put_styles(document: WordDocument) -> None:
    """In place of those of the library's template, which know no Chinese fonts."""
    present = document.styles.element
    for element in present.xpath("./w:docDefaults | ./w:style"):
        present.remove(element)
    defaults, *rest = parse_xml(styles.styles_xml())
    present.insert(0, defaults)
    present.extend(rest)


def _drop_parts(document: WordDocument) -> None:
    """What the library's template brings along of another document: its fonts, its older styles, its picture."""
    for relations in (document.part.rels, document.part.package.rels):
        for name in [name for name, one in relations.items() if one.reltype.endswith(_OF_THE_TEMPLATE)]:
            del relations[name]


def _put_fonts(document: WordDocument) -> None:
    fonts = Part(
        PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, styles.font_table_xml(), document.part.package
    )
    document.part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)


def _put_page(document: WordDocument) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    page.header_distance, page.footer_distance = Mm(15), FOOTER
    grid = document.element.xpath("./w:body/w:sectPr/w:docGrid")[0]
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(LINE_PITCH))
    grid.set(qn("w:charSpace"), str(CHARACTER_SPACE))


def _put_page_numbers(document: WordDocument) -> None:
    document.settings.odd_and_even_pages_header_footer = True
    page = document.sections[0]
    number = f'<w:fldSimple w:instr="PAGE">{run("1")}</w:fldSimple>'
    for footer, style in ((page.footer, styles.ODD_PAGE), (page.even_page_footer, styles.EVEN_PAGE)):
        footer.is_linked_to_previous = False
        written = parse_xml(
            paragraph(style, run("— "), number, run(" —")).replace("<w:p>", f"<w:p {styles.NAMESPACE}>", 1)
        )
        present = footer.paragraphs[0]._p
        present.getparent().replace(present, written)


def _title(title: str) -> str:
    margin = round(title_margin(title) * TWIPS)
    indents = f'<w:ind w:left="{margin}" w:right="{margin}"/>' if margin else ""
    return paragraph(styles.TITLE, run(title), properties=indents)


def title_margin(title: str) -> float:
    """Millimetres on both sides of a title of two lines, so that the first ends behind its year; 0 where one line is
    enough or no such break looks well. By indents, as a line break would cut the title in two for every reader."""
    year = _YEAR.search(title)
    room = TITLE_WIDTH - SLACK
    if year is None or _ems(title) <= room:
        return 0
    first, second = _ems(title[: year.end()]), _ems(title[year.end() :])
    return (room - first) / 2 * 156 / TITLE_WIDTH if second <= first <= room else 0


def _ems(text: str) -> float:
    return sum(0.5 if character.isascii() else 1 for character in text)


def _section(section: DraftSection, read: Reader) -> list[str]:
    depth = min(section.level, len(styles.HEADINGS)) - 1
    inline = run_in_heading(section)
    closing = section.level == 0 and section.heading == CLOSING
    blocks: list[str] = []
    if section.level and not inline:
        blocks.append(paragraph(styles.HEADINGS[depth], run(section.heading)))
    for place, one in enumerate(section.paragraphs):
        runs = [run(piece.text, _STYLE_OF.get(piece.kind)) for piece in read(one.text)]
        if inline and place == 0:
            runs.insert(0, run(f"{section.heading}。", styles.RUN_IN_HEADINGS[depth]))
        blocks.append(paragraph(styles.CLOSING if closing else styles.BODY, *runs))
    return blocks
