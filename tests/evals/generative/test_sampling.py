from collections import Counter

import pytest

from evals.answers.cases import load_cases
from evals.generative.sampling import sample
from tests.evals import made

CASES = (
    *(made.case(id=f"fig-{number:03d}") for number in range(70)),
    *(made.unanswerable(id=f"una-{number:03d}") for number in range(25)),
    *(made.case(id=f"eng-{number:03d}", kind="english") for number in range(5)),
)


def test_a_sample_has_the_size_and_of_each_kind_its_share() -> None:
    chosen = sample(CASES, 20)
    assert len(chosen) == 20
    assert Counter(case.kind for case in chosen) == {"figure": 12, "unanswerable": 5, "english": 3}
    assert len(set(chosen)) == 20


def test_it_is_the_same_for_the_same_seed_whatever_the_order() -> None:
    assert sample(CASES, 20, 1) == sample(CASES[::-1], 20, 1)
    assert sample(CASES, 20, 1) != sample(CASES, 20, 2)


def test_a_case_that_is_added_changes_one_place_at_most() -> None:
    before, after = set(sample(CASES, 20)), set(sample((*CASES, made.case(id="fig-999")), 20))
    assert len(before - after) <= 1


def test_kinds_are_mixed() -> None:
    half = sample(CASES, 40)[:20]
    assert len({case.kind for case in half}) >= 2


@pytest.mark.parametrize("size", [100, 101, 5000])
def test_as_many_as_there_are_is_all(size: int) -> None:
    assert sample(CASES, size) == CASES


def test_every_kind_of_the_gold_cases_is_in_the_smallest_sample() -> None:
    kinds = {case.kind for case in load_cases()}
    chosen = sample(load_cases(), 1)
    assert len(chosen) == len(kinds)
    assert {case.kind for case in chosen} == kinds
