"""An application behind a real socket, for clients that speak HTTP themselves."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from time import monotonic, sleep

import uvicorn
from starlette.types import ASGIApp

START_SECONDS = 60


@contextmanager
def live(app: ASGIApp) -> Iterator[str]:
    """Its URL, while it is served by a thread of this process."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            deadline = monotonic() + START_SECONDS
            while not server.started:
                assert thread.is_alive()
                assert monotonic() < deadline
                sleep(0.01)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
