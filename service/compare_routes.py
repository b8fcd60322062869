"""Comparing over HTTP, thin: what it does is in compare.py."""

from typing import Any

from fastapi import APIRouter, Response

from service.compare import compare
from service.compare_types import CompareRequest, Comparison
from service.routes import Ready
from service.types import Problem

router = APIRouter(prefix="/v1")

_PROBLEMS: dict[int | str, dict[str, Any]] = {status: {"model": Problem} for status in (409, 413, 422, 503)}


@router.post("/compare", response_model=Comparison, summary="Compare reports", responses=_PROBLEMS)
def compare_reports(body: CompareRequest, resources: Ready) -> Response:
    return Response(compare(body, resources).model_dump_json(), media_type="application/json")
