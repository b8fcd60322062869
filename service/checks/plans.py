"""Whether what is planned is told as planned, and what was done as done. Pure."""

import re

from service.checks.clauses import drawn_on
from service.checks.said import Before, Said, without_names
from service.checks.sources import comparable
from service.checks.vocabulary import any_of

_OBJECT = re.compile(
    r"将[^，。；]{1,24}?(?:纳入|作为|列入|融入|转化|变为|压缩|缩短|提高|移交|移送|分为|定为|列为|改为|调整为|延伸|嵌入|贯穿|下沉|上线|结合|落)"
)
"""将X纳入Y says what is done with something, not that it is to come."""


def is_plan(said: Said) -> bool:
    """Whether the sentence itself says that it tells what is to come."""
    return bool(any_of("to_come").search(_OBJECT.sub("", _words(said))))


def fault_of_plan(said: Said, before: Before) -> str | None:
    """None where sentences of both kinds hold the words: either may be meant."""
    told = {given.read.sentences[place].is_plan for given in said.cited for place in drawn_on(_words(said), given)}
    if told == {True}:
        return _fault_of_result(said, before)
    return _fault_of_intent(said) if told == {False} else None


def _fault_of_result(said: Said, before: Before) -> str | None:
    """Of a sentence about what the paragraphs plan."""
    text = _words(said)
    held = " ".join(given.text for given in said.cited)
    of_next_year = any(year == given.report.year + 1 for given in said.cited for _, year in said.years)
    if not (is_plan(said) or of_next_year or before.is_plan):
        return "所引段落写的是计划，不是成果"
    if any(match[0] not in held for match in any_of("done").finditer(text)):
        return "所引段落写的是计划，不是成果"
    reported = {given.report.year for given in said.cited}
    if any(year in reported and f"{year}年" not in held for _, year in said.years):
        return "所引段落写的是下一年的计划"
    return None


def _fault_of_intent(said: Said) -> str | None:
    """Of a sentence about what the paragraphs tell as done."""
    for match in any_of("only_to_come").finditer(_words(said)):
        if not any(match[0] in given.whole for given in said.cited):
            return "所引段落写的是已做的事，不是计划"
    return None


def _words(said: Said) -> str:
    return without_names(comparable(said.text))
