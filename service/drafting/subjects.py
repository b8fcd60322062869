"""What a promise or a shortcoming is about, in a few of its own words, to be read without the text. Pure."""

import re

from vectorstore.reports.acting import ADVERBS, VERBS, acts
from vectorstore.reports.enclosed import cut, trimmed
from vectorstore.reports.figures import quantities
from vectorstore.reports.matters import follows, prepares
from vectorstore.reports.sentences import Span
from vectorstore.reports.wanting import is_wanting

LONGEST = 40
"""Characters; longer ones are cut at a joint."""
SHORTEST = 4

_COMMA = re.compile("[，,]")
_TITLE = re.compile("《([^《》]*)》")
_OCCASION = re.compile(
    "以(?P<taken>.{4,}?)为(?:契机|抓手|导向|主线|目标|引领|牵引|重点|突破口|载体)|(?:紧紧)?(?:围绕|聚焦|针对|紧扣)(?P<met>.{4,})"
)
_REACHES = re.compile(
    "(?:均|力争)?(?:达到?|不低于|不少于|超过|突破|控制在|压缩至|提高到|提升至|降至)?(?:以上|以下|以内|左右)?$"
)
_DATE = re.compile(
    "(?:在|于|到|至)?(?:20[0-9]{2}年度?(?:[0-9]{1,2}月)?|[0-9]{1,2}月|年|[上下]半年)(?:底|末|中)?(?:之?前|以内|内)|20[0-9]{2}年度?|[上下]半年"
)
_QUOTED = re.compile("“[^“”]*”")
_MANNER = re.compile(
    "(?:进一步|持续|不断|切实|严格|着力|稳步|稳妥|有序|加快|积极|大力|扎实|充分|主动|及时|适时|定期|全面|深入|高质量|高标准|高效|继续|努力|着重|重点|"
    "纵深|动态|坚决|多方|认真|坚定不移|强力|全力|更好|有效)+(?=[\u4e00-\u9fff]{2})"
)
_ACT = re.compile(rf"(?:{ADVERBS})*(?:{VERBS})(?![和与及、好了的力])")
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
    clauses = _clauses(text)
    done = next((clause for clause in clauses if not prepares(clause)), clauses[0] if clauses else text)
    plain = _plain(done)
    manner = _MANNER.match(plain)
    subject = plain[manner.end() :] if manner else plain
    occasion = _OCCASION.fullmatch(subject)
    return _short((occasion["taken"] or occasion["met"]) if occasion else subject) or "此项工作"


def promises_more(text: str) -> bool:
    """Whether the subject tells the first of several things."""
    clauses = [clause for clause in _clauses(text) if not prepares(clause)]
    return any(not follows(clause) and acts(clause) for clause in clauses[1:])


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
    return [trimmed(clause).text for clause in cut(Span(text, 0, len(text)), _COMMA)]


def _plain(text: str) -> str:
    """Without titles' brackets, figures and times; names in quotation marks stay as they are."""
    kept = [match.span() for match in _QUOTED.finditer(text)]
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
