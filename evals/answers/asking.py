"""Asks every case of the real service and scores what comes back."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any

from evals import state
from evals.answers.cases import Case, load_sets
from evals.answers.scoring import Score, score, table
from evals.state import Passing
from service.contract.answers import Answer, AskRequest
from service.resources import Resources

STATE = Path(__file__).parent / "state.json"
TOLD_OF_ALL = ("abstained", "reason", "refused", "wrong source", "invented", "forbidden")
Answerer = Callable[[AskRequest, Resources], Answer]


def ask_all(cases: Iterable[Case], answer: Answerer, resources: Resources) -> tuple[Score, ...]:
    years = {report.year for report in resources.store.catalog.reports()}
    return tuple(score(case, answer(case.request(), resources), years) for case in cases)


def passing(scores: Sequence[Score]) -> Passing:
    """Of the sets in cases/."""
    sets = {case.id: name for name, cases in load_sets().items() for case in cases}
    return state.passing((sets[one.case.id], one.case.kind, one.case.id, one.passed) for one in scores)


def numbers(scores: Sequence[Score]) -> dict[str, float]:
    """How many cases of a set there are, the share of each kind that passed, and what went wrong in all of them."""
    rows = table(scores)
    passed = {kind: row["passed"] or 0.0 for kind, row in rows.items() if kind != "all"}
    wrong = {name: value for name in TOLD_OF_ALL if (value := rows["all"][name]) is not None}
    return {"cases": len(scores), **passed, **wrong}


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
