"""Checks on a stored report, or on a file that is not stored."""

from service.types import FindingBody, FindingList
from vectorstore.catalog import Catalog
from vectorstore.reports.drafts import read_draft
from vectorstore.reports.findings import Finding, findings_in


def check_report(report_id: str, catalog: Catalog) -> FindingList:
    """Raises ReportNotFound."""
    report = catalog.report(report_id)
    return _listed(findings_in(catalog.report_paragraphs(report_id), report.year))


def check_file(data: bytes, source: str, *, region: str | None = None, year: int | None = None) -> FindingList:
    """`source` is the file's name. Raises UnreadableReport, UnsupportedFile, UnknownRegion."""
    draft = read_draft(data, source, region=region, year=year)
    return _listed(findings_in(draft.paragraphs, draft.year))


def _listed(findings: list[Finding]) -> FindingList:
    bodies = (
        FindingBody(
            rule=finding.rule,
            severity=finding.severity.value,
            message=finding.message,
            paragraph_id=finding.paragraph_id,
            quote=finding.quote,
        )
        for finding in findings
    )
    return FindingList(items=tuple(bodies))
