"""A draft to be checked: read as a report is, but it may not say yet where and of which year it is."""

import hashlib
import re
from dataclasses import dataclass

from vectorstore.errors import MissingMetadata, UnreadableReport, UnsupportedFile
from vectorstore.reports.decoding import decode
from vectorstore.reports.layout import lay_out
from vectorstore.reports.metadata import read_metadata
from vectorstore.reports.paragraphs import split_paragraphs
from vectorstore.reports.readers import read_report
from vectorstore.reports.regions import resolve_region
from vectorstore.reports.word import text_of_docx
from vectorstore.types import Paragraph, Region

_WORD = ".docx"
_ZIP = b"PK\x03\x04"
_WORD_FOLDER = b"word/"
_MARKDOWN = (".md", ".markdown")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_QUOTED = re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE)
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!<>|~=&-])")
_APPENDIX = re.compile(
    r"^[# \t　]*附录[一二三四五六七八九][ \t　]*(?:待填清单|上年承诺对照表|可借鉴做法|出处|起草提示)[^。]{0,20}$",
    re.MULTILINE,
)
"""What a draft carries behind its text: lists to work off and last year's words, which are no report."""


@dataclass(frozen=True, slots=True)
class Draft:
    paragraphs: tuple[Paragraph, ...]
    """Their ids are of this reading only."""
    year: int | None
    """The year to be reported on; None where the text does not say and it was not given."""
    region: Region | None = None
    """None where the text names none, or several of one name, and it was not given."""
    title: str | None = None
    is_word: bool = False


def read_draft(data: bytes, source: str, *, region: str | None = None, year: int | None = None) -> Draft:
    """Read a draft in plain text, in Markdown where `source`, the file's name, ends so, or as a Word file (.docx),
    whatever its name.

    Raises what read_report raises, except MissingMetadata.
    """
    is_word = source.lower().endswith(_WORD) or (data.startswith(_ZIP) and _WORD_FOLDER in data)
    text = _word_text(data, source) if is_word else decode(data)
    if source.lower().endswith(_MARKDOWN) and not is_word:
        text = without_markdown(text)
    report = text if (appendix := _APPENDIX.search(text)) is None else text[: appendix.start()]
    plain_file = not is_word and not source.lower().endswith(_MARKDOWN) and appendix is None
    read = data if plain_file else report.encode()
    try:
        document = read_report(read, source, region=region, year=year)
    except MissingMetadata:
        layout = lay_out(report)
        metadata = read_metadata(layout)
        reported = year if year is not None else metadata.year
        named = metadata.regions[0] if len(metadata.regions) == 1 else None
        place = resolve_region(region) if region is not None else named
        draft_id = f"draft-{hashlib.sha256(data).hexdigest()[:8]}"
        paragraphs = split_paragraphs(layout.lines, draft_id, reported)
        return Draft(paragraphs, reported, place, metadata.title, is_word)
    found = document.report
    return Draft(document.paragraphs, found.year, found.region, found.title, is_word)


def without_markdown(text: str) -> str:
    """The words without the marks of headings, quotations and bold type; the numbering of lists is the text's own."""
    for pattern, kept in ((_HEADING, r"\1"), (_QUOTED, ""), (_EMPHASIS, r"\2"), (_ESCAPED, r"\1")):
        text = pattern.sub(kept, text)
    return text


def _word_text(data: bytes, source: str) -> str:
    try:
        return text_of_docx(data)
    except UnsupportedFile:
        raise
    except UnreadableReport as error:
        if source.lower().endswith(_WORD):
            raise
        # what is named a text file and is none, nor a Word file that can be read
        raise UnsupportedFile(str(error)) from error
