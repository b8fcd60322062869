"""Claims with the paragraphs they cite: written by hand, or sentences of the reports."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field, ValidationError

from evals.answers.cases import Record
from evals.collection import SEEDS
from service.cited.checks.sources import Given
from vectorstore.genre.text import sentences
from vectorstore.reports.readers import read_report
from vectorstore.types import Document, Paragraph, Role

CLAIMS = Path(__file__).parent
ELSEWHERE = "other_provinces*.jsonl"
"""Files that other_provinces.py reads."""
MARKER = re.compile(r"\[(\d+)\]")
Shape = TypeVar("Shape", bound=Record)

Source = Literal["verbatim", "faithful", "by hand", "mechanical"]
"""The first two have to pass, the others to fall."""
Group = Literal["seeds", "other provinces"]
"""Whose paragraphs are cited: those of the five reports, or invented ones of districts elsewhere."""


class InvalidClaimError(Exception):
    """A line of a claim file is no claim, its passage cannot be found, or two claims share an id."""


class Place(Record):
    report: str
    """How the report's id begins: 320411-2024."""
    holds: str = Field(min_length=1)
    """Words that stand in exactly one paragraph of the report."""


class WrittenClaim(Record):
    """A line of a claim file."""

    id: str
    passages: tuple[Place, ...] = Field(min_length=1)
    """Given as [1], [2], …"""
    before: str = ""
    """What was said before; nothing where it is empty."""
    claim: str
    kind: str
    true: str | None = None
    """Of a corrupted claim: what would be right."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence with its markers, ready to be checked."""

    id: str
    source: Source
    kind: str
    text: str
    given: tuple[Given, ...]
    before: str = ""
    true: str | None = None
    group: Group = "seeds"

    @property
    def is_true(self) -> bool:
        return self.source in ("verbatim", "faithful")

    @property
    def markers(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(int(number) for number in MARKER.findall(self.text)))

    @property
    def cited(self) -> tuple[Given, ...]:
        return tuple(one for one in self.given if one.number in self.markers)


def load_documents(folder: Path = SEEDS) -> tuple[Document, ...]:
    return tuple(read_report(path.read_bytes(), path.name) for path in sorted(folder.glob("*.txt")))


def load_claims(documents: Sequence[Document], paths: Sequence[Path] | None = None) -> tuple[Claim, ...]:
    """The claims about the reports, by default of all their files; those of faithful*.jsonl are true, the others not.

    Raises InvalidClaimError.
    """
    claims: list[Claim] = []
    ours = set(CLAIMS.glob("*.jsonl")) - set(CLAIMS.glob(ELSEWHERE))
    for path in sorted(ours) if paths is None else paths:
        source: Source = "faithful" if path.name.startswith("faithful") else "by hand"
        for place, written in records(path, WrittenClaim):
            given = tuple(_given(number, one, documents, place) for number, one in enumerate(written.passages, 1))
            claim = Claim(written.id, source, written.kind, written.claim, given, written.before, written.true)
            claims.append(proper(claim, place))
    refuse_doubles(claim.id for claim in claims)
    return tuple(claims)


def verbatim_claims(documents: Sequence[Document]) -> Iterator[Claim]:
    """Every sentence of the text as a claim of its own paragraph [2], the paragraphs around it given as [1] and [3]."""
    for document in documents:
        texts = text_paragraphs(document)
        for place, paragraph in enumerate(texts):
            around = enumerate(texts[max(place - 1, 0) : place + 2], 1 if place else 2)
            given = tuple(Given(number, document.report, neighbour) for number, neighbour in around)
            for number, sentence in enumerate(sentences(paragraph.text), 1):
                claim_id = f"{paragraph.paragraph_id}-s{number:02d}"
                yield Claim(claim_id, "verbatim", "verbatim", f"{sentence.text}[2]", given)


def text_paragraphs(document: Document) -> list[Paragraph]:
    return [paragraph for paragraph in document.paragraphs if paragraph.role is Role.TEXT]


def records(path: Path, shape: type[Shape]) -> Iterator[tuple[str, Shape]]:
    """The lines of a file, each with its place (file:line). Raises InvalidClaimError."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            place = f"{path.name}:{number}"
            try:
                yield place, shape.model_validate_json(line)
            except ValidationError as error:
                raise InvalidClaimError(f"{place}: {error}") from error


def proper(claim: Claim, place: str) -> Claim:
    """The claim itself. Raises InvalidClaimError where it can't be what its file says."""
    if claim.is_true and len(claim.cited) < len(claim.markers):
        raise InvalidClaimError(f"{place}: a faithful claim cites a passage that is not given")
    if claim.text == claim.true:
        raise InvalidClaimError(f"{place}: the corrupted claim is the true one")
    return claim


def refuse_doubles(ids: Iterable[str]) -> None:
    """Raises InvalidClaimError."""
    if twice := [name for name, times in Counter(ids).items() if times > 1]:
        raise InvalidClaimError(f"ids that stand twice: {', '.join(sorted(twice))}")


def _given(number: int, wanted: Place, documents: Sequence[Document], place: str) -> Given:
    reports = [document for document in documents if document.report.report_id.startswith(f"{wanted.report}-")]
    if len(reports) != 1:
        raise InvalidClaimError(f"{place}: {len(reports)} reports {wanted.report}")
    (document,) = reports
    holding = [paragraph for paragraph in document.paragraphs if wanted.holds in paragraph.text]
    if len(holding) != 1:
        raise InvalidClaimError(f"{place}: {len(holding)} paragraphs of {wanted.report} hold {wanted.holds!r}")
    return Given(number, document.report, holding[0])
