"""Last year's paragraph brought to the new year: standing work in its words, figures and events left open. Pure.

A sentence with last year's values put back into its gaps, and the year put back, is a true sentence of last year's
report.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto

from service.draft.carried.clauses import ClauseKind, arrangements, kind_of
from service.draft.carried.gaps import BasisSentence, event_gaps, figure_gap, title_gap
from service.draft.types import Basis, DraftPiece, Gap, Sentence, SourceText
from vectorstore.figures.ledger import figures_of
from vectorstore.genre.quantities import OPEN
from vectorstore.genre.shifting import brought, stale_spans, stale_titles
from vectorstore.genre.text import ORDINAL, SEMICOLONS, Clause, Span, clauses, names_masked, sentences
from vectorstore.genre.times import DASH, YEAR, years_of
from vectorstore.genre.verbs import wordings
from vectorstore.types import Figure, Period

_UP_TO_NOW = re.compile(
    r"截[至止](?:目前|年底|年末|[0-9０-９]{1,2}月(?:底|末)?)|目前|到目前为止|迄今|今年以来|一年来|今年"
)
"""Alone: what stands behind it is told of the whole year."""
_A_TIME = re.compile(r".{0,10}(?:年来?|月份?|日|季度|以来|期间|底|末|初)")
"""Alone it governs what follows: 近三年，办理…"""
_COMPARES = re.compile(rf"(?:同比|环比|较|比)(?:去年|上年|上一?年度?|{YEAR}年)?(?:同期)?")
_REFERS = re.compile(r"(?:该|此|其|上述|均|都|即|一并|可在|可以)(?!他|次|外|中|间)")


class Fate(Enum):
    KEPT = auto()
    ASKED = auto()
    LEFT_OUT = auto()


def fates(clauses: Sequence[Clause], kinds: Sequence[ClauseKind], stale: Sequence[bool]) -> tuple[Fate, ...]:
    """One for each clause. `stale` says whether a clause holds a time that would be wrong."""
    goes_on = arrangements([clause.text for clause in clauses])
    found: list[Fate] = []
    of_another_time = False
    for index, (clause, kind) in enumerate(zip(clauses, kinds, strict=True)):
        before = _before(found, clauses, index)
        asked = of_another_time or stale[index] or (kind is ClauseKind.EVENT and not goes_on[index])
        if _UP_TO_NOW.fullmatch(clause.text) and index + 1 < len(clauses):
            fate = Fate.LEFT_OUT
        elif kind is ClauseKind.JOINT:
            fate = Fate.KEPT if before is Fate.KEPT else Fate.LEFT_OUT
        elif asked or (before is Fate.ASKED and (goes_on[index] or _goes_with_it(clause, kind))):
            fate = Fate.ASKED
        else:
            fate = Fate.KEPT
        of_another_time = of_another_time or (stale[index] and _A_TIME.fullmatch(clause.text) is not None)
        found.append(fate)
    return _as_led(found, kinds)


def _before(found: Sequence[Fate], clauses: Sequence[Clause], index: int) -> Fate | None:
    """What became of the clause before. 收到□件，同比增长□%，审结□件: a comparison is passed over."""
    place = index - 1
    while place > 0 and _COMPARES.match(clauses[place].text) and clauses[place].stop[0] not in SEMICOLONS:
        place -= 1
    return found[place] if index and clauses[index - 1].stop[0] not in SEMICOLONS else None


def _goes_with_it(clause: Clause, kind: ClauseKind) -> bool:
    """With the event before it."""
    refers = wordings().joints.match(clause.text) or _REFERS.match(clause.text)
    return kind in (ClauseKind.AIM, ClauseKind.DEPENDENT) or refers is not None


def _as_led(fates: Sequence[Fate], kinds: Sequence[ClauseKind]) -> tuple[Fate, ...]:
    """What leads to a clause that is asked for is asked for with it; what leads to nothing is left out."""
    settled: list[Fate] = []
    following: Fate | None = None
    for fate, kind in zip(reversed(fates), reversed(kinds), strict=True):
        settled_as = fate
        if fate is Fate.KEPT and kind is ClauseKind.LEADING and following is not Fate.KEPT:
            settled_as = Fate.ASKED
        elif kind is ClauseKind.JOINT and following is not Fate.KEPT:
            settled_as = Fate.LEFT_OUT
        elif fate is Fate.KEPT and kind is ClauseKind.DATE:
            settled_as = fate if following else Fate.LEFT_OUT
        following = following if settled_as is Fate.LEFT_OUT else settled_as
        settled.append(settled_as)
    return tuple(reversed(settled))


_OF_THE_WORK = frozenset({Period.YEAR, Period.CUMULATIVE})
_LOOSE_FIGURE = re.compile(r"[0-9]")
"""One that the ledger does not hold is never carried."""
_NO_FIGURE = re.compile(
    rf"{YEAR}(?:年|(?={DASH}))|12[0-9]{{3}}|[0-9]+(?:个工作日|日|天|小时)(?:之内|以内|内|前|后)|[0-9]+(?:\+[0-9N]+)+|"
    r"[0-9]+[Gg](?![Bb])|[0-9]\.0|(?<=年)[0-9]{1,2}月(?:[0-9]{1,2}日)?"
)
"""A year, a hotline, a deadline, “1+6”, 5G, 2.0版."""
_FULL_STOP = "。"


def carried(source: SourceText, basis: Basis) -> tuple[Sentence, ...]:
    """The sentences of the new year's paragraph, one for each of last year's, in their order."""
    figures = [
        figure
        for figure in figures_of(source.paragraph, basis.report.year)
        if figure.period in _OF_THE_WORK and figure.start >= source.start
    ]
    # 二○二四年 is no figure
    text = source.paragraph.text
    years = [(one.start, one.end) for one in years_of(text)]
    figures = [one for one in figures if not any(start <= one.start < end for start, end in years)]
    found = []
    for span in sentences(text[source.start :]):
        start, end = span.start + source.start, span.end + source.start
        within = [figure for figure in figures if start <= figure.start < end]
        found.append(_carried_sentence(BasisSentence(basis, source.paragraph, Span(span.text, start, end)), within))
    return tuple(sentence for sentence in found if sentence is not None)


def _carried_sentence(place: BasisSentence, figures: Sequence[Figure]) -> Sentence | None:
    """None where a sentence says nothing but when."""
    said = clauses(place.sentence)
    words = [_judged(place, clause, figures) for clause in said]
    kinds = [
        ClauseKind.EVENT if _LOOSE_FIGURE.search(_NO_FIGURE.sub("", ORDINAL.sub("", one, count=1))) else kind_of(one)
        for one in words
    ]
    stale = [_is_stale(place, clause, kind) for clause, kind in zip(said, kinds, strict=True)]
    decided = fates(said, kinds, stale)
    pieces: list[DraftPiece] = []
    stop = ""
    for fate, run in _runs(said, decided):
        within = [figure for figure in figures if run[0].start <= figure.start < run[-1].end]
        pieces += [stop, *(event_gaps(place, run, within) if fate is Fate.ASKED else _kept(place, run[0], within))]
        stop = run[-1].stop
    if not pieces:
        return None
    told = any(fate is Fate.KEPT and kind is not ClauseKind.DATE for fate, kind in zip(decided, kinds, strict=True))
    numbered = any(ORDINAL.match(clause.text) for clause in said)
    return Sentence(_joined([*pieces, _FULL_STOP]), (place.statement(place.sentence),) if told or numbered else ())


def _runs(clauses: Sequence[Clause], decided: Sequence[Fate]) -> list[tuple[Fate, list[Clause]]]:
    """Neighbouring clauses that are asked for together; the kept ones each by itself."""
    runs: list[tuple[Fate, list[Clause]]] = []
    for clause, fate in zip(clauses, decided, strict=True):
        if fate is Fate.ASKED and runs and runs[-1][0] is Fate.ASKED:
            runs[-1][1].append(clause)
        elif fate is not Fate.LEFT_OUT:
            runs.append((fate, [clause]))
    return runs


def _judged(place: BasisSentence, clause: Clause, figures: Sequence[Figure]) -> str:
    """The clause's words with □ for the values of the figures that are asked for."""
    words = clause.text
    for figure in reversed(figures):
        if clause.start <= figure.start < clause.end:
            value = place.value_of(figure)
            words = words[: value.start - clause.start] + OPEN + words[value.end - clause.start :]
    return names_masked(words)


def _is_stale(place: BasisSentence, clause: Clause, kind: ClauseKind) -> bool:
    """Whether a time would be wrong in the new year. Titles are asked for in their place."""
    base_year, year = place.basis.report.year, place.basis.year
    text = brought(clause.text, base_year, year)
    titles = stale_titles(text, base_year, year)
    if any(not any(one.start <= time.start < one.end for one in titles) for time in stale_spans(text, base_year, year)):
        return True
    printed = years_of(clause.text)
    # a year to come was a plan; 2024年…目录 is a thing of its year
    planned = any(one.first is not None and base_year < one.first <= year for one in printed)
    attributive = kind not in (ClauseKind.DATE, ClauseKind.STATISTIC, ClauseKind.DEPENDENT) and any(
        one.start for one in printed
    )
    return planned or attributive


def _kept(place: BasisSentence, clause: Clause, figures: Sequence[Figure]) -> list[DraftPiece]:
    base_year, year = place.basis.report.year, place.basis.year
    gaps: list[tuple[Span, Gap]] = [
        (place.value_of(figure), figure_gap(place, clause, figures, figure)) for figure in figures
    ]
    for title in stale_titles(clause.text, base_year, year):
        span = place.span(clause.start + title.start, clause.start + title.end)
        gaps.append((span, title_gap(place, span)))
    pieces: list[DraftPiece] = []
    end = clause.start
    for span, gap in sorted(gaps, key=lambda one: one[0].start):
        pieces += [brought(place.paragraph.text[end : span.start], base_year, year), gap]
        end = span.end
    return [*pieces, brought(place.paragraph.text[end : clause.end], base_year, year)]


def _joined(pieces: Sequence[DraftPiece]) -> tuple[DraftPiece, ...]:
    """Neighbouring texts made one, empty ones left out."""
    joined: list[DraftPiece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if isinstance(piece, str) and isinstance(last, str):
            joined[-1] = last + piece
        elif piece != "":
            joined.append(piece)
    return tuple(joined)
