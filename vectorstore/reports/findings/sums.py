"""Parts that do not add up to their whole: 95件, of which 63件, 22件 and 3件."""

import re
from collections.abc import Sequence

from vectorstore.reports.figures import Measure
from vectorstore.reports.findings.counted import Counted, counted, shown
from vectorstore.reports.findings.enumerations import STAGE, Claim, Enumeration, enumerations
from vectorstore.reports.findings.finding import Finding, Severity, found_at
from vectorstore.reports.sentences import sentences
from vectorstore.types import Paragraph, Role

_ATTRIBUTE = re.compile(r"^涉|级$|女|男|党员|以上|以下|首次|新增|重点")
"""What one and the same matter can be at once, and levels that contain one another."""
_OF_ANOTHER = re.compile(r"服务|覆盖|惠及|帮助|接待|设[置有立]?|建|走访|培训|提供|发放|解答|开展|举办|配备")
"""What was done there: 2个大厅，其中设置窗口30个 counts windows, not halls. 个 counts anything."""
_ROUNDING = 1e-6
_NEARLY_ALL = 0.8
"""Share of the whole from which parts behind 其中 look like all of them: who tells some leaves more out."""
_LEAST_COMPLETE = 3
"""Parts behind 其中 that look like all of them; two are often the two that are worth telling."""


def sum_findings(paragraphs: Sequence[Paragraph]) -> list[Finding]:
    found = []
    for paragraph in paragraphs:
        if paragraph.role is not Role.TEXT:
            continue
        before: list[Counted] = []
        for sentence in sentences(paragraph.text):
            figures = counted(sentence)
            lists = enumerations(sentence, figures, before)
            found += [finding for each in lists if (finding := _judge(paragraph, each))]
            before = figures
    return found


def _judge(paragraph: Paragraph, each: Enumeration) -> Finding | None:
    whole, parts = each.whole, each.parts
    if not all(figure.exact for figure in (whole, *parts)):
        return None
    severity = _severity(each)
    if severity is None:
        return None
    more = each.total > whole.number
    terms = " + ".join(part.printed for part in parts)
    added = f"各部分 {terms} = {shown(each.total)}{whole.unit}" if len(parts) > 1 else f"其中一部分是{terms}"
    gap = f"{'多' if more else '少'}了{shown(abs(each.total - whole.number))}{whole.unit}"
    asked = "请核对。" if more else "请核对；若另有未列出的部分，请写明。"
    message = f"总数是{whole.printed}，{added}，{gap}。{asked}"
    return found_at(paragraph, "sum", severity, message, whole.start, max(part.end for part in parts))


def _severity(each: Enumeration) -> Severity | None:
    if abs(each.total - each.whole.number) < _ROUNDING * each.whole.number:
        return None
    names = [part.name.removeprefix(each.cue) for part in each.parts]
    overlapping = any(STAGE.search(name) or _ATTRIBUTE.search(name) for name in names)
    if each.total > each.whole.number:
        return _severity_of_more(each, names, overlapping)
    if each.open_ended or len(names) == 1 or (overlapping and each.cue):
        return None
    if each.claim is not Claim.SOME:
        return Severity.WARNING
    if not _alike(names) or each.total < _NEARLY_ALL * each.whole.number:
        return None
    return Severity.WARNING if len(names) >= _LEAST_COMPLETE else Severity.INFO


def _severity_of_more(each: Enumeration, names: Sequence[str], overlapping: bool) -> Severity | None:
    if each.claim is Claim.ALL_BUT_OLD or each.doubtful:
        return Severity.INFO
    if each.claim is Claim.ALL and not each.cue:
        return Severity.WARNING
    larger = [name for name, part in zip(names, each.parts, strict=True) if part.number > each.whole.number]
    if any(map(_OF_ANOTHER.search, larger or names)):
        return None
    certain = Severity.WARNING if each.whole.quantity.measure is Measure.THINGS else Severity.ERROR
    if larger:  # one alone; of matters concluded some were taken on the year before
        return Severity.WARNING if any(map(STAGE.search, larger)) else certain
    if overlapping:
        return None
    return certain if _alike(names) else Severity.INFO


def _alike(names: Sequence[str]) -> bool:
    """Whether the names are of one kind, as 一审案件 and 二审案件 are: then they exclude one another."""
    if not any(names):
        return True  # A、B、C分别为63件、22件、3件
    return all(names) and (len({name[-1] for name in names}) == 1 or len({name[0] for name in names}) == 1)
