"""A draft as a Word file by GB/T 9704-2012. The only module of the service that imports docx."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm

from service.contract.draft import CLOSING, Draft, DraftSection
from service.draft.files import styles
from service.draft.files.text import (
    Appendix,
    AppendixColumn,
    Reader,
    appendices_of,
    filled_in,
    reader_of,
    run_in_heading,
)
from vectorstore.genre.times import YEAR

TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Without the hint Word sets “” and … in the Latin font.
_HINT = '<w:rFonts w:hint="eastAsia"/>'
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def paragraph(style: str, *runs: str, properties: str = "") -> str:
    """`runs` as text_run() gives them; `properties` are those of its own, behind the style's."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{"".join(runs)}</w:p>'


def text_run(text: str, style: str | None = None) -> str:
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    content = "".join(_BREAKS.get(part) or _text(part) for part in re.split(r"([\n\t])", allowed(text)) if part)
    return f"<w:r><w:rPr>{named}{_HINT}</w:rPr>{content}</w:r>"


def table(appendix: Appendix) -> str:
    """Its first row is repeated on every page."""
    columns = appendix.columns
    grid = "".join(f'<w:gridCol w:w="{_twips(column.width)}"/>' for column in columns)
    heading = _row([column.heading for column in columns], columns, "<w:tblHeader/>", heads=True)
    rows = "".join(_row(row, columns, heads=len(row) < len(columns)) for row in appendix.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{styles.TABLE}"/>'
        f'<w:tblW w:w="{sum(_twips(column.width) for column in columns)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{heading}{rows}</w:tbl>'
    )


def allowed(text: str) -> str:
    """Without what XML can't hold."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _row(texts: Sequence[str], columns: Sequence[AppendixColumn], properties: str = "", *, heads: bool) -> str:
    """A row of one cell spans all columns."""
    if len(texts) < len(columns):
        cells = _cell(texts[0], columns, styles.CELL_HEADING)
    else:
        cells = "".join(
            _cell(text, [column], styles.CELL_HEADING if heads else _style(column))
            for text, column in zip(texts, columns, strict=True)
        )
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{cells}</w:tr>"


def _cell(text: str, columns: Sequence[AppendixColumn], style: str) -> str:
    width = sum(_twips(column.width) for column in columns)
    span = f'<w:gridSpan w:val="{len(columns)}"/>' if len(columns) > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr>{paragraph(style, text_run(text))}</w:tc>'


def _style(column: AppendixColumn) -> str:
    return styles.CELL_CENTRED if column.centred else styles.CELL


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text, quote=False)}</w:t>'


def _twips(millimetres: float) -> int:
    return round(millimetres * TWIPS)


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

_DATED = re.compile(rf"{YEAR}年度?")
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
        blocks += [paragraph(styles.APPENDIX, text_run(appendix.title)), table(appendix)]
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
    number = f'<w:fldSimple w:instr="PAGE">{text_run("1")}</w:fldSimple>'
    for footer, style in ((page.footer, styles.ODD_PAGE), (page.even_page_footer, styles.EVEN_PAGE)):
        footer.is_linked_to_previous = False
        written = parse_xml(
            paragraph(style, text_run("— "), number, text_run(" —")).replace("<w:p>", f"<w:p {styles.NAMESPACE}>", 1)
        )
        present = footer.paragraphs[0]._p
        present.getparent().replace(present, written)


def _title(title: str) -> str:
    margin = round(title_margin(title) * TWIPS)
    indents = f'<w:ind w:left="{margin}" w:right="{margin}"/>' if margin else ""
    return paragraph(styles.TITLE, text_run(title), properties=indents)


def title_margin(title: str) -> float:
    """Millimetres on both sides of a title of two lines, so that the first ends behind its year; 0 where one line is
    enough or no such break looks well. By indents, as a line break would cut the title in two for every reader."""
    year = _DATED.search(title)
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
        blocks.append(paragraph(styles.HEADINGS[depth], text_run(section.heading)))
    for place, one in enumerate(section.paragraphs):
        runs = [text_run(piece.text, _STYLE_OF.get(piece.kind)) for piece in read(one.text)]
        if inline and place == 0:
            runs.insert(0, text_run(f"{section.heading}。", styles.RUN_IN_HEADINGS[depth]))
        blocks.append(paragraph(styles.CLOSING if closing else styles.BODY, *runs))
    return blocks
