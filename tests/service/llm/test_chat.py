"""What an error of the libraries means to the service: by its class."""

import httpx2
import openai
import pytest

from service.errors import (
    LanguageModelError,
    LanguageModelGarbled,
    LanguageModelMisconfigured,
    LanguageModelUnavailable,
)
from service.llm.chat import fault_of
from service.llm.faults import FAILED_WITHIN, GARBLED, UNREACHABLE

REQUEST = httpx2.Request("POST", "http://127.0.0.1:1/v1/chat/completions")


def refusal(kind: type[openai.APIStatusError], status: int, **headers: str) -> openai.APIStatusError:
    response = httpx2.Response(status, headers=headers, request=REQUEST)
    return kind("a word of the endpoint", response=response, body=None)


@pytest.mark.parametrize(
    ("error", "meaning", "words", "transient"),
    [
        (refusal(openai.AuthenticationError, 401), LanguageModelMisconfigured, "FAZHI_LLM_API_KEY", False),
        (refusal(openai.NotFoundError, 404), LanguageModelMisconfigured, "FAZHI_LLM_BASE_URL", False),
        (refusal(openai.RateLimitError, 429), LanguageModelUnavailable, "HTTP 429", True),
        (refusal(openai.InternalServerError, 500), LanguageModelUnavailable, "HTTP 500", True),
        (openai.APITimeoutError(REQUEST), LanguageModelUnavailable, UNREACHABLE, False),  # a connection error too
        (openai.APIConnectionError(request=REQUEST), LanguageModelUnavailable, UNREACHABLE, True),
        (openai.APIError("failed", REQUEST, body=None), LanguageModelUnavailable, FAILED_WITHIN, False),
        (KeyError("choices"), LanguageModelGarbled, GARBLED, False),
    ],
)
def test_an_error_has_the_meaning_of_its_class(
    error: Exception, meaning: type[LanguageModelError], words: str, transient: bool
) -> None:
    told = fault_of(error, "qwen-plus")
    assert type(told) is meaning
    assert words in str(told)
    assert "a word of the endpoint" not in str(told)
    assert getattr(told, "transient", False) is transient


def test_what_an_endpoint_asks_to_wait_is_kept() -> None:
    told = fault_of(refusal(openai.RateLimitError, 429, **{"Retry-After": "7"}), "qwen-plus")
    assert isinstance(told, LanguageModelUnavailable)
    assert told.retry_after == 7
