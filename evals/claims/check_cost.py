"""How long the checks take: of answers put together from the faithful claims, as a language model would write them."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from random import Random

from evals.claims.claims import CLAIMS, MARKER, Claim, load_claims, load_documents, text_paragraphs
from service.cited.check import NOTHING_BEFORE, check
from service.cited.checks.sources import Given
from vectorstore.types import Document

SENTENCES = range(4, 9)
PARAGRAPHS = 6
"""Given for each answer: as many as a question on one report gets."""
PACKAGES = ("service", "vectorstore.genre", "vectorstore.reports")
"""What they remember is forgotten before a cold answer."""


@dataclass(frozen=True, slots=True)
class WrittenAnswer:
    sentences: tuple[str, ...]
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class CheckTimes:
    """Milliseconds an answer."""

    cold: tuple[float, ...]
    """Of a first answer: no paragraph, sentence or group of districts was seen before."""
    warm: tuple[float, ...]
    """The same answer again, in the same process, the paragraphs read from the store anew."""
    kept: float
    """Share of the sentences; one that is removed can cost less."""


def faithful_answers() -> tuple[WrittenAnswer, ...]:
    documents = load_documents()
    claims = load_claims(documents, sorted(CLAIMS.glob("faithful*.jsonl")))
    return tuple(answers_of(claims, documents, Random(0)))


def answers_of(claims: Sequence[Claim], documents: Sequence[Document], random: Random) -> Iterator[WrittenAnswer]:
    """Of four to eight claims each, all that fit, about the report of the first of them where there are enough.

    The paragraphs that they cite are filled up to six with others of that report, and numbered anew.
    """
    shuffled = sorted(claims, key=lambda claim: (claim.given[0].report.report_id, random.random()))
    while shuffled:
        wanted = random.choice(SENTENCES)
        chosen: list[Claim] = []
        paragraphs: dict[str, Given] = {}
        for claim in shuffled:
            own = {one.paragraph.paragraph_id: one for one in claim.given}
            if len(chosen) < wanted and len(paragraphs | own) <= PARAGRAPHS:
                chosen.append(claim)
                paragraphs |= own
        shuffled = [claim for claim in shuffled if claim not in chosen]
        if len(chosen) >= SENTENCES[0]:
            yield _answer(chosen, paragraphs, documents)


def measure_checks(answers: Sequence[WrittenAnswer]) -> CheckTimes:
    """What is loaded once a process, as the dictionary of words, is loaded before the clock runs."""
    for sentence in answers[0].sentences:
        check(sentence, answers[0].given)
    forgetting = caches()
    cold, warm, kept = [], [], 0
    for answer in answers:
        for forget in forgetting:
            forget()
        spent, supported = _check(answer)
        cold.append(spent)
        kept += supported
        warm.append(_check(answer)[0])
    sentences = sum(len(answer.sentences) for answer in answers)
    return CheckTimes(tuple(cold), tuple(warm), kept / sentences)


def caches() -> list[Callable[[], None]]:
    """What empties each cache of what was read of texts: those that are bounded. The tables of regions and words, read
    once a process, have unbounded ones, or one of size 1."""
    modules = [module for name, module in list(sys.modules.items()) if name.startswith(PACKAGES)]
    values = {id(value): value for module in modules for value in vars(module).values()}.values()
    cached = [value for value in values if hasattr(value, "cache_parameters") and value.__module__.startswith(PACKAGES)]
    return [value.cache_clear for value in cached if (value.cache_parameters()["maxsize"] or 0) > 1]


def _check(answer: WrittenAnswer) -> tuple[float, int]:
    """Milliseconds, and how many sentences were kept; what a paragraph remembers of itself begins anew."""
    given = [replace(one) for one in answer.given]
    before, kept = NOTHING_BEFORE, 0
    start = time.perf_counter()
    for sentence in answer.sentences:
        checked = check(sentence, given, before)
        before = checked.after
        kept += checked.verdict == "supported"
    return (time.perf_counter() - start) * 1000, kept


def _answer(claims: Sequence[Claim], paragraphs: dict[str, Given], documents: Sequence[Document]) -> WrittenAnswer:
    first = claims[0].given[0].report
    document = next(document for document in documents if document.report == first)
    others = (one for one in text_paragraphs(document) if one.paragraph_id not in paragraphs)
    given = [(one.report, one.paragraph) for one in paragraphs.values()]
    given += [(first, paragraph) for paragraph in islice(others, PARAGRAPHS - len(given))]
    numbers = {paragraph.paragraph_id: number for number, (_, paragraph) in enumerate(given, 1)}
    return WrittenAnswer(
        tuple(_renumbered(claim, numbers) for claim in claims),
        tuple(Given(number, report, paragraph) for number, (report, paragraph) in enumerate(given, 1)),
    )


def _renumbered(claim: Claim, numbers: dict[str, int]) -> str:
    of_claim = {str(one.number): numbers[one.paragraph.paragraph_id] for one in claim.given}
    return MARKER.sub(lambda match: f"[{of_claim[match[1]]}]", claim.text)
