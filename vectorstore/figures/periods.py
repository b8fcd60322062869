"""What a figure is to the year of its report: a result of the year, one of several years, a plan, or none of these."""

import re

from vectorstore.figures.surroundings import Surroundings
from vectorstore.genre.assertions import looks_ahead
from vectorstore.genre.text import TITLES, Span, sentences, without
from vectorstore.genre.times import CUMULATIVE, OF_SEVERAL_YEARS, YEAR, Reach, reach_of
from vectorstore.types import Figure, FigureKind, Paragraph, Part, Period

_INTENDED = re.compile(
    rf"(?:力争|争取|预计|计划(?:于|在|到|新|建)|拟(?:于|在|新|建|订|出台)|目标(?:为|是)|到{YEAR}年)[^，；。]*$"
)
_PROGRAMME = re.compile(r"^(?:行动|计划|规划|方案|攻坚|专项|提升)")
_DEADLINE = re.compile(r"^(?:以?内|之内|前|后)(?!部)")
_SET_NUMBER = re.compile(r"^(?:法定)?(?:程序|原则|理念|纪律|规定动作)")


def period_of(
    surroundings: Surroundings, part: Part, year: int, kind: FigureKind, printed: str, within_title: bool
) -> Period:
    """`year` is the year reported on; `within_title` is whether the figure stands in the title of a document."""
    if within_title or _counts_nothing(surroundings, kind, printed):
        return Period.NONE
    ahead = without(surroundings.ahead, TITLES)
    if part is Part.PLAN or _is_planned(ahead, year):
        return Period.PLAN
    reach = reach_of(ahead, year, of_a_rate=kind is FigureKind.RATE)
    if reach is Reach.ANOTHER:
        return Period.NONE
    if kind is FigureKind.DURATION:
        return Period.CUMULATIVE if ahead.endswith("连续") else Period.YEAR
    return Period.CUMULATIVE if reach in CUMULATIVE else Period.YEAR


def sentence_of(figure: Figure, paragraph: Paragraph) -> Span:
    """The sentence that the figure stands in. Raises ValueError where the paragraph has none there."""
    for span in sentences(paragraph.text):
        if span.start <= figure.start < span.end:
            return span
    raise ValueError(f"{paragraph.paragraph_id} has no sentence at {figure.start}")


def is_of_several_years(figure: Figure, paragraph: Paragraph, year: int) -> bool:
    """近三年累计 is; 截至目前 and 累计 without such words tell how things stand in the report's year."""
    if figure.period is not Period.CUMULATIVE:
        return False
    return reach_of(paragraph.text[sentence_of(figure, paragraph).start : figure.start], year) in OF_SEVERAL_YEARS


def _counts_nothing(surroundings: Surroundings, kind: FigureKind, printed: str) -> bool:
    if kind is FigureKind.ORDINAL:
        return not surroundings.before.endswith(("位居", "位列", "排名", "列", "居"))
    if printed.endswith("年") and (printed.startswith("近") or _PROGRAMME.match(surroundings.after)):
        return True
    if kind is FigureKind.DURATION and (_DEADLINE.match(surroundings.after) or printed.endswith("内")):
        return True
    return not printed[0].isdigit() and bool(_SET_NUMBER.match(surroundings.after))


def _is_planned(ahead: str, year: int) -> bool:
    return looks_ahead(ahead, year) is not None or _INTENDED.search(ahead) is not None
