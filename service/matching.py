"""How far a text names what a question names. Pure."""

from collections.abc import Iterable, Sequence

from service.question import Term

HALVES_OF_A_WORD = 0.9
"""挽回损失 in 挽回经济损失."""
PART_OF_A_WORD = 0.6
"""Of the pairs of characters that a term shares with the text: 行政机关负责人 and 行政负责人."""


def strength(term: Term, text: str) -> float:
    """1 where the text (narrow, lower case) holds a name of the term, less where it holds parts of it, else 0."""
    if any(name in text and not _only_its_head(name, text) for name in term.names):
        return 1.0
    word = term.word
    if len(word) < 3 or word.isascii():
        return 0.0
    if len(word) == 4 and not term.official and word[:2] in text and word[2:] in text:
        return HALVES_OF_A_WORD
    pairs = [word[place : place + 2] for place in range(len(word) - 1)]
    return PART_OF_A_WORD * sum(pair in text for pair in pairs) / len(pairs)


def _only_its_head(name: str, text: str) -> bool:
    """司法所长 is a person: a text that names only heads doesn't name the bodies."""
    return name[-1] in "所局院处" and text.count(name) == text.count(f"{name}长")


def coverage_of(terms: Sequence[Term], text: str) -> float:
    """Weighted share of the terms that a text holds: 0 to 1; 1 where there are no terms."""
    return share(terms, (strength(term, text) for term in terms))


def share(terms: Sequence[Term], strengths: Iterable[float]) -> float:
    """Weighted mean of the terms' strengths; 1 where there are no terms."""
    total = sum(term.weight for term in terms)
    if not total:
        return 1.0
    return sum(term.weight * value for term, value in zip(terms, strengths, strict=True)) / total
