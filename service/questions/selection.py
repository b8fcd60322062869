"""Which reports a question is put to, and what to say where there is none. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from service.contract.answers import Reason
from service.contract.bodies import ScopeBody
from service.questions.scope import Asked
from service.questions.topic import QuestionKind, Topic
from vectorstore.genre.regions import codes_named, is_within, place, region_by_code
from vectorstore.types import Region, Report

LISTED = 12
"""How many districts a sentence names before it only counts the rest."""


@dataclass(frozen=True, slots=True)
class Selection:
    reports: tuple[Report, ...]
    reason: Reason | None = None
    message: str = ""
    """In one sentence, what is missing and what there is instead; empty where nothing is."""
    nearby: tuple[Report, ...] = ()
    """The districts' reports of other years, where the year asked for is missing."""
    warnings: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    """Asked for, 去年 and the like resolved."""
    plan_of: bool = False
    """The year asked for is the one after the reports': they say what is planned for it."""


def select_reports(asked: Asked, scope: ScopeBody | None, collection: Sequence[Report], topic: Topic) -> Selection:
    """The reports of the districts and years asked about, within the scope of the request.

    A plan for 2025 stands in the report of 2024. Without a year each district's newest report answers.
    """
    if not collection:
        return Selection((), "unknown_region", "馆藏中还没有任何报告，请先导入报告。")
    within = within_scope(scope, collection)
    if within.reason:
        return within
    pool = list(within.reports)
    if asked.unknown_regions and not asked.region_codes and not asked.every_region:
        return Selection(
            (), "unknown_region", f"馆藏中没有{'、'.join(asked.unknown_regions)}的报告；现有{listing(pool)}。"
        )
    if asked.region_codes:
        named = [report for code in asked.region_codes for report in pool if is_within(report.region.code, code)]
        pool = list({report.report_id: report for report in named}.values())
        if not pool:
            names = "、".join(_name(code) for code in asked.region_codes)
            return Selection((), "unknown_region", f"所选范围内没有{names}的报告；现有{listing(within.reports)}。")
    warnings = (*within.warnings, *_own_reports_lacking(asked, pool))
    if asked.says_when:
        selection = _of_years(asked, pool, topic)
        return replace(selection, warnings=(*warnings, *selection.warnings))
    newest = _newest(pool) if not (scope and (scope.years or scope.report_ids)) else pool
    return Selection(tuple(newest), warnings=warnings)


def _of_years(asked: Asked, pool: Sequence[Report], topic: Topic) -> Selection:
    newest = max(report.year for report in pool)
    years = asked.years or (newest - (asked.years_back or 0),)
    planned = [report for report in pool if report.year + 1 in years]
    found = [report for report in pool if report.year in years]
    # What is asked of 2025 and is no figure, the report of 2024 answers with its plans.
    plan_of = bool(planned) and (topic.wants_plan or (topic.kind is not QuestionKind.FIGURE and not found))
    if plan_of:
        found = planned
    warnings = []
    if asked.years_back is not None and not asked.years and found:
        warnings.append(
            f"“{ {0: '去年', 1: '前年', -1: '今年'}[asked.years_back] }”按馆藏最新的报告理解为{years[0]}年。"
        )
    covered = {report.region.code for report in found}
    absent = list({report.region.code: report.region for report in pool if report.region.code not in covered}.values())
    wanted = "、".join(f"{year}年" for year in years)
    if not found and asked.year_is_carried:
        # 那江宁区呢？ after a question about 2024: a colleague tells what there is, and says of which year it is.
        newest_ones = _newest(pool)
        warnings.append(f"馆藏中没有{_names(absent)}{wanted}的报告，这里用的是{listing(newest_ones)}。")
        return Selection(tuple(newest_ones), warnings=tuple(warnings))
    if not found:
        return Selection(
            (),
            "year_not_covered",
            f"馆藏中没有{_names(absent)}{wanted}的报告；现有{listing(pool)}。",
            nearby=tuple(_newest(pool)),
            years=years,
        )
    if absent and asked.region_codes:
        held = listing([report for report in pool if report.region.code not in covered])
        warnings.append(f"馆藏中没有{_names(absent)}{wanted}的报告；现有{held}。")
    missing = [year for year in years if all(report.year != year for report in found)]
    if missing and not plan_of:
        warnings.append(f"馆藏中没有这些地区{'、'.join(f'{year}年' for year in missing)}的报告。")
    return Selection(tuple(found), warnings=tuple(warnings), years=years, plan_of=plan_of)


def _own_reports_lacking(asked: Asked, pool: Sequence[Report]) -> list[str]:
    """常州市 is answered by its districts' reports where it has none of its own."""
    held = {report.region.code for report in pool}
    names = [_name(code) for code in asked.region_codes if code.endswith("00") and code not in held]
    return [f"馆藏中没有{'、'.join(names)}本级的报告，这里用的是所辖地区的报告。"] if names else []


def within_scope(scope: ScopeBody | None, collection: Sequence[Report]) -> Selection:
    """What the request's scope leaves of the collection."""
    if scope is None:
        return Selection(tuple(collection))
    pool = list(collection)
    absent: list[str] = []
    if scope.report_ids:
        pool = [report for report in pool if report.report_id in scope.report_ids]
        if not pool:
            return Selection((), "unknown_region", f"所选范围中的报告编号不在馆藏中；现有{listing(collection)}。")
        held_ids = {report.report_id for report in pool}
        absent += [report_id for report_id in scope.report_ids if report_id not in held_ids]
    if scope.regions:
        named = {name: codes_named(name) for name in scope.regions}
        held = pool
        pool = [r for r in held if any(is_within(r.region.code, code) for codes in named.values() for code in codes)]
        absent += [
            name for name, codes in named.items() if not any(is_within(r.region.code, c) for r in pool for c in codes)
        ]
        if not pool:
            return Selection(
                (), "unknown_region", f"所选范围内没有{'、'.join(scope.regions)}的报告；现有{listing(held)}。"
            )
    if scope.years:
        held = pool
        pool = [report for report in held if report.year in scope.years]
        if not pool:
            years = "、".join(f"{year}年" for year in scope.years)
            return Selection((), "year_not_covered", f"所选范围内没有{years}的报告；现有{listing(held)}。")
    return Selection(tuple(pool), warnings=(f"所选范围中的{'、'.join(absent)}不在馆藏中。",) if absent else ())


def _newest(pool: Iterable[Report]) -> list[Report]:
    by_region: dict[str, Report] = {}
    for report in pool:
        held = by_region.get(report.region.code)
        if held is None or report.year > held.year:
            by_region[report.region.code] = report
    return list(by_region.values())


def listing(reports: Iterable[Report]) -> str:
    """What there is, e.g. 常州市新北区2023年、2024年的报告."""
    years: dict[str, list[int]] = {}
    for report in reports:
        years.setdefault(place(report.region), []).append(report.year)
    listed = [f"{name}{'、'.join(f'{year}年' for year in sorted(held))}" for name, held in list(years.items())[:LISTED]]
    more = f"等{len(years)}个地区" if len(years) > LISTED else ""
    return f"{'，'.join(listed)}{more}的报告"


def _names(regions: Sequence[Region]) -> str:
    names = [place(region) for region in regions[:LISTED]]
    return "、".join(names) + (f"等{len(regions)}个地区" if len(regions) > LISTED else "")


def _name(code: str) -> str:
    region = region_by_code(code)
    return region.name if region else code
