"""A stretch of a paragraph taken apart into its items (一是…；二是…) and their sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from vectorstore.genre.text import (
    COLONS,
    COMMAS,
    ENDS,
    ENUMERATION,
    SEMICOLONS,
    Clause,
    Span,
    clauses,
    outside,
    part,
    trimmed,
)
from vectorstore.genre.verbs import ADVERBS, acts, begins_with_act, things

LONGEST_HEAD = 40
"""Characters of an item's first sentence that is still a heading."""
LONGEST_LABEL = 20
"""Characters before a colon that are still a label."""

_NUMBER = "[一二三四五六七八九十]{1,3}"
_MARK = re.compile(
    rf"(?:^|(?<=[：:，,；;。！!？?\s]))\s*(?:{_NUMBER}(?:是要?|要|、)|第{_NUMBER}(?:是|[，,、])"
    r"|(?:首先|其次|再次|最后)[，,]|一方面|另一方面|—{1,2}|[●•■◆]"
    rf"|[（(](?:{_NUMBER}|\d{{1,2}})[）)][、．.]?|[①-⑳⑴-⒇]|\d{{1,2}}[.．、](?!\d)|\d{{1,2}}[）)])[，,]?\s*"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A sentence, or what a semicolon or a colon ends, without its number."""

    span: Span
    head: str
    """The heading within the paragraph that it stands below, or its label; empty where there is none."""
    item: int | None
    """Which of the stretch's items it belongs to, from 0; None before the first."""
    announces: bool = False
    """A colon ends it."""
    heads: bool = False
    """It is the heading of its item."""


def stated(stretch: Span) -> list[Stated]:
    """Everything that the stretch says, in order."""
    items = _items(stretch)
    numbered = [sentences for number, sentences in items if number is not None]
    # one heading among plain items is an item of its own
    headed = bool(numbered) and all(_is_headed(sentences) for sentences in numbered)
    found: list[Stated] = []
    for number, sentences in items:
        head = ""
        for place, sentence in enumerate(sentences):
            if headed and number is not None and place == 0:
                found.append(Stated(trimmed(sentence), "", number, heads=True))
                head = found[-1].span.text
            else:
                found.extend(_parted(sentence, head, number))
    return found


def _items(stretch: Span) -> list[tuple[int | None, list[Clause]]]:
    marks = outside(_MARK, stretch.text)
    starts = [(None, 0, 0), *((number, mark.start(), mark.end()) for number, mark in enumerate(marks))]
    ends = [*(mark.start() for mark in marks), len(stretch.text)]
    return [
        (number, sentences)
        for (number, _, start), end in zip(starts, ends, strict=True)
        if (sentences := clauses(part(stretch, start, end), at=ENDS + SEMICOLONS))
    ]


def _is_headed(sentences: list[Clause]) -> bool:
    first = sentences[0]
    short = len(first.text) < LONGEST_HEAD and len(clauses(first, at=COMMAS)) <= 2
    return len(sentences) > 1 and first.stop == "。" and short and len(clauses(first, at=COLONS)) == 1


def _parted(sentence: Span, head: str, item: int | None) -> Iterator[Stated]:
    pieces = clauses(sentence, at=COLONS)
    for piece in pieces[:-1]:
        words = trimmed(piece)
        if len(words.text) <= LONGEST_LABEL and len(clauses(words, at=COMMAS)) == 1:
            head = words.text
        else:
            yield Stated(words, head, item, announces=True)
    last = pieces[-1]
    yield Stated(trimmed(last), head, item, announces=bool(last.stop))


_SHORTEST = 5
"""Characters of a matter in an enumeration: 规划、建设、管理 are none."""

SHORT = 22
LONGEST_TOGETHER = 48
"""Characters of a matter that goes with its neighbour, and of both."""

_PREPARES = re.compile(
    r"(?:紧紧|紧密|始终|坚决|严格|全面|充分|牢牢|认真|继续)*"
    r"(?:围绕|聚焦|针对|对照|对标|按照|根据|依据|依托|立足|紧扣|紧盯|紧贴|结合|坚持(?!和发展)|锚定|秉持|秉承|遵循|充分发挥|随着|把握)"
    r"|(?:通过|借助|运用|利用|采取|采用|综合运用).*(?:方式|手段|途径|力量|平台|技术|形式|契机|载体|机制|渠道|方法|资源|优势)$"
    r"|以.*(?:为|契机|抓手|导向|主线|目标|引领|牵引|重点|突破口|载体|统领|指导|遵循|核心|基础|依托|保障|动力|支撑|标准)$|(?:以|坚持以).*为[^，]{2,12}$"
    r"|在.*(?:基础上|过程中|领导下|背景下|进程中|指导下|前提下|期间)$"
)
_HANDLES = re.compile(rf"{ADVERBS}*(?:[将把对在由向就从给以为]|通过|借助|面向|会同|联合)")
_FOLLOWS = re.compile(
    r"(?:切实|有效|不断|全力|有力|更好|全面|进一步|持续|真正|努力|着力|从而|最大限度|最大程度|奋力|最终)*"
    r"(?:促进|助力|确保|实现|使得?|让|引领|带动|营造|力争|达到|做到|形成.*(?:格局|合力|氛围|体系|局面)|提升|提高|增强|降低|减少|防止|避免|满足|保证|"
    r"提供|为.*(?:提供|贡献|奠定|作出|做出|打下|注入|下好|护航|开好|保障|支撑|基础|力量|篇章)|以.*(?:引领|带动|促进|推动|保障|护航|助力|提升)"
    r"|推动.*(?:上|走|迈|更|取得|见效|落地|发展|上台阶|提升|化解|转型|转变|见实效|走深走实)|转化为|书写|谱写|开创|迈上|迈出)"
)
_CLOSES = re.compile(
    "(?:奋力|努力|切实|更好|积极|从而|共同)*(?:为.*(?:贡献|力量|保障|支撑|篇章|基础|环境|动力)|(?:书写|谱写|开创|迈上|迈出|推动).*(?:篇章|局面|台阶|步伐|发展))"
)
_GOES_ON = re.compile(r"(?:作为|包括|其中|即|特别是|尤其是|如|例如|等|以及|和|与|及)")
_FRAME = re.compile(
    r"(?:在|从|围绕)(?P<matters>.+?)等?(?:[几一二三四五六七八]个)?(?:方面|领域|环节|工作)(?:中|上)?"
    r"(?:继续|持续|不断|进一步|切实|全面|着力|重点|还需要?|仍需|集中|共同|协同|更加)*"
    r"(?:发力|用力|下功夫|加力|努力|突破|攻坚|入手|着手|取得.{0,8}|下[大实真]?功夫|求突破|见实效|加强|改进|推进)$"
)
_CONNECTIVE = re.compile(r"(?:同时|此外|另外|并且|并|且|以及|其次|最后)[，,]?")


class _Role(Enum):
    PREPARES = "means or occasion of what comes next"
    MATTER = "something to be done"
    FOLLOWS = "what the matter before is for"
    GOES_ON = "no clause of its own"


def matter_spans(sentence: Span) -> list[Span]:
    """In order, without overlap, stops and connectives at the edges left out; at least one where there are words."""
    said = clauses(sentence, at=COMMAS)
    groups: list[list[Span]] = []
    settled = False
    for clause in said:
        role = _role(trimmed(clause).text)
        if not groups or (settled and role in (_Role.PREPARES, _Role.MATTER)):
            groups.append([])
            settled = False
        groups[-1].append(clause)
        settled = settled or role is not _Role.PREPARES
    if len(groups) > 1 and not settled:
        groups[-2].extend(groups.pop())
    found = [matter for group in groups for matter in _of_group(group, sentence)]
    return _together([matter for matter in found if matter.text], sentence)


def _together(found: list[Span], sentence: Span) -> list[Span]:
    """Short neighbours about the same thing are one matter: 完善行政应诉工作，推进行政应诉工作规范化."""
    kept = found[:1]
    for span in found[1:]:
        short = min(len(kept[-1].text), len(span.text)) <= SHORT and span.end - kept[-1].start <= LONGEST_TOGETHER
        if short and things(kept[-1].text) & things(span.text):
            kept[-1] = part(sentence, kept[-1].start - sentence.start, span.end - sentence.start)
        else:
            kept.append(span)
    return kept


def follows(words: str) -> bool:
    """Whether a clause only tells what the matter before it is for."""
    return bool(_FOLLOWS.match(words))


def closes(words: str) -> bool:
    """Whether a sentence only tells what all before it is for."""
    return bool(_CLOSES.fullmatch(words))


def prepares(words: str) -> bool:
    """Whether the words only tell the means or the occasion of what comes next."""
    return bool(_PREPARES.match(words))


def _role(words: str) -> _Role:
    if _GOES_ON.match(words):
        return _Role.GOES_ON
    if prepares(words):
        return _Role.PREPARES
    if follows(words):
        return _Role.FOLLOWS
    if _HANDLES.match(words) or acts(words):
        return _Role.MATTER
    return _Role.GOES_ON


def _of_group(group: list[Span], sentence: Span) -> list[Span]:
    for place, clause in enumerate(group):
        if items := enumerated(trimmed(clause)):
            before = group[:place]
            # the occasion of several matters is told apart from each
            opening = [without_connective(trimmed(_whole(before, sentence)))] if before else []
            return [*opening, *(without_connective(trimmed(item)) for item in items)]
    return [without_connective(trimmed(_whole(group, sentence)))]


def _whole(group: list[Span], sentence: Span) -> Span:
    return part(sentence, group[0].start - sentence.start, group[-1].end - sentence.start)


def enumerated(clause: Span) -> list[Span]:
    """Matters that share one clause, each with its own verb; empty where the clause is one matter."""
    frame = _FRAME.fullmatch(clause.text)
    inner = part(clause, *frame.span("matters")) if frame else clause
    items = clauses(inner, at=ENUMERATION)
    if len(items) < 2 or not all(len(item.text) > _SHORTEST and begins_with_act(item.text) for item in items):
        return []
    return items


def without_connective(span: Span) -> Span:
    found = _CONNECTIVE.match(span.text)
    return part(span, found.end(), len(span.text)) if found else span
