"""Whether what is planned is told as planned, and what was done as done. Pure."""

import re
from collections.abc import Sequence

from service.cited.checks.computed import Computed
from service.cited.checks.said import Before, Said, clauses_about, drawn_on, names_in, without_names
from service.cited.checks.sources import comparable
from vectorstore.genre.assertions import NOT_YET, UNDER_WAY, Assertion, Told, is_told, is_told_of, is_wanting
from vectorstore.genre.assertions import told as told_in
from vectorstore.genre.likeness import content_words, names_of
from vectorstore.genre.rules import pattern_of
from vectorstore.genre.terms import words
from vectorstore.genre.text import BRACKETS, ENUMERATION, NAMES, STOPS, TITLES, clause_after, clause_before
from vectorstore.types import Part

_OBJECT = re.compile(
    r"将[^，。；]{1,24}?(?:纳入|作为|列入|融入|转化|变为|压缩|缩短|提高|移交|移送|分为|定为|列为|改为|调整为|延伸|嵌入|贯穿|下沉|上线|结合|落)"
)
"""将X纳入Y says what is done with something, not that it is to come."""


def is_plan(said: Said) -> bool:
    """Whether the sentence itself says that it tells what is to come."""
    return bool(pattern_of("assertions", "to_come").search(_OBJECT.sub("", _words(said))))


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
    if any(one.cue not in held for one in told_in(text, Assertion.DONE)):
        return "所引段落写的是计划，不是成果"
    reported = {given.report.year for given in said.cited}
    if any(year in reported and f"{year}年" not in held for _, year in said.years):
        return "所引段落写的是下一年的计划"
    return None


def _fault_of_intent(said: Said) -> str | None:
    """Of a sentence about what the paragraphs tell as done."""
    for match in pattern_of("assertions", "only_to_come").finditer(_words(said)):
        if not any(match[0] in given.whole for given in said.cited):
            return "所引段落写的是已做的事，不是计划"
    return None


def _words(said: Said) -> str:
    return without_names(comparable(said.text))


WORD_OF_PROGRESS = 8
"""Characters before a matter in which 推进 or 试点 is said of it."""
CLAUSE = 20
"""The same of what is told as completed, which may have a long name."""
SOON = 8
"""And after it, in which 试点 is."""
FOLLOWING = 16
PRECEDING = 12
"""Characters after and before 完成 in which the matter is named."""
_DONE_TO = re.compile(r"已(?:经)?(?P<verb>[\u4e00-\u9fff]{2,4})|(?P<verb2>[\u4e00-\u9fff]{2})起?了")
_ADVERBS = re.compile(r"^(?:全面|全部|顺利|如期|基本|已经?)+|起?了?$")


def fault_of_completion(said: Said) -> str | None:
    """完成X where the paragraph says 推进X, or 确保完成X."""
    text = comparable(said.text)
    return _fault_of_completed(text, said) or _fault_of_done(text, said)


def _fault_of_completed(text: str, said: Said) -> str | None:
    for finished in told_in(text, Assertion.FINISHED):
        if is_told_of(text, finished.start, *NOT_YET):
            continue
        verb = _ADVERBS.sub("", finished.cue)
        held = [pair for given in said.cited for pair in _around(verb, given.text)]
        if held and all(is_told(before, *NOT_YET) or after.startswith("情况") for before, after in held):
            return f"所引段落没有说已经“{finished.cue}”"
        # Where the paragraph completes something else, only a name (实现“四书同达”) tells that it isn't this.
        matters = names_in(text[finished.end : finished.end + FOLLOWING]) if held else _matters(text, finished)
        if any(
            _only_in_progress(matter, given.text, CLAUSE, *UNDER_WAY, Assertion.LASTING)
            for matter in matters
            for given in said.cited
        ):
            return f"所引段落没有说“{finished.cue}”"
    return None


def _matters(text: str, finished: Told) -> tuple[str, ...]:
    """What is completed: the words after 完成, and the one before it."""
    after = clause_after(text, finished.end)[:FOLLOWING]
    return (
        *names_in(after),
        *content_words(after)[:2],
        *content_words(clause_before(text, finished.start)[-PRECEDING:])[-1:],
    )


def _fault_of_done(text: str, said: Said) -> str | None:
    """已出台X, X建立起了 where the paragraph says 推进X."""
    for match in _DONE_TO.finditer(text):
        if is_told_of(text, match.start(), *UNDER_WAY):
            continue
        verbs = [verb for verb in content_words(match["verb"] or match["verb2"]) if len(verb) > 1]
        if any(
            _only_in_progress(verb, given.text, WORD_OF_PROGRESS, *UNDER_WAY) for verb in verbs for given in said.cited
        ):
            return f"所引段落没有说“{match[0]}”"
    return None


def _around(word: str, text: str) -> list[tuple[str, str]]:
    """What stands in the clause before the word, and what follows it, at each of its places."""
    return [(clause_before(text, match.start()), text[match.end() :]) for match in re.finditer(re.escape(word), text)]


def _only_in_progress(matter: str, text: str, reach: int, *progress: Assertion) -> bool:
    """Whether the text names the matter, each time right after a word of progress, as an attempt or as wanting."""
    around = _around(matter, text)
    return bool(around) and all(
        is_told(before[-reach:], *progress)
        or "试点" in after[:SOON]
        or is_told(f"{before}{matter}{clause_after(after)}", Assertion.FALLING_SHORT)
        for before, after in around
    )


NEAR = 10
"""Characters around a computed figure."""
_WORDS_END = STOPS + ENUMERATION + BRACKETS + NAMES + TITLES
_REST = re.compile(r"(?:尚未|未)(?=[审办结受]|化解)")


def fault_of_negation(said: Said, computed: Sequence[Computed] = ()) -> str | None:
    """`computed` are the sentence's figures that code has computed anew: 尚有7件未审结 is the rest of a difference."""
    text = without_names(comparable(said.text))
    mine = _negated(_without_rests(text, computed))
    held = [pair for given in said.cited for pair in _negated(given.text)]
    whole = " ".join(given.text for given in said.cited)
    return _fault_of_denied(mine, held, whole) or _fault_of_affirmed(text, mine, held, whole)


def _fault_of_denied(mine: list[tuple[str, str]], held: list[tuple[str, str]], whole: str) -> str | None:
    """未通过验收 where the paragraph has 通过验收."""
    for negation, denied in mine:
        wanting = negation in words("short_of") and is_wanting(whole)
        if wanting or f"{negation}{denied[:2]}" in whole:
            continue
        near = {name for word in content_words(denied) for name in names_of(word)} or {denied[:2]}
        if not any(any(name in after for name in near) for _, after in held):
            return f"所引段落没有说“{negation}{denied[:4]}”"
    return None


def _fault_of_affirmed(text: str, mine: list[tuple[str, str]], held: list[tuple[str, str]], whole: str) -> str | None:
    """不予处罚 told as 处罚: the words stand in the sentence, and nowhere in the paragraph without their negation."""
    for negation, denied in held:
        for key in {*content_words(denied), denied[:4], denied[:2]}:
            if len(key) < 2 or key not in text or any(key in after for _, after in mine):
                continue
            if whole.count(key) <= sum(after.count(key) for _, after in held):
                return f"所引段落说的是“{negation}{denied[:4]}”"
    return None


def _without_rests(text: str, computed: Sequence[Computed]) -> str:
    for one in computed:
        for match in _REST.finditer(text, max(0, one.end - NEAR), one.end + NEAR):
            text = text[: match.start()] + "　" * len(match[0]) + text[match.end() :]
    return text


def _negated(text: str) -> list[tuple[str, str]]:
    """Each negation with the words after it."""
    return [(one.cue, text[one.end : one.reach]) for one in told_in(text, Assertion.DENIED)]


def fault_of_praise(said: Said) -> str | None:
    """None where the sentence itself speaks of something wanting, or the clauses that it draws on don't."""
    text = without_names(comparable(said.labels))
    if (
        any(given.paragraph.part is not Part.SHORTCOMINGS for given in said.cited)
        or is_wanting(text)
        or pattern_of("assertions", "critical").search(text)
    ):
        return None
    held = clauses_about(content_words(text), said)
    return "所引段落写的是不足" if is_wanting(held) else None
