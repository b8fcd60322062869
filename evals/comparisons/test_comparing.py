"""The comparison against cells written by reading the reports: right or rightly not reported, none wrong, all cited."""

from collections.abc import Callable
from pathlib import Path

import pytest

from evals import first_looks
from evals.comparisons.comparing import (
    FOLDER,
    InvalidCellError,
    compare_all,
    explain,
    load_cells,
    load_sets,
    missed,
    shares,
    table,
)
from evals.results import short_commit, write_results
from evals.state import lower
from service.compare.compare import compare
from service.contract.compare import Cell, CompareRequest, Comparison
from service.resources import Resources


def test_the_comparison_is_as_right_as_it_was(resources: Resources, show: Callable[[str], None]) -> None:
    """And no value is wrong or uncited."""
    by_set = {name: compare_all(cells, compare, resources) for name, cells in load_sets().items()}
    outcomes = [one for own in by_set.values() for one in own]
    reached = shares(outcomes)
    failing = [explain(one) for one in outcomes if one.verdict != "right"]
    show("\n".join([table(outcomes), *failing, *(f"goal missed: {miss}" for miss in missed(reached))]))
    show(first_looks.beside({name: shares(own) for name, own in by_set.items()}, first_looks.load()))
    write_results({"comparison": {**reached, "failing": failing}}, short_commit())
    assert [explain(one) for one in outcomes if one.verdict in {"wrong", "uncited"}] == []
    right = {name: {"right": sum(one.verdict == "right" for one in own)} for name, own in by_set.items()}
    assert lower("comparisons", right) == [], "\n".join(failing)


def without_value(cell: Cell) -> Cell:
    return cell.model_copy(update={"status": "not_reported", "value": None, "number": None, "citation": None})


@pytest.mark.parametrize(
    ("spoil", "target"),
    [
        # a value that is not the report's
        (lambda cell: cell.model_copy(update={"number": (cell.number or 0) + 1}), "wrong"),
        # a value of which nobody can see where it stands
        (lambda cell: cell.model_copy(update={"citation": None}), "uncited"),
        # another paragraph than the one that holds it
        (lambda cell: cell.model_copy(update={"citation": 1 if cell.citation != 1 else 2}), "uncited"),
        # nothing where the report gives it
        (without_value, "right"),
    ],
)
def test_a_comparison_that_is_spoilt_misses_its_target(
    spoil: Callable[[Cell], Cell], target: str, resources: Resources
) -> None:
    def spoilt(request: CompareRequest, resources: Resources) -> Comparison:
        comparison = compare(request, resources)
        rows = [
            row.model_copy(update={"cells": tuple(spoil(cell) if cell.value else cell for cell in row.cells)})
            for row in comparison.table.rows
        ]
        return comparison.model_copy(update={"table": comparison.table.model_copy(update={"rows": tuple(rows)})})

    cells = load_cells([FOLDER / "cells.jsonl"])[:30]
    assert any(told.startswith(target) for told in missed(shares(compare_all(cells, spoilt, resources))))


def test_words_that_mean_no_indicator_leave_the_cells_unresolved(resources: Resources) -> None:
    cell = load_cells([FOLDER / "cells.jsonl"])[0].model_copy(update={"indicator": "海关查验量"})
    assert [one.verdict for one in compare_all([cell], compare, resources)] == ["unresolved"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"number": 239', '"number": null'),  # reported, and no number
        ('"note"', '"remark"'),  # an unknown field
        ('"status": "reported"', '"status": "not_reported"'),  # not reported, and a number
    ],
)
def test_a_line_that_is_no_cell_is_refused(old: str, new: str, tmp_path: Path) -> None:
    line = (FOLDER / "cells.jsonl").read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / "one.jsonl").write_text(line.replace(old, new), encoding="utf-8")
    with pytest.raises(InvalidCellError, match=r"one\.jsonl:1: "):
        load_cells([tmp_path / "one.jsonl"])


def test_the_evidence_of_every_cell_stands_in_its_report(resources: Resources) -> None:
    catalog = resources.store.catalog
    texts: dict[str, str] = {}
    for report in catalog.reports():
        paragraphs = catalog.report_paragraphs(report.report_id)
        texts[report.report_id.rpartition("-")[0]] = "\n".join(paragraph.text for paragraph in paragraphs)
    absent = [cell.evidence for cell in load_cells() if cell.evidence and cell.evidence not in texts[cell.report]]
    assert absent == []
