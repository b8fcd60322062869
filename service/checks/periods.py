"""Whether a figure is told of the time of which its paragraph gives it: the year, several years, up to now. Pure."""

import re

from service.checks.said import Before, Said
from service.checks.sources import Figure, Given, comparable
from service.checks.vocabulary import any_of

NEAR = 2
"""Clauses before a figure in which the paragraph says that it is of several years."""
_UP_TO_NOW_OF = re.compile(r"累计|以来")
_EVER_SINCE = re.compile(r"(?<!今年)(?<!本年)(?<!\d年)(?<!年初)以来")
_OF_THAT = re.compile(r"其中[，,]?(?:20\d\d年|当年|本年|今年|年内)")
"""累计1036场次，其中2023年417场次: two figures, one of them the year's."""
_YEAR = re.compile(r"((?:19|20)\d{2})年")
_OPENING_YEAR = re.compile(r"(?:^|[，,；;。：:])(?:截至|截止|至|自|从)?((?:19|20)\d{2})年")


def misfit_of_period(figure: Figure, held: Figure, given: Given, said: Said, before: Before) -> str | None:
    """How the time differs, as the end of a sentence; None where it doesn't."""
    if fault := _misfit_of_span(held, said):
        return fault
    if any(s.is_plan and s.span.start <= held.number.start < s.span.end for s in given.read.sentences):
        return None
    return _misfit_of_year(figure, held, given, said, before)


def _misfit_of_span(held: Figure, said: Said) -> str | None:
    text = comparable(said.text)
    near = "，".join(held.subject.split("，")[-NEAR:])
    of_the_year = bool(said.years) or not any_of("cumulative").search(text)
    if of_the_year and any_of("several_years").search(near) and not any_of("several_years").search(text):
        return "是多年的数"
    one_year = any(match[0] not in held.words for match in any_of("of_one_year").finditer(text))
    if one_year and any_of("up_to_now").search(held.words):
        return "是累计的数"
    of_the_years_part = _OF_THAT.search(held.clause) or any_of("cumulative").search(text)
    if said.years and not of_the_years_part:
        since = _EVER_SINCE.search(f"{held.earlier}，{held.clause}")
        if since or (_UP_TO_NOW_OF.search(held.clause) and _OF_THAT.search(held.words)):
            return "是累计的数"
    if any_of("part_of_a_year").search(held.words) and "全年" in text and "全年" not in held.words:
        return "不是全年的数"
    return None


def _misfit_of_year(figure: Figure, held: Figure, given: Given, said: Said, before: Before) -> str | None:
    opening = _OPENING_YEAR.findall(held.subject)
    held_year = int(opening[-1]) if opening else given.report.year
    carried = None if said.years or _is_another_district(given, said, before) else before.year
    year = said.year_at(figure.number.start) or carried or (held_year if said.years else given.report.year)
    if year != held_year and f"{year}年" not in f"{held.subject}{held.number.printed}{held.clause}":
        return f"不是{year}年的数"
    own, told = set(_YEAR.findall(held.clause)), set(_YEAR.findall(figure.clause))
    if own and told and not own & told:
        return f"是{min(own)}年的数"
    return None


def _is_another_district(given: Given, said: Said, before: Before) -> bool:
    """The sentence names a district that those before didn't speak of: their year is not carried over to it."""
    named = {code for mention in said.mentions for code in mention.codes}
    return given.report.region.code in named - before.districts
