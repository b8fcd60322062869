"""A chat endpoint on this machine that behaves as it is told: a real HTTP server in a thread.

with endpoint(status(500), says("收到复议申请239件[1]。")) as server:
    … server.base_url, server.requests
"""

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

MODEL = "small-model"
KEY = "sk-never-to-be-seen"
"""What the refusals below repeat, as some endpoints do."""
LONG = 3600.0
"""Seconds; the end of the test ends a wait as well."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How one request is answered."""

    pieces: Iterable[bytes] = ()
    status: int = 200
    content_type: str = "text/event-stream"
    headers: Mapping[str, str] = field(default_factory=dict)
    silence: float = 0.0
    """Seconds before the first byte of the response."""
    first: float = 0.0
    """Seconds between the headers and the first piece."""
    delay: float = 0.0
    """Seconds before each further piece."""
    ending: Literal["whole", "dropped", "open", "reset"] = "whole"
    """dropped: closed without the end of the body. open: nothing more comes. reset: before any byte of a response."""


@dataclass(frozen=True, slots=True)
class Received:
    path: str
    headers: Mapping[str, str]
    """Names in lower case."""
    body: Any
    """The JSON; None of a GET."""


Script = Callable[[Any], Behaviour]
"""From the body of a request."""


class Endpoint:
    def __init__(self, script: tuple[Behaviour | Script, ...], models: Behaviour) -> None:
        self.requests: list[Received] = []
        """For completions."""
        self.probes: list[Received] = []
        """For the list of models."""
        self.abandoned = threading.Event()
        """Set where a client hung up before it had everything."""
        self.stopping = threading.Event()
        self._script = script
        self._models = models
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def behaviour(self, received: Received) -> Behaviour:
        with self._lock:
            if received.body is None:
                self.probes.append(received)
                return self._models
            self.requests.append(received)
            step = self._script[min(len(self.requests), len(self._script)) - 1]
        return step if isinstance(step, Behaviour) else step(received.body)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def endpoint(*script: Behaviour | Script, models: Behaviour | None = None) -> Iterator[Endpoint]:
    """One behaviour a request, the last for all further ones; a function of the body stands for any of them."""
    server = Endpoint(script or (says("好。"),), models or lists_models())
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def refusing() -> Iterator[str]:
    """The base URL of a port where nobody listens, and nobody else can in the meantime."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/v1"


# What an endpoint can do. Times are in seconds.


def says(
    text: str,
    *,
    size: int = 4,
    silence: float = 0.0,
    first: float = 0.0,
    delay: float = 0.0,
    reasoning: str = "",
    finish: str | None = "stop",
    done: bool = True,
) -> Behaviour:
    """A stream of pieces of `size` characters. finish None, done False: the stream just ends."""
    events = [_event({"reasoning_content": part}) for part in _cut(reasoning, size)]
    events += [_event({"content": part}) for part in _cut(text, size)]
    if finish is not None:
        events.append(_event({}, finish))
    if done:
        events.append(b"data: [DONE]\n\n")
    return Behaviour(events, silence=silence, first=first, delay=delay)


def says_at_once(text: str) -> Behaviour:
    """Plain JSON, though a stream was asked for."""
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return _json({"id": "chat-1", "object": "chat.completion", "created": 0, "model": MODEL, "choices": [choice]})


def stops_half_way(text: str, *, ending: Literal["dropped", "open"] = "dropped", size: int = 4) -> Behaviour:
    """Some text, then the connection breaks, or hangs."""
    return Behaviour([_event({"content": part}) for part in _cut(text, size)], ending=ending)


def hangs() -> Behaviour:
    """Takes the request and never says anything."""
    return Behaviour(silence=LONG)


def hangs_after_the_headers() -> Behaviour:
    return Behaviour(ending="open")


def slow_tokens(text: str, delay: float = 60.0) -> Behaviour:
    return says(text, size=1, delay=delay)


def resets() -> Behaviour:
    return Behaviour(ending="reset")


def status(code: int, *, retry_after: str | None = None, message: str = f"no: {KEY}", error: str = "") -> Behaviour:
    """error: the code of an OpenAI error body."""
    body = {"error": {"message": message, "type": "error", "code": error or None}}
    return _json(body, code, {} if retry_after is None else {"Retry-After": retry_after})


def wrong_key() -> Behaviour:
    return status(401, message=f"Incorrect API key provided: {KEY}", error="invalid_api_key")


def unknown_model(code: int = 404) -> Behaviour:
    return status(code, message="The model does not exist", error="model_not_found")


def fails_within_the_stream(text: str = "") -> Behaviour:
    """Status 200, and the error as an event."""
    events = [_event({"content": part}) for part in _cut(text, 4)]
    return Behaviour([*events, _data({"error": {"message": f"overloaded {KEY}", "type": "server_error"}})])


def wrong_json() -> Behaviour:
    return Behaviour([b'data: {"choices": [{"delta": {"content": "\xe5\x85\xb1"\n\n', b"data: [DONE]\n\n"])


def other_json() -> Behaviour:
    """An event stream of JSON that is no completion."""
    return Behaviour([b'data: {"jsonrpc": "2.0", "result": 42}\n\n', b"data: [DONE]\n\n"])


def a_web_page() -> Behaviour:
    return Behaviour([b"<!doctype html><title>portal</title>"], content_type="text/html; charset=utf-8")


def ten_megabytes() -> Behaviour:
    """In small pieces, never at its end by itself."""
    return says("审结239件。" * 1_500_000, size=2000)


def one_huge_piece() -> Behaviour:
    return says("审" * 3_400_000, size=3_400_000)


def english() -> Behaviour:
    return says("In 2024 the district received 239 applications [1]. That is a lot [1].")


def repeats_itself() -> Behaviour:
    return says("收到行政复议申请239件[1]。" * 2000, size=200)


def lists_models(*names: str) -> Behaviour:
    return _json({"object": "list", "data": [{"id": name, "object": "model"} for name in names or (MODEL,)]})


def _cut(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]


def _event(delta: Mapping[str, str], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return _data({"id": "1", "object": "chat.completion.chunk", "created": 0, "model": MODEL, "choices": [choice]})


def _data(value: Any) -> bytes:
    return b"data: " + json.dumps(value, ensure_ascii=False).encode() + b"\n\n"


def _json(value: Any, code: int = 200, headers: Mapping[str, str] | None = None) -> Behaviour:
    return Behaviour([json.dumps(value, ensure_ascii=False).encode()], code, "application/json", headers or {})


def _handler(server: Endpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def _answer(self, body: Any) -> None:
            self.close_connection = True
            headers = {name.lower(): value for name, value in self.headers.items()}
            behaviour = server.behaviour(Received(self.path, headers, body))
            if behaviour.ending == "reset":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
                return
            try:
                self._send(behaviour)
            except OSError:
                server.abandoned.set()

        def _send(self, behaviour: Behaviour) -> None:
            self._wait(behaviour.silence)
            self.send_response(behaviour.status)
            extra = {"Content-Type": behaviour.content_type, "Transfer-Encoding": "chunked", "Connection": "close"}
            for name, value in {**extra, **behaviour.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            pause = behaviour.first
            for piece in behaviour.pieces:
                self._wait(pause)
                self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
                pause = behaviour.delay
            if behaviour.ending == "open":
                self._wait(LONG)
            elif behaviour.ending == "whole":
                self.wfile.write(b"0\r\n\r\n")

        def _wait(self, seconds: float) -> None:
            """Raises OSError where the client hangs up, or the test is over."""
            if seconds <= 0:
                return
            self.connection.settimeout(0.02)
            waited = threading.Event()
            timer = threading.Timer(seconds, waited.set)
            timer.daemon = True
            timer.start()
            try:
                while not waited.is_set():
                    if server.stopping.is_set():
                        raise ConnectionAbortedError
                    try:
                        if not self.connection.recv(1, socket.MSG_PEEK):
                            raise ConnectionResetError
                    except TimeoutError:
                        continue
            finally:
                timer.cancel()
                self.connection.settimeout(None)

        def log_message(self, format: str, *values: Any) -> None:  # noqa: A002  # the base class's name
            """Silent: a test shows what it needs."""

    return Handler
