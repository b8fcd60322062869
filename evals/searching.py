"""Runs search alone over the cases, as the service would call it, and averages the rankings' metrics."""

from collections.abc import Callable, Sequence
from statistics import fmean

from evals.cases import Case
from evals.retrieval_metrics import recall_at, reciprocal_rank
from service.conversation import resolve
from service.lexicon import lexicon
from service.resources import Resources
from service.selection import select_reports
from vectorstore.search import search
from vectorstore.types import RankedParagraph, Report

DEPTHS = (1, 3, 5)
PER_REPORT = 10
"""Deeper than any depth that is measured, so that the mean reciprocal rank sees late ranks too."""
METHODS = ("dense", "lexical")

Searcher = Callable[[Case], Sequence[RankedParagraph]]


def searcher(resources: Resources, methods: Sequence[str] = METHODS, *, scoped: bool = True) -> Searcher:
    """Search of the resources' reports by those methods; unscoped, every report counts whatever the question says."""
    reports = resources.store.catalog.reports()
    regions = list({report.region.code: report.region for report in reports}.values())

    def run(case: Case) -> Sequence[RankedParagraph]:
        earlier = [turn.content for turn in case.history if turn.role == "user"]
        resolved = resolve(case.question, earlier, regions, lexicon())
        text = " ".join((resolved.topic.text, *(term.word for term in resolved.context)))
        chosen: Sequence[Report]
        if scoped:
            chosen = select_reports(resolved.asked, case.scope, reports, resolved.topic.wants_plan).reports
        else:
            # The topic's text is without the district and the year that the scope stands for.
            text, chosen = f"{case.question} {text}", reports
        return search(text, chosen, resources.store, resources.encoder, PER_REPORT, methods)

    return run


def measure(cases: Sequence[Case], find: Searcher) -> dict[str, float]:
    """Recall at every depth and the mean reciprocal rank over the cases that have an answer in one report.

    Over several reports the first k places cannot hold them all, and which come first says nothing.
    """
    single = [case for case in cases if len(case.required) == 1]
    rankings = [find(case) for case in single]
    pairs = list(zip(rankings, (case.required for case in single), strict=True))
    means = {f"recall@{k}": fmean(recall_at(k, ranking, required) for ranking, required in pairs) for k in DEPTHS}
    return {"cases": len(single), **means, "mrr": fmean(reciprocal_rank(*pair) for pair in pairs)}
