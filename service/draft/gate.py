"""What must never leave in a draft's own words: figures, stale times, unknown titles, achievements. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache

from service.cited.composition import Statement
from service.draft.carried.clauses import is_event, open_words
from service.draft.types import Basis, Sentence
from vectorstore.figures.ledger import figures_of
from vectorstore.genre.quantities import OPEN, quantities
from vectorstore.genre.shifting import stale_times
from vectorstore.genre.text import narrow
from vectorstore.types import Paragraph, Period

_TITLE = re.compile(r"《[^《》]*(?:〈[^〉]*〉[^《》]*)*》")
_DIGITS = re.compile(r"\d+(?:[.·-]\d+)*")
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
    for one in quantities(text):
        if not any(one.printed in held for held in names):
            return f"“{one.printed}”是未注明出处的数字"
    printed = [narrow(source.paragraph.text) for source in sources]
    for match in _DIGITS.finditer(narrow(text)):
        around = narrow(text)[max(0, match.start() - 1) : match.end() + 1]
        year = match[0] in (str(basis.year), str(basis.year + 1)) and around.endswith("年")
        if not year and not any(match[0] in held for held in printed):
            return f"“{match[0]}”在所引段落中没有"
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
