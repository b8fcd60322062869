from pathlib import Path

import pytest

from evals import first_looks
from evals.first_looks import Look, LookedAtBefore, beside, load, record, told
from evals.known_sets import known_sets


def test_a_first_look_is_recorded_once(tmp_path: Path) -> None:
    path = tmp_path / "looks.jsonl"
    look = record("new", "a clerk", "questions", {"cases": 3, "figure": 2 / 3}, path)
    assert load(path) == {"new": look}
    assert (look.by, look.measured, look.numbers) == ("a clerk", "questions", {"cases": 3, "figure": 0.6667})
    with pytest.raises(LookedAtBefore):
        record("new", "a clerk", "questions", {"cases": 3, "figure": 1.0}, path)
    assert load(path) == {"new": look}
    path.write_text(path.read_text("utf-8") * 2, "utf-8")
    with pytest.raises(LookedAtBefore, match="new stands twice"):
        load(path)


def test_first_and_now_stand_beside_each_other() -> None:
    looks = {"one": Look("one", "2026-12-01", "abc", None, "questions", {"cases": 180, "figure": 0.5})}
    table = beside({"one": {"cases": 171, "figure": 1.0, "list": 0.75}, "two": {"figure": 0.9}}, looks)
    assert [line.split() for line in table.splitlines()[1:]] == [
        ["one", "cases", "180", "171"],
        ["one", "figure", "0.500", "1.000"],
        ["one", "list", "0.750"],
        ["two", "figure", "0.900"],
    ]
    assert "written by unknown" in told("one", looks)
    assert told("two", looks) == "two: no first look was recorded"


def test_the_first_looks_of_ours_are_of_sets_that_there_are() -> None:
    looks = load(first_looks.FILE)
    assert looks.keys() <= known_sets().keys()
    values = [value for look in looks.values() for value in (look.numbers or {}).values()]
    assert all(0 <= value <= 1 or value == int(value) for value in values)
