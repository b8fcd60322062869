"""Why a number of the paragraph, though equal, is not the figure that the sentence tells. Pure."""

import re
from collections.abc import Iterable, Sequence

from service.cited.checks.said import Before, Said
from service.cited.checks.sources import Given, StatedFigure, comparable, stated_figures
from vectorstore.genre.assertions import opposites
from vectorstore.genre.likeness import content_words, names_of
from vectorstore.genre.rules import pattern_of
from vectorstore.genre.terms import groups
from vectorstore.genre.times import OF_SEVERAL_YEARS, YEAR, Reach, TimeKind, reach_of, times_in, year_number, years_told

_UP_TO_NOW_OF = re.compile(r"累计|以来")
_OPENING = re.compile(rf"(?:^|[，,；;。：:])(?:截至|截止|至|自|从)?({YEAR})年")


def misfit_of_period(figure: StatedFigure, held: StatedFigure, given: Given, said: Said, before: Before) -> str | None:
    """How the time differs, as the end of a sentence; None where it doesn't."""
    if fault := _misfit_of_span(held, given, said):
        return fault
    if any(s.is_plan and s.span.start <= held.number.start < s.span.end for s in given.read.sentences):
        return None
    return _misfit_of_year(figure, held, given, said, before)


def _misfit_of_span(held: StatedFigure, given: Given, said: Said) -> str | None:
    text = comparable(said.text)
    reach = reach_of(held.subject, given.report.year)
    told_as_more = pattern_of("times", "told_as_more_than_a_year").search(text)
    if reach is Reach.SEVERAL and (said.years or not told_as_more) and not _tells_several_years(text):
        return "是多年的数"
    one_year = any(match[0] not in held.words for match in pattern_of("times", "of_one_year").finditer(text))
    if one_year and pattern_of("times", "up_to_now_told").search(held.words):
        return "是累计的数"
    of_that = pattern_of("times", "of_that")
    of_the_years_part = of_that.search(held.clause) or told_as_more
    if said.years and not of_the_years_part:
        # 累计1036场次，其中2023年417场次: two figures, one of them the year's
        whole = _UP_TO_NOW_OF.search(held.clause) and of_that.search(held.words)
        if whole or reach in OF_SEVERAL_YEARS:
            return "是累计的数"
    if pattern_of("times", "part_of_a_year").search(held.words) and "全年" in text and "全年" not in held.words:
        return "不是全年的数"
    return None


def _tells_several_years(text: str) -> bool:
    return any(time.kind in (TimeKind.SEVERAL, TimeKind.SINCE, TimeKind.RANGE) for time in times_in(text))


def _misfit_of_year(figure: StatedFigure, held: StatedFigure, given: Given, said: Said, before: Before) -> str | None:
    opening = _OPENING.findall(held.subject)
    held_year = year_number(opening[-1]) if opening else given.report.year
    carried = None if said.years or _is_another_district(given, said, before) else before.year
    year = said.year_at(figure.number.start) or carried or (held_year if said.years else given.report.year)
    if year != held_year and f"{year}年" not in f"{held.subject}{held.number.printed}{held.clause}":
        return f"不是{year}年的数"
    own, told = ({year for _, year in years_told(clause)} for clause in (held.clause, figure.clause))
    if own and told and not own & told:
        return f"是{min(own)}年的数"
    return None


def _is_another_district(given: Given, said: Said, before: Before) -> bool:
    """The sentence names a district that those before didn't speak of: their year is not carried over to it."""
    named = {code for mention in said.mentions for code in mention.codes}
    return given.report.region.code in named - before.districts


ANOTHERS_WORDS = 0.5
"""By how many words another figure of the paragraph may fit the sentence's words better: 审结239件 is said in the
words of another figure, though 复议申请 fits both."""
BEFORE_THE_CLAUSE = 0.9
"""How much a word counts that the paragraph has before the figure's clause; in the clause it counts 1."""
IN_THE_SENTENCE = 0.5
"""And elsewhere in the figure's sentence, or in the claim before the figure's clause."""
TOPIC = 0.3
"""And of what the claim's whole sentence is about."""

_ROLES = (re.compile(r"(?:由|从|自)(?:原来的?|原先的?|过去的?)?$"), re.compile(r"(?:至|到|为|成)(?:了|现在的)?$"))
_RATE = re.compile(r"([\u4e00-\u9fff]{2})率")
_SIGN_BEFORE = re.compile(r"[\d件宗起名人个项次家户份场元%]\s*[+＋÷×减加－]\s*$")
_SIGN_AFTER = re.compile(r"\s*[+＋÷×减加－]\s*\d")
_OF_CHANGE = ("倍", "百分点")


def misfit(figure: StatedFigure, held: StatedFigure, given: Given, said: Said, before: Before) -> str | None:
    """`figure` of the sentence and `held` of the paragraph are the same quantity; None where they tell the same."""
    if _is_operand(figure, said):
        return None
    shown = said.text[figure.number.start : figure.number.end]
    stages = (_stage(figure), _stage(held))
    if None not in stages and stages[0] != stages[1]:
        return f"“{shown}”在所引段落中数的是另一环节"
    roles = (_role(figure), _role(held))
    if None not in roles and roles[0] != roles[1]:
        return f"“{shown}”在所引段落中的前后次序不同"
    if _is_contrary(figure, held):
        return f"“{shown}”在所引段落中的增减方向不同"
    if (
        _is_another_rate(figure, held)
        or _is_anothers_outcome(figure, held, given)
        or _is_said_of_another(figure, held, said, given)
    ):
        return f"“{shown}”在所引段落中数的是别的事项"
    fault = misfit_of_period(figure, held, given, said, before)
    return f"“{shown}”在所引段落中{fault}" if fault else None


def _is_operand(figure: StatedFigure, said: Said) -> bool:
    """In a formula (1520宗＋2306宗) a number says nothing of what it counts; the result is computed anew."""
    labels, number = said.labels, figure.number
    return bool(_SIGN_BEFORE.search(labels[: number.start]) or _SIGN_AFTER.match(labels, number.end))


def _stage(figure: StatedFigure) -> int | None:
    """Which stage of a case the nearest word of the figure's clause names; of two that end there, the longer."""
    for text in (figure.clause, figure.earlier):
        found = [
            (text.rfind(word) + len(word), len(word), place)
            for place, words in enumerate(groups("stage"))
            for word in words
            if word in text
        ]
        if found:
            return max(found)[2]
    return None


def _role(figure: StatedFigure) -> int | None:
    """由198天压缩至123天: what it was, and what it is now."""
    return next((place for place, pattern in enumerate(_ROLES) if pattern.search(figure.subject)), None)


def _is_contrary(figure: StatedFigure, held: StatedFigure) -> bool:
    around = f"{held.clause} {held.earlier}"
    return any(
        _any(one, figure.clause)
        and not _any(other, figure.clause)
        and _any(other, held.clause)
        and not _any(one, around)
        for up, down in opposites("figure")
        for one, other in ((up, down), (down, up))
    )


def _is_another_rate(figure: StatedFigure, held: StatedFigure) -> bool:
    """败诉率2.7% where the paragraph has 直接纠错率2.7%."""
    if figure.number.unit != "%":
        return False
    told, printed = _RATE.findall(figure.clause), _RATE.findall(held.clause)
    if not told or not printed:
        return False
    return not _any(names_of(told[-1]), f"{held.subject} {held.clause}")


def _any(words: Iterable[str], text: str) -> bool:
    return any(word in text for word in words)


def _is_anothers_outcome(figure: StatedFigure, held: StatedFigure, given: Given) -> bool:
    """受理调解41653件，成功41409件: 41653 were not 成功."""
    for outcome in pattern_of("assertions", "outcome").findall(figure.clause):
        if _any(names_of(outcome), f"{held.earlier} {held.clause}"):
            continue
        others = (o for o in given.figures if o.sentence == held.sentence and o.number != held.number)
        if any(outcome in other.clause for other in others):
            return True
    return False


def _is_said_of_another(figure: StatedFigure, held: StatedFigure, said: Said, given: Given) -> bool:
    """Whether the words around the figure are those of another figure of the cited paragraphs."""
    if not figure.counts or not content_words(f"{figure.earlier} {figure.clause}"):
        return False
    return any(
        _fits_better(figure, (other, source), (held, given))
        for source in said.sources_at(figure.number.start)
        for other in source.figures
        if other.counts and not _same(other, held) and not _is_apart(other, figure, held, said)
    )


def _same(one: StatedFigure, other: StatedFigure) -> bool:
    return one.number.value == other.number.value and one.number.unit == other.number.unit


def _is_apart(other: StatedFigure, figure: StatedFigure, held: StatedFigure, said: Said) -> bool:
    """Whether the sentence can't mean the other figure, though it has its words."""
    if other.number.unit == figure.number.unit:
        # 缩短到123天 is not said of the 198天 that it was before.
        return other.sentence == held.sentence and _role(figure) == _role(held) == 1 and _role(other) == 0
    # 立案量增加2倍 is not said of 立案10件; in 分12期对237名人员开展轮训 the sentence tells the other figure itself.
    return figure.number.unit in _OF_CHANGE or any(_same(each, other) for each in stated_figures(said.labels))


def _fits_better(figure: StatedFigure, other: tuple[StatedFigure, Given], held: tuple[StatedFigure, Given]) -> bool:
    clause = dict.fromkeys(content_words(figure.clause), 1.0)
    words = dict.fromkeys(content_words(figure.earlier), IN_THE_SENTENCE) | clause
    own_words, their_words = _named(held[0], figure), _named(other[0], figure)
    # The sentence has every word of the clause in which the paragraph gives the number; what stands before it there is
    # said of it too (被告的案件35件，已审结28件).
    same_sentence = other[0].sentence == held[0].sentence and other[1] == held[1]
    inherits = same_sentence and other[0].number.end <= held[0].number.start
    if own_words and (inherits or len(own_words) > len(their_words)):
        return False
    weighed = words
    if own_words and len(own_words) == len(their_words):  # 结案 of both: what the sentence is about tells
        weighed = dict.fromkeys(content_words(figure.subject), TOPIC) | words
    own_fit, their_fit = _fit(weighed, held[0]), _fit(weighed, other[0])
    return max(_gain(weighed, own_fit, their_fit), _gain(clause, own_fit, their_fit)) >= ANOTHERS_WORDS


def _named(held: StatedFigure, figure: StatedFigure) -> Sequence[str]:
    """The words of the clause in which the paragraph gives a number, if the sentence has them all; else none."""
    own = content_words(held.clause)
    around = f"{figure.earlier} {figure.clause}"
    return own if all(_any(names_of(word), around) for word in own) else ()


def _fit(words: Iterable[str], held: StatedFigure) -> dict[str, float]:
    """How near each word stands to the paragraph's figure: 1 in its clause, 0 nowhere."""
    texts = (
        (held.clause, 1.0),
        (held.earlier, BEFORE_THE_CLAUSE),
        (held.words, IN_THE_SENTENCE),
    )
    return {word: next((weight for text, weight in texts if _any(names_of(word), text)), 0.0) for word in words}


def _gain(words: dict[str, float], own: dict[str, float], other: dict[str, float]) -> float:
    return sum(weight * (other[word] - own[word]) for word, weight in words.items())
