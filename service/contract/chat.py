"""The bodies of the OpenAI-compatible endpoints."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, JsonValue, StrictBool, StrictInt
from pydantic_core import PydanticCustomError

from service.contract import examples
from service.contract.answers import Citation, Mode, Reason
from service.contract.bodies import RequestBody, ResponseBody

FinishReason = Literal["stop", "length"]


def _joined_text(content: Any) -> Any:
    """Content may come in parts; those of text are joined by line breaks."""
    if not isinstance(content, list):
        return content
    texts = []
    for part in content:
        if not isinstance(part, dict) or part.get("type") != "text" or not isinstance(part.get("text"), str):
            raise PydanticCustomError("text_only", "Parts other than text")
        texts.append(part["text"])
    return "\n".join(texts)


def _only(*neutral: JsonValue) -> AfterValidator:
    """For a parameter that would change what comes back: only what asks for nothing is taken."""

    def validate(value: JsonValue) -> JsonValue:
        if value not in neutral:
            raise PydanticCustomError("not_offered", "Not offered here")
        return value

    return AfterValidator(validate)


def _holds_a_question(messages: tuple["ChatMessage", ...]) -> tuple["ChatMessage", ...]:
    if not any(message.role == "user" for message in messages):
        raise PydanticCustomError("no_question", "No message of the user")
    return messages


Ignored = JsonValue
"""Accepted, without effect."""
Absent = Annotated[JsonValue, _only(None, [], {})]
_LEFT_OUT = Field(exclude_if=lambda value: value is None)


class TextPart(RequestBody):
    type: Literal["text"]
    text: str


class ChatMessage(RequestBody):
    role: Literal["system", "developer", "user", "assistant"]
    """Messages of the system and the developer are ignored: what is answered from and how is not theirs to say."""
    content: Annotated[str, BeforeValidator(_joined_text, json_schema_input_type=str | list[TextPart])]
    name: Ignored = None
    refusal: Ignored = None
    annotations: Ignored = None
    audio: Absent = None
    function_call: Absent = None
    tool_calls: Absent = None


class StreamOptions(RequestBody):
    include_usage: StrictBool | None = None
    include_obfuscation: Ignored = None


class ChatRequest(RequestBody):
    model_config = ConfigDict(json_schema_extra={"examples": [examples.CHAT]})

    messages: Annotated[tuple[ChatMessage, ...], AfterValidator(_holds_a_question)]
    """The last one of the user is the question; up to 20 of the user and the assistant before it are its history."""
    model: Annotated[str, Field(max_length=200)] | None = None
    """One of GET /v1/models; `fazhi` where it is not given."""
    stream: StrictBool | None = None
    stream_options: StreamOptions | None = None
    max_tokens: Annotated[StrictInt, Field(ge=1)] | None = None
    """Characters. What is over is left out by whole sentences; the first one is always there."""
    max_completion_tokens: Annotated[StrictInt, Field(ge=1)] | None = None
    """As max_tokens; the smaller one counts."""

    audio: Absent = None
    function_call: Annotated[JsonValue, _only(None, "none", "auto")] = None
    functions: Absent = None
    logprobs: Annotated[JsonValue, _only(None, False)] = None
    modalities: Annotated[JsonValue, _only(None, ["text"])] = None
    moderation: Absent = None
    n: Annotated[JsonValue, _only(None, 1)] = None
    response_format: Annotated[JsonValue, _only(None, {"type": "text"})] = None
    tool_choice: Annotated[JsonValue, _only(None, "none", "auto")] = None
    tools: Absent = None
    top_logprobs: Annotated[JsonValue, _only(None, 0)] = None
    web_search_options: Annotated[JsonValue, _only(None)] = None

    frequency_penalty: Ignored = None
    logit_bias: Ignored = None
    metadata: Ignored = None
    parallel_tool_calls: Ignored = None
    prediction: Ignored = None
    presence_penalty: Ignored = None
    prompt_cache_key: Ignored = None
    prompt_cache_options: Ignored = None
    prompt_cache_retention: Ignored = None
    reasoning_effort: Ignored = None
    safety_identifier: Ignored = None
    seed: Ignored = None
    service_tier: Ignored = None
    stop: Ignored = None
    """Nothing is ever cut within a sentence."""
    store: Ignored = None
    temperature: Ignored = None
    top_p: Ignored = None
    user: Ignored = None
    verbosity: Ignored = None


class ModelCard(ResponseBody):
    id: str
    object: Literal["model"] = "model"
    created: int
    """Seconds since 1970."""
    owned_by: str = "fazhi"


class ModelList(ResponseBody):
    model_config = ConfigDict(json_schema_extra={"examples": [examples.MODELS]})

    object: Literal["list"] = "list"
    data: tuple[ModelCard, ...]


class ChatReply(ResponseBody):
    role: Literal["assistant"] = "assistant"
    content: str


class ChatDelta(ResponseBody):
    role: Annotated[Literal["assistant"] | None, _LEFT_OUT] = None
    content: Annotated[str | None, _LEFT_OUT] = None


class CarriedCitations(ResponseBody):
    """Where OpenAI has probabilities of tokens.

    LangChain's ChatOpenAI drops the members that it does not know, save within this one: it is the only place from
    which citations reach both its whole and its streamed messages.
    """

    content: None = None
    refusal: None = None
    citations: tuple[Citation, ...]


class ChatChoice(ResponseBody):
    index: Literal[0] = 0
    message: ChatReply
    finish_reason: FinishReason
    """`length` where max_tokens left sentences out."""
    logprobs: CarriedCitations
    """The citations once more, for clients that drop what stands beside `choices`."""


class ChunkChoice(ResponseBody):
    index: Literal[0] = 0
    delta: ChatDelta
    finish_reason: FinishReason | None = None
    logprobs: CarriedCitations | None = None


class Usage(ResponseBody):
    """A character counts as a token; models seldom take more for Chinese."""

    prompt_tokens: int
    """Of the question and of the history that was taken."""
    completion_tokens: int
    total_tokens: int


class Outcome(ResponseBody):
    """What stands beside the choices: of the answer, all but its text."""

    citations: tuple[Citation, ...]
    """Of the markers [n] in the content."""
    abstained: bool
    reason: Reason | None
    mode: Mode
    warnings: tuple[str, ...]


class ChatCompletion(Outcome):
    model_config = ConfigDict(json_schema_extra={"examples": [examples.COMPLETION]})

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    """Seconds since 1970."""
    model: str
    choices: tuple[ChatChoice]
    usage: Usage


class ChatChunk(ResponseBody):
    """The data of one event."""

    id: str
    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"
    created: int
    model: str
    choices: tuple[ChunkChoice, ...]


class LastChunk(ChatChunk, Outcome):
    """Ends the choice; with `include_usage` there is one more, without a choice."""

    usage: Annotated[Usage | None, _LEFT_OUT] = None
