from pathlib import Path

import pytest

from evals.answers.cases import InvalidCaseError
from evals.answers.run import choose, main
from tests.evals import made

CASES = (made.case(), made.case(id="fig-002"), made.unanswerable(id="una-001"))


def test_cases_are_chosen_by_id_and_by_kind() -> None:
    assert choose(CASES, None, None) == CASES
    assert choose(CASES, ["fig-002"], None) == CASES[1:2]
    assert choose(CASES, None, ["unanswerable"]) == CASES[2:]
    assert choose(CASES, ["fig-001", "una-001"], ["figure"]) == CASES[:1]


@pytest.mark.parametrize(("ids", "kinds"), [(["fig-009"], None), (["fig-001"], ["english"]), (None, ["riddle"])])
def test_nothing_to_ask_is_an_error(ids: list[str] | None, kinds: list[str] | None) -> None:
    with pytest.raises(InvalidCaseError):
        choose(CASES, ids, kinds)


def test_the_command_says_what_is_wrong_before_it_loads_anything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--heldout", str(tmp_path / "missing.jsonl")]) == 2
    assert "missing.jsonl" in capsys.readouterr().err
    assert main(["--case", "fig-999"]) == 2
    assert "fig-999" in capsys.readouterr().err


def test_held_out_cases_take_the_place_of_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "heldout.jsonl"
    path.write_text(made.case(id="held-1").model_dump_json(), encoding="utf-8")
    assert main(["--heldout", str(path), "--case", "fig-001"]) == 2
    assert "fig-001" in capsys.readouterr().err
