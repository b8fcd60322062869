"""Made reports and figures for tests that need no store."""

from service.table.entries import Source
from vectorstore.genre.indicators import Indicator, indicator_named
from vectorstore.types import Figure, FigureKind, Paragraph, Part, Period, Region, Report, Role

NAMES = {"320411": "新北区", "320413": "金坛区", "320115": "江宁区", "320509": "吴江区", "320111": "浦口区"}
FULL_NAMES = {
    "320411": "江苏省常州市新北区",
    "320413": "江苏省常州市金坛区",
    "320115": "江苏省南京市江宁区",
    "320509": "江苏省苏州市吴江区",
    "320111": "江苏省南京市浦口区",
}


def known(name: str) -> Indicator:
    indicator = indicator_named(name)
    assert indicator is not None
    return indicator


def report_of(code: str, year: int = 2024) -> Report:
    return Report(
        report_id=f"{code}-{year}-00000000",
        title=f"{NAMES[code]}{year}年度法治政府建设情况报告",
        region=Region(code, NAMES[code], FULL_NAMES[code]),
        year=year,
        issuer="",
        published=None,
        document_number=None,
        sha256="",
        source="report.txt",
    )


def source_of(
    report: Report,
    printed: str,
    number: float,
    *,
    text: str = "全年办理{}。",
    unit: str = "件",
    qualifier: str | None = None,
    period: Period = Period.YEAR,
    base: str | None = None,
    kind: FigureKind = FigureKind.COUNT,
    previous: float | None = None,
    ordinal: int = 0,
) -> Source:
    """A figure whose value is `printed`, within `text`, where {} stands for value and unit."""
    start = text.index("{}")
    paragraph = Paragraph(
        f"{report.report_id}-p{ordinal:03}",
        report.report_id,
        ordinal,
        Role.TEXT,
        Part.MEASURES,
        ("一、主要举措",),
        text.format(f"{printed}{unit}"),
    )
    figure = Figure(
        paragraph.paragraph_id,
        start,
        start + len(printed) + len(unit),
        printed,
        number,
        unit,
        qualifier,
        "办理",
        kind,
        period,
        None,
        base,
        previous,
    )
    return Source(figure, paragraph)
