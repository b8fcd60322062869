"""`fazhi serve` as a process of its own, over real HTTP."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from service.ask.answer import answer
from service.cli.serving import address_of, listen
from service.contract.answers import AskRequest
from service.errors import AddressUnavailable
from service.settings import variables
from tests.service.conftest import open_with
from vectorstore.types import Encoder

pytestmark = pytest.mark.slow

FAZHI = Path(sys.executable).with_name("fazhi")
START_SECONDS = 240
"""Ten on an idle machine; the rest is for a busy one."""
QUESTIONS = 12
"""Of each client."""


@dataclass(frozen=True)
class Server:
    process: "subprocess.Popen[str]"
    announcement: str
    url: str
    home: Path
    log: Path

    def peak_memory(self) -> int:
        """In bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        assert found is not None
        return int(found[1]) * 1024


def environment(home: Path, cache: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in variables()}
    return {**inherited, "FAZHI_HOME": str(home), "FAZHI_CACHE": str(cache), "PYTHONUNBUFFERED": "1"}


def start(home: Path, cache: Path, log: Path) -> Server:
    command = [str(FAZHI), "serve", "--port", "0"]
    with log.open("w") as errors:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment(home, cache)
        )
    assert process.stdout is not None
    announcement = process.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+", announcement)
    assert found is not None, log.read_text()
    return Server(process, announcement, found[0], home, log)


def stop(server: Server) -> int:
    """The exit code; also of one that was stopped before."""
    server.process.terminate()
    code = server.process.wait(START_SECONDS)
    assert server.process.stdout is not None
    server.process.stdout.close()
    return code


@pytest.fixture(scope="module")
def server(seeded_home: Path, model_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("serving")
    started = start(Path(shutil.copytree(seeded_home, folder / "home")), model_cache, folder / "log")
    yield started
    stop(started)


def run(*arguments: str, home: Path, cache: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(FAZHI), *arguments],
        env=environment(home, cache),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )


def test_it_prints_its_address_and_what_it_holds(server: Server) -> None:
    assert server.url in server.announcement
    assert "5 份报告" in server.announcement
    assert "江苏省常州市新北区2024年" in server.announcement
    assert httpx.get(f"{server.url}/readyz").json()["reports"] == 5


def test_a_port_in_use_is_told_before_anything_is_loaded(server: Server, tmp_path: Path, model_cache: Path) -> None:
    result = run("serve", "--port", server.url.rpartition(":")[2], home=tmp_path / "other", cache=model_cache)
    assert result.returncode == 1
    assert "已被另一个程序占用" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "other").exists()


def test_a_folder_in_use_is_told(server: Server, model_cache: Path) -> None:
    result = run("serve", "--port", "0", home=server.home, cache=model_cache)
    assert result.returncode == 1
    assert "正被另一个 fazhi 进程使用" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("announced", [True, False])
def test_100_megabytes_are_refused_without_being_held(server: Server, announced: bool) -> None:
    boundary = "b"
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'.encode()
    size = 100_000_000

    def body() -> Iterator[bytes]:
        yield head
        for _ in range(size // 1_000_000):
            yield b"x" * 1_000_000

    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    if announced:
        headers["Content-Length"] = str(len(head) + size)
    before = server.peak_memory()
    response = httpx.post(f"{server.url}/v1/reports", content=body(), headers=headers, timeout=START_SECONDS)
    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["x-request-id"]
    assert "请求体不得超过" in response.json()["detail"]
    assert server.peak_memory() - before < 60_000_000
    assert httpx.get(f"{server.url}/readyz").status_code == 200


def test_a_client_that_hangs_up_harms_no_other(server: Server) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    for _ in range(5):
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall(b"POST /v1/reports HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf")
    assert httpx.get(f"{server.url}/readyz").status_code == 200


def test_sixteen_clients_at_once_get_no_error_and_no_answer_of_another(server: Server) -> None:
    figures = {"新北区": "239件", "金坛区": "187件"}

    def ask(number: int) -> None:
        region, figure = list(figures.items())[number % len(figures)]
        with httpx.Client(base_url=server.url, timeout=START_SECONDS) as client:
            for answered in range(QUESTIONS):
                body = {"question": f"{region}2024年收到多少件行政复议申请？"}
                response = client.post("/v1/ask", json=body, headers={"X-Request-ID": f"{number}-{answered}"})
                assert response.status_code == 200, response.text
                assert response.headers["x-request-id"] == f"{number}-{answered}"
                assert figure in response.json()["answer"]
                assert {citation["region"][-3:] for citation in response.json()["citations"]} == {region}

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(ask, range(16)))


def test_told_to_stop_it_frees_its_folder(server: Server, encoder: Encoder) -> None:
    """The last of this module, after all that was done to the server above."""
    assert stop(server) in (0, -signal.SIGTERM)
    assert "Traceback" not in server.log.read_text()
    opened = open_with(encoder, server.home)
    with closing(opened.store):
        told = answer(AskRequest(question="新北区2024年收到多少件行政复议申请？"), opened)
    assert "239件" in told.answer


def test_a_free_port_is_listened_at() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert address_of(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}"
        with socket.create_connection(listener.getsockname(), timeout=5):
            pass


def test_a_port_in_use_is_told_at_once() -> None:
    with listen("127.0.0.1", 0) as listener, pytest.raises(AddressUnavailable, match=r"已被另一个程序占用.*--port"):
        listen("127.0.0.1", listener.getsockname()[1])


@pytest.mark.parametrize("host", ["192.0.2.1", "a..b"])  # not ours; no address at all
def test_an_address_that_cannot_be_ours_is_told(host: str) -> None:
    with pytest.raises(AddressUnavailable, match="无法在"):
        listen(host, 0)
