"""Numbering: what was drafted becomes the body that leaves, with its tokens, markers and citations. Pure."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from service.cited.composition import CitedSentences, Statement
from service.contract.answers import Claim, Mode
from service.contract.draft import (
    BorrowedPractice,
    Commitment,
    Draft,
    DraftParagraph,
    DraftSection,
    Placeholder,
    Previous,
)
from service.draft.types import Basis, Gap, Quoted, Sentence, WholeDraft
from vectorstore.genre.text import Span, sentences

_MARKER = re.compile(r"\[\d+\]")
_WOULD_BREAK_A_TOKEN = re.compile(r"[【】\[\]]")
OPEN = "【待填】"
"""A placeholder among the claims, which tell what is carried over and not what is left open."""


def assemble(whole: WholeDraft, mode: Mode) -> Draft:
    """Raises ValueError where a statement is not what its paragraph holds: such a text must never leave."""
    numbering = _Numbering(whole.basis)
    sections = tuple(
        DraftSection(
            heading=drafted.section.heading,
            level=drafted.section.level,
            part=drafted.section.part,
            run_in=drafted.section.run_in,
            paragraphs=_with_removed(
                [numbering.paragraph(paragraph, drafted.section.heading) for paragraph in drafted.paragraphs],
                drafted.removed,
            ),
        )
        for drafted in whole.sections
    )
    report = whole.basis.report
    return Draft(
        id=f"drf_{uuid.uuid4().hex[:16]}",
        title=whole.title,
        region=report.region.full_name,
        year=whole.basis.year,
        based_on=(report.report_id,),
        sections=sections,
        placeholders=tuple(numbering.placeholders),
        commitments=tuple(
            Commitment(
                text=told.statement.span.text,
                citation=numbering.cite(told.statement),
                section=told.heading,
                placeholder=numbering.id_of(told.gap),
            )
            for told in whole.promises
        ),
        practices=tuple(
            BorrowedPractice(
                section=borrowed.section,
                region=statement.report.region.full_name,
                year=statement.report.year,
                text=statement.span.text,
                citation=numbering.cite(statement),
            )
            for borrowed in whole.borrowed
            for statement in borrowed.statements
        ),
        citations=numbering.cited.all(),
        warnings=whole.warnings,
        mode=mode,
    )


@dataclass(frozen=True, slots=True)
class _Written:
    text: str
    claim: str


class _Numbering:
    def __init__(self, basis: Basis) -> None:
        self._basis = basis
        self.cited = CitedSentences()
        self.placeholders: list[Placeholder] = []
        self._tokens: set[str] = set()
        self._ids: dict[int, str] = {}

    def paragraph(self, drafted: Sequence[Sentence], section: str) -> DraftParagraph:
        written = [self._sentence(sentence, section) for sentence in drafted]
        text = "".join(one.text for one, _ in written)
        return DraftParagraph(
            text=text,
            citations=tuple(dict.fromkeys(int(marker[1:-1]) for marker in _MARKER.findall(text))),
            claims=tuple(claim for _, claim in written if claim is not None),
        )

    def cite(self, statement: Statement) -> int:
        """Cites the sentences in which the statement stands."""
        return self.cited.number(_in_whole_sentences(statement))

    def id_of(self, gap: Gap) -> str:
        return self._ids[id(gap)]

    def _sentence(self, sentence: Sentence, section: str) -> tuple[_Written, Claim | None]:
        pieces = [self._piece(piece, section) for piece in sentence.pieces]
        numbers = tuple(dict.fromkeys(self.cite(source) for source in sentence.sources))
        text = "".join(one.text for one in pieces) + "".join(f"[{number}]" for number in numbers)
        quoted = [self.cite(piece.statement) for piece in sentence.pieces if isinstance(piece, Quoted)]
        cited = tuple(dict.fromkeys((*numbers, *quoted)))
        claim = Claim(text="".join(one.claim for one in pieces), citations=cited, verdict="supported")
        return _Written(text, claim.text), claim if cited else None

    def _piece(self, piece: str | Gap | Quoted, section: str) -> _Written:
        if isinstance(piece, str):
            return _Written(piece, piece)
        if isinstance(piece, Quoted):
            words = f"“{piece.statement.span.text}”"
            return _Written(f"{words}[{self.cite(piece.statement)}]", words)
        return _Written(self._placeholder(piece, section).token, OPEN)

    def _placeholder(self, gap: Gap, section: str) -> Placeholder:
        previous = None
        if gap.previous is not None:
            value = gap.previous.span.text
            previous = Previous(value=value, year=gap.previous.report.year, citation=self.cite(gap.previous))
        placeholder = Placeholder(
            id=f"p{len(self.placeholders) + 1}",
            token=self._token(gap, previous),
            indicator=gap.indicator,
            unit=gap.unit,
            section=section,
            department=gap.department,
            previous=previous,
        )
        self.placeholders.append(placeholder)
        self._ids[id(gap)] = placeholder.id
        return placeholder

    def _token(self, gap: Gap, previous: Previous | None) -> str:
        """Every token is another, so that one is filled in and no second one with it."""
        year = gap.year or self._basis.year
        unit = f"（{gap.unit}）" if gap.unit else ""
        told = "" if previous is None else f"；{_told(previous, gap.unit)}"
        number = 1
        while (token := f"【待填：{year}年{gap.indicator}{unit}{_which(number)}{told}】") in self._tokens:
            number += 1
        self._tokens.add(token)
        return token


def _with_removed(
    paragraphs: Sequence[DraftParagraph], removed: Sequence[tuple[str, str]]
) -> tuple[DraftParagraph, ...]:
    """Removed sentences are told among the last paragraph's claims, and nowhere else."""
    if not (paragraphs and removed):
        return tuple(paragraphs)
    claims = (Claim(text=text, citations=(), verdict="removed", why=why) for text, why in removed)
    *before, last = paragraphs
    return (*before, last.model_copy(update={"claims": (*last.claims, *claims)}))


def _which(number: int) -> str:
    return "" if number == 1 else f"（第{number}处）"


def _told(previous: Previous, unit: str) -> str:
    marker = f"[{previous.citation}]"
    if _WOULD_BREAK_A_TOKEN.search(previous.value):
        return f"{previous.year}年见{marker}"
    value = f"{previous.value}{unit}" if unit else f"“{previous.value}”"
    return f"{previous.year}年为{value}{marker}"


def _in_whole_sentences(statement: Statement) -> Statement:
    """From the first sentence that the span touches to the last."""
    span, text = statement.span, statement.paragraph.text
    if text[span.start : span.end] != span.text:
        raise ValueError(f"{statement.paragraph.paragraph_id} does not hold at {span.start}: {span.text!r}")
    touched = [one for one in sentences(text) if one.start < span.end and span.start < one.end]
    start, end = min(touched[0].start, span.start), max(touched[-1].end, span.end)
    return Statement(statement.report, statement.paragraph, Span(text[start:end], start, end))
