"""The HTTP bodies of asking. Requests refuse what they do not know; responses are frozen."""

from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field, StrictBool

from service.contract import examples
from service.contract.bodies import RequestBody, ResponseBody, ScopeBody, not_blank

Mode = Literal["extractive", "generative"]
RequestedMode = Literal["auto", "extractive", "generative"]
Reason = Literal["unknown_region", "year_not_covered", "not_reported", "off_topic"]
Verdict = Literal["supported", "removed"]


class Message(RequestBody):
    role: Literal["user", "assistant"]
    content: Annotated[str, Field(max_length=20_000)]


class AskRequest(RequestBody):
    model_config = ConfigDict(json_schema_extra={"examples": [examples.ASK]})

    question: Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(not_blank)]
    history: Annotated[tuple[Message, ...], Field(max_length=20)] = ()
    scope: ScopeBody | None = None
    mode: RequestedMode = "auto"
    stream: StrictBool = False


class Citation(ResponseBody):
    n: int
    """The marker [n] in the text, from 1."""
    paragraph_id: str
    report_id: str
    title: str
    region: str
    """Full name, e.g. 江苏省常州市新北区."""
    year: int
    """The year reported on, not the year of publication."""
    path: tuple[str, ...]
    text: str
    """The whole paragraph as published."""
    quote: str
    """A substring of text: text[start:end]."""
    start: int
    end: int


class Claim(ResponseBody):
    text: str
    citations: tuple[int, ...]
    verdict: Verdict
    why: str | None = None


class Timings(ResponseBody):
    """In milliseconds."""

    retrieval_ms: float
    generation_ms: float
    total_ms: float


class Answer(ResponseBody):
    model_config = ConfigDict(json_schema_extra={"examples": [examples.ANSWER, examples.ABSTENTION]})

    id: str
    answer: str
    abstained: bool
    reason: Reason | None
    mode: Mode
    citations: tuple[Citation, ...]
    claims: tuple[Claim, ...]
    warnings: tuple[str, ...]
    timings: Timings


class Delta(ResponseBody):
    """The data of `event: delta`."""

    text: str
