"""Whether an endpoint can be used, before it was: its list of models tells a wrong key before the first question."""

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from threading import Lock
from typing import Literal

from service.errors import LanguageModelError
from service.llm import faults
from service.llm.background import Background

Models = tuple[int, frozenset[str]]
"""The status of GET /models, and the names."""


@dataclass(frozen=True, slots=True)
class Readiness:
    status: Literal["ready", "unverified", "failing"]
    detail: str | None = None
    """A sentence for the user."""


class Probe:
    """Asks now and then, and in between tells what was found. Safe to share between threads."""

    def __init__(self, model: str, ask: Callable[[], Models], seconds: float, between: float) -> None:
        """seconds: the longest that one waits. between: from one time of asking to the next."""
        self._model = model
        self._ask = ask
        self._seconds = seconds
        self._between = between
        self._asking = Lock()
        self._asked_at: float | None = None
        self._found = Readiness("unverified")

    def readiness(self) -> Readiness:
        # Who comes while another one asks is told what was known before.
        if self._asking.acquire(blocking=False):
            try:
                now = time.monotonic()
                if self._asked_at is None or now - self._asked_at >= self._between:
                    self._asked_at = now
                    self._found = self._look()
            finally:
                self._asking.release()
        return self._found

    def _look(self) -> Readiness:
        def ask() -> Generator[Models, None, None]:
            yield self._ask()

        asking = Background(ask, finished=lambda: None)
        try:
            answer = asking.take(self._seconds)
        except TimeoutError:
            return Readiness("unverified")
        except LanguageModelError as error:
            return Readiness("failing", str(error))
        finally:
            asking.stop()
        assert answer is not None
        status, names = answer
        if status in (401, 403):
            return Readiness("failing", str(faults.fault_of_status(status, "", self._model)))
        if self._model in names:
            return Readiness("ready")
        return Readiness("unverified", f"语言模型服务的模型列表中没有“{self._model}”。" if names else None)
