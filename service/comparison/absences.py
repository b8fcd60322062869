"""Whether what a written sentence says is not reported is reported in none of the columns it names. Pure.

No paragraph holds such a sentence: the table knows.
"""

import re

from service.comparison.naming import Reading

ABSENT = re.compile(
    r"(?:没有|尚?未|未见|不曾|并?无)(?:单独|明确|具体|相关)?(?:给出|报告(?!期)|列出|列明|公布|提及|提到|写明|载明|披露|提供|统计数据|数据|数字)"
)
NO_CLAUSE = re.compile(r"[，,；;。:：]")
_THE_REST = re.compile(r"其[余他]")
_ONLY = re.compile(r"只有|唯一|仅有|唯独|仅")


def absences(reading: Reading, held: str) -> list[tuple[int, int]] | str:
    """Where the clauses stand that say so, or why the sentence can't stay. `held` is what it cites: what a report
    itself says in these words (未公布) is the other checks' matter."""
    found = []
    for match in ABSENT.finditer(reading.text):
        if reading.text[match.start() : match.end() + 2] in held:
            continue
        start, end = clause_at(reading.text, match.start())
        columns = _columns(reading, start, end, match.start())
        rows = [reading.rows[row] for begins, _, row in reading.labels if start <= begins < end]
        rows = rows or list(reading.rows_at(match.start()))
        if not rows or not columns:
            return f"“{match[0]}”说的是哪一项、哪个地区，没有写明"
        for row in rows:
            without = {column for column, entry in enumerate(row) if entry.number is None}
            if not columns <= without:
                return f"表中有“{row[0].indicator.name}”的数，“{match[0]}”不成立"
            if _ONLY.search(reading.text[start : match.start()]) and columns != without:
                return f"没有给出“{row[0].indicator.name}”的不只有句中所说的"
        found.append((start, end))
    return found


def clause_at(text: str, place: int) -> tuple[int, int]:
    start = max((match.end() for match in NO_CLAUSE.finditer(text, 0, place)), default=0)
    following = NO_CLAUSE.search(text, place)
    return start, following.start() if following else len(text)


def _columns(reading: Reading, start: int, end: int, place: int) -> set[int]:
    every = set(range(len(reading.reports)))
    here = [one for one in reading.named if start <= one.start < end]
    if _THE_REST.search(reading.text[start:place]):
        before = [one for one in reading.named if one.start < place]
        return every - {column for one in before or reading.named for column in one.columns}
    if here:
        return {column for one in here for column in one.columns}
    if all(one.start >= end for one in reading.named):
        return every
    return set(reading.subject(place) or ())
