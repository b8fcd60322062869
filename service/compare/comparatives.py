"""Whether what a written sentence says of more and less, all and only holds over all columns of its row. Pure.

The sentence may be true of the paragraphs that it cites and false of the table: so it is computed anew from the ledger.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from service.cited.checks.said import drawn_on
from service.cited.checks.sources import Given
from service.compare.sentence import TableSentence
from service.table.cautions import is_comparable
from service.table.entries import Entry, highest, lowest
from vectorstore.genre.numerals import whole_number
from vectorstore.genre.text import clause_at

OBJECT_WITHIN = 14
"""Characters after 高于 in which the other district is named."""
_LESS = re.compile(r"低|少|小|不及|落后|下降|减|降|末|垫")
_EVERYONE = re.compile(r"各[区县市地份]|所有|全部|其[余他]|[一二两三四五六七八九十\d]+[个份](?:[区县市地]|报告)|各个")
_OTHERS = re.compile(r"其[余他]|各[区县市地]|另外?[一二两三四五六七八九十\d]*[个份]")
_LIMIT = re.compile(
    r"[^，,。；;]{0,8}?(?:(?P<above>超过|高于|多于|不低于|不少于|达到?)|(?P<below>不足|低于|少于|不到))"
)
_GIVEN = re.compile(r"给出|报告了|列出|公布|公开了|写明|载明|披露")
NOT_IN_THE_TABLE = "“{}”没有表中的数可以核对"


def fault_of_first(match: "re.Match[str]", said: TableSentence, cited: Sequence[Given]) -> str | None:
    """新北区最多, 最多的是新北区."""
    following = said.text.startswith(("的是", "的为", "是", "为"), match.end())
    subject = (_object(match, said) if following else None) or said.subject(match.start())
    return _each_row(match, said, subject, _first_in_row(match))


def _first_in_row(match: "re.Match[str]") -> Callable[[Sequence[Entry], frozenset[int]], bool]:
    def holds(row: Sequence[Entry], subject: frozenset[int]) -> bool:
        given = [entry for entry in row if entry.number is not None]
        first = lowest(given) if match["least"] else highest(given)
        return len(given) > 1 and len(first) < len(given) and all(row[column] in first for column in subject)

    return holds


def _object(match: "re.Match[str]", said: TableSentence) -> frozenset[int] | None:
    return said.object(match.end(), _end_of_object(match, said))


def _end_of_object(match: "re.Match[str]", said: TableSentence) -> int:
    return min(match.end() + OBJECT_WITHIN, clause_at(said.text, match.start()).end)


def fault_of_than(match: "re.Match[str]", said: TableSentence, cited: Sequence[Given]) -> str | None:
    """高于金坛区, 比金坛区多, 高于其他各区; beside a number only (超过200件) it is the other checks' matter."""
    subject, other = said.subject(match.start()), _object(match, said)
    words = said.text[match.end() : _end_of_object(match, said)]
    less = bool(_LESS.search(match[0] if match["than"] else words))
    if other is None and not _OTHERS.search(words):
        return unfounded(match) if re.search("平均|均值", words) or match["with"] else None
    return _each_row(match, said, subject, lambda row, own: _is_beyond(row, own, other, less))


def fault_of_more(match: "re.Match[str]", said: TableSentence, cited: Sequence[Given]) -> str | None:
    """更高: than all the others that the sentence names."""
    subject = said.subject(match.start()) or frozenset()
    others = frozenset().union(*(one.columns for one in said.named)) - subject
    less = bool(_LESS.search(match[0]))
    if not others:
        return unfounded(match)
    return _each_row(match, said, subject, lambda row, own: _is_beyond(row, own, others, less))


def _is_beyond(row: Sequence[Entry], own: frozenset[int], others: frozenset[int] | None, less: bool) -> bool:
    """others: None where all the rest is meant, of whom those without a figure don't count."""
    rest = [e for column, e in enumerate(row) if column not in own and (others is None or column in others)]
    if others is None:
        rest = [entry for entry in rest if entry.number is not None]
    mine = [row[column] for column in own]
    if not mine or not rest or any(entry.number is None for entry in (*mine, *rest)):
        return False
    first = lowest if less else highest
    return all(first([one, other]) == [one] for one in mine for other in rest)


def fault_of_all(match: "re.Match[str]", said: TableSentence, cited: Sequence[Given]) -> str | None:
    before = said.text[: match.start()]
    named = [one for one in said.named if one.end <= match.start()]
    everyone = not named or bool(_EVERYONE.search(before)) or match[0] == "全部"
    columns = frozenset(range(len(said.reports))) if everyone else frozenset().union(*(one.columns for one in named))
    rows = said.rows_at(match.start())
    if not rows:
        told = {given.report.report_id for given in cited}
        silent = [column for column in columns if said.reports[column].report_id not in told]
        return f"“{match[0]}”所指的报告没有都注明出处" if silent else None
    limit = _LIMIT.match(said.text, match.end())
    return _each_row(match, said, columns, lambda row, own: _all_within(row, own, limit, said), ranked=bool(limit))


def _all_within(
    row: Sequence[Entry], columns: Iterable[int], limit: "re.Match[str] | None", said: TableSentence
) -> bool:
    entries = [row[column] for column in columns]
    if any(entry.number is None for entry in entries):
        return False
    if limit is None:
        return True
    bound = next((number.value for number in said.numbers if number.end > limit.end()), None)
    return bound is not None and all(_is_beyond_limit(entry, bound, below=bool(limit["below"])) for entry in entries)


def _is_beyond_limit(entry: Entry, bound: float, below: bool) -> bool:
    assert entry.number is not None
    qualifier = entry.sources[0].figure.qualifier
    if entry.rivals or qualifier in ("近", "约") or (below and qualifier):
        return False
    return entry.number < bound if below else entry.number >= bound


def fault_of_only(match: "re.Match[str]", said: TableSentence, cited: Sequence[Given]) -> str | None:
    """只有新北区给出: nothing else is known of one alone."""
    subject = _object(match, said) or said.subject(match.start())
    if not _GIVEN.search(said.text):
        return unfounded(match)

    def holds(row: Sequence[Entry], own: frozenset[int]) -> bool:
        return {column for column, entry in enumerate(row) if entry.number is not None} == own

    return _each_row(match, said, subject, holds, ranked=False)


def fault_of_same(match: "re.Match[str]", said: TableSentence, cited: Sequence[Given]) -> str | None:
    named = frozenset().union(*(one.columns for one in said.named))
    columns = named if len(named) > 1 else frozenset(range(len(said.reports)))

    def holds(row: Sequence[Entry], own: frozenset[int]) -> bool:
        entries = [row[column] for column in own]
        return all(entry.number is not None for entry in entries) and highest(entries) == entries

    return _each_row(match, said, columns, holds)


def fault_of_change(match: "re.Match[str]", said: TableSentence, cited: Sequence[Given]) -> str | None:
    """As the year before compares, or as the sentence of the paragraph says."""
    text = said.text.lower()
    drawn = (given.read.sentences[place].text for given in cited for place in drawn_on(text, given))
    if any(match[0] in sentence for sentence in drawn):
        return None
    down = bool(_LESS.search(match[0]))

    def holds(row: Sequence[Entry], own: frozenset[int]) -> bool:
        told = [row[column].change for column in own]
        changes = [change.text for change in told if change is not None]
        return bool(changes) and all(any(word in one for word in _DIRECTION[down]) for one in changes)

    return _each_row(match, said, said.subject(match.start()), holds, ranked=False)


_DIRECTION = {True: ("减少", "下降"), False: ("增加", "上升")}


def unfounded(match: "re.Match[str]", *_: object) -> str:
    return NOT_IN_THE_TABLE.format(match[0])


def _each_row(
    match: "re.Match[str]",
    said: TableSentence,
    columns: frozenset[int] | None,
    holds: Callable[[Sequence[Entry], frozenset[int]], bool],
    ranked: bool = True,
) -> str | None:
    rows = said.rows_at(match.start())
    if not rows or not columns:
        return unfounded(match)
    for row in rows:
        name = row[0].indicator.name
        if ranked and not is_comparable(row):
            return f"“{name}”的口径不一，不能说“{match[0]}”"
        if not holds(row, columns):
            return f"按表中“{name}”一行的数，“{match[0]}”不成立"
    return None


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


def fault_of_comparatives(said: TableSentence, cited: Sequence[Given]) -> str | None:
    """None where each holds over the table, or stands in a cited paragraph so that it is the report's own."""
    held = " ".join(given.text for given in cited)
    for match in COMPARATIVE.finditer(said.text):
        if _is_the_reports_own(match, said, held):
            continue
        kind = str(match.lastgroup)
        if fault := _CHECKS[kind](match, said, cited):
            return fault
    return _fault_of_count(said)


def _is_the_reports_own(match: "re.Match[str]", said: TableSentence, held: str) -> bool:
    text = said.text.lower()
    if match["area"]:
        return match[0] in held
    around = (text[match.start() - NEAR : match.end()], text[match.start() : match.end() + NEAR])
    return any(len(words) == len(match[0]) + NEAR and words.isalpha() and words in held for words in around)


def _fault_of_count(said: TableSentence) -> str | None:
    """三个区: as many as are compared, give the figure, or are named."""
    for match in _COUNTED.finditer(said.text):
        count = whole_number(match["count"])
        named = {column for one in said.named for column in one.columns}
        possible = {len(said.reports), len({one.region.code for one in said.reports}), len(named)}
        for row in said.rows_at(match.start()):
            with_figure = sum(entry.number is not None for entry in row)
            possible |= {with_figure, len(row) - with_figure}
        if count not in possible:
            return f"“{match[0]}”与表中的列数不符"
    return None


_Check = Callable[["re.Match[str]", TableSentence, Sequence[Given]], str | None]
_CHECKS: Mapping[str, _Check] = {
    "area": unfounded,
    "most": fault_of_first,
    "least": fault_of_first,
    "rank": unfounded,
    "than": fault_of_than,
    "with": fault_of_than,
    "degree": fault_of_more,
    "average": unfounded,
    "only": fault_of_only,
    "all": fault_of_all,
    "same": fault_of_same,
    "change": fault_of_change,
}
