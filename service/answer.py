"""A question in, a cited answer out, made of the reports' own sentences."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter

from service.choice import Found, choose, nothing_about, with_familiar_words
from service.citations import Line, Statement, cite
from service.conversation import Resolved, resolve
from service.errors import NoLanguageModel
from service.lexicon import lexicon
from service.query import query_of
from service.question import Kind
from service.resources import Resources
from service.selection import Selection, place, select_reports
from service.types import Answer, AskRequest, Reason, Timings
from vectorstore.search import EXACT_SCAN_REPORTS, search
from vectorstore.snapshot import Snapshot
from vectorstore.types import RankedParagraph, Report

PARAGRAPHS_PER_REPORT = 12
"""How many paragraphs of each report are read for an answer; a report has about 30."""
EVERY_PARAGRAPH = 1000
"""Plans and shortcomings are told from all the paragraphs of their part."""


def answer(request: AskRequest, resources: Resources) -> Answer:
    """Answers from the collection, or abstains and says what there is instead.

    Raises NoLanguageModel for mode `generative`, and the errors of the store.
    """
    if request.mode == "generative":
        raise NoLanguageModel("没有配置语言模型，不能用 generative 方式作答；请改用 auto 或 extractive。")
    started = perf_counter()
    snapshot = resources.store.snapshots.newest()
    collection = snapshot.reports
    earlier = [message.content for message in request.history if message.role == "user"]
    regions = list({report.region.code: report.region for report in collection}.values())
    resolved = resolve(request.question, earlier, regions, lexicon())
    resolved = with_familiar_words(resolved, resources.store.words.knows)
    selection = select_reports(resolved.asked, request.scope, collection, resolved.topic)
    if selection.plan_of:
        resolved = replace(resolved, topic=replace(resolved.topic, wants_plan=True))
    ranked = _retrieve(resolved, selection.reports or selection.nearby, snapshot, resources)
    retrieved = perf_counter()
    result = _answer_from(resolved, selection, ranked, collection)
    finished = perf_counter()
    timings = Timings(
        retrieval_ms=1000 * (retrieved - started),
        generation_ms=1000 * (finished - retrieved),
        total_ms=1000 * (finished - started),
    )
    return result.model_copy(update={"timings": timings})


def _retrieve(
    resolved: Resolved, reports: Sequence[Report], snapshot: Snapshot, resources: Resources
) -> list[RankedParagraph]:
    whole_part = resolved.topic.wants_plan or resolved.topic.wants_shortcomings
    limit = EVERY_PARAGRAPH if whole_part else PARAGRAPHS_PER_REPORT
    return search(query_of(resolved), reports, snapshot, resources.store, resources.encoder, limit)


def _answer_from(
    resolved: Resolved, selection: Selection, ranked: Sequence[RankedParagraph], collection: Sequence[Report]
) -> Answer:
    if selection.reason != "unknown_region" and nothing_about(resolved, ranked):
        return _abstention(
            "off_topic",
            "这个问题不是法治政府建设年度报告所写的内容，无法据报告回答。可以询问各地的行政复议、行政执法、政务服务、普法、矛盾纠纷化解等情况。",
        )
    if selection.reason == "year_not_covered":
        found = choose(resolved, ranked, years_in_text=resolved.asked.years)
        if not found:
            return _abstention(selection.reason, selection.message, selection.warnings)
    elif selection.reason:
        return _abstention(selection.reason, selection.message, selection.warnings)
    else:
        found = choose(resolved, ranked)
    if not found:
        return _abstention("not_reported", _not_reported(resolved, selection.reports), selection.warnings)
    looked_at = {paragraph.report.report_id: paragraph.report for paragraph in ranked}
    return _answer(resolved, found, selection, list(looked_at.values()))


def _answer(resolved: Resolved, found: Sequence[Found], selection: Selection, looked_at: Sequence[Report]) -> Answer:
    warnings = list(selection.warnings)
    if len(selection.reports) > EXACT_SCAN_REPORTS:
        warnings.append(
            f"范围内共有{len(selection.reports)}份报告，这里只看了最相关的{len(looked_at)}份；可以指定地区或年份再问。"
        )
    silent = [report for report in looked_at if report.report_id not in {f.report.report_id for f in found}]
    if silent and (resolved.asked.region_codes or resolved.asked.every_region) and not resolved.topic.which_regions:
        warnings.append(f"{_named(silent)}没有给出所问的内容。")
    warnings += [
        f"{place(f.report.region)}{f.report.year}年度报告给出的是累计或多年的数，不是当年的数。"
        for f in found
        if f.cumulative
    ]
    part = "（下一年度安排）" if resolved.topic.wants_plan else ""
    lines = [
        Line(
            f"{place(f.report.region)}{f.report.year}年度报告{part}：",
            tuple(Statement(f.report, evidence.ranked.paragraph, evidence.span) for evidence in f.evidence),
        )
        for f in found
    ]
    text, citations, claims = cite(lines)
    return Answer(
        id=_new_id(),
        answer=text,
        abstained=False,
        reason=None,
        mode="extractive",
        citations=citations,
        claims=claims,
        warnings=tuple(warnings),
        timings=_NO_TIME,
    )


def _abstention(reason: Reason, sentence: str, warnings: Sequence[str] = ()) -> Answer:
    return Answer(
        id=_new_id(),
        answer=sentence,
        abstained=True,
        reason=reason,
        mode="extractive",
        citations=(),
        claims=(),
        warnings=tuple(warnings),
        timings=_NO_TIME,
    )


_NO_TIME = Timings(retrieval_ms=0, generation_ms=0, total_ms=0)


def _not_reported(resolved: Resolved, reports: Sequence[Report]) -> str:
    what = "的数字" if resolved.topic.kind is Kind.FIGURE else ""
    # The user's words, less the numbers: an abstention gives none.
    words = "、".join(term.word for term in resolved.topic.terms if not any(map(str.isdigit, term.word)))
    about = f"“{words}”{what}" if words else f"所问的内容{what}"
    if len(reports) > EXACT_SCAN_REPORTS:
        return f"在范围内的{len(reports)}份报告中没有找到{about}；可以指定地区或年份再问。"
    return f"{_named(reports)}没有给出{about}。"


def _named(reports: Sequence[Report]) -> str:
    return "、".join(f"{place(report.region)}{report.year}年度" for report in reports) + "报告"


def _new_id() -> str:
    return f"ans_{uuid.uuid4().hex[:16]}"
