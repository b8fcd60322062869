"""Statements and the sentences they stand on: markers, quotes and claims. Pure.

A statement is a span of a paragraph, so what is said is what is printed; the label before it names the paragraph's own
district and year.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.types import Citation, Claim
from vectorstore.reports.sentences import Span
from vectorstore.types import Paragraph, Report


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


def cite(lines: Sequence[Line]) -> tuple[str, tuple[Citation, ...], tuple[Claim, ...]]:
    """The answer's text with its markers, the citations, one a paragraph, and a claim for each sentence.

    Raises ValueError where a statement is not what its paragraph holds: such a text must never leave.
    """
    numbers: dict[str, int] = {}
    spans: dict[str, list[Span]] = {}
    sources: dict[str, Statement] = {}
    claims: list[Claim] = []
    written: list[str] = []
    for line in lines:
        sentences = []
        for statement in line.statements:
            paragraph, span = statement.paragraph, statement.span
            if paragraph.text[span.start : span.end] != span.text or paragraph.report_id != statement.report.report_id:
                raise ValueError(f"{paragraph.paragraph_id} does not hold at {span.start}: {span.text!r}")
            number = numbers.setdefault(paragraph.paragraph_id, len(numbers) + 1)
            spans.setdefault(paragraph.paragraph_id, []).append(span)
            sources[paragraph.paragraph_id] = statement
            sentences.append(f"{span.text}[{number}]")
            claims.append(Claim(text=span.text, citations=(number,), verdict="supported"))
        written.append(f"{line.label}{''.join(sentences)}")
    citations = tuple(
        _citation(number, sources[paragraph_id], spans[paragraph_id]) for paragraph_id, number in numbers.items()
    )
    return "\n".join(written), citations, tuple(claims)


def _citation(number: int, statement: Statement, spans: Sequence[Span]) -> Citation:
    """Its quote runs from the first cited sentence of the paragraph to the last."""
    report, paragraph = statement.report, statement.paragraph
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
