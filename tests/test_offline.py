"""Start-up and answering call nobody: from an empty folder to an answer over HTTP."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from service.settings import variables

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 600
ISOLATED = ("unshare", "--user", "--map-root-user", "--net")


def can_isolate() -> bool:
    if shutil.which(ISOLATED[0]) is None:
        return False
    return subprocess.run([*ISOLATED, "true"], capture_output=True, check=False).returncode == 0


def run_scenario(home: Path, cache: Path, *prefix: str, **extra: str) -> "subprocess.CompletedProcess[str]":
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in variables() and not name.startswith(("HF_", "TRANSFORMERS_", "ANONYMIZED_"))
    }
    arguments = [sys.executable, "-m", "tests.offline_scenario", home, cache, ROOT / "seeds"]
    return subprocess.run(
        [*prefix, *map(str, arguments)],
        cwd=ROOT,
        env={**inherited, **extra},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def assert_answered(result: "subprocess.CompletedProcess[str]") -> None:
    assert result.returncode == 0, result.stderr
    assert "CALLED" not in result.stderr
    assert "239件" in json.loads(result.stdout)["answer"]


def test_no_library_calls_anyone(tmp_path: Path) -> None:
    # The cache is new as well: converting the embedded model is a part of the first start.
    assert_answered(run_scenario(tmp_path / "home", tmp_path / "cache"))


def test_it_works_where_there_is_no_network(tmp_path: Path, model_cache: Path) -> None:
    """Also for the parts in Rust and C++, which no audit hook of Python sees."""
    if not can_isolate():
        pytest.skip("unshare cannot make a network namespace here")
    assert_answered(run_scenario(tmp_path / "home", model_cache, *ISOLATED, RAISE_LOOPBACK="1"))
