"""The endpoints of the figures, thin: what they do is in library/figures.py."""

from typing import Annotated

from fastapi import APIRouter, Query

from service.contract.figures import FigureList, FigurePage, FigureQuery, IndicatorList
from service.contract.problems import Problem
from service.http.ask import Ready, ReportId
from service.library import figures

router = APIRouter(prefix="/v1")


@router.get(
    "/reports/{report_id}/figures",
    summary="The figures of a report",
    responses={status: {"model": Problem} for status in (404, 422, 503)},
)
def get_report_figures(report_id: ReportId, resources: Ready) -> FigureList:
    return figures.of_report(report_id, resources.store.catalog)


@router.get(
    "/figures",
    summary="Figures across reports",
    responses={status: {"model": Problem} for status in (422, 503)},
)
def list_figures(query: Annotated[FigureQuery, Query()], resources: Ready) -> FigurePage:
    return figures.figure_page(query, resources.store.catalog)


@router.get("/indicators", summary="The known indicators")
def list_indicators() -> IndicatorList:
    return figures.known_indicators()
