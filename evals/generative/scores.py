"""What a language model made of the cases, beside the extracted answers; what became of its sentences. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from evals.answers.scoring import Row, Score, table
from evals.generative.journal import Asked
from evals.spans import plain, without_markers
from service.cited.markers import split_claims
from service.contract.answers import Answer

SIDE_BY_SIDE = ("passed", "figures", "precision", "abstained", "refused", "wrong source", "invented", "forbidden")
TARGETS: Mapping[str, tuple[float, bool]] = {
    "figures": (0.95, False),
    "abstained": (0.93, False),
    "invented": (0.0, True),
}
"""Of all cases together; True: at most."""
TOP_REASONS = 12


@dataclass(frozen=True, slots=True)
class Compared:
    """A case in both modes."""

    asked: Asked
    written: Score
    extracted: Score

    @property
    def warnings(self) -> list[str]:
        """Those that the model's answer has beyond the extracted one's: why it fell back."""
        known = set(self.extracted.answer.warnings)
        return [warning for warning in self.asked.answer.warnings if warning not in known]

    @property
    def fell_back(self) -> bool:
        return not self.asked.answer.abstained and self.asked.answer.mode == "extractive"

    @property
    def kept(self) -> int:
        """How many sentences of the model's are in the answer; the others of it are the report's, told by code."""
        if self.asked.answer.mode == "extractive":
            return 0
        own = {claim.text for claim in self.extracted.answer.claims}
        quoted = {plain(without_markers(sentence)).rstrip("。") for sentence in split_claims(self.asked.written)}
        kept = 0
        for claim in self.asked.answer.claims:
            if claim.verdict == "supported":
                # A sentence of the report's that the model wrote word for word; told by code too, it comes again.
                copied = plain(claim.text).rstrip("。")
                kept += claim.text not in own or copied in quoted
                quoted.discard(copied)
        return kept

    @property
    def removed(self) -> list[str]:
        """The reasons."""
        return [claim.why or "" for claim in self.asked.answer.claims if claim.verdict == "removed"]

    @property
    def completed(self) -> bool:
        """The reports' own sentences tell what the model's don't."""
        supported = sum(claim.verdict == "supported" for claim in self.asked.answer.claims)
        return self.asked.answer.mode == "generative" and self.kept < supported


def results(compared: Sequence[Compared]) -> dict[str, Any]:
    """Both tables; of the questions that were answered how the model did, times in seconds."""
    answered = [one for one in compared if not one.asked.answer.abstained]
    reasons = Counter(_without_words(why) for one in compared for why in one.removed)
    return {
        "answers": _table(one.written for one in compared),
        "extractive": _table(one.extracted for one in compared),
        "answered": len(answered),
        "generative": _share(sum(one.asked.answer.mode == "generative" for one in answered), len(answered)),
        "fell back": _share(sum(one.fell_back for one in answered), len(answered)),
        "completed": _share(sum(one.completed for one in answered), len(answered)),
        "warnings": dict(Counter(warning for one in compared for warning in one.warnings).most_common()),
        "sentences": {
            "kept": sum(one.kept for one in compared),
            "removed": sum(reasons.values()),
            "why": dict(reasons.most_common(TOP_REASONS)),
        },
        "seconds": percentiles([one.asked.answer.timings.total_ms / 1000 for one in answered]),
        "first_text_seconds": percentiles(
            [one.asked.first_text_seconds for one in answered if one.asked.first_text_seconds is not None]
        ),
    }


def percentiles(values: Sequence[float]) -> dict[str, float] | None:
    """p50 and p95; None of nothing."""
    if not values:
        return None
    cuts = quantiles(values, n=20, method="inclusive") if len(values) > 1 else list(values) * 19
    return {"p50": cuts[9], "p95": cuts[18]}


def print_side_by_side(written: Mapping[str, Row], extracted: Mapping[str, Row]) -> str:
    """Aligned text, in each cell the model's value and the extracted one; empty where a column applies to neither."""
    lines = [f"{'written|extracted':19}" + "".join(f"{column:>13}" for column in SIDE_BY_SIDE)]
    for name, row in written.items():
        cells = [_cell(row[column], extracted[name][column]) for column in SIDE_BY_SIDE]
        lines.append(f"{name:14}{row['cases']:>5}" + "".join(f"{cell:>13}" for cell in cells))
    return "\n".join(lines)


def report(found: Mapping[str, Any]) -> str:
    """The results for the reader."""
    sentences = found["sentences"]
    lines = [
        print_side_by_side(found["answers"], found["extractive"]),
        "",
        f"of {found['answered']} answered: generative {_percent(found['generative'])}, fell back "
        f"{_percent(found['fell back'])}; completed from the reports {_percent(found['completed'])}",
        *(f"{count:>6}  {warning}" for warning, count in found["warnings"].items()),
        f"sentences checked {sentences['kept'] + sentences['removed']}: kept {sentences['kept']}, removed "
        f"{sentences['removed']}",
        *(f"{count:>6}  {why}" for why, count in sentences["why"].items()),
        f"seconds a question: {_seconds(found['seconds'])}; to the first text: {_seconds(found['first_text_seconds'])}",
    ]
    return "\n".join(lines)


def missed_targets(rows: Mapping[str, Row]) -> list[str]:
    """In words; a column that applies to no case misses nothing."""
    missed = []
    for column, (bound, at_most) in TARGETS.items():
        reached = rows["all"][column]
        if reached is not None and (reached > bound if at_most else reached < bound):
            missed.append(f"{column}: {reached:.3f}, target {'<=' if at_most else '>='} {bound:g}")
    return missed


def progress(place: int, count: int, one: Compared) -> str:
    """A line a case."""
    answer: Answer = one.asked.answer
    how = "abstained" if answer.abstained else f"fell back: {'; '.join(one.warnings)}" if one.fell_back else answer.mode
    outcome = "passed" if one.written.passed else "FAILED " + "; ".join(one.written.faults)
    return (
        f"[{place:>4}/{count}] {one.asked.case:<12} {answer.timings.total_ms / 1000:5.1f} s  kept {one.kept}, removed "
        f"{len(one.removed)}  {how}  {outcome}"
    )


def _table(scores: Iterable[Score]) -> dict[str, Row]:
    return table(list(scores))


def _without_words(why: str) -> str:
    """“239件”在… and “187件”在… are one reason."""
    before, quote, rest = why.partition("“")
    return f"{before}“…”{rest.rpartition('”')[2]}" if quote else why


def _share(count: int, whole: int) -> float | None:
    return count / whole if whole else None


def _percent(share: float | None) -> str:
    return "none" if share is None else f"{share:.1%}"


def _seconds(found: Mapping[str, float] | None) -> str:
    return "none" if found is None else ", ".join(f"{name} {value:.1f}" for name, value in found.items())


def _cell(written: float | None, extracted: float | None) -> str:
    shown = ["" if value is None else f"{value:.3f}" for value in (written, extracted)]
    return "|".join(shown) if any(shown) else ""
