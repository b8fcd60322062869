"""Errors as problem bodies, RFC 9457. Pure: neither FastAPI nor a request is needed."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import NamedTuple

from pydantic_core import ErrorDetails

from service.contract.problems import FieldProblem, OpenAIError, Problem
from service.contract.validation import explain, nearest_name
from service.errors import (
    InvalidCursor,
    LanguageModelCutOff,
    LanguageModelError,
    LanguageModelGarbled,
    LanguageModelMisconfigured,
    NoEarlierReport,
    NoLanguageModel,
    NotReady,
    ScopeTooWide,
    UnknownIndicator,
    UnknownModel,
    UnknownPlaceholder,
    UnknownSection,
    YearOutOfReach,
)
from vectorstore import errors

MEDIA_TYPE = "application/problem+json"
_OPENAI_PATHS = ("/v1/chat/", "/v1/models")


class ProblemKind(NamedTuple):
    status: int
    name: str
    title: str


INVALID_REQUEST = ProblemKind(422, "invalid-request", "请求不符合约定")
INTERNAL = ProblemKind(500, "internal", "服务内部出错")
TOO_LARGE = ProblemKind(413, "too-large", "请求体过大")

_KINDS: dict[type[errors.FazhiError], ProblemKind] = {
    errors.UnsupportedFile: ProblemKind(415, "unsupported-file", "不是文本文件"),
    errors.UnreadableReport: ProblemKind(422, "unreadable-report", "无法读取报告"),
    errors.MissingMetadata: ProblemKind(422, "missing-metadata", "缺少地区或年度"),
    errors.UnknownRegion: ProblemKind(422, "unknown-region", "未知的地区"),
    errors.ReportConflict: ProblemKind(409, "report-conflict", "已有该地区该年度的报告"),
    errors.ReportNotFound: ProblemKind(404, "report-not-found", "没有这份报告"),
    errors.IndexMismatch: ProblemKind(503, "index-mismatch", "索引与嵌入模型不符"),
    errors.IndexCorrupt: ProblemKind(503, "index-corrupt", "索引已损坏"),
    errors.StorageInUse: ProblemKind(503, "storage-in-use", "数据目录被占用"),
    errors.StorageFull: ProblemKind(507, "storage-full", "磁盘已满"),
    errors.StorageUnavailable: ProblemKind(503, "storage-unavailable", "存储不可用"),
    errors.ModelUnavailable: ProblemKind(503, "model-unavailable", "嵌入模型不可用"),
    NoLanguageModel: ProblemKind(409, "no-language-model", "未配置语言模型"),
    UnknownModel: ProblemKind(404, "unknown-model", "没有这个模型"),
    UnknownIndicator: ProblemKind(422, "unknown-indicator", "未知的指标"),
    ScopeTooWide: ProblemKind(422, "scope-too-wide", "范围过大"),
    NoEarlierReport: ProblemKind(404, "no-earlier-report", "没有可作底本的报告"),
    YearOutOfReach: ProblemKind(422, "year-out-of-reach", "年度相隔过远"),
    UnknownSection: ProblemKind(422, "unknown-section", "没有这个章节"),
    UnknownPlaceholder: ProblemKind(422, "unknown-placeholder", "没有这个待填项"),
    InvalidCursor: INVALID_REQUEST,
    NotReady: ProblemKind(503, "not-ready", "服务尚未就绪"),
    LanguageModelMisconfigured: ProblemKind(503, "language-model-misconfigured", "语言模型的配置有误"),
    LanguageModelGarbled: ProblemKind(502, "language-model-garbled", "语言模型的回复无法识别"),
    LanguageModelCutOff: ProblemKind(502, "language-model-cut-off", "语言模型没有写完"),
    LanguageModelError: ProblemKind(503, "language-model-unavailable", "语言模型不可用"),
    errors.FazhiError: INTERNAL,
}
"""The nearest ancestor counts."""

_TITLES = {
    400: "请求有误",
    404: "没有这个地址",
    405: "不支持这个方法",
    413: TOO_LARGE.title,
    415: "不支持的内容类型",
}


def of_error(error: errors.FazhiError) -> Problem:
    kind = next(_KINDS[ancestor] for ancestor in type(error).__mro__ if ancestor in _KINDS)
    faults: tuple[FieldProblem, ...] | None = None
    if isinstance(error, errors.MissingMetadata):
        faults = tuple(FieldProblem(field=field, detail="文中读不出，请在请求中给出") for field in error.fields)
    elif isinstance(error, errors.UnknownRegion):
        faults = (FieldProblem(field="region", detail=str(error)),)
    elif isinstance(error, UnknownIndicator | UnknownSection):
        faults = (FieldProblem(field=error.field, detail=str(error)),)
    elif isinstance(error, ScopeTooWide):
        faults = (FieldProblem(field="scope", detail=str(error)),)
    elif isinstance(error, UnknownPlaceholder):
        faults = (FieldProblem(field="filled", detail=str(error)),)
    elif isinstance(error, YearOutOfReach):
        faults = (FieldProblem(field="year", detail=str(error)),)
    elif isinstance(error, InvalidCursor):
        faults = (FieldProblem(field="cursor", detail=str(error)),)
    in_the_way = error.report_id if isinstance(error, errors.ReportConflict) else None
    return make(kind, str(error), faults, in_the_way)


def of_status(status: int, detail: str | None = None) -> Problem:
    """For what HTTP itself refuses: an unknown path, a wrong method."""
    title = _TITLES.get(status, HTTPStatus(status).phrase)
    return make(ProblemKind(status, HTTPStatus(status).phrase.lower().replace(" ", "-"), title), detail or title)


def of_validation(faults: Iterable[ErrorDetails], known: Mapping[str, Iterable[str]]) -> Problem:
    """`known` gives the field names at the top ("") and within each named field, to tell the nearest one."""
    fields = tuple(_field_problem(fault, known) for fault in faults)
    return make(INVALID_REQUEST, "；".join(f"{fault.field}：{fault.detail}" for fault in fields[:3]), fields)


def internal() -> Problem:
    """Says nothing of the cause, which is in the log under the request's id."""
    return make(INTERNAL, "服务内部出错，请凭响应头 X-Request-ID 查日志。")


def make(
    kind: ProblemKind, detail: str, faults: tuple[FieldProblem, ...] | None = None, report_id: str | None = None
) -> Problem:
    return Problem(
        type=f"urn:fazhi:problem:{kind.name}",
        title=kind.title,
        status=kind.status,
        detail=detail,
        errors=faults,
        report_id=report_id,
    )


def body(problem: Problem, path: str = "") -> str:
    """path: of the request; an OpenAI-compatible endpoint says the same once more in OpenAI's words."""
    if path.startswith(_OPENAI_PATHS):
        problem = problem.model_copy(update={"error": openai_error(problem)})
    return problem.model_dump_json(exclude_none=True)


def openai_error(problem: Problem) -> OpenAIError:
    return OpenAIError(
        message=problem.detail,
        type=problem.type,
        param=problem.errors[0].field if problem.errors else None,
        code=problem.type.rpartition(":")[2],
    )


def _field_problem(fault: ErrorDetails, known: Mapping[str, Iterable[str]]) -> FieldProblem:
    # The first step is where the value stood: body, query, path.
    steps = [str(step) for step in fault["loc"][1:]]
    detail = explain(fault)
    if fault["type"] == "json_invalid":
        steps = []  # Else the position in the text.
    if not steps and fault["type"] == "model_attributes_type":
        detail = "应为 JSON 对象，并以 Content-Type: application/json 发送"
    if fault["type"] == "extra_forbidden":
        parents = [step for step in steps[:-1] if not step.isdecimal()]
        candidate = nearest_name(steps[-1], known.get(parents[-1] if parents else "", ()))
        detail += f"，是否应为 {candidate}？" if candidate else ""
    return FieldProblem(field=_printable(".".join(steps)) or "body", detail=detail)


def _printable(name: str) -> str:
    """A field name comes from the client: it may be long, or hold what UTF-8 cannot."""
    shown = name.encode("utf-8", "replace").decode()
    return shown if len(shown) <= 80 else shown[:79] + "…"
