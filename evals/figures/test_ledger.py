"""The ledger against figures labelled by hand: found, read, assigned and dated right."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from evals import first_looks
from evals.claims.claims import load_documents
from evals.figures.ledger import (
    FOLDER,
    TARGETS,
    InvalidGoldError,
    compare,
    faults,
    load_gold,
    measure,
    score,
    spare_figures,
    table,
)
from evals.state import lower
from vectorstore.figures.ledger import ledger_of
from vectorstore.types import Document, Figure, Period


def test_the_ledger_reads_what_it_read(show: Callable[[str], None]) -> None:
    outcomes, spare, scores = measure()
    reached = {"ledger": {name: getattr(scores, name) for name in TARGETS}}
    show(table(outcomes, scores))
    show(first_looks.beside(reached, first_looks.load()))
    wrong = [f"{one.gold.paragraph_id} {one.gold.printed}: {fault}" for one in outcomes for fault in faults(one)]
    assert lower("figures", reached) == [], "\n".join(wrong)
    assert len(outcomes) > 250
    assert not spare


@pytest.mark.parametrize(
    ("spoilt", "missed"),
    [
        (lambda figure: [], "found"),
        (lambda figure: [replace(figure, number=figure.number + 1)], "read"),
        (lambda figure: [replace(figure, unit="吨")], "read"),
        (lambda figure: [replace(figure, indicator="行政复议受理数")], "precision"),
        (lambda figure: [replace(figure, indicator=None)], "recall"),
        (lambda figure: [replace(figure, period=Period.PLAN)], "period"),
    ],
)
def test_a_ledger_that_reads_wrongly_misses_its_target(
    spoilt: Callable[[Figure], Sequence[Figure]], missed: str
) -> None:
    def reading(document: Document) -> list[Figure]:
        return [other for figure in ledger_of(document) for other in spoilt(figure)]

    _, _, scores = measure(reading)
    assert any(told.startswith(missed) for told in scores.missed())


def test_a_figure_without_a_label_is_spare_where_all_are_labelled() -> None:
    documents = load_documents()
    gold = load_gold(documents)
    figures = [figure for document in documents for figure in ledger_of(document)]
    unlabelled = [one for one in gold if not one.report.startswith("320411")]
    assert len(spare_figures(unlabelled, figures)) > 30
    assert score(compare(gold, figures), 0).found == 1


def test_a_label_whose_words_do_not_stand_is_refused(tmp_path: Path) -> None:
    line = (FOLDER / "xinbei.jsonl").read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / "one.jsonl").write_text(line.replace('"before": "', '"before": "没有的话'), encoding="utf-8")
    with pytest.raises(InvalidGoldError, match=r"one\.jsonl:1: "):
        load_gold(load_documents(), tmp_path)
