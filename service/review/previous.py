"""What a draft says of last year, against last year's report: 上年为239件, 较2024年的239件, 同比增长20%."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from service.review.finding import Finding, Severity, found_at, place_of_paragraph
from service.review.last_year import (
    Key,
    LastYear,
    SoleFigure,
    by_sentence,
    figures_in,
    grain,
    in_one_form,
    key_of,
    levels_of,
    printed,
)
from vectorstore.figures.counted import LONGEST_SENTENCE, printed_number
from vectorstore.genre.text import BRACKETS, STOPS, clause_before
from vectorstore.genre.times import YEAR
from vectorstore.types import Figure, FigureKind, Paragraph, Period, Role

UP = "增长|增加|上升|提高|提升|增幅|多|升|增"
DOWN = "下降|减少|降低|降幅|回落|压降|缩短|少|降|减"
INEXACT_SHARE = 0.1
"""约20% is not held against 18.5%."""

_DIRECTION = re.compile(rf"(?P<up>{UP})|(?P<down>{DOWN})")


def difference_finding(
    paragraph: Paragraph, clause: str, now: Figure, change: Figure, sole: SoleFigure
) -> Finding | None:
    """None where `change`, told in `clause` of `now`, follows from `sole`, or cannot be computed."""
    before = sole.figure
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
    result = f"{printed_number(round(abs(computed[0]), 2))}{change.unit}"
    moved = ("增加" if difference > 0 else "减少") + result if difference else "没有变化"
    message = (
        f"{sole.name}本年{printed(now, paragraph)}，上年度报告{place_of_paragraph(sole.paragraph)}是{sole.printed}，"
        f"算来{moved}，"
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


_NARROWED = re.compile(r"季度|[上下]半年|\d+月|[一二三四五六七八九十]月|月份|任务|计划|目标|平均")
"""Of a part of the year, or of something other than what was counted."""
_EMPTY_SUBJECT = re.compile(
    rf"同比|分别|(?:相?较|相?比|与)?(?:于)?(?:上年度?|去年|上一年度?|{YEAR}年度?)(?:同期)?(?:相比)?的?|"
    rf"{UP}|{DOWN}|数量|总[数量]|案件|件数|率|[数量了约近超达为率幅、，,（(\s　]"
)
"""Of the words before a change all that does not say what has changed."""
_REACH = 30
"""Characters before a figure in which its year is named."""


@dataclass(frozen=True, slots=True)
class _Years:
    """How a report on the year names the year before it."""

    said: re.Pattern[str]
    directly_before: re.Pattern[str]
    compared: re.Pattern[str]


def previous_findings(paragraphs: Sequence[Paragraph], year: int, last: LastYear) -> list[Finding]:
    """`paragraphs` are the draft's on `year`."""
    known = levels_of(last.paragraphs, last.report.year)
    names = _names(last.report.year)
    return [
        finding
        for paragraph in paragraphs
        if paragraph.role is Role.TEXT
        for finding in _of(paragraph, year, known, names)
    ]


def _names(last_year: int) -> _Years:
    name = rf"(?:上年度?|去年|上一年度?|{last_year}年度?)(?:同期)?"
    return _Years(
        said=re.compile(
            rf"{name}(?!底|末|结转|以来|起|[上下]半年|[一二三四]季度|\d+月|[一二三四五六七八九十]+月|[—–－~至-])"
        ),
        directly_before=re.compile(rf"{name}(?:的|为|是|有|仅|仅为|共|共有|只有)?\s*$"),
        compared=re.compile(rf"同比|(?:较|比|与|相比){name}|{name}相比"),
    )


def _of(paragraph: Paragraph, year: int, known: Mapping[Key, SoleFigure], names: _Years) -> Iterator[Finding]:
    text = in_one_form(paragraph.text)
    figures = figures_in(paragraph, year)
    by_itself = {figure.start: figure for figure in _as_if_of_the_year(paragraph, text, year, names)}
    for sentence, within in by_sentence(text, figures):
        if len(sentence.text) > LONGEST_SENTENCE or _NARROWED.search(sentence.text):
            continue
        for index, figure in enumerate(within):
            before = within[:index]
            finding = None
            if _is_named_last_years(figure, text, names):
                subject = next(_levels_before(before, text, names), None)
                if subject is not None and figure.unit == subject.unit:
                    finding = _level_told(paragraph, figure, subject, known)
            elif figure.kind is FigureKind.CHANGE and figure.previous is not None:
                if names.said.search(text, max(sentence.start, figure.start - _REACH), figure.start):
                    finding = _level_told(paragraph, figure, figure, known)
            elif figure.kind is FigureKind.CHANGE:
                finding = _change_told(paragraph, text, figure, _levels_before(before, text, names), known, names)
            elif figure.period is Period.NONE and (named := by_itself.get(figure.start)) is not None:
                finding = _level_told(paragraph, named, named, known)
            if finding:
                yield finding


def _as_if_of_the_year(paragraph: Paragraph, text: str, year: int, names: _Years) -> tuple[Figure, ...]:
    """Its figures with the names of last year blanked: 去年收到复议申请239件 is read as 收到复议申请239件."""
    blanked = names.said.sub(lambda found: "　" * len(found.group()), text)
    return figures_in(replace(paragraph, text=blanked), year) if blanked != text else ()


def _is_named_last_years(figure: Figure, text: str, names: _Years) -> bool:
    return names.directly_before.search(text, max(0, figure.start - _REACH), figure.start) is not None


def _levels_before(before: Sequence[Figure], text: str, names: _Years) -> Iterator[Figure]:
    """The sentence's figures of the year, the nearest first."""
    for figure in reversed(before):
        change = figure.kind is FigureKind.CHANGE and figure.previous is None
        if not change and figure.period is Period.YEAR and not _is_named_last_years(figure, text, names):
            yield figure


def _level_told(
    paragraph: Paragraph, figure: Figure, subject: Figure, known: Mapping[Key, SoleFigure]
) -> Finding | None:
    """`figure` tells what `subject` was last year: itself, or by what it says to have risen or fallen from."""
    sole = known.get(key_of(subject) or ())
    told = figure.number if figure.previous is None else figure.previous
    if sole is None or figure.unit != sole.figure.unit:
        return None
    reported = sole.figure
    allowed = max(grain(figure), grain(reported)) if figure.previous is None else grain(reported)
    if figure.qualifier or reported.qualifier:
        allowed += INEXACT_SHARE * abs(reported.number)
    if abs(told - reported.number) < allowed:
        return None
    said = printed(figure, paragraph) if figure.previous is None else f"{printed_number(told)}{figure.unit}"
    message = (
        f"文中说上年的{sole.name}是{said}，上年度报告{place_of_paragraph(sole.paragraph)}写的是{sole.printed}。"
        "请核对；口径有调整的请写明。"
    )
    return found_at(paragraph, "previous", Severity.WARNING, message, figure.start, figure.end)


def _change_told(
    paragraph: Paragraph,
    text: str,
    change: Figure,
    levels: Iterator[Figure],
    known: Mapping[Key, SoleFigure],
    names: _Years,
) -> Finding | None:
    for now in levels:
        between = text[now.end : change.start]
        clause = clause_before(between, at=STOPS + BRACKETS)
        words = _EMPTY_SUBJECT.sub("", clause)
        about = now.name + (now.indicator or "")
        if all(character in about for character in words):
            sole = known.get(key_of(now) or ())
            compared = sole is not None and names.compared.search(between)
            return difference_finding(paragraph, clause, now, change, sole) if sole is not None and compared else None
    return None
