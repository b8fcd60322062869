"""A written sentence of a comparison through the checks: by the paragraphs that it cites, and by the table. Pure.

What a clause says that only the table can tell (新北区最多, 江宁区没有给出) no paragraph has to hold.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from service.cited.check import Checked
from service.cited.checks.said import Before
from service.cited.checks.sources import Given
from service.cited.frame import checked, removed
from service.cited.markers import MarkedPiece, pieces_of
from service.compare.comparatives import COMPARATIVE, fault_of_comparatives
from service.compare.sentence import TableSentence, is_figure_of, read_sentence
from service.table.entries import Entry
from vectorstore.genre.text import clause_at, clauses
from vectorstore.genre.times import YEAR
from vectorstore.types import Report

ABSENT = re.compile(
    r"(?:没有|尚?未|未见|不曾|并?无)(?:单独|明确|具体|相关)?(?:给出|报告(?!期)|列出|列明|公布|提及|提到|写明|载明|披露|提供|统计数据|数据|数字)"
)
_THE_REST = re.compile(r"其[余他]")
_ONLY = re.compile(r"只有|唯一|仅有|唯独|仅")


def absences(said: TableSentence, held: str) -> list[tuple[int, int]] | str:
    """Where the clauses stand that say so, or why the sentence can't stay. `held` is what it cites: what a report
    itself says in these words (未公布) is the other checks' matter."""
    found = []
    for match in ABSENT.finditer(said.text):
        if said.text[match.start() : match.end() + 2] in held:
            continue
        clause = clause_at(said.text, match.start())
        start, end = clause.start, clause.end
        columns = _columns(said, start, end, match.start())
        rows = [said.rows[row] for begins, _, row in said.labels if start <= begins < end]
        rows = rows or list(said.rows_at(match.start()))
        if not rows or not columns:
            return f"“{match[0]}”说的是哪一项、哪个地区，没有写明"
        for row in rows:
            without = {column for column, entry in enumerate(row) if entry.number is None}
            if not columns <= without:
                return f"表中有“{row[0].indicator.name}”的数，“{match[0]}”不成立"
            if _ONLY.search(said.text[start : match.start()]) and columns != without:
                return f"没有给出“{row[0].indicator.name}”的不只有句中所说的"
        found.append((start, end))
    return found


def _columns(said: TableSentence, start: int, end: int, place: int) -> set[int]:
    every = set(range(len(said.reports)))
    here = [one for one in said.named if start <= one.start < end]
    if _THE_REST.search(said.text[start:place]):
        before = [one for one in said.named if one.start < place]
        return every - {column for one in before or said.named for column in one.columns}
    if here:
        return {column for one in here for column in one.columns}
    if all(one.start >= end for one in said.named):
        return every
    return set(said.subject(place) or ())


_COMPARES = re.compile(f"{COMPARATIVE.pattern}|{ABSENT.pattern}")
_OF_THE_TABLE = re.compile(
    rf"{YEAR}年度?|各[区县市地份]|[一二两三四五六七八九十\d]+[个份](?:[区县市地]|报告)|其[余他]|报告|[区县市]|年度?|"
    r"数量|数值|数字|比例|比率|给出|报告|列出|方面|指标|其中|而且|并且|[多少高低的了中里在是为居位列排名数率量在和与及、，,；;。以也则而但有这该项均都]"
)
"""Beside districts, indicators, comparatives: what a clause may hold of which the table knows all."""


def proved(
    sentence: str,
    evidence: Sequence[Given],
    rows: Sequence[Sequence[Entry]],
    reports: Sequence[Report],
    before: Before,
) -> Checked:
    """Kept where the table bears out what it compares and what it misses, and paragraphs hold the rest. Without markers
    where the table alone bears it out."""
    text = "".join(piece.text for piece in pieces_of(sentence))
    cited = _cited(sentence, evidence)
    said = read_sentence(text, rows, reports)
    missing = absences(said, " ".join(given.text for given in cited))
    if isinstance(missing, str):
        return removed(sentence, missing, before)
    compared = said.without(missing)
    if fault := fault_of_comparatives(compared, cited):
        return removed(sentence, fault, before)
    if "".join(piece.text for piece in pieces_of(sentence)) == sentence:
        sentence = _with_markers(sentence, said, evidence)
    head, middle, tail = _parted(sentence, said)
    if not middle:
        pieces = (MarkedPiece(text, ()),)
        return Checked(text, pieces, (), "supported", None, after=before, names_district=True, names_year=True)
    result = checked(middle, evidence, before)
    if result.verdict == "removed" or not (head or tail):
        return replace(result, text=text) if head or tail else result
    return _joined(head, result, tail)


def _cited(sentence: str, evidence: Sequence[Given]) -> list[Given]:
    """The paragraphs of its markers; without any those that it may mean."""
    numbers = {number for piece in pieces_of(sentence) for number in piece.markers}
    return [one for one in evidence if one.number in numbers or not numbers]


def _with_markers(sentence: str, said: TableSentence, evidence: Sequence[Given]) -> str:
    """Behind each figure of the table the paragraph that it stands in, where the writer set no marker at all; the
    checks judge it like the writer's own."""
    numbers = {given.paragraph.paragraph_id: given.number for given in evidence}
    for number in reversed(said.numbers):
        columns = said.subject(number.start) or frozenset()
        found = {
            numbers.get(source.paragraph.paragraph_id)
            for row in said.rows_at(number.start + 1)
            for column in columns
            if len(columns) == 1 and is_figure_of(number, row[column])
            for source in row[column].sources
        }
        if len(found) == 1 and (marker := next(iter(found))) is not None:
            sentence = f"{sentence[: number.end]}[{marker}]{sentence[number.end :]}"
    return sentence


def _parted(sentence: str, said: TableSentence) -> tuple[str, str, str]:
    """Before and behind the words that a paragraph has to hold, those that the table bears out; without markers."""
    told = [clause.text for clause in clauses(sentence, keep_stops=True)]
    bare = ["".join(piece.text for piece in pieces_of(clause)) for clause in told]
    if all(_has_only_names(text, said) for text in bare):
        # Names alone, without what could be said of them, are for the paragraphs to hold.
        return ("", "", "".join(bare)) if _COMPARES.search(said.text) else ("", sentence, "")
    known = [_has_only_names(text, said) and bool(_COMPARES.search(text)) for text in bare]
    first = next((place for place, one in enumerate(known) if not one), len(known))
    last = next((place for place in range(len(known), 0, -1) if not known[place - 1]), 0)
    rest = said.of("".join(bare[first:last]))
    if first and not (rest.named and rest.named[0].start < len(bare[first])):
        first = 0  # what follows is said of the district named before
    return "".join(bare[:first]), "".join(told[first:last]), "".join(bare[last:])


def _has_only_names(clause: str, said: TableSentence) -> bool:
    """Districts, indicators, and what the table bears out of them."""
    one = said.of(clause)
    if one.numbers:
        return False
    text = one.text
    for start, end in [*((n.start, n.end) for n in one.named), *((begin, end) for begin, end, _ in one.labels)]:
        text = text[:start] + " " * (end - start) + text[end:]
    left = _OF_THE_TABLE.sub("", COMPARATIVE.sub("", ABSENT.sub("", text)))
    return not any(map(str.isalnum, left))


def _joined(head: str, result: Checked, tail: str) -> Checked:
    pieces = list(result.pieces)
    pieces[0] = replace(pieces[0], text=head + pieces[0].text)
    if tail:
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip("，,；;。"))
        pieces.append(MarkedPiece(f"，{tail}", ()))
    return replace(result, text="".join(piece.text for piece in pieces), pieces=tuple(pieces))
