"""Last year's report as a draft is held against it, and which figures of the two count the same thing."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vectorstore.figures.ledger import figures_of
from vectorstore.genre.text import Span, narrow, sentences
from vectorstore.genre.times import YEAR, plain_digits
from vectorstore.types import Figure, FigureKind, Paragraph, Period, Report

Key = tuple[str, ...]
"""What two figures have in common that count the same: the indicator, or name and unit."""

_LEVELS = frozenset({FigureKind.COUNT, FigureKind.AMOUNT, FigureKind.RATE})
_INCIDENTAL = re.compile(rf"行政|案件|各类|依法|区级|全区|[全我本]市|[全我本]县|政府|人民|{YEAR}年度?|[的了、，,\s　]")
"""What may be in a name or not without another thing being meant."""
_SHORTEST_NAME = 5
"""Characters of a name that tells a thing from others; 开展活动 does not."""
_LONGEST = 20_000
"""Characters of a paragraph that is compared: a whole report has as many. A file that lost its line ends and full stops
has more, and would take minutes."""


@dataclass(frozen=True, slots=True)
class LastYear:
    """The report of the same region on the year before."""

    report: Report
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class SoleFigure:
    """A figure of the year that stands for its key: the report gives no other value of it."""

    figure: Figure
    paragraph: Paragraph

    @property
    def name(self) -> str:
        return self.figure.indicator or self.figure.name

    @property
    def printed(self) -> str:
        return printed(self.figure, self.paragraph)


def printed(figure: Figure, paragraph: Paragraph) -> str:
    """With its unit, as it stands in the text."""
    return paragraph.text[figure.start : figure.end]


def key_of(figure: Figure) -> Key | None:
    """None for what is no result of the year, and for a name that could be anything's."""
    if figure.period is not Period.YEAR:
        return None
    if figure.kind not in _LEVELS and not (figure.kind is FigureKind.CHANGE and figure.previous is not None):
        return None
    if figure.indicator:
        return (figure.indicator,)
    name = _INCIDENTAL.sub("", in_one_form(figure.name))
    return (name, figure.unit) if len(name) >= _SHORTEST_NAME else None


def figures_in(paragraph: Paragraph, year: int) -> tuple[Figure, ...]:
    """`year` is the year reported on."""
    return figures_of(paragraph, year) if len(paragraph.text) <= _LONGEST else ()


def levels_of(paragraphs: Iterable[Paragraph], year: int) -> dict[Key, SoleFigure]:
    """What is given with one value only, by key."""
    found: dict[Key, SoleFigure] = {}
    disputed: set[Key] = set()
    for paragraph in paragraphs:
        for figure in figures_in(paragraph, year):
            key = key_of(figure)
            if key is None:
                continue
            earlier = found.setdefault(key, SoleFigure(figure, paragraph))
            if earlier.figure.number != figure.number:
                disputed.add(key)
    return {key: sole for key, sole in found.items() if key not in disputed}


def by_sentence(text: str, figures: Sequence[Figure]) -> Iterator[tuple[Span, Sequence[Figure]]]:
    """Each sentence with its figures. These are in the order of the text."""
    starts = [figure.start for figure in figures]
    for sentence in sentences(text):
        yield sentence, figures[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]


def grain(figure: Figure) -> float:
    """What the last printed digit stands for, in the unit: 1000 of 9.8万, 0.01 of 37.76%."""
    digits = re.search(r"\d+(?:,\d{3})*(?:\.(\d+))?", narrow(figure.value))
    if digits is None:
        return 1.0
    written = float(digits.group().replace(",", ""))
    scale = figure.number / written if written else 1.0
    return float(scale * 10.0 ** -len(digits[1] or ""))


def in_one_form(text: str) -> str:
    """One form of figures and punctuation, so that the same words are equal however they were typed; one
    character for one, so that places stay."""
    return _COMMA.sub("，", plain_digits(text).translate(_ONE_FORM))


_ONE_FORM = str.maketrans({";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"})
_COMMA = re.compile(r",(?!\d{3}(?!\d))|(?<!\d),")
"""But not the one of 1,200."""
