"""The reports' own sentences for a question: what is searched for, and how it is told."""

from collections.abc import Sequence

from service.choice import Found
from service.composition import Line, Statement
from service.conversation import Resolved
from service.query import query_of
from service.resources import Resources
from service.selection import place
from vectorstore.search import search
from vectorstore.snapshot import Snapshot
from vectorstore.types import RankedParagraph, Report

PARAGRAPHS_PER_REPORT = 12
"""How many paragraphs of each report are read for an answer; a report has about 30."""
EVERY_PARAGRAPH = 1000
"""Plans and shortcomings are told from all the paragraphs of their part."""


def retrieve(
    resolved: Resolved, reports: Sequence[Report], snapshot: Snapshot, resources: Resources
) -> list[RankedParagraph]:
    whole_part = resolved.topic.wants_plan or resolved.topic.wants_shortcomings
    limit = EVERY_PARAGRAPH if whole_part else PARAGRAPHS_PER_REPORT
    return search(query_of(resolved), reports, snapshot, resources.store, resources.encoder, limit)


def lines_of(resolved: Resolved, found: Sequence[Found]) -> list[Line]:
    """Of each report the sentences that answer, behind its district and year."""
    part = "（下一年度安排）" if resolved.topic.wants_plan else ""
    return [
        Line(
            f"{place(f.report.region)}{f.report.year}年度报告{part}：",
            tuple(Statement(f.report, evidence.ranked.paragraph, evidence.span) for evidence in f.evidence),
        )
        for f in found
    ]
