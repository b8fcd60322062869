"""The application: routes, what every request passes, errors as problem bodies, and the probes."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

import anyio
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware

from service.ask.answer import answer
from service.compare.compare import compare
from service.contract import examples
from service.contract.answers import AskRequest, Message
from service.contract.bodies import ScopeBody
from service.contract.chat import ChatMessage, ChatRequest, StreamOptions
from service.contract.compare import CompareRequest
from service.contract.draft import DraftRequest, RenderRequest
from service.contract.figures import FigureQuery
from service.contract.problems import Problem
from service.contract.reports import ReportQuery
from service.http import chat as chat_routes
from service.http import check as check_routes
from service.http import compare as compare_routes
from service.http import draft as draft_routes
from service.http import figures as figure_routes
from service.http import metrics, problems
from service.http.ask import PreviewUpload, ReportUpload, router
from service.http.check import DraftUpload
from service.http.logs import configure_logs
from service.http.middleware import BodyLimit, RequestRecorder
from service.http.page import page_routes
from service.resources import Resources
from service.settings import Settings, load_settings
from service.wiring import Collection
from vectorstore.embedding.offline import keep_quiet
from vectorstore.errors import FazhiError
from vectorstore.storage import storage_fault

# A question with the longest history and scope, each character escaped, takes 3 MB.
JSON_BYTES = 4_000_000
# Event streams among them: an event is never held back. The files of Word and Excel are archives already.
_SENT_AS_IT_IS = (*DEFAULT_EXCLUDED_CONTENT_TYPES, draft_routes.WORD, compare_routes.WORKBOOK)
# Boundaries and the other fields of an upload.
MULTIPART_OVERHEAD_BYTES = 64_000
_UPLOAD_PATHS = ("/v1/reports", "/v1/reports/preview", "/v1/check")

_NESTED_FIELDS: dict[str, Any] = {
    "scope": ScopeBody.model_fields,
    "history": Message.model_fields,
    "messages": ChatMessage.model_fields,
    "stream_options": StreamOptions.model_fields,
}
_FIELDS: dict[str, Any] = {
    "ask": AskRequest.model_fields,
    "compare_reports": CompareRequest.model_fields,
    "draft_report": DraftRequest.model_fields,
    "render_draft": RenderRequest.model_fields,
    "complete_chat": ChatRequest.model_fields,
    "add_report": ReportUpload.model_fields,
    "preview_report": PreviewUpload.model_fields,
    "list_reports": ReportQuery.model_fields,
    "list_figures": FigureQuery.model_fields,
    "check_draft": DraftUpload.model_fields,
}
"""By endpoint: what an unknown field may have been meant to be."""

# The metrics and logs of this service are its own; FastAPI's would go wherever the environment says.
_OWN_TELEMETRY = TelemetryConfig(tracing=False, metrics=False, logs=False, operation_spans=False, auto_configure=False)

_probes = APIRouter()


def create_app(source: Resources | Settings) -> FastAPI:
    """Serves the given resources, or opens those of the settings in the background once it is started."""
    collection = Collection(source, prepare=warm_up)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.writing = anyio.Lock()
        collection.open()
        yield
        await anyio.to_thread.run_sync(collection.close)

    measured = metrics.Metrics(collection.count_reports)
    upload_bytes = collection.settings.max_upload_bytes + MULTIPART_OVERHEAD_BYTES
    app = FastAPI(
        title="fazhi",
        version=version("fazhi"),
        summary="依据法治政府建设年度报告原文作答，句句注明出处",
        lifespan=lifespan,
        docs_url=None,  # these pages load their scripts from elsewhere; the schema is at /openapi.json
        redoc_url=None,
        redirect_slashes=False,
        telemetry=_OWN_TELEMETRY,
        middleware=[
            Middleware(RequestRecorder, metrics=measured),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=6, exclude_content_types=_SENT_AS_IT_IS),
            Middleware(BodyLimit, limit=lambda path: upload_bytes if path in _UPLOAD_PATHS else JSON_BYTES),
        ],
        exception_handlers={
            FazhiError: _fazhi_error,
            RequestValidationError: _validation_error,
            HTTPException: _http_error,
        },
    )
    app.state.collection = collection
    app.state.metrics = measured
    app.include_router(router)
    app.include_router(chat_routes.router)
    app.include_router(compare_routes.router)
    app.include_router(draft_routes.router)
    app.include_router(check_routes.router)
    app.include_router(figure_routes.router)
    app.include_router(_probes)
    app.router.routes.extend(page_routes())
    make_schema = app.openapi
    app.openapi = lambda: _with_problem_media_type(make_schema())  # type: ignore[method-assign]
    return app


def warm_up(resources: Resources) -> None:
    """The dictionaries of the words are loaded by the first question: better ours than a client's. No language model is
    asked, and of a large collection one report is enough."""
    answer(AskRequest(question=examples.ASK["question"], mode="extractive"), resources)
    one = tuple(report.report_id for report in resources.store.snapshots.newest().reports[:1])
    compare(
        CompareRequest(indicators=examples.COMPARE["indicators"], scope=ScopeBody(report_ids=one), mode="extractive"),
        resources,
    )


def from_environment() -> FastAPI:
    """For an ASGI server that starts several workers: `uvicorn --factory service.app:from_environment`."""
    settings = load_settings()
    keep_quiet(hub_allowed=settings.embedding_model_is_on_a_hub)
    configure_logs(settings.log_level)
    return create_app(settings)


@_probes.get("/healthz", summary="Alive")
async def healthz() -> dict[str, str]:
    return {"status": "alive"}


@_probes.get("/readyz", summary="Index open and model loaded", responses={503: {"model": Problem}})
def readyz(request: Request) -> dict[str, Any]:
    collection = request.app.state.collection
    reports = collection.count_reports()
    model = collection.resources().language_model
    # A language model that fails is told, and the service is ready all the same: it extracts.
    told = None if model is None else {"model": model.name, **asdict(model.readiness())}
    return {"status": "ready", "reports": reports, "language_model": told}


@_probes.get("/metrics", summary="For Prometheus", response_class=Response)
def show_metrics(request: Request) -> Response:
    return Response(request.app.state.metrics.render(), headers={"Content-Type": metrics.CONTENT_TYPE})


async def _fazhi_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, FazhiError)
    return _respond(problems.of_error(error), request)


async def _validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    known = {"": _FIELDS.get(getattr(request.scope.get("endpoint"), "__name__", ""), ()), **_NESTED_FIELDS}
    return _respond(problems.of_validation(error.errors(), known), request)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    # An upload is parsed onto the disk.
    if isinstance(error.__cause__, OSError) and (fault := storage_fault(error.__cause__, "存放上传文件的临时目录")):
        return _respond(problems.of_error(fault), request)
    if error.status_code == 400:
        # FastAPI's and Starlette's words for a body that cannot be parsed.
        unreadable = problems.make(problems.INVALID_REQUEST, "请求体无法解析，请检查其格式与编码（UTF-8）。")
        return _respond(unreadable, request)
    standard = HTTPException(error.status_code).detail
    problem = problems.of_status(error.status_code, None if error.detail == standard else error.detail)
    return _respond(problem, request, error.headers)


def _respond(problem: Problem, request: Request, headers: Mapping[str, str] | None = None) -> Response:
    extra = {"Retry-After": "5"} if problem.status == 503 else {}
    body = problems.body(problem, request.url.path)
    return Response(body, problem.status, {**extra, **(headers or {})}, media_type=problems.MEDIA_TYPE)


def _with_problem_media_type(schema: dict[str, Any]) -> dict[str, Any]:
    """FastAPI can only declare a model under the route's own media type."""
    for operations in schema["paths"].values():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                content = response.get("content", {})
                if status >= "400" and "application/json" in content:
                    content[problems.MEDIA_TYPE] = content.pop("application/json")
    return schema
