"""Runs search alone over the cases, as the service would call it, and averages the rankings' metrics."""

from collections.abc import Callable, Sequence
from statistics import fmean

from evals.answers.cases import Case
from evals.answers.retrieval_metrics import recall_at, reciprocal_rank
from service.questions.choice import with_familiar_words
from service.questions.conversation import resolve_turns
from service.questions.retrieval import query_of
from service.questions.selection import select_reports
from service.resources import Resources
from vectorstore.genre.terms import lexicon
from vectorstore.indexes.words import words
from vectorstore.search import METHODS, search
from vectorstore.types import Query, RankedParagraph, Report

DEPTHS = (1, 3, 5)
PER_REPORT = 10
"""Deeper than any depth that is measured, so that the mean reciprocal rank sees late ranks too."""

Searcher = Callable[[Case], Sequence[RankedParagraph]]


def searcher(resources: Resources, methods: Sequence[str] = METHODS, *, scoped: bool = True) -> Searcher:
    """Search of the resources' reports by those methods; unscoped, every report counts whatever the question says."""
    store = resources.store
    snapshot = store.snapshots.newest()
    regions = list({report.region.code: report.region for report in snapshot.reports}.values())

    def run(case: Case) -> Sequence[RankedParagraph]:
        earlier = [turn.content for turn in case.history if turn.role == "user"]
        resolved = resolve_turns(case.question, earlier, regions, lexicon())
        resolved = with_familiar_words(resolved, store.words.knows)
        query = query_of(resolved)
        chosen: Sequence[Report] = snapshot.reports
        if scoped:
            chosen = select_reports(resolved.asked, case.scope, snapshot.reports, resolved.topic).reports
        else:
            # The topic is without the district and the year that the scope stands for.
            query = Query(f"{case.question} {query.text}", dict.fromkeys(words(case.question), 1.0) | dict(query.words))
        return search(query, chosen, snapshot, store, resources.encoder, PER_REPORT, methods)

    return run


def measure(cases: Sequence[Case], find: Searcher) -> dict[str, float]:
    """Recall at every depth and the mean reciprocal rank over the cases that have an answer in one report.

    Over several reports the first k places cannot hold them all, and which come first says nothing.
    """
    searched = [case for case in cases if case.kind != "whole_collection"]  # those the ledger answers
    single = [case for case in searched if len(case.required) == 1]
    rankings = [find(case) for case in single]
    pairs = list(zip(rankings, (case.required for case in single), strict=True))
    means = {f"recall@{k}": fmean(recall_at(k, ranking, required) for ranking, required in pairs) for k in DEPTHS}
    return {"cases": len(single), **means, "mrr": fmean(reciprocal_rank(*pair) for pair in pairs)}
