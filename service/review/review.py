"""Checks on a stored report, or on a file that is not stored, each beside last year's report where there is one."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass

from service.contract.reports import FindingBody, FindingList
from service.review import Finding, LastYear, Severity, findings_in
from service.settings import Settings
from vectorstore.catalog.catalog import Catalog
from vectorstore.catalog.database import CATALOG_FILE
from vectorstore.errors import FazhiError
from vectorstore.genre.times import YEAR
from vectorstore.reports.readers import DraftDocument, read_draft
from vectorstore.types import Region

CatalogSource = Callable[[], AbstractContextManager[Catalog | None]]
"""Opens the collection's catalog where there is one. It may raise a FazhiError: a draft is checked nevertheless."""

_DEPARTMENT = re.compile(
    r"(?P<organ>[\u4e00-\u9fff]{1,12}?(?:局|委员会|委|办公室|检察院|法院|街道(?:办事处)?|镇|乡|中心|管委会|厅))(?:人民政府)?"
    rf"(?:关于)?(?={YEAR}|法治|$)"
)


def check_stored(report_id: str, catalog: Catalog) -> FindingList:
    """Raises ReportNotFound."""
    report = catalog.report(report_id)
    last = _last_year(report.region, report.year, report.title, catalog)
    return _listed(findings_in(catalog.report_paragraphs(report_id), report.year, last))


def check_file(
    data: bytes,
    source: str,
    catalog: CatalogSource = nullcontext,
    *,
    region: str | None = None,
    year: int | None = None,
) -> FindingList:
    """`source` is the file's name. Raises UnreadableReport, UnsupportedFile, UnknownRegion."""
    draft = read_draft(data, source, region=region, year=year)
    last, why_not = _held_against(draft, catalog)
    found = findings_in(draft.paragraphs, draft.year, last)
    # whoever checks a report that is done need not hear of it, unless the collection should have been there
    awaited = draft.is_word or any(each.rule == "placeholder" and each.severity is Severity.ERROR for each in found)
    if why_not and (awaited or why_not.is_fault):
        found.append(Finding("previous", Severity.INFO, f"没有与上年度报告比对：{why_not.reason}"))
    return _listed(found)


@contextmanager
def catalog_of(settings: Settings) -> Iterator[Catalog | None]:
    """The catalog alone, without model and indexes; None where nothing was ever stored, and nothing is made then.

    Raises StorageUnavailable, StorageInUse, StorageFull.
    """
    if settings.database_url is None and not (settings.home / CATALOG_FILE).exists():
        yield None
        return
    from vectorstore.store import open_catalog  # noqa: PLC0415  # brings Chroma, which takes a second to import

    with closing(open_catalog(settings.home, settings.database_url)) as catalog:
        yield catalog


@dataclass(frozen=True, slots=True)
class _NotCompared:
    reason: str
    is_fault: bool = False


def _held_against(draft: DraftDocument, catalog: CatalogSource) -> tuple[LastYear | None, _NotCompared | None]:
    """Last year's report, or why there is none."""
    if draft.region is None or draft.year is None:
        missing = "和".join(
            name for name, known in (("地区（region）", draft.region), ("年度（year）", draft.year)) if known is None
        )
        return None, _NotCompared(f"文中读不出{missing}，也没有另外给出。")
    try:
        with catalog() as opened:
            last = None if opened is None else _last_year(draft.region, draft.year, draft.title, opened)
    except FazhiError as error:
        return None, _NotCompared(str(error), is_fault=True)
    if last is None:
        return None, _NotCompared(f"库中没有{draft.region.full_name}{draft.year - 1}年度的同类报告。")
    return last, None


def _last_year(region: Region, year: int, title: str | None, catalog: Catalog) -> LastYear | None:
    """The report of the same place, and of the same department where the titles name one."""
    report = catalog.find_by_region_year(region.code, year - 1)
    if report is None or (title and _department(title) != _department(report.title)):
        return None
    return LastYear(report, tuple(catalog.report_paragraphs(report.report_id)))


def _department(title: str) -> str | None:
    found = _DEPARTMENT.search(title)
    return found["organ"][-2:] if found else None


def _listed(findings: list[Finding]) -> FindingList:
    bodies = (
        FindingBody(
            rule=finding.rule,
            severity=finding.severity.value,
            message=finding.message,
            paragraph_id=finding.paragraph_id,
            quote=finding.quote,
        )
        for finding in findings
    )
    return FindingList(items=tuple(bodies))
