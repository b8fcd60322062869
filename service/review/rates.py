"""Rates that do not follow from the two counts that the same sentence prints."""

import re
from collections.abc import Iterator, Sequence

from service.review.finding import Finding, Severity, found_at
from vectorstore.figures.counted import Counted, counted
from vectorstore.genre.numerals import printed_number, step_of
from vectorstore.genre.text import sentences
from vectorstore.genre.units import COUNTS
from vectorstore.types import Paragraph, Role

_RATE = re.compile(r"([\u4e00-\u9fff]{2,8})率[^率]{0,6}$")
_SHARE = re.compile(r"(?:占比|占(?:总[数量])?)(?:为|达|约)?$")
_AT_MOST_ALL = re.compile(
    r"(?:满意|化解|办结|审结|结案|出庭(?:应诉)?|纠错|败诉|覆盖|办复|答复|解决|成功|合格|报备|及时|规范)率"
)
_BASE = re.compile(r"受理|收到|收案|办理|办结|审结|结案|应|查出|发现|共|总|交办|接收|调解|开庭")
"""What a count says of itself where it is the whole that a rate is of."""
_DENIED = re.compile(r"[未不无]|没有|正在|尚")
_CHANGED = re.compile(r"同比|环比|[较比](?:上|去|前|往)|提[高升]|增[长加]|上升|下降|降低|减少|压降")
"""By how much a rate rose or fell is no share."""
_STEM = 2
"""Characters before 率 that name what is counted: 实质性化解率 is of 化解."""


def rate_findings(paragraphs: Sequence[Paragraph]) -> list[Finding]:
    return [finding for paragraph in paragraphs if paragraph.role is Role.TEXT for finding in _of(paragraph)]


def _of(paragraph: Paragraph) -> Iterator[Finding]:
    for sentence in sentences(paragraph.text):
        figures = counted(sentence)
        for index, rate in enumerate(figures):
            if rate.unit != "%" or _CHANGED.search(rate.clause):
                continue
            if rate.number > 100 and _AT_MOST_ALL.search(rate.clause):
                message = f"{rate.name}是{rate.printed}，超过了100%。"
                yield found_at(paragraph, "rate", Severity.ERROR, message, rate.start, rate.end)
            elif rate.exact and (finding := _compared(paragraph, rate, figures[:index])):
                yield finding


def _compared(paragraph: Paragraph, rate: Counted, before: Sequence[Counted]) -> Finding | None:
    counts = [figure for figure in before if figure.quantity.measure in COUNTS and figure.number > 0]
    part = _part(rate, counts)
    if part is None:
        return None
    larger = (figure for figure in counts if figure is not part and figure.number >= part.number)
    wholes = [figure for figure in larger if figure.unit == part.unit and _BASE.search(figure.clause)]
    if not wholes or not all(figure.exact for figure in (part, *wholes)):
        return None
    if any(_follows(rate, part, whole) for whole in wholes):
        return None
    computed = "；".join(
        f"{part.printed}÷{whole.printed}={printed_number(round(100 * part.number / whole.number, 2))}%"
        for whole in wholes
    )
    start = min(figure.start for figure in (part, *wholes))
    message = f"{rate.name}{rate.printed}与同句的数字不符：{computed}。请核对，口径不同的请写明。"
    return found_at(paragraph, "rate", Severity.WARNING, message, start, rate.end)


def _part(rate: Counted, counts: Sequence[Counted]) -> Counted | None:
    """The count whose share the rate is: the one before 占, or the only one named as the rate is."""
    if _SHARE.search(rate.name):
        return counts[-1] if counts else None
    named = _RATE.search(rate.name)
    if named is None:
        return None
    stem = named.group(1)[-_STEM:]
    parts = [figure for figure in counts if stem in figure.clause and not _DENIED.search(figure.clause)]
    return parts[0] if len(parts) == 1 else None


def _follows(rate: Counted, part: Counted, whole: Counted) -> bool:
    """Rounded or cut off at the last digit that is printed."""
    return abs(100 * part.number / whole.number - rate.number) < step_of(rate.printed)
