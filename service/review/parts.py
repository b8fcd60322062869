"""The four parts that a report must hold, by the regulation on annual reports."""

import re
from collections.abc import Iterator, Sequence

from service.review.finding import Finding, Severity, found_at
from vectorstore.genre.assertions import looks_ahead
from vectorstore.genre.parts import PART_NAMES, parts_of
from vectorstore.genre.text import Span, sentences
from vectorstore.genre.times import plain_digits
from vectorstore.types import Paragraph, Part, Role

_TOLD = {
    Part.SHORTCOMINGS: re.compile(
        r"(?:存在|还有|仍有|尚有|仍存|面临).{0,40}(?:不足|问题|薄弱|差距|短板|困难)|还?有待.{0,12}(?:提升|加强|提高|完善)"
    ),
    Part.LEADERSHIP: re.compile(
        r"第一责任人|(?:党政|政府|区委|市委|县委|局)主要(?:负责|领导)|(?:区委|县委|市委)书记|区长|县长|市长"
    ),
}
"""A sentence that speaks of the part without a part of its own."""
_IN_PASSING = re.compile(r"“关键少数”|述法|亲自")
"""What belongs to the duty of the heads, without the heads being named."""


def part_findings(paragraphs: Sequence[Paragraph], year: int | None) -> list[Finding]:
    """An error for a part that nothing speaks of; an info for one that is only told within another."""
    body = [paragraph for paragraph in paragraphs if paragraph.role in (Role.TEXT, Role.HEADING)]
    return [
        finding
        for part in PART_NAMES
        if not _has(part, body, year)
        for finding in (_missing(part, body, year),)
        if finding
    ]


def _has(part: Part, body: Sequence[Paragraph], year: int | None) -> bool:
    """Whether a paragraph is of it, or a heading over both names it beside another part."""
    return any(
        (paragraph.part is part and paragraph.role is Role.TEXT)
        or any(part in parts_of(heading, year) for heading in paragraph.path)
        for paragraph in body
    )


def _missing(part: Part, body: Sequence[Paragraph], year: int | None) -> Finding | None:
    name = PART_NAMES[part]
    told = next(_sentences_on(part, body, year), None)
    if told is not None:
        paragraph, sentence = told
        message = f"“{name}”没有单独成段，仅在此处提到。"
        return found_at(paragraph, "part", Severity.INFO, message, sentence.start, sentence.end)
    if part is Part.LEADERSHIP:
        for paragraph in body:
            if found := _IN_PASSING.search(paragraph.text):
                message = f"全文没有“{name}”部分，也没有提到党政主要负责人，只有此处等与之有关。请补写这一法定内容。"
                return found_at(paragraph, "part", Severity.WARNING, message, found.start(), found.end())
    return Finding("part", Severity.ERROR, f"缺少“{name}”部分。年度报告应当包括这一内容，请补写。")


def _sentences_on(part: Part, body: Sequence[Paragraph], year: int | None) -> Iterator[tuple[Paragraph, Span]]:
    for paragraph in body:
        if part is Part.LEADERSHIP and paragraph.part is Part.PLAN:
            continue
        for sentence in sentences(plain_digits(paragraph.text)):
            if _speaks_of(part, sentence.text, year):
                yield paragraph, sentence


def _speaks_of(part: Part, sentence: str, year: int | None) -> bool:
    if part is Part.PLAN:
        return looks_ahead(sentence, year) is not None
    return part in _TOLD and _TOLD[part].search(sentence) is not None
