"""The endpoints, thin: what they do is done elsewhere."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Depends, Form, HTTPException, Path, Query, Request, Response, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event
from pydantic import Field

from service import examples, problems, reports
from service.answer import answer
from service.errors import NoLanguageModel
from service.resources import Resources
from service.streaming import pieces
from service.types import (
    Answer,
    AskRequest,
    Delta,
    Problem,
    ReportBody,
    ReportDetail,
    ReportPage,
    ReportQuery,
    RequestBody,
)
from vectorstore.errors import FazhiError

log = structlog.get_logger("service.routes")

router = APIRouter(prefix="/v1")


class ReportUpload(RequestBody):
    """Here rather than in types.py: an uploaded file is a thing of FastAPI."""

    file: UploadFile
    """The report: a text file in UTF-8, GB18030 or UTF-16."""
    region: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    """Full name or GB/T 2260 code, where the text does not tell it."""
    year: Annotated[int, Field(ge=1, le=9999)] | None = None
    """The year reported on, where the text does not tell it."""
    replace: bool = False
    """Take the place of another report of that region and year."""


def _resources(request: Request) -> Resources:
    """Raises NotReady, or what kept the collection from being opened."""
    resources: Resources = request.app.state.collection.resources()
    return resources


Ready = Annotated[Resources, Depends(_resources)]
ReportId = Annotated[str, Path(max_length=100, examples=[examples.REPORT["report_id"]])]


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    return {status: {"model": Problem} for status in statuses}


@router.post(
    "/ask",
    response_model=Answer,
    summary="Ask a question",
    responses={
        200: {
            "content": {"text/event-stream": {"example": examples.STREAM}},
            "description": "The answer; where `stream` is true as events: delta, then done or error",
        },
        **_problems(409, 413, 422, 503),
    },
)
def ask(body: AskRequest, resources: Ready) -> Response:
    log.debug("question", question=body.question)
    if body.mode == "generative":
        raise NoLanguageModel  # Here, while there is a status to tell it with.
    if body.stream:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(_events(body, resources), media_type="text/event-stream", headers=headers)
    return Response(answer(body, resources).model_dump_json(), media_type="application/json")


def _events(body: AskRequest, resources: Resources) -> Iterator[bytes]:
    """Deltas, then one done or one error: the status is out, so that an error can only be told here."""
    try:
        result = answer(body, resources)
        for piece in pieces(result.answer):
            yield format_sse_event(event="delta", data_str=Delta(text=piece).model_dump_json())
        yield format_sse_event(event="done", data_str=result.model_dump_json())
    except FazhiError as error:
        log.warning("answer failed", error=type(error).__name__, detail=str(error))
        yield format_sse_event(event="error", data_str=problems.body(problems.of_error(error)))
    except Exception:
        log.exception("unforeseen error")
        yield format_sse_event(event="error", data_str=problems.body(problems.internal()))


def _multipart_only(request: Request) -> None:
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise HTTPException(415, "请以 multipart/form-data 上传文件，字段名为 file。")


@router.post(
    "/reports",
    status_code=201,
    response_model=ReportBody,
    summary="Add a report",
    dependencies=[Depends(_multipart_only)],
    responses={
        200: {"model": ReportBody, "description": "The same bytes were there already"},
        **_problems(409, 413, 415, 422, 503, 507),
    },
)
async def add_report(
    request: Request,
    form: Annotated[ReportUpload, Form(media_type="multipart/form-data")],
    resources: Ready,
    replace: Annotated[bool, Query(description="As the form's field")] = False,
) -> Response:
    source = PurePath((form.file.filename or "").replace("\\", "/")).name or "upload.txt"
    # One at a time: waiting here holds neither a thread that answers questions nor a file in memory.
    async with request.app.state.writing:
        data = await form.file.read()
        added = await run_in_threadpool(
            reports.add, data, source, resources, region=form.region, year=form.year, replace=form.replace or replace
        )
    return Response(
        added.report.model_dump_json(),
        status_code=201 if added.new else 200,
        media_type="application/json",
        headers={"Location": f"/v1/reports/{added.report.report_id}"},
    )


@router.get("/reports", summary="List the reports", responses=_problems(422, 503))
def list_reports(query: Annotated[ReportQuery, Query()], resources: Ready) -> ReportPage:
    return reports.page(query, resources.store.catalog)


@router.get("/reports/{report_id}", summary="One report with its paragraphs", responses=_problems(404, 422, 503))
def get_report(report_id: ReportId, resources: Ready) -> ReportDetail:
    return reports.detail(report_id, resources.store.catalog)


@router.delete(
    "/reports/{report_id}", status_code=204, summary="Remove a report", responses=_problems(404, 422, 503, 507)
)
async def remove_report(request: Request, report_id: ReportId, resources: Ready) -> Response:
    async with request.app.state.writing:
        await run_in_threadpool(reports.remove, report_id, resources)
    return Response(status_code=204)
