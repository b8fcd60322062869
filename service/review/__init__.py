"""Checks on a report: what a reviewer would mark, each finding with its place. One module a rule, pure functions."""

from service.review.finding import Finding, Severity
from service.review.last_year import LastYear
from service.review.rules import findings_in, findings_of

__all__ = ["Finding", "LastYear", "Severity", "findings_in", "findings_of"]
