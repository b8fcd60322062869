"""Word files as clerks send them: what Word shows is read, what it hides is not, what is no Word file is refused."""

import io
import struct
import zipfile

import pytest
from docx import Document

from vectorstore.errors import UnreadableReport, UnsupportedFile
from vectorstore.genre.numerals import chinese_numeral
from vectorstore.reports.word.package import HIGHEST_RATIO, LARGEST_PART, MOST_UNPACKED
from vectorstore.reports.word.text import APPENDIX_STYLE, text_of_docx

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
HIDDEN = "<w:rPr><w:vanish/></w:rPr>"


def word_file(body: str, *, styles: str = "", numbering: str = "", namespace: str = NAMESPACE, head: str = "") -> bytes:
    parts = {"word/document.xml": f"{head}<w:document {namespace}><w:body>{body}</w:body></w:document>"}
    if styles:
        parts["word/styles.xml"] = f"<w:styles {namespace}>{styles}</w:styles>"
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {namespace}>{numbering}</w:numbering>"
    return packed({name: xml.encode() for name, xml in parts.items()})


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def read(body: str, **parts: str) -> list[str]:
    return text_of_docx(word_file(body, **parts)).splitlines()


# What is read


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<w:p/>" + paragraph("一"), ["一"]),
        ("<w:p><w:r><w:t>一、推</w:t></w:r><w:r><w:t>进</w:t></w:r></w:p>", ["一、推进"]),
        ("<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:cr/><w:t>三</w:t></w:r></w:p>", ["一", "二", "三"]),
        ('<w:p><w:r><w:t>一</w:t><w:br w:type="page"/><w:t>二</w:t></w:r></w:p>', ["一二"]),
        ("<w:p><w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:tab/><w:t>C</w:t></w:r></w:p>", ["A-B\tC"]),
        ("<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>", ["链接"]),
        # tracked changes
        ("<w:p><w:ins><w:r><w:t>新增</w:t></w:r></w:ins></w:p>", ["新增"]),
        ("<w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>", ["留"]),
        (
            "<w:p><w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo></w:p>",
            ["新处"],
        ),
        # the mark between two paragraphs is deleted
        (paragraph("前半", "<w:rPr><w:del/></w:rPr>") + paragraph("后半"), ["前半后半"]),
        # a heading that runs in, by Word's style separator
        (
            paragraph("（一）标题。", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + paragraph("正文"),
            ["（一）标题。正文"],
        ),
        # hidden
        (f"<w:p><w:r>{HIDDEN}<w:t>隐藏</w:t></w:r><w:r><w:t>可见</w:t></w:r></w:p>", ["可见"]),
        ('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>可见</w:t></w:r></w:p>', ["可见"]),
        # fields: their result, not their instruction
        (
            "<w:p><w:r><w:instrText>DATE</w:instrText></w:r><w:fldSimple><w:r><w:t>2026年</w:t></w:r></w:fldSimple></w:p>",
            ["2026年"],
        ),
        # text boxes and notes
        ("<w:p><w:r><w:pict><w:p><w:r><w:t>框</w:t></w:r></w:p></w:pict><w:t>文</w:t></w:r></w:p>", ["文"]),
        ('<w:p><w:r><w:t>文</w:t><w:footnoteReference w:id="1"/></w:r></w:p>', ["文"]),
        # readings above characters
        (
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>fa</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>法</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
            ["法"],
        ),
        # content controls, unless they show their prompt
        (f"<w:sdt><w:sdtContent>{paragraph('控件')}</w:sdtContent></w:sdt>", ["控件"]),
        (
            "<w:p><w:r><w:t>日期</w:t></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            "<w:r><w:t>单击此处</w:t></w:r></w:sdtContent></w:sdt></w:p>",
            ["日期"],
        ),
    ],
)
def test_the_text_is_read_as_word_shows_it(body: str, expected: list[str]) -> None:
    assert read(body) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到申请239件，[3]审结203件。[3][12]", "收到申请239件，审结203件。"),
        ("【待填：2025年收到申请数（件）；2024年为239件[3]】", "【待填：2025年收到申请数（件）；2024年为239件】"),
        ("苏政发[2024]1号、常法[24]3号", "苏政发[2024]1号、常法[24]3号"),
    ],
)
def test_markers_of_citations_are_left_out_and_document_numbers_are_not(text: str, expected: str) -> None:
    assert read(paragraph(text)) == [expected]


def test_a_marker_in_runs_of_its_own_is_left_out() -> None:
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    runs = "".join(f"<w:r>{raised}<w:t>{piece}</w:t></w:r>" for piece in ("[", "3", "]"))
    assert read(f"<w:p><w:r><w:t>审结。</w:t></w:r>{runs}</w:p>") == ["审结。"]


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def test_a_row_of_a_table_is_a_line_and_its_cells_are_parted_by_tabs() -> None:
    deleted = row(paragraph("删"), paragraph("去"), properties="<w:trPr><w:del/></w:trPr>")
    rows = row(paragraph("指标"), paragraph("数")) + row(paragraph("收") + paragraph("案"), paragraph("239"))
    table = f"<w:tbl>{rows}{deleted}</w:tbl>"
    assert read(paragraph("前") + table + paragraph("后")) == ["前", "指标\t数", "收 案\t239", "后"]


def test_a_table_of_one_cell_is_a_frame_around_paragraphs() -> None:
    assert read(f"<w:tbl>{row(paragraph('一、标题') + paragraph('正文'))}</w:tbl>") == ["一、标题", "正文"]


def test_a_table_behind_a_hidden_mark_stays_behind_its_text() -> None:
    table = f"<w:tbl>{row(paragraph('表'))}</w:tbl>"
    assert read(paragraph("前", HIDDEN) + table + paragraph("后")) == ["前", "表", "后"]


def test_a_drafts_own_appendices_are_not_read_whatever_id_word_gave_the_style() -> None:
    styles = f'<w:style w:styleId="a7"><w:name w:val="{APPENDIX_STYLE}"/></w:style>'
    body = paragraph("正文") + paragraph("附录一 待填清单", '<w:pStyle w:val="a7"/>') + paragraph("收到申请数")
    assert read(body, styles=styles) == ["正文"]
    assert read(body) == ["正文", "附录一 待填清单", "收到申请数"]


def test_a_table_of_contents_is_not_read() -> None:
    styles = '<w:style w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    assert read(paragraph("一、概况 1", '<w:pStyle w:val="11"/>') + paragraph("一、概况"), styles=styles) == [
        "一、概况"
    ]


def test_a_style_can_hide_and_a_style_based_on_itself_ends_nothing() -> None:
    styles = (
        '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        f'<w:style w:styleId="b"><w:basedOn w:val="a"/>{HIDDEN}</w:style>'
    )
    assert read(paragraph("隐藏", '<w:pStyle w:val="a"/>') + paragraph("可见"), styles=styles) == ["可见"]


def test_headers_footers_and_notes_are_other_parts_and_not_read() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    document.add_paragraph("正文")
    file = io.BytesIO()
    document.save(file)
    assert text_of_docx(file.getvalue()) == "正文"


def test_strict_open_xml_is_read_too() -> None:
    numbered = paragraph("概况", numbered_by(1))
    assert read(numbered, numbering=NUMBERING, namespace=STRICT) == ["一、概况"]


# Automatic numbers


def level(depth: int, form: str, pattern: str, more: str = "") -> str:
    form = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>'
    return f'<w:lvl w:ilvl="{depth}">{form}{more}<w:lvlText w:val="{pattern}"/></w:lvl>'


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def instance(number: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def numbered_by(number: int, depth: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


NUMBERING = (
    abstract(
        0,
        level(0, "chineseCountingThousand", "%1、"),
        level(1, "japaneseCounting", "（%2）"),
        level(2, "decimal", "%3."),
        level(3, "decimal", "%1.%3.%4", "<w:isLgl/>"),
    )
    + abstract(1, level(0, "bullet", "\uf06c"))
    + abstract(2, level(0, "upperRoman", "%1."))
    + abstract(3, level(0, "someNewForm", "%1."))
    + instance(1, 0)
    + instance(2, 1)
    + instance(3, 2)
    + instance(4, 3)
    + instance(5, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
)


def test_numbers_that_word_counts_by_itself_are_read() -> None:
    body = (
        paragraph("概况", numbered_by(1))
        + paragraph("举措", numbered_by(1))
        + paragraph("政务", numbered_by(1, 1))
        + paragraph("执法", numbered_by(1, 1))
        + paragraph("2025年办件", numbered_by(1, 2))
        + paragraph("细目", numbered_by(1, 3))
        + "正文".join(("<w:p><w:r><w:t>", "</w:t></w:r></w:p>"))
        + paragraph("不足", numbered_by(1))
        + paragraph("原因", numbered_by(1, 1))
    )
    assert read(body, numbering=NUMBERING) == [
        "一、概况",
        "二、举措",
        "（一）政务",
        "（二）执法",
        "1. 2025年办件",  # 1.2025年 would be a figure
        "2.1.1 细目",
        "正文",
        "三、不足",
        "（一）原因",
    ]


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        (numbered_by(2), "条目"),  # a bullet
        (numbered_by(3), "I.条目"),
        (numbered_by(4), "条目"),  # a form that is not known: no number is better than a wrong one
        (numbered_by(0), "条目"),  # 0 switches the style's number off
        (numbered_by(99), "条目"),
        (numbered_by(1, 7), "条目"),
    ],
)
def test_what_has_no_simple_number_is_read_without_one(properties: str, expected: str) -> None:
    assert read(paragraph("条目", properties), numbering=NUMBERING) == [expected]


def test_a_list_that_starts_anew_counts_from_its_start() -> None:
    body = paragraph("甲", numbered_by(1)) + paragraph("乙", numbered_by(5)) + paragraph("丙", numbered_by(5))
    assert read(body, numbering=NUMBERING) == ["一、甲", "一、乙", "二、丙"]


def test_a_style_can_number_and_a_deleted_paragraph_is_not_counted() -> None:
    styles = (
        '<w:style w:styleId="h"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="k"><w:basedOn w:val="h"/></w:style>'
    )
    deleted = (
        '<w:p><w:pPr><w:pStyle w:val="k"/><w:rPr><w:del/></w:rPr></w:pPr>'
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
    )
    body = deleted + paragraph("甲", '<w:pStyle w:val="k"/>') + paragraph("乙", '<w:pStyle w:val="h"/>')
    assert read(body, styles=styles, numbering=NUMBERING) == ["一、甲", "二、乙"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (35, "三十五"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
    ],
)
def test_chinese_numerals(number: int, expected: str) -> None:
    assert chinese_numeral(number) == expected


# What is refused


def stored_with(flags: int) -> bytes:
    """A package whose entries claim something else than they are."""
    data = bytearray(word_file(paragraph("正文")))
    start = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, start + 8, flags)
    return bytes(data)


def damaged() -> bytes:
    data = bytearray(word_file(paragraph("正文" * 500)))
    start = data.index(b"word/document.xml") + 20
    data[start : start + 30] = bytes(30)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), UnsupportedFile, "旧版 Word 文件（.doc）。请用 Word 或 WPS"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            UnreadableReport,
            "取消密码",
        ),
        (stored_with(1), UnreadableReport, "取消密码"),
        ("一、概况".encode(), UnsupportedFile, "不是 Word 文件"),
        (b"", UnsupportedFile, "不是 Word 文件"),
        (packed({"xl/workbook.xml": b"<x/>"}), UnsupportedFile, "没有 word/document.xml"),
        (word_file(paragraph("正文"))[:-40], UnreadableReport, "已经损坏"),
        (damaged(), UnreadableReport, "已经损坏"),
        (packed({"word/document.xml": b"<w:document"}), UnreadableReport, "另存为 .docx"),
        (packed({"word/document.xml": b""}), UnreadableReport, "另存为 .docx"),
        (packed({"word/document.xml": f"<w:document {NAMESPACE}/>".encode()}), UnreadableReport, "正文已经损坏"),
        (word_file("<w:p/>"), UnreadableReport, "没有文字"),
    ],
)
def test_what_is_no_readable_word_file_is_refused_saying_what_to_do(
    data: bytes, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said) as raised:
        text_of_docx(data)
    assert raised.type is error
    assert "请" in str(raised.value)


DOCUMENT = {"word/document.xml": f"<w:document {NAMESPACE}><w:body>{paragraph('正文')}</w:body></w:document>".encode()}


@pytest.mark.parametrize(
    ("size", "method"),
    [
        (HIGHEST_RATIO * 10_000, zipfile.ZIP_DEFLATED),  # small, but zeros pack to a thousandth
        (MOST_UNPACKED, zipfile.ZIP_STORED),
    ],
)
def test_a_file_that_grows_absurdly_is_not_unpacked(size: int, method: int) -> None:
    with pytest.raises(UnreadableReport, match="压缩比异常"):
        text_of_docx(packed({**DOCUMENT, "word/media/1.bin": bytes(size)}, method))


def test_pictures_are_no_reason_to_refuse_a_file() -> None:
    assert text_of_docx(packed({**DOCUMENT, "word/media/1.bin": bytes(5_000_000)}, zipfile.ZIP_STORED)) == "正文"


def test_a_text_that_no_report_has_is_not_parsed() -> None:
    parts = {"word/document.xml": bytes(LARGEST_PART + 1)}
    with pytest.raises(UnreadableReport, match="不会是一份年度报告"):
        text_of_docx(packed(parts, zipfile.ZIP_STORED))


LAUGHS = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10 if number else "ha" * 10}">' for number in range(10))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("declared", [LAUGHS, '<!ENTITY l9 SYSTEM "file:///etc/hostname">', ""])
def test_declared_entities_are_refused_before_anything_is_parsed(declared: str, encoding: str) -> None:
    text = "&l9;" if declared else "正文"
    xml = f"<!DOCTYPE d [{declared}]><w:document {NAMESPACE}><w:body>{paragraph(text)}</w:body></w:document>"
    with pytest.raises(UnreadableReport, match="声明了实体"):
        text_of_docx(packed({"word/document.xml": f'<?xml version="1.0"?>{xml}'.encode(encoding)}))


def test_an_entity_that_nothing_declares_is_a_damaged_file() -> None:
    with pytest.raises(UnreadableReport, match="已经损坏"):
        text_of_docx(word_file(paragraph("&unknown;")))


def test_no_cut_of_a_file_escapes_as_another_error() -> None:
    data = word_file(paragraph("正文"), styles='<w:style w:styleId="a"/>', numbering=NUMBERING)
    for end in range(0, len(data) - 1, 7):
        with pytest.raises(UnreadableReport):
            text_of_docx(data[:end])
