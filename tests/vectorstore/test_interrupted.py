"""A process that is killed at any moment of a write leaves, after the next start, the whole report or none of it.

A nursery process imports everything once and forks a child for every kill, which then costs milliseconds. A child is
killed (SIGKILL, by itself) at its nth executed line of the package, for n spread evenly over the whole write; or by the
nursery after a delay, which also hits it inside the engines' own code.
"""

import json
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vectorstore.catalog.test_figures import forget_figures
from tests.vectorstore.documents import JINTAN, WordHashEncoder, made_document, opened
from tests.vectorstore.test_build import assert_holds
from vectorstore.build import ingest
from vectorstore.mending import mend

pytestmark = pytest.mark.slow

LINE_KILLS = {"ingestion": 24, "replacement": 24, "removal": 10, "reindex": 10, "completion": 10}
TIMED_KILLS = {"ingestion": 10, "replacement": 10, "removal": 4, "reindex": 4, "completion": 4}

ENCODER = WordHashEncoder()
OLD = made_document()
NEW = made_document(texts=[f"第{number}段。改过的内容，共{number}件。" for number in range(40)])
OTHER = made_document(JINTAN)

NURSERY = textwrap.dedent("""
    import json, os, signal, sys, time
    from pathlib import Path
    from tests.vectorstore.documents import WordHashEncoder, opened
    from tests.vectorstore.test_interrupted import NEW, OLD
    from vectorstore.build import ingest, mend, reindex, remove

    def write(kind, store, encoder):
        if kind == "removal":
            remove(OLD.report.report_id, store)
        elif kind == "reindex":
            reindex(store, encoder)
        elif kind == "completion":
            mend(store, encoder)
        else:
            ingest(NEW, store, encoder, replace=True)

    def work(kind, folder, line):
        seen = 0
        def trace(frame, event, argument):
            name = frame.f_code.co_filename
            # Reading figures takes most of the lines, and writes nothing: the kills are for the rest.
            if "/vectorstore/" not in name or "/tests/" in name or "/reports/" in name:
                return None
            def count(frame, event, argument):
                nonlocal seen
                seen += event == "line"
                if seen == line:
                    os.kill(os.getpid(), signal.SIGKILL)
                return count
            return count
        encoder = WordHashEncoder()
        store = opened(Path(folder), encoder)
        started = time.perf_counter()
        if line is not None:
            sys.settrace(trace)
        write(kind, store, encoder)
        sys.settrace(None)
        return {"lines": seen, "seconds": time.perf_counter() - started}

    for order in sys.stdin:
        order = json.loads(order)
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            if order["after"] is not None:
                os.write(writer, b" ")
            result = work(order["kind"], order["folder"], order["line"])
            os.write(writer, json.dumps(result).encode())
            os._exit(0)
        os.close(writer)
        if order["after"] is not None:
            os.read(reader, 1)
            time.sleep(order["after"])
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        said = os.read(reader, 1000).decode()
        os.close(reader)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print(json.dumps({"killed": killed, "exit": status, "said": said}), flush=True)
""")


class Nursery:
    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", NURSERY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(
        self, kind: str, folder: Path, line: int | None = None, after: float | None = None
    ) -> tuple[bool, dict[str, float]]:
        """Whether the child was killed, and what it said where it came to its end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        order = {"kind": kind, "folder": str(folder), "line": line, "after": after}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert answer["killed"] or answer["exit"] == 0, answer
        return answer["killed"], json.loads(answer["said"] or "{}")

    def close(self) -> None:
        self._process.communicate(timeout=20)


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    nursery = Nursery()
    yield nursery
    nursery.close()


def folder_before(kind: str, folder: Path) -> None:
    """The data folder before the write that is to be killed."""
    store = opened(folder, ENCODER)
    ingest(OTHER, store, ENCODER)
    if kind != "ingestion":
        ingest(OLD, store, ENCODER)
    if kind == "completion":
        forget_figures(store.catalog)
    store.close()


def outcome_after_a_start(folder: Path) -> str:
    """Starts on what the kill left, and asserts that it is whole: old, new or none."""
    store = opened(folder, ENCODER)
    try:
        mend(store, ENCODER)
        ids = {report.report_id for report in store.catalog.reports()}
        if NEW.report.report_id in ids:
            assert_holds(store, OTHER, NEW)
            return "new"
        if OLD.report.report_id in ids:
            assert_holds(store, OTHER, OLD)
            return "old"
        assert_holds(store, OTHER)
        return "none"
    finally:
        store.close()


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("ingestion", "none", "new"),
        ("replacement", "old", "new"),
        ("removal", "old", "none"),
        ("reindex", "old", "old"),
        ("completion", "old", "old"),  # of the figures, in a catalog of the version before
    ],
)
def test_whole_or_nothing(kind: str, before: str, after: str, nursery: Nursery, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder_before(kind, tmp_path / "before")

    def fresh() -> Path:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(tmp_path / "before", folder)
        return folder

    killed, whole = nursery.run(kind, fresh(), line=0)
    assert not killed
    assert outcome_after_a_start(folder) == after

    outcomes = []
    kills = LINE_KILLS[kind]
    for number in range(kills):
        line = 1 + round(number * (whole["lines"] - 1) / (kills - 1))
        killed, _ = nursery.run(kind, fresh(), line=line)
        assert killed, f"line {line} of {whole['lines']} was never reached"
        outcomes.append(outcome_after_a_start(folder))
    # The first kill comes before anything is written, the last when all is.
    assert outcomes[0] == before
    assert outcomes[-1] == after
    assert set(outcomes) == {before, after}

    timed = 0
    for number in range(TIMED_KILLS[kind]):
        delay = 0.02 + number * (whole["seconds"] + 0.1) / TIMED_KILLS[kind]
        timed += nursery.run(kind, fresh(), after=delay)[0]
        assert outcome_after_a_start(folder) in {before, after}
    assert timed > 0
