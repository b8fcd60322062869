"""What the pure modules hand to each other, made of real questions and of the seeds' real paragraphs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from service.questions.conversation import Resolved, resolve_turns
from service.questions.scope import read_scope
from service.questions.topic import QuestionKind, Topic, read_topic
from tests.parts import SEEDS
from tests.service.districts import JIANGNING, JINTAN, PUKOU, WUJIANG, XINBEI
from vectorstore.genre.regions import resolve_region
from vectorstore.genre.terms import Term, lexicon
from vectorstore.reports.readers import read_report
from vectorstore.types import Document, Paragraph, Part, PassageScore, RankedParagraph, Region, Report, Role


@cache
def seeds() -> Mapping[str, Document]:
    """By the code of the district."""
    found = [read_report(path.read_bytes(), path.name) for path in sorted(SEEDS.glob("*.txt"))]
    return {document.report.region.code: document for document in found}


def seed_reports() -> list[Report]:
    return [document.report for document in seeds().values()]


def regions() -> list[Region]:
    """Of the seeds."""
    return [resolve_region(code) for code in (XINBEI, JINTAN, JIANGNING, WUJIANG, PUKOU)]


def topic_of(question: str) -> Topic:
    return read_topic(read_scope(question, regions()).rest, lexicon())


def resolved(*turns: str) -> Resolved:
    """The last turn, in the light of those before."""
    return resolve_turns(turns[-1], turns[:-1], regions(), lexicon())


def words_of(terms: Sequence[Term]) -> list[str]:
    return [term.word for term in terms]


def topic_about(*terms: Term | str, kind: QuestionKind = QuestionKind.FIGURE, **fields: Any) -> Topic:
    """A topic of just these terms, each of weight 1."""
    made = tuple(Term((term,), 1.0) if isinstance(term, str) else term for term in terms)
    plain = replace(topic_of(""), text=" ".join(words_of(made)), kind=kind, terms=made)
    return replace(plain, **fields)


def paragraph(text: str, *path: str, part: Part = Part.MEASURES, ordinal: int = 7) -> Paragraph:
    """Of 新北区's report, made up."""
    report_id = seeds()[XINBEI].report.report_id
    return Paragraph(f"{report_id}-p{ordinal}", report_id, ordinal, Role.TEXT, part, path, text)


def ranked(made: Paragraph, standing: float | None = None, code: str = XINBEI) -> RankedParagraph:
    """As the search gives it; `standing` is that of its one passage."""
    pieces = () if standing is None else (PassageScore(0, len(made.text), 0.8, standing),)
    return RankedParagraph(made, seeds()[code].report, 1.0, pieces)


def seed_paragraph(code: str, words: str) -> Paragraph:
    """The one paragraph of the district's report that holds the words."""
    (found,) = [each for each in seeds()[code].paragraphs if words in each.text and each.role is Role.TEXT]
    return found


def ranked_seeds(code: str, standings: Mapping[str, float] | None = None) -> list[RankedParagraph]:
    """Every paragraph of text; those that hold a key of `standings` stand out by its value."""
    found = []
    for each in seeds()[code].paragraphs:
        if each.role is Role.TEXT:
            named = [value for words, value in (standings or {}).items() if words in each.text]
            found.append(ranked(each, named[0] if named else 0.0, code))
    return found
