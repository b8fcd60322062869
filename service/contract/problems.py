"""The HTTP bodies of errors, RFC 9457."""

from pydantic import ConfigDict

from service.contract import examples
from service.contract.bodies import ResponseBody


class FieldProblem(ResponseBody):
    field: str
    """Where in the request, e.g. scope.years.0."""
    detail: str


class OpenAIError(ResponseBody):
    """A problem in the words of OpenAI's interface: its clients show nothing else of an error body."""

    message: str
    type: str
    param: str | None
    """The first field at fault."""
    code: str


class Problem(ResponseBody):
    """An error body, RFC 9457."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.PROBLEM]})

    type: str
    title: str
    status: int
    detail: str
    errors: tuple[FieldProblem, ...] | None = None
    report_id: str | None = None
    """The report that is in the way, where one is."""
    error: OpenAIError | None = None
    """At the OpenAI-compatible endpoints."""
