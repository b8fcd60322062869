"""What stands next to a figure in its clause and says what it counts. Pure."""

import re
from collections.abc import Sequence

from service.drafting.masking import masked
from service.drafting.splitting import Clause
from service.drafting.wordings import wordings
from service.drafting.years import stale_times
from vectorstore.reports.sentences import Span
from vectorstore.types import Figure

LONGEST = 24
"""Characters of a noun phrase that still reads beside a figure."""
_STOPS = re.compile(r"[，,；;。、：:+《》！？]|(?:和|及|与|或)(?=[0-9０-９])")
_PREDICATE = re.compile(
    r"对|以|为(?!民)|被|并|且|在|由|从|经|获|入选|纳入|列入|进驻|实现|完成|参加|参与|开展|进行|办结|提供|惠及|兼|送达|挂牌|同步|全部|"
    r"均|能|已|位于|处于|覆盖|吸引|降低|提高|予以|给予|按|用于|的(?:实地|专项)|列席|设立|即来|即办|上线|实施|涉及|确定|上传|落地|容缺|全程"
)
_HELD_TOGETHER = re.compile(r"[（(][^（）()]{1,8}[）)]")
_AHEAD = re.compile(
    r"(?:(?:19|20)[0-9]{2}年度?|全年|年内|今年|共计?|累计|总共|先后|已(?!有)|其中|并|及时|全面|持续|重新|精准|分别|还|等|的|、|，|"
    r"为(?=[^，]{0,4}企业)|全[区市县]|我[区市县])+"
)
_LEADS_ON = re.compile(r"(?:共计|总计|合计|累计|共|已|达到|达|为|是|有|各|均|约|近|超|等|的|了|至)+$")
_ENDING = "的等和及与中 "


def beside(text: str, clause: Clause, figures: Sequence[Figure], figure: Figure) -> tuple[Span | None, Span | None]:
    """The noun phrase before the figure, up to it, and the one behind: one of them at most.

    `figures` are the clause's, in order.
    """
    place = figures.index(figure)
    following = figures[place + 1] if place + 1 < len(figures) else None
    after = _behind(text, figure.end, following.start if following else clause.end)
    if after:
        return None, after
    begin = figures[place - 1].end if place else clause.start
    return _ahead(text, begin, figure.start), None


def _behind(text: str, end: int, stop: int) -> Span | None:
    words = text[end:stop]
    closed = _HELD_TOGETHER.sub(lambda found: "＿" * len(found[0]), words)
    if found := _STOPS.search(closed):
        closed = closed[: found.start()]
    if predicate := _PREDICATE.search(closed):
        closed = closed[: predicate.start()]
    return _said(words[: len(closed.rstrip(_ENDING))], end)


def _ahead(text: str, start: int, end: int) -> Span | None:
    """With what leads on to the figure (达, 为)."""
    lead = _LEADS_ON.search(text[start:end])
    stop = start + lead.start() if lead else end
    begin = max((start + found.end() for found in re.finditer(r"[；;：:。《》]", text[start:stop])), default=start)
    rate = text[:stop].endswith(("率", "比例", "占比", "比重"))
    while passed := _AHEAD.match(text, begin, stop) or (None if rate else _verb_at(text, begin, stop)):
        begin = passed.end()
    for made in wordings().creations.finditer(text, begin, stop):
        begin = made.end() if made.end() < stop - 1 else begin
    # a long list is cut to its last item
    if stop - begin > LONGEST and (joint := text.rfind("、", begin, stop)) >= 0:
        begin = joint + 1
    noun = _said(text[begin:stop], begin)
    if noun and any(verb.end() == len(noun.text) for verb in wordings().events.finditer(noun.text)):
        return None
    return Span(text[begin:end], begin, end) if noun else None


def _verb_at(text: str, begin: int, stop: int) -> re.Match[str] | None:
    known = wordings()
    found = (
        known.events.match(text, begin, stop)
        or known.counts.match(text, begin, stop)
        or known.adverbs.match(text, begin, stop)
    )
    return found if found and found.end() < stop - 1 else None


def _said(noun: str, start: int) -> Span | None:
    """None where the words are no phrase of their own, or tell an event."""
    alone = masked(noun)
    if not 2 <= len(noun) <= LONGEST or re.search(r"[0-9０-９□]", noun):
        return None
    if any(noun.count(one) != noun.count(other) for one, other in ("“”", "（）", "()", "《》")):
        return None
    told = wordings().told.search(alone) or stale_times(noun, 0, 0) or "《" in noun
    return None if told else Span(noun, start, start + len(noun))
