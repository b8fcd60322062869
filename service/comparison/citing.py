"""The sentences that a comparison cites. Pure."""

from service.composition import Line, Statement
from service.types import Citation, Claim


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
