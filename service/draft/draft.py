"""Next year's report from the latest one: what stands is carried over, what is not known is left open, every promise is
asked after. It never makes up an achievement."""

from collections.abc import Generator, Sequence, Set
from contextlib import closing, suppress
from dataclasses import replace

from service.contract.draft import Draft, DraftProgress, DraftRequest
from service.draft.assembling import assemble
from service.draft.borrowing import borrowed_practices
from service.draft.outline.outline import outline_of
from service.draft.outline.picking import pick
from service.draft.sections import sections_of
from service.draft.types import Basis, Outline, WholeDraft
from service.draft.written.writing import written_sections
from service.errors import NoEarlierReport, NoLanguageModel, YearOutOfReach
from service.llm import LanguageModel
from service.questions.selection import listing
from service.resources import Resources
from vectorstore.errors import ReportConflict, StorageInUse, UnknownRegion
from vectorstore.genre.regions import codes_named, place
from vectorstore.reports.closing import without_annexes
from vectorstore.snapshot import StaleSnapshot
from vectorstore.types import Part, Report

MOST_YEARS_AHEAD = 3
"""An older report says little about the year to be written on."""
TRIES = 5


def draft(request: DraftRequest, resources: Resources) -> Draft:
    """Raises NoEarlierReport, ReportConflict, YearOutOfReach, UnknownRegion, UnknownSection, NoLanguageModel for mode
    `generative` where none is configured, and the errors of the store."""
    *_, whole = draft_events(request, resources)
    assert isinstance(whole, Draft)
    return whole


def draft_events(request: DraftRequest, resources: Resources) -> Generator[DraftProgress | Draft, None, None]:
    """A section at a time as it is done, then the whole. Raises as draft does, before the first event."""
    if request.mode == "generative" and resources.language_model is None:
        raise NoLanguageModel()
    for _ in range(TRIES):
        snapshot = resources.store.snapshots.newest()
        with suppress(StaleSnapshot):  # a report was taken away while it was drafted from
            report = basis_of(request.region, request.year, snapshot.reports)
            printed = tuple(snapshot.shelf(report).paragraphs.values())
            basis = Basis(report, without_annexes(printed), request.year)
            outline = outline_of(basis)
            wanted = pick(outline, request.sections) if request.sections else range(len(outline.sections))
            sections = sections_of(basis, outline, wanted)
            borrowed = borrowed_practices(sections.drafted, report, snapshot, resources.store)
            break
    else:
        raise StorageInUse("报告库正在频繁更新，请稍后再起草。")
    whole = WholeDraft(
        outline.title,
        basis,
        sections.drafted,
        sections.told,
        borrowed,
        _warnings(basis, outline, set(wanted), len(printed)),
    )
    model = None if request.mode == "extractive" else resources.language_model
    if model is None:
        total = len(sections.drafted)
        for done, drafted in enumerate(sections.drafted, 1):
            yield DraftProgress(section=drafted.section.heading, done=done, total=total)
        yield assemble(whole, "extractive")
        return
    yield from _written(whole, model, resources.settings.llm_concurrency)


def basis_of(region: str, year: int, reports: Sequence[Report]) -> Report:
    """The region's latest report before the year."""
    codes = set(codes_named(region))
    own = [report for report in reports if report.region.code in codes]
    regions = {report.region.code: report.region for report in own}
    if len(regions) > 1:
        names = "、".join(f"{one.full_name}（{code}）" for code, one in regions.items())
        raise UnknownRegion(f"“{region}”在馆藏中不止一处：{names}。请写出上级地名或六位行政区划代码。")
    if same := [report for report in own if report.year == year]:
        raise ReportConflict(
            f"馆藏中已有{place(same[0].region)}{year}年度的报告，无须起草；如要重写，请先移除这份报告。",
            same[0].report_id,
        )
    earlier = [report for report in own if report.year < year]
    if not earlier:
        there = f"现有{listing(own or reports)}" if reports else "馆藏中还没有任何报告，请先导入报告"
        raise NoEarlierReport(f"馆藏中没有{region}{year}年以前的报告，无从起草；{there}。")
    latest = max(earlier, key=lambda report: report.year)
    if year - latest.year > MOST_YEARS_AHEAD:
        raise YearOutOfReach(
            f"{place(latest.region)}最近的报告是{latest.year}年度的，与{year}年相隔{year - latest.year}年，"
            f"不宜作为底本；请先导入此后年度的报告，或改写{latest.year + 1}至{latest.year + MOST_YEARS_AHEAD}年。"
        )
    return latest


def _warnings(basis: Basis, outline: Outline, wanted: Set[int], printed: int) -> tuple[str, ...]:
    report = basis.report
    warnings = []
    if printed > len(basis.paragraphs):
        warnings.append("底本落款之后的附件没有起草，请另行编制。")
    if basis.year - report.year > 1:
        warnings.append(f"馆藏中没有{basis.year - 1}年度的报告，底本是{report.year}年度的，数字和承诺均以此为准。")
    added = [section.heading for place, section in enumerate(outline.sections) if section.added and place in wanted]
    if added:
        names = "、".join(f"“{heading}”" for heading in added)
        warnings.append(f"底本没有单列{names}，已按《法治政府建设与责任落实督察工作规定》的要求列出。")
    if any(outline.sections[place].part is Part.PLAN for place in wanted):
        warnings.append(f"下一年度安排只列出框架，不沿用底本的安排，请按{basis.year + 1}年的打算填写。")
    return tuple(warnings)


def _written(whole: WholeDraft, model: LanguageModel, concurrency: int) -> Generator[DraftProgress | Draft, None, None]:
    """The same, worded by the model where the checks let it."""
    drafted = list(whole.sections)
    warnings = list(whole.warnings)
    kept = False
    with closing(written_sections(drafted, whole.basis, model, concurrency)) as written:
        for done, (place, section) in enumerate(written, 1):
            kept = kept or section.kept > 0
            heading = drafted[place].section.heading
            if section.fault:
                warnings.append(f"“{heading}”：{section.fault}")
            removed = tuple((one.text, one.why) for one in section.removed)
            drafted[place] = replace(drafted[place], paragraphs=section.paragraphs, removed=removed)
            yield DraftProgress(section=heading, done=done, total=len(drafted))
    yield assemble(
        replace(whole, sections=tuple(drafted), warnings=tuple(dict.fromkeys(warnings))),
        "generative" if kept else "extractive",
    )
