"""A draft to be checked: read as a report is, but it may not say yet where and of which year it is."""

import hashlib
import re
from dataclasses import dataclass

from vectorstore.errors import MissingMetadata
from vectorstore.reports.decoding import decode
from vectorstore.reports.layout import lay_out
from vectorstore.reports.metadata import read_metadata
from vectorstore.reports.paragraphs import split_paragraphs
from vectorstore.reports.readers import read_report
from vectorstore.types import Paragraph

_MARKDOWN = (".md", ".markdown")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_QUOTED = re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE)
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!<>|~-])")


@dataclass(frozen=True, slots=True)
class Draft:
    paragraphs: tuple[Paragraph, ...]
    """Their ids are of this reading only."""
    year: int | None
    """The year to be reported on; None where the text does not say and it was not given."""


def read_draft(data: bytes, source: str, *, region: str | None = None, year: int | None = None) -> Draft:
    """Read a draft in plain text, or in Markdown where `source`, the file's name, ends so.

    Raises what read_report raises, except MissingMetadata.
    """
    if source.lower().endswith(_MARKDOWN):
        data = without_markdown(decode(data)).encode()
    try:
        document = read_report(data, source, region=region, year=year)
    except MissingMetadata:
        layout = lay_out(decode(data))
        reported = year if year is not None else read_metadata(layout).year
        draft_id = f"draft-{hashlib.sha256(data).hexdigest()[:8]}"
        return Draft(split_paragraphs(layout.lines, draft_id, reported), reported)
    return Draft(document.paragraphs, document.report.year)


def without_markdown(text: str) -> str:
    """The words without the marks of headings, quotations and bold type; the numbering of lists is the text's own."""
    for pattern, kept in ((_HEADING, r"\1"), (_QUOTED, ""), (_EMPHASIS, r"\2"), (_ESCAPED, r"\1")):
        text = pattern.sub(kept, text)
    return text
