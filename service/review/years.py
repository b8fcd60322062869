"""Years that a report on its year cannot mean."""

import re
from collections.abc import Iterator, Sequence

from service.review.finding import Finding, Severity, found_at
from service.review.last_year import in_one_form
from vectorstore.figures.counted import LONGEST_SENTENCE
from vectorstore.genre.headings import NumberingKind, read_heading, read_mark
from vectorstore.genre.numerals import chinese_number
from vectorstore.genre.parts import parts_of
from vectorstore.genre.quantities import quantities
from vectorstore.genre.text import (
    BRACKETS,
    COMMAS,
    ENDS,
    NAMES,
    SEMICOLONS,
    TITLES,
    Span,
    blanked,
    clause_after,
    clauses,
    sentences,
    without,
)
from vectorstore.genre.times import YEAR, plain_digits, without_ranges, year_number, years_named, years_of
from vectorstore.reports.metadata import year_in
from vectorstore.types import Paragraph, Part, Role

_ASIDE = TITLES + NAMES + BRACKETS
_BEGINS = re.compile(rf"(?:截[至止](?:到)?)?(?P<year>{YEAR})年")
_AT_ITS_END = re.compile(rf"截[至止](?:到)?{YEAR}年(?:年?[底末]|12月(?:底|末|31日)?)")
_MONTH = re.compile(rf"{YEAR}年\d{{1,2}}月(?:\d{{1,2}}日)?")
_WHOLE = re.compile(rf"{YEAR}年(?:度)?(?=[，]|[全我本][区市县省州旗]|共|以来)")
_DONE = re.compile(
    rf"{YEAR}年(?:度)?[^，。；的]{{0,14}}?(?:收到|受理|办理|办结|审结|立案|结案|审核|审查|调解|化解|调处|处理|查处|解答|新增|累计|完成)"
)
_STANDING = re.compile(
    rf"{YEAR}年(?:度)?，?[^，。；]{{0,10}}?(?:坚持|深入|扎实|认真|严格|不断|着力|聚焦|围绕|紧扣|紧紧|全面(?:贯彻|落实|推进|加强)|"
    r"始终|切实|在[^，。；]{2,20}(?:领导|指导)下)"
)
_ON_PURPOSE = re.compile(
    r"以来|[自从]20|起[，至]|相比|同比|[较比]20|上一?年度?|去年|首[次批个]|启动|试点|评估|总结|考核|测评|评价|验收|创建|命名|"
    r"获|评为|入选|成立|修订|施行|实施"
)
_ISSUED = re.compile(r"印发|出台|制定")
_MEETING = re.compile(r"会议|召开|全会|座谈|部署会|推进会")
_OLD_MATTERS = re.compile(r"整改|反馈|考核|问题|回头看|上一?年|总结")
_PLANS = re.compile(
    r"工作要点|工作计划|年度计划|工作方案|工作安排|重点任务|文件(?:制定)?计划|(?:决策)?事项目录|决策目录"
)
_MAKES = re.compile(r"印发|制定|编制|出台|公布|发布|制发|征集|围绕|落实|按照|根据|对照|^以|审议")
_LOOKS_BACK = re.compile(r"总结|回顾|完成情况|执行情况|评估|通报|基础上|巩固|以来|经验|[自从]20|整改|考核|已")
_DEADLINE = re.compile(
    rf"({YEAR})年(?:年?[底末]|[上下]半年|第?[一二三四]季度|\d{{1,2}}月(?:底|末|份)?)?(?:之?前|以前)"
    rf"|(?:力争|争取|确保|计划|拟|预计|将[在于到]?|[到至于])\s*({YEAR})年"
    rf"|({YEAR})年(?:度)?，?[^，。；]{{0,16}}?(?:将|要|力争|计划|拟)"
)
_WILL = re.compile(
    rf"({YEAR})年，[^，。；]{{0,20}}?将(?:以|在|继续|进一步|坚持|深入|全面|持续|紧|认真|按照|围绕|聚焦|着力|不断|从|更)"
)
_CLOSING = 4
"""Paragraphs of text at the end among which one without a heading may be the plan."""


def stale_findings(paragraphs: Sequence[Paragraph], year: int) -> list[Finding]:
    """`year` is the year reported on."""
    text = [paragraph for paragraph in paragraphs if paragraph.role is Role.TEXT]
    body = [paragraph for paragraph in paragraphs if paragraph.role in (Role.TEXT, Role.HEADING)]
    closing = text[-_CLOSING:]
    return [
        finding for paragraph in body for finding in _of(paragraph, year, paragraph in closing, paragraph in text[:1])
    ]


def _of(paragraph: Paragraph, year: int, closing: bool, opening: bool) -> Iterator[Finding]:
    text = in_one_form(paragraph.text)
    for sentence in sentences(blanked(text, _ASIDE)):
        yield from _in_sentence(paragraph, text, sentence, year, closing, opening)


def _in_sentence(
    paragraph: Paragraph, text: str, sentence: Span, year: int, closing: bool, opening: bool
) -> Iterator[Finding]:
    if len(sentence.text) > LONGEST_SENTENCE:
        return
    if paragraph.part is Part.PLAN:
        yield from _old_plan(paragraph, sentence, year)
        return
    mark = read_mark(sentence.text)
    begun = _BEGINS.match(sentence.text, mark.end if mark else 0)
    may_be_the_plan = begun and year_number(begun["year"]) == year and (closing or paragraph.part is Part.SHORTCOMINGS)
    if begun and may_be_the_plan and _WILL.match(sentence.text, begun.start()) and not quantities(sentence.text):
        message = f"像是下一年度的安排，写的却是{year}年；{year}年度报告的安排应是{year + 1}年的。"
        yield _at(paragraph, message, sentence.start + begun.start("year"))
    if opening:
        return
    within = (_BEGINS.match(sentence.text, one.start - sentence.start) for one in clauses(sentence)[1:])
    for place in filter(None, (begun, *within)):
        left_over = _is_left_over(paragraph, sentence, place) if place is begun else _is_told(sentence, place)
        if year_number(place["year"]) < year and not _others(sentence, place) and left_over:
            message = f"这句说的是{place['year']}年，而本报告是{year}年度；请核对是否沿用了旧文或写错了年份。"
            yield _at(paragraph, message, sentence.start + place.start("year"))
            break
    yield from _old_year_of_plans(paragraph, text, sentence, year)


def _others(sentence: Span, begun: re.Match[str]) -> bool:
    return bool(years_named(sentence.text) - {year_number(begun["year"])})


def _is_left_over(paragraph: Paragraph, sentence: Span, begun: re.Match[str]) -> bool:
    """Whether a sentence that opens with an earlier year tells what this year's report has to tell of its own year."""
    words, at = sentence.text, begun.start()
    if paragraph.role is Role.HEADING or _is_heading(paragraph, sentence):
        return not _OLD_MATTERS.search(words)
    if _ON_PURPOSE.search(words):
        return False
    first_clause = clause_after(words[begun.end() :].lstrip("度，"))
    if (paragraph.part is Part.SHORTCOMINGS and _WHOLE.match(words, begun.start("year"))) or (
        _STANDING.match(words, at) and not _ISSUED.search(first_clause)
    ):
        return True
    if not quantities(words) or _ISSUED.search(words) or (_MONTH.match(words, at) and _MEETING.search(words)):
        return False
    return any(pattern.match(words, at) for pattern in (_MONTH, _AT_ITS_END, _WHOLE, _DONE))


def _is_told(sentence: Span, begun: re.Match[str]) -> bool:
    """Whether a clause within a sentence gives figures of the year that it begins with."""
    clause = clause_after(sentence.text, begun.start())
    told = quantities(clause) and not _MONTH.match(clause)
    return bool(told) and not _ON_PURPOSE.search(sentence.text) and not _ISSUED.search(sentence.text)


def _is_heading(paragraph: Paragraph, sentence: Span) -> bool:
    """Whether it is the heading that runs into the paragraph."""
    heading = read_heading(paragraph.text) if sentence.start == 0 else None
    return heading is not None and heading.words is not None and heading.mark.kind is not NumberingKind.PLAIN


def _old_year_of_plans(paragraph: Paragraph, text: str, sentence: Span, year: int) -> Iterator[Finding]:
    """印发《…2024年工作要点》 in a report on 2025: it made or followed the plan of its own year."""
    printed = Span(text[sentence.start : sentence.end], sentence.start, sentence.end)
    for clause in clauses(printed, at=COMMAS + SEMICOLONS + ENDS):
        words = without_ranges(clause.text)
        if _LOOKS_BACK.search(without(words, _ASIDE)):
            continue
        for found in re.finditer(rf"(?<!\d){year - 1}年(?:度)?", words):
            if _MAKES.search(words[: found.start()]) and _PLANS.search(words[found.end() :].split("》")[0]):
                message = f"{year}年度报告写的是{year - 1}年的计划、方案，请核对是否应为{year}年的。"
                yield _at(paragraph, message, clause.start + found.start())


def _old_plan(paragraph: Paragraph, sentence: Span, year: int) -> Iterator[Finding]:
    """What is to be done by a time that has passed."""
    for clause in clauses(sentence, at=SEMICOLONS + ENDS):
        words = without_ranges(clause.text)
        for found in _DEADLINE.finditer(words):
            group = next(index for index in (1, 2, 3) if found[index])
            if int(found[group]) <= year and not _LOOKS_BACK.search(words):
                message = f"这里是下一年度的安排，写的却是{found[group]}年；{year}年度报告的安排应是{year + 1}年的。"
                yield _at(paragraph, message, clause.start + found.start(group))


def _at(paragraph: Paragraph, message: str, start: int) -> Finding:
    return found_at(paragraph, "year", Severity.WARNING, message, start, start + len("2024年"))


_NAMED = re.compile(rf"({YEAR})年")
_OPENING = re.compile(rf"(?:截[至止])?({YEAR})年(?:度)?(?=[，,]|全[区市县省年]|[我本][区市县省]|共|以来)")
_ANNOUNCED = re.compile(rf"现将.{{0,30}}?({YEAR})\s*年")
_AIMED = re.compile(r"到$|至$|截[至止]$|力争$|将[在于]$|届$")
_AIM = re.compile(r"规划|目标|远景|前[，,]|底[前，,]|任期|有效期")
_FIRST_MONTH_OF_SIGNING = 11
"""Some reports are signed before their year is over, none before its last weeks."""
_SIGNED = re.compile(rf"({YEAR})\s*年\s*(\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*月")


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
    if found and int(found[1]) != year and str(year) not in without(plain, _ASIDE):
        message = f"开头写的是{found[1]}年，而本报告是{year}年度。"
        yield found_at(paragraph, "year", Severity.ERROR, message, found.start(1), found.end(1) + 1)


def _plan(paragraph: Paragraph, year: int) -> Iterator[Finding]:
    """A heading or an opening that names the year of the plan."""
    plain = _plain(paragraph.text)
    if paragraph.role is Role.HEADING and Part.PLAN in parts_of(paragraph.text, year):
        mark = read_mark(plain)
        found = _NAMED.match(plain, mark.end if mark else 0)
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
    for found in years_of(plain):
        if found.first is None or found.first <= year + 1:
            continue
        clause = clause_after(plain[found.end : found.end + LONGEST_SENTENCE], at=SEMICOLONS + ENDS)
        if not _AIMED.search(plain[max(0, found.start - 4) : found.start]) and not _AIM.search(clause):
            message = f"{year}年度报告不会写到{found.first}年的事，请核对年份。"
            yield found_at(paragraph, "year", Severity.WARNING, message, found.start, found.end + len("年"))


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
    return plain_digits(text)


def _blanked(text: str) -> str:
    """Titles, quotations and brackets made blank: they may name any year."""
    return blanked(_plain(text), _ASIDE)
