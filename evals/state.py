"""What came out right in the recorded state: of no set and kind may less come out right. Goals fail nothing.

answers/state.json: `passing` has the ids of the gold cases by set and kind; `accepted` those that a commit gives up,
each with its reason. at_least.json has the numbers of the other subjects; a commit that gives one up lowers it there.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

AT_LEAST = Path(__file__).parent / "at_least.json"
Counts = Mapping[str, Mapping[str, float]]
"""How many came out right, or which share, by set and kind."""
Passing = Mapping[str, Mapping[str, frozenset[str]]]
"""Ids by set and kind; a kind of which none passes has an empty set."""


class FewerPass(Exception):
    """Nothing is recorded that passes fewer cases than are accepted."""


@dataclass(frozen=True, slots=True)
class State:
    passing: Passing
    accepted: Mapping[str, str]


def passing(outcomes: Iterable[tuple[str, str, str, bool]]) -> Passing:
    """From (set, kind, id, whether it passes)."""
    found: dict[str, dict[str, set[str]]] = {}
    for name, kind, case, passes in outcomes:
        found.setdefault(name, {}).setdefault(kind, set()).update({case} if passes else ())
    return {name: {kind: frozenset(ids) for kind, ids in kinds.items()} for name, kinds in found.items()}


def load(path: Path) -> State:
    content = json.loads(path.read_text(encoding="utf-8"))
    recorded = {
        name: {kind: frozenset(ids) for kind, ids in kinds.items()} for name, kinds in content["passing"].items()
    }
    return State(recorded, content["accepted"])


def regressions(state: State, now: Passing) -> list[str]:
    """A line a set and kind of which fewer pass than were recorded, less those that are accepted."""
    told = []
    for name, kinds in state.passing.items():
        for kind, recorded in kinds.items():
            passes = now.get(name, {}).get(kind, frozenset())
            wanted = len(recorded - state.accepted.keys())
            if len(passes) < wanted:
                lost = sorted(recorded - passes - state.accepted.keys())
                told.append(f"{name}, {kind}: {len(passes)} pass, {wanted} did; now failing: {' '.join(lost)}")
    return told


def lower(subject: str, now: Counts, path: Path = AT_LEAST) -> list[str]:
    """A line a set and kind of which less comes out right than was recorded."""
    recorded: Mapping[str, Counts] = json.loads(path.read_text(encoding="utf-8"))
    return [
        f"{name}, {kind}: {value:g}, was {least:g}"
        for name, kinds in recorded[subject].items()
        for kind, least in kinds.items()
        if (value := now.get(name, {}).get(kind, 0.0)) < least
    ]


def record(path: Path, now: Passing) -> None:
    """Raises FewerPass, with the regressions in words. What is accepted and passes again is accepted no more."""
    accepted: Mapping[str, str] = {}
    if path.exists():
        before = load(path)
        if told := regressions(before, now):
            raise FewerPass("\n".join(told))
        ids = {case for kinds in now.values() for passed in kinds.values() for case in passed}
        accepted = {case: why for case, why in before.accepted.items() if case not in ids}
    rows = [
        f"    {json.dumps(name, ensure_ascii=False)}: {{\n"
        + ",\n".join(f"      {json.dumps(kind, ensure_ascii=False)}: {_row(ids)}" for kind, ids in kinds.items())
        + "\n    }"
        for name, kinds in now.items()
    ]
    reasons = json.dumps(accepted, ensure_ascii=False, indent=2).replace("\n", "\n  ")
    text = '{\n  "passing": {\n' + ",\n".join(rows) + f'\n  }},\n  "accepted": {reasons}\n}}\n'
    path.write_text(text, encoding="utf-8")


def _row(ids: frozenset[str]) -> str:
    return json.dumps(sorted(ids), ensure_ascii=False)
