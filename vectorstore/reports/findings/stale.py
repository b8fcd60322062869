"""Sentences left over from last year's report: an earlier year where the one reported on, or the next, is meant."""

import re
from collections.abc import Iterator, Sequence

from vectorstore.reports.figures import quantities
from vectorstore.reports.findings.counted import LONGEST_SENTENCE
from vectorstore.reports.findings.finding import Finding, Severity, found_at
from vectorstore.reports.findings.last_year import plain
from vectorstore.reports.headings import Kind, read_heading, read_mark
from vectorstore.reports.sentences import Span, sentences
from vectorstore.types import Paragraph, Part, Role

_ASIDE = re.compile(r"《[^》]*》|“[^”]*”|（[^（）]*）")
_RANGE = re.compile(r"20\d\d年?\s*[—–－~～至到-]+\s*20\d\d年?")
_ANY_YEAR = re.compile(r"20\d\d")
_BEGINS = re.compile(r"(?:截[至止](?:到)?)?(?P<year>20\d\d)年")
_CLAUSE_BEGINS = re.compile(r"[，；：]\s*")
_AT_ITS_END = re.compile(r"截[至止](?:到)?20\d\d年(?:年?[底末]|12月(?:底|末|31日)?)")
_MONTH = re.compile(r"20\d\d年\d{1,2}月(?:\d{1,2}日)?")
_WHOLE = re.compile(r"20\d\d年(?:度)?(?=[，]|[全我本][区市县省州旗]|共|以来)")
_DONE = re.compile(
    r"20\d\d年(?:度)?[^，。；的]{0,14}?(?:收到|受理|办理|办结|审结|立案|结案|审核|审查|调解|化解|调处|处理|查处|解答|新增|累计|完成)"
)
_STANDING = re.compile(
    r"20\d\d年(?:度)?，?[^，。；]{0,10}?(?:坚持|深入|扎实|认真|严格|不断|着力|聚焦|围绕|紧扣|紧紧|全面(?:贯彻|落实|推进|加强)|"
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
    r"(20\d\d)年(?:年?[底末]|[上下]半年|第?[一二三四]季度|\d{1,2}月(?:底|末|份)?)?(?:之?前|以前)"
    r"|(?:力争|争取|确保|计划|拟|预计|将[在于到]?|[到至于])\s*(20\d\d)年"
    r"|(20\d\d)年(?:度)?，?[^，。；]{0,16}?(?:将|要|力争|计划|拟)"
)
_WILL = re.compile(
    r"(20\d\d)年，[^，。；]{0,20}?将(?:以|在|继续|进一步|坚持|深入|全面|持续|紧|认真|按照|围绕|聚焦|着力|不断|从|更)"
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
    text = plain(paragraph.text)
    blanked = _ASIDE.sub(lambda found: "　" * len(found.group()), text)
    for sentence in sentences(blanked):
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
    may_be_the_plan = begun and int(begun["year"]) == year and (closing or paragraph.part is Part.SHORTCOMINGS)
    if begun and may_be_the_plan and _WILL.match(sentence.text, begun.start()) and not quantities(sentence.text):
        message = f"像是下一年度的安排，写的却是{year}年；{year}年度报告的安排应是{year + 1}年的。"
        yield _at(paragraph, message, sentence.start + begun.start("year"))
    if opening:
        return
    within = (_BEGINS.match(sentence.text, found.end()) for found in _CLAUSE_BEGINS.finditer(sentence.text))
    for place in filter(None, (begun, *within)):
        left_over = _is_left_over(paragraph, sentence, place) if place is begun else _is_told(sentence, place)
        if int(place["year"]) < year and not _others(sentence, place) and left_over:
            message = f"这句说的是{place['year']}年，而本报告是{year}年度；请核对是否沿用了旧文或写错了年份。"
            yield _at(paragraph, message, sentence.start + place.start("year"))
            break
    yield from _old_year_of_plans(paragraph, text, sentence, year)


def _others(sentence: Span, begun: re.Match[str]) -> bool:
    return bool({*_ANY_YEAR.findall(sentence.text)} - {begun["year"]})


def _is_left_over(paragraph: Paragraph, sentence: Span, begun: re.Match[str]) -> bool:
    """Whether a sentence that opens with an earlier year tells what this year's report has to tell of its own year."""
    words, at = sentence.text, begun.start()
    if paragraph.role is Role.HEADING or _is_heading(paragraph, sentence):
        return not _OLD_MATTERS.search(words)
    if _ON_PURPOSE.search(words):
        return False
    first_clause = re.split("[，；]", words[begun.end() :].lstrip("度，"), maxsplit=1)[0]
    if (paragraph.part is Part.SHORTCOMINGS and _WHOLE.match(words, begun.start("year"))) or (
        _STANDING.match(words, at) and not _ISSUED.search(first_clause)
    ):
        return True
    if not quantities(words) or _ISSUED.search(words) or (_MONTH.match(words, at) and _MEETING.search(words)):
        return False
    return any(pattern.match(words, at) for pattern in (_MONTH, _AT_ITS_END, _WHOLE, _DONE))


def _is_told(sentence: Span, begun: re.Match[str]) -> bool:
    """Whether a clause within a sentence gives figures of the year that it begins with."""
    clause = re.split("[，；]", sentence.text[begun.start() :], maxsplit=1)[0]
    told = quantities(clause) and not _MONTH.match(clause)
    return bool(told) and not _ON_PURPOSE.search(sentence.text) and not _ISSUED.search(sentence.text)


def _is_heading(paragraph: Paragraph, sentence: Span) -> bool:
    """Whether it is the heading that runs into the paragraph."""
    heading = read_heading(paragraph.text) if sentence.start == 0 else None
    return heading is not None and heading.words is not None and heading.mark.kind is not Kind.PLAIN


def _old_year_of_plans(paragraph: Paragraph, text: str, sentence: Span, year: int) -> Iterator[Finding]:
    """印发《…2024年工作要点》 in a report on 2025: it made or followed the plan of its own year."""
    printed = text[sentence.start : sentence.end]
    for clause in re.finditer(r"[^，；。]+", printed):
        words = _RANGE.sub(lambda found: "　" * len(found.group()), clause.group())
        if _LOOKS_BACK.search(_ASIDE.sub("", words)):
            continue
        for found in re.finditer(rf"(?<!\d){year - 1}年(?:度)?", words):
            if _MAKES.search(words[: found.start()]) and _PLANS.search(words[found.end() :].split("》")[0]):
                message = f"{year}年度报告写的是{year - 1}年的计划、方案，请核对是否应为{year}年的。"
                yield _at(paragraph, message, sentence.start + clause.start() + found.start())


def _old_plan(paragraph: Paragraph, sentence: Span, year: int) -> Iterator[Finding]:
    """What is to be done by a time that has passed."""
    for clause in re.finditer(r"[^；。]+", _RANGE.sub(lambda found: "　" * len(found.group()), sentence.text)):
        for found in _DEADLINE.finditer(clause.group()):
            group = next(index for index in (1, 2, 3) if found[index])
            if int(found[group]) <= year and not _LOOKS_BACK.search(clause.group()):
                message = f"这里是下一年度的安排，写的却是{found[group]}年；{year}年度报告的安排应是{year + 1}年的。"
                yield _at(paragraph, message, sentence.start + clause.start() + found.start(group))


def _at(paragraph: Paragraph, message: str, start: int) -> Finding:
    return found_at(paragraph, "year", Severity.WARNING, message, start, start + len("2024年"))
