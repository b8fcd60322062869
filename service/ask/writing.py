"""An answer written by a language model from the paragraphs found, sentence by sentence through the checks.

The model proposes, the checks dispose. What it leaves out of the sentences that answer is told in the reports' own
words, and so is everything where it fails.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from prompts import Prompt, render
from service.cited.check import Checked
from service.cited.checks.said import names_in
from service.cited.checks.sources import Given, comparable
from service.cited.composition import Composition, Line
from service.cited.frame import (
    Writing,
    as_removed,
    checked,
    fenced,
    fitting,
    numbered,
    one_after_another,
    room_for,
    title_of,
    warning_of,
)
from service.cited.markers import pieces
from service.cited.untrusted import as_data, without_orders
from service.contract.answers import Answer, AskRequest, Delta
from service.llm import LanguageModel
from service.questions.choice import Found
from service.questions.conversation import Resolved
from service.questions.evidence import Evidence
from service.questions.retrieval import query_of
from service.questions.topic import QuestionKind
from vectorstore.genre.likeness import held_share
from vectorstore.genre.quantities import numbers_in
from vectorstore.genre.units import Quantity
from vectorstore.types import Part, RankedParagraph

PARAGRAPHS_OF_ONE = {QuestionKind.FIGURE: 3, QuestionKind.LIST: 5, QuestionKind.DESCRIPTION: 6}
"""Of a single report; a small model on two cores reads 60 tokens a second."""
PARAGRAPHS_OF_SEVERAL = 2
CHARACTERS = 6000
"""Of all the paragraphs together, where the model's context has room for them."""
ANSWER_TOKENS = {QuestionKind.FIGURE: 300, QuestionKind.LIST: 600, QuestionKind.DESCRIPTION: 600}
MOST_SENTENCES = 10
EARLIER_TURNS = 4
EARLIER_CHARACTERS = 300
TOLD = 0.6
"""How much of a report's sentence the written ones must hold for it not to be told again."""


@dataclass(frozen=True, slots=True)
class Material:
    """What the code found to answer a question: it decides which reports and figures count, not the model."""

    resolved: Resolved
    found: tuple[tuple[Found, Line], ...]
    """Of each report the sentences that answer, and the line that tells them."""
    ranked: tuple[RankedParagraph, ...]


def write(
    request: AskRequest, material: Material, extracted: Answer, model: LanguageModel
) -> Generator[Delta, None, Answer]:
    """Gives each sentence as soon as it is checked, and returns the whole answer; the extracted one, with a warning
    that says why, where no sentence of the model's is left."""
    given = passages(material, model.context_tokens)
    composition = Composition()
    labels = Labels(material)
    # What is addressed to a machine is neither shown to it nor held for evidence; places and numbers stay.
    evidence = [without_orders(one) for one in given]
    writing = Writing(
        prompt_of(request, material, evidence),
        one_after_another(lambda sentence, before: checked(sentence, evidence, before)),
        model,
        answer_tokens=ANSWER_TOKENS[material.resolved.topic.kind],
        most_sentences=MOST_SENTENCES,
    )
    for sentence in writing:
        if sentence.verdict == "supported":
            yield Delta(text=composition.add_sentence(sentence, given, labels.before(sentence, given)))
        else:
            composition.add_removed(replace(sentence, text=as_removed(sentence.text)), given)
    written = composition.text
    untold = _untold(composition, material) if written else []
    warning = warning_of(writing.fault, bool(written), "以下为报告原文。", "未写完的部分为报告原文。" if untold else "")
    warnings = (*extracted.warnings, *([warning] if warning else []))
    if not written:
        yield from (Delta(text=piece) for piece in pieces(extracted.answer))
        claims = (*extracted.claims, *composition.claims())
        return extracted.model_copy(update={"claims": claims, "warnings": warnings})
    for line in untold:
        yield Delta(text=composition.add_line(line))
    assert composition.text.startswith(written)
    return extracted.model_copy(
        update={
            "answer": composition.text,
            "mode": "generative",
            "citations": composition.citations(),
            "claims": composition.claims(),
            "warnings": warnings,
        }
    )


def passages(material: Material, context_tokens: int) -> list[Given]:
    """The paragraphs that the model is given: of each report those of the answering sentences, then the nearest others
    of the same part, as many as its context holds."""
    kind = material.resolved.topic.kind
    most = PARAGRAPHS_OF_ONE[kind] if len(material.found) == 1 else PARAGRAPHS_OF_SEVERAL
    chosen: list[RankedParagraph] = []
    for found, _ in material.found:
        own = {evidence.ranked.paragraph.paragraph_id: evidence.ranked for evidence in found.evidence}
        part = next(iter(own.values())).paragraph.part
        for ranked in material.ranked:
            same = ranked.report.report_id == found.report.report_id and _same_part(ranked.paragraph.part, part)
            if same and len(own) < most:
                own.setdefault(ranked.paragraph.paragraph_id, ranked)
        chosen += own.values()
    room = room_for(CHARACTERS, context_tokens, ANSWER_TOKENS[kind])
    return numbered(fitting(((ranked.report, ranked.paragraph) for ranked in chosen), room))


def prompt_of(request: AskRequest, material: Material, evidence: Sequence[Given]) -> Prompt:
    """Question, history and paragraphs as data: none can end the fence around it or pass for a marker."""
    reports = dict.fromkeys(title_of(one.report) for one in evidence if one.paragraph.text.strip())
    turns = [
        f"{'用户' if turn.role == 'user' else '回答'}：{as_data(turn.content)[:EARLIER_CHARACTERS]}"
        for turn in request.history[-EARLIER_TURNS:]
    ]
    return render(
        "answer",
        passages=fenced(evidence),
        history="\n".join(turns),
        reading=f"{'、'.join(reports)}：{as_data(query_of(material.resolved).text)}",
        question=as_data(request.question),
    )


class Labels:
    """Code says which district and year a sentence is of, where the sentence doesn't."""

    def __init__(self, material: Material) -> None:
        self._labels = {found.report.report_id: line.label for found, line in material.found}
        self._introduced: set[str] = set()
        self._last: str | None = None

    def before(self, sentence: Checked, given: Sequence[Given]) -> str:
        """The label to set before the sentence; empty where it, or the text before it, tells district and year."""
        reports = list(dict.fromkeys(g.report.report_id for g in given if g.number in sentence.citations))
        codes = {g.report.region.code for g in given if g.number in sentence.citations}
        report = reports[0]
        named = sentence.names_district
        needed = len(reports) == 1 and (
            (not named and report != self._last) or (report not in self._introduced and not sentence.names_year)
        )
        self._introduced.update(reports)
        self._last = report if len(codes) == 1 else None
        return self._labels.get(report, "") if needed else ""


def _untold(composition: Composition, material: Material) -> list[Line]:
    """The report's own sentences that answer, without those that the written ones tell: the figure asked for, or most
    of the words."""
    lines = [
        replace(
            line,
            statements=tuple(
                statement
                for evidence, statement in zip(found.evidence, line.statements, strict=True)
                if not _is_told(evidence, composition, material)
            ),
        )
        for found, line in material.found
    ]
    return [line for line in lines if line.statements]


def _is_told(evidence: Evidence, composition: Composition, material: Material) -> bool:
    told = [claim for claim in composition.claims() if claim.verdict == "supported"]
    cited = {citation.n: citation.paragraph_id for citation in composition.citations()}
    own = " ".join(
        claim.text
        for claim in told
        if any(cited[number] == evidence.ranked.paragraph.paragraph_id for number in claim.citations)
    )
    return bool(own) and _tells(comparable(own), evidence, material)


def _tells(text: str, evidence: Evidence, material: Material) -> bool:
    if evidence.clause is not None:
        return all(
            comparable(quantity.printed) in text or _value_in(quantity, text) for quantity in evidence.clause.quantities
        )
    if material.resolved.topic.kind is QuestionKind.LIST and any(
        comparable(name) not in text for name in names_in(evidence.span.text)
    ):
        return False
    return (
        held_share(comparable(evidence.span.text), text) >= TOLD
        or material.resolved.topic.kind is QuestionKind.DESCRIPTION
    )


def _value_in(quantity: Quantity, text: str) -> bool:
    return any(abs(number.value - quantity.number) < 1e-9 for number in numbers_in(text))


def _same_part(one: Part, other: Part) -> bool:
    """Plans are given only with plans, shortcomings only with shortcomings."""
    apart = (Part.PLAN, Part.SHORTCOMINGS)
    return one == other or (one not in apart and other not in apart)
