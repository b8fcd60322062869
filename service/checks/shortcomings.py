"""Whether what a report calls a shortcoming is told as one: 结合程度仍需提升 is no 紧密结合. Pure."""

from service.checks.clauses import clauses_about
from service.checks.said import Said, without_names
from service.checks.sources import comparable
from service.checks.vocabulary import any_of
from service.checks.wording import content_words
from vectorstore.types import Part


def fault_of_praise(said: Said) -> str | None:
    """None where the sentence itself speaks of something wanting, or the clauses that it draws on don't."""
    text = without_names(comparable(said.labels))
    if any(given.paragraph.part is not Part.SHORTCOMINGS for given in said.cited) or any_of("critical").search(text):
        return None
    held = clauses_about(content_words(text), said)
    return "所引段落写的是不足" if any_of("wanting").search(held) else None
