"""Reading ahead in a thread, so that who waits for the next item never waits longer than it means to."""

from collections.abc import Callable, Generator
from contextlib import closing
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Generic, NamedTuple, TypeVar

Item = TypeVar("Item")

AHEAD = 64
"""Items: enough that the reader seldom waits, too few to hold a runaway source in memory."""
LOOK_SECONDS = 0.1
"""How often a reader that waits for room looks whether anybody still wants its items."""


class _End(NamedTuple):
    error: Exception | None


class Background(Generic[Item]):
    """One iteration in a daemon thread of its own: it may hang in a system call for longer than the process lives."""

    def __init__(self, source: Callable[[], Generator[Item, None, None]], finished: Callable[[], None]) -> None:
        """Starts at once. `finished` is called at the end of the thread, however it ended."""
        self._source = source
        self._finished = finished
        self._items: Queue[Item | _End] = Queue(AHEAD)
        self._unwanted = Event()
        try:
            Thread(target=self._run, name="read-ahead", daemon=True).start()
        except RuntimeError:  # No more threads.
            finished()
            raise

    def take(self, seconds: float) -> Item | None:
        """The next item, None after the last. Raises TimeoutError, and what the source raised."""
        try:
            item = self._items.get(timeout=max(seconds, 0.0))
        except Empty:
            raise TimeoutError from None
        if not isinstance(item, _End):
            return item
        if item.error is not None:
            raise item.error
        return None

    def stop(self) -> None:
        """Nothing more is taken: the source is closed as soon as its thread comes back to it."""
        self._unwanted.set()

    def _run(self) -> None:
        error: Exception | None = None
        try:
            with closing(self._source()) as items:
                for item in items:
                    if not self._put(item):
                        return
        except Exception as raised:
            error = raised
        finally:
            self._finished()
            self._put(_End(error))

    def _put(self, item: Item | _End) -> bool:
        while not self._unwanted.is_set():
            try:
                self._items.put(item, timeout=LOOK_SECONDS)
            except Full:
                continue
            return True
        return False
