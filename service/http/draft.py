"""Drafting over HTTP, thin: what it does is in draft/."""

from collections.abc import Generator, Mapping
from contextlib import closing
from urllib.parse import quote

from fastapi import APIRouter, Response

from service.contract import examples
from service.contract.draft import Draft, DraftProgress, DraftRequest, Format, RenderRequest
from service.draft.draft import draft, draft_events
from service.draft.files.rendering import draft_file
from service.errors import UnknownPlaceholder
from service.http.ask import Ready, problem_responses, server_sent
from service.http.streaming import EventStream

router = APIRouter(prefix="/v1")

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MARKDOWN = "text/markdown; charset=utf-8"

_FILES = {
    "text/markdown": {"schema": {"type": "string"}},
    WORD: {"schema": {"type": "string", "format": "binary"}},
}


@router.post(
    "/draft",
    response_model=Draft,
    summary="Draft next year's report",
    responses={
        200: {
            "content": {"text/event-stream": {"example": examples.DRAFT_STREAM}, **_FILES},
            "description": "The draft; a file where `format` says so; where `stream` is true as events: one progress a "
            "section, then done or error",
        },
        **problem_responses(404, 409, 413, 422, 503),
    },
)
def draft_report(body: DraftRequest, resources: Ready) -> Response:
    if not body.stream:
        whole = draft(body, resources)
        if body.format == "json":
            return Response(whole.model_dump_json(), media_type="application/json")
        return _file(whole, {}, body.format, body.clean)
    events = draft_events(body, resources)
    first = next(events)  # Here, while there is a status to tell an error with.
    return EventStream(server_sent(_from(first, events), {DraftProgress: "progress", Draft: "done"}))


@router.post(
    "/draft/render",
    summary="A draft as a file, with what was filled in",
    response_class=Response,
    responses={200: {"content": _FILES, "description": "The file"}, **problem_responses(413, 422)},
)
def render_draft(body: RenderRequest) -> Response:
    known = {placeholder.id for placeholder in body.draft.placeholders}
    if unknown := [one for one in body.filled if one not in known]:
        raise UnknownPlaceholder(unknown[0])
    return _file(body.draft, body.filled, body.format, body.clean)


def _from(
    first: DraftProgress | Draft, rest: Generator[DraftProgress | Draft, None, None]
) -> Generator[DraftProgress | Draft, None, None]:
    """Closed, it closes the rest: a language model may be at work."""
    with closing(rest):
        yield first
        yield from rest


def _file(whole: Draft, filled: Mapping[str, str], wanted: Format, clean: bool) -> Response:
    content = draft_file(whole, filled, wanted, clean)
    if wanted == "markdown":
        return Response(content, media_type=MARKDOWN)
    name = quote(f"{whole.title}（草稿）.docx")
    headers = {"Content-Disposition": f"attachment; filename=\"draft.docx\"; filename*=UTF-8''{name}"}
    return Response(content, media_type=WORD, headers=headers)
