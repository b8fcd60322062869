"""Whether what is told as completed is told so by the paragraph, and not as meant or under way. Pure."""

import re

from service.checks.clauses import clause_before, clauses_of
from service.checks.said import Said, names_in
from service.checks.sources import comparable
from service.checks.vocabulary import any_of
from service.checks.wording import content_words

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
    for match in any_of("completed").finditer(text):
        if any_of("intended").search(clause_before(text, match.start())):
            continue
        verb = _ADVERBS.sub("", match[0])
        held = [pair for given in said.cited for pair in _around(verb, given.text)]
        if held and all(any_of("intended").search(before) or after.startswith("情况") for before, after in held):
            return f"所引段落没有说已经“{match[0]}”"
        # Where the paragraph completes something else, only a name (实现“四书同达”) tells that it isn't this.
        matters = names_in(text[match.end() : match.end() + FOLLOWING]) if held else _matters(text, match)
        if any(
            _only_in_progress(matter, given.text, any_of("going_on"), CLAUSE)
            for matter in matters
            for given in said.cited
        ):
            return f"所引段落没有说“{match[0]}”"
    return None


def _matters(text: str, completed: "re.Match[str]") -> tuple[str, ...]:
    """What is completed: the words after 完成, and the one before it."""
    after = clauses_of(text[completed.end() : completed.end() + FOLLOWING])[0]
    return (
        *names_in(after),
        *content_words(after)[:2],
        *content_words(clause_before(text, completed.start())[-PRECEDING:])[-1:],
    )


def _fault_of_done(text: str, said: Said) -> str | None:
    """已出台X, X建立起了 where the paragraph says 推进X."""
    for match in _DONE_TO.finditer(text):
        if any_of("in_progress").search(clause_before(text, match.start())):
            continue
        verbs = [verb for verb in content_words(match["verb"] or match["verb2"]) if len(verb) > 1]
        if any(_only_in_progress(verb, given.text) for verb in verbs for given in said.cited):
            return f"所引段落没有说“{match[0]}”"
    return None


def _around(word: str, text: str) -> list[tuple[str, str]]:
    """What stands in the clause before the word, and what follows it, at each of its places."""
    return [(clause_before(text, match.start()), text[match.end() :]) for match in re.finditer(re.escape(word), text)]


def _only_in_progress(
    matter: str, text: str, words: "re.Pattern[str] | None" = None, reach: int = WORD_OF_PROGRESS
) -> bool:
    """Whether the text names the matter, each time right after a word of progress, as an attempt or as wanting."""
    progress = words or any_of("in_progress")
    around = _around(matter, text)
    return bool(around) and all(
        progress.search(before[-reach:])
        or "试点" in after[:SOON]
        or any_of("wanting").search(f"{before}{matter}{clauses_of(after)[0]}")
        for before, after in around
    )
