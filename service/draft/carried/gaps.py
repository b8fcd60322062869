"""The gaps of carried sentences: figures in their place, events with what was told last year. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.cited.composition import Statement
from service.draft.carried.names import event_name, figure_name, title_name
from service.draft.types import Basis, DraftPiece, Gap
from vectorstore.genre.indicators import indicator_named
from vectorstore.genre.matters import department_of
from vectorstore.genre.quantities import masked
from vectorstore.genre.shifting import stale_times
from vectorstore.genre.text import (
    BRACKETS,
    COLONS,
    ENDS,
    ENUMERATION,
    ORDINAL,
    SEMICOLONS,
    STOPS,
    TITLES,
    Clause,
    Span,
    blanked,
    clause_after,
    clause_at,
    narrow,
)
from vectorstore.genre.times import YEAR
from vectorstore.genre.verbs import wordings
from vectorstore.types import Figure, Paragraph

LONGEST = 24
"""Characters of a noun phrase that still reads beside a figure."""
_NEXT_FIGURE = re.compile(r"\+|(?:和|及|与|或)(?=[0-9０-９])")
_PREDICATE = re.compile(
    r"对|以|为(?!民)|被|并|且|在|由|从|经|获|入选|纳入|列入|进驻|实现|完成|参加|参与|开展|进行|办结|提供|惠及|兼|送达|挂牌|同步|全部|"
    r"均|能|已|位于|处于|覆盖|吸引|降低|提高|予以|给予|按|用于|的(?:实地|专项)|列席|设立|即来|即办|上线|实施|涉及|确定|上传|落地|容缺|全程"
)
_AHEAD = re.compile(
    rf"(?:{YEAR}年度?|全年|年内|今年|共计?|累计|总共|先后|已(?!有)|其中|并|及时|全面|持续|重新|精准|分别|还|等|的|、|，|"
    r"为(?=[^，]{0,4}企业)|全[区市县]|我[区市县])+"
)
_LEADS_ON = re.compile(r"(?:共计|总计|合计|累计|共|已|达到|达|为|是|有|各|均|约|近|超|等|的|了|至)+$")
_ENDING = "的等和及与中 "


def beside(text: str, clause: Clause, figures: Sequence[Figure], figure: Figure) -> tuple[Span | None, Span | None]:
    """The noun phrase before the figure, up to it, and the one behind: one of them at most.

    `figures` are the clause's, in order.
    """
    place = figures.index(figure)
    following = figures[place + 1] if place + 1 < len(figures) else None
    after = _behind(text, figure.end, following.start if following else clause.end)
    if after:
        return None, after
    begin = figures[place - 1].end if place else clause.start
    return _ahead(text, begin, figure.start), None


def _behind(text: str, end: int, stop: int) -> Span | None:
    words = clause_after(text[end:stop], at=STOPS + ENUMERATION + TITLES)
    closed = blanked(words, BRACKETS, by="＿")
    for ending in (_NEXT_FIGURE, _PREDICATE):
        if found := ending.search(closed):
            closed = closed[: found.start()]
    return _said(words[: len(closed.rstrip(_ENDING))], end)


def _ahead(text: str, start: int, end: int) -> Span | None:
    """With what leads on to the figure (达, 为)."""
    lead = _LEADS_ON.search(text[start:end])
    stop = start + lead.start() if lead else end
    begin = max(start, clause_at(text, stop, at=ENDS + SEMICOLONS + COLONS + TITLES).start)
    rate = text[:stop].endswith(("率", "比例", "占比", "比重"))
    while passed := _AHEAD.match(text, begin, stop) or (None if rate else _verb_at(text, begin, stop)):
        begin = passed.end()
    for made in wordings().creations.finditer(text, begin, stop):
        begin = made.end() if made.end() < stop - 1 else begin
    # a long list is cut to its last item
    if stop - begin > LONGEST and (joint := text.rfind("、", begin, stop)) >= 0:
        begin = joint + 1
    noun = _said(text[begin:stop], begin)
    if noun and any(verb.end() == len(noun.text) for verb in wordings().events.finditer(noun.text)):
        return None
    return Span(text[begin:end], begin, end) if noun else None


def _verb_at(text: str, begin: int, stop: int) -> re.Match[str] | None:
    known = wordings()
    found = (
        known.events.match(text, begin, stop)
        or known.counts.match(text, begin, stop)
        or known.adverbs.match(text, begin, stop)
    )
    return found if found and found.end() < stop - 1 else None


def _said(noun: str, start: int) -> Span | None:
    """None where the words are no phrase of their own, or tell an event."""
    alone = masked(noun)
    if not 2 <= len(noun) <= LONGEST or re.search(r"[0-9０-９□]", noun):
        return None
    if any(noun.count(one) != noun.count(other) for one, other in ("“”", "（）", "()", "《》")):
        return None
    told = wordings().told.search(alone) or stale_times(noun, 0, 0) or "《" in noun
    return None if told else Span(noun, start, start + len(noun))


LONGEST_QUOTE = 120
"""Characters of last year's words that a placeholder holds: more than a few clauses are not read in a token."""


@dataclass(frozen=True, slots=True)
class BasisSentence:
    """A sentence of the basis."""

    basis: Basis
    paragraph: Paragraph
    sentence: Span

    @property
    def path(self) -> tuple[str, ...]:
        """What tells the matter of a clause that does not: the headings do better than the rest of the sentence."""
        return (self.sentence.text, *self.paragraph.path)

    def span(self, start: int, end: int) -> Span:
        return Span(self.paragraph.text[start:end], start, end)

    def statement(self, span: Span) -> Statement:
        return Statement(self.basis.report, self.paragraph, span)

    def value_of(self, figure: Figure) -> Span:
        """The printed value without its unit, which stays in the text; all of it where the unit is not its end."""
        printed = self.paragraph.text[figure.start : figure.end]
        if figure.unit and narrow(printed).endswith(figure.unit):
            printed = printed[: -len(figure.unit)].rstrip()
        return self.span(figure.start, figure.start + len(printed))

    def unit_of(self, figure: Figure) -> str:
        """Empty where the value holds it."""
        return figure.unit if self.value_of(figure).end < figure.end else ""


def figure_gap(place: BasisSentence, clause: Clause, figures: Sequence[Figure], figure: Figure) -> Gap:
    """`figures` are those of the clause, in order."""
    text, path = place.paragraph.text, place.path
    previous = place.statement(place.value_of(figure))
    if known := indicator_named(figure.indicator) if figure.indicator else None:
        return Gap(known.name, place.unit_of(figure), known.departments[0], previous)
    before, after = beside(text, clause, figures, figure)
    noun = after or before
    lasted = text[figure.end : clause.end] if text[: figure.start].endswith("连续") else ""
    name = figure_name(figure, noun.text if noun else "", lasted, clause.text, path)
    return Gap(name, place.unit_of(figure), department_of(clause.text, path), previous)


def title_gap(place: BasisSentence, title: Span) -> Gap:
    department = department_of(title.text, place.paragraph.path)
    return Gap(title_name(title.text), "", department, place.statement(title))


def event_gaps(place: BasisSentence, clauses: Sequence[Clause], figures: Sequence[Figure]) -> list[DraftPiece]:
    """Last year's words in one gap, or several where they are long; behind each its figures in brackets."""
    pieces: list[DraftPiece] = []
    stop = ""
    for run in _cut(clauses):
        mark = ORDINAL.match(run[0].text)
        start = run[0].start + (mark.end() if mark and mark.end() < len(run[0].text) else 0)
        words = [clause.text for clause in run]
        path = place.path
        told = place.statement(place.span(start, _shortened(place, start, run[-1].end)))
        within = [figure for figure in figures if run[0].start <= figure.start < run[-1].end]
        pieces += [
            stop,
            place.paragraph.text[run[0].start : start],
            Gap(
                event_name(words, place.sentence.text, place.paragraph.path),
                "",
                department_of("".join(words), path),
                told,
            ),
            *_in_brackets(place, run, within),
        ]
        stop = run[-1].stop
    return pieces


def _cut(clauses: Sequence[Clause]) -> list[list[Clause]]:
    runs: list[list[Clause]] = []
    for clause in clauses:
        if runs and clause.end - runs[-1][0].start <= LONGEST_QUOTE and not ORDINAL.match(clause.text):
            runs[-1].append(clause)
        else:
            runs.append([clause])
    return runs


def _shortened(place: BasisSentence, start: int, end: int) -> int:
    """Where the quotation ends: a single clause that is too long is quoted up to the end of an item."""
    if end - start <= LONGEST_QUOTE:
        return end
    limit = start + LONGEST_QUOTE
    cut = max(place.paragraph.text.rfind(sign, start, limit) for sign in "、》和")
    if cut <= start:
        return limit
    return cut + 1 if place.paragraph.text[cut] == "》" else cut


def _in_brackets(place: BasisSentence, clauses: Sequence[Clause], figures: Sequence[Figure]) -> list[DraftPiece]:
    """（【…】项行政备案事项、覆盖率【…】%）: each with the noun that stands next to it in last year's words."""
    text = place.paragraph.text
    pieces: list[DraftPiece] = []
    for clause in clauses:
        within = [figure for figure in figures if clause.start <= figure.start < clause.end]
        for figure in within:
            before, after = beside(text, clause, within, figure)
            value = place.value_of(figure)
            pieces += [
                "、" if pieces else "（",
                text[before.start : value.start] if before else "",
                figure_gap(place, clause, within, figure),
                text[value.end : figure.end],
                after.text if after else "",
            ]
    return [*pieces, "）"] if pieces else []
