"""Words as they are judged: figures, titles and names taken out, so that only what is told of them is left. Pure."""

import re
from collections.abc import Sequence

from service.drafting.types import Gap, Piece
from vectorstore.reports.figures import quantities
from vectorstore.reports.numerals import narrow

OPEN = "□"
"""Stands for a figure, or the gap of one."""
_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_NAME = re.compile(r"“[^“”]*”")
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)")


def masked(text: str) -> str:
    """□ for the numbers of figures, 《》 for titles, “” for names, nothing in brackets, no blanks."""
    words = narrow(text)
    for quantity in reversed(quantities(text)):
        end = quantity.end
        if words[:end].endswith(quantity.unit):
            end -= len(quantity.unit)
        words = words[: quantity.start] + OPEN + words[end:]
    return names_masked(words)


def names_masked(text: str) -> str:
    """The same for a text in which □ stands where it should."""
    words = _TITLE.sub("《》", narrow(text))
    # “行政复议能力提升年”活动 is of one year
    words = _NAME.sub(lambda name: "年”" if name[0].endswith("年”") else "“”", words)
    return re.sub(r"\s", "", _BRACKETS.sub("", words))


def open_words(pieces: Sequence[Piece]) -> str:
    """The text of a sentence outside of its gaps and quotations: □ for gaps of figures, nothing for the others."""
    return "".join(piece if isinstance(piece, str) else OPEN if _is_of_a_figure(piece) else "" for piece in pieces)


def _is_of_a_figure(piece: Piece) -> bool:
    if not isinstance(piece, Gap) or piece.previous is None:
        return isinstance(piece, Gap) and bool(piece.unit)
    printed = piece.previous.span.text
    return bool(piece.unit) or any(one.end - one.start == len(printed) for one in quantities(printed))
