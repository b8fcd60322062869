"""Claims made wrong by machine, the same each time: from sentences of the reports and from faithful paraphrases."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

from evals.claims.claims import Claim, Group, Source, text_paragraphs
from evals.claims.mutations.assertions import direction, exaggeration, negation, plan, wider_area
from evals.claims.mutations.figures import digit, scale, unit
from evals.claims.mutations.indicators import exchanged, joined, taken_from_the_paragraph
from evals.claims.mutations.names import altered_name, altered_title, invented_name, invented_title
from evals.claims.mutations.origins import district_in_front, marker, other_district, other_year, year_in_front
from evals.claims.mutations.text import cited_text, without_markers
from service.cited.checks.sources import Given
from vectorstore.types import Document, Paragraph

Mutation = Callable[[Claim], Iterator[str]]

MUTATIONS: Mapping[str, tuple[Mutation, ...]] = {
    "digit": (digit,),
    "unit": (unit,),
    "scale": (scale,),
    "district": (other_district, district_in_front),
    "year": (other_year, year_in_front),
    "indicator": (exchanged, joined, taken_from_the_paragraph),
    "marker": (marker,),
    "title": (altered_title, invented_title),
    "name": (altered_name, invented_name),
    "plan": (plan,),
    "negation": (negation,),
    "direction": (direction,),
    "exaggeration": (wider_area, exaggeration),
}
MOST = 120
"""By one mutation from one base, so that none drowns the others."""
SHORTEST = 10
"""Characters: shorter sentences (现将情况报告如下) say nothing that could be wrong."""
NEIGHBOURS = 5
"""Given with each passage of a paraphrase, itself among them."""
PER_CLAIM: Mapping[Mutation, int] = {
    digit: 2,
    unit: 2,
    scale: 2,
    plan: 3,
    altered_title: 3,
    direction: 2,
    wider_area: 2,
    other_district: 2,
}
"""How many a mutation makes of one claim: one where nothing is said, more where few claims lend themselves to it."""


def corrupted(claims: Iterable[Claim], documents: Sequence[Document], seed: int = 0) -> tuple[Claim, ...]:
    """Wrong claims of every kind, made of true ones; those made of paraphrases are given more paragraphs than cited."""
    bases: dict[tuple[Group, Source], list[Claim]] = {}
    for claim in claims:
        if claim.is_true and claim.cited and len(without_markers(claim.text)) >= SHORTEST:
            base = among_neighbours(claim, documents) if claim.source == "faithful" else claim
            bases.setdefault((claim.group, claim.source), []).append(base)
    return tuple(
        wrong
        for kind, mutations in MUTATIONS.items()
        for mutation in mutations
        for base in bases.values()
        for wrong in _some(_made(kind, mutation, base, seed), seed)
    )


def among_neighbours(claim: Claim, documents: Sequence[Document]) -> Claim:
    """The claim with the paragraphs around its own given behind them."""
    known = {one.paragraph.paragraph_id for one in claim.given}
    given = list(claim.given)
    for one in claim.given:
        document = next(document for document in documents if document.report == one.report)
        for neighbour in _nearest(text_paragraphs(document), one.paragraph.ordinal):
            if neighbour.paragraph_id not in known:
                known.add(neighbour.paragraph_id)
                given.append(Given(len(given) + 1, one.report, neighbour))
    return replace(claim, given=tuple(given))


def _made(kind: str, mutation: Mutation, claims: Iterable[Claim], seed: int) -> Iterator[Claim]:
    for claim in claims:
        texts = sorted({text for text in mutation(claim) if not _holds(claim, text, kind)})
        chosen = Random(f"{seed} {mutation.__name__} {claim.text}").sample(
            texts, min(PER_CLAIM.get(mutation, 1), len(texts))
        )
        for number, text in enumerate(chosen, 1):
            name = f"{claim.id}-{mutation.__name__}-{number}"
            yield replace(claim, id=name, source="mechanical", kind=kind, text=text, true=claim.text)


def _some(claims: Iterable[Claim], seed: int) -> list[Claim]:
    """At most MOST, from all over the reports."""
    drawn = sorted(claims, key=lambda claim: Random(f"{seed} {claim.text}").random())[:MOST]
    return sorted(drawn, key=lambda claim: claim.id)


def _holds(claim: Claim, text: str, kind: str) -> bool:
    """Whether the words stand in a cited paragraph after all; another marker leaves them as they are."""
    return text == claim.text or (kind != "marker" and without_markers(text) in cited_text(claim))


def _nearest(paragraphs: Iterable[Paragraph], ordinal: int) -> list[Paragraph]:
    return sorted(paragraphs, key=lambda paragraph: abs(paragraph.ordinal - ordinal))[:NEIGHBOURS]
