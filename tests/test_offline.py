"""Start-up and answering call nobody: from an empty folder to an answer over HTTP."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from service.settings import variables

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
XINBEI = ROOT / "seeds" / "000_9e28f76db99c5c23.txt"
"""One report calls nobody or all do."""
SECONDS = 600
Running = Future["subprocess.CompletedProcess[str]"]
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
    arguments = [sys.executable, "-m", "tests.offline_scenario", home, cache, XINBEI]
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


@pytest.fixture(scope="module")
def scenarios(tmp_path_factory: pytest.TempPathFactory, model_cache: Path) -> Iterator[dict[str, Running]]:
    """Both at once: each spends its time on start-ups, in one thread."""
    folder = tmp_path_factory.mktemp("offline")
    with ThreadPoolExecutor() as pool:
        # The cache is new as well: converting the embedded model is a part of the first start.
        running = {"watched": pool.submit(run_scenario, folder / "watched", folder / "cache")}
        if can_isolate():
            running["isolated"] = pool.submit(
                run_scenario, folder / "isolated", model_cache, *ISOLATED, RAISE_LOOPBACK="1"
            )
        yield running


def test_no_library_calls_anyone(scenarios: dict[str, Running]) -> None:
    assert_answered(scenarios["watched"].result())


def test_it_works_where_there_is_no_network(scenarios: dict[str, Running]) -> None:
    """Also for the parts in Rust and C++, which no audit hook of Python sees."""
    if "isolated" not in scenarios:
        pytest.skip("unshare cannot make a network namespace here")
    assert_answered(scenarios["isolated"].result())
