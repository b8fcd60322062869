from pathlib import Path

import pytest

from evals import first_looks, look
from evals.look import Seen, find, main
from tests.evals import made


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "sealed.jsonl"
    path.write_text(made.case().model_dump_json(), "utf-8")
    return path


@pytest.fixture
def looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(first_looks, "FILE", tmp_path / "looks.jsonl")
    return tmp_path / "looks.jsonl"


def test_a_set_is_a_name_a_file_or_a_folder(cases: Path, tmp_path: Path) -> None:
    (tmp_path / "reports.jsonl").touch()
    for words, name, ours in (
        (cases, "sealed", False),
        (tmp_path, tmp_path.name, False),
        ("unseen_3", "unseen_3", True),
    ):
        one = find(str(words))
        assert one is not None
        assert (one.name, one.is_ours) == (name, ours)
    assert find("nothing") is None


def test_the_first_run_of_a_set_from_outside_is_its_first_look(
    cases: Path, looks: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(look, "of_cases", lambda _: Seen({"figure": 0.5}, "a table", ("fig-001 fails",)))
    assert main([str(cases), "--by", "a clerk"]) == 0
    assert "recorded as the first look" in capsys.readouterr().out
    monkeypatch.setattr(look, "of_cases", lambda _: Seen({"figure": 1.0}))
    assert main([str(cases), "--failing"]) == 0
    shown = capsys.readouterr().out
    assert ["sealed", "figure", "0.500", "1.000"] in [line.split() for line in shown.splitlines()]
    assert "written by a clerk" in shown
    assert first_looks.load(looks)["sealed"].numbers == {"figure": 0.5}


def test_a_set_of_ours_has_no_first_look_any_more(looks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look, "known_sets", lambda: {"unseen_1": lambda: {"figure": 1.0}})
    assert main(["unseen_1"]) == 0
    assert not looks.exists()


def test_what_is_no_set_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nothing"]) == 2
    assert "unseen_4" in capsys.readouterr().err
    (tmp_path / "bad.jsonl").write_text("{}", "utf-8")
    assert main([str(tmp_path / "bad.jsonl")]) == 2
    assert "bad.jsonl:1" in capsys.readouterr().err
