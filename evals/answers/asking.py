"""Asks every case of the real service and scores what comes back."""

from collections.abc import Callable, Iterable, Sequence
from statistics import quantiles
from typing import Any

from evals.answers.cases import Case
from evals.answers.scoring import Score, score
from service.contract.answers import Answer, AskRequest
from service.resources import Resources

Answerer = Callable[[AskRequest, Resources], Answer]


def ask_all(cases: Iterable[Case], answer: Answerer, resources: Resources) -> tuple[Score, ...]:
    years = {report.year for report in resources.store.catalog.reports()}
    return tuple(score(case, answer(case.request(), resources), years) for case in cases)


def milliseconds(scores: Sequence[Score]) -> dict[str, float]:
    """p50 and p95 of the answers' own total_ms."""
    cuts = quantiles((one.answer.timings.total_ms for one in scores), n=20, method="inclusive")
    return {"p50": cuts[9], "p95": cuts[18]}


def settings_of(resources: Resources) -> dict[str, Any]:
    """What made the results, without anything of this machine."""
    reports = resources.store.catalog.reports()
    return {
        "encoder": resources.encoder.name,
        "dimensions": resources.encoder.dimensions,
        "reports": sorted(report.report_id for report in reports),
    }
