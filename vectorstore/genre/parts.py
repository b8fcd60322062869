"""The four parts that the regulation asks for: their names, their order, which of them a heading names. Pure."""

import re

from vectorstore.genre.assertions import is_heading_of_plan
from vectorstore.genre.headings import heading_words
from vectorstore.genre.times import years_of
from vectorstore.types import Part

ORDER = (Part.MEASURES, Part.LEADERSHIP, Part.SHORTCOMINGS, Part.PLAN)
REQUIRED_HEADINGS = {
    Part.MEASURES: "推进法治政府建设的主要举措和成效",
    Part.LEADERSHIP: "党政主要负责人履行推进法治建设第一责任人职责情况",
    Part.SHORTCOMINGS: "存在的不足和原因",
    Part.PLAN: "{next_year}年推进法治政府建设的主要安排",
}

PART_NAMES = {
    Part.MEASURES: "主要举措和成效",
    Part.SHORTCOMINGS: "存在的不足和原因",
    Part.LEADERSHIP: "党政主要负责人履行推进法治建设第一责任人职责情况",
    Part.PLAN: "下一年度推进法治政府建设的主要安排",
}
_SHORTCOMINGS = re.compile(
    r"存在.{0,8}(?:不足|问题|短板|差距|困难|薄弱)|^(?:主要)?(?:不足|问题|困难)(?:$|[和及与])|不足之处"
)
_NOT_SHORTCOMINGS = re.compile(r"整改|整治|治理|解决|化解|针对|聚焦|排查")
_LEADERSHIP = re.compile(r"党政主要负责(?:人|同志)|第一责任人")


def parts_of(heading: str, year: int | None = None) -> tuple[Part, ...]:
    """What the words of a heading say about its part: none, one, or several where it joins two.

    Given the year reported on, a heading of a later year is one of plans, whatever it calls them.
    """
    words = heading_words(heading).strip()
    found: list[Part] = []
    if _SHORTCOMINGS.search(words) and not _NOT_SHORTCOMINGS.search(words):
        found.append(Part.SHORTCOMINGS)
    years = tuple(found.first for found in years_of(words) if found.first is not None)
    if is_heading_of_plan(words, years, year):
        found.append(Part.PLAN)
    if not found and _LEADERSHIP.search(words):
        found.append(Part.LEADERSHIP)
    return tuple(found)
