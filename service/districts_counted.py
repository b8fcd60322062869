"""How many districts do something, and which: 几个区推行了“综合查一次”, from the reports' own sentences."""

from collections.abc import Sequence

from service.aggregates import as_which
from service.choice import Found, choose
from service.comparison.cautions import labels
from service.composition import cite
from service.conversation import resolve
from service.extraction import lines_of, retrieve
from service.lexicon import lexicon
from service.question import Term
from service.resources import Resources
from service.types import Claim
from service.whole_collection import Together, places
from vectorstore.snapshot import Snapshot
from vectorstore.types import Region, Report


def districts_that(
    question: str,
    regions: Sequence[Region],
    reports: Sequence[Report],
    snapshot: Snapshot,
    resources: Resources,
) -> Together | None:
    """The number of districts and the sentence of each, cited; None where no report speaks of it."""
    resolved = resolve(as_which(question), (), regions, lexicon())
    chosen = choose(resolved, retrieve(resolved, reports, snapshot, resources))
    found = [one for one in chosen if _names_all(one, resolved.topic.terms)]
    if not found:
        return None
    text, citations, claims = cite(lines_of(resolved, found))
    head = f"{places([one.report for one in found])}的报告写到这一点。"
    numbers = tuple(citation.n for citation in citations)
    silent = [report for report in reports if report.report_id not in {one.report.report_id for one in found}]
    warnings = (f"{labels(silent)}的报告没有写到。",) if silent else ()
    whole = Claim(text=head, citations=numbers, verdict="supported")
    return Together(f"{head}\n{text}", citations, (whole, *claims), warnings)


def _names_all(found: Found, terms: Sequence[Term]) -> bool:
    """Whether one of its sentences names all that the question does. What may be shown as near need not count as one
    district more."""
    telling = [term for term in terms if term.weight >= 1]
    return any(all(any(name in one.span.text for name in term.names) for term in telling) for one in found.evidence)
