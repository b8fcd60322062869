"""What a clause tells: work that goes on from year to year, a statistic, or an event that has to be asked for. Pure."""

import re
from collections.abc import Sequence
from enum import Enum, auto

from service.draft.types import DraftPiece, Gap
from vectorstore.genre.quantities import OPEN, masked, quantities
from vectorstore.genre.rules import pattern_of
from vectorstore.genre.text import ORDINAL, clauses, sentences
from vectorstore.genre.verbs import wordings

__all__ = ["OPEN", "ClauseKind", "arrangements", "is_event", "kind_of"]

_RATE = re.compile(rf"(?:率|占比|比例|比重)(?:均|分别)?(?:达到?|为|是|保持)?{OPEN}")
_BARE_RATE = re.compile(rf"[^，、]{{1,2}}率(?:达到?|为|是)?{OPEN}[%％]?")
"""覆盖率□% says nothing without what went before."""
_BODIES = "调委会|组织|部门|单位|地区|联络点|工作站|站点|村|社区|企业|机构|街道|镇"
_BY_NAME = re.compile(rf"^[^、]*等{OPEN}|等{OPEN}(?:家|处|所|支|个[^，]{{0,8}}?(?:{_BODIES}))")
"""美美江村等□条, 甲公司、乙公司等□家: last year's instances are named."""
_ENDS_IN_COUNT = re.compile(rf"{OPEN}[^，、]{{1,3}}$")
_UNIT = rf"{OPEN}[^，、]{{1,3}}"
_WITHIN_A_PHRASE = re.compile(r"(?:对|就|关于|新)$")
"""A verb behind it is no predicate: 对加强…工作提要求, 新修订的."""
_LEADS_TO_VERB = re.compile(r"以|通过|在|从|将|把|对|为|用|由|向|与|进而|从而|进一步|更|力")
_TAKEN_UP = "作为|纳入|列入|列为|贯穿|摆在|放在|融入"
_ARRANGED = re.compile(rf"(?:将|把)[^，]*?(?:{_TAKEN_UP})")
_TAKES_UP = re.compile(r"(?:将|把)[^，,]*$")
_IS_TAKEN_UP = re.compile(_TAKEN_UP)
_REPEATED = frozenset(
    "开展 组织 举办 召开 公布 公开 通报 报送 上报 征求 听取 研究 督导 培训 评查 清理 备案 报备 审核 审查 办理 制发 "
    "发布 调整".split()
)
"""Events that are standing work where they are done again and again: 定期开展."""


class ClauseKind(Enum):
    STANDING = auto()
    LEADING = auto()
    """Leads to the clause behind it."""
    AIM = auto()
    """Tells what the clause before it is for."""
    STATISTIC = auto()
    """A figure in a frame that tells nothing else."""
    DEPENDENT = auto()
    """A statistic that says what it counts in the clause before it."""
    DATE = auto()
    """The year alone: 2024年."""
    JOINT = auto()
    """同时, alone."""
    EVENT = auto()


def is_event(text: str) -> bool:
    """Whether an achievement, an event or a result is told in the text.

    □ stands for the gap of a figure, see masking.open_words; a figure is taken for one. In a neutral frame, such as
    收到申请□件, it is no event.
    """
    for sentence in sentences(text):
        said = [clause.text for clause in clauses(sentence)]
        if any(_tells(masked(clause)) for clause, one in zip(said, arrangements(said), strict=True) if not one):
            return True
    return False


def arrangements(clauses: Sequence[str]) -> tuple[bool, ...]:
    """Which of a sentence's clauses go on with the one before: 把…，作为…，纳入… is one standing arrangement."""
    found: list[bool] = []
    for index, text in enumerate(clauses):
        before = ORDINAL.sub("", clauses[index - 1], count=1) if index else ""
        goes_on = _TAKES_UP.match(before) or (found and found[-1])
        found.append(bool(goes_on and _IS_TAKEN_UP.match(text)))
    return tuple(found)


def kind_of(words: str) -> ClauseKind:
    """Of a clause's words as masking.masked gives them. EVENT where it isn't clear."""
    words = ORDINAL.sub("", words, count=1)
    known = wordings()
    if known.joints.fullmatch(words):
        kind = ClauseKind.JOINT
    elif pattern_of("times", "date").fullmatch(words):
        kind = ClauseKind.DATE
    elif _tells(words):
        kind = ClauseKind.EVENT
    elif known.leading.fullmatch(words):
        kind = ClauseKind.LEADING
    elif OPEN in words:
        kind = _kind_of_statistic(words)
    else:
        kind = _first_verb(words) or ClauseKind.EVENT
    return kind


def _kind_of_statistic(words: str) -> ClauseKind:
    rest = _without_adverbs(words)
    verb = wordings().counts.match(rest)
    bare = verb is not None and re.fullmatch(_UNIT, rest[verb.end() :])
    if bare or _BARE_RATE.fullmatch(words) or wordings().dependent.match(rest):
        return ClauseKind.DEPENDENT
    if _RATE.search(words) or _first_verb(words):
        return ClauseKind.STATISTIC
    return ClauseKind.DEPENDENT if _ENDS_IN_COUNT.search(words) else ClauseKind.EVENT


def _tells(words: str) -> bool:
    """Whether there is evidence of an event, not only none of standing work."""
    words = ORDINAL.sub("", words, count=1)
    known = wordings()
    # a title that is the subject names last year's instance
    if known.told.search(words) or words.startswith("《》"):
        return True
    if OPEN not in words:
        if known.leading.fullmatch(words):
            return False
        told = known.done.search(words) or known.occasions.search(words)
        return bool(told) or _first_verb(words) is ClauseKind.EVENT
    if _BY_NAME.search(words) or "《》" in words or _held_uncounted(words):
        return True
    if _RATE.search(words) or known.leading.fullmatch(words):
        return False
    verb = _first_verb(words)
    return verb is ClauseKind.EVENT or (verb is not ClauseKind.STATISTIC and known.done.search(words) is not None)


def _held_uncounted(words: str) -> bool:
    """□家单位参加专题研讨班 is an event, 讲座□场 and □期讲座 are statistics."""
    return any(
        OPEN not in words[max(0, held.start() - 8) : held.end() + 3] for held in wordings().occasions.finditer(words)
    )


def _first_verb(words: str) -> ClauseKind | None:
    """What the first verb says that the genre's lists hold."""
    known = wordings()
    if _ARRANGED.match(words):
        return ClauseKind.STANDING
    rest = _without_adverbs(words)
    patterns = [(known.aims, ClauseKind.AIM), (known.events, ClauseKind.EVENT), (known.standing, ClauseKind.STANDING)]
    if OPEN in words:
        patterns.insert(0, (known.counts, ClauseKind.STATISTIC))
    found = [
        (start, -end, rank)
        for rank, (pattern, _) in enumerate(patterns)
        for start, end in _predicates(pattern, rest)[:1]
    ]
    if not found:
        return None
    start, end, rank = min(found)
    kind, end = patterns[rank][1], -end
    if kind is ClauseKind.EVENT:
        lasting = known.lasting.search(words[: len(words) - len(rest) + start])
        return ClauseKind.STANDING if lasting and rest[start:end] in _REPEATED else ClauseKind.EVENT
    if kind is ClauseKind.STANDING and known.creations.match(rest, end):
        return ClauseKind.EVENT
    # 渠道持续拓宽, “某工作法”推动…: how things have become, not what is done
    become = (kind is ClauseKind.STANDING and end == len(rest)) or kind is ClauseKind.AIM
    return ClauseKind.EVENT if become and start and not _LEADS_TO_VERB.match(rest) else kind


def _predicates(pattern: re.Pattern[str], words: str) -> list[tuple[int, int]]:
    return [
        one.span()
        for one in pattern.finditer(words)
        if one.start() == 0 or not _WITHIN_A_PHRASE.search(words[: one.start()])
    ]


def _without_adverbs(words: str) -> str:
    found = wordings().adverbs.match(words)
    return words[found.end() :] if found else words


def open_words(pieces: Sequence[DraftPiece]) -> str:
    """The text of a sentence outside of its gaps and quotations: □ for gaps of figures, nothing for the others."""
    return "".join(piece if isinstance(piece, str) else OPEN if _is_of_a_figure(piece) else "" for piece in pieces)


def _is_of_a_figure(piece: DraftPiece) -> bool:
    if not isinstance(piece, Gap) or piece.previous is None:
        return isinstance(piece, Gap) and bool(piece.unit)
    printed = piece.previous.span.text
    return bool(piece.unit) or any(one.end - one.start == len(printed) for one in quantities(printed))
