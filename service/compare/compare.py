"""Figures and practices of several reports side by side, every cell and sentence cited."""

import uuid
from collections.abc import Sequence
from contextlib import suppress
from time import perf_counter

from service.cited.composition import CitedSentences, Line
from service.compare.practices import Practices, practices_of, topic_named
from service.compare.writing import (
    Compared,
    Written,
    has_anything,
    removed_claims,
    tell_written,
    untold_practices,
    untold_rows,
    write,
)
from service.contract.answers import Claim, Timings
from service.contract.compare import Column, CompareRequest, Comparison, ComparisonTable
from service.errors import NoLanguageModel, ScopeTooWide, UnknownIndicator
from service.questions.selection import Selection, within_scope
from service.resources import Resources
from service.table.cautions import cautions_of, empty_columns
from service.table.entries import Entry
from service.table.rows import rows_of
from service.table.telling import overview, tell_row, written_row
from vectorstore.errors import StorageInUse
from vectorstore.genre.indicators import Indicator, nearest, resolve
from vectorstore.snapshot import Snapshot, StaleSnapshot
from vectorstore.types import Report

MOST_COLUMNS = 300
"""A province has up to 190 counties; more side by side is no comparison but a list."""
MOST_CELLS = 3000
"""Each may bring a paragraph along: the whole body stays below some 5 MB."""
TRIES = 5
NOTHING_PRACTISED = Practices((), ())


def compare(request: CompareRequest, resources: Resources) -> Comparison:
    """Raises UnknownIndicator, ScopeTooWide, NoLanguageModel for mode `generative` where none is configured, and the
    errors of the store."""
    if request.mode == "generative" and resources.language_model is None:
        raise NoLanguageModel()
    indicators = resolved_indicators(request.indicators)
    for _ in range(TRIES):
        with suppress(StaleSnapshot):  # a report was taken away while it was compared
            return _compared(request, indicators, resources.store.snapshots.newest(), resources)
    raise StorageInUse("报告库正在频繁更新，请稍后再问。")


def resolved_indicators(words: Sequence[str]) -> list[Indicator]:
    """The known indicators that a caller's words mean, each once. Raises UnknownIndicator with the nearest names."""
    found: dict[str, Indicator] = {}
    for place, one in enumerate(words):
        indicator = resolve(one)
        if indicator is None:
            raise UnknownIndicator(one, nearest(one), f"indicators.{place}")
        found.setdefault(indicator.name, indicator)
    return list(found.values())


def _compared(
    request: CompareRequest, indicators: Sequence[Indicator], snapshot: Snapshot, resources: Resources
) -> Comparison:
    started = perf_counter()
    selection = _selected(request, snapshot.reports)
    reports = selection.reports
    _refuse_what_is_too_wide(len(reports), len(indicators))
    rows = rows_of(reports, indicators, snapshot, resources.store.catalog)
    practices = NOTHING_PRACTISED
    if request.topic is not None and reports:
        practices = practices_of(request.topic, reports, snapshot, resources.store, resources.encoder)
    retrieved = perf_counter()
    cited = CitedSentences()
    table = ComparisonTable(
        columns=tuple(
            Column(report_id=report.report_id, region=report.region.full_name, year=report.year) for report in reports
        ),
        rows=tuple(written_row(indicator, row, cited) for indicator, row in zip(indicators, rows, strict=True)),
    )
    compared = Compared(reports, tuple(map(tuple, rows)), request.topic, practices.lines)
    model = None if request.mode == "extractive" else resources.language_model
    written = write(compared, model) if model is not None and has_anything(compared) else None
    lines, claims = _told(selection, compared, written, cited)
    finished = perf_counter()
    return Comparison(
        id=f"cmp_{uuid.uuid4().hex[:16]}",
        summary="\n".join(lines),
        table=table,
        citations=cited.all(),
        claims=tuple(claims),
        warnings=(
            *selection.warnings,
            *_cautions(reports, rows),
            *practices.warnings,
            *([written.warning] if written and written.warning else []),
        ),
        mode="generative" if written and written.kept else "extractive",
        timings=Timings(
            retrieval_ms=1000 * (retrieved - started),
            generation_ms=1000 * (finished - retrieved),
            total_ms=1000 * (finished - started),
        ),
    )


def _selected(request: CompareRequest, collection: Sequence[Report]) -> Selection:
    if not collection:
        return Selection((), "unknown_region", "馆藏中还没有任何报告，请先导入报告。")
    return within_scope(request.scope, collection)


def _refuse_what_is_too_wide(reports: int, indicators: int) -> None:
    narrower = "请用 scope 的 regions、years 缩小范围"
    if reports > MOST_COLUMNS:
        raise ScopeTooWide(f"范围内有{reports}份报告，一次最多对比{MOST_COLUMNS}份；{narrower}。")
    if reports * indicators > MOST_CELLS:
        raise ScopeTooWide(
            f"{reports}份报告、{indicators}项指标共{reports * indicators}格，一次最多{MOST_CELLS}格；"
            f"{narrower}，或分几次对比。"
        )


def _told(
    selection: Selection, compared: Compared, written: Written | None, cited: CitedSentences
) -> tuple[list[str], list[Claim]]:
    """The summary, line by line, and its claims: the written sentences, then the extracted lines of what they leave
    out."""
    if not selection.reports:
        return [selection.message], []
    lines: list[str] = []
    claims: list[Claim] = []
    rows: Sequence[Sequence[Entry]] = compared.rows
    practices: Sequence[Line] = compared.practices
    if written and written.kept:
        lines, claims = tell_written(written, cited)
        rows, practices = untold_rows(written, compared), untold_practices(written, compared)
    elif (whole := overview(rows)) is not None:
        lines.append(whole)
        claims.append(Claim(text=whole, citations=(), verdict="supported"))
    for row in rows:
        line, claim = tell_row(row, cited)
        lines.append(line)
        claims.append(claim)
    for practice in practices:
        line, own = cited.line(practice)
        lines.append(line)
        claims += own
    if compared.topic is not None and not compared.practices:
        lines.append(f"范围内的报告都没有谈到{topic_named(compared.topic)}。")
        claims.append(Claim(text=lines[-1], citations=(), verdict="supported"))
    return lines, [*claims, *(removed_claims(written) if written else [])]


def _cautions(reports: Sequence[Report], rows: Sequence[Sequence[Entry]]) -> list[str]:
    silent = empty_columns(reports, rows)
    return [*(caution for row in rows for caution in cautions_of(row)), *([silent] if silent else [])]
