"""What a careful clerk makes of a report for the next one, labelled by reading: see drafts/README.md."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import Field, ValidationError

from evals.answers.cases import Record
from evals.claims.claims import load_documents
from evals.figures.ledger import Gold, load_gold
from vectorstore.reports.readers import read_report
from vectorstore.types import Document, Period

FOLDER = Path(__file__).parent
Shape = TypeVar("Shape", bound="Clause")


class InvalidLabelError(Exception):
    """A line of a file is no label, or its words don't stand in its report."""


class Clause(Record):
    """A line of achievements, standing or stale."""

    report: str
    """Region code and year, e.g. 320411-2024."""
    text: str = Field(min_length=1)
    """Verbatim."""


class Commitment(Clause):
    sections: tuple[str, ...] = Field(min_length=1)
    """Headings as printed, under one of which it is to be reported on."""


class WrittenFigure(Clause):
    """A figure with its unit."""

    context: str
    """Ends with the figure; stands once in the report."""


@dataclass(frozen=True, slots=True)
class LabelledFigure:
    paragraph_id: str
    text: str
    context: str


@dataclass(frozen=True, slots=True)
class Labels:
    """Of one report."""

    document: Document
    commitments: tuple[Commitment, ...]
    achievements: tuple[str, ...]
    standing: tuple[str, ...]
    stale: tuple[str, ...]
    figures: tuple[LabelledFigure, ...]

    @property
    def name(self) -> str:
        return name_of(self.document)


def name_of(document: Document) -> str:
    """The report's id without the hash."""
    return document.report.report_id.rpartition("-")[0]


def invented_reports(folder: Path = FOLDER / "reports") -> tuple[Document, ...]:
    return tuple(read_report(path.read_bytes(), path.name) for path in sorted(folder.glob("*.txt")))


def load_labels(
    seeds: Sequence[Document] | None = None, invented: Sequence[Document] | None = None, folder: Path = FOLDER
) -> tuple[Labels, ...]:
    """By default of the five reports and of the invented ones. Raises InvalidLabelError."""
    real = load_documents() if seeds is None else tuple(seeds)
    documents = (*real, *(invented_reports() if invented is None else invented))
    by_name = {name_of(document): document for document in documents}
    commitments = list(_records(folder / "commitments.jsonl", Commitment, by_name))
    achievements, standing, stale = (
        list(_records(folder / f"{kind}.jsonl", Clause, by_name)) for kind in ("achievements", "standing", "stale")
    )
    figures = list(_records(folder / "figures.jsonl", WrittenFigure, by_name))
    gold = load_gold(real)
    return tuple(
        Labels(
            document=document,
            commitments=tuple(one for one in commitments if one.report == name),
            achievements=tuple(one.text for one in achievements if one.report == name),
            standing=tuple(one.text for one in standing if one.report == name),
            stale=tuple(one.text for one in stale if one.report == name),
            figures=(
                *(_of_the_ledger(one, document) for one in gold if one.report == name and _counts(one)),
                *(_placed(one, document) for one in figures if one.report == name),
            ),
        )
        for name, document in by_name.items()
    )


def _records(path: Path, shape: type[Shape], documents: dict[str, Document]) -> Iterator[Shape]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            record = shape.model_validate_json(line)
        except ValidationError as error:
            raise InvalidLabelError(f"{path.name}:{number}: {error}") from error
        if record.report not in documents:
            raise InvalidLabelError(f"{path.name}:{number}: there is no report {record.report}")
        document = documents[record.report]
        headings = {heading for paragraph in document.paragraphs for heading in paragraph.path}
        texts = [paragraph.text for paragraph in document.paragraphs]
        absent = [heading for heading in getattr(record, "sections", ()) if heading not in headings]
        if not any(record.text in text for text in texts):
            absent.append(record.text)
        context = getattr(record, "context", None)
        if context is not None and (not context.endswith(record.text) or "\n".join(texts).count(context) != 1):
            absent.append(context)
        if absent:
            raise InvalidLabelError(f"{path.name}:{number}: {record.report} does not hold {'; '.join(absent)}")
        yield record


def _counts(gold: Gold) -> bool:
    """连续两年 is a time, which stale.jsonl has."""
    return gold.period in {Period.YEAR, Period.CUMULATIVE} and gold.unit != "年"


def _of_the_ledger(gold: Gold, document: Document) -> LabelledFigure:
    text = next(one.text for one in document.paragraphs if one.paragraph_id == gold.paragraph_id)
    return LabelledFigure(gold.paragraph_id, gold.printed, text[max(gold.start - 4, 0) : gold.end])


def _placed(written: WrittenFigure, document: Document) -> LabelledFigure:
    paragraph = next(one for one in document.paragraphs if written.context in one.text)
    return LabelledFigure(paragraph.paragraph_id, written.text, written.context)
