"""The OpenAI-compatible endpoints, thin: what they do is in chat.py."""

from collections.abc import Generator
from contextlib import closing
from time import time
from typing import Annotated
from uuid import uuid4

import structlog
from fastapi import APIRouter, Path, Response
from fastapi.exceptions import RequestValidationError
from fastapi.sse import format_sse_event
from pydantic import ValidationError

from service import chat, examples, problems
from service.answer import answer, answer_events
from service.chat_types import ChatCompletion, ChatRequest, ModelCard, ModelList
from service.resources import Resources
from service.routes import Ready, problem_responses
from service.streaming import EventStream
from service.types import AskRequest, Problem
from vectorstore.errors import FazhiError

log = structlog.get_logger("service.chat")

router = APIRouter(prefix="/v1")

_CHAT_PATH = "/v1/chat/completions"


@router.get("/models", summary="List the models", responses=problem_responses(503))
def list_models(resources: Ready) -> ModelList:
    return chat.models(_generates(resources))


@router.get("/models/{model}", summary="One model", responses=problem_responses(404, 422, 503))
def get_model(
    model: Annotated[str, Path(max_length=200, examples=[chat.DEFAULT_MODEL])], resources: Ready
) -> ModelCard:
    return chat.model(model, _generates(resources))


@router.post(
    "/chat/completions",
    response_model=ChatCompletion,
    summary="Answer the last question of a chat",
    responses={
        200: {
            "content": {"text/event-stream": {"example": examples.CHAT_STREAM}},
            "description": "The answer; where `stream` is true in chunks, of which the last one holds the citations",
        },
        **problem_responses(404, 409, 413, 422, 503),
    },
)
def complete_chat(body: ChatRequest, resources: Ready) -> Response:
    name = body.model or chat.DEFAULT_MODEL
    mode = chat.mode_of(name, _generates(resources))
    try:
        request = chat.asked(body, mode)
    except ValidationError as error:
        raise RequestValidationError(chat.faults(error, body)) from error
    log.debug("question", question=request.question)
    frame = chat.Frame(id=f"chatcmpl-{uuid4().hex}", created=int(time()), model=name)
    if body.stream:
        return EventStream(_events(request, frame, body, resources))
    completion = chat.completion(answer(request, resources), frame, body)
    return Response(completion.model_dump_json(), media_type="application/json")


def _events(
    request: AskRequest, frame: chat.Frame, body: ChatRequest, resources: Resources
) -> Generator[bytes, None, None]:
    """Chunks and the mark of the end, or an error: the status is out, so that it can only be told here."""
    try:
        with closing(answer_events(request, resources)) as events:
            for chunk in chat.chunks(events, frame, body):
                yield format_sse_event(data_str=chunk.model_dump_json())
        yield format_sse_event(data_str="[DONE]")
    except FazhiError as error:
        log.warning("answer failed", error=type(error).__name__, detail=str(error))
        yield _error(problems.of_error(error))
    except Exception:
        log.exception("unforeseen error")
        yield _error(problems.internal())


def _error(problem: Problem) -> bytes:
    """An event at which OpenAI's clients raise."""
    return format_sse_event(data_str=problems.body(problem, _CHAT_PATH))


def _generates(resources: Resources) -> bool:
    return resources.language_model is not None
