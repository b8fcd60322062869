"""What each set gave when it was first run: recorded once, never improved, shown beside what it gives now.

A first look is the forecast for text that nobody has seen; what a set gives after its misses were mended is a state.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from evals.results import short_commit, uncommitted

FILE = Path(__file__).parent / "first_looks.jsonl"

Numbers = Mapping[str, float]
"""By what they measure: shares lie in 0..1, the others are counts."""


class LookedAtBefore(Exception):
    """A set has one first look."""


@dataclass(frozen=True, slots=True)
class Look:
    set: str
    date: str
    """2026-11-22"""
    commit: str
    """At which it was run; of the first sets, which came in with it. A + stands for changes that were in no commit."""
    by: str | None
    """Who wrote the set."""
    measured: str
    numbers: Numbers | None
    """None where what it gave was not kept."""


def load(path: Path | None = None) -> dict[str, Look]:
    """By set. Raises LookedAtBefore where the file has two of one."""
    path = path or FILE
    looks: dict[str, Look] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        look = Look(**json.loads(line))
        if look.set in looks:
            raise LookedAtBefore(f"{path.name}: {look.set} stands twice")
        looks[look.set] = look
    return looks


def record(name: str, by: str | None, measured: str, numbers: Numbers, path: Path | None = None) -> Look:
    """Adds a line. Raises LookedAtBefore where the set has one."""
    path = path or FILE
    if name in load(path):
        raise LookedAtBefore(f"{name} was looked at before")
    commit = short_commit() + ("+" if uncommitted() else "")
    rounded = {key: round(value, 4) for key, value in numbers.items()}
    look = Look(name, f"{datetime.now(UTC):%Y-%m-%d}", commit, by, measured, rounded)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(look), ensure_ascii=False) + "\n")
    return look


def beside(now: Mapping[str, Numbers], looks: Mapping[str, Look]) -> str:
    """A line a set and number: at first, and now. Of a number that wasn't kept the place is empty."""
    lines = [f"{'set':22}{'measured':24}{'first look':>12}{'now':>10}"]
    for name, numbers in now.items():
        look = looks.get(name)
        first = (look.numbers if look else None) or {}
        lines += [f"{name:22}{key:24}{_told(first.get(key)):>12}{_told(value):>10}" for key, value in numbers.items()]
    return "\n".join(lines)


def told(name: str, looks: Mapping[str, Look]) -> str:
    look = looks.get(name)
    if look is None:
        return f"{name}: no first look was recorded"
    return f"{name}: looked at on {look.date}, commit {look.commit}; written by {look.by or 'unknown'}; {look.measured}"


def _told(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value == int(value) and value > 1 else f"{value:.3f}"
