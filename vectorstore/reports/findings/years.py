"""Years that a report on its year cannot mean."""

import re
from collections.abc import Iterator, Sequence

from vectorstore.reports.findings.counted import LONGEST_SENTENCE
from vectorstore.reports.findings.finding import Finding, Severity, found_at
from vectorstore.reports.findings.stale import stale_findings
from vectorstore.reports.headings import parts_of, read_mark
from vectorstore.reports.metadata import year_in
from vectorstore.reports.numerals import chinese_number, narrow, years_in_digits
from vectorstore.types import Paragraph, Part, Role

_QUOTED = re.compile(r"《[^》]*》|“[^”]*”|[（(][^（()）]*[）)]")
_YEAR = re.compile(r"(?<![\d—–－~～至到-])(20\d\d)年(?!\s*[—–－~～至到-]\s*\d)")
_OPENING = re.compile(r"(?:截[至止])?(20\d\d)年(?:度)?(?=[，,]|全[区市县省年]|[我本][区市县省]|共|以来)")
_ANNOUNCED = re.compile(r"现将.{0,30}?(20\d\d)\s*年")
_AIMED = re.compile(r"到$|至$|截[至止]$|力争$|将[在于]$|届$")
_AIM = re.compile(r"规划|目标|远景|前[，,]|底[前，,]|任期|有效期")
_FIRST_MONTH_OF_SIGNING = 11
"""Some reports are signed before their year is over, none before its last weeks."""
_SIGNED = re.compile(r"(20\d\d)\s*年\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*月")


def year_findings(paragraphs: Sequence[Paragraph], year: int) -> list[Finding]:
    """`year` is the year reported on. One finding for each place."""
    text = [paragraph for paragraph in paragraphs if paragraph.role is Role.TEXT]
    found = [
        *_title(paragraphs, year),
        *(_opening(text[0], year) if text else ()),
        *(finding for paragraph in paragraphs for finding in _plan(paragraph, year)),
        *(finding for paragraph in text[1:] for finding in _later(paragraph, year)),
        *(finding for paragraph in paragraphs for finding in _signature(paragraph, year)),
        *stale_findings(paragraphs, year),
    ]
    return list({(each.paragraph_id, each.start): each for each in reversed(found)}.values())[::-1]


def _title(paragraphs: Sequence[Paragraph], year: int) -> Iterator[Finding]:
    titles = [paragraph for paragraph in paragraphs if paragraph.role is Role.TITLE]
    named = year_in("".join(paragraph.text for paragraph in titles))
    if named is not None and named != year:
        paragraph = next((each for each in titles if str(named) in _plain(each.text)), titles[-1])
        message = f"标题写的是{named}年度，而本报告是{year}年度。"
        yield found_at(paragraph, "year", Severity.ERROR, message, 0, len(paragraph.text))


def _opening(paragraph: Paragraph, year: int) -> Iterator[Finding]:
    """The first paragraph says which year it reports on."""
    plain = _plain(paragraph.text)
    found = _ANNOUNCED.search(plain) or _OPENING.match(plain)
    if found and int(found[1]) != year and str(year) not in _QUOTED.sub("", plain):
        message = f"开头写的是{found[1]}年，而本报告是{year}年度。"
        yield found_at(paragraph, "year", Severity.ERROR, message, found.start(1), found.end(1) + 1)


def _plan(paragraph: Paragraph, year: int) -> Iterator[Finding]:
    """A heading or an opening that names the year of the plan."""
    plain = _plain(paragraph.text)
    if paragraph.role is Role.HEADING and Part.PLAN in parts_of(paragraph.text, year):
        mark = read_mark(plain)
        found = _YEAR.match(plain, mark.end if mark else 0)
    elif paragraph.role is Role.TEXT and paragraph.part is Part.PLAN:
        found = _OPENING.match(plain)
        if found and "将" not in plain and "要" not in plain:
            found = None
    else:
        return
    if found and int(found[1]) != year + 1:
        message = f"这里是下一年度的安排，写的却是{found[1]}年；{year}年度报告的安排应是{year + 1}年的。"
        yield found_at(paragraph, "year", Severity.WARNING, message, found.start(1), found.end(1) + 1)


def _later(paragraph: Paragraph, year: int) -> Iterator[Finding]:
    """Results of a year that has not come."""
    if paragraph.part is Part.PLAN:
        return
    plain = _blanked(paragraph.text)
    for found in _YEAR.finditer(plain):
        if int(found[1]) <= year + 1:
            continue
        clause = re.split(r"[。；;]", plain[found.end() : found.end() + LONGEST_SENTENCE], maxsplit=1)[0]
        if not _AIMED.search(plain[max(0, found.start() - 4) : found.start()]) and not _AIM.search(clause):
            message = f"{year}年度报告不会写到{found[1]}年的事，请核对年份。"
            yield found_at(paragraph, "year", Severity.WARNING, message, found.start(), found.end())


def _signature(paragraph: Paragraph, year: int) -> Iterator[Finding]:
    if paragraph.role is not Role.SIGNATURE:
        return
    found = _SIGNED.search(_plain(paragraph.text))
    if found is None:
        return
    signed, month = int(found[1]), _month(found[2])
    if signed < year or (signed == year and month < _FIRST_MONTH_OF_SIGNING):
        message = f"落款是{found.group()}，{year}年度尚未结束。"
        yield found_at(paragraph, "year", Severity.ERROR, message, found.start(), found.end())
    elif signed > year + 1:
        message = f"落款是{found.group()}，{year}年度报告应在{year + 1}年4月1日前公布。"
        yield found_at(paragraph, "year", Severity.WARNING, message, found.start(), found.end())


def _month(printed: str) -> int:
    return int(printed) if printed.isdigit() else chinese_number(printed)


def _plain(text: str) -> str:
    """Years in digits, one character for one, so that places stay."""
    return years_in_digits(narrow(text))


def _blanked(text: str) -> str:
    """Titles, quotations and brackets made blank: they may name any year."""
    return _QUOTED.sub(lambda found: "　" * len(found.group()), _plain(text))
