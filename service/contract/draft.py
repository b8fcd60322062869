"""The HTTP bodies of drafting."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from service.contract import examples
from service.contract.answers import Citation, Claim, Mode, RequestedMode
from service.contract.bodies import Name, RequestBody, ResponseBody, Year, nothing_is_empty
from vectorstore.types import Part

Format = Literal["json", "markdown", "docx"]
FRONT = "前言"
"""The heading, of level 0, of what stands before the first heading."""
CLOSING = "落款"
"""The same of what stands after the last."""


class DraftRequest(RequestBody):
    model_config = ConfigDict(json_schema_extra={"examples": [examples.DRAFT]})

    region: Name
    """Full or short name, or GB/T 2260 code."""
    year: Year
    """To be reported on; the region's latest report before it is the basis."""
    sections: Annotated[tuple[Name, ...], Field(max_length=50), BeforeValidator(nothing_is_empty)] = ()
    """Headings, or the caller's own words for them; without any, the whole report."""
    mode: RequestedMode = "auto"
    format: Format = "json"
    clean: StrictBool = False
    """Of markdown and docx: without markers and sources."""
    stream: StrictBool = False
    """Of json: events, one a section, then the whole."""

    @model_validator(mode="after")
    def _only_json_is_streamed(self) -> Self:
        if self.stream and self.format != "json":
            raise PydanticCustomError("stream_of_a_file", "Only json can be streamed")
        return self


class DraftParagraph(ResponseBody):
    text: str
    """With its placeholders' tokens and its markers."""
    citations: tuple[int, ...]
    claims: tuple[Claim, ...]
    """Of each sentence what it carries over from last year; of removed ones why."""


class DraftSection(ResponseBody):
    heading: str
    level: int
    """From 1; 0 for 前言 and 落款, which are no headings of the report."""
    part: Part
    run_in: bool
    """The first paragraph goes on in the heading's line."""
    paragraphs: tuple[DraftParagraph, ...]


class Previous(ResponseBody):
    value: str
    """As printed in the cited paragraph: a figure without its unit, or the words that told it."""
    year: int
    citation: int


class Placeholder(ResponseBody):
    id: str
    token: str
    """As it stands in the text, once: 【待填：…】."""
    indicator: str
    unit: str
    """Empty where words are to be filled in."""
    section: str
    """The heading."""
    department: str | None
    """Who usually knows."""
    previous: Previous | None


class Commitment(ResponseBody):
    text: str
    """As printed in last year's plan."""
    citation: int
    section: str
    """The heading under which it is reported on."""
    placeholder: str
    """The id of what is to be filled in about it."""


class BorrowedPractice(ResponseBody):
    """What another district did on a section's matter: never this district's own."""

    section: str
    region: str
    year: int
    text: str
    """As printed."""
    citation: int


class Draft(ResponseBody):
    model_config = ConfigDict(json_schema_extra={"examples": [examples.DRAFTED]})

    id: str
    title: str
    region: str
    year: int
    based_on: tuple[str, ...]
    sections: tuple[DraftSection, ...]
    placeholders: tuple[Placeholder, ...]
    """In the order of the text."""
    commitments: tuple[Commitment, ...]
    practices: tuple[BorrowedPractice, ...]
    citations: tuple[Citation, ...]
    warnings: tuple[str, ...]
    mode: Mode


class DraftProgress(ResponseBody):
    """The data of `event: progress`: a section is done."""

    section: str
    done: int
    total: int


class RenderRequest(RequestBody):
    """A draft as /v1/draft gave it, and what was filled in since."""

    draft: Draft
    filled: Annotated[dict[str, Annotated[str, Field(max_length=5000)]], Field(default_factory=dict)]
    """By placeholder id; what is left out or blank stays open."""
    format: Literal["markdown", "docx"] = "docx"
    clean: StrictBool = False
