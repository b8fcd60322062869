"""What last year's report promised, as sentences that report on it. Pure."""

from service.composition import Statement
from service.drafting.arranging import plan_sentences
from service.drafting.departments import department_of
from service.drafting.placing import places_of
from service.drafting.subjects import promises_more, subject_of_promise, subject_of_shortcoming
from service.drafting.types import Basis, Gap, Outline, Promise, Quoted, Sentence
from vectorstore.reports.commitments import Point, commitments_of, shortcomings_of
from vectorstore.reports.wanting import is_wanting

__all__ = ["leadership_sentences", "plan_sentences", "promise_sentence", "promises_of", "shortcoming_sentences"]

_DUTIES = (
    ("党委（党组）理论学习中心组学法", "党委办"),
    ("政府常务会议学法", "政府办"),
    ("专题研究法治建设", "法治办"),
    ("重大问题协调解决", "法治办"),
    ("党政主要负责人述法", "法治办"),
)
"""What the regulation on the first person responsible asks of the Party and government heads, and who keeps record."""
_NUMERALS = "一二三四五六七八九"


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


def numeral(number: int) -> str:
    """From 1 to 99: 十二."""
    tens, ones = divmod(number, 10)
    return f"{_NUMERALS[tens - 1] if tens > 1 else ''}{'十' if tens else ''}{_NUMERALS[ones - 1] if ones else ''}"


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
