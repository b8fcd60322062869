"""The gaps of carried sentences: figures in their place, events with what was told last year. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.composition import Statement
from service.drafting.asking import event_name, figure_name, title_name
from service.drafting.departments import department_of
from service.drafting.nouns import beside
from service.drafting.splitting import ORDINAL, Clause
from service.drafting.types import Basis, Gap, Piece
from vectorstore.reports.indicators import indicator_named
from vectorstore.reports.numerals import narrow
from vectorstore.reports.sentences import Span
from vectorstore.types import Figure, Paragraph

LONGEST_QUOTE = 120
"""Characters of last year's words that a placeholder holds: more than a few clauses are not read in a token."""


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of the basis."""

    basis: Basis
    paragraph: Paragraph
    sentence: Span

    @property
    def path(self) -> tuple[str, ...]:
        """What tells the matter of a clause that does not: the headings do better than the rest of the sentence."""
        return (self.sentence.text, *self.paragraph.path)

    def span(self, start: int, end: int) -> Span:
        return Span(self.paragraph.text[start:end], start, end)

    def statement(self, span: Span) -> Statement:
        return Statement(self.basis.report, self.paragraph, span)

    def value_of(self, figure: Figure) -> Span:
        """The printed value without its unit, which stays in the text; all of it where the unit is not its end."""
        printed = self.paragraph.text[figure.start : figure.end]
        if figure.unit and narrow(printed).endswith(figure.unit):
            printed = printed[: -len(figure.unit)].rstrip()
        return self.span(figure.start, figure.start + len(printed))

    def unit_of(self, figure: Figure) -> str:
        """Empty where the value holds it."""
        return figure.unit if self.value_of(figure).end < figure.end else ""


def figure_gap(place: Place, clause: Clause, figures: Sequence[Figure], figure: Figure) -> Gap:
    """`figures` are those of the clause, in order."""
    text, path = place.paragraph.text, place.path
    previous = place.statement(place.value_of(figure))
    if known := indicator_named(figure.indicator) if figure.indicator else None:
        return Gap(known.name, place.unit_of(figure), known.departments[0], previous)
    before, after = beside(text, clause, figures, figure)
    noun = after or before
    lasted = text[figure.end : clause.end] if text[: figure.start].endswith("连续") else ""
    name = figure_name(figure, noun.text if noun else "", lasted, clause.text, path)
    return Gap(name, place.unit_of(figure), department_of(clause.text, path), previous)


def title_gap(place: Place, title: Span) -> Gap:
    department = department_of(title.text, place.paragraph.path)
    return Gap(title_name(title.text), "", department, place.statement(title))


def event_gaps(place: Place, clauses: Sequence[Clause], figures: Sequence[Figure]) -> list[Piece]:
    """Last year's words in one gap, or several where they are long; behind each its figures in brackets."""
    pieces: list[Piece] = []
    stop = ""
    for run in _cut(clauses):
        mark = ORDINAL.match(run[0].text)
        start = run[0].start + (mark.end() if mark and mark.end() < len(run[0].text) else 0)
        words = [clause.text for clause in run]
        path = place.path
        told = place.statement(place.span(start, _shortened(place, start, run[-1].end)))
        within = [figure for figure in figures if run[0].start <= figure.start < run[-1].end]
        pieces += [
            stop,
            place.paragraph.text[run[0].start : start],
            Gap(
                event_name(words, place.sentence.text, place.paragraph.path),
                "",
                department_of("".join(words), path),
                told,
            ),
            *_in_brackets(place, run, within),
        ]
        stop = run[-1].stop
    return pieces


def _cut(clauses: Sequence[Clause]) -> list[list[Clause]]:
    runs: list[list[Clause]] = []
    for clause in clauses:
        if runs and clause.end - runs[-1][0].start <= LONGEST_QUOTE and not ORDINAL.match(clause.text):
            runs[-1].append(clause)
        else:
            runs.append([clause])
    return runs


def _shortened(place: Place, start: int, end: int) -> int:
    """Where the quotation ends: a single clause that is too long is quoted up to the end of an item."""
    if end - start <= LONGEST_QUOTE:
        return end
    limit = start + LONGEST_QUOTE
    cut = max(place.paragraph.text.rfind(sign, start, limit) for sign in "、》和")
    if cut <= start:
        return limit
    return cut + 1 if place.paragraph.text[cut] == "》" else cut


def _in_brackets(place: Place, clauses: Sequence[Clause], figures: Sequence[Figure]) -> list[Piece]:
    """（【…】项行政备案事项、覆盖率【…】%）: each with the noun that stands next to it in last year's words."""
    text = place.paragraph.text
    pieces: list[Piece] = []
    for clause in clauses:
        within = [figure for figure in figures if clause.start <= figure.start < clause.end]
        for figure in within:
            before, after = beside(text, clause, within, figure)
            value = place.value_of(figure)
            pieces += [
                "、" if pieces else "（",
                text[before.start : value.start] if before else "",
                figure_gap(place, clause, within, figure),
                text[value.end : figure.end],
                after.text if after else "",
            ]
    return [*pieces, "）"] if pieces else []
