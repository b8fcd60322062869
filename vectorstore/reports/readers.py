"""The bytes of a file to a report and its paragraphs."""

import hashlib
import re
from dataclasses import dataclass

from vectorstore.errors import MissingMetadata, UnreadableReport, UnsupportedFile
from vectorstore.genre.regions import is_within, resolve_region
from vectorstore.reports.decoding import decode
from vectorstore.reports.layout import Layout, lay_out
from vectorstore.reports.metadata import Metadata, composed_title, read_metadata
from vectorstore.reports.paragraphs import split_paragraphs
from vectorstore.reports.word.text import text_of_docx
from vectorstore.types import Document, Paragraph, Region, Report, Role

__all__ = ["decode", "read_report"]

_SUBJECT = re.compile(r"法治政府|依法行政|法治(?:[\u4e00-\u9fff]{0,6})建设")
_ACCOUNT = re.compile(r"报告|总结|情况|汇报|年报|述评")
_INSTRUCTION = re.compile(
    r"(?<!报告》的)(?<!情况》的)(?<!总结》的)(?<!报告的)"
    r"(?:通知|要点|方案|计划|意见|办法|规定|细则|规划|纲要)(?:[（(][^（）()]*[）)])?$"
)
LEAST_MENTIONS = 2
"""How often a text without a title must name law-based government; the one seed without a title does so 11 times."""
SHORTEST_BODY = 20
"""Characters of text under the title."""


def read_report(data: bytes, source: str, *, region: str | None = None, year: int | None = None) -> Document:
    """Read an annual report on law-based government.

    `source` is the file's name. `region` (a name or a six-digit code) and `year` (the year reported on) are for what
    the text does not say.

    Raises UnreadableReport where the bytes are no such report or its title contradicts what is given (UnsupportedFile
    where they are no text), MissingMetadata where region or year is neither readable nor given, and UnknownRegion where
    the given region is none.
    """
    layout = lay_out(decode(data))
    metadata = read_metadata(layout)
    _require_report(layout, metadata)
    given = resolve_region(region) if region is not None else None
    _refuse_contradiction(metadata, given, year)
    place, reported = _required(metadata, given, year)
    digest = hashlib.sha256(data).hexdigest()
    report_id = f"{place.code}-{reported}-{digest[:8]}"
    paragraphs = split_paragraphs(layout.lines, report_id, reported)
    report = Report(
        report_id=report_id,
        title=metadata.title or composed_title(place, reported),
        region=place,
        year=reported,
        issuer=metadata.issuer,
        published=metadata.published,
        document_number=metadata.document_number,
        sha256=digest,
        source=source,
        paragraph_count=len(paragraphs),
    )
    return Document(report, paragraphs, layout.furniture)


def _require_report(layout: Layout, metadata: Metadata) -> None:
    body = "".join(line.text for line in layout.lines if line.role is Role.TEXT)
    title = metadata.title
    if title and not _SUBJECT.search(title):
        raise UnreadableReport(f"这不像法治政府建设年度报告：标题是“{title}”。请提交法治政府建设情况的年度报告。")
    if title and (not _ACCOUNT.search(title) or _INSTRUCTION.search(title)):
        raise UnreadableReport(
            f"这不是对一年工作的报告：标题是“{title}”。请提交法治政府建设情况的年度报告，而不是工作要点、方案或通知。"
        )
    if not title and len(_SUBJECT.findall(body)) < LEAST_MENTIONS:
        raise UnreadableReport("这不像法治政府建设年度报告：没有标题，正文也几乎不提法治政府建设。请检查文件内容。")
    if len(body) < SHORTEST_BODY:
        raise UnreadableReport("文件里只有标题，没有正文。请检查内容是否完整。")


def _refuse_contradiction(metadata: Metadata, region: Region | None, year: int | None) -> None:
    if year is not None and metadata.title_year is not None and year != metadata.title_year:
        raise UnreadableReport(
            f"给出的年度是 {year}，标题“{metadata.title}”写的是 {metadata.title_year} 年度。"
            "请改正年度，或不填年度而采用标题中的年度；注意年度是报告所写的年份，不是发布的年份。"
        )
    named = metadata.title_regions
    # 常州市公安局新北分局 is of 新北区: what lies within the place that the title names does not contradict it
    if region is not None and named and not any(is_within(region.code, other.code) for other in named):
        places = "或".join(other.full_name for other in named)
        raise UnreadableReport(
            f"给出的地区是{region.full_name}（{region.code}），标题“{metadata.title}”写的是{places}。"
            "请改正地区，或不填地区而采用标题中的地区。"
        )


def _required(metadata: Metadata, region: Region | None, year: int | None) -> tuple[Region, int]:
    place = region or (metadata.regions[0] if len(metadata.regions) == 1 else None)
    reported = year if year is not None else metadata.year
    if place is not None and reported is not None:
        return place, reported
    fields, names, command = [], [], []
    if place is None:
        fields.append("region")
        names.append("报告所属的地区（region）")
        command.append("--region 320411")
    if reported is None:
        fields.append("year")
        names.append("报告的年度（year，所报告的年份，不是发布的年份）")
        command.append("--year 2024")
    choices = "、".join(f"{choice.full_name}（{choice.code}）" for choice in metadata.regions)
    hint = f"文中的地名不止一处：{choices}。" if choices and place is None else ""
    raise MissingMetadata(
        f"从文中读不出{'和'.join(names)}，需要另外给出。{hint}"
        f"命令行请加 {' '.join(command)}；通过 HTTP 上传请填写表单字段 {'、'.join(fields)}。",
        tuple(fields),
    )


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
class DraftDocument:
    paragraphs: tuple[Paragraph, ...]
    """Their ids are of this reading only."""
    year: int | None
    """The year to be reported on; None where the text does not say and it was not given."""
    region: Region | None = None
    """None where the text names none, or several of one name, and it was not given."""
    title: str | None = None
    is_word: bool = False


def read_draft(data: bytes, source: str, *, region: str | None = None, year: int | None = None) -> DraftDocument:
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
        return DraftDocument(paragraphs, reported, place, metadata.title, is_word)
    found = document.report
    return DraftDocument(document.paragraphs, found.year, found.region, found.title, is_word)


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
