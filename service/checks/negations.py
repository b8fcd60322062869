"""Whether what a sentence denies is denied by its paragraph, and the other way round. Pure."""

import re
from collections.abc import Sequence

from service.checks.computed import Computed
from service.checks.said import Said, without_names
from service.checks.sources import comparable
from service.checks.vocabulary import any_of, words
from service.checks.wording import content_words, names_of

DENIED = 8
"""Characters after a negation that it denies."""
NEAR = 10
"""Characters around a computed figure."""
_REST = re.compile(r"(?:尚未|未)(?=[审办结受]|化解)")
_STOP = re.compile(r"[，,。；;、：:（）()“”《》]")


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
        wanting = negation in words("short_of") and any_of("wanting").search(whole)
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
    exempt = [match.span() for match in any_of("no_negation").finditer(text)]
    return [
        (match[0], _STOP.split(text[match.end() : match.end() + DENIED])[0])
        for match in any_of("negation").finditer(text)
        if not any(start <= match.start() < end or start < match.end() <= end for start, end in exempt)
    ]
