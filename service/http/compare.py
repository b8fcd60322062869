"""Comparing over HTTP, thin: what it does is in compare/."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Response

from service.compare.compare import compare
from service.compare.files import comparison_file
from service.contract.compare import CompareRequest, Comparison, Format
from service.http.ask import Ready, problem_responses

router = APIRouter(prefix="/v1")

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME = "法治政府建设年度报告对比"

_FILES: Mapping[Format, tuple[str, str]] = {
    "markdown": ("md", "text/markdown; charset=utf-8"),
    "csv": ("csv", "text/csv; charset=utf-8"),
    "xlsx": ("xlsx", WORKBOOK),
}
"""Suffix and media type."""
_TEXT: dict[str, Any] = {"schema": {"type": "string"}}
_BINARY: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}


@router.post(
    "/compare",
    response_model=Comparison,
    summary="Compare reports",
    responses={
        200: {
            "content": {"text/markdown": _TEXT, "text/csv": _TEXT, WORKBOOK: _BINARY},
            "description": "The comparison; a file where `format` says so",
        },
        **problem_responses(409, 413, 422, 503),
    },
)
def compare_reports(body: CompareRequest, resources: Ready) -> Response:
    comparison = compare(body, resources)
    if body.format == "json":
        return Response(comparison.model_dump_json(), media_type="application/json")
    suffix, media_type = _FILES[body.format]
    disposition = f"attachment; filename=\"comparison.{suffix}\"; filename*=UTF-8''{quote(f'{NAME}.{suffix}')}"
    return Response(
        comparison_file(comparison, body.format), media_type=media_type, headers={"Content-Disposition": disposition}
    )
