"""What is still open in a draft: 【待填：…】, and the crosses and lines that clerks leave."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from service.review.finding import Finding, Severity, found_at
from vectorstore.genre.quantities import UNITS, Measure, unit_pattern
from vectorstore.genre.times import YEAR
from vectorstore.types import Paragraph

BLANK = "　"
"""Takes the place of what is masked: neither a word nor a sign of punctuation, and trimmed at the ends."""

_TOKEN = re.compile(r"【\s*待填(?:[^【】]|【[^【】]*】)*】")
_UNCLOSED = re.compile(r"【\s*待填[^【】。]*")
_UNOPENED = re.compile(rf"(?:(?<![期等亟有尚])待填\s*[：:][^【】。]{{0,200}}?|[；;]\s*{YEAR}年为[^【】。]{{1,200}}?)】")
_UNOPENED_AT_HEAD = re.compile(r"^[^【】]*】")
_NOTE = re.compile(
    r"[（(【\[〔](?:[^（）()【】\[\]〔〕。]{0,30}(?<![有亟期])待(?:填写?|补充?|定|核实?|统计|更新|完善|确认)(?:[：:，,][^（）()【】\[\]〔〕]{0,60})?"
    r"|\s*(?:此处|请)(?:填|补)[^（）()【】\[\]〔〕]{0,60})[）)】\]〕]|【\s*】"
)
_BARE = re.compile(r"(?<![期等亟有尚])待填(?:写|[：:])[^，,；;。【】]{0,40}")
_COUNTED = unit_pattern([unit for measure, units in UNITS.items() if measure is not Measure.DURATION for unit in units])
_AMOUNT = r"\s*[余多]?[百千万亿]{0,2}[余多]?\s*"
_CROSSES = re.compile(
    rf"(?<![A-Za-z0-9Ａ-Ｚ０-９+＋—–-])(?:[XxＸｘ×]{{1,8}}|(?<![一二三四五六七八九〇零])[○△]{{2,8}}){_AMOUNT}(?:{_COUNTED})"
    r"|(?<=年)\s*[XxＸｘ×]{1,2}\s*月|(?<=月)\s*[XxＸｘ×]{1,2}\s*日"
    r"|(?<![A-Za-z0-9])(?:20)?[XxＸｘ×]{2,4}年"
)
_LINE = re.compile(
    rf"(?:[_＿]+|[（(]\s*[）)]|(?<=[共为达到计约])[ 　]{{2,}}){_AMOUNT}(?:{_COUNTED})"
    r"|[_＿]{3,}|(?<=年)[ 　_＿]{2,}月"
)
_LAST_VALUE = re.compile(rf"[；;]\s*{YEAR}年为.*$", re.DOTALL)
_LABEL = re.compile(r"^[【\s]*待填(?:写)?\s*[：:]?\s*|[】\s]+$")
_MARKER = re.compile(r"\[\d{1,3}\]")
_LONGEST_NAMED = 60
"""Characters of what is missing that a message shows."""


class _OpenSpan(NamedTuple):
    start: int
    end: int
    severity: Severity
    """ERROR for a placeholder, whole or broken; WARNING for a sign that may have been meant otherwise."""


def placeholder_findings(paragraphs: Sequence[Paragraph]) -> list[Finding]:
    return [_finding(paragraph, each) for paragraph, places in _all_open(paragraphs) for each in places]


def without_placeholders(paragraphs: Sequence[Paragraph], quoted: Sequence[str] = ()) -> tuple[Paragraph, ...]:
    """The same paragraphs with what is no text of the draft made blank, character for character: placeholders, which
    hold last year's values, markers, and the quotations given."""
    return tuple(_masked(paragraph, places, quoted) for paragraph, places in _all_open(paragraphs))


def open_places(paragraph: Paragraph) -> list[tuple[int, int]]:
    """Where placeholders stand, whole or broken."""
    return [(each.start, each.end) for each in _open(paragraph.text) if each.severity is Severity.ERROR]


def _masked(paragraph: Paragraph, places: Iterable[_OpenSpan], quoted: Sequence[str]) -> Paragraph:
    text = paragraph.text
    spans = [(each.start, each.end) for each in places if each.severity is Severity.ERROR]
    spans += [found.span() for found in _MARKER.finditer(text)]
    for words in quoted:
        start = text.find(f"“{words}”")
        if start >= 0:
            spans.append((start, start + len(words) + 2))
    for start, end in spans:
        text = text[:start] + BLANK * (end - start) + text[end:]
    return paragraph if text == paragraph.text else replace(paragraph, text=text)


def _all_open(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, list[_OpenSpan]]]:
    goes_on = False
    for paragraph in paragraphs:
        places = _open(paragraph.text)
        rest = _UNOPENED_AT_HEAD.match(paragraph.text) if goes_on else None
        if rest:  # the line was broken within a placeholder
            kept = [each for each in places if each.start >= rest.end()]
            places = [_OpenSpan(0, rest.end(), Severity.ERROR), *kept]
        goes_on = bool(places) and places[-1].end == len(paragraph.text) and "】" not in paragraph.text[-1:]
        yield paragraph, places


def _open(text: str) -> list[_OpenSpan]:
    """In the order of the text; none within another."""
    if _is_a_rule(text):
        return []
    found: list[_OpenSpan] = []
    taken = [False] * len(text)
    for pattern, severity in (
        (_TOKEN, Severity.ERROR),
        (_UNCLOSED, Severity.ERROR),
        (_UNOPENED, Severity.ERROR),
        (_BARE, Severity.ERROR),
        (_NOTE, Severity.WARNING),
        (_CROSSES, Severity.WARNING),
        (_LINE, Severity.WARNING),
    ):
        for match in pattern.finditer(text):
            start, end = match.span()
            if not any(taken[start:end]):
                found.append(_OpenSpan(start, end, severity))
                taken[start:end] = [True] * (end - start)
    return sorted(found)


def _is_a_rule(text: str) -> bool:
    """A line of underscores, which parts two sections."""
    return not text.strip("_＿-—* 　")


def _finding(paragraph: Paragraph, place: _OpenSpan) -> Finding:
    printed = paragraph.text[place.start : place.end]
    if place.severity is Severity.ERROR:
        missing = _LABEL.sub("", _LAST_VALUE.sub("", printed)).strip(" 　；;")
        shown = missing if len(missing) <= _LONGEST_NAMED else missing[: _LONGEST_NAMED - 1] + "…"
        message = f"还没有填写：{shown}。" if shown else "这里还有没填完的待填项。"
    else:
        message = f"“{printed.strip()}”像是留待填写之处，请填写或改写。"
    return found_at(paragraph, "placeholder", place.severity, message, place.start, place.end)
