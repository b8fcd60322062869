"""Reports of other forms than the five, with questions and cells: python -m evals.look FOLDER.

A folder has the reports' texts and three files: reports.jsonl (what each report is), questions.jsonl (gold cases that
name a report by its file) and cells.jsonl (of tables; must_not are values that lie near).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from evals.answers import metrics
from evals.answers.asking import Answerer, numbers
from evals.answers.cases import Case, Expectation, GoldReasons, Kind, Record
from evals.answers.scoring import Score, explain, score
from evals.claims.claims import records
from evals.comparisons.comparing import Comparer
from evals.first_looks import Numbers
from evals.spans import plain, stands_in
from service.contract.answers import Answer, Citation, Message
from service.contract.bodies import ScopeBody
from service.contract.compare import Cell, CompareRequest
from service.errors import UnknownIndicator
from service.resources import Resources
from service.settings import Settings
from vectorstore.build import ingest
from vectorstore.errors import FazhiError, MissingMetadata
from vectorstore.genre.numerals import chinese_number
from vectorstore.reports.readers import read_report
from vectorstore.store import open_store
from vectorstore.types import Document, Encoder

_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_NUMERAL = re.compile("[零〇一二三四五六七八九十百千两]+")
NOWHERE = "refused"
"""Stands for the id of a report that is not in the collection: whatever is cited is of another."""

Taken = Literal["read", "asked", "misread", "refused"]
"""asked: for district or year, which were then given. misread: as a report of another district or year."""
CellVerdict = Literal["right", "derived", "missing", "wrong", "uncited", "unresolved"]
"""derived: computed, and told as such, where the report gives none."""


class FormReport(Record):
    file: str
    region: str
    region_code: str
    authority: str
    authority_kind: str
    year: int
    title: str | None


class FormExpectation(Record):
    file: str
    figures: tuple[str, ...]
    evidence: str
    phrases: tuple[str, ...] = ()


class FormQuestion(Record):
    id: str
    kind: Kind
    question: str
    history: tuple[Message, ...]
    scope: ScopeBody | None
    expect: tuple[FormExpectation, ...]
    reason: GoldReasons
    forbidden: tuple[str, ...]
    note: str


class FormCell(Record):
    file: str
    indicator: str
    value: str | None
    """As printed, with its unit; None where the report gives none."""
    number: float | None
    unit: str
    evidence: str | None
    trap: str | None
    must_not: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forms:
    folder: Path
    reports: tuple[FormReport, ...]
    questions: tuple[FormQuestion, ...]
    cells: tuple[FormCell, ...]


@dataclass(frozen=True, slots=True)
class CellOutcome:
    gold: FormCell
    verdict: CellVerdict
    shown: str


@dataclass(frozen=True, slots=True)
class Result:
    taken: Mapping[str, Taken]
    """By file."""
    scores: tuple[Score, ...]
    cells: tuple[CellOutcome, ...]


def is_forms(path: Path) -> bool:
    return (path / "reports.jsonl").is_file()


def load_forms(folder: Path) -> Forms:
    """Raises InvalidClaimError where a line is none of its file."""
    return Forms(
        folder,
        tuple(line for _, line in records(folder / "reports.jsonl", FormReport)),
        tuple(line for _, line in records(folder / "questions.jsonl", FormQuestion)),
        tuple(line for _, line in records(folder / "cells.jsonl", FormCell)),
    )


def measure(forms: Forms, encoder: Encoder, answer: Answerer, compare: Comparer) -> Result:
    with _collection(encoder) as resources:
        taken: dict[str, Taken] = {}
        ids = {report.file: NOWHERE for report in forms.reports}
        for report in forms.reports:
            taken[report.file], found = take_in(report, forms.folder, resources)
            ids[report.file] = found or NOWHERE
        years = {report.year for report in resources.store.catalog.reports()}
        scores = tuple(_scored(question, ids, answer, resources, years) for question in forms.questions)
        return Result(taken, scores, tuple(compare_cells(forms.cells, ids, compare, resources)))


def take_in(report: FormReport, folder: Path, resources: Resources) -> tuple[Taken, str | None]:
    """How it was taken in, and its id where it was. What the reader asks for is given."""
    data = (folder / report.file).read_bytes()
    how: Taken = "read"
    try:
        try:
            document = read_report(data, report.file)
        except MissingMetadata:
            document, how = read_report(data, report.file, region=report.region_code, year=report.year), "asked"
        ingest(document, resources.store, resources.encoder)
    except FazhiError:
        return "refused", None
    return how if _is_right(document, report) else "misread", document.report.report_id


def _is_right(document: Document, report: FormReport) -> bool:
    return (document.report.region.code, document.report.year) == (report.region_code, report.year)


def case_of(question: FormQuestion, ids: Mapping[str, str]) -> Case:
    """The case, whose reports are named by their ids; for scoring, its numbers are in digits."""
    expect = tuple(
        Expectation(
            region_code=ids[one.file],
            year=int(ids[one.file].split("-")[1]) if ids[one.file] != NOWHERE else 0,
            figures=tuple(map(in_digits, one.figures)),
            evidence=in_digits(one.evidence),
            phrases=tuple(map(in_digits, one.phrases)),
        )
        for one in question.expect
    )
    forbidden = tuple(map(in_digits, question.forbidden))
    told = question.model_dump(include={"id", "kind", "history", "scope", "reason", "note"})
    return Case.model_validate(
        {**told, "question": in_digits(question.question), "expect": expect, "forbidden": forbidden}
    )


def _scored(
    question: FormQuestion, ids: Mapping[str, str], answer: Answerer, resources: Resources, years: set[int]
) -> Score:
    case = case_of(question, ids)
    given = answer(case.model_copy(update={"question": question.question}).request(), resources)
    return score(judgeable(case, given), answer_in_digits(given), years)


def judgeable(case: Case, given: Answer) -> Case:
    """Beside an abstention a figure may be told as what it is, in a quotation: forbidden is the one told bare."""
    if not given.abstained:
        return case
    bare = metrics.without(in_digits(given.answer), (in_digits(citation.quote) for citation in given.citations))
    return case.model_copy(update={"forbidden": tuple(one for one in case.forbidden if stands_in(one, bare))})


def answer_in_digits(answer: Answer) -> Answer:
    def changed(citation: Citation) -> Citation:
        return citation.model_copy(update={"text": in_digits(citation.text), "quote": in_digits(citation.quote)})

    citations = tuple(map(changed, answer.citations))
    return answer.model_copy(update={"answer": in_digits(answer.answer), "citations": citations})


def in_digits(text: str) -> str:
    """1,318次 and 1 318次 are 1318次, 十二次 is 12次.

    >>> in_digits("十二次，1,318次")
    '12次，1318次'
    """

    def number(numeral: re.Match[str]) -> str:
        try:
            return str(chinese_number(numeral[0]))
        except (ValueError, KeyError):
            return numeral[0]

    return _NUMERAL.sub(number, _THOUSANDS.sub("", re.sub(r"(?<=\d)\s+(?=\d)", "", text)))


def compare_cells(
    cells: Sequence[FormCell], ids: Mapping[str, str], compare: Comparer, resources: Resources
) -> Iterator[CellOutcome]:
    """Each indicator over the whole collection, as a caller asks it."""
    for words in dict.fromkeys(cell.indicator for cell in cells):
        asked = [cell for cell in cells if cell.indicator == words]
        try:
            comparison = compare(CompareRequest(indicators=(words,)), resources)
        except UnknownIndicator:
            yield from (CellOutcome(cell, "unresolved", "422") for cell in asked)
            continue
        places = {column.report_id: place for place, column in enumerate(comparison.table.columns)}
        cited = {citation.n: citation for citation in comparison.citations}
        (row,) = comparison.table.rows
        for gold in asked:
            place = places.get(ids[gold.file])
            if place is None:
                yield CellOutcome(gold, "missing" if gold.value else "right", "no such report")
                continue
            cell = row.cells[place]
            citation = cited.get(cell.citation) if cell.citation is not None else None
            shown = f"{cell.status} {cell.value} [{row.indicator}]"
            yield CellOutcome(gold, verdict_of(gold, cell, row.unit, citation), shown)


def verdict_of(gold: FormCell, cell: Cell, unit: str, cited: Citation | None) -> CellVerdict:
    """unit: of the row."""
    if cell.number is None:
        return "missing" if gold.value else "right"
    shown = in_digits(plain(f"{cell.value}{unit}"))
    if any(stands_in(in_digits(one), shown) for one in gold.must_not):
        return "wrong"
    if gold.number is None or gold.value is None or gold.evidence is None:
        return "derived" if cell.status == "derived" else "wrong"
    same = abs(cell.number - gold.number) < 1e-6 * max(1.0, abs(gold.number))
    if not same and not stands_in(in_digits(gold.value), shown):
        return "wrong"
    if cited is None or in_digits(plain(gold.evidence)) not in in_digits(plain(cited.text)):
        return "uncited"
    return "right"


def numbers_of(result: Result) -> Numbers:
    """How many reports were taken in how, of the questions what passed, of the cells the share of each verdict."""
    taken = Counter(result.taken.values())
    verdicts = Counter(one.verdict for one in result.cells)
    return {
        **{f"reports {how}": float(taken[how]) for how in ("read", "asked", "misread", "refused")},
        **numbers(result.scores),
        **{f"cells {verdict}": count / len(result.cells) for verdict, count in sorted(verdicts.items())},
    }


def explain_all(result: Result) -> Iterator[str]:
    """A paragraph a report that was not simply read, a question that failed, a cell that is not right."""
    yield from (f"{file}: {how}" for file, how in result.taken.items() if how != "read")
    yield from (explain(one) for one in result.scores if not one.passed)
    for one in result.cells:
        if one.verdict != "right":
            yield f"{one.verdict}: {one.gold.indicator}, {one.gold.file}: {one.shown}, not {one.gold.value}"


@contextmanager
def _collection(encoder: Encoder) -> Iterator[Resources]:
    """Empty, in a temporary folder."""
    with TemporaryDirectory(prefix="fazhi-forms-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        with closing(open_store(home, None, None, encoder.name, encoder.dimensions)) as store:
            yield Resources(Settings(home=home), store, encoder)
