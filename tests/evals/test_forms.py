"""Reports of other forms: taken in as a user would, asked, and their cells compared; made here of one of the five."""

import json
from pathlib import Path
from typing import Any

import pytest

from evals.collection import RememberingEncoder
from evals.forms import (
    FormCell,
    Result,
    case_of,
    explain_all,
    in_digits,
    is_forms,
    judgeable,
    load_forms,
    measure,
    numbers_of,
    verdict_of,
)
from service.ask.answer import answer
from service.compare.compare import compare
from service.contract.compare import Cell
from tests.evals import made
from tests.service.conftest import XINBEI

BARE = (
    "法治政府建设工作情况报告\n一、主要举措\n"
    "全区持续推进法治政府建设，规范行政执法，全年举办法治讲座12场，法治政府建设取得新的进展。\n"
)
REPORTS = [
    {"file": "area.txt", "region": "江苏省常州市新北区", "region_code": "320411", "year": 2024},
    {"file": "bare.txt", "region": "江苏省常州市天宁区", "region_code": "320402", "year": 2022},
    {"file": "none.txt", "region": "江苏省常州市钟楼区", "region_code": "320404", "year": 2022},
]
QUESTION: dict[str, Any] = {
    "id": "h-1",
    "kind": "figure",
    "question": "新北区2024年收到多少件行政复议申请？",
    "history": [],
    "scope": None,
    "expect": [{"file": "area.txt", "figures": ["239件"], "evidence": "共收到复议申请239件", "phrases": []}],
    "reason": None,
    "forbidden": ["203件"],
    "note": "stands in the evidence sentence too: 203件",
}
OF_NOBODY = QUESTION | {
    "id": "h-2",
    "expect": [{"file": "none.txt", "figures": ["7件"], "evidence": "受理7件", "phrases": []}],
}
CELL: dict[str, Any] = {
    "file": "area.txt",
    "indicator": "复议收案量",
    "value": "239件",
    "number": 239.0,
    "unit": "件",
    "evidence": "共收到复议申请239件",
    "trap": None,
    "must_not": ["203件"],
}


def lines(path: Path, *records: dict[str, Any]) -> None:
    path.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records), "utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forms")
    (folder / "area.txt").write_bytes(XINBEI.read_bytes())
    (folder / "bare.txt").write_text(BARE, "utf-8")
    (folder / "none.txt").write_text("今天天气很好，我们去公园散步。\n", "utf-8")
    own = {"authority": "", "authority_kind": "government", "title": None}
    lines(folder / "reports.jsonl", *(own | one for one in REPORTS))
    lines(folder / "questions.jsonl", QUESTION, OF_NOBODY)
    absent = CELL | {"indicator": "公证办理数", "value": None, "number": None, "evidence": None}
    lines(folder / "cells.jsonl", CELL, absent, CELL | {"file": "none.txt"}, CELL | {"indicator": "海关查验量"})
    return folder


@pytest.fixture(scope="module")
def result(folder: Path, encoder: RememberingEncoder) -> Result:
    return measure(load_forms(folder), encoder, answer, compare)


def test_a_folder_of_reports_is_known_by_its_list(folder: Path, tmp_path: Path) -> None:
    assert is_forms(folder)
    assert not is_forms(tmp_path)


def test_reports_are_taken_in_as_a_user_would(result: Result) -> None:
    assert result.taken == {"area.txt": "read", "bare.txt": "asked", "none.txt": "refused"}


def test_questions_and_cells_are_scored_by_the_file_of_their_report(result: Result) -> None:
    right, wrong = result.scores
    assert right.passed
    assert wrong.wrong_sources  # another report is cited than the one that was refused
    verdicts = {(one.gold.indicator, one.gold.file): one.verdict for one in result.cells}
    assert list(verdicts.values()) == ["right", "missing", "right", "unresolved"]


def test_the_numbers_tell_of_reports_questions_and_cells(result: Result) -> None:
    numbers = numbers_of(result)
    assert (numbers["reports read"], numbers["reports asked"], numbers["reports refused"]) == (1, 1, 1)
    assert (numbers["cases"], numbers["figure"]) == (2, 0.5)
    assert numbers["cells right"] == 0.5
    told = "\n".join(explain_all(result))
    assert "none.txt: refused" in told
    assert "h-2" in told
    assert "h-1" not in told


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("十二次", "12次"),
        ("1,318次", "1318次"),
        ("1，318次", "1318次"),
        ("1 386项", "1386项"),
        ("第1,2项", "第1,2项"),
        ("二〇二四年", "2024年"),
    ],
)
def test_a_number_is_the_same_however_it_is_printed(text: str, digits: str) -> None:
    assert in_digits(text) == digits


def test_beside_an_abstention_a_figure_is_forbidden_where_it_is_told_bare() -> None:
    case = made.unanswerable(forbidden=["239件"])
    quoted = made.answer(f"没有给出。报告中有：{made.XINBEI}[1]", made.citation(), reason="not_reported")
    assert judgeable(case, quoted).forbidden == ()
    bare = made.answer("没有给出，有239件。[1]", made.citation(), reason="not_reported")
    assert judgeable(case, bare).forbidden == ("239件",)


def test_a_case_names_its_report_by_the_id(folder: Path) -> None:
    question = load_forms(folder).questions[0]
    ids = {"area.txt": "320411-2024-00000000", "none.txt": "refused"}
    (expected,) = case_of(question, ids).expect
    assert (expected.region_code, expected.year) == ("320411-2024-00000000", 2024)


@pytest.mark.parametrize(
    ("shown", "gold", "verdict"),
    [
        ({}, {}, "right"),
        ({"number": 203.0, "value": "203"}, {}, "wrong"),  # must not
        ({"number": 240.0, "value": "240"}, {}, "wrong"),
        ({"number": 23900.0, "value": "239"}, {}, "right"),  # in another unit, as printed
        ({"number": None, "value": None, "status": "not_reported"}, {}, "missing"),
        ({}, {"value": None, "number": None, "evidence": None}, "wrong"),
        ({"status": "derived"}, {"value": None, "number": None, "evidence": None}, "derived"),
        ({"number": None, "value": None}, {"value": None, "number": None, "evidence": None}, "right"),
        ({}, {"evidence": "别处的话"}, "uncited"),
    ],
)
def test_each_cell_has_its_verdict(shown: dict[str, Any], gold: dict[str, Any], verdict: str) -> None:
    cell = Cell.model_validate({"status": "reported", "value": "239", "number": 239.0, "citation": 1} | shown)
    assert verdict_of(FormCell.model_validate(CELL | gold), cell, "件", made.citation()) == verdict
