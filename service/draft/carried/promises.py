"""What last year's report promised, as sentences that report on it. Pure."""

import re

from service.cited.composition import Statement
from service.draft.carried.placing import places_of
from service.draft.types import Basis, Gap, Outline, OutlineSection, Promise, Quoted, Sentence
from vectorstore.genre.assertions import is_wanting
from vectorstore.genre.headings import read_mark
from vectorstore.genre.matters import department_of
from vectorstore.genre.numerals import numeral
from vectorstore.genre.parts import parts_of
from vectorstore.genre.quantities import quantities
from vectorstore.genre.text import COMMAS, NAMES, Span, clauses, pairs, trimmed
from vectorstore.genre.times import YEAR
from vectorstore.genre.verbs import ADVERBS, VERBS, acts
from vectorstore.reports.points import follows, prepares
from vectorstore.reports.promises import Point, commitments_of, shortcomings_of
from vectorstore.types import Part

_STANDING = re.compile(
    "(?:继续|始终|将|要)*(?:坚持)?以(?:学习贯彻)?习近平(?:新时代中国特色社会主义思想|法治思想)(?:和习近平法治思想)?为(?:指导|指引|统领|引领|(?:根本)?遵循)"
    "|(?:深入|全面|认真|持续|坚持)*(?:学习|宣传|贯彻|落实|践行)+习近平法治思想"
)
"""What a plan's first sentence says in every year."""
_HANDLED = re.compile("[把将对]")
"""把X作为Y is no field."""
_DATED = re.compile(rf"{YEAR}年度?")


def plan_sentences(basis: Basis, section: OutlineSection) -> tuple[tuple[Sentence, ...], ...]:
    """Paragraphs of gaps for the year after the one reported on; () where a heading only holds others."""
    names_part = Part.PLAN in parts_of(section.heading, basis.report.year)
    if not names_part and not section.added:
        return ((_arranged(f"{_words(section.heading)}的具体安排", basis, section.heading),),)
    points = [point for point in commitments_of(basis.paragraphs) if _stands_in(point, section)]
    if not points:
        return ((_whole(basis),),) if section.added or section.sources else ()
    opening = _opening(points[0], basis)
    return ((opening or _whole(basis),), *((one,) for one in _fields(points, basis, carried=opening is not None)))


def _fields(points: list[Point], basis: Basis, carried: bool) -> list[Sentence]:
    """One for each label of the old plan, or for each of its matters where it has none."""
    named: dict[str, str] = {}
    for point in points:
        if point.overall or (carried and point is points[0]):
            continue
        if point.head:
            named.setdefault(_words(point.head).removesuffix("方面"), point.head)
        else:
            named.setdefault(field_of_promise(point.span.text), point.span.text)
    return [
        _arranged(f"{name}{'的安排' if _HANDLED.match(name) else '方面的安排'}", basis, text)
        for name, text in named.items()
    ]


def _whole(basis: Basis) -> Sentence:
    return _arranged("推进法治政府建设的主要安排", basis, "法治政府建设")


def _arranged(indicator: str, basis: Basis, about: str) -> Sentence:
    return Sentence((Gap(indicator, department=department_of(about), year=basis.year + 1), "。"))


def _opening(point: Point, basis: Basis) -> Sentence | None:
    """The plan's first sentence as far as it says the same in every year; None where it says nothing of the kind."""
    standing: list[Span] = []
    for clause in map(trimmed, clauses(point.span, at=COMMAS)):
        if not _STANDING.fullmatch(clause.text):
            break
        standing.append(clause)
    if not standing:
        return None
    begin, end = standing[0].start, standing[-1].end
    source = Span(point.paragraph.text[begin:end], begin, end)
    gap = Gap("推进法治政府建设的总体安排", department=department_of("法治政府建设"), year=basis.year + 1)
    pieces = (f"{basis.year + 1}年，{source.text}，", gap, "。")
    return Sentence(pieces, (Statement(basis.report, point.paragraph, source),))


def _stands_in(point: Point, section: OutlineSection) -> bool:
    return any(
        source.paragraph.paragraph_id == point.paragraph.paragraph_id and source.start <= point.span.start
        for source in section.sources
    )


def _words(heading: str) -> str:
    """Without its number and a year."""
    mark = read_mark(heading)
    return _DATED.sub("", heading[mark.end if mark else 0 :]).strip("。：:，, ")


LONGEST = 40
"""Characters; longer ones are cut at a joint."""
SHORTEST = 4
_TITLE = re.compile("《([^《》]*)》")
_OCCASION = re.compile(
    "以(?P<taken>.{4,}?)为(?:契机|抓手|导向|主线|目标|引领|牵引|重点|突破口|载体)|(?:紧紧)?(?:围绕|聚焦|针对|紧扣)(?P<met>.{4,})"
)
_REACHES = re.compile(
    "(?:均|力争)?(?:达到?|不低于|不少于|超过|突破|控制在|压缩至|提高到|提升至|降至)?(?:以上|以下|以内|左右)?$"
)
_DATE = re.compile(
    f"(?:在|于|到|至)?(?:{YEAR}年度?(?:[0-9]{{1,2}}月)?|[0-9]{{1,2}}月|年|[上下]半年)(?:底|末|中)?(?:之?前|以内|内)|{YEAR}年度?|[上下]半年"
)
_MANNER = re.compile(
    "(?:进一步|持续|不断|切实|严格|着力|稳步|稳妥|有序|加快|积极|大力|扎实|充分|主动|及时|适时|定期|全面|深入|高质量|高标准|高效|继续|努力|着重|重点|"
    "纵深|动态|坚决|多方|认真|坚定不移|强力|全力|更好|有效)+(?=[\u4e00-\u9fff]{2})"
)
_ACT = re.compile(rf"{ADVERBS}*{VERBS}(?![和与及、好了的力])")
_JOINT = re.compile("[、和与及的]")
_LACK = re.compile(
    "(?:仍|还|尚|也|均|亟|都)(?:然|旧)?(?:有|要|须|需|是|显).*|(?:仍|还|尚|也|均|亟|都)?(?:需(?!求)|须|有待|(?<![期对招接等])待(?!遇)|存在|"
    "不(?!断|动产)|未|没有|缺|[较偏][低弱慢少差为]|薄弱|滞后|欠|流于|参差|难以).*"
)
_PLACE = re.compile("在(?P<what>.{3,}?)(?:上|方面|中|方面上|等方面)?")
_MANNER_OF_LACK = re.compile("(?:抓|做|落实|发挥|运用|推进)?得$")
_SOME = re.compile("(?:个别|部分|少数|有的|一些|各).{0,8}")


def subject_of_promise(text: str) -> str:
    """Of what is promised first, without figures, times and titles: 推出执法人员公共法律知识类专题课程. Never empty."""
    said = _clauses(text)
    done = next((clause for clause in said if not prepares(clause)), said[0] if said else text)
    plain = _plain(done)
    manner = _MANNER.match(plain)
    subject = plain[manner.end() :] if manner else plain
    occasion = _OCCASION.fullmatch(subject)
    return _short((occasion["taken"] or occasion["met"]) if occasion else subject) or "此项工作"


def promises_more(text: str) -> bool:
    """Whether the subject tells the first of several things."""
    said = [clause for clause in _clauses(text) if not prepares(clause)]
    return any(not follows(clause) and acts(clause) for clause in said[1:])


def field_of_promise(text: str) -> str:
    """The same without what is done: 执法人员公共法律知识类专题课程."""
    subject = subject_of_promise(text)
    field = _ACT.sub("", subject, count=1) if _ACT.match(subject) else subject
    return field if len(field) >= SHORTEST else subject


def subject_of_shortcoming(text: str) -> str:
    """Of what is wanting: 行政执法人员培训的针对性、有效性. Never empty."""
    wanting = _plain(next((clause for clause in _clauses(text) if is_wanting(clause)), text))
    subject = _MANNER_OF_LACK.sub("", _LACK.sub("", wanting))
    if place := _PLACE.fullmatch(subject):
        subject = place["what"]
    if not is_wanting(wanting):
        subject = f"{subject}工作"
    elif len(subject) < SHORTEST or _SOME.fullmatch(subject):
        subject = f"{_short(wanting)}问题"
    return _short(subject) or "此项问题"


def _clauses(text: str) -> list[str]:
    return [trimmed(clause).text for clause in clauses(text, at=COMMAS)]


def _plain(text: str) -> str:
    """Without titles' brackets, figures and times; names in quotation marks stay as they are."""
    kept = [(name.start, name.end) for name in pairs(text, NAMES)]
    # 三年行动 is a name, 3个 a figure
    found = [(one.start, one.end) for one in quantities(text) if re.search("[0-9０-９]", one.printed)]
    found += [match.span() for match in _DATE.finditer(text)]
    gone = {place for start, end in found for place in range(start, end) if not any(a <= place < b for a, b in kept)}
    left = "".join(character for place, character in enumerate(text) if place not in gone)
    left = _TITLE.sub(lambda match: "" if re.search("[0-9]", match[1]) else match[1], left)
    return (_REACHES.sub("", left) if found else left).strip("，,、 ")


def _short(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    joints = [match.start() for match in _JOINT.finditer(text, SHORTEST, LONGEST) if _closed(text[: match.start()])]
    return f"{text[: joints[-1]]}等" if joints else text[:LONGEST]


def _closed(text: str) -> bool:
    return all(text.count(opening) == text.count(closing) for opening, closing in ("“”", "（）", "()"))


__all__ = ["leadership_sentences", "plan_sentences", "promise_sentence", "promises_of", "shortcoming_sentences"]

_DUTIES = (
    ("党委（党组）理论学习中心组学法", "党委办"),
    ("政府常务会议学法", "政府办"),
    ("专题研究法治建设", "法治办"),
    ("重大问题协调解决", "法治办"),
    ("党政主要负责人述法", "法治办"),
)
"""What the regulation on the first person responsible asks of the Party and government heads, and who keeps record."""


def promises_of(basis: Basis, outline: Outline) -> tuple[Promise, ...]:
    """Each commitment of the plan with its section, in the plan's order; none is left out."""
    points = commitments_of(basis.paragraphs)
    return tuple(
        Promise(_statement(point, basis), place)
        for point, place in zip(points, places_of(points, outline), strict=True)
    )


def promise_sentence(promise: Promise, basis: Basis) -> tuple[Sentence, Gap]:
    """What was promised, quoted, and a gap for what came of it. The gap is one of the sentence's pieces."""
    statement = promise.statement
    words = statement.span.text
    department = department_of(words, statement.paragraph.path[1:])
    others = "等" if promises_more(words) else ""
    gap = Gap(f"{subject_of_promise(words).removesuffix(others)}{others}情况", department=department)
    return Sentence(("落实", Quoted(statement), "的安排，", gap, "。")), gap


def shortcoming_sentences(basis: Basis) -> tuple[tuple[Sentence, ...], ...]:
    """Paragraphs: a gap for the year's own shortcomings, then last year's to check off, those of an item together."""
    asked = Sentence((Gap("推进法治政府建设存在的主要不足和原因", department="法治办"), "。"))
    items: dict[tuple[str, int | None, int], list[Point]] = {}
    for place, point in enumerate(shortcomings_of(basis.paragraphs)):
        numbered = point.item is not None
        items.setdefault((point.paragraph.paragraph_id, point.item, -1 if numbered else place), []).append(point)
    several = len(items) > 1
    paragraphs = [
        tuple(
            _shortcoming(point, basis, f"{numeral(number)}是" if several and first == 0 else "")
            for first, point in enumerate(points)
        )
        for number, points in enumerate(items.values(), 1)
    ]
    return ((asked,), *paragraphs)


def leadership_sentences(basis: Basis) -> tuple[tuple[Sentence, ...], ...]:
    """The paragraph of a section that the basis does not have: a gap for each duty that the regulation names."""
    return (tuple(Sentence((Gap(f"{duty}情况", department=who), "。")) for duty, who in _DUTIES),)


def _shortcoming(point: Point, basis: Basis, opening: str) -> Sentence:
    words = point.span.text
    named = "的问题，" if is_wanting(words) else "方面的不足，"
    gap = Gap(
        f"{subject_of_shortcoming(words)}改善情况（仍存在的写明原因）",
        department=department_of(words, (point.head,)),
    )
    return Sentence((f"{opening}对照此前查找的", Quoted(_statement(point, basis)), named, gap, "。"))


def _statement(point: Point, basis: Basis) -> Statement:
    return Statement(basis.report, point.paragraph, point.span)
