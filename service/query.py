"""What to search for, of what was understood of a question. Pure."""

from service.conversation import Resolved
from service.question import Term
from vectorstore.lexical import words
from vectorstore.types import Query

OTHER_NAME_WEIGHT = 0.5
"""Of the names that a question doesn't use itself, against the one it does."""
CONTEXT_WEIGHT = 0.5
"""Of what earlier turns asked, where the question lives on them."""


def query_of(resolved: Resolved) -> Query:
    """The question in official words, with the terms of the turns before where it doesn't say what it is about."""
    context = resolved.context if resolved.elliptic else ()
    text = " ".join((resolved.topic.text, *(term.word for term in context)))
    weights: dict[str, float] = {}
    for term in resolved.topic.terms:
        _add(term, term.weight, weights)
    for term in context:
        _add(term, CONTEXT_WEIGHT * term.weight, weights)
    return Query(text, weights or dict.fromkeys(words(text), 1.0))


def _add(term: Term, weight: float, weights: dict[str, float]) -> None:
    for name in term.names:
        share = 1.0 if name == term.word else OTHER_NAME_WEIGHT
        for word in words(name):
            weights[word] = max(weights.get(word, 0.0), share * weight)
