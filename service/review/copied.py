"""Sentences that stand in last year's report as they do in the draft: nobody has updated their figures or year."""

import re
from collections.abc import Iterable, Iterator, Sequence

from service.review.finding import Finding, Severity, found_at, place_of_paragraph
from service.review.last_year import LastYear, SoleFigure, by_sentence, figures_in, in_one_form, levels_of
from vectorstore.genre.quantities import UNITS
from vectorstore.genre.text import sentences
from vectorstore.genre.times import YEAR, Time, years_anywhere
from vectorstore.types import Figure, FigureKind, Paragraph, Part, Period, Role

_SHORTEST = 10
"""Characters of a sentence that does not come out alike by chance."""
_WHOLE = 100.0
"""A rate that stays at 100% is what it should be."""
_DATED = re.compile(rf"{YEAR}年")
_SINCE = re.compile(r"年(?:度?以来|[^，]{0,6}起)")


def copied_figure_findings(paragraphs: Sequence[Paragraph], year: int, last: LastYear) -> list[Finding]:
    """Sentences with figures that are the same but for the year. `paragraphs` are the draft's on `year`."""
    earlier = {_DATED.sub("", sentence) for sentence in _sentences(last.paragraphs)}
    found = []
    for paragraph in paragraphs:
        if paragraph.role is not Role.TEXT or paragraph.part is Part.PLAN:
            continue
        figures = [figure for figure in figures_in(paragraph, year) if figure.period is Period.YEAR]
        for sentence, within in by_sentence(paragraph.text, figures):
            told = [figure for figure in within if not _stays(figure)]
            words = _DATED.sub("", in_one_form(sentence.text))
            if told and len(words) >= _SHORTEST and words in earlier:
                certain = len(told) > 1 or any(figure.indicator for figure in told)
                severity = Severity.WARNING if certain else Severity.INFO
                message = "这句连同数字都与上年度报告相同，请核对数字是否已更新为本年的。"
                found.append(found_at(paragraph, "previous", severity, message, sentence.start, sentence.end))
    return found


def copied_year_findings(paragraphs: Sequence[Paragraph], year: int, last: LastYear) -> list[Finding]:
    """Sentences that are the same word for word and still name an earlier year."""
    earlier = set(_sentences(last.paragraphs))
    found = []
    for paragraph in paragraphs:
        if paragraph.role is not Role.TEXT:
            continue
        for sentence in sentences(paragraph.text):
            words = in_one_form(sentence.text)
            reported = year + 1 if paragraph.part is Part.PLAN else year
            named = _stale_year(words, last.report.year, reported)
            if named is not None and len(words) >= _SHORTEST and words in earlier:
                message = f"这句与上年度报告一字不差，仍写着{named.first}年；请更新，或改为本年的工作。"
                start, end = sentence.start + named.start, sentence.start + named.end + len("年")
                found.append(found_at(paragraph, "year", Severity.WARNING, message, start, end))
    return found


def _sentences(paragraphs: Iterable[Paragraph]) -> list[str]:
    """In one form of figures and punctuation."""
    texts = (paragraph.text for paragraph in paragraphs if paragraph.role is Role.TEXT)
    return [in_one_form(sentence.text) for text in texts for sentence in sentences(text)]


def _stays(figure: Figure) -> bool:
    return figure.kind is FigureKind.RATE and figure.number == _WHOLE


def _stale_year(words: str, first: int, reported: int) -> Time | None:
    """A year from the first to the one before that reported on; ranges and what began in a year stay."""
    for found in years_anywhere(words):
        since = words[: found.start].endswith(("自", "从")) or _SINCE.match(words, found.end)
        of_a_year = words.startswith("年", found.end)  # 2023版 is what a document is called
        if found.first is not None and first <= found.first < reported and of_a_year and not since:
            return found
    return None


_JUMP = 10
_LEAST_JUMP = {FigureKind.COUNT: 100, FigureKind.AMOUNT: 100, FigureKind.RATE: 20}
"""What the larger of the two must reach: of 3 hearings ten times as many may be held the year after."""
_MEASURE = {unit: measure for measure, units in UNITS.items() for unit in units}


def unlikely_findings(paragraphs: Sequence[Paragraph], year: int, last: LastYear) -> list[Finding]:
    """`paragraphs` are the draft's on `year`."""
    return list(_jumps(paragraphs, year, last))


def _jumps(paragraphs: Sequence[Paragraph], year: int, last: LastYear) -> Iterator[Finding]:
    known = levels_of(last.paragraphs, last.report.year)
    units = {key[0]: sole for key, sole in known.items() if len(key) > 1}
    now = levels_of(paragraphs, year)
    for key, sole in now.items():
        before = known.get(key)
        if before is not None and before.figure.unit == sole.figure.unit:
            if _is_a_jump(sole.figure, before.figure):
                yield _finding(sole, before, "相差十倍以上，请核对是否多写或少写一位，或单位有误。")
        elif before is not None or (before := units.get(key[0])) is not None:
            other = _MEASURE.get(before.figure.unit) is not _MEASURE.get(sole.figure.unit)
            alone = sum(known_key[0] == key[0] for known_key in known) == sum(each[0] == key[0] for each in now) == 1
            if other and alone:
                yield _finding(sole, before, "单位不同，请核对。")


def _is_a_jump(now: Figure, before: Figure) -> bool:
    smaller, larger = sorted((now.number, before.number))
    least = _LEAST_JUMP.get(now.kind)
    return least is not None and smaller > 0 and larger >= least and larger >= _JUMP * smaller


def _finding(sole: SoleFigure, before: SoleFigure, asked: str) -> Finding:
    message = (
        f"{sole.name}本年写的是{sole.printed}，"
        f"上年度报告{place_of_paragraph(before.paragraph)}是{before.printed}，{asked}"
    )
    figure = sole.figure
    return found_at(sole.paragraph, "previous", Severity.WARNING, message, figure.start, figure.end)
