"""The real service at a port of this machine. A test can hold its answers back, and let it die."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from time import monotonic

import anyio
import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

START_SECONDS = 60


class Gate:
    """In front of an application: while it is closed, an answer stops after its first sentence."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._opened = Event()
        self._opened.set()

    def close(self) -> None:
        self._opened.clear()

    def open(self) -> None:
        self._opened.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def gated(message: Message) -> None:
            await send(message)
            if b"event: delta" in message.get("body", b"") and not self._opened.is_set():
                await anyio.to_thread.run_sync(self._opened.wait)

        await self._app(scope, receive, gated)


@dataclass(frozen=True)
class Service:
    url: str
    gate: Gate
    _server: uvicorn.Server
    _loop: asyncio.AbstractEventLoop

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def die(self) -> None:
        """To its clients what a killed process is: no port, and every connection cut wherever it was."""
        cut = Event()

        def at_once() -> None:
            for listener in self._server.servers:
                listener.close()
            for connection in list(self._server.server_state.connections):
                connection.transport.abort()
            cut.set()

        self._loop.call_soon_threadsafe(at_once)
        assert cut.wait(START_SECONDS)


@contextmanager
def served(app: ASGIApp, *, port: int = 0, lifespan: bool = True) -> Iterator[Service]:
    """While a thread of this process serves it. Without its lifespan: another door to what is served already."""
    gate = Gate(app)
    with socket.create_server(("127.0.0.1", port)) as listener:
        config = uvicorn.Config(gate, log_config=None, access_log=False, lifespan="on" if lifespan else "off")
        server = uvicorn.Server(config)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        loop = asyncio.new_event_loop()
        thread = Thread(target=loop.run_until_complete, args=(server.serve([listener]),))
        thread.start()
        try:
            deadline = monotonic() + START_SECONDS
            while not server.started:
                assert thread.is_alive()
                assert monotonic() < deadline
                thread.join(0.01)
            yield Service(url, gate, server, loop)
        finally:
            gate.open()
            server.should_exit = True
            thread.join()
            loop.close()
