"""Runs commands as a reader of the documents would."""

import os
import pty
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import randrange
from threading import Timer

import httpx

BIN = Path(sys.executable).parent
START_SECONDS = 240
"""Half a minute on a quiet machine; the rest is for a busy one. A process that has died is not waited for."""
RUN_SECONDS = 1800
"""Only what hangs is stopped."""


@dataclass(frozen=True)
class Workplace:
    """A copy of the project without its environment, in which commands may do what they like."""

    folder: Path
    variables: dict[str, str]

    def start(self, command: str, stdout: int = subprocess.DEVNULL) -> "subprocess.Popen[bytes]":
        # make finds the environment that the tests run in ready-made
        command = re.sub(r"^make\b", f"make -o .venv/.ready BIN={BIN}", command)
        environment = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", **self.variables}
        return subprocess.Popen(
            ["bash", "-c", command],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            start_new_session=True,
        )

    def run(self, command: str) -> str:
        """What it prints to a terminal; fails where it fails."""
        ours, theirs = pty.openpty()
        with self.start(command, stdout=theirs) as process:
            os.close(theirs)
            watchdog = Timer(RUN_SECONDS, os.killpg, (process.pid, signal.SIGKILL))
            watchdog.start()
            printed = b"".join(iter(lambda: _read(ours), b"")).decode()
            os.close(ours)
            status = process.wait()
            watchdog.cancel()
        assert status == 0, printed
        return printed

    @contextmanager
    def serving(self, command: str, url: str) -> Iterator[None]:
        """While the command runs in the background; fails where the URL does not answer in time."""
        with self.start(command) as process:
            try:
                deadline = time.monotonic() + START_SECONDS
                while not _answers(url):
                    assert process.poll() is None, f"{command} ended with {process.returncode}"
                    assert time.monotonic() < deadline, f"{command} does not answer at {url}"
                    time.sleep(0.2)
                yield
            finally:
                os.killpg(process.pid, signal.SIGTERM)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other side is closed
        return b""


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=5, trust_env=False).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def free_port() -> int:
    """One that the system gives to nobody by itself, as it might to a test that runs at the same time."""
    while True:
        port = randrange(20_000, 32_768)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
