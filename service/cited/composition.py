"""An answer put together: statements cut from reports and checked sentences, their markers, citations and claims. Pure.

A statement is a span of a paragraph, so what is said is what is printed; the label before it names the paragraph's own
district and year.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.cited.check import Checked
from service.cited.checks.sources import Given
from service.cited.markers import marked
from service.contract.answers import Citation, Claim
from vectorstore.genre.text import Span
from vectorstore.types import Paragraph, Report

_MARKERS = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence as it is printed in a paragraph of a report."""

    report: Report
    paragraph: Paragraph
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """Statements of one report behind a label that names its district and year."""

    label: str
    statements: tuple[Statement, ...]


class Composition:
    """Numbers the cited paragraphs in the order in which the text comes to them, so that it can be sent as it grows."""

    def __init__(self) -> None:
        self._sources: dict[str, tuple[int, Report, Paragraph]] = {}
        self._spans: dict[str, list[Span]] = {}
        self._claims: list[Claim] = []
        self._removed: list[tuple[Checked, tuple[Given, ...]]] = []
        self._text = ""

    @property
    def text(self) -> str:
        return self._text

    def add_line(self, line: Line) -> str:
        """The line as it goes on in the text: a line of its own, a marker behind each sentence.

        Raises ValueError where a statement is not what its paragraph holds: such a text must never leave.
        """
        sentences = []
        for statement in line.statements:
            number = self.cite(statement)
            sentences.append(f"{statement.span.text}[{number}]")
            self._claims.append(Claim(text=statement.span.text, citations=(number,), verdict="supported"))
        return self._write(f"{line.label}{''.join(sentences)}", new_line=True)

    def add_sentence(self, checked: Checked, given: Sequence[Given], label: str = "") -> str:
        """A sentence that the checks kept, as it goes on in the text; behind a label it begins a line."""
        assert checked.verdict == "supported"
        by_number = {one.number: one for one in given}
        numbers = {
            number: self._number(by_number[number].report, by_number[number].paragraph, checked.quotes[number])
            for number in checked.citations
        }
        self._claims.append(Claim(text=checked.text, citations=tuple(numbers.values()), verdict="supported"))
        return self._write(label + marked(list(checked.pieces), numbers), new_line=bool(label))

    def add_removed(self, checked: Checked, given: Sequence[Given]) -> None:
        """A sentence that the checks removed: told among the claims, and nowhere else."""
        by_number = {one.number: one for one in given}
        self._removed.append((checked, tuple(by_number[n] for n in checked.citations if n in by_number)))

    def citations(self) -> tuple[Citation, ...]:
        return tuple(
            _citation(number, report, paragraph, self._spans[paragraph.paragraph_id])
            for number, report, paragraph in self._sources.values()
        )

    def claims(self) -> tuple[Claim, ...]:
        """Those that stand, in order, then the removed ones; of their paragraphs those that the text cites too."""
        removed = [
            Claim(
                text=checked.text,
                citations=tuple(
                    self._sources[one.paragraph.paragraph_id][0]
                    for one in cited
                    if one.paragraph.paragraph_id in self._sources
                ),
                verdict="removed",
                why=checked.why,
            )
            for checked, cited in self._removed
        ]
        return (*self._claims, *removed)

    def cite(self, statement: Statement) -> int:
        """The number of the statement's paragraph, which is cited from now on. Raises as add_line does."""
        paragraph, span = statement.paragraph, statement.span
        if paragraph.text[span.start : span.end] != span.text or paragraph.report_id != statement.report.report_id:
            raise ValueError(f"{paragraph.paragraph_id} does not hold at {span.start}: {span.text!r}")
        return self._number(statement.report, paragraph, span)

    def add_claim(self, text: str, numbers: Sequence[int]) -> str:
        """A line that code made of cited figures, with its markers in it, as it goes on in the text."""
        self._claims.append(Claim(text=_MARKERS.sub("", text), citations=tuple(numbers), verdict="supported"))
        return self._write(text, new_line=True)

    def _number(self, report: Report, paragraph: Paragraph, span: Span) -> int:
        source = self._sources.setdefault(paragraph.paragraph_id, (len(self._sources) + 1, report, paragraph))
        self._spans.setdefault(paragraph.paragraph_id, []).append(span)
        return source[0]

    def _write(self, text: str, new_line: bool) -> str:
        written = f"\n{text}" if new_line and text and self._text else text
        self._text += written
        return written


def cite(lines: Sequence[Line]) -> tuple[str, tuple[Citation, ...], tuple[Claim, ...]]:
    """The answer's text with its markers, the citations, one a paragraph, and a claim for each sentence.

    Raises ValueError where a statement is not what its paragraph holds.
    """
    composition = Composition()
    for line in lines:
        composition.add_line(line)
    return composition.text, composition.citations(), composition.claims()


def _citation(number: int, report: Report, paragraph: Paragraph, spans: Sequence[Span]) -> Citation:
    """Its quote runs from the first cited sentence of the paragraph to the last."""
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return Citation(
        n=number,
        paragraph_id=paragraph.paragraph_id,
        report_id=report.report_id,
        title=report.title,
        region=report.region.full_name,
        year=report.year,
        path=paragraph.path,
        text=paragraph.text,
        quote=paragraph.text[start:end],
        start=start,
        end=end,
    )


class CitedSentences:
    """Numbers sentences in the order in which the comparison comes to them: each is a citation of its own, so that a
    cell's quote is the sentence of its figure and no more."""

    def __init__(self) -> None:
        self._citations: dict[tuple[str, int, int], Citation] = {}

    def number(self, statement: Statement) -> int:
        """Raises ValueError where the sentence is not what its paragraph holds: such a text must never leave."""
        report, paragraph, span = statement.report, statement.paragraph, statement.span
        key = (paragraph.paragraph_id, span.start, span.end)
        if key not in self._citations:
            if paragraph.text[span.start : span.end] != span.text or paragraph.report_id != report.report_id:
                raise ValueError(f"{paragraph.paragraph_id} does not hold at {span.start}: {span.text!r}")
            self._citations[key] = Citation(
                n=len(self._citations) + 1,
                paragraph_id=paragraph.paragraph_id,
                report_id=report.report_id,
                title=report.title,
                region=report.region.full_name,
                year=report.year,
                path=paragraph.path,
                text=paragraph.text,
                quote=span.text,
                start=span.start,
                end=span.end,
            )
        return self._citations[key].n

    def line(self, line: Line) -> tuple[str, list[Claim]]:
        """Its text with a marker behind each sentence, and the claims that it makes."""
        numbered = [(statement.span.text, self.number(statement)) for statement in line.statements]
        text = line.label + "".join(f"{sentence}[{number}]" for sentence, number in numbered)
        return text, [Claim(text=sentence, citations=(n,), verdict="supported") for sentence, n in numbered]

    def all(self) -> tuple[Citation, ...]:
        return tuple(self._citations.values())
