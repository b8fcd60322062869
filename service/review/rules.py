"""Every rule over the paragraphs of a report, and of a draft beside last year's report."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from service.review.copied import copied_figure_findings, copied_year_findings, unlikely_findings
from service.review.finding import Finding, Severity
from service.review.last_year import LastYear
from service.review.numbering import numbering_findings
from service.review.pairs import pair_findings
from service.review.parts import part_findings
from service.review.placeholders import open_places, placeholder_findings, without_placeholders
from service.review.previous import previous_findings
from service.review.promises_kept import commitment_findings
from service.review.rates import rate_findings
from service.review.repeated import repeated_findings
from service.review.sums import sum_findings
from service.review.years import year_findings
from vectorstore.genre.text import Span, sentences
from vectorstore.reports.promises import Point, commitments_of, shortcomings_of
from vectorstore.types import Document, Paragraph

_ORDER = tuple(Severity)


def findings_of(document: Document) -> list[Finding]:
    """Errors first, then in the order of the text."""
    return findings_in(document.paragraphs, document.report.year)


def findings_in(paragraphs: Sequence[Paragraph], year: int | None, last: LastYear | None = None) -> list[Finding]:
    """As findings_of. Without the year reported on, what needs it is not checked, and a finding says so; `last` is the
    report that a draft on the year is held against."""
    promised = commitments_of(last.paragraphs) if last else ()
    wanting = shortcomings_of(last.paragraphs) if last else ()
    # what placeholders and quotations of last year's report say is last year's, and no rule may take it for this year's
    read = without_placeholders(paragraphs, [point.span.text for point in (*promised, *wanting)])
    found = [
        *part_findings(read, year),
        *_complete(sum_findings(read), paragraphs),
        *_complete(rate_findings(read), paragraphs),
        *repeated_findings(read, year),
        *(_without_year() if year is None else _years(read, year, last)),
        *numbering_findings(read),
        *pair_findings(read),
        *placeholder_findings(paragraphs),
        *(_against(paragraphs, read, year, last, promised) if last and year is not None else ()),
    ]
    by_id = {paragraph.paragraph_id: paragraph for paragraph in paragraphs}
    return sorted((_as_printed(finding, by_id.get(finding.paragraph_id or "")) for finding in found), key=_place(by_id))


def _years(read: Sequence[Paragraph], year: int, last: LastYear | None) -> Iterable[Finding]:
    """One for each place: that a sentence was copied says more than that its year is old."""
    copied = copied_year_findings(read, year, last) if last else []
    places = {(each.paragraph_id, each.start) for each in copied}
    return [*copied, *(each for each in year_findings(read, year) if (each.paragraph_id, each.start) not in places)]


def _against(
    paragraphs: Sequence[Paragraph], read: Sequence[Paragraph], year: int, last: LastYear, promised: Sequence[Point]
) -> Iterable[Finding]:
    yield from previous_findings(read, year, last)
    yield from unlikely_findings(read, year, last)
    yield from copied_figure_findings(read, year, last)
    yield from commitment_findings(paragraphs, last, promised)


def _complete(found: Sequence[Finding], paragraphs: Sequence[Paragraph]) -> Iterable[Finding]:
    """Without those that a figure still to be filled in may set right; errors are wrong whatever it will be."""
    doubtful = {finding.paragraph_id for finding in found if finding.severity is not Severity.ERROR}
    still_open = {
        paragraph.paragraph_id: _open_sentences(paragraph)
        for paragraph in paragraphs
        if paragraph.paragraph_id in doubtful
    }
    for finding in found:
        around = still_open.get(finding.paragraph_id or "", ())
        if finding.severity is Severity.ERROR or not any(
            each.start <= (finding.start or 0) < each.end for each in around
        ):
            yield finding


def _open_sentences(paragraph: Paragraph) -> list[Span]:
    places = open_places(paragraph)
    if not places:
        return []
    ends = [end for _, end in places]
    spans = sentences(paragraph.text)
    return [
        span
        for span in spans
        if (next_place := bisect_right(ends, span.start)) < len(places) and places[next_place][0] < span.end
    ]


def _as_printed(finding: Finding, paragraph: Paragraph | None) -> Finding:
    """What was masked while the rules read it stands in the quote again."""
    if paragraph is None or finding.start is None or finding.quote is None:
        return finding
    return replace(finding, quote=paragraph.text[finding.start : finding.start + len(finding.quote)])


def _place(by_id: dict[str, Paragraph]) -> Callable[[Finding], tuple[int, int]]:
    def place(finding: Finding) -> tuple[int, int]:
        paragraph = by_id.get(finding.paragraph_id or "")
        return _ORDER.index(finding.severity), paragraph.ordinal if paragraph else -1

    return place


def _without_year() -> list[Finding]:
    message = "文中读不出报告年度，也没有另外给出（year），未检查各处年份是否相符。"
    return [Finding("year", Severity.INFO, message)]
