"""A draft on 2025 beside the report on 2024, both made by hand."""

from datetime import date

from service.review import LastYear
from tests.service.review.made import CLOSING, MEASURES, OPENING, TITLE, read
from vectorstore.genre.regions import resolve_region
from vectorstore.types import Paragraph, Report

YEAR = 2025
_CLOSING = tuple(line.replace("2025", "2026") for line in CLOSING)


def report_of_last_year(*measures: str, plan: tuple[str, ...] = ()) -> LastYear:
    lines = [TITLE, OPENING, MEASURES, *measures, *CLOSING, *plan]
    report = Report(
        report_id="320411-2024-00000000",
        title=TITLE,
        region=resolve_region("320411"),
        year=YEAR - 1,
        issuer="常州市新北区人民政府",
        published=date(2025, 3, 1),
        document_number=None,
        sha256="0" * 64,
        source="last.txt",
    )
    return LastYear(report, read(lines, YEAR - 1))


def draft(*measures: str) -> tuple[Paragraph, ...]:
    """A draft on 2025 without a fault, with these lines under its first section."""
    return read([TITLE.replace("2024", "2025"), OPENING.replace("2024", "2025"), MEASURES, *measures, *_CLOSING], YEAR)
