"""Every rule over the paragraphs of a report."""

from collections.abc import Sequence

from vectorstore.reports.findings.finding import Finding, Severity
from vectorstore.reports.findings.numbering import numbering_findings
from vectorstore.reports.findings.pairs import pair_findings
from vectorstore.reports.findings.parts import part_findings
from vectorstore.reports.findings.rates import rate_findings
from vectorstore.reports.findings.repeated import repeated_findings
from vectorstore.reports.findings.sums import sum_findings
from vectorstore.reports.findings.years import year_findings
from vectorstore.types import Document, Paragraph

_ORDER = tuple(Severity)


def findings_of(document: Document) -> list[Finding]:
    """Errors first, then in the order of the text."""
    return findings_in(document.paragraphs, document.report.year)


def findings_in(paragraphs: Sequence[Paragraph], year: int | None) -> list[Finding]:
    """As findings_of. Without the year reported on, what needs it is not checked, and a finding says so."""
    found = [
        *part_findings(paragraphs, year),
        *sum_findings(paragraphs),
        *rate_findings(paragraphs),
        *repeated_findings(paragraphs, year),
        *(_without_year() if year is None else year_findings(paragraphs, year)),
        *numbering_findings(paragraphs),
        *pair_findings(paragraphs),
    ]
    ordinals = {paragraph.paragraph_id: paragraph.ordinal for paragraph in paragraphs}
    return sorted(
        found,
        key=lambda finding: (_ORDER.index(finding.severity), ordinals.get(finding.paragraph_id or "", -1)),
    )


def _without_year() -> list[Finding]:
    message = "文中读不出报告年度，也没有另外给出（year），未检查各处年份是否相符。"
    return [Finding("year", Severity.INFO, message)]
