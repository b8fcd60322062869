"""A draft's paragraphs as a reader takes them apart: what it says itself, what is open, what it quotes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from evals.spans import plain
from service.contract.answers import Citation
from service.contract.draft import Draft, DraftParagraph, DraftSection

OPEN = "□"
"""Stands for what is open or quoted."""
MARKER = re.compile(r"\[(\d+)\]")
_QUOTATION_END = re.compile(r"”((?:\[\d+\])+)")
_NUMBERING = re.compile(
    r"^\s*(?:第[一二三四五六七八九十]+部分|[(（][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+是"
    r"|[一二三四五六七八九十]+(?=[、,，.．])|\d+(?=[、.．]))[、,，.．\s]*"
)
_YEAR = re.compile(r"(?:19|20)\d{2}年度?")


@dataclass(frozen=True, slots=True)
class Reading:
    """A paragraph of a draft."""

    section: DraftSection
    paragraph: DraftParagraph
    cited: tuple[Citation, ...]
    said: str
    """With OPEN for each placeholder, without markers."""
    bare: str
    """The same with OPEN for each quotation whose source holds it: what the draft itself is answerable for."""


def readings(draft: Draft) -> tuple[Reading, ...]:
    by_number = {citation.n: citation for citation in draft.citations}
    tokens = [placeholder.token for placeholder in draft.placeholders]
    found = []
    for section in draft.sections:
        for paragraph in section.paragraphs:
            text = paragraph.text
            for token in tokens:
                text = text.replace(token, OPEN)
            cited = tuple(by_number[number] for number in paragraph.citations if number in by_number)
            bare = MARKER.sub("", without_quotations(text, by_number))
            found.append(Reading(section, paragraph, cited, MARKER.sub("", text), bare))
    return tuple(found)


def without_quotations(text: str, by_number: Mapping[int, Citation]) -> str:
    """“…”[n] becomes “□”[n] where the paragraph cited holds what stands between: of several readings the longest."""
    for ending in reversed(list(_QUOTATION_END.finditer(text))):
        sources = [
            straight(by_number[int(number)].text) for number in MARKER.findall(ending[1]) if int(number) in by_number
        ]
        for opening in re.finditer("“", text[: ending.start()]):
            inner = text[opening.end() : ending.start()]
            if any(straight(inner) in source for source in sources):
                text = f"{text[: opening.end()]}{OPEN}{text[ending.start() :]}"
                break
    return text


def straight(text: str) -> str:
    """For comparing: quotation marks within a quotation are single ones."""
    return plain(text).translate(str.maketrans("‘’", "“”"))


def heading_key(heading: str) -> str:
    """What stays the same from year to year: without number, year and final punctuation.

    >>> heading_key("三、2024年推进法治政府建设的主要安排"), heading_key("(一)优化政务服务效能。")
    ('推进法治政府建设的主要安排', '优化政务服务效能')
    """
    return plain(_YEAR.sub("", _NUMBERING.sub("", heading))).rstrip("。.;；,:：")
