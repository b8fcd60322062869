"""How the checks of claims came out: a table by kind, what slips through, and the goals, which fail nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

from evals.claims.claims import Claim
from service.cited.check import Checked

FALSE_ALARMS_AT_MOST = 0.02
"""Of the sentences of the reports, and of each group of paraphrases."""
CAUGHT_AT_LEAST = 0.98
"""Of those that are corrupted by hand and of those by machine, in each group."""
OF_EACH_KIND_AT_LEAST = 0.9
"""Of all groups together: of some kinds a group has a dozen, too few to tell two shares apart."""


@dataclass(frozen=True, slots=True)
class Outcome:
    claim: Claim
    checked: Checked
    milliseconds: float
    """Of checking the sentence itself, without what was said before it."""

    @property
    def right(self) -> bool:
        return (self.checked.verdict == "supported") == self.claim.is_true


@dataclass(frozen=True, slots=True)
class Share:
    claims: int
    right: int

    @property
    def share(self) -> float:
        return self.right / self.claims


def table(outcomes: Sequence[Outcome]) -> dict[str, dict[str, Share]]:
    """By group and source, then by kind; `all` is the first of a source. The seeds' sources go by their own names."""
    sources = dict.fromkeys(_source(one.claim) for one in outcomes)
    return {source: _by_kind([one for one in outcomes if _source(one.claim) == source]) for source in sources}


def caught(outcomes: Sequence[Outcome]) -> dict[str, Share]:
    """The corrupted claims by kind, of all groups, those by hand and by machine together."""
    return _by_kind([one for one in outcomes if not one.claim.is_true])


def false_alarms(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The share of the true claims that were removed, by group and source."""
    return {name: 1 - rows["all"].share for name, rows in table([one for one in outcomes if one.claim.is_true]).items()}


def kept_and_caught(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Of the true claims the share that was kept, of the others the share that was removed."""
    true, wrong = ([one for one in outcomes if one.claim.is_true is kind] for kind in (True, False))
    return {"claims": len(outcomes), "kept": _share(true).share, "caught": _share(wrong).share}


def right_by_kind(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """How many came out right."""
    return {kind: row.right for kind, row in _by_kind(outcomes).items()}


def shares_by_kind(outcomes: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    """Of each group and source the shares that came out right: of those by machine the number changes."""
    return {source: {kind: row.share for kind, row in rows.items()} for source, rows in table(outcomes).items()}


def failures(outcomes: Iterable[Outcome]) -> list[dict[str, str]]:
    """What slips through and what is removed without cause."""
    return [
        {"id": one.claim.id, "kind": one.claim.kind, "claim": one.claim.text, "why": one.checked.why or ""}
        for one in outcomes
        if not one.right
    ]


def milliseconds(outcomes: Sequence[Outcome]) -> dict[str, float]:
    times = [one.milliseconds for one in outcomes]
    return {"median": median(times), "p95": quantiles([*times, times[-1]], n=20, method="inclusive")[18]}


def results(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """What is kept with the commit."""
    return {
        "table": {source: _plain(rows) for source, rows in table(outcomes).items()},
        "caught": _plain(caught(outcomes)),
        "false_alarms": false_alarms(outcomes),
        "milliseconds": milliseconds(outcomes),
        "slips": failures(one for one in outcomes if not one.claim.is_true),
        "removed_though_true": failures(one for one in outcomes if one.claim.is_true),
    }


def missed_targets(outcomes: Sequence[Outcome]) -> list[str]:
    missed = [
        f"{source}: {share:.1%} removed, more than {FALSE_ALARMS_AT_MOST:.0%}"
        for source, share in false_alarms(outcomes).items()
        if share > FALSE_ALARMS_AT_MOST
    ]
    corrupted = [one for one in outcomes if not one.claim.is_true]
    rows = {source: (kinds["all"], CAUGHT_AT_LEAST) for source, kinds in table(corrupted).items()}
    rows |= {kind: (row, OF_EACH_KIND_AT_LEAST) for kind, row in caught(corrupted).items() if kind != "all"}
    missed += [
        f"{name}: {row.share:.1%} caught, less than {least:.0%}"
        for name, (row, least) in rows.items()
        if row.share < least
    ]
    return missed


def report(outcomes: Sequence[Outcome]) -> str:
    """The table as aligned text, and how long a sentence takes."""
    sources = table(outcomes)
    width = max(map(len, sources), default=0) + 2
    lines = [f"{'':{width}}{'':18}{'claims':>8}{'right':>8}"]
    for source, rows in sources.items():
        lines += [f"{source:{width}}{kind:18}{row.claims:>8}{row.share:>8.3f}" for kind, row in rows.items()]
    times = ", ".join(f"{name} {value:.2f}" for name, value in milliseconds(outcomes).items())
    return "\n".join([*lines, f"milliseconds a sentence: {times}"])


def explain(one: Outcome) -> str:
    lines = [f"{one.claim.id} ({_source(one.claim)}, {one.claim.kind})", f"    {one.claim.text}"]
    lines += [f"    before: {one.claim.before}"] if one.claim.before else []
    lines += [f"    true: {one.claim.true}"] if one.claim.true else []
    return "\n".join([*lines, f"    {one.checked.verdict}: {one.checked.why or 'no reason'}"])


def _source(claim: Claim) -> str:
    return claim.source if claim.group == "seeds" else f"{claim.group}, {claim.source}"


def _by_kind(outcomes: Sequence[Outcome]) -> dict[str, Share]:
    kinds = sorted({one.claim.kind for one in outcomes})
    rows = {kind: _share([one for one in outcomes if one.claim.kind == kind]) for kind in kinds}
    return {"all": _share(outcomes), **rows} if outcomes else {}


def _share(outcomes: Sequence[Outcome]) -> Share:
    return Share(len(outcomes), sum(one.right for one in outcomes))


def _plain(rows: Mapping[str, Share]) -> dict[str, dict[str, float]]:
    return {kind: {"claims": row.claims, "right": round(row.share, 4)} for kind, row in rows.items()}
