"""Held-out cells, put to the comparison in plain words: what stands in each, and whether what it cites holds it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from evals.spans import plain
from service.contract.answers import Citation
from service.contract.compare import Cell, CompareRequest, Comparison
from service.errors import UnknownIndicator
from service.resources import Resources

FOLDER = Path(__file__).parent
RIGHT_AT_LEAST = 0.95
"""A goal."""

Comparer = Callable[[CompareRequest, Resources], Comparison]
Verdict = Literal["right", "missing", "wrong", "uncited", "unresolved"]
VERDICTS: tuple[Verdict, ...] = ("right", "missing", "wrong", "uncited", "unresolved")


class InvalidCellError(Exception):
    """A line of a file is not a cell."""


class GoldCell(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    indicator: str
    """In plain words."""
    report: str
    """Region code and year, e.g. 320411-2024."""
    status: Literal["reported", "not_reported"]
    number: float | None
    """In the unit."""
    unit: str
    evidence: str | None
    """Verbatim part of the paragraph that holds the number."""
    acceptable: tuple[float, ...]
    """What may be shown with a note where it isn't reported as such: derived, or counted with something else."""
    note: str | None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if (self.status == "reported") != (self.number is not None) or (self.number is None) != (self.evidence is None):
            raise ValueError("a reported cell has number and evidence, another neither")
        return self


@dataclass(frozen=True, slots=True)
class Outcome:
    gold: GoldCell
    verdict: Verdict
    shown: str
    """For the reader: status and value."""


def load_sets() -> dict[str, list[GoldCell]]:
    """The cells of each file, by its name. Raises InvalidCellError."""
    return {path.stem: load_cells([path]) for path in sorted(FOLDER.glob("*.jsonl"))}


def load_cells(paths: Iterable[Path] | None = None) -> list[GoldCell]:
    """By default of every file in comparisons/. Raises InvalidCellError."""
    cells = []
    for path in sorted(FOLDER.glob("*.jsonl")) if paths is None else paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                cells.append(GoldCell.model_validate_json(line))
            except ValidationError as error:
                raise InvalidCellError(f"{path.name}:{number}: {error}") from error
    return cells


def compare_all(cells: Sequence[GoldCell], compare: Comparer, resources: Resources) -> list[Outcome]:
    """Each indicator over the whole collection, as a caller asks it."""
    outcomes = []
    for words in dict.fromkeys(cell.indicator for cell in cells):
        asked = [cell for cell in cells if cell.indicator == words]
        try:
            comparison = compare(CompareRequest(indicators=(words,)), resources)
        except UnknownIndicator:
            outcomes += [Outcome(cell, "unresolved", "422") for cell in asked]
            continue
        outcomes += [judged(cell, comparison) for cell in asked]
    return outcomes


def judged(gold: GoldCell, comparison: Comparison) -> Outcome:
    """Raises ValueError where the comparison lacks the report."""
    ids = [column.report_id.rpartition("-")[0] for column in comparison.table.columns]
    (row,) = comparison.table.rows
    cell = row.cells[ids.index(gold.report)]
    by_number = {citation.n: citation for citation in comparison.citations}
    cited = by_number.get(cell.citation) if cell.citation is not None else None
    return Outcome(gold, _verdict(gold, cell, cited), f"{cell.status} {cell.value} [{row.indicator}]")


def _verdict(gold: GoldCell, cell: Cell, cited: Citation | None) -> Verdict:
    if cell.number is None:
        return "right" if gold.number is None else "missing"
    if cell.number != gold.number and not (cell.number in gold.acceptable and cell.note):
        return "wrong"
    if cited is None or cited.report_id.rpartition("-")[0] != gold.report or cited.quote not in cited.text:
        return "uncited"
    if gold.evidence is not None and plain(gold.evidence) not in plain(cited.text):
        return "uncited"
    if cell.status == "reported" and plain(cell.value or "") not in plain(cited.quote):
        return "uncited"
    return "right"


def shares(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Of each verdict, 0 to 1, and the number of cells."""
    found: dict[str, float] = {"cells": len(outcomes)}
    for verdict in VERDICTS:
        found[verdict] = sum(one.verdict == verdict for one in outcomes) / len(outcomes)
    return found


def missed(reached: Mapping[str, float]) -> list[str]:
    """The goals that are not met, in words."""
    misses = [f"{name}: {reached[name]}, not 0" for name in ("wrong", "uncited") if reached[name]]
    if reached["right"] < RIGHT_AT_LEAST:
        misses.append(f"right: {reached['right']} < {RIGHT_AT_LEAST}")
    return misses


def table(outcomes: Sequence[Outcome]) -> str:
    """A line an indicator: how many cells came out how."""
    lines = [f"{'':24}" + "".join(f"{verdict:>12}" for verdict in VERDICTS)]
    for words in (*dict.fromkeys(one.gold.indicator for one in outcomes), "all"):
        own = [one for one in outcomes if words in (one.gold.indicator, "all")]
        counts = "".join(f"{sum(one.verdict == verdict for one in own) or '':>12}" for verdict in VERDICTS)
        lines.append(f"{words:{24 - sum(ord(one) > 0x2E80 for one in words)}}{counts}")
    return "\n".join(lines)


def explain(one: Outcome) -> str:
    wanted = one.gold.number if one.gold.number is not None else "not_reported"
    return f"{one.verdict}: {one.gold.indicator} {one.gold.report}: {one.shown}, not {wanted}"
