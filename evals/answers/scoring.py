"""A case's score, and the table of many."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from evals.answers import metrics
from evals.answers.cases import Case
from service.contract.answers import Answer


@dataclass(frozen=True, slots=True)
class Score:
    """Shares lie in 0..1; None where the measure does not apply to the case."""

    case: Case
    answer: Answer
    figures_right: float | None
    evidence_cited: float | None
    citation_precision: float | None
    abstained: float | None
    """Of unanswerable cases."""
    reason_right: float | None
    false_refusal: float | None
    """Of answerable cases."""
    wrong_sources: tuple[str, ...]
    invented: tuple[str, ...]
    forbidden: tuple[str, ...]
    faults: tuple[str, ...]
    """Why the case fails; empty where it passes."""

    @property
    def passed(self) -> bool:
        return not self.faults


def score(case: Case, answer: Answer, collection_years: Collection[int]) -> Score:
    wrong = metrics.wrong_sources(answer, case)
    invented = metrics.invented_figures(answer, case, collection_years)
    forbidden = metrics.forbidden_figures(answer, case)
    missing = metrics.missing_figures(answer, case)
    has_figures = any(expected.figures for expected in case.required)
    return Score(
        case=case,
        answer=answer,
        figures_right=float(not missing) if has_figures else None,
        evidence_cited=metrics.citation_recall(answer, case) if case.answerable else None,
        citation_precision=metrics.citation_precision(answer, case) if case.answerable else None,
        abstained=None if case.answerable else float(answer.abstained),
        reason_right=None if case.answerable else float(metrics.reason_is_right(answer, case)),
        false_refusal=float(answer.abstained) if case.answerable else None,
        wrong_sources=wrong,
        invented=invented,
        forbidden=forbidden,
        faults=_faults(case, answer, missing=missing, wrong=wrong, invented=invented, forbidden=forbidden),
    )


COLUMNS: Mapping[str, Callable[[Score], float | None]] = {
    "passed": lambda one: float(one.passed),
    "figures": lambda one: one.figures_right,
    "evidence": lambda one: one.evidence_cited,
    "precision": lambda one: one.citation_precision,
    "abstained": lambda one: one.abstained,
    "reason": lambda one: one.reason_right,
    "refused": lambda one: one.false_refusal,
    "wrong source": lambda one: float(bool(one.wrong_sources)),
    "invented": lambda one: float(bool(one.invented)),
    "forbidden": lambda one: float(bool(one.forbidden)),
}
"""Each the mean over the cases that it applies to."""

Row = Mapping[str, float | None]


def table(scores: Sequence[Score]) -> dict[str, Row]:
    """A row a kind, and one of all: the number of cases and the mean of every column."""
    kinds = dict.fromkeys(one.case.kind for one in scores)
    groups: dict[str, list[Score]] = {kind: [one for one in scores if one.case.kind == kind] for kind in kinds}
    groups["all"] = list(scores)
    return {name: _row(group) for name, group in groups.items()}


def print_table(rows: Mapping[str, Row]) -> str:
    """The rows of equal columns as aligned text; an empty cell where a column applies to none."""
    columns = list(next(iter(rows.values())))
    lines = [" " * 14 + "".join(f"{column:>14}" for column in columns)]
    for name, row in rows.items():
        lines.append(f"{name:14}" + "".join(f"{_cell(row[column]):>14}" for column in columns))
    return "\n".join(lines)


def explain(one: Score) -> str:
    """A failing case for the reader: question, answer and why."""
    history = "".join(f"\n    {turn.role}: {turn.content}" for turn in one.case.history)
    faults = "".join(f"\n    - {fault}" for fault in one.faults)
    return f"{one.case.id}{history}\n    Q: {one.case.question}\n    A: {one.answer.answer}{faults}"


def mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def _row(group: Sequence[Score]) -> Row:
    return {"cases": len(group), **{name: mean(map(column, group)) for name, column in COLUMNS.items()}}


def _cell(value: float | None) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def _faults(
    case: Case,
    answer: Answer,
    *,
    missing: Sequence[str],
    wrong: Sequence[str],
    invented: Sequence[str],
    forbidden: Sequence[str],
) -> tuple[str, ...]:
    found: list[str] = []
    if case.answerable and answer.abstained:
        return (f"refused: {answer.reason}",)
    if case.answerable:
        found += [f"figure missing or uncited: {figure}" for figure in missing]
        found += [f"words missing: {phrase}" for phrase in metrics.missing_phrases(answer, case)]
        found += [f"not cited: {report}" for report in metrics.uncited_reports(answer, case)]
        found += [f"evidence not cited: {evidence}" for evidence in _needed_evidence(case, answer)]
    elif not answer.abstained:
        found.append(f"not abstained, where {' or '.join(case.reason)}")
    elif not metrics.reason_is_right(answer, case):
        found.append(f"reason {answer.reason}, not {' or '.join(case.reason)}")
    found += [f"wrong district or year: {source}" for source in wrong]
    found += [f"invented: {number}" for number in invented]
    return (*found, *(f"forbidden: {figure}" for figure in forbidden))


def _needed_evidence(case: Case, answer: Answer) -> tuple[str, ...]:
    """A figure may stand in another paragraph as well; where none is asked for, the paragraph is the answer."""
    without_figures = {expected.evidence for expected in case.required if not expected.figures}
    return tuple(evidence for evidence in metrics.uncited_evidence(answer, case) if evidence in without_figures)
