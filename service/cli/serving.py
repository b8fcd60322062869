"""Serving: one process that holds the collection, or several that share a Chroma server."""

import errno
import socket
from collections.abc import Callable
from contextlib import closing
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess

from service.app import create_app, warm_up
from service.cli.terminal import holdings
from service.errors import AddressUnavailable
from service.http.logs import configure_logs
from service.settings import Settings
from service.wiring import open_resources
from vectorstore.store import open_catalog

BACKLOG = 2048


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Listening at once, not only bound: two starts at the same time cannot both succeed.

    Raises AddressUnavailable.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(BACKLOG)
        except BaseException:
            listener.close()
            raise
    except (OSError, OverflowError, UnicodeError) as error:
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            message = f"{host}:{port} 已被另一个程序占用，请用 --port 换一个端口，或先停止那个程序。"
        else:
            message = f"无法在 {host}:{port} 上监听：{getattr(error, 'strerror', None) or error}。"
        raise AddressUnavailable(message) from error
    return listener


def address_of(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def run(settings: Settings, listener: socket.socket, workers: int, announce: Callable[[str], None]) -> None:
    """Until it is told to stop. Raises what open_resources raises, before the first request is taken."""
    configure_logs(settings.log_level)
    options: dict[str, Any] = {"log_config": None, "access_log": False, "workers": workers}
    if workers == 1:
        resources = open_resources(settings)
        with closing(resources.store):
            warm_up(resources)
            announce(f"fazhi 在 {address_of(listener)} 提供服务；{holdings(resources.store.catalog.reports())}")
            uvicorn.Server(uvicorn.Config(create_app(resources), **options)).run(sockets=[listener])
    else:
        with closing(open_catalog(settings.home, settings.database_url)) as catalog:
            held = holdings(catalog.reports())
        announce(f"fazhi 在 {address_of(listener)} 以 {workers} 个工作进程提供服务；{held}")
        config = uvicorn.Config("service.app:from_environment", factory=True, **options)
        Multiprocess(config, sockets=[listener]).run()
