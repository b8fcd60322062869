"""LangChain's chat model: set up, asked, asked again, and its errors translated. Loaded at the first use: two seconds
and 60 MB that a service without a language model does not need."""

import logging
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import chain, islice
from typing import Any, cast
from urllib.parse import urlsplit

import httpx2
import openai
import structlog
from langchain_core.messages import AIMessageChunk
from langchain_openai import ChatOpenAI
from langsmith import tracing_context
from pydantic import SecretStr
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    sleep_using_event,
    stop_after_attempt,
    stop_before_delay,
    stop_when_event_set,
    wait_exponential_jitter,
)

from service.errors import LanguageModelError, LanguageModelUnavailable
from service.llm import faults
from service.llm.wire import CURRENT, Call, Wire

log = structlog.get_logger("service.llm")

ATTEMPTS = 3
WITHOUT_REASONING: Mapping[str, Mapping[str, object]] = {"api.deepseek.com": {"thinking": {"type": "disabled"}}}
"""By host: what keeps a model from reasoning first, where it would by default. That takes longer than a reader waits
and uses up the tokens of the answer; sent to others it may be refused."""

Chunks = Generator[AIMessageChunk, None, None]

# OPENAI_LOG=debug would write prompts into our log.
for library in ("openai", "langchain_openai", "httpx2", "httpcore2"):
    logging.getLogger(library).setLevel(logging.WARNING)


class Chat:
    """Safe to share between threads."""

    def __init__(self, model: str, wire: Wire) -> None:
        self._model = model
        self._chat = ChatOpenAI(
            model=model,
            base_url=wire.base_url,
            # The wire holds the real one; given here so that OPENAI_API_KEY is not taken.
            api_key=SecretStr("unused"),
            temperature=0,
            streaming=True,
            stream_usage=False,
            max_retries=0,
            timeout=wire.timeout,
            http_client=wire.client,
            http_async_client=httpx2.AsyncClient(trust_env=False),  # never used; else one for the proxies is made
            http_socket_options=(),
            use_responses_api=False,
        )
        self._extra = WITHOUT_REASONING.get(urlsplit(wire.base_url).hostname or "", {})

    def read(
        self, call: Call, system: str, user: str, answer_tokens: int, retry_seconds: float
    ) -> Generator[str, None, None]:
        """Pieces as they come; an empty one is a sign of life: the role, or reasoning. For a thread of its own.

        retry_seconds: in which the request may be made anew, before its first piece. Raises LanguageModelError.
        """
        CURRENT.set(call)
        messages = [("system", system), ("human", user)]
        # max_tokens, as LangChain would call it max_completion_tokens, which few endpoints know.
        extra = {**self._extra, "max_tokens": answer_tokens}
        # Whatever the environment says: a trace would hold the question and the paragraphs.
        with tracing_context(enabled=False):
            first, further = _retrying(call, retry_seconds)(self._begin, messages, extra)
            reason: str | None = None
            with closing(further), _translated(self._model):
                for chunk in chain(first, further):
                    yield chunk.text
                    if reason := chunk.response_metadata.get("finish_reason"):
                        break
        if cut := faults.of_ending(reason, call.closed):
            raise cut

    def _begin(
        self, messages: list[tuple[str, str]], extra: Mapping[str, object]
    ) -> tuple[list[AIMessageChunk], Chunks]:
        """The first chunk, up to which a request can be made anew, and the further ones."""
        with _translated(self._model):
            chunks = cast(Chunks, self._chat.stream(messages, extra_body=extra))
            return list(islice(chunks, 1)), chunks


def _retrying(call: Call, seconds: float) -> Retrying:
    backoff = wait_exponential_jitter(multiplier=0.5, max=4, jitter=0.5)

    def wait(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.retry_after if isinstance(error, LanguageModelUnavailable) else None
        return max(asked or 0.0, backoff(state))

    return Retrying(
        retry=retry_if_exception(lambda error: isinstance(error, LanguageModelUnavailable) and error.transient),
        # What an endpoint asks for and does not fit in here is not waited for at all.
        stop=stop_after_attempt(ATTEMPTS) | stop_before_delay(seconds) | stop_when_event_set(call.cancelled),
        wait=wait,
        sleep=sleep_using_event(call.cancelled),
        reraise=True,
    )


@contextmanager
def _translated(model: str) -> Iterator[None]:
    try:
        yield
    except LanguageModelError:
        raise
    except Exception as error:
        # Without the cause, whose words are the endpoint's and whose request holds key and prompt.
        raise fault_of(error, model) from None


def fault_of(error: Exception, model: str) -> LanguageModelError:
    """What an error of LangChain or openai is to the service: by its nearest ancestor in the table."""
    for ancestor in type(error).__mro__:
        if ancestor in _FAULTS:
            return _FAULTS[ancestor](error, model)
    # What they raise over a reply of another form has no common ancestor.
    log.warning("reply of the language model not understood", error=type(error).__name__)
    return faults.garbled()


def _refused(error: openai.APIStatusError, model: str) -> LanguageModelError:
    asked = faults.seconds_of(error.response.headers.get("Retry-After"))
    return faults.fault_of_status(error.status_code, f"{error.body} {error.message}", model, asked)


_FAULTS: Mapping[type, Callable[[Any, str], LanguageModelError]] = {
    openai.APIStatusError: _refused,
    openai.APITimeoutError: lambda _error, _model: LanguageModelUnavailable(faults.UNREACHABLE),
    openai.APIConnectionError: lambda _error, _model: faults.unreachable(),
    openai.APIError: lambda _error, _model: LanguageModelUnavailable(faults.FAILED_WITHIN),
}
