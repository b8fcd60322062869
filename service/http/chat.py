"""The OpenAI-compatible endpoints: their bodies to questions, and answers to their bodies."""

import re
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from time import time
from typing import Annotated, Any, NamedTuple
from uuid import uuid4

import structlog
from fastapi import APIRouter, Path, Response
from fastapi.exceptions import RequestValidationError
from fastapi.sse import format_sse_event
from pydantic import ValidationError

from service.ask.answer import answer, answer_events
from service.cited.markers import pieces
from service.contract import examples
from service.contract.answers import Answer, AskRequest, Delta, RequestedMode
from service.contract.chat import (
    CarriedCitations,
    ChatChoice,
    ChatChunk,
    ChatCompletion,
    ChatDelta,
    ChatReply,
    ChatRequest,
    ChunkChoice,
    LastChunk,
    ModelCard,
    ModelList,
    Outcome,
    Usage,
)
from service.contract.problems import Problem
from service.errors import NoLanguageModel, UnknownModel
from service.http import problems
from service.http.ask import Ready, problem_responses
from service.http.streaming import EventStream
from service.resources import Resources
from vectorstore.errors import FazhiError

# A marker may stand for all the sentences since the one before, which would be left without support.
_SUPPORTED = re.compile(r"\[\d+\][。！？；”’）」』]*$")


class Shortened:
    """Takes a text piece by piece and gives out what of it is kept."""

    def __init__(self, limit: int | None) -> None:
        """limit: in characters; the first sentence is kept however long it is. None: all is kept, as it comes."""
        self.kept = ""
        self.cut = False
        """Whether anything was left out."""
        self._limit = limit
        self._pending = ""

    def add(self, text: str) -> str:
        """The sentences that are whole by now and fit."""
        if self._limit is None:
            self.kept += text
            return text
        given = ""
        for piece in pieces(text):
            self._pending += piece
            if _SUPPORTED.search(piece):
                given += self.finish()
        return given

    def finish(self) -> str:
        """What has come since the last marker, if it fits: an abstention is one sentence without any."""
        sentence, self._pending = self._pending, ""
        if self.cut or not sentence:
            return ""
        if self.kept and self._limit is not None and len(self.kept) + len(sentence) > self._limit:
            self.cut = True
            return ""
        self.kept += sentence
        return sentence


HISTORY_MESSAGES = 20
"""As many as /v1/ask takes; a chat goes on for longer."""
DEFAULT_MODEL = "fazhi"
GENERATIVE_MODEL = "fazhi-generative"
MODES: dict[str, RequestedMode] = {
    DEFAULT_MODEL: "auto",
    "fazhi-extractive": "extractive",
    GENERATIVE_MODEL: "generative",
}
# A model has to have a date; these have none.
_CREATED = 0
_MARKER = re.compile(r"\[(\d+)\]")


class Frame(NamedTuple):
    """What every chunk of a completion repeats."""

    id: str
    created: int
    """Seconds since 1970."""
    model: str


def models(generates: bool) -> ModelList:
    """generates: whether a language model is configured."""
    names = (name for name in MODES if generates or name != GENERATIVE_MODEL)
    return ModelList(data=tuple(ModelCard(id=name, created=_CREATED) for name in names))


def model(name: str, generates: bool) -> ModelCard:
    """Raises UnknownModel."""
    offered = models(generates).data
    found = next((card for card in offered if card.id == name), None)
    if found is None:
        raise UnknownModel(f"没有模型“{name}”；可用的有 {'、'.join(card.id for card in offered)}。")
    return found


def mode_of(name: str, generates: bool) -> RequestedMode:
    """Raises UnknownModel, NoLanguageModel."""
    if name == GENERATIVE_MODEL and not generates:
        raise NoLanguageModel(f"没有配置语言模型，无法使用 {name}；请改用 {DEFAULT_MODEL} 或 fazhi-extractive。")
    return MODES[model(name, generates).id]


def asked(request: ChatRequest, mode: RequestedMode) -> AskRequest:
    """Raises pydantic's ValidationError where a message is no question or too long for a history: see faults."""
    *history, question = _taken(request)
    messages = request.messages
    return AskRequest.model_validate(
        {
            "question": messages[question].content,
            "history": tuple({"role": messages[i].role, "content": messages[i].content} for i in history),
            "mode": mode,
        }
    )


def faults(error: ValidationError, request: ChatRequest) -> list[dict[str, Any]]:
    """What asked found, each at its message in the request."""
    *history, question = _taken(request)
    found = []
    for fault in error.errors(include_url=False, include_input=False):
        field, *steps = fault["loc"]
        place = history[int(steps[0])] if field == "history" else question
        found.append({**fault, "loc": ("body", "messages", place, "content")})
    return found


def completion(answer: Answer, frame: Frame, request: ChatRequest) -> ChatCompletion:
    text = Shortened(_limit(request))
    text.add(answer.answer)
    text.finish()
    outcome = _outcome(answer, text)
    choice = ChatChoice(
        message=ChatReply(content=text.kept),
        finish_reason="length" if text.cut else "stop",
        logprobs=CarriedCitations(citations=outcome.citations),
    )
    return ChatCompletion(**frame._asdict(), **dict(outcome), choices=(choice,), usage=_usage(request, text.kept))


def chunks(events: Iterable[Delta | Answer], frame: Frame, request: ChatRequest) -> Iterator[ChatChunk]:
    """events: the pieces of the answer, then the answer. A chunk for each piece that is kept, as it comes."""
    yield _chunk(frame, ChatDelta(role="assistant", content=""))
    text = Shortened(_limit(request))
    for event in events:
        if sentence := text.finish() if isinstance(event, Answer) else text.add(event.text):
            yield _chunk(frame, ChatDelta(content=sentence))
        if isinstance(event, Answer):
            yield from _last_chunks(event, text, frame, request)


def _last_chunks(answer: Answer, text: Shortened, frame: Frame, request: ChatRequest) -> Iterator[LastChunk]:
    outcome = _outcome(answer, text)
    choice = ChunkChoice(
        delta=ChatDelta(),
        finish_reason="length" if text.cut else "stop",
        logprobs=CarriedCitations(citations=outcome.citations),
    )
    yield LastChunk(**frame._asdict(), **dict(outcome), choices=(choice,))
    if request.stream_options and request.stream_options.include_usage:
        yield LastChunk(**frame._asdict(), **dict(outcome), choices=(), usage=_usage(request, text.kept))


def _chunk(frame: Frame, delta: ChatDelta) -> ChatChunk:
    return ChatChunk(**frame._asdict(), choices=(ChunkChoice(delta=delta),))


def _taken(request: ChatRequest) -> list[int]:
    """The places of the messages that count: those of the history, and behind them the question's."""
    messages = request.messages
    question = max(i for i, message in enumerate(messages) if message.role == "user")
    history = [i for i in range(question) if messages[i].role in ("user", "assistant")]
    return [*history[-HISTORY_MESSAGES:], question]


def _limit(request: ChatRequest) -> int | None:
    return min((n for n in (request.max_tokens, request.max_completion_tokens) if n is not None), default=None)


def _outcome(answer: Answer, text: Shortened) -> Outcome:
    markers = {int(number) for number in _MARKER.findall(text.kept)}
    return Outcome(
        citations=tuple(found for found in answer.citations if found.n in markers) if text.cut else answer.citations,
        abstained=answer.abstained,
        reason=answer.reason,
        mode=answer.mode,
        warnings=answer.warnings,
    )


def _usage(request: ChatRequest, content: str) -> Usage:
    prompt = sum(len(request.messages[i].content) for i in _taken(request))
    return Usage(prompt_tokens=prompt, completion_tokens=len(content), total_tokens=prompt + len(content))


log = structlog.get_logger("service.http.chat")

router = APIRouter(prefix="/v1")

_CHAT_PATH = "/v1/chat/completions"


@router.get("/models", summary="List the models", responses=problem_responses(503))
def list_models(resources: Ready) -> ModelList:
    return models(_generates(resources))


@router.get("/models/{model}", summary="One model", responses=problem_responses(404, 422, 503))
def get_model(
    name: Annotated[str, Path(alias="model", max_length=200, examples=[DEFAULT_MODEL])], resources: Ready
) -> ModelCard:
    return model(name, _generates(resources))


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
    name = body.model or DEFAULT_MODEL
    mode = mode_of(name, _generates(resources))
    try:
        request = asked(body, mode)
    except ValidationError as error:
        raise RequestValidationError(faults(error, body)) from error
    log.debug("question", question=request.question)
    frame = Frame(id=f"chatcmpl-{uuid4().hex}", created=int(time()), model=name)
    if body.stream:
        return EventStream(_events(request, frame, body, resources))
    whole = completion(answer(request, resources), frame, body)
    return Response(whole.model_dump_json(), media_type="application/json")


def _events(request: AskRequest, frame: Frame, body: ChatRequest, resources: Resources) -> Generator[bytes, None, None]:
    """Chunks and the mark of the end, or an error: the status is out, so that it can only be told here."""
    try:
        with closing(answer_events(request, resources)) as events:
            for chunk in chunks(events, frame, body):
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
