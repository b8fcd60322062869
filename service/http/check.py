"""The endpoints that check a report, thin: what they do is in review/."""

from contextlib import AbstractContextManager, nullcontext
from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, UploadFile
from pydantic import Field

from service.contract.bodies import RequestBody
from service.contract.reports import FindingList
from service.http.ask import Ready, ReportId, multipart_only, problem_responses
from service.review import review as report_checks
from vectorstore.catalog.catalog import Catalog

router = APIRouter(prefix="/v1")


class DraftUpload(RequestBody):
    """Here rather than in types.py: an uploaded file is a thing of FastAPI."""

    file: UploadFile
    """The draft: a text or Markdown file in UTF-8, GB18030 or UTF-16, or a Word file (.docx)."""
    region: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    """Full name or GB/T 2260 code, where the text does not tell it; a draft is checked without one too."""
    year: Annotated[int, Field(ge=1, le=9999)] | None = None
    """The year reported on, where the text does not tell it; without one the years are not checked."""


def _catalog(request: Request) -> AbstractContextManager[Catalog]:
    """Raises NotReady, or what kept the collection from being opened."""
    return nullcontext(request.app.state.collection.resources().store.catalog)


@router.get("/reports/{report_id}/checks", summary="Check a report", responses=problem_responses(404, 422, 503))
def check_report(report_id: ReportId, resources: Ready) -> FindingList:
    return report_checks.check_stored(report_id, resources.store.catalog)


# The collection is not waited for: without it a draft is checked by itself, and the findings say so.
@router.post(
    "/check",
    summary="Check a draft, which is not stored",
    dependencies=[Depends(multipart_only)],
    responses=problem_responses(413, 415, 422, 507),
)
def check_draft(request: Request, form: Annotated[DraftUpload, Form(media_type="multipart/form-data")]) -> FindingList:
    source = PurePath((form.file.filename or "").replace("\\", "/")).name or "upload.txt"
    return report_checks.check_file(
        form.file.file.read(), source, lambda: _catalog(request), region=form.region, year=form.year
    )
