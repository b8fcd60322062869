"""Checks on a report: what a reviewer would mark, each finding with its place. One module a rule, pure functions."""

from vectorstore.reports.findings.checking import findings_in, findings_of
from vectorstore.reports.findings.finding import Finding, Severity
from vectorstore.reports.findings.last_year import LastYear

__all__ = ["Finding", "LastYear", "Severity", "findings_in", "findings_of"]
