"""An answer in pieces, for a client that shows it as it comes."""

from collections.abc import Generator

from anyio import CancelScope
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send


class EventStream(StreamingResponse):
    """Server-sent events from a generator that runs in the threadpool and is closed with the response.

    Starlette leaves the closing to garbage collection: a client that goes away would keep a language model at work.
    """

    media_type = "text/event-stream"

    def __init__(self, events: Generator[bytes, None, None]) -> None:
        # A proxy must neither keep the events nor hold them back.
        super().__init__(events, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        self._events = events

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            # No thread runs the generator any more: starlette waits for the one that does before it is cancelled.
            with CancelScope(shield=True):
                await run_in_threadpool(self._events.close)
