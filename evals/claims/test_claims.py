"""The checks of claims against true and corrupted ones: few false alarms, and next to nothing slips through."""

from collections.abc import Callable

from evals.claims.run import all_claims, check_all
from evals.claims.scores import explain, missed_targets, report, results
from evals.results import short_commit, write_results
from service.cited.check import check
from service.cited.markers import split_claims


def test_true_claims_pass_and_corrupted_ones_fall(show: Callable[[str], None]) -> None:
    outcomes = check_all(all_claims(), check, split_claims)
    show(report(outcomes))
    write_results({"claims": results(outcomes)}, short_commit())
    missed = missed_targets(outcomes)
    assert not missed, "\n".join([*missed, *(explain(one) for one in outcomes if not one.right)])
