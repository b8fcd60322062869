"""The suite in one process or in several: what is long goes first, and what evals show is printed at the end.

A plugin of pytest: see conftest.py at the top. `make test` starts workers of pytest-xdist; a file by hand needs none.
"""

import os
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import settings

SHOWN = "shown"
LONGEST = (
    "tests/test_documentation.py",
    "evals/answers/test_answers.py",
    "tests/test_offline.py",
    "tests/service/cli/test_serving.py",
    "tests/vectorstore/test_interrupted.py",
    "tests/vectorstore/test_build.py",
    "tests/vectorstore/embedding/test_encoder.py",
    "tests/evals/generative/test_run.py",
    "evals/drafts/test_drafting.py",
    "evals/claims/test_claims.py",
    "tests/service/llm/test_model.py",
    "evals/comparisons/test_comparing.py",
    "tests/browser/test_looks.py",
    "tests/browser/test_hostile.py",
    "tests/browser/test_drafting.py",
    "tests/browser/test_library.py",
    "tests/browser/test_asking.py",
    "tests/browser/test_comparing.py",
)
"""By what they took; a file that is not here or has become shorter costs some balance between the workers, no more."""


def pytest_configure(config: pytest.Config) -> None:
    # The default of 200 ms an example fails where another worker has the core for a moment.
    settings.register_profile("suite", deadline=None)
    settings.load_profile("suite")
    if _is_worker(config):
        # A core for each worker: PyTorch's threads would wait for each other, and burn twice the time in doing so.
        # Set before anything imports PyTorch, for the processes that tests start as well.
        os.environ.setdefault("OMP_NUM_THREADS", "1")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A file that comes late would keep one worker busy while the other has nothing left to do."""
    if _is_worker(config):
        places = {config.rootpath / path: place for place, path in enumerate(LONGEST)}
        items.sort(key=lambda item: places.get(item.path, len(places)))


@pytest.fixture
def show(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Prints a text after the run, of a test that passes too: what a worker prints itself is seen by nobody."""
    return partial(record_property, SHOWN)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [
        report
        for category in terminalreporter.stats.values()
        for report in category
        if isinstance(report, pytest.TestReport) and report.when == "call"
    ]
    for report in sorted(reports, key=lambda report: report.nodeid):
        shown = [str(text) for name, text in report.user_properties if name == SHOWN]
        if shown:
            terminalreporter.write_sep("-", report.nodeid)
            terminalreporter.write_line("\n".join(shown))


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")
