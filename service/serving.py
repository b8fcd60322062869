"""Serving: one process that holds the collection, or several that share a Chroma server."""

import socket
from collections.abc import Callable
from contextlib import closing
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess

from service.app import create_app, warm_up
from service.listening import address_of
from service.logs import configure_logs
from service.resources import open_resources
from service.settings import Settings
from service.terminal import holdings
from vectorstore.store import open_catalog


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
