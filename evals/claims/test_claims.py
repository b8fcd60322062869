"""The checks of claims against true and corrupted ones: no more false alarms than there were, no more slips through."""

from collections.abc import Callable, Sequence

import pytest

from evals import first_looks
from evals.claims.run import check_all, claims_by_machine, written_claims
from evals.claims.scores import (
    Outcome,
    explain,
    kept_and_caught,
    missed_targets,
    report,
    results,
    right_by_kind,
    shares_by_kind,
)
from evals.known_sets import CLAIM_FILES, ELSEWHERE, claims_of
from evals.results import short_commit, write_results
from evals.state import lower
from service.cited.check import check
from service.cited.markers import split_claims

Show = Callable[[str], None]


def told(outcomes: Sequence[Outcome]) -> str:
    return "\n".join([report(outcomes), *(f"goal missed: {miss}" for miss in missed_targets(outcomes))])


def test_what_people_wrote_comes_out_as_it_did(show: Show) -> None:
    """The sentences of the reports, paraphrases of them, and claims that someone made false."""
    outcomes = check_all(written_claims(), check, split_claims)
    by_id = {one.claim.id: one for one in outcomes}
    sets = {name: [by_id[one.id] for one in claims_of(name)] for name in (*CLAIM_FILES, *ELSEWHERE)}
    sets["verbatim"] = [one for one in outcomes if one.claim.source == "verbatim"]
    show(told(outcomes))
    now = {name: kept_and_caught(own) for name, own in sets.items() if name != "verbatim"}
    show(first_looks.beside(now, first_looks.load()))
    write_results({"claims": results(outcomes)}, short_commit())
    right = {name: right_by_kind(own) for name, own in sets.items()}
    assert lower("claims", right) == [], "\n".join(explain(one) for one in outcomes if not one.right)


@pytest.mark.slow
def test_what_is_made_false_by_machine_falls_as_often_as_it_did(show: Show) -> None:
    outcomes = check_all(claims_by_machine(), check, split_claims)
    show(told(outcomes))
    write_results({"claims by machine": results(outcomes)}, short_commit())
    assert lower("claims by machine", shares_by_kind(outcomes)) == [], "\n".join(
        explain(one) for one in outcomes if not one.right
    )
