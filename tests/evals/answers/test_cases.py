from collections import Counter
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from evals.answers.cases import InvalidCaseError, load_cases
from evals.collection import SEEDS
from tests.evals import made

SEED_OF = {
    ("320411", 2024): "000_9e28f76db99c5c23.txt",
    ("320413", 2024): "001_8464521e0b384c22.txt",
    ("320115", 2023): "002_6436a5007fe6f33d.txt",
    ("320509", 2024): "003_886c29c32c821c1d.txt",
    ("320111", 2023): "004_defe76b096bc4ad6.txt",
}
AT_LEAST = {
    "figure": 70,
    "list": 15,
    "definition": 12,
    "several": 18,
    "unanswerable": 45,
    "follow_up": 20,
    "paraphrase": 20,
    "english": 12,
    "whole_collection": 45,
}
CASES = load_cases()


@cache
def lines_of(region_code: str, year: int) -> tuple[str, ...]:
    return tuple((SEEDS / SEED_OF[region_code, year]).read_text(encoding="utf-8").splitlines())


def test_evidence_figures_and_phrases_stand_in_one_line_of_the_report() -> None:
    for case in CASES:
        for expected in case.expect:
            lines = lines_of(expected.region_code, expected.year)
            words = (expected.evidence, *expected.figures, *expected.phrases)
            assert any(all(word in line for word in words) for line in lines), (case.id, words)
            for place in expected.alternatives:
                assert any(place in line for line in lines), (case.id, place)


def test_no_expected_figure_is_forbidden() -> None:
    for case in CASES:
        expected = set(chain.from_iterable(expected.figures for expected in case.expect))
        assert not expected & set(case.forbidden), case.id


def test_there_are_enough_cases_of_every_kind() -> None:
    count = Counter(case.kind for case in CASES)
    assert {kind: count[kind] for kind in AT_LEAST if count[kind] < AT_LEAST[kind]} == {}  # type: ignore[index]


def test_no_question_is_asked_twice() -> None:
    asked = Counter((case.question, case.history, case.scope) for case in CASES)
    assert [question for question, times in asked.items() if times > 1] == []


def test_every_report_is_asked_about_in_most_of_its_paragraphs() -> None:
    for key in SEED_OF:
        paragraphs = [line for line in lines_of(*key) if len(line) > 60]
        expected = [one for case in CASES for one in case.expect if (one.region_code, one.year) == key]
        evidence = [place for one in expected for place in one.places]
        asked = sum(any(words in paragraph for words in evidence) for paragraph in paragraphs)
        assert asked / len(paragraphs) > 0.85, key


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{}", "Field required"),
        (made.case().model_dump_json().replace('"note"', '"remark"'), "remark"),
        (made.case(reason="off_topic").model_dump_json(), "either"),
        (made.case(expect=[]).model_dump_json(), "either"),
        (made.case(expect=[made.expectation(optional=True)]).model_dump_json(), "optional"),
        (made.case().model_dump_json() + "\n" + made.case().model_dump_json(), "fig-001"),
    ],
)
def test_a_file_that_holds_no_proper_cases_is_refused(line: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InvalidCaseError, match=complaint):
        load_cases([path])


def test_one_reason_and_several_are_read_alike() -> None:
    assert made.unanswerable(reason="off_topic").reason == ("off_topic",)
    assert made.unanswerable(reason=["off_topic", "not_reported"]).reason == ("off_topic", "not_reported")
