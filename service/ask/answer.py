"""A question in, a cited answer out: of the reports' own sentences, or of a language model's that they hold."""

import uuid
from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from time import perf_counter

from service.ask.together import Together, districts_that, put_together
from service.ask.writing import Material, write
from service.cited.composition import Line, cite
from service.cited.markers import pieces
from service.contract.answers import Answer, AskRequest, Delta, Reason, Timings
from service.errors import NoLanguageModel
from service.questions.choice import Found, choose, nothing_about, with_familiar_words
from service.questions.conversation import Resolved, resolve_turns
from service.questions.retrieval import lines_of, retrieve
from service.questions.scope import read_scope
from service.questions.selection import Selection, select_reports
from service.questions.topic import QuestionKind
from service.questions.wanted import indicator_asked, wanted_of
from service.resources import Resources
from service.table.rows import rows_of
from vectorstore.errors import StorageInUse
from vectorstore.genre.regions import place
from vectorstore.genre.terms import lexicon
from vectorstore.search import EXACT_SCAN_REPORTS
from vectorstore.snapshot import Snapshot, StaleSnapshot
from vectorstore.types import RankedParagraph, Report

TRIES = 5
OFFERED = 3
"""Reports named in the place of one that doesn't give what was asked."""
OFFERED_FROM = 8
"""Of so many it is looked for; twenty would take as long as three questions."""
OFF_TOPIC = (
    "这个问题不是法治政府建设年度报告所写的内容，无法据报告回答。"
    "可以询问各地的行政复议、行政执法、政务服务、普法、矛盾纠纷化解等情况。"
)


@dataclass(frozen=True, slots=True)
class Extracted:
    """The answer of the reports' own sentences, and what it was made from."""

    answer: Answer
    material: Material | None
    """What there is to write an answer from; None where the question isn't answered."""
    retrieval_ms: float


def answer(request: AskRequest, resources: Resources) -> Answer:
    """Answers from the collection, or abstains and says what there is instead.

    Raises NoLanguageModel for mode `generative` where none is configured, and the errors of the store.
    """
    events = list(answer_events(request, resources))
    last = events[-1]
    assert isinstance(last, Answer)
    return last


def answer_events(request: AskRequest, resources: Resources) -> Generator[Delta | Answer, None, None]:
    """The answer's text as it grows, each piece checked, then the whole answer: joined, the pieces are its text.

    A language model that fails is no error: the reports' own sentences answer, with a warning that says why. Raises as
    answer does.
    """
    model = resources.language_model
    if request.mode == "generative" and model is None:
        raise NoLanguageModel()
    started = perf_counter()
    extracted = _extracted(request, resources)
    found = perf_counter()
    if model is None or request.mode == "extractive" or extracted.material is None:
        yield from (Delta(text=piece) for piece in pieces(extracted.answer.answer))
        result = extracted.answer
    else:
        result = yield from write(request, extracted.material, extracted.answer, model)
    finished = perf_counter()
    generation_ms = 1000 * (finished - found)
    retrieval_ms = 1000 * (found - started)
    if result.mode == "extractive":  # what chose the sentences is the making of such an answer
        generation_ms, retrieval_ms = generation_ms + retrieval_ms - extracted.retrieval_ms, extracted.retrieval_ms
    timings = Timings(retrieval_ms=retrieval_ms, generation_ms=generation_ms, total_ms=1000 * (finished - started))
    yield result.model_copy(update={"timings": timings})


def _extracted(request: AskRequest, resources: Resources) -> Extracted:
    for _ in range(TRIES):
        with suppress(StaleSnapshot):  # a report was taken away while it was asked about
            return _extracted_from(request, resources.store.snapshots.newest(), resources)
    raise StorageInUse("报告库正在频繁更新，请稍后再问。")


def _extracted_from(request: AskRequest, snapshot: Snapshot, resources: Resources) -> Extracted:
    started = perf_counter()
    earlier = [message.content for message in request.history if message.role == "user"]
    regions = list({report.region.code: report.region for report in snapshot.reports}.values())
    resolved = resolve_turns(request.question, earlier, regions, lexicon())
    resolved = with_familiar_words(resolved, resources.store.words.knows)
    selection = select_reports(resolved.asked, request.scope, snapshot.reports, resolved.topic)
    if selection.plan_of:
        resolved = replace(resolved, topic=replace(resolved.topic, wants_plan=True))
    if put_together := _put_together(request, resolved, selection, snapshot, resources):
        return Extracted(put_together, None, 1000 * (perf_counter() - started))
    ranked = retrieve(resolved, selection.reports or selection.nearby, snapshot, resources.store, resources.encoder)
    retrieval_ms = 1000 * (perf_counter() - started)
    result, material = _decided(resolved, selection, ranked)
    if result.reason == "not_reported" and resolved.asked.says_where:
        result = _with_offer(result, _others_that_tell(resolved, selection, snapshot, resources))
    return Extracted(result, material, retrieval_ms)


def _put_together(
    request: AskRequest, resolved: Resolved, selection: Selection, snapshot: Snapshot, resources: Resources
) -> Answer | None:
    """Who has the most, how much together: from the ledger. None for another question, or where it doesn't know."""
    earlier = [message.content for message in request.history if message.role == "user"][::-1]
    wanted = wanted_of(request.question, earlier)
    if wanted is None or selection.reason or len(selection.reports) < 2 or resolved.topic.wants_plan:
        return None
    regions = list({report.region.code: report.region for report in snapshot.reports}.values())
    before = [read_scope(turn, regions).rest for turn in earlier]
    own = read_scope(request.question, regions).rest
    indicator = indicator_asked(own, before, resolved.topic.units, lexicon()) if wanted.of_figures else None
    together: Together | None = None
    if indicator is not None:
        row = rows_of(selection.reports, [indicator], snapshot, resources.store.catalog)[0]
        together = put_together(wanted, row)
    elif wanted.counts_what_is_done:
        together = districts_that(
            request.question, regions, selection.reports, snapshot, resources.store, resources.encoder
        )
    if together is None:
        return None
    return Answer(
        id=_new_id(),
        answer=together.text,
        abstained=False,
        reason=None,
        mode="extractive",
        citations=together.citations,
        claims=together.claims,
        warnings=(*selection.warnings, *together.warnings),
        timings=_NO_TIME,
    )


def _others_that_tell(
    resolved: Resolved, selection: Selection, snapshot: Snapshot, resources: Resources
) -> list[Report]:
    """Reports of other districts or years that give what was asked: of the same districts first."""
    asked = {report.report_id for report in selection.reports}
    regions = {report.region.code for report in selection.reports}
    others = [report for report in reversed(snapshot.reports) if report.report_id not in asked]
    others.sort(key=lambda report: report.region.code not in regions)
    ranked = retrieve(resolved, others[:OFFERED_FROM], snapshot, resources.store, resources.encoder)
    return [found.report for found in choose(resolved, ranked)][:OFFERED]


def _with_offer(abstention: Answer, reports: Sequence[Report]) -> Answer:
    if not reports:
        return abstention
    return abstention.model_copy(
        update={"answer": f"{abstention.answer.rstrip('。')}；{_named(reports)}给出了，可以改问。"}
    )


def _decided(
    resolved: Resolved, selection: Selection, ranked: Sequence[RankedParagraph]
) -> tuple[Answer, Material | None]:
    """The answer, and what a language model may write one from; an abstention is never written by it."""
    searched = bool(selection.reports or selection.nearby)
    if searched and nothing_about(resolved, ranked):
        return _abstention("off_topic", OFF_TOPIC), None
    if selection.reason == "year_not_covered":
        found = choose(resolved, ranked, years_in_text=selection.years) if searched else []
        if not found:
            return _abstention(selection.reason, selection.message, selection.warnings), None
    elif selection.reason:
        return _abstention(selection.reason, selection.message, selection.warnings), None
    else:
        found = choose(resolved, ranked)
    if not found:
        return _abstention("not_reported", _not_reported(resolved, selection.reports), selection.warnings), None
    looked_at = {paragraph.report.report_id: paragraph.report for paragraph in ranked}
    warnings = (*selection.warnings, *_unknown_places(resolved, ranked))
    lines = lines_of(resolved, found)
    result = _answer(resolved, found, lines, replace(selection, warnings=warnings), list(looked_at.values()))
    return result, Material(resolved, tuple(zip(found, lines, strict=True)), tuple(ranked))


def _unknown_places(resolved: Resolved, ranked: Sequence[RankedParagraph]) -> list[str]:
    """Places beside the collection's that a question names, less those that its reports speak of (与南山签订协议)."""
    texts = [paragraph.paragraph.text for paragraph in ranked]
    unknown = [name for name in resolved.asked.unknown_regions if not any(name in text for text in texts)]
    return [f"馆藏中没有{'、'.join(unknown)}的报告。"] if unknown else []


def _answer(
    resolved: Resolved, found: Sequence[Found], lines: Sequence[Line], selection: Selection, looked_at: Sequence[Report]
) -> Answer:
    warnings = list(selection.warnings)
    if len(selection.reports) > EXACT_SCAN_REPORTS:
        warnings.append(
            f"范围内共有{len(selection.reports)}份报告，这里只看了最相关的{len(looked_at)}份；可以指定地区或年份再问。"
        )
    silent = [report for report in looked_at if report.report_id not in {f.report.report_id for f in found}]
    if silent and (resolved.asked.region_codes or resolved.asked.every_region) and not resolved.topic.which_regions:
        warnings.append(f"{_named(silent)}没有给出所问的内容。")
    warnings += [
        f"{place(f.report.region)}{f.report.year}年度报告给出的是多年或截至某时的数，不是当年的数。"
        for f in found
        if f.cumulative
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
    what = "的数字" if resolved.topic.kind is QuestionKind.FIGURE else ""
    # The user's own words, less the numbers: an abstention gives none.
    phrase = resolved.topic.phrase
    if phrase.isascii():  # asked in English
        phrase = "、".join(term.word for term in resolved.topic.terms if not term.word.isascii())
    about = (
        f"“{phrase}”{what}"
        if phrase and not any(map(str.isdigit, phrase))
        else f"所问的{what.removeprefix('的') or '内容'}"
    )
    if len(reports) > EXACT_SCAN_REPORTS:
        return f"在范围内的{len(reports)}份报告中没有找到{about}；可以指定地区或年份再问。"
    return f"{_named(reports)}没有给出{about}。"


def _named(reports: Sequence[Report]) -> str:
    return "、".join(f"{place(report.region)}{report.year}年度" for report in reports) + "报告"


def _new_id() -> str:
    return f"ans_{uuid.uuid4().hex[:16]}"
