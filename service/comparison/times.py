"""Whether a figure is the year's, or of several years. Pure."""

import re

from service.checks.vocabulary import any_of
from vectorstore.reports.numerals import narrow
from vectorstore.reports.sentences import Span, sentences
from vectorstore.types import Figure, Paragraph, Period

_SINCE = re.compile(r"(?<!今年)(?<!年初)(?<!本年)以来")


def sentence_of(figure: Figure, paragraph: Paragraph) -> Span:
    """The sentence that the figure stands in. Raises ValueError where the paragraph has none there."""
    for span in sentences(paragraph.text):
        if span.start <= figure.start < span.end:
            return span
    raise ValueError(f"{paragraph.paragraph_id} has no sentence at {figure.start}")


def is_of_several_years(figure: Figure, paragraph: Paragraph) -> bool:
    """近三年累计 is; 截至目前 and 累计 without such words tell how things stand in the report's year."""
    if figure.period is not Period.CUMULATIVE:
        return False
    before = narrow(paragraph.text[sentence_of(figure, paragraph).start : figure.start])
    if any_of("several_years").search(before) or _SINCE.search(before):
        return True
    return not any_of("up_to_now").search(before)
