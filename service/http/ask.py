"""The endpoints, thin: what they do is done elsewhere."""

from collections.abc import Generator, Mapping
from contextlib import closing
from pathlib import PurePath
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Depends, Form, HTTPException, Path, Query, Request, Response, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import format_sse_event
from pydantic import Field

from service.ask.answer import answer, answer_events
from service.contract import examples
from service.contract.answers import Answer, AskRequest, Delta
from service.contract.bodies import RequestBody, ResponseBody
from service.contract.problems import Problem
from service.contract.reports import ReportBody, ReportDetail, ReportPage, ReportPreview, ReportQuery
from service.errors import NoLanguageModel
from service.http import problems
from service.http.streaming import EventStream
from service.library import reports
from service.resources import Resources
from vectorstore.errors import FazhiError

log = structlog.get_logger("service.http.ask")

router = APIRouter(prefix="/v1")


class PreviewUpload(RequestBody):
    """Here rather than in types.py: an uploaded file is a thing of FastAPI."""

    file: UploadFile
    """The report: a text file in UTF-8, GB18030 or UTF-16."""
    region: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    """Full name or GB/T 2260 code, where the text does not tell it."""
    year: Annotated[int, Field(ge=1, le=9999)] | None = None
    """The year reported on, where the text does not tell it."""


class ReportUpload(PreviewUpload):
    replace: bool = False
    """Take the place of another report of that region and year."""


def _resources(request: Request) -> Resources:
    """Raises NotReady, or what kept the collection from being opened."""
    resources: Resources = request.app.state.collection.resources()
    return resources


Ready = Annotated[Resources, Depends(_resources)]
ReportId = Annotated[str, Path(max_length=100, examples=[examples.REPORT["report_id"]])]


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
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
        **problem_responses(409, 413, 422, 503),
    },
)
def ask(body: AskRequest, resources: Ready) -> Response:
    log.debug("question", question=body.question)
    if body.mode == "generative" and resources.language_model is None:
        raise NoLanguageModel  # Here, while there is a status to tell it with.
    if body.stream:
        return EventStream(server_sent(answer_events(body, resources), {Delta: "delta", Answer: "done"}))
    return Response(answer(body, resources).model_dump_json(), media_type="application/json")


def server_sent(
    events: Generator[ResponseBody, None, None], names: Mapping[type[ResponseBody], str]
) -> Generator[bytes, None, None]:
    """Each event under its name, the last of them done, or one error: the status is out, so that an error can only be
    told here."""
    try:
        with closing(events):
            for event in events:
                yield format_sse_event(event=names[type(event)], data_str=event.model_dump_json())
    except FazhiError as error:
        log.warning("stream failed", error=type(error).__name__, detail=str(error))
        yield format_sse_event(event="error", data_str=problems.body(problems.of_error(error)))
    except Exception:
        log.exception("unforeseen error")
        yield format_sse_event(event="error", data_str=problems.body(problems.internal()))


def multipart_only(request: Request) -> None:
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise HTTPException(415, "请以 multipart/form-data 上传文件，字段名为 file。")


def file_name(file: UploadFile) -> str:
    """Without folders: some clients send the whole path."""
    return PurePath((file.filename or "").replace("\\", "/")).name or "upload.txt"


@router.post(
    "/reports",
    status_code=201,
    response_model=ReportBody,
    summary="Add a report",
    dependencies=[Depends(multipart_only)],
    responses={
        200: {"model": ReportBody, "description": "The same bytes were there already"},
        **problem_responses(409, 413, 415, 422, 503, 507),
    },
)
async def add_report(
    request: Request,
    form: Annotated[ReportUpload, Form(media_type="multipart/form-data")],
    resources: Ready,
    replace: Annotated[bool, Query(description="As the form's field")] = False,
) -> Response:
    source = file_name(form.file)
    # One at a time: waiting here holds neither a thread that answers questions nor a file in memory.
    async with request.app.state.writing:
        data = await form.file.read()
        added = await run_in_threadpool(
            reports.add,
            data,
            source,
            resources.store,
            resources.encoder,
            region=form.region,
            year=form.year,
            replace=form.replace or replace,
        )
    return Response(
        added.report.model_dump_json(),
        status_code=201 if added.new else 200,
        media_type="application/json",
        headers={"Location": f"/v1/reports/{added.report.report_id}"},
    )


@router.post(
    "/reports/preview",
    summary="What would be read from a file, which is not stored",
    dependencies=[Depends(multipart_only)],
    responses=problem_responses(413, 415, 422, 503, 507),
)
def preview_report(
    form: Annotated[PreviewUpload, Form(media_type="multipart/form-data")], resources: Ready
) -> ReportPreview:
    return reports.preview(
        form.file.file.read(), file_name(form.file), resources.store.catalog, region=form.region, year=form.year
    )


@router.get("/reports", summary="List the reports", responses=problem_responses(422, 503))
def list_reports(query: Annotated[ReportQuery, Query()], resources: Ready) -> ReportPage:
    return reports.report_page(query, resources.store.catalog)


@router.get(
    "/reports/{report_id}", summary="One report with its paragraphs", responses=problem_responses(404, 422, 503)
)
def get_report(report_id: ReportId, resources: Ready) -> ReportDetail:
    return reports.detail(report_id, resources.store.catalog)


@router.delete(
    "/reports/{report_id}", status_code=204, summary="Remove a report", responses=problem_responses(404, 422, 503, 507)
)
async def remove_report(request: Request, report_id: ReportId, resources: Ready) -> Response:
    async with request.app.state.writing:
        await run_in_threadpool(reports.remove, report_id, resources.store)
    return Response(status_code=204)
