"""Written sentences among the rules' own: nothing that the rules carry over is lost, nothing told twice. Pure."""

from collections.abc import Iterable, Sequence

from service.checks.clauses import clauses_of
from service.checks.sources import comparable
from service.checks.wording import content_words, held_share
from service.drafting.labels import Labelled, words_of
from service.drafting.proving import LEAST_WORDS, Proved
from service.drafting.types import Sentence

HELD = 0.5
"""How much of the words of a clause of the rules' the written sentences must have not to lose it."""
REPEATED = "与前面的句子重复"


def fault_of_repetition(proved: Proved, kept: Sequence[Proved], shown: Sequence[Labelled]) -> str | None:
    """A label that was written before, or nothing but what was told."""
    before = [part for one in kept for part in one.parts if not isinstance(part, str)]
    again = next((part for part in proved.parts if not isinstance(part, str) and part in before), None)
    if again is not None:
        return f"“{again.meaning}”写了两次"
    worded = [one for one in shown if one.place in proved.places]
    has_labels = any(not isinstance(part, str) for part in proved.parts)
    return REPEATED if not has_labels and all(lost(one, kept) is None for one in worded) else None


def lost(rule: Labelled, kept: Iterable[Proved]) -> str | None:
    """What of the rule's sentence the written ones leave out; None where they tell it whole."""
    own = [one for one in kept if rule.place in one.places]
    written = [part for one in own for part in one.parts]
    for label in rule.labels:
        if label not in written:
            return label.meaning
    text = comparable("".join(words_of(one.parts) for one in own))
    for clause in clauses_of(comparable(rule.text)):
        if sum(map(len, content_words(clause))) >= LEAST_WORDS and held_share(clause, text) < HELD:
            return clause.strip()
    return None if own else rule.text


def settled(
    kept: Sequence[Proved], shown: Sequence[Labelled]
) -> tuple[tuple[Proved, ...], tuple[tuple[Proved, str], ...]]:
    """The written sentences that leave nothing out, and the others with what they do: of a sentence told in part the
    rules' own stands."""
    standing = list(kept)
    fallen: list[tuple[Proved, str]] = []
    while True:
        missing = next(
            (
                (one.place, what)
                for one in shown
                if any(one.place in other.places for other in standing) and (what := lost(one, standing)) is not None
            ),
            None,
        )
        if missing is None:
            return tuple(standing), tuple(fallen)
        place, what = missing
        fallen += [(one, f"漏写了“{what}”") for one in standing if place in one.places]
        standing = [one for one in standing if place not in one.places]


def merged(paragraphs: Sequence[Sequence[Sentence]], kept: Sequence[Proved]) -> tuple[tuple[Sentence, ...], ...]:
    """The rules' paragraphs, in which each written sentence stands where the first of those was that it tells."""
    told = {place for one in kept for place in one.places}
    result: list[tuple[Sentence, ...]] = []
    place = 0
    for paragraph in paragraphs:
        sentences: list[Sentence] = []
        for rule in paragraph:
            sentences += [one.sentence for one in kept if one.places[0] == place]
            sentences += [] if place in told else [rule]
            place += 1
        result.append(tuple(sentences))
    return tuple(result)
