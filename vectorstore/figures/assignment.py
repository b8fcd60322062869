"""Which known indicator a figure is: by its unit, the words around it and what its clause is about."""

from collections.abc import Iterable, Sequence

from vectorstore.figures.surroundings import FIGURE, Surroundings
from vectorstore.genre.indicators import Indicator, SentenceTopic, Vocabulary


def indicator_of(
    surroundings: Surroundings, unit: str, path: Sequence[str], vocabulary: Vocabulary
) -> Indicator | None:
    """None where no indicator fits, or where two fit equally well: rather none than a wrong one."""
    best: Indicator | None = None
    most, topic, asked = 0, None, False
    part = vocabulary.parts.search(_without_examples(surroundings))
    for indicator in vocabulary.indicators:
        if unit not in indicator.units:
            continue
        fit = _fit(indicator, surroundings)
        if not fit or (part and not indicator.counts_part and not _holds_it(indicator, part.group())):
            continue
        if indicator.topics:
            if not asked:
                topic, asked = topic_of(surroundings, path, vocabulary.topics), True
            if topic not in indicator.topics:
                continue
        if fit > most:
            best, most = indicator, fit
        elif fit == most:
            best = None
    return best


def topic_of(surroundings: Surroundings, path: Sequence[str], topics: Sequence[SentenceTopic]) -> str | None:
    """What the nearest words are about: those around the figure, the clauses before it, the headings above it."""
    same_sentence = (surroundings.local, *surroundings.earlier[: surroundings.in_sentence])
    before_it = surroundings.earlier[surroundings.in_sentence :]
    weak: str | None = None
    for words in (same_sentence, before_it, tuple(reversed(path))):
        found = _first_topic(words, topics, weak=False)
        if found:
            return found
        weak = weak or _first_topic(words, topics, weak=True)
    return weak


def _first_topic(clauses: Iterable[str], topics: Sequence[SentenceTopic], weak: bool) -> str | None:
    for clause in clauses:
        for topic in topics:
            if topic.weak == weak and topic.words.search(clause):
                return topic.name
    return None


def _without_examples(surroundings: Surroundings) -> str:
    """民法典宣传月等活动 are examples of the activities, not a part of them."""
    return surroundings.before.rpartition("等")[2] + FIGURE + surroundings.after


def _fit(indicator: Indicator, surroundings: Surroundings) -> int:
    """How many characters of the words around the figure the best form takes in; 0 where none fits."""
    local = surroundings.local
    if indicator.unless and indicator.unless.search(local):
        return 0
    if indicator.unless_in and indicator.unless_in.search(surroundings.ahead):
        return 0
    longest = 0
    for form in indicator.forms:
        found = form.local.search(local)
        if found and surroundings.shared and found.end() > local.index(FIGURE) + 1:
            continue
        if found and (form.sentence is None or form.sentence.search(surroundings.sentence)):
            longest = max(longest, len(found.group().replace(FIGURE, "")) + 1)
    return longest


def _holds_it(indicator: Indicator, part: str) -> bool:
    """区市场监管局 is no part for what the 市场监管局 holds of the whole district."""
    return any(department in part for department in indicator.departments)
