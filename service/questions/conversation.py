"""Follow-ups: district, year and topic of earlier turns, each carried over unless the new turn replaces it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.questions.scope import Asked, read_scope
from service.questions.topic import QuestionKind, Topic, read_topic
from vectorstore.genre.regions import is_within
from vectorstore.genre.terms import Lexicon, Term
from vectorstore.genre.units import Measure
from vectorstore.types import Region

_CUE = re.compile(
    r"^(?:那|那么|还有|再|其中|换|改|另外|它|他们|她|这|该|上述|同样|同期|以及|又|后者|前者|"
    r"and\b|what about|how about|then\b|of (?:those|them|these))|"
    r"呢[?？。!！\s]*$",
    re.IGNORECASE,
)


NOTHING = 0.5
"""Of weight: a turn that names no more (那就看2024年的吧) asks about the topic before."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question with everything that its history lends it."""

    asked: Asked
    topic: Topic
    context: tuple[Term, ...] = ()
    """Terms of earlier turns: they tell between sentences, the question's own decide."""
    elliptic: bool = False
    """The question alone doesn't say what it is about."""


def resolve_turns(question: str, earlier: Sequence[str], regions: Sequence[Region], lexicon: Lexicon) -> Resolved:
    """Reads the user's turns in order; `earlier` are the ones before the question, the oldest first."""
    state: Resolved | None = None
    for turn in (*earlier, question):
        asked = read_scope(turn, regions)
        if state is None and asked.other_regions:  # 除新北区外，其他区
            asked = _others(asked, asked.region_codes, regions)
        read = Resolved(asked, read_topic(asked.rest, lexicon))
        state = read if state is None else _carried(state, read, turn, regions)
    assert state is not None
    return state


def _carried(before: Resolved, now: Resolved, turn: str, regions: Sequence[Region]) -> Resolved:
    return replace(_carried_topic(before, now, turn), asked=_carried_scope(before.asked, now.asked, regions))


def _carried_scope(before: Asked, now: Asked, regions: Sequence[Region]) -> Asked:
    if not now.says_where:
        now = replace(
            now,
            region_codes=before.region_codes,
            every_region=before.every_region,
            unknown_regions=before.unknown_regions,
        )
    elif now.other_regions:
        now = _others(now, now.region_codes or before.region_codes, regions)
    if now.years_back in (0, 1) and not now.years and before.years:
        # 前一年呢, 去年呢 after a question about 2024: the year before that one.
        now = replace(now, years=(min(before.years) - 1,), years_back=None)
    if not now.says_when:
        now = replace(now, years=before.years, years_back=before.years_back, year_is_carried=True)
    return now


def _others(asked: Asked, but: Sequence[str], regions: Sequence[Region]) -> Asked:
    """其他区: the collection's districts but for these, and those within them."""
    others = {region.code for region in regions if not any(is_within(region.code, code) for code in but)}
    return replace(asked, region_codes=tuple(sorted(others)), other_regions=False)


def _carried_topic(before: Resolved, now: Resolved, turn: str) -> Resolved:
    topic = now.topic
    if _weight(topic.terms) < NOTHING and not topic.wants_plan and not topic.wants_shortcomings:
        kind = topic.kind if topic.kind is not QuestionKind.DESCRIPTION else before.topic.kind
        measures = topic.measures or before.topic.measures
        return replace(before, topic=replace(before.topic, kind=kind, measures=measures))
    words = {name for term in topic.terms for name in term.names}
    context = tuple(term for term in (*before.topic.terms, *before.context) if term.word not in words)
    elliptic = _CUE.search(turn.strip()) or (not now.asked.says_where and _weight(topic.terms) <= 1.5)
    if not elliptic:
        return now if now.asked.says_where else replace(now, context=context)
    asks_a_rate = any(term.word.endswith("率") for term in topic.terms)
    if topic.kind is QuestionKind.DESCRIPTION and "呢" in turn:
        topic = replace(topic, kind=QuestionKind.FIGURE if asks_a_rate else before.topic.kind)
    if not topic.measures:
        topic = replace(topic, measures=frozenset({Measure.RATE}) if asks_a_rate else _not_rates(before.topic.measures))
    topic = replace(topic, text=f"{before.topic.text} {topic.text}")
    return Resolved(now.asked, topic, context, elliptic=True)


def _not_rates(measures: frozenset[Measure]) -> frozenset[Measure]:
    """After 化解率是多少, 那审结呢 asks for a number again."""
    return measures - {Measure.RATE}


def _weight(terms: Sequence[Term]) -> float:
    return sum(term.weight for term in terms)
