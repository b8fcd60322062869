"""Questions over several reports that a ledger answers: who has the most, how much together, on average. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from service.cited.composition import CitedSentences, Statement, cite
from service.cited.markers import PLAIN_MARKER, in_text_order
from service.contract.answers import Citation, Claim
from service.questions.choice import Found, choose
from service.questions.conversation import resolve_turns
from service.questions.retrieval import lines_of, retrieve
from service.questions.wanted import Aggregate, Bound, Wanted, as_which
from service.table.cautions import cautions_of, is_comparable, label, labels
from service.table.entries import Entry, bounds_of, highest, lowest
from service.table.telling import TOLD, tell_row
from vectorstore.figures.counted import printed_number
from vectorstore.figures.periods import sentence_of
from vectorstore.genre.numerals import counted
from vectorstore.genre.regions import is_within
from vectorstore.genre.terms import Term, lexicon
from vectorstore.snapshot import Snapshot
from vectorstore.store import Store
from vectorstore.types import Encoder, Region, Report

HUNDREDTH = Decimal("0.01")
"""How exactly a mean is computed."""
LISTED = 60
"""How many reports' figures an answer lists, each cited; nobody follows a longer sum."""
_ENDS = {Aggregate.HIGHEST, Aggregate.LOWEST}
_COMPUTED = {Aggregate.SUM, Aggregate.MEAN}
_DISTRICTS = {Aggregate.COUNT, Aggregate.WHICH}
_NOT_POSSIBLE = {
    Aggregate.SUM: "求合计",
    Aggregate.MEAN: "求平均",
    Aggregate.HIGHEST: "比较高低",
    Aggregate.LOWEST: "比较高低",
    Aggregate.RANKING: "排名",
}


@dataclass(frozen=True, slots=True)
class Together:
    """What several reports say together, as it goes into an answer."""

    text: str
    citations: tuple[Citation, ...]
    claims: tuple[Claim, ...]
    warnings: tuple[str, ...] = ()


def put_together(wanted: Wanted, entries: Sequence[Entry]) -> Together | None:
    """One indicator over several reports, every figure cited; None where no report gives it."""
    falling = Aggregate.LOWEST not in wanted.aggregates or Aggregate.HIGHEST in wanted.aggregates
    # What follows from two counts is published by nobody.
    only_printed = wanted.bound is None and set(wanted.aggregates) <= _DISTRICTS
    absent_as = ("not_reported", "derived") if only_printed else ("not_reported",)
    given = [entry for entry in entries if entry.status not in absent_as]
    absent = [entry for entry in entries if entry.status in absent_as]
    if not given:
        return None
    given.sort(key=lambda entry: entry.number or 0.0, reverse=falling)
    cited = CitedSentences()
    text = "".join(_told(wanted, given, absent, cited))
    text, citations = in_text_order(text, cited.all())
    numbers = tuple(citation.n for citation in citations)
    claim = Claim(text=PLAIN_MARKER.sub("", text), citations=numbers, verdict="supported")
    warnings = [*cautions_of(given), *_of_years(given, wanted)]
    return Together(text, citations, (claim,), tuple(warnings))


def places(reports: Sequence[Report]) -> str:
    """三个地区：…"""
    regions = len({report.region.code for report in reports})
    return f"{counted(regions)}个地区：{labels(reports)}"


def _of_years(given: Sequence[Entry], wanted: Wanted) -> list[str]:
    years = sorted({entry.report.year for entry in given})
    added = _COMPUTED & set(wanted.aggregates)
    if len(years) < 2 or not any(_cannot_be_added(aggregate, given) is None for aggregate in added):
        return []
    return [f"所合计的数分属{'、'.join(f'{year}年' for year in years)}。"]


def _told(wanted: Wanted, given: Sequence[Entry], absent: Sequence[Entry], cited: CitedSentences) -> list[str]:
    """The figures from the most to the least, what follows from them, and who gives none."""
    aggregates = wanted.aggregates
    name = given[0].indicator.name
    silent = f"{labels([entry.report for entry in absent])}没有给出。" if absent else ""
    if set(aggregates) <= _DISTRICTS:
        figures = f"{name}：{_listed(given, cited)}。" if len(given) <= LISTED else ""
        return [figures, _districts(wanted, given, absent), silent if wanted.bound else ""]
    if len(given) == 1:
        not_possible = "，也不能".join(dict.fromkeys(_NOT_POSSIBLE[aggregate] for aggregate in aggregates))
        return [f"{name}：只有{_listed(given, cited, '给出，')}。", silent, f"因此不能{not_possible}。"]
    if len(given) > (TOLD if set(aggregates) <= _ENDS else LISTED):
        computed = [_computed(one, given, cited) for one in aggregates if one in _COMPUTED]
        return [tell_row([*given, *absent], cited)[0], *computed]  # its sentence names the ends and who gives none
    added = [_computed(one, given, cited) if one in _COMPUTED else _leaders(one, given, cited) for one in aggregates]
    return [f"{name}：{_listed(given, cited)}。", *dict.fromkeys(added), silent]


def _listed(given: Sequence[Entry], cited: CitedSentences, verb: str = "") -> str:
    return "，".join(f"{label(entry.report)}{verb}{_printed(entry)}{_markers(entry, cited)}" for entry in given)


def _leaders(aggregate: Aggregate, given: Sequence[Entry], cited: CitedSentences) -> str:
    most, least = ("最高", "最低") if given[0].indicator.unit == "%" else ("最多", "最少")
    word, leading = (least, lowest) if aggregate is Aggregate.LOWEST else (most, highest)
    if not is_comparable(given):
        printed = [entry for entry in given if entry.status == "reported"]
        if 1 < len(printed) < len(given) and is_comparable(printed) and (first := leading(printed)):
            return f"推算的口径可能不同；只看原文写明的{counted(len(printed))}份，{word}的是{_named(first, cited)}。"
        return "口径或时间不一，不排高低。"
    first = leading(given)
    if not first:
        return f"有的是约数或给出了不止一个数，不能断定谁{word}。"
    if len(first) == len(given):
        return "各份报告相同，不分高低。"
    return f"{word}的是{_named(first, cited)}。"


def _computed(aggregate: Aggregate, given: Sequence[Entry], cited: CitedSentences) -> str:
    unit = given[0].indicator.unit
    if why := _cannot_be_added(aggregate, given):
        return f"{why}，不{_NOT_POSSIBLE[aggregate]}。"
    numbers = [Decimal(str(entry.number)) for entry in given]
    terms = "＋".join(printed_number(float(number)) for number in numbers)
    markers = "".join(dict.fromkeys(_markers(entry, cited) for entry in given))
    whole = sum(numbers, Decimal(0))
    reports = f"{counted(len(given))}份报告"
    if aggregate is Aggregate.SUM:
        total = printed_number(float(whole))
        return f"{reports}合计{total}{unit}（{terms}＝{total}）{markers}。"
    exact = whole / len(numbers)
    mean = exact.quantize(HUNDREDTH, ROUND_HALF_UP)
    printed, sign = printed_number(float(mean)), "＝" if mean == exact else "≈"
    return f"{reports}平均{printed}{unit}（（{terms}）÷{len(given)}{sign}{printed}）{markers}。"


def _cannot_be_added(aggregate: Aggregate, given: Sequence[Entry]) -> str | None:
    """Why not, the first that holds."""
    codes = {entry.report.region.code for entry in given}
    figures = [entry.sources[0].figure for entry in given if entry.status == "reported"]
    reasons = {
        "比率不能相加": aggregate is Aggregate.SUM and given[0].indicator.unit == "%",
        f"给出的报告有{len(given)}份，多于{LISTED}份，请指定地区或年份": len(given) > LISTED,
        "其中有约数": any(figure.qualifier for figure in figures),
        "其中有的报告给出了不止一个数": any(entry.rivals for entry in given),
        "口径或时间不一": not is_comparable(given),
        "其中有上下级地区，数可能重复": any(a != b and is_within(a, b) for a in codes for b in codes),
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def _districts(wanted: Wanted, given: Sequence[Entry], absent: Sequence[Entry]) -> str:
    if wanted.bound is None and wanted.absent:
        return f"没有给出的有{places([entry.report for entry in absent])}。" if absent else "各份报告都给出了。"
    if wanted.bound is None:
        return f"给出的有{places([entry.report for entry in given])}。"
    sure = [entry.report for entry in given if _meets(entry, wanted.bound)]
    doubtful = [entry.report for entry in given if _meets(entry, wanted.bound) is None]
    asked = wanted.bound.words
    found = f"{asked}的有{places(sure)}" if sure else f"没有{asked}的"
    return f"{found}{f'；{labels(doubtful)}的数不确切，不能断定' if doubtful else ''}。"


def _meets(entry: Entry, bound: Bound) -> bool | None:
    """None where 余, or a second value, leaves it open."""
    figures = [] if entry.status == "derived" else [entry.sources[0].figure, *entry.rivals]
    ends = [end for figure in figures for end in bounds_of(figure)] or [Decimal(str(entry.number))]
    meeting = {bound.admits(end) for end in ends}
    return meeting.pop() if len(meeting) == 1 else None


def _named(entries: Sequence[Entry], cited: CitedSentences) -> str:
    more = f"等{len(entries)}份" if len(entries) > LISTED else ""
    return "、".join(f"{label(entry.report)}{_markers(entry, cited)}" for entry in entries[:LISTED]) + more


def _printed(entry: Entry) -> str:
    if entry.status == "derived":
        part, whole = (printed_number(source.figure.number) for source in entry.sources)
        rate = f"{entry.value}{entry.indicator.unit}"
        return f"推算{rate}（{part}÷{whole}＝{rate}）"
    figure = entry.sources[0].figure
    return figure.value if figure.value.endswith(figure.unit) else f"{figure.value}{figure.unit}"


def _markers(entry: Entry, cited: CitedSentences) -> str:
    statements = (Statement(entry.report, s.paragraph, sentence_of(s.figure, s.paragraph)) for s in entry.sources)
    return "".join(f"[{number}]" for number in dict.fromkeys(map(cited.number, statements)))


def districts_that(
    question: str,
    regions: Sequence[Region],
    reports: Sequence[Report],
    snapshot: Snapshot,
    store: Store,
    encoder: Encoder,
) -> Together | None:
    """The number of districts and the sentence of each, cited; None where no report speaks of it."""
    resolved = resolve_turns(as_which(question), (), regions, lexicon())
    chosen = choose(resolved, retrieve(resolved, reports, snapshot, store, encoder))
    found = [one for one in chosen if _names_all(one, resolved.topic.terms)]
    if not found:
        return None
    text, citations, claims = cite(lines_of(resolved, found))
    head = f"{places([one.report for one in found])}的报告写到这一点。"
    numbers = tuple(citation.n for citation in citations)
    silent = [report for report in reports if report.report_id not in {one.report.report_id for one in found}]
    warnings = (f"{labels(silent)}的报告没有写到。",) if silent else ()
    whole = Claim(text=head, citations=numbers, verdict="supported")
    return Together(f"{head}\n{text}", citations, (whole, *claims), warnings)


def _names_all(found: Found, terms: Sequence[Term]) -> bool:
    """Whether one of its sentences names all that the question does. What may be shown as near need not count as one
    district more."""
    telling = [term for term in terms if term.weight >= 1]
    return any(all(any(name in one.span.text for name in term.names) for term in telling) for one in found.evidence)
