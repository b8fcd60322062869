"""The styles of an official document by GB/T 9704-2012, as WordprocessingML. Pure text: word.py puts it into the file.

Sizes: 2号 is 22 pt, 小二 18 pt, 3号 16 pt, 4号 14 pt, 五号 10.5 pt.
"""

from dataclasses import dataclass

TITLE, BODY, CLOSING, APPENDIX = "公文标题", "公文正文", "落款", "附录标题"
CELL, CELL_CENTRED, CELL_HEADING, TABLE = "表格正文", "表格居中", "表格标题", "附录表格"
ODD_PAGE, EVEN_PAGE = "单页页码", "双页页码"
OPEN, MARKER = "待填", "引用标注"
HEADINGS = ("公文一级标题", "公文二级标题", "公文三级标题", "公文四级标题")
RUN_IN_HEADINGS = tuple(f"{name}字符" for name in HEADINGS)

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LATIN = "Times New Roman"
TITLE_FONT, SONG, HEI, KAI, FANG_SONG = "方正小标宋简体", "宋体", "黑体", "楷体_GB2312", "仿宋_GB2312"
FALLBACKS = {
    TITLE_FONT: ("方正小标宋_GBK,小标宋体,华文中宋,宋体,SimSun", "roman"),
    SONG: ("SimSun", "roman"),
    HEI: ("SimHei", "modern"),
    KAI: ("楷体,KaiTi,华文楷体", "modern"),
    FANG_SONG: ("仿宋,FangSong,华文仿宋", "modern"),
}
"""What stands in where a font is not installed, and the family by which Word chooses otherwise."""

_TWO_CHARACTERS = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'


@dataclass(frozen=True, slots=True)
class _Style:
    """Its properties are elements in the order of the schema."""

    name: str
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    next: str = ""
    link: str = ""
    kind: str = "paragraph"


def styles_xml() -> str:
    """The element w:styles: defaults and every style."""
    return f"<w:styles {NAMESPACE}>{_DEFAULTS}{_BUILT_IN}{''.join(map(_xml, _styles()))}{_TABLE}</w:styles>"


def font_table_xml() -> bytes:
    """The part word/fontTable.xml."""
    chinese = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{"variable" if name == TITLE_FONT else "fixed"}"/></w:font>'
        for name, (others, family) in FALLBACKS.items()
    )
    latin = (
        f'<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<w:fonts {NAMESPACE}>{latin}{chinese}</w:fonts>".encode()


def _styles() -> list[_Style]:
    headings = [
        _Style(name, run=_font(font, bold=bold), based_on=f"Heading{level}", next=BODY, link=f"{name}字符")
        for level, (name, (font, bold)) in enumerate(zip(HEADINGS, _HEADING_FONTS, strict=True), 1)
    ]
    characters = [
        _Style(f"{name}字符", run=_font(font, bold=bold), link=name, kind="character")
        for name, (font, bold) in zip(HEADINGS, _HEADING_FONTS, strict=True)
    ]
    return [
        _Style(
            TITLE,
            # Without the room that Word leaves between Chinese and digits the width of a line can be told.
            '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
            '<w:spacing w:after="560" w:line="720" w:lineRule="exact"/><w:jc w:val="center"/>',
            _font(TITLE_FONT, 44),
            next=BODY,
        ),
        _Style(BODY, _TWO_CHARACTERS),
        *headings,
        *characters,
        _Style(
            CLOSING,
            '<w:spacing w:before="560"/><w:ind w:rightChars="400" w:right="1280"/><w:contextualSpacing/>'
            '<w:jc w:val="right"/>',
        ),
        _Style(
            APPENDIX,
            '<w:pageBreakBefore/><w:spacing w:after="280" w:line="720" w:lineRule="exact"/>'
            f'{_NO_INDENT}<w:jc w:val="center"/>',
            _font(TITLE_FONT, 36),
            based_on="Heading1",
            next=BODY,
        ),
        _Style(CELL, '<w:spacing w:line="280" w:lineRule="exact"/><w:jc w:val="left"/>', _font(FANG_SONG, 21)),
        _Style(CELL_CENTRED, '<w:jc w:val="center"/>', based_on=CELL),
        _Style(CELL_HEADING, '<w:keepNext/><w:jc w:val="center"/>', _font(HEI, 21), based_on=CELL),
        _Style(ODD_PAGE, f'{_PAGE_NUMBER}<w:ind w:rightChars="100" w:right="280"/><w:jc w:val="right"/>', _SONG_14),
        _Style(EVEN_PAGE, f'{_PAGE_NUMBER}<w:ind w:leftChars="100" w:left="280"/><w:jc w:val="left"/>', _SONG_14),
        _Style(OPEN, run=_HIGHLIGHT, kind="character"),
        _Style(MARKER, run='<w:vertAlign w:val="superscript"/>', kind="character"),
    ]


def _font(name: str, half_points: int = 0, bold: bool = False, latin: str = LATIN, spacing: int = 0) -> str:
    """Without a size it is that of what the style is based on, and so is the spacing, in twentieths of a point."""
    size = (
        f'<w:snapToGrid w:val="0"/><w:spacing w:val="{spacing}"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
        if half_points
        else ""
    )
    weight = "1" if bold else "0"
    return (
        f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{name}" w:cs="{LATIN}"/>'
        f'<w:b w:val="{weight}"/><w:bCs w:val="{weight}"/>{size}'
    )


def _xml(style: _Style) -> str:
    character = style.kind == "character"
    based_on = "DefaultParagraphFont" if character else style.based_on
    # A character style is none to begin the next paragraph with.
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    link = f'<w:link w:val="{style.link}"/>' if style.link else ""
    paragraph = f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else ""
    return (
        f'<w:style w:type="{style.kind}" w:customStyle="1" w:styleId="{style.name}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{based_on}"/>{following}{link}<w:uiPriority w:val="1"/><w:qFormat/>'
        f"{paragraph}{f'<w:rPr>{style.run}</w:rPr>' if style.run else ''}</w:style>"
    )


def _heading(level: int) -> str:
    font, bold = _HEADING_FONTS[level - 1]
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:uiPriority w:val="9"/><w:qFormat/>'
        f'<w:pPr><w:keepNext/>{_TWO_CHARACTERS}<w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f"<w:rPr>{_font(font, bold=bold)}</w:rPr></w:style>"
    )


# Some word processors show only the one, some only the other.
_HIGHLIGHT = '<w:highlight w:val="yellow"/><w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>'
_HEADING_FONTS = ((HEI, False), (KAI, False), (FANG_SONG, True), (FANG_SONG, False))
_PAGE_NUMBER = '<w:spacing w:line="320" w:lineRule="exact"/>'
_SONG_14 = _font(SONG, 28, latin=SONG)
_DEFAULTS = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{_font(FANG_SONG, 32)}"
    '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
)
# 28 characters a line by their own spacing: not every word processor can bring them closer by the page's grid.
_BUILT_IN = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    '<w:pPr><w:widowControl w:val="0"/><w:snapToGrid w:val="0"/>'
    '<w:spacing w:before="0" w:after="0" w:line="560" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>'
    f"<w:rPr>{_font(FANG_SONG, 32, spacing=-5)}</w:rPr></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>'
    + "".join(map(_heading, range(1, 5)))
)
_BORDER = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'
_TABLE = (
    f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE}"><w:name w:val="{TABLE}"/>'
    '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="1"/><w:tblPr><w:tblBorders>'
    + "".join(f"<w:{side} {_BORDER}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    + '</w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
