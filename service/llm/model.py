"""The language model as the service uses it: pieces of text within a time, and what is known of its state."""

import time
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING

import structlog

from service.errors import (
    LanguageModelBusy,
    LanguageModelCutOff,
    LanguageModelError,
    LanguageModelGarbled,
    LanguageModelMisconfigured,
    LanguageModelUnavailable,
)
from service.llm import faults
from service.llm.background import Background
from service.llm.readiness import Models, Probe, Readiness
from service.llm.text import VisibleText
from service.settings import Settings

if TYPE_CHECKING:
    from service.llm.chat import Chat
    from service.llm.wire import Call, Wire

log = structlog.get_logger("service.llm")

LONGEST_TEXT = 6000
"""Characters: an answer has some hundred, a section of a draft some thousand."""


SHARE_OF_THE_FIRST = 0.75
"""Of the time for a text, how much may pass before its first piece: 45 s of 60, in which a small model on two cores
reads a prompt of 2,500 tokens."""


@dataclass(frozen=True, slots=True)
class Patience:
    """In seconds. FAZHI_LLM_TIMEOUT bounds all of it together."""

    slot: float = 5.0
    """For another request to end, where as many as may run are running: a reader who waits longer would rather have
    the extracted answer."""
    retry: float = 8.0
    """In which a request may be made anew: what mends itself does so in seconds."""
    first_piece: float | None = None
    """None: SHARE_OF_THE_FIRST of FAZHI_LLM_TIMEOUT."""
    next_piece: float = 10.0
    """The slowest model that is of use writes a token a second."""
    probe: float = 2.0
    """For the list of models: a probe of readiness is asked again soon."""
    between_probes: float = 60.0


class LanguageModel:
    """Safe to share between threads."""

    def __init__(
        self, settings: Settings, patience: Patience | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Asks nobody and imports nothing. What is wrong with the settings is told at the first use.

        clock: in seconds; FAZHI_LLM_TIMEOUT is measured by it.
        """
        assert settings.llm_base_url is not None
        self.name = settings.llm_model or ""
        self.context_tokens = settings.llm_context
        self._base_url = settings.llm_base_url
        self._key = settings.llm_api_key
        self._seconds = settings.llm_timeout
        self._patience = patience or Patience()
        self._clock = clock
        self._first_piece = self._patience.first_piece or SHARE_OF_THE_FIRST * settings.llm_timeout
        self._slots = BoundedSemaphore(settings.llm_concurrency)
        self._making = Lock()
        self._wire: Wire | None = None
        self._chat: Chat | None = None
        self._state = Lock()
        self._used = False
        self._fault: str | None = None
        self._probe = Probe(self.name, self._models, self._patience.probe, self._patience.between_probes)
        key = self._key.get_secret_value() if self._key else None
        self._misconfiguration = faults.misconfiguration(self._base_url, settings.llm_model, key)

    def stream(self, system: str, user: str, answer_tokens: int) -> Generator[str, None, None]:
        """Pieces of text as they come; closing it early stops the request.

        Raises LanguageModelMisconfigured, LanguageModelUnavailable, LanguageModelGarbled, and LanguageModelCutOff where
        the text began and is not all there.
        """
        started = self._clock()
        characters = 0
        fault: LanguageModelError | None = None
        whole = False
        try:
            with closing(self._pieces(system, user, answer_tokens, started + self._seconds)) as pieces:
                for piece in pieces:
                    characters += len(piece)
                    yield piece
            whole = True
        except LanguageModelError as error:
            fault = error
            raise
        finally:
            self._remember(fault, well=whole or characters > 0)
            log.info(
                "language model called",
                model=self.name,
                seconds=round(self._clock() - started, 3),
                characters=characters,
                outcome=type(fault).__name__ if fault else "whole" if whole else "closed",
                detail=str(fault) if fault else None,
            )

    def fault(self) -> str | None:
        """The sentence of the last failure; None where the last use went well or there was none."""
        with self._state:
            return self._fault

    def readiness(self) -> Readiness:
        """As the last use went. Before the first one, what the settings show and, at most once a minute, the endpoint's
        list of models: it waits for that at most two seconds."""
        with self._state:
            if self._used:
                return Readiness("failing", self._fault) if self._fault else Readiness("ready")
        if self._misconfiguration:
            return Readiness("failing", self._misconfiguration)
        return self._probe.readiness()

    def _pieces(self, system: str, user: str, answer_tokens: int, deadline: float) -> Generator[str, None, None]:
        if self._misconfiguration:
            raise LanguageModelMisconfigured(self._misconfiguration)
        from service.llm.wire import Call  # noqa: PLC0415  # as _read

        if not self._slots.acquire(timeout=min(self._patience.slot, self._seconds)):
            raise LanguageModelBusy(faults.BUSY)
        call = Call()
        reading = Background(lambda: self._read(call, system, user, answer_tokens), self._slots.release)
        visible = VisibleText()
        characters = 0
        try:
            while True:
                item = self._take(reading, deadline, begun=characters > 0)
                text = visible.rest() if item is None else visible.add(item)
                shown = text[: LONGEST_TEXT - characters]
                if shown:
                    characters += len(shown)
                    yield shown
                if len(shown) < len(text):
                    raise LanguageModelCutOff(faults.TOO_MUCH, by_the_model=True)
                if item is None:
                    break
        except LanguageModelUnavailable:
            if characters:
                raise LanguageModelCutOff(faults.BROKEN) from None
            raise
        finally:
            reading.stop()
            call.abandon()
        if not characters:
            raise LanguageModelGarbled(faults.SILENT)

    def _take(self, reading: Background[str], deadline: float, begun: bool) -> str | None:
        remaining = deadline - self._clock()
        allowed = self._patience.next_piece if begun else self._first_piece
        try:
            return reading.take(min(remaining, allowed))
        except TimeoutError:
            raise faults.late(self._seconds if remaining <= allowed else allowed, begun) from None

    def _read(self, call: "Call", system: str, user: str, answer_tokens: int) -> Generator[str, None, None]:
        """In the reading thread, also what is loaded and made at the first use."""
        from service.llm.chat import Chat  # noqa: PLC0415  # two seconds of import

        wire = self._connected()
        with self._making:
            chat = self._chat = self._chat or Chat(self.name, wire)
        yield from chat.read(call, system, user, answer_tokens, self._patience.retry)

    def _models(self) -> Models:
        return self._connected().models()

    def _connected(self) -> "Wire":
        from service.llm.wire import Wire  # noqa: PLC0415  # as _read

        with self._making:
            # Who waits for a piece gives up first, and says so; the wire's own limit is for a thread left behind.
            wire = self._wire = self._wire or Wire(self._base_url, self._key, self._seconds)
        return wire

    def _remember(self, fault: LanguageModelError | None, well: bool) -> None:
        if (fault is None and not well) or isinstance(fault, LanguageModelBusy):
            return
        if isinstance(fault, LanguageModelCutOff) and fault.by_the_model:
            fault = None
        with self._state:
            self._used = True
            self._fault = str(fault) if fault else None


def language_model(settings: Settings) -> LanguageModel | None:
    """None where no endpoint is configured."""
    return None if settings.llm_base_url is None else LanguageModel(settings)
