"""Paragraphs and tables as WordprocessingML. Pure text: word.py puts it into the file.

Written out rather than built by the library, which looks every style up anew: a draft has thousands of paragraphs in
its tables.
"""

import re
from collections.abc import Sequence
from html import escape

from service import word_styles as styles
from service.draft_appendices import Appendix, Column

TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Without the hint Word sets “” and … in the Latin font.
_HINT = '<w:rFonts w:hint="eastAsia"/>'
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def paragraph(style: str, *runs: str, properties: str = "") -> str:
    """`runs` as run() gives them; `properties` are those of its own, behind the style's."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{"".join(runs)}</w:p>'


def run(text: str, style: str | None = None) -> str:
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


def _row(texts: Sequence[str], columns: Sequence[Column], properties: str = "", *, heads: bool) -> str:
    """A row of one cell spans all columns."""
    if len(texts) < len(columns):
        cells = _cell(texts[0], columns, styles.CELL_HEADING)
    else:
        cells = "".join(
            _cell(text, [column], styles.CELL_HEADING if heads else _style(column))
            for text, column in zip(texts, columns, strict=True)
        )
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{cells}</w:tr>"


def _cell(text: str, columns: Sequence[Column], style: str) -> str:
    width = sum(_twips(column.width) for column in columns)
    span = f'<w:gridSpan w:val="{len(columns)}"/>' if len(columns) > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr>{paragraph(style, run(text))}</w:tc>'


def _style(column: Column) -> str:
    return styles.CELL_CENTRED if column.centred else styles.CELL


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text, quote=False)}</w:t>'


def _twips(millimetres: float) -> int:
    return round(millimetres * TWIPS)
