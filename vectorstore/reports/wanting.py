"""What a report says is wanting: its words, and the shortcomings that a sentence names."""

import re

from vectorstore.reports.enclosed import cut, part, trimmed
from vectorstore.reports.items import Stated
from vectorstore.reports.matters import enumerated
from vectorstore.reports.sentences import Span

_WANTING = re.compile(
    "有待|亟待|待(?:提|加|完|强|深|进|优|健|夯)|不够|不足|不到位|薄弱|滞后|欠缺|缺乏|缺失|缺少|缺位|短板|差距|弱项|空白|断层|问题|困难|困境|难题|瓶颈|"
    "(?:还|仍|尚|亟|均)(?:然|旧)?(?:需|须|要)|尚未|未能|还未|仍未|未做到|没有|难以|提升空间|不(?:充足|强|高|相?匹配|规范|充分|均衡|平衡|适应|完善|健全|深|严|实|活|多|"
    "及时|统一|畅|明显|明确|清晰|细|全|准|精|熟悉|愿|敢|善|会|紧密|相称|协调|彻底|扎实|尽)|[较偏][低弱慢少差]|参差不齐|流于形式|重.{1,4}轻"
)
_CAUSE = re.compile("(?:究其|分析)?(?:主要|其)?(?:原因|成因|根源)|(?:产生|造成|导致|出现|存在).{0,12}(?:原因|根源)")
_PRAISE = re.compile("取得|成绩|成效|进展|进步|提升了|肯定")
_BUT = re.compile("[，,](?:同时)?(?:但是?|然而|不过|可)")
_OPENS = re.compile("(?:20[0-9]{2}年|近年来|一年来|过去|总体|总的|虽然?|尽管|回顾|对照|在.{0,12}(?:的同时|过程中))")
_REMARK = re.compile(
    "(?:也|还|仍|依然|仍然|尚|但|同时|清醒.{0,6}到|看到|认识到|我[区市县们])*.{0,12}(?:存在|面临|有).{0,14}(?:问题|不足|薄弱环节|短板|困难|挑战|差距|弱项)(?:[和与].{2,6})?"
    "|(?:但是?|然而|同时)?与.*(?:相比|对照|期盼|期待|要求|期望|需求)|.*(?:主要表现|集中体现|体现)(?:在|为|有)?"
)
_BELONGS_BEFORE = re.compile(
    "(?:导致|造成|影响|致使|从而|使得?|未|没有|不|还|仍|尚|也|且|与|存在|缺乏|缺少|难以|特别|尤其|甚至|以致|进而|离|距)"
)
_COMMA = re.compile("[，,]")


def is_wanting(text: str) -> bool:
    return bool(_WANTING.search(text))


def shortcomings(said: Stated) -> list[Span]:
    """Those that a sentence names, as printed; none where it only remarks that there are some, or why."""
    if said.announces or _CAUSE.match(said.span.text) or _CAUSE.match(said.head):
        return []
    clauses = cut(said.span, _COMMA)
    if said.item is None:
        clauses = _without_remarks(clauses, said.span)
    return [span for group in _grouped(clauses) for span in _told_apart(group, said.span)]


def _without_remarks(clauses: list[Span], sentence: Span) -> list[Span]:
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


def _grouped(clauses: list[Span]) -> list[list[Span]]:
    """Clauses that tell one shortcoming: occasion, what is wanting, what came of it."""
    groups: list[list[Span]] = []
    for clause in clauses:
        told = groups and any(is_wanting(one.text) for one in groups[-1])
        if not groups or (told and not _BELONGS_BEFORE.match(trimmed(clause).text)):
            groups.append([])
        groups[-1].append(clause)
    if len(groups) > 1 and not any(is_wanting(one.text) for one in groups[-1]):
        groups[-2].extend(groups.pop())
    return groups


def _told_apart(group: list[Span], sentence: Span) -> list[Span]:
    items = enumerated(trimmed(group[0])) if len(group) == 1 else []
    whole = part(sentence, group[0].start - sentence.start, group[-1].end - sentence.start)
    return [trimmed(span) for span in items or [whole]]
