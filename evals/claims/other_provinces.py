"""Claims about other provinces, whose paragraphs are invented: the checks must not fit the five reports only."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import Field

from evals.answers.cases import Record
from evals.claims.claims import CLAIMS, ELSEWHERE, Claim, InvalidClaimError, Source, proper, records, refuse_doubles
from service.cited.checks.sources import Given
from vectorstore.genre.regions import region_by_code
from vectorstore.types import Document, Paragraph, Part, Region, Report, Role

PARAGRAPHS = "other_provinces*_paragraphs.jsonl"


class WrittenParagraph(Record):
    """A line of a file of paragraphs, in the order of their report."""

    id: str = Field(min_length=1)
    region_code: str
    """Of a real district, GB/T 2260."""
    year: int
    part: Part
    path: tuple[str, ...]
    text: str = Field(min_length=1)


class WrittenOtherClaim(Record):
    """A line of a file of claims."""

    id: str
    passages: tuple[str, ...] = Field(min_length=1)
    """Ids of paragraphs, given as [1], [2], …"""
    before: str = ""
    claim: str
    kind: str
    faithful: bool
    true: str | None = None
    """Of a false claim, and of no other: what would be right."""


def load_invented(paths: Sequence[Path] | None = None) -> tuple[Document, ...]:
    """For each district and year of a file a report of its paragraphs. Raises InvalidClaimError."""
    documents: list[Document] = []
    for path in sorted(CLAIMS.glob(PARAGRAPHS)) if paths is None else paths:
        reports: dict[tuple[str, int], list[WrittenParagraph]] = {}
        regions: dict[str, Region] = {}
        for place, written in records(path, WrittenParagraph):
            region = region_by_code(written.region_code)
            if region is None:
                raise InvalidClaimError(f"{place}: no region has the code {written.region_code}")
            regions[written.region_code] = region
            reports.setdefault((written.region_code, written.year), []).append(written)
        documents += [_document(regions[code], year, texts, path) for (code, year), texts in reports.items()]
    refuse_doubles(paragraph.paragraph_id for document in documents for paragraph in document.paragraphs)
    return tuple(documents)


def load_other_claims(invented: Sequence[Document], paths: Sequence[Path] | None = None) -> tuple[Claim, ...]:
    """The claims of the files, by default of all about other provinces. Raises InvalidClaimError."""
    known = {
        paragraph.paragraph_id: (document.report, paragraph)
        for document in invented
        for paragraph in document.paragraphs
    }
    claims: list[Claim] = []
    ours = set(CLAIMS.glob(ELSEWHERE)) - set(CLAIMS.glob(PARAGRAPHS))
    for path in sorted(ours) if paths is None else paths:
        claims += [_claim(written, known, place) for place, written in records(path, WrittenOtherClaim)]
    refuse_doubles(claim.id for claim in claims)
    return tuple(claims)


def _document(region: Region, year: int, texts: Sequence[WrittenParagraph], path: Path) -> Document:
    report_id = f"{region.code}-{year}-{path.stem}"
    report = Report(
        report_id=report_id,
        title=f"{region.name}{year}年度法治政府建设情况报告",
        region=region,
        year=year,
        issuer=f"{region.name}人民政府",
        published=None,
        document_number=None,
        sha256="",
        source=path.name,
        paragraph_count=len(texts),
    )
    paragraphs = (
        Paragraph(one.id, report_id, ordinal, Role.TEXT, one.part, one.path, one.text)
        for ordinal, one in enumerate(texts)
    )
    return Document(report, tuple(paragraphs), ())


def _claim(written: WrittenOtherClaim, known: Mapping[str, tuple[Report, Paragraph]], place: str) -> Claim:
    if missing := [name for name in written.passages if name not in known]:
        raise InvalidClaimError(f"{place}: no paragraph {', '.join(missing)}")
    if written.faithful is (written.true is not None):
        raise InvalidClaimError(f"{place}: false claims say what would be true, and no others")
    source: Source = "faithful" if written.faithful else "by hand"
    given = tuple(Given(number, *known[name]) for number, name in enumerate(written.passages, 1))
    claim = Claim(
        written.id, source, written.kind, written.claim, given, written.before, written.true, "other provinces"
    )
    return proper(claim, place)
