"""Where the title of a report stands among its lines, and where its body begins."""

import re
from collections.abc import Sequence

from vectorstore.genre.headings import NumberingKind, read_heading, read_mark
from vectorstore.genre.regions import region_mentions
from vectorstore.genre.times import YEAR
from vectorstore.reports import furniture as forms

SEARCHED = 40
"""Lines: the longest metadata tables of portals have some 25 rows."""

_FIRST_LINE = re.compile(r"[^\s。；，：:]{4,40}(?:年度?|关于.*|法治政府)")


def is_prose(text: str) -> bool:
    """Whether a line is a sentence of the text rather than an entry of a page."""
    return (
        ("。" in text and len(text) >= 15)
        or (len(text) >= 60 and any(comma in text for comma in "，,"))
        or re.search(rf"^{YEAR}年[，,]|如下[：:]$", text) is not None
    )


def begins_body(text: str) -> bool:
    """Whether a line can only be of the body: prose, or the heading of a section."""
    if forms.is_labelled(text) or forms.is_navigation(text):
        return False
    if is_prose(text):
        return True
    heading = read_heading(text)
    return heading is not None and heading.mark.kind <= NumberingKind.CHINESE_IN_BRACKETS


def find_title(texts: Sequence[str]) -> tuple[range, int]:
    """The lines of the title (an empty range where there is none) and the first line of the body."""
    body = next((index for index, text in enumerate(texts) if begins_body(text)), len(texts))
    front = range(min(body, SEARCHED))
    for last in reversed(front):
        for first in (last, last - 1):
            if _is_title(texts, first, last, forms.LAW_TITLE):
                return _widened(texts, first, last), _body_under(texts, last, body)
    nearest = next((index for index in reversed(front) if not _stands_under_title(texts[index])), -1)
    if _is_title(texts, nearest, nearest, forms.OTHER_TITLE):
        return _widened(texts, nearest, nearest), _body_under(texts, nearest, body)
    return _title_under_prose(texts) or (range(0), body)


def _title_under_prose(texts: Sequence[str]) -> tuple[range, int] | None:
    """A notice of the portal may be prose and stand above the title."""
    for index, text in enumerate(texts[:SEARCHED]):
        if begins_body(text) and read_mark(text):
            return None
        if _is_title(texts, index, index, forms.LAW_TITLE) and re.search(r"\d{4}年.*报告", text):
            after = (later for later in range(index + 1, len(texts)) if begins_body(texts[later]))
            return range(index, index + 1), next(after, len(texts))
    return None


def _body_under(texts: Sequence[str], title: int, body: int) -> int:
    """Under a title every numbering begins the body; above it 1. may number the entries of a menu."""
    return next((index for index in range(title + 1, body) if read_heading(texts[index])), body)


def _is_title(texts: Sequence[str], first: int, last: int, pattern: re.Pattern[str]) -> bool:
    if first < 0 or not all(map(_may_be_title, texts[first : last + 1])):
        return False
    return pattern.fullmatch("".join(texts[first : last + 1])) is not None


def _may_be_title(text: str) -> bool:
    return (
        len(text) <= forms.TITLE_LENGTH
        and not forms.is_labelled(text)
        and not forms.is_navigation(text)
        and not forms.LETTERHEAD.fullmatch(text)
        and not forms.DOCUMENT_NUMBER.fullmatch(text)
        and not forms.read_date_line(text)
        and read_mark(text) is None
    )


def _stands_under_title(text: str) -> bool:
    on_page = forms.is_labelled(text) or forms.is_navigation(text)
    return on_page or forms.is_organ(text) or text.endswith(("：", ":")) or bool(forms.read_date_line(text))


def _widened(texts: Sequence[str], first: int, last: int) -> range:
    """The title with the lines above it that it goes on from: 常州市新北区人民政府 / 2024年度法治政府建设情况报告."""
    title = "".join(texts[first : last + 1])
    if any(region_mentions(title)) and not title.startswith("关于"):
        return range(first, last + 1)
    while first > 0 and last - first < 2 and _may_be_title(texts[first - 1]):
        if not (forms.is_organ(texts[first - 1]) or _FIRST_LINE.fullmatch(texts[first - 1])):
            break
        first -= 1
    return range(first, last + 1)
