"""The HTTP of a language model: what is sent to an endpoint and how much is read of it. The HTTP library of the openai
package is imported here only."""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from contextvars import ContextVar
from ipaddress import ip_address
from socket import SHUT_RDWR
from threading import Event, Lock
from typing import Any
from urllib.parse import urlsplit

import httpx2
from pydantic import SecretStr

from service.errors import LanguageModelMisconfigured
from service.llm import faults

CONNECT_SECONDS = 5.0
"""A host that has not taken a connection by then is down or behind a firewall."""
EVENT_BYTES = 100_000
"""One event, or a reply that is one JSON; an event of a token has some hundred bytes."""
REPLY_BYTES = 8_000_000
"""Of a whole stream: the longest answer takes 2 MB as events of a character each, and reasoning as much again."""
WORDS_BYTES = 20_000
"""How much of an error's body is looked at."""

_SENT = frozenset({"host", "accept", "content-type", "content-length", "connection"})
"""The rest that the openai package sends tells of this machine, or comes from other variables of its environment."""


class Call:
    """A request under way, which another thread can break off."""

    def __init__(self) -> None:
        self.cancelled = Event()
        self.closed = False
        """The endpoint said that its stream is at its end."""
        self._lock = Lock()
        self._stream: Any = None

    def trace(self, event: str, info: dict[str, Any]) -> None:
        """For httpcore: the connection is known here before there is any response."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            with self._lock:
                self._stream = info["return_value"]
            if self.cancelled.is_set():
                self.abandon()

    def abandon(self) -> None:
        """Wakes the thread that waits for the endpoint; closing would not."""
        self.cancelled.set()
        with self._lock, suppress(OSError):
            if self._stream is not None and (connection := self._stream.get_extra_info("socket")) is not None:
                connection.shutdown(SHUT_RDWR)


CURRENT: ContextVar[Call] = ContextVar("current_call")
"""Of the thread that makes a request."""


class Wire:
    def __init__(self, base_url: str, key: SecretStr | None, seconds: float) -> None:
        """seconds: the longest silence. Raises LanguageModelMisconfigured where the environment's proxies are of no
        use."""
        self.base_url = base_url.rstrip("/")
        self.timeout = httpx2.Timeout(seconds, connect=CONNECT_SECONDS)
        self._key = key
        try:
            self.client = httpx2.Client(
                timeout=self.timeout,
                # A proxy of the environment is not asked for this machine's own services.
                trust_env=not _is_loopback(base_url),
                # The prompt goes where it was meant to go, and nowhere else.
                follow_redirects=False,
                # One connection a request: the one that a call can break off.
                limits=httpx2.Limits(max_connections=None, max_keepalive_connections=0),
                event_hooks={"request": [self._send], "response": [self._receive]},
            )
        except (ImportError, OSError, ValueError, httpx2.InvalidURL):
            raise LanguageModelMisconfigured(faults.NO_CONNECTION) from None

    def models(self) -> tuple[int, frozenset[str]]:
        """The status of GET /models, and the names where they can be read. Raises LanguageModelUnavailable."""
        try:
            response = self.client.get(f"{self.base_url}/models")
        except httpx2.HTTPError:
            raise faults.unreachable() from None
        try:
            listed = response.json()["data"]
            return response.status_code, frozenset(str(model["id"]) for model in listed)
        except (ValueError, KeyError, TypeError):
            return response.status_code, frozenset()

    def _send(self, request: httpx2.Request) -> None:
        for name in set(request.headers) - _SENT:
            del request.headers[name]
        request.headers["User-Agent"] = "fazhi"
        request.headers["Accept-Encoding"] = "identity"  # else what is read cannot be counted
        if self._key is not None:
            request.headers["Authorization"] = f"Bearer {self._key.get_secret_value()}"
        if (call := CURRENT.get(None)) is not None:
            request.extensions["trace"] = call.trace

    def _receive(self, response: httpx2.Response) -> None:
        assert isinstance(response.stream, httpx2.SyncByteStream)
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        encoded = response.headers.get("Content-Encoding", "identity") != "identity"
        pieces: Iterable[bytes]
        if response.status_code != 200 or response.request.method != "POST":
            pieces = _beginning(response.stream)
        elif encoded or kind in ("text/html", "application/xml"):
            pieces = _nothing_of_use()
        elif kind == "application/json":
            pieces = _completion_as_events(response.stream)
        else:
            pieces = _events(response.stream, CURRENT.get(Call()))
        response.stream = _Body(response.stream, pieces)


class _Body(httpx2.SyncByteStream):
    def __init__(self, source: httpx2.SyncByteStream, pieces: Iterable[bytes]) -> None:
        self._source = source
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._pieces)

    def close(self) -> None:
        self._source.close()


def _events(source: Iterable[bytes], call: Call) -> Iterator[bytes]:
    """Raises LanguageModelGarbled where there is more than a model writes."""
    whole = line = 0
    tail = b""
    for data in source:
        whole += len(data)
        line += len(data)
        if b"\n" in data:
            line = len(data) - data.rindex(b"\n") - 1
        if line > EVENT_BYTES or whole > REPLY_BYTES:
            raise faults.garbled()
        tail = (tail + data)[-64:]
        call.closed = call.closed or b"[DONE]" in tail
        yield data


def _completion_as_events(source: Iterable[bytes]) -> Iterator[bytes]:
    """Some endpoints, and proxies before them, answer at once although a stream was asked for."""
    try:
        choice = json.loads(_read(source, EVENT_BYTES))["choices"][0]
        text, reason = choice["message"]["content"], choice["finish_reason"]
    except (ValueError, KeyError, IndexError, TypeError):
        raise faults.garbled() from None
    if not isinstance(text, str) or not isinstance(reason, str):
        raise faults.garbled()
    delta = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": reason}
    event = {"id": "", "object": "chat.completion.chunk", "created": 0, "model": "", "choices": [delta]}
    yield b"data: " + json.dumps(event).encode() + b"\n\n"


def _nothing_of_use() -> Iterator[bytes]:
    raise faults.garbled()
    yield b""


def _beginning(source: Iterable[bytes]) -> Iterator[bytes]:
    """Enough of a reply that is no text of a model."""
    read = 0
    for data in source:
        yield data[: WORDS_BYTES - read]
        read += len(data)
        if read >= WORDS_BYTES:
            return


def _read(source: Iterable[bytes], most: int) -> bytes:
    read = b""
    for data in source:
        read += data
        if len(read) > most:
            raise ValueError(f"more than {most} bytes")
    return read


def _is_loopback(base_url: str) -> bool:
    host = urlsplit(base_url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
