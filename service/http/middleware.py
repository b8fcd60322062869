"""What every request passes: an id, a bound on its body, a log line, a measurement, and a net for unforeseen errors."""

import re
from collections.abc import Callable
from time import perf_counter
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.contract.problems import Problem
from service.http import problems
from service.http.metrics import Metrics

log = structlog.get_logger("service.requests")

REQUEST_ID_HEADER = "X-Request-ID"
# A client's id is taken over only where it can do no harm in a log line or a header.
_SANE_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}")
# Every ten seconds from probes and scrapers: no news.
_SILENT = {"/healthz", "/readyz", "/metrics"}


class RequestRecorder:
    """Outermost: gives each response its id, also where the application failed."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = perf_counter()
        status = 0
        request_id = _request_id(scope)

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID_HEADER] = request_id
            await send(message)

        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        try:
            await self.app(scope, receive, send_with_id)
        except Exception:
            log.exception("unforeseen error", method=scope["method"], path=scope["path"])
            if status:
                raise  # Half a response is out: only closing the connection tells the client.
            await send_problem(problems.internal(), scope, send_with_id)
        finally:
            seconds = perf_counter() - started
            route = getattr(scope.get("route"), "path", None)
            self.metrics.record(scope["method"], route, status, seconds)
            write = log.debug if route in _SILENT else log.info
            write(
                "request",
                method=scope["method"],
                path=scope["path"],
                status=status,
                milliseconds=round(seconds * 1000, 1),
            )


class BodyLimit:
    """Refuses a body that says it is too large before a byte of it is read, and others as soon as they are.

    Not FastAPI's own max_body_size, whose refusal is plain text.
    """

    def __init__(self, app: ASGIApp, limit: Callable[[str], int]) -> None:
        """`limit` gives the bytes allowed at a path."""
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self.limit(scope["path"])
        detail = f"请求体不得超过 {limit} 字节。"
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isdecimal() and int(announced) > limit:
            await send_problem(problems.make(problems.TOO_LARGE, detail), scope, send)
            return
        received = 0

        async def receive_within_limit() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise HTTPException(413, detail)
            return message

        await self.app(scope, receive_within_limit, send)


async def send_problem(problem: Problem, scope: Scope, send: Send) -> None:
    body = problems.body(problem, scope["path"]).encode()
    headers = [(b"content-type", problems.MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": problem.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _request_id(scope: Scope) -> str:
    given = Headers(scope=scope).get(REQUEST_ID_HEADER, "")
    return given if _SANE_ID.fullmatch(given) else uuid4().hex
