"""What must never leave in a draft's own words: figures, stale times, unknown titles, achievements. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache

from service.cited.composition import Statement
from service.draft.carried.clauses import is_event, open_words
from service.draft.types import Basis, Sentence
from vectorstore.figures.ledger import figures_of
from vectorstore.genre.quantities import OPEN, numbers_in
from vectorstore.genre.shifting import stale_times
from vectorstore.genre.text import narrow
from vectorstore.genre.units import Kind
from vectorstore.types import Paragraph, Period

_TITLE = re.compile(r"《[^《》]*(?:〈[^〉]*〉[^《》]*)*》")
_WHITE = re.compile(r"\s+")


def fault_of_sentence(sentence: Sentence, basis: Basis) -> str | None:
    """Why the sentence must not leave, in Simplified Chinese; None where it may. Gaps and quotations are left out of
    account: what they hold is told as last year's."""
    text = open_words(sentence.pieces)
    return (
        _fault_of_figures(text, sentence.sources, basis)
        or _fault_of_times(text, basis)
        or _fault_of_titles(text, sentence.sources)
        or _fault_of_events(text)
    )


def _fault_of_figures(text: str, sources: Sequence[Statement], basis: Basis) -> str | None:
    names = [_names_in_digits(source.paragraph, basis.report.year) for source in sources]
    numbers = numbers_in(text)
    for one in numbers:
        if one.counts and not any(one.printed in held for held in names):
            return f"“{one.printed}”是未注明出处的数字"
    printed = {narrow(held.printed) for source in sources for held in numbers_in(source.paragraph.text)}
    for one in numbers:
        of_the_draft = one.kind is Kind.YEAR and one.number in (basis.year, basis.year + 1)
        if not one.counts and not one.in_words and not of_the_draft and narrow(one.printed) not in printed:
            return f"“{one.printed}”在所引段落中没有"
    return None


@lru_cache(maxsize=256)  # asked once a sentence of the paragraph
def _names_in_digits(paragraph: Paragraph, year: int) -> str:
    """The paragraph without the figures of its work: what is left in digits are names, such as 12345热线."""
    left = list(paragraph.text)
    for figure in figures_of(paragraph, year):
        if figure.period is not Period.NONE:
            left[figure.start : figure.end] = OPEN * (figure.end - figure.start)
    return "".join(left)


def _fault_of_times(text: str, basis: Basis) -> str | None:
    stale = stale_times(text, basis.report.year, basis.year)
    return f"“{stale[0]}”已不是所写的年度" if stale else None


def _fault_of_titles(text: str, sources: Sequence[Statement]) -> str | None:
    held = [_WHITE.sub("", source.paragraph.text) for source in sources]
    for title in _TITLE.findall(text):
        if not any(_WHITE.sub("", title) in one for one in held):
            return f"所引段落中没有{title}"
    return None


def _fault_of_events(text: str) -> str | None:
    return f"“{text}”写成了已有的成效" if is_event(text) else None
