"""The same thing counted twice with different values."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from service.review.finding import Finding, Severity, found_at, place_of_paragraph
from vectorstore.figures.counted import SUMMABLE, Counted, counted
from vectorstore.genre.quantities import Measure
from vectorstore.genre.text import sentences
from vectorstore.genre.times import years_named
from vectorstore.types import Paragraph, Part, Role

_KEPT = re.compile(
    r"复议|诉讼|应诉|规范性文件|调解|纠纷|法律援助|公证|执法人员|执法证|政府合同|重大行政决策|提案|人大代表|信息公开|工单|诉求"
    r"|法律顾问|法律明白人|公职律师|处罚案件|免罚|轻罚|听证会|建议书|意见书|满意率|化解率|纠错率|出庭"
)
"""What a district has one figure of a year. Of trainings, meetings and campaigns it has many, each its own."""
_EACH_ITS_OWN = re.compile(r"培训|会议|活动|座谈|宣传|检查|讲座|轮训|演练|演讲")
_NARROWED = re.compile(
    r"季度|月|上半年|下半年|半年|近[两三四五\d]|累计|截[至止]|以来|目前|同比|相比|[较比](?:上|去|前|往)|[上去前]年|"
    r"期间|首批|首次|其中|分别|平均|每"
)
"""Of another time or a part of it, so that another figure is to be expected."""
_SAME = re.compile(r"行政|案件|各类|全部|依法|区级|全区|[全我本]市|[全我本]县|政府|人民|[的了、，,]")
"""What may be there or not without another thing being meant."""
_SHORTEST = 4
"""Characters that a name must have besides."""


class _Mention(NamedTuple):
    paragraph: Paragraph
    figure: Counted


def repeated_findings(paragraphs: Sequence[Paragraph], year: int | None) -> list[Finding]:
    """Without the year reported on, sentences that name a year are left out."""
    first: dict[tuple[str, str], _Mention] = {}
    found = []
    for paragraph in paragraphs:
        if paragraph.role is not Role.TEXT or paragraph.part is Part.PLAN:
            continue
        for key, figure in _named(paragraph, year):
            earlier = first.setdefault(key, _Mention(paragraph, figure))
            if earlier.figure.number != figure.number and earlier.figure.exact and figure.exact:
                found.append(_finding(earlier, _Mention(paragraph, figure)))
    return found


def _named(paragraph: Paragraph, year: int | None) -> Iterator[tuple[tuple[str, str], Counted]]:
    """Figures with the key that another mention of the same thing has too; a sentence says each key once."""
    for sentence in sentences(paragraph.text):
        if _NARROWED.search(sentence.text) or years_named(sentence.text) - {year}:
            continue
        keys = set()
        for figure in counted(sentence):
            name = figure.name
            measure = figure.quantity.measure
            kept = (measure in SUMMABLE or measure is Measure.RATE) and _KEPT.search(name)
            key = (_SAME.sub("", name), figure.unit)
            if kept and not _EACH_ITS_OWN.search(name) and len(key[0]) >= _SHORTEST and key not in keys:
                keys.add(key)
                yield key, figure


def _finding(earlier: _Mention, later: _Mention) -> Finding:
    message = (
        f"“{later.figure.name}”在此是{later.figure.printed}，在{place_of_paragraph(earlier.paragraph)}是{earlier.figure.printed}。"
        "请统一，或写明各自的口径。"
    )
    text = later.paragraph.text
    start = text.rfind(later.figure.name, 0, later.figure.start)
    begin = start if start >= 0 else later.figure.start
    return found_at(later.paragraph, "repeated", Severity.WARNING, message, begin, later.figure.end)
