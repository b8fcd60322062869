"""What a report promises for the next year, and what it says is wanting: each thing a span as printed. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vectorstore.genre.assertions import is_wanting
from vectorstore.genre.text import COMMAS, Clause, Span, clauses, part, trimmed
from vectorstore.genre.times import YEAR
from vectorstore.genre.verbs import acts
from vectorstore.reports.closing import TIME, closings, without_annexes
from vectorstore.reports.points import Stated, closes, enumerated, matter_spans, stated
from vectorstore.types import Paragraph, Part

_CAUSE = re.compile("(?:究其|分析)?(?:主要|其)?(?:原因|成因|根源)|(?:产生|造成|导致|出现|存在).{0,12}(?:原因|根源)")
_PRAISE = re.compile("取得|成绩|成效|进展|进步|提升了|肯定")
_BUT = re.compile("[，,](?:同时)?(?:但是?|然而|不过|可)")
_OPENS = re.compile(f"(?:{YEAR}年|近年来|一年来|过去|总体|总的|虽然?|尽管|回顾|对照|在.{{0,12}}(?:的同时|过程中))")
_REMARK = re.compile(
    "(?:也|还|仍|依然|仍然|尚|但|同时|清醒.{0,6}到|看到|认识到|我[区市县们])*.{0,12}(?:存在|面临|有).{0,14}(?:问题|不足|薄弱环节|短板|困难|挑战|差距|弱项)(?:[和与].{2,6})?"
    "|(?:但是?|然而|同时)?与.*(?:相比|对照|期盼|期待|要求|期望|需求)|.*(?:主要表现|集中体现|体现)(?:在|为|有)?"
)
_BELONGS_BEFORE = re.compile(
    "(?:导致|造成|影响|致使|从而|使得?|未|没有|不|还|仍|尚|也|且|与|存在|缺乏|缺少|难以|特别|尤其|甚至|以致|进而|离|距)"
)


def shortcomings(said: Stated) -> list[Span]:
    """Those that a sentence names, as printed; none where it only remarks that there are some, or why."""
    if said.announces or _CAUSE.match(said.span.text) or _CAUSE.match(said.head):
        return []
    own = clauses(said.span, at=COMMAS)
    if said.item is None:
        own = _without_remarks(own, said.span)
    return [span for group in _grouped(own) for span in _told_apart(group, said.span)]


def _without_remarks(clauses: list[Clause], sentence: Span) -> list[Clause]:
    """What follows 取得了成绩，但还存在问题，与要求相比还有差距."""
    turn = _BUT.search(sentence.text)
    praised = bool(_PRAISE.search(sentence.text[: turn.start()] if turn else sentence.text))
    if turn and praised:
        clauses = [clause for clause in clauses if clause.start > sentence.start + turn.start()]
    elif praised and not is_wanting(sentence.text):
        return []
    if not (turn or praised or _OPENS.match(sentence.text)):
        return clauses
    told = 0
    for place, clause in enumerate(clauses, 1):
        words = trimmed(clause).text
        if _REMARK.fullmatch(words):
            told = place
        elif is_wanting(words):
            break
    return clauses[told:]


def _grouped(clauses: list[Clause]) -> list[list[Clause]]:
    """Clauses that tell one shortcoming: occasion, what is wanting, what came of it."""
    groups: list[list[Clause]] = []
    for clause in clauses:
        told = groups and any(is_wanting(one.text) for one in groups[-1])
        if not groups or (told and not _BELONGS_BEFORE.match(trimmed(clause).text)):
            groups.append([])
        groups[-1].append(clause)
    if len(groups) > 1 and not any(is_wanting(one.text) for one in groups[-1]):
        groups[-2].extend(groups.pop())
    return groups


def _told_apart(group: list[Clause], sentence: Span) -> list[Span]:
    items = enumerated(trimmed(group[0])) if len(group) == 1 else []
    whole = part(sentence, group[0].start - sentence.start, group[-1].end - sentence.start)
    return [trimmed(span) for span in items or [whole]]


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to report on: a promise or a shortcoming."""

    paragraph: Paragraph
    span: Span
    """Without number, opening (2025年，我区将) and closing stop."""
    head: str = ""
    """The heading or label within the paragraph that it stands below."""
    item: int | None = None
    """Which of the paragraph's numbered items it belongs to, from 0."""
    overall: bool = False
    """It speaks of the whole year's work, as a plan's first sentence does."""


_WE = "(?:我们|我[区市县州省旗局委]|[全本][区市县州省旗局]|[^，,。；;：:将要]{2,12}?(?:[区县市州旗局]|政府|委员会))"
_ANYONE = "[^，,。；;：:将要]{1,20}?"
_WILL = "(?:将(?:继续|要)?|(?<![需主重必])要(?!求)|(?<![虚模])拟|计划)"
_OPENING = re.compile(
    rf"{TIME}[，,]?\s*(?:(?:{_WE}|{_ANYONE})[，,]?)?{_WILL}|{TIME}[，,]\s*(?:{_WE}[，,])?|{_WE}(?:法治政府建设)?(?:工作)?[，,]?(?:将(?:继续|要)?|要(?!求))|将(?:继续|要)"
)
_TIME_ONLY = re.compile(rf"{TIME}[，,]?\s*")
_HANDLED = re.compile("[将把].{1,40}?(?:纳入|作为|列入|融入|转化|贯穿|落实到|落到|引向|延伸|嵌入|上线|下沉|转变)")
"""将X纳入Y tells what is done with something, not that it is to come."""
_GENERAL = re.compile(
    "习近平|二十大|全会|精神|部署|要求|法治政府|法治建设|依法行政|依法治|法治保障|高质量发展|现代化|目标|主线|大局|新台阶|水平|质效|各项"
)
_ANNOUNCES = re.compile(
    ".{0,8}(?:以下|如下|下列|下面).{0,10}|(?:重点|着重|主要|着力)(?:做好|抓好|开展|推进|从)?(?:工作)?(?:是|包括|有|抓好)?"
    "|.{0,8}[几一二两三四五六七八九]个?(?:方面|大|项|点).{0,6}?(?:工作|入手|发力|着手|任务|举措|用力)?"
)
_LABEL = re.compile(
    "在[^，,]{2,14}(?:方面|上|中)|(?:聚焦|围绕|立足|紧扣|着眼)[^，,]{2,14}|以[^，,]{2,40}为(?:目标|指引|引领|统领|导向|主线)"
)
_NO_PROMISE = re.compile(
    rf"特此|专此|谨此|以上报告|附件|此件|[（(]?联系(?:人|电话|单位|方式)|{TIME}[，,]?是.*年$"
    "|(?:针对|对于?)?(?:上述|以上|这些)[^，,]{0,10}(?:问题|不足)[，,][^，,]{0,20}(?:解决|改进|整改|克服)$"
)


def commitments_of(paragraphs: Sequence[Paragraph]) -> tuple[Point, ...]:
    """What the plan promises, in reading order; also what is promised among the shortcomings by looking ahead."""
    said = list(_promising(without_annexes(paragraphs)))
    points: list[Point] = []
    for place, (paragraph, one) in enumerate(said):
        span = _without_announcement(one)
        after = place > 0 and said[place - 1][0] is paragraph and said[place - 1][1].item == one.item
        if not span.text or _says_only_when_and_who(span):
            continue
        if place == 0 and len(said) > 1 and _is_overall(span):
            points.append(Point(paragraph, without_opening(span), overall=True))
        elif points and closes(span.text):
            if after and not points[-1].overall:
                points[-1] = _extended(points[-1], span)
        else:
            points += [Point(paragraph, matter, one.head, one.item) for matter in matter_spans(without_opening(span))]
    return tuple(_with_their_labels(points))


def shortcomings_of(paragraphs: Sequence[Paragraph]) -> tuple[Point, ...]:
    """What is wanting, in reading order, without the general remarks before it and the causes given for it."""
    points: list[Point] = []
    for closing in closings(without_annexes(paragraphs)):
        if closing.paragraph.part is Part.SHORTCOMINGS and is_wanting(closing.heading.text):
            points.append(Point(closing.paragraph, trimmed(closing.heading)))
        for one in stated(closing.wanting):
            points += [Point(closing.paragraph, span, one.head, one.item) for span in shortcomings(one)]
    return tuple(points)


def without_opening(span: Span) -> Span:
    """Less 2025年，我区将 before what is to be done."""
    found = _OPENING.match(span.text)
    handled = _HANDLED.search(span.text)
    if found and handled and handled.start() == found.end() - 1:
        found = _TIME_ONLY.match(span.text)
    if not found:
        return span
    rest = trimmed(part(span, found.end(), len(span.text)))
    return rest if rest.text else span


def _promising(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, Stated]]:
    for closing in closings(paragraphs):
        own = stated(closing.planned)
        if closing.alone and closing.heading.text and not is_wanting(closing.heading.text):
            own = [Stated(trimmed(closing.heading), "", None)]
        for one in own:
            if not one.heads and not _NO_PROMISE.match(one.span.text):
                yield closing.paragraph, one


def _without_announcement(said: Stated) -> Span:
    """Less 重点做好以下工作 at the end."""
    *_, last = clauses(said.span, at=COMMAS) or [None]
    if last and (said.announces or "以下" in last.text) and _announces(last):
        return trimmed(part(said.span, 0, last.start - said.span.start))
    return said.span


def _announces(clause: Span) -> bool:
    return bool(_ANNOUNCES.fullmatch(trimmed(without_opening(trimmed(clause))).text))


def _says_only_when_and_who(span: Span) -> bool:
    return bool(_TIME_ONLY.fullmatch(span.text) or _OPENING.fullmatch(span.text))


def _is_overall(span: Span) -> bool:
    """Whether the plan's first sentence names nothing in particular."""
    opened = bool(_OPENING.match(span.text)) or not acts(span.text)
    return opened and all(_GENERAL.search(matter.text) for matter in matter_spans(without_opening(span)))


def _with_their_labels(points: Sequence[Point]) -> Iterator[Point]:
    """聚焦阳光执法, 在行政执法方面 say what the next promise is about: they are told with it."""
    label: Point | None = None
    for place, point in enumerate(points):
        following = points[place + 1] if place + 1 < len(points) else None
        goes_on = following is not None and following.paragraph is point.paragraph and following.item == point.item
        if goes_on and _LABEL.fullmatch(point.span.text):
            label = label or point
            continue
        yield point if label is None else _extended(label, point.span)
        label = None


def _extended(point: Point, span: Span) -> Point:
    text = point.paragraph.text[point.span.start : span.end]
    return Point(point.paragraph, Span(text, point.span.start, span.end), point.head, point.item)
