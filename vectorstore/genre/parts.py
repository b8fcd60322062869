"""The four parts that the regulation asks for: their names, their order, which of them a heading names. Pure."""

import re

from vectorstore.genre.headings import read_mark
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
_PLAN = re.compile(
    r"^下一?(?:步|年|阶段)|^下年度|^(?:今后|明年|新一年|未来)"
    r"|^(?:主要|重点)?工作(?:安排|打算|思路|计划|设想)$|主要安排$|工作打算$|工作设想$|努力方向$|[和及与]下一?(?:步|年)"
)
_PLAN_OF_A_YEAR = re.compile(r"^20\d\d年.*(?:安排|打算|计划|思路|展望|目标|任务|设想)$")
_YEAR = re.compile(r"(?<![\d—–－~至-])20\d\d(?=年(?!\s*[—–－~至-]))")
_TITLE_QUOTED = re.compile(r"《[^》]*》")
_LEADERSHIP = re.compile(r"党政主要负责(?:人|同志)|第一责任人")


def parts_of(heading: str, year: int | None = None) -> tuple[Part, ...]:
    """What the words of a heading say about its part: none, one, or several where it joins two.

    Given the year reported on, a heading of a later year is one of plans, whatever it calls them.
    """
    mark = read_mark(heading)
    words = heading[mark.end :] if mark else heading
    found: list[Part] = []
    if _SHORTCOMINGS.search(words) and not _NOT_SHORTCOMINGS.search(words):
        found.append(Part.SHORTCOMINGS)
    if _is_of_later_year(words, year) or _PLAN.search(words):
        found.append(Part.PLAN)
    if not found and _LEADERSHIP.search(words):
        found.append(Part.LEADERSHIP)
    return tuple(found)


def _is_of_later_year(words: str, year: int | None) -> bool:
    years = [int(found) for found in _YEAR.findall(_TITLE_QUOTED.sub("", words))]
    if years and year is not None:
        return min(years) > year
    return _PLAN_OF_A_YEAR.search(words) is not None
