"""Short reports made by hand."""

from collections.abc import Sequence

from service.review import Finding
from vectorstore.reports.layout import lay_out
from vectorstore.reports.paragraphs import split_paragraphs
from vectorstore.types import Paragraph

TITLE = "常州市新北区2024年度法治政府建设情况报告"
OPENING = "2024年，新北区深入推进法治政府建设。现将有关情况报告如下："
MEASURES = "一、主要举措和成效"
CLOSING = (
    "二、党政主要负责人履行推进法治建设第一责任人职责情况",
    "区委、区政府主要负责人定期听取法治政府建设工作汇报。",
    "三、存在的不足和原因",
    "基层执法力量还存在不足，原因是编制有限。",
    "四、2025年推进法治政府建设的主要安排",
    "2025年，新北区将继续提升行政执法质量。",
)


def read(lines: Sequence[str], year: int | None = 2024) -> tuple[Paragraph, ...]:
    return split_paragraphs(lay_out("\n".join(lines)).lines, "320411-2024-00000000", year)


def report(*measures: str) -> tuple[Paragraph, ...]:
    """A report without a fault, with these lines under its first section."""
    return read([TITLE, OPENING, MEASURES, *measures, *CLOSING])


def told(findings: Sequence[Finding]) -> list[tuple[str, str | None]]:
    return [(finding.severity.value, finding.quote) for finding in findings]
