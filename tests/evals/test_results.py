import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from evals.results import NO_COMMIT, short_commit, write_results


def test_results_of_two_runs_of_a_commit_stand_in_one_file(tmp_path: Path) -> None:
    write_results({"answers": {"all": {"passed": 0.9}}}, "abc1234", tmp_path)
    path = write_results({"ablation": {}, "answers": {"all": {"passed": 1.0}}}, "abc1234", tmp_path / ".")
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "commit": "abc1234",
        "answers": {"all": {"passed": 1.0}},
        "ablation": {},
    }


def test_outside_a_checkout_the_results_have_no_commit(tmp_path: Path) -> None:
    assert short_commit(tmp_path) == NO_COMMIT


def test_without_git_the_results_have_no_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert short_commit() == NO_COMMIT


def test_processes_that_write_at_once_lose_nothing_of_each_other(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        for written in [pool.submit(write_results, {f"eval {number}": {}}, "abc", tmp_path) for number in range(40)]:
            path = written.result(timeout=60)
    assert len(json.loads(path.read_text(encoding="utf-8"))) == 41
    assert list(tmp_path.iterdir()) == [path]
