"""Which sentences of a paragraph answer a question, and how surely. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.question import Term, Topic
from vectorstore.reports.figures import Measure, Quantity, quantities
from vectorstore.reports.numerals import narrow
from vectorstore.reports.sentences import Span, clauses, sentences
from vectorstore.types import Part, RankedParagraph

# How much a term counts that stands at such a distance from the figure, 1 where it stands in the figure's own clause.
EARLIER_CLAUSE = 0.9
"""收到行政复议申请187件，结案117件: the subject of the second figure stands before the first."""
LATER_CLAUSE = 0.8
"""A clause without a figure of its own after the figure's: it says more about it."""
ANOTHER_FIGURES_CLAUSE = 0.25
HALVES_OF_A_WORD = 0.9
"""挽回损失 in 挽回经济损失."""
LACKING = 0.65
"""Below it a term isn't there: elsewhere in the paragraph is not enough."""
"""收到239件，实质性化解37.76%: 化解 belongs to its own figure, and 239 isn't what was 化解."""
HEADING = 0.75
HEADING_OF_TEXT = 0.9
"""For a question that no figure answers: what stands under a heading is about it."""
SENTENCE_BEFORE = 0.7
PARAGRAPH = 0.6
"""Elsewhere in the paragraph."""
PART_OF_A_WORD = 0.6
"""Of the pairs of characters that a term shares with the text: 行政机关负责人 and 行政负责人."""
STANDING_WEIGHT = 0.06
"""Of a standard deviation: between two sentences with the same words, meaning decides."""
SAME_UNIT = 0.1
"""Who asks for 件 is told of cases rather than of 个, where both may be meant."""
CONTEXT_WEIGHT = 0.3
"""Of what earlier turns were about: less than any word of the question itself."""
CUMULATIVE_PENALTY = 0.08
"""近三年累计 is not the year's figure, unless nothing else is given."""

_CUMULATIVE = re.compile(r"近[两二三四五六七八九十\d]年|累计(?!归集|发布|审核)")
_PLAN_SENTENCE = re.compile(r"^(?:20\d{2}年|下一步|新的一年|明年)[,，](?:我区|我市|我县|我们|全区|[^,，。]{2,6}(?:区|县|市))?(?:政府)?(?:法治政府建设)?将")


@dataclass(frozen=True, slots=True)
class Sentence:
    span: Span
    clauses: tuple[Span, ...]
    quantities: tuple[Quantity, ...]
    """Starts and ends are the paragraph's."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence and how well it answers."""

    ranked: RankedParagraph
    span: Span
    coverage: float
    """Share of the question's terms that the sentence, with what stands around it, is about: 0 to 1."""
    score: float
    """To choose between sentences."""
    matched: frozenset[str]
    """The terms that stand in the sentence itself or are what its figure counts."""
    lacks_a_term: bool = False
    """A term of the field that the question has, the sentence has not."""
    standing: float = 0.0
    """How far the sentence stands out by meaning, in standard deviations above the report's mean; 0 where unknown."""
    clause: Span | None = None
    """Where the figure stands; None for a sentence that answers without one."""
    cumulative: bool = False


@lru_cache(maxsize=4096)
def dissect(text: str) -> tuple[Sentence, ...]:
    """A paragraph's sentences with their clauses and quantities."""
    found = quantities(text)
    return tuple(
        Sentence(span, tuple(clauses(span)), tuple(q for q in found if span.start <= q.start < span.end))
        for span in sentences(text)
    )


def figure_evidence(ranked: RankedParagraph, topic: Topic, context: Sequence[Term] = ()) -> list[Evidence]:
    """Each sentence that holds a figure of the measure asked for, best first."""
    found = []
    for sentence in dissect(ranked.paragraph.text):
        if is_plan(ranked, sentence.span) != topic.wants_plan:
            continue
        fitting = [q for q in sentence.quantities if not topic.measures or q.measure in topic.measures]
        if not topic.measures and len(fitting) > 1:
            fitting = [q for q in fitting if q.measure is not Measure.DURATION] or fitting
        matches = (_figure_match(ranked, sentence, quantity, topic.terms) for quantity in fitting)
        best = max(matches, default=None, key=lambda match: match[:2])
        if best is None:
            continue
        coverage, nearness, unit, matched, lacks, clause = best
        cumulative = bool(_CUMULATIVE.search(sentence.span.text))
        standing = standing_of(ranked, sentence.span)
        score = coverage + 0.05 * nearness + STANDING_WEIGHT * standing + SAME_UNIT * (unit in topic.units)
        score += CONTEXT_WEIGHT * _nearby(context, ranked, sentence.span) - CUMULATIVE_PENALTY * cumulative
        found.append(Evidence(ranked, sentence.span, coverage, score, frozenset(matched), lacks, standing, clause, cumulative))
    return sorted(found, key=lambda evidence: -evidence.score)


def text_evidence(ranked: RankedParagraph, topic: Topic, context: Sequence[Term] = ()) -> list[Evidence]:
    """Each sentence by how far it is about the question, best first."""
    whole = _whole(ranked)
    heading = " ".join(ranked.paragraph.path)
    paragraph_coverage = coverage_of(topic.terms, whole)
    found = []
    for sentence in dissect(ranked.paragraph.text):
        text = narrow(sentence.span.text).lower()
        own = coverage_of(topic.terms, text)
        matched = frozenset(term.word for term in topic.terms if strength(term, text) >= 1)
        coverage = _weighted(topic.terms, [max(strength(t, text), HEADING_OF_TEXT * strength(t, heading), PARAGRAPH * strength(t, whole)) for t in topic.terms])
        standing = standing_of(ranked, sentence.span)
        score = 0.6 * own + 0.4 * paragraph_coverage + STANDING_WEIGHT * standing
        score += CONTEXT_WEIGHT * _nearby(context, ranked, sentence.span)
        lacks = any(term.official and strength(term, whole) < LACKING for term in topic.terms)
        found.append(Evidence(ranked, sentence.span, coverage, score, matched, lacks, standing))
    return sorted(found, key=lambda evidence: -evidence.score)


def standing_of(ranked: RankedParagraph, span: Span) -> float:
    """Of the passage that holds most of the sentence."""
    overlaps = [(min(piece.end, span.end) - max(piece.start, span.start), piece.standing) for piece in ranked.pieces]
    return max(overlaps, default=(0, 0.0))[1]


def is_plan(ranked: RankedParagraph, span: Span) -> bool:
    """Whether a sentence tells what is to come: never an answer to what was done."""
    if ranked.paragraph.part is Part.PLAN:
        return True
    before = ranked.paragraph.text[: span.end]
    return any(_PLAN_SENTENCE.match(sentence.text) for sentence in sentences(before))


def coverage_of(terms: Sequence[Term], text: str) -> float:
    """Weighted share of the terms that a text holds: 0 to 1; 1 where there are no terms."""
    return _weighted(terms, [strength(term, text) for term in terms])


def strength(term: Term, text: str) -> float:
    """1 where the text holds a name of the term, less where it holds parts of one, else 0."""
    if any(name in text for name in term.names):
        return 1.0
    word = term.word
    if len(word) < 3 or word.isascii():
        return 0.0
    if len(word) == 4 and not term.official and word[:2] in text and word[2:] in text:
        return HALVES_OF_A_WORD
    pairs = [word[place : place + 2] for place in range(len(word) - 1)]
    return PART_OF_A_WORD * sum(pair in text for pair in pairs) / len(pairs)


def _weighted(terms: Sequence[Term], strengths: Sequence[float]) -> float:
    total = sum(term.weight for term in terms)
    if not total:
        return 1.0
    return sum(term.weight * value for term, value in zip(terms, strengths, strict=True)) / total


def _nearby(context: Sequence[Term], ranked: RankedParagraph, span: Span) -> float:
    """How far the sentence, and less so its paragraph, is about what earlier turns were about: 0 to 1."""
    if not context:
        return 0.0
    return 0.6 * coverage_of(context, narrow(span.text).lower()) + 0.4 * coverage_of(context, _whole(ranked))


def _whole(ranked: RankedParagraph) -> str:
    return narrow(" ".join((*ranked.paragraph.path, ranked.paragraph.text))).lower()


def _figure_match(
    ranked: RankedParagraph, sentence: Sentence, quantity: Quantity, terms: Sequence[Term]
) -> tuple[float, float, str, list[str], bool, Span]:
    """As seen from one figure: coverage of the terms, how near they stand, its unit, the terms it counts, whether a term of
    the field lacks, its clause."""
    own = next(c for c in sentence.clauses if c.start <= quantity.start < c.end)
    places: list[tuple[str, float, float]] = [(narrow(own.text).lower(), 1.0, 1.0)]
    for clause in sentence.clauses:
        if clause is own:
            continue
        has_figure = any(clause.start <= q.start < clause.end for q in sentence.quantities)
        if clause.start < own.start:
            value = EARLIER_CLAUSE
        else:
            value = ANOTHER_FIGURES_CLAUSE if has_figure else LATER_CLAUSE
        # A rate is named where it is given: 解决率97%，重复投诉率保持下降 gives no 重复投诉率.
        of_rates = value if clause.start < own.start and not has_figure else ANOTHER_FIGURES_CLAUSE
        places.append((narrow(clause.text).lower(), value, of_rates))
    places.append((narrow(" ".join(ranked.paragraph.path)).lower(), HEADING, ANOTHER_FIGURES_CLAUSE))
    before = [other.span.text for other in dissect(ranked.paragraph.text) if other.span.end <= sentence.span.start]
    places.append((narrow("".join(before[-1:])).lower(), SENTENCE_BEFORE, ANOTHER_FIGURES_CLAUSE))
    rest = ranked.paragraph.text[: sentence.span.start] + " " + ranked.paragraph.text[sentence.span.end :]
    places.append((narrow(rest).lower(), PARAGRAPH, ANOTHER_FIGURES_CLAUSE))
    strengths = [
        max((of_rates if term.word.endswith("率") else value) * strength(term, text) for text, value, of_rates in places)
        for term in terms
    ]
    leading = narrow(ranked.paragraph.text[max(own.start, quantity.start - 8) : quantity.start]).lower()
    after = narrow(ranked.paragraph.text[quantity.end : min(own.end, quantity.end + 8)]).lower()
    near = coverage_of(terms, leading + " " + after)
    matched = [term.word for term, value in zip(terms, strengths, strict=True) if value >= LATER_CLAUSE]
    lacks = any(term.official and value < LACKING for term, value in zip(terms, strengths, strict=True))
    return _weighted(terms, strengths), near, quantity.unit, matched, lacks, own
