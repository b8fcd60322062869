"""Which sentences of a paragraph answer a question, and how surely. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.questions.topic import Topic
from vectorstore.figures.reading import ReadClause, ReadParagraph, ReadSentence, read_paragraph
from vectorstore.genre.likeness import coverage_of, share, strength
from vectorstore.genre.quantities import Measure, Quantity
from vectorstore.genre.terms import Term
from vectorstore.genre.text import Span
from vectorstore.types import RankedParagraph

# How much a term counts that stands at such a distance from the figure, 1 where it stands in the figure's own clause.
EARLIER_CLAUSE = 0.9
"""收到行政复议申请187件，结案117件: the subject of the second figure stands before the first."""
LATER_CLAUSE = 0.6
"""A clause without a figure of its own after the figure's: it says more about it."""
ANOTHER_FIGURES_CLAUSE = 0.25
"""收到239件，实质性化解37.76%: 化解 belongs to its own figure, and 239 isn't what was 化解."""
HEADING = 0.75
"""What stands under a heading is about it, and enough for a term of the field."""
HEADING_OF_TEXT = 0.9
"""For a question that no figure answers: what stands under a heading is about it."""
SENTENCE_BEFORE = 0.64
"""Just not enough for a term of the field, see LACKING."""
PARAGRAPH = 0.6
"""Elsewhere in the paragraph."""
LACKING = 0.65
"""Below it a term of the field isn't there: elsewhere in the paragraph is not enough."""

# What tells between sentences that cover a question alike.
STANDING_WEIGHT = 0.06
"""Of a standard deviation by which the sentence stands out by meaning."""
SAME_UNIT = 0.1
"""Who asks for 件 is told of cases rather than of 个, where both may be meant."""
NEARNESS_WEIGHT = 0.05
NEAR = 8
"""Characters to each side of a figure."""
CONTEXT_WEIGHT = 0.3
"""Of what earlier turns were about: less than any word of the question itself."""
LOOSE_CONTEXT_WEIGHT = 0.1
"""The same where the question would stand by itself."""
CUMULATIVE_PENALTY = 0.02
"""近三年累计 is not the year's figure, unless nothing else is given."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence and how well it answers."""

    ranked: RankedParagraph
    sentence: ReadSentence
    coverage: float
    """Share of the question's terms that the sentence, with what stands around it, is about: 0 to 1."""
    score: float
    """To choose between sentences."""
    matched: frozenset[str]
    """The terms that stand in the sentence itself, or are what its figure counts."""
    lacks_a_term: bool
    """The question has a term of the field that the sentence has not."""
    standing: float
    """How far the sentence stands out by meaning, in standard deviations above the report's mean; 0 where unknown."""
    clause: ReadClause | None = None
    """Where the figure stands; None for a sentence that answers without one."""

    @property
    def span(self) -> Span:
        return self.sentence.span


def figure_evidence(
    ranked: RankedParagraph, topic: Topic, context: Sequence[Term] = (), context_weight: float = CONTEXT_WEIGHT
) -> list[Evidence]:
    """Each sentence that holds a figure of the measure asked for."""
    read = read_paragraph(ranked.paragraph, ranked.report.year)
    found = []
    for sentence in read.sentences:
        if sentence.is_plan != topic.wants_plan:
            continue
        best: Evidence | None = None
        for clause in sentence.clauses:
            quantities = _fitting(clause.quantities, topic)
            if not quantities:
                continue
            strengths = _strengths_from(clause, sentence, read, topic)
            for quantity in quantities:
                score = share(topic.terms, strengths) + SAME_UNIT * (quantity.unit in topic.units)
                score += NEARNESS_WEIGHT * coverage_of(topic.terms, _around(quantity, clause))
                if best is None or score > best.score:
                    no_case = _asks_for_cases(topic) and not _counts_cases(quantity, clause)
                    best = _evidence(ranked, sentence, clause, topic.terms, strengths, score, no_case)
        if best is not None:
            found.append(_weighed(best, read, context, context_weight))
    return found


def text_evidence(
    ranked: RankedParagraph, topic: Topic, context: Sequence[Term] = (), context_weight: float = CONTEXT_WEIGHT
) -> list[Evidence]:
    """Each sentence by how far it is about the question."""
    read = read_paragraph(ranked.paragraph, ranked.report.year)
    elsewhere = [
        max(HEADING_OF_TEXT * strength(term, read.heading), PARAGRAPH * strength(term, read.whole))
        for term in topic.terms
    ]
    paragraph_coverage = coverage_of(topic.terms, read.whole)
    found = []
    for sentence in read.sentences:
        own = [strength(term, sentence.text) for term in topic.terms]
        strengths = [max(pair) for pair in zip(own, elsewhere, strict=True)]
        score = 0.6 * share(topic.terms, own) + 0.4 * paragraph_coverage
        evidence = _evidence(ranked, sentence, None, topic.terms, strengths, score)
        found.append(_weighed(evidence, read, context, context_weight))
    return found


def _fitting(quantities: Sequence[Quantity], topic: Topic) -> list[Quantity]:
    """Of the measures asked for; where the question names none, of any but a length of time. 五大程序 counts for who
    asks 几大."""
    measures = topic.measures
    fitting = [q for q in quantities if (q.measure in measures if measures else q.measure is not Measure.DURATION)]
    return [q for q in fitting if q.unit != "大" or "几大" in topic.text]


def _asks_for_cases(topic: Topic) -> bool:
    return any(term.word == "案件" for term in topic.terms)


def _counts_cases(quantity: Quantity, clause: ReadClause) -> bool:
    """法律援助联络点131个 counts no 法律援助案件."""
    return quantity.measure in (Measure.MATTERS, Measure.RATE, Measure.MULTIPLE) or "案" in clause.text


def _strengths_from(own: ReadClause, sentence: ReadSentence, read: ReadParagraph, topic: Topic) -> list[float]:
    """How much of each term holds of a figure in the clause, by how far off the term stands: 0 to 1."""
    places: list[tuple[str, float, float]] = [(own.text, 1.0, 1.0)]
    for clause in sentence.clauses:
        if clause is own:
            continue
        if clause.start < own.start:
            value = EARLIER_CLAUSE
        else:
            value = ANOTHER_FIGURES_CLAUSE if clause.quantities else LATER_CLAUSE
        # A rate is named where it is given: 解决率97%，重复投诉率保持下降 gives no 重复投诉率.
        of_a_rate = value if clause.start < own.start and not clause.quantities else ANOTHER_FIGURES_CLAUSE
        places.append((clause.text, value, of_a_rate))
    places.append((read.heading, HEADING, ANOTHER_FIGURES_CLAUSE))
    places.append((sentence.before, SENTENCE_BEFORE, ANOTHER_FIGURES_CLAUSE))
    places.append((sentence.rest, PARAGRAPH, ANOTHER_FIGURES_CLAUSE))
    asks_a_rate = topic.measures == {Measure.RATE}
    later = {clause.text for clause in sentence.clauses if clause.start > own.start}
    # 败诉的比例 is 败诉率: what is said after a rate is not what it is a rate of.
    of_other_rates = [(text, ANOTHER_FIGURES_CLAUSE if text in later else value, rate) for text, value, rate in places]
    return [_best_place(term, of_other_rates if asks_a_rate and term.official else places) for term in topic.terms]


def _best_place(term: Term, places: Sequence[tuple[str, float, float]]) -> float:
    is_rate = term.word.endswith("率")
    best = 0.0
    for text, value, of_a_rate in places:
        most = of_a_rate if is_rate else value
        if most > best:
            best = max(best, most * strength(term, text))
    return best


def _around(quantity: Quantity, clause: ReadClause) -> str:
    start, end = quantity.start - clause.start, quantity.end - clause.start
    return f"{clause.text[max(0, start - NEAR) : start]} {clause.text[end : end + NEAR]}"


def _evidence(
    ranked: RankedParagraph,
    sentence: ReadSentence,
    clause: ReadClause | None,
    terms: Sequence[Term],
    strengths: Sequence[float],
    score: float,
    lacks: bool = False,
) -> Evidence:
    pairs = list(zip(terms, strengths, strict=True))
    return Evidence(
        ranked,
        sentence,
        coverage=share(terms, strengths),
        score=score,
        matched=frozenset(term.word for term, value in pairs if value >= HEADING),
        lacks_a_term=lacks or any(term.official and value < LACKING for term, value in pairs),
        standing=_standing(ranked, sentence.span),
        clause=clause,
    )


def _weighed(evidence: Evidence, read: ReadParagraph, context: Sequence[Term], context_weight: float) -> Evidence:
    """With what tells between sentences beside the question's own terms."""
    score = evidence.score + STANDING_WEIGHT * evidence.standing
    if context:
        text = evidence.sentence.text
        score += context_weight * (0.6 * coverage_of(context, text) + 0.4 * coverage_of(context, read.whole))
    if evidence.clause is not None and evidence.clause.is_cumulative:
        score -= CUMULATIVE_PENALTY
    return replace(evidence, score=score)


def _standing(ranked: RankedParagraph, span: Span) -> float:
    """Of the passage that holds most of the sentence."""
    overlaps = [(min(piece.end, span.end) - max(piece.start, span.start), piece.standing) for piece in ranked.pieces]
    return max(overlaps, default=(0, 0.0))[1]
