"""What must not get lost where the suite runs in several processes."""

import re
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.parts import made_once
from tests.workers import LONGEST

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parent.parent


MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def options_of_make_test() -> list[str]:
    found = re.search(r"-m pytest (?P<options>.+)", MAKEFILE)
    assert found is not None
    return found["options"].replace("$(WORKERS)", "2").split()


WORKERS = options_of_make_test()


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """An empty suite with the settings and the plugins of ours."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    shutil.copy(ROOT / "pyproject.toml", pytester.path)
    shutil.copy(ROOT / "conftest.py", pytester.path)
    return pytester


TOLD = """
import warnings

def test_first(worker_id):
    with open("order", "a", encoding="utf-8") as order:
        order.write(f"{worker_id} {__file__}\\n")

def test_shown(show):
    show("kind  passed")
    show("all   0.98")

def test_failing(show):
    show("all   0.00")
    assert not "right"

def test_warned():
    warnings.warn("told", stacklevel=1)
"""


@pytest.mark.slow
@pytest.mark.parametrize(("options", "worker"), [([*WORKERS, "--numprocesses", "1"], "gw0"), ([], "master")])
def test_what_is_shown_or_fails_in_a_worker_is_told_as_without_one(
    suite: pytest.Pytester, options: Sequence[str], worker: str
) -> None:
    longest = suite.path / LONGEST[0]
    files = [suite.path / "test_early.py", longest]
    for path in files:
        path.parent.mkdir(exist_ok=True)
        path.write_text(TOLD, "utf-8")
    result = suite.runpytest_subprocess(*options, *files)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.assert_outcomes(passed=4, failed=4)
    result.stdout.fnmatch_lines_random(["*UserWarning: told", "all   0.00"])
    result.stdout.fnmatch_lines(["--*test_early.py::test_shown --*", "kind  passed", "all   0.98"])
    ran = [line.split() for line in (suite.path / "order").read_text("utf-8").splitlines()]
    assert ran == [[worker, str(path)] for path in (reversed(files) if options else files)]


@pytest.mark.slow
def test_a_worker_that_dies_fails_the_run(suite: pytest.Pytester) -> None:
    """Replaced by another it would be waited for, with --dist loadfile for ever."""
    suite.makepyfile(test_dying="import os\ndef test_it(): os._exit(0)", test_living="def test_it(): pass")
    result = suite.runpytest_subprocess(*WORKERS, "test_dying.py", "test_living.py", timeout=120)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["worker 'gw*' crashed while running 'test_dying.py::test_it'"])


def test_ci_runs_what_make_test_leaves_out() -> None:
    chosen = re.findall(r"^(test.*):.*\n\t\$\(PYTEST\) -m (.+)", MAKEFILE, re.MULTILINE)
    assert chosen == [("test", '"not slow"'), ("test-slow", "slow")]
    steps = re.findall(r"^make (.+?) \|\| failed=1$", (ROOT / ".ci" / "run").read_text("utf-8"), re.MULTILINE)
    assert [step.split()[-1] for step in steps] == ["test", "test-slow"]


def test_the_longest_files_are_there() -> None:
    assert [path for path in LONGEST if not (ROOT / path).is_file()] == []


def test_no_eval_prints_where_a_worker_is_not_heard() -> None:
    """The fixture `show` is."""
    evals = (ROOT / "evals").rglob("test_*.py")
    assert [path.name for path in evals if "capsys.disabled()" in path.read_text("utf-8")] == []


def test_a_part_is_made_once_however_many_ask(tmp_path: Path) -> None:
    made: list[Path] = []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "file").write_text("whole", "utf-8")

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(made_once, tmp_path / "part", make) for _ in range(8)]
        assert [(one.result(timeout=60) / "file").read_text("utf-8") for one in asked] == ["whole"] * 8
    assert len(made) == 1


def test_a_part_that_failed_half_way_is_made_anew(tmp_path: Path) -> None:
    def breaking(folder: Path) -> None:
        (folder / "half").touch()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        made_once(tmp_path / "part", breaking)
    folder = made_once(tmp_path / "part", lambda unfinished: (unfinished / "whole").touch())
    assert [path.name for path in folder.iterdir()] == ["whole"]
