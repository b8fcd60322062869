"""By how much a figure is said to have risen or fallen, against what the two reports give: 250件，同比增长4.6%."""

import re

from vectorstore.reports.findings.counted import shown
from vectorstore.reports.findings.finding import Finding, Severity, found_at, place
from vectorstore.reports.findings.last_year import Level, grain, printed
from vectorstore.types import Figure, Paragraph

UP = "增长|增加|上升|提高|提升|增幅|多|升|增"
DOWN = "下降|减少|降低|降幅|回落|压降|缩短|少|降|减"
INEXACT_SHARE = 0.1
"""约20% is not held against 18.5%."""

_DIRECTION = re.compile(rf"(?P<up>{UP})|(?P<down>{DOWN})")


def difference_finding(paragraph: Paragraph, clause: str, now: Figure, change: Figure, level: Level) -> Finding | None:
    """None where `change`, told in `clause` of `now`, follows from `level`, or cannot be computed."""
    before = level.figure
    directions = list(_DIRECTION.finditer(clause))
    if not directions or now.unit != before.unit or now.qualifier or before.qualifier or not before.number:
        return None
    sign = 1 if directions[-1]["up"] else -1
    difference = now.number - before.number
    told = sign * change.number
    computed = _computed(now, before, change)
    allowed = grain(change) + (INEXACT_SHARE * change.number if change.qualifier else 0)
    if not computed or (min(abs(told - value) for value in computed) < allowed and difference * sign >= 0):
        return None
    result = f"{shown(round(abs(computed[0]), 2))}{change.unit}"
    moved = ("增加" if difference > 0 else "减少") + result if difference else "没有变化"
    message = (
        f"{level.name}本年{printed(now, paragraph)}，上年度报告{place(level.paragraph)}是{level.printed}，算来{moved}，"
        f"文中写的是{clause.strip()}{printed(change, paragraph)}。请核对。"
    )
    return found_at(paragraph, "previous", Severity.WARNING, message, now.start, change.end)


def _computed(now: Figure, before: Figure, change: Figure) -> tuple[float, ...]:
    """The change in the unit that it is told in, in each way that the words may be meant."""
    difference = now.number - before.number
    share = difference / before.number
    if "百分点" in change.unit:
        return (difference,) if now.unit == "%" else ()
    if change.unit == "%":
        return (difference, 100 * share) if now.unit == "%" else (100 * share,)
    if change.unit == "倍":
        return (share, now.number / before.number)
    if change.unit == "成":
        return (10 * share,)
    return (difference,) if change.unit == now.unit else ()
