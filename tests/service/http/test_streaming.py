import threading
from collections.abc import Callable, Generator
from time import sleep

import httpx
import pytest
from hypothesis import given, strategies
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from service.cited.markers import pieces
from service.http.streaming import EventStream
from tests.service.live import live

CLOSING_SECONDS = 20
"""A blink on an idle machine; the rest is for a busy one."""


@given(strategies.text(alphabet="新北区2024年。！？；\n[]1”’）) .a") | strategies.text())
def test_the_pieces_joined_are_the_text(text: str) -> None:
    parts = list(pieces(text))
    assert "".join(parts) == text
    assert all(parts)


def test_a_sentence_keeps_its_markers() -> None:
    assert list(pieces("收到239件。[1][2]审结203件”。[3]\n完")) == ["收到239件。[1][2]", "审结203件”。[3]", "\n", "完"]


class Source:
    """Events until it is told to stop, and whether it was."""

    def __init__(self, pause: float, size: int = 10, count: int = 1_000_000) -> None:
        self.pause = pause
        self.size = size
        self.count = count
        self.closed = threading.Event()
        self.closed_by = ""
        self.given = 0

    def events(self) -> Generator[bytes, None, None]:
        try:
            for _ in range(self.count):
                yield b"data: " + b"x" * self.size + b"\n\n"
                self.given += 1
                sleep(self.pause)
        finally:
            self.closed_by = threading.current_thread().name
            self.closed.set()


def application(events: Callable[[], Generator[bytes, None, None]]) -> Starlette:
    def respond(_: Request) -> Response:
        return EventStream(events())

    return Starlette(routes=[Route("/", respond)])


@pytest.mark.parametrize(
    ("pause", "size"),
    [
        (0.05, 10),  # most of the time in the generator: a model at work
        (0, 100_000),  # most of the time in the socket: a client that reads slowly
    ],
)
def test_a_client_that_goes_away_ends_the_work(pause: float, size: int) -> None:
    source = Source(pause, size)
    with live(application(source.events)) as url, httpx.stream("GET", url, trust_env=False) as response:
        received = response.iter_bytes()  # kept: httpx closes the connection with an iterator that nobody holds
        assert next(received).startswith(b"data: x")
        assert not source.closed.is_set()
        response.close()
        assert source.closed.wait(CLOSING_SECONDS)
    assert source.given < source.count
    # Not in the thread of the event loop, where it would hold up the others.
    assert "worker" in source.closed_by.lower()


def test_a_stream_that_is_read_to_its_end_is_whole_and_closed() -> None:
    source = Source(pause=0, count=3)
    with TestClient(application(source.events)) as client:
        response = client.get("/")
    assert response.text == "data: xxxxxxxxxx\n\n" * 3
    assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"
    assert source.closed.is_set()


def test_an_error_of_the_generator_is_not_swallowed() -> None:
    def failing() -> Generator[bytes, None, None]:
        yield b"data: x\n\n"
        raise ZeroDivisionError

    with TestClient(application(failing)) as client, pytest.raises(ZeroDivisionError):
        client.get("/")
