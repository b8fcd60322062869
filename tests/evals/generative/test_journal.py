from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evals.generative.journal import Asked, InvalidJournalError, Journal
from tests.evals import made

PROMPTS = {"answer": "1"}


def asked(**fields: Any) -> Asked:
    given: dict[str, Any] = {
        "case": "fig-001",
        "model": "small",
        "prompts": PROMPTS,
        "request": made.case().request(),
        "written": "收到239件[1]。",
        "answer": made.answer("收到239件。[1]", made.citation()),
        "first_text_seconds": 1.5,
    }
    return Asked.model_validate(given | fields)


def write(path: Path, *records: Asked) -> list[Asked]:
    return list(Journal(path).append(records))


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "new" / "journal.jsonl"
    records = [asked(), asked(case="fig-002", first_text_seconds=None)]
    assert write(path, *records) == records
    assert Journal(path).records("small", PROMPTS) == {one.case: one for one in records}


def test_no_file_is_no_record(tmp_path: Path) -> None:
    assert Journal(tmp_path / "missing.jsonl").records("small", PROMPTS) == {}


def test_each_record_is_in_the_file_before_the_next_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"

    def asking() -> Iterator[Asked]:
        yield asked()
        assert list(Journal(path).records("small", PROMPTS)) == ["fig-001"]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(Journal(path).append(asking()))
    assert list(Journal(path).records("small", PROMPTS)) == ["fig-001"]


def test_runs_of_another_model_or_prompt_do_not_count_and_stay(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    write(path, asked(model="large"), asked(prompts={"answer": "2"}))
    write(path, asked())
    for model, prompts in (("small", PROMPTS), ("large", PROMPTS), ("small", {"answer": "2"})):
        assert len(Journal(path).records(model, prompts)) == 1


def test_the_later_of_two_records_counts(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    write(path, asked(written="first"), asked(written="second"))
    assert Journal(path).records("small", PROMPTS)["fig-001"].written == "second"


def test_the_unfinished_line_of_a_run_that_died_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    write(path, asked())
    with path.open("a", encoding="utf-8") as file:
        file.write('{"case": "fig-0')
    assert list(Journal(path).records("small", PROMPTS)) == ["fig-001"]
    write(path, asked(case="fig-002"))
    assert list(Journal(path).records("small", PROMPTS)) == ["fig-001", "fig-002"]


def test_a_line_that_is_no_record_is_named(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    write(path, asked())
    path.write_text("{}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(InvalidJournalError, match=r"journal\.jsonl:1"):
        Journal(path).records("small", PROMPTS)
