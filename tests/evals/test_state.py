import json
from pathlib import Path

import pytest

from evals.answers.asking import STATE
from evals.answers.cases import load_sets
from evals.state import FewerPass, Passing, load, passing, record, regressions

NOW = passing(
    [
        ("unseen", "figure", "u-1", True),
        ("unseen", "figure", "u-2", True),
        ("unseen", "list", "u-3", False),
    ]
)


def changed(**passes: bool) -> Passing:
    kinds = {"u-1": "figure", "u-2": "figure", "u-3": "list", "u-4": "figure"}
    known = {"u-1": True, "u-2": True, "u-3": False, "u-4": False}
    known |= {name.replace("_", "-"): does for name, does in passes.items()}
    return passing(("unseen", kinds[case], case, does) for case, does in known.items())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    record(tmp_path / "state.json", NOW)
    return tmp_path / "state.json"


def accept(path: Path, **why: str) -> None:
    content = json.loads(path.read_text("utf-8"))
    content["accepted"] = {name.replace("_", "-"): reason for name, reason in why.items()}
    path.write_text(json.dumps(content), "utf-8")


def test_what_is_recorded_is_read_again(path: Path) -> None:
    assert load(path).passing == NOW
    assert load(path).accepted == {}


def test_fewer_of_a_set_and_kind_are_a_regression_and_named(path: Path) -> None:
    assert regressions(load(path), NOW) == []
    assert regressions(load(path), changed(u_3=True)) == []
    assert regressions(load(path), changed(u_1=False, u_3=True)) == ["unseen, figure: 1 pass, 2 did; now failing: u-1"]
    assert regressions(load(path), {}) == ["unseen, figure: 0 pass, 2 did; now failing: u-1 u-2"]


def test_one_for_another_is_none(path: Path) -> None:
    assert regressions(load(path), changed(u_1=False, u_4=True)) == []


def test_what_is_accepted_with_a_reason_may_fail(path: Path) -> None:
    accept(path, u_1="passed by a word of one district")
    assert regressions(load(path), changed(u_1=False)) == []
    assert regressions(load(path), changed(u_1=False, u_2=False)) == ["unseen, figure: 0 pass, 1 did; now failing: u-2"]


def test_nothing_worse_is_recorded(path: Path) -> None:
    with pytest.raises(FewerPass, match="u-2"):
        record(path, changed(u_2=False))
    accept(path, u_2="not the genre's", u_1="not yet")
    record(path, changed(u_2=False))
    assert load(path).passing["unseen"]["figure"] == {"u-1"}
    assert load(path).accepted == {"u-2": "not the genre's"}


def test_the_recorded_state_knows_our_cases_and_no_others() -> None:
    recorded = load(STATE)
    ids = {name: {case.id for case in cases} for name, cases in load_sets().items()}
    assert recorded.passing.keys() == ids.keys()
    assert all(passed <= ids[name] for name, kinds in recorded.passing.items() for passed in kinds.values())
    assert all(recorded.accepted.values())
