"""The figures of a sentence, each with the words that it stands behind."""

import re
from dataclasses import dataclass

from vectorstore.genre.quantities import COUNTS, Measure, Quantity, quantities
from vectorstore.genre.text import BRACKETS, STOPS, Span, items
from vectorstore.genre.times import YEAR

SUMMABLE = COUNTS | {Measure.MONEY}
LONGEST_SENTENCE = 4000
"""Characters: nobody adds up over more. A file that lost its full stops is one sentence, and would take hours."""
_EDGE = "，,；;、：:（）() 。"
_NAME_BEGINS = re.compile(
    rf"^(?:(?:其中|今年以来|全年|年内|本年度|一年来|截至目前|目前|{YEAR}年度?|[全我][区市县省]|共(?=[收受审办结开组制调立出发完印])"
    r")[，,]?)+"
)
_NAME_ENDS = re.compile(r"(?:共计|总计|合计|累计|一共|总共|达到|约为|分别|共|达|为|是|有|计|已|均|约|近|超过|超|了)+$")


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity; `start:end` of the paragraph's text."""

    quantity: Quantity
    name: str
    """What stands before it in its clause, without the words that only lead over: 一审案件, 共收到行政复议申请."""
    clause: str
    start: int
    end: int

    @property
    def number(self) -> float:
        return self.quantity.number

    @property
    def unit(self) -> str:
        return self.quantity.unit

    @property
    def exact(self) -> bool:
        return self.quantity.qualifier is None

    @property
    def printed(self) -> str:
        return self.quantity.printed


def counted(sentence: Span) -> list[Counted]:
    """Every quantity of the sentence in order; none of one that is longer than any that people write."""
    if len(sentence.text) > LONGEST_SENTENCE:
        return []
    pieces = items(sentence, at=STOPS + BRACKETS)
    found: list[Counted] = []
    for quantity in quantities(sentence.text):
        start = sentence.start + quantity.start
        clause = next(piece for piece in reversed(pieces) if piece.start <= start)
        before = [other for other in found if clause.start <= other.start]
        begin = before[-1].end if before else clause.start
        words = sentence.text[begin - sentence.start : quantity.start]
        found.append(Counted(quantity, name_of(words), clause.text, start, start + len(quantity.printed)))
    return found


def name_of(words: str) -> str:
    """The words before a figure without when, where and 共."""
    return _NAME_ENDS.sub("", _NAME_BEGINS.sub("", words.strip(_EDGE))).strip(_EDGE)


def printed_number(number: float) -> str:
    """As it is printed, with at most four decimals: 1234567, 31.08."""
    return f"{number:.4f}".rstrip("0").rstrip(".")
