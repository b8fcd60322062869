"""Chooses, from the paragraphs found, the sentences that answer; or none. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from service.questions.conversation import Resolved
from service.questions.evidence import CONTEXT_WEIGHT, LOOSE_CONTEXT_WEIGHT, Evidence, figure_evidence, text_evidence
from service.questions.topic import QUOTED_WEIGHT, STAGES, QuestionKind, Topic
from vectorstore.figures.reading import read_paragraph
from vectorstore.genre.likeness import coverage_of
from vectorstore.genre.regions import is_within
from vectorstore.genre.terms import Term
from vectorstore.types import Part, RankedParagraph, Report

UNFAMILIAR_WEIGHT = 0.3
"""Of a word that no report of the collection uses: it is how people speak (盖厂房), or else the point of the question;
then no sentence stands out by meaning either."""
FIGURE_COVERAGE = 0.74
"""How much of the question must hold of a figure before it may answer."""
FIGURE_COVERAGE_WITH_TERMS = 0.66
"""The same where the question has terms of the field, which must all be there."""
LEAST_COVERAGE = 0.45
COVERAGE_AND_MEANING = 0.79
MEANING_WEIGHT = 0.12
"""Or how much must hold together with how far the sentence stands out by meaning: people ask in words that reports
don't use. Of the gold cases no unanswerable one reaches it; a term of the field must be there in any case."""
OUTSTANDING = 2.2
ALONE_BY = 0.7
ALONE_COVERAGE = 0.3
"""Or how much of a sentence that stands out by OUTSTANDING standard deviations, where no other paragraph's sentence
comes within ALONE_BY of it."""
TEXT_COVERAGE = 0.62
"""How much must hold of a sentence without a figure, which says less if it is wrong."""
OUTSTANDING_COVERAGE = 0.5
"""And of one that stands out by OUTSTANDING."""
HEADING_COVERAGE = 0.8
"""How much of the question a heading must name for its paragraph to be the answer."""
NAMED_COVERAGE = 0.4
"""How much must hold of a sentence that has the name which the question puts in quotation marks."""
CONTEXT_COVERAGE = 0.3
"""How much of what earlier turns were about must be near the answer to a follow-up."""
ELLIPTIC_WEIGHT = 1.5
"""Up to which weight of its own terms a turn lives on the ones before."""
OFF_TOPIC_COVERAGE = 0.3
"""Below it no paragraph of the collection is about any of the question."""
OFF_TOPIC_COVERAGE_NOWHERE = 0.4
"""The same where no district is named either."""
PART_OF_THE_BEST = 0.8
"""Where no district is named: how near to the best report's another one's evidence must be to be given too."""
SENTENCES_OF_ONE = 4
"""Of one report, for a question that no single figure answers."""
SENTENCES_OF_SEVERAL = 2
PART_OF_THE_BEST_SENTENCE = 0.7
"""How near to the best sentence's score another one of the report must come to be told with it."""
CHARACTERS_OF_ONE = 420
CHARACTERS_OF_SEVERAL = 260
CHARACTERS_OF_A_PART = 700
"""Shortcomings or plans of a report, whole where they are not longer."""

_SHARED = re.compile(r"分别|各|和|与|、|以及|及|\band\b")
"""公证和法律援助各多少件 asks for two figures with one word."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one report has to say."""

    report: Report
    evidence: tuple[Evidence, ...]
    """In the order to be told."""

    @property
    def cumulative(self) -> bool:
        return any(e.clause is not None and e.clause.is_cumulative for e in self.evidence)

    @property
    def score(self) -> float:
        return max(evidence.score for evidence in self.evidence)


def choose(resolved: Resolved, ranked: Sequence[RankedParagraph], years_in_text: Sequence[int] = ()) -> list[Found]:
    """The answering sentences, by report; empty where the question isn't answered.

    `years_in_text` are years of which there is no report: then only a figure counts that is printed with that year.
    """
    by_report: dict[str, list[RankedParagraph]] = {}
    for paragraph in ranked:
        by_report.setdefault(paragraph.report.report_id, []).append(paragraph)
    several = len(by_report) > 1
    found = []
    for paragraphs in by_report.values():
        if resolved.topic.kind is QuestionKind.FIGURE or years_in_text:
            evidence = _figures(resolved, paragraphs, years_in_text)
        else:
            evidence = _sentences(resolved, paragraphs, several)
        if evidence:
            found.append(Found(paragraphs[0].report, tuple(evidence)))
    if not (resolved.asked.region_codes or resolved.asked.every_region) and found:
        best = max(item.score for item in found)
        found = [item for item in found if item.score >= PART_OF_THE_BEST * best]
    named = resolved.asked.region_codes
    return sorted(found, key=lambda item: (_place_of(item.report.region.code, named), item.report.report_id))


def _place_of(code: str, named: Sequence[str]) -> int:
    """In the order of the question: 常州市 stands for its districts."""
    return next((place for place, name in enumerate(named) if is_within(code, name)), len(named))


def with_familiar_words(resolved: Resolved, knows: Callable[[str], bool]) -> Resolved:
    """The question with less weight on the words that the collection doesn't know."""

    def familiar(topic: Topic) -> Topic:
        terms = tuple(
            term
            if any(map(knows, term.names))
            else replace(term, weight=UNFAMILIAR_WEIGHT * term.weight, unfamiliar=True)
            for term in topic.terms
        )
        return replace(topic, terms=terms, parts=tuple(map(familiar, topic.parts)))

    return replace(resolved, topic=familiar(resolved.topic))


def nothing_about(resolved: Resolved, ranked: Sequence[RankedParagraph]) -> bool:
    """Whether the question is off topic: no paragraph is about any of it."""
    topic = resolved.topic
    if topic.kind is QuestionKind.FIGURE and resolved.asked.says_where:
        return False
    if topic.wants_plan or topic.wants_shortcomings:
        return False
    if not topic.terms:
        return not resolved.asked.says_where
    if any(term.official and not term.unfamiliar for term in topic.terms):
        return False
    terms = [replace(t, weight=t.weight / UNFAMILIAR_WEIGHT) if t.unfamiliar else t for t in topic.terms]
    best = max(
        (coverage_of(terms, read_paragraph(paragraph.paragraph, paragraph.report.year).whole) for paragraph in ranked),
        default=0.0,
    )
    return best < (OFF_TOPIC_COVERAGE if resolved.asked.says_where else OFF_TOPIC_COVERAGE_NOWHERE)


def _figures(resolved: Resolved, paragraphs: Sequence[RankedParagraph], years: Sequence[int]) -> list[Evidence]:
    """Evidence for each part of the question; what one part asks tells the next what it is about."""
    chosen: dict[tuple[str, int], Evidence] = {}
    context = resolved.context
    before: Topic | None = None
    for part in resolved.topic.parts or (resolved.topic,):
        asked = part
        if not part.terms and before is not None:
            asked = replace(before, measures=part.measures or before.measures)
        for evidence in _figures_of_part(asked, context, before is not None or resolved.elliptic, paragraphs, years):
            chosen.setdefault((evidence.ranked.paragraph.paragraph_id, evidence.span.start), evidence)
        context = (*asked.terms, *context)
        before = asked
    return _told_in_order(list(chosen.values()))


def _figures_of_part(
    topic: Topic,
    context: Sequence[Term],
    elliptic: bool,
    paragraphs: Sequence[RankedParagraph],
    years: Sequence[int],
) -> list[Evidence]:
    weight = CONTEXT_WEIGHT if elliptic else LOOSE_CONTEXT_WEIGHT
    candidates = [e for paragraph in paragraphs for e in figure_evidence(paragraph, topic, context, weight)]
    if elliptic and context and _weight(topic.terms, {term.word for term in topic.terms}) <= ELLIPTIC_WEIGHT:
        candidates = [e for e in candidates if _is_about(context, e)]
    if years:
        candidates = [
            e for e in candidates if e.clause is not None and any(f"{year}年" in e.clause.text for year in years)
        ]
    candidates.sort(key=lambda evidence: -evidence.score)
    if not candidates:
        return []
    best = candidates[0]
    if _answers(best, topic) and len(best.matched) >= len(topic.terms):
        return [best]
    if not _answers(best, topic) and (alone := _alone(candidates)) is not None:
        return [alone]
    if _SHARED.search(topic.text) and (joined := _joined(candidates, topic)):
        return joined
    return [best] if _answers(best, topic) else []


def _alone(candidates: Sequence[Evidence]) -> Evidence | None:
    """The sentence that stands out by meaning from every other paragraph's: people may ask in quite other words."""
    nearest = max(candidates, key=lambda evidence: (evidence.standing, evidence.score))
    others = [e.standing for e in candidates if e.ranked.paragraph != nearest.ranked.paragraph]
    lead = nearest.standing - max(others, default=0.0)
    stands_alone = nearest.standing >= OUTSTANDING and lead >= ALONE_BY
    return nearest if stands_alone and nearest.coverage >= ALONE_COVERAGE and not nearest.lacks_a_term else None


def _is_about(context: Sequence[Term], evidence: Evidence) -> bool:
    """Whether the paragraph is still about what the turns before were about."""
    text = read_paragraph(evidence.ranked.paragraph, evidence.ranked.report.year).whole
    subjects = [term for term in context if term.official and term.word not in STAGES and not term.word.endswith("率")]
    return coverage_of(context, text) >= CONTEXT_COVERAGE and (not subjects or coverage_of(subjects, text) >= 0.5)


def _answers(evidence: Evidence, topic: Topic) -> bool:
    if evidence.lacks_a_term:
        return False
    has_terms = any(term.official for term in topic.terms)
    if evidence.coverage >= (FIGURE_COVERAGE_WITH_TERMS if has_terms else FIGURE_COVERAGE):
        return True
    by_meaning = evidence.coverage + MEANING_WEIGHT * evidence.standing
    return evidence.coverage >= LEAST_COVERAGE and by_meaning >= COVERAGE_AND_MEANING


def _joined(candidates: Sequence[Evidence], topic: Topic) -> list[Evidence]:
    """Each half in a sentence of its own. Empty where they don't cover the question together."""
    chosen: list[Evidence] = []
    covered: set[str] = set()
    stages = {term.word for term in topic.terms if term.word in STAGES}
    for evidence in candidates:
        if not stages <= evidence.matched:
            continue
        gain = evidence.matched - covered
        if gain and _weight(topic.terms, gain) >= 0.9 and len(chosen) < 3:
            chosen.append(evidence)
            covered |= evidence.matched
    if any(term.official and term.word not in covered for term in topic.terms):
        return []
    share = _weight(topic.terms, covered) / max(_weight(topic.terms, {term.word for term in topic.terms}), 0.001)
    return _told_in_order(chosen) if share >= FIGURE_COVERAGE else []


def _sentences(resolved: Resolved, paragraphs: Sequence[RankedParagraph], several: bool) -> list[Evidence]:
    topic = resolved.topic
    weight = CONTEXT_WEIGHT if resolved.elliptic else LOOSE_CONTEXT_WEIGHT
    candidates = [
        evidence
        for paragraph in paragraphs
        for evidence in text_evidence(paragraph, topic, resolved.context, weight)
        if _is_of_the_part(evidence, topic)
    ]
    whole_part = topic.wants_shortcomings or (topic.wants_plan and all(term.unfamiliar for term in topic.terms))
    if not whole_part:
        names = {term.word for term in topic.terms if term.weight >= QUOTED_WEIGHT}
        candidates = [e for e in candidates if _tells_about(e, names)]
    if not candidates:
        return []
    if whole_part:
        return _within(CHARACTERS_OF_SEVERAL if several else CHARACTERS_OF_A_PART, _told_in_order(candidates))
    candidates.sort(key=lambda evidence: -evidence.score)
    if topic.kind is QuestionKind.DESCRIPTION and not several and (section := _section(candidates, topic)):
        return _within(CHARACTERS_OF_ONE, section)
    best = candidates[0]
    limit = 1 if topic.which_regions else SENTENCES_OF_SEVERAL if several else SENTENCES_OF_ONE
    chosen = [e for e in candidates if e.score >= PART_OF_THE_BEST_SENTENCE * best.score][:limit]
    return _told_in_order(_within(CHARACTERS_OF_SEVERAL if several else CHARACTERS_OF_ONE, chosen))


def _section(candidates: Sequence[Evidence], topic: Topic) -> list[Evidence]:
    """How something is done is told by the paragraph under its heading, from the start. Empty where no heading fits."""
    for best in candidates:
        path = best.ranked.paragraph.path
        if path and topic.terms and coverage_of(topic.terms, path[-1].lower()) >= HEADING_COVERAGE:
            same = [e for e in candidates if e.ranked.paragraph.paragraph_id == best.ranked.paragraph.paragraph_id]
            return _told_in_order(same)
    return []


def _tells_about(evidence: Evidence, names: set[str]) -> bool:
    if names and names <= evidence.matched:
        return evidence.coverage >= NAMED_COVERAGE
    enough = OUTSTANDING_COVERAGE if evidence.standing >= OUTSTANDING else TEXT_COVERAGE
    return evidence.coverage >= enough and not evidence.lacks_a_term


def _is_of_the_part(evidence: Evidence, topic: Topic) -> bool:
    """Plans answer only questions about plans, and shortcomings only questions about them. A heading alone tells
    nothing that its paragraph doesn't, but of a plan or a shortcoming it tells the point."""
    if topic.wants_plan:
        return evidence.sentence.is_plan
    of_shortcomings = evidence.ranked.paragraph.part is Part.SHORTCOMINGS
    if evidence.sentence.is_plan or (evidence.sentence.is_heading and not of_shortcomings):
        return False
    return of_shortcomings == topic.wants_shortcomings


def _within(characters: int, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The first ones, of at most so many characters together, but at least one."""
    kept: list[Evidence] = []
    for item in evidence:
        if kept and sum(len(e.span.text) for e in kept) + len(item.span.text) > characters:
            break
        kept.append(item)
    return kept


def _told_in_order(chosen: Sequence[Evidence]) -> list[Evidence]:
    return sorted(chosen, key=lambda e: (e.ranked.paragraph.ordinal, e.span.start))


def _weight(terms: Sequence[Term], words: set[str] | frozenset[str]) -> float:
    return sum(term.weight for term in terms if term.word in words)
