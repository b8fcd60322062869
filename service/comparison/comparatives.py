"""Whether what a written sentence says of more and less, all and only holds over all columns of its row. Pure.

The sentence may be true of the paragraphs that it cites and false of the table: so it is computed anew from the ledger.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from service.checks.sources import Given
from service.comparison.comparing import (
    fault_of_all,
    fault_of_change,
    fault_of_degree,
    fault_of_first,
    fault_of_only,
    fault_of_same,
    fault_of_than,
    unfounded,
)
from service.comparison.naming import Reading

COMPARATIVE = re.compile(
    r"(?P<area>全[国省市区县][^，,。；;]{0,4}?(?:第一|首位|领先|最[高多大低少小]))|"
    r"(?P<most>最[高多大]|首位|居首|榜首|(?<!第)第一(?![责季批次线部条届个时书])|领先(?!于))|(?P<least>最[低少小]|垫底|末位)|"
    r"(?P<rank>次之|次[高低]|倒数|[居列排名]第|第[二三四五六七八九十\d]+[高低多少])|"
    r"(?P<than>高于|多于|大于|超过|超出|领先于|高过|多过|低于|少于|小于|不及|落后于)|"
    r"(?P<with>(?<![占对评百同环])比(?![例重如率值武赛较])(?=[^，,。；;]{0,30}[多少高低大小]))|"
    r"(?P<degree>[更较][高多大低少小])|(?P<average>平均(?=水平|数|值)|均值)|"
    r"(?P<only>只有|唯一|仅有|唯独|仅(?=[^，,。；;\d]{1,12}[区县市]))|"
    r"(?P<all>(?<![平人户年日月])均(?![衡等价值])|(?<![首成江武])都(?![市区会])|全部|一律)|"
    r"(?P<same>相同|持平|一样多|相等)|(?P<change>增长|上升|增加|增幅|下降|减少|降幅|降低)"
)
NEAR = 2
"""Characters before or after a word: where they stand in the paragraph with it, the word is the report's own."""
_COUNTED = re.compile(
    r"(?<!第)(?P<count>[一二两三四五六七八九十]|\d{1,3})(?:个[区县市地](?!域)|[区县](?![域级])|份报告)"
)
_NUMERALS = {"两": 2, **{numeral: place for place, numeral in enumerate("一二三四五六七八九十", 1)}}


def fault_of_comparatives(reading: Reading, cited: Sequence[Given]) -> str | None:
    """None where each holds over the table, or stands in a cited paragraph so that it is the report's own."""
    held = " ".join(given.text for given in cited)
    for match in COMPARATIVE.finditer(reading.text):
        if _is_the_reports_own(match, reading, held):
            continue
        kind = str(match.lastgroup)
        if fault := _CHECKS[kind](match, reading, cited):
            return fault
    return _fault_of_count(reading)


def _is_the_reports_own(match: "re.Match[str]", reading: Reading, held: str) -> bool:
    text = reading.text.lower()
    if match["area"]:
        return match[0] in held
    around = (text[match.start() - NEAR : match.end()], text[match.start() : match.end() + NEAR])
    return any(len(words) == len(match[0]) + NEAR and words.isalpha() and words in held for words in around)


def _fault_of_count(reading: Reading) -> str | None:
    """三个区: as many as are compared, give the figure, or are named."""
    for match in _COUNTED.finditer(reading.text):
        count = _NUMERALS.get(match["count"]) or int(match["count"])
        named = {column for one in reading.named for column in one.columns}
        possible = {len(reading.reports), len({one.region.code for one in reading.reports}), len(named)}
        for row in reading.rows_at(match.start()):
            with_figure = sum(entry.number is not None for entry in row)
            possible |= {with_figure, len(row) - with_figure}
        if count not in possible:
            return f"“{match[0]}”与表中的列数不符"
    return None


_Check = Callable[["re.Match[str]", Reading, Sequence[Given]], str | None]
_CHECKS: Mapping[str, _Check] = {
    "area": unfounded,
    "most": fault_of_first,
    "least": fault_of_first,
    "rank": unfounded,
    "than": fault_of_than,
    "with": fault_of_than,
    "degree": fault_of_degree,
    "average": unfounded,
    "only": fault_of_only,
    "all": fault_of_all,
    "same": fault_of_same,
    "change": fault_of_change,
}
