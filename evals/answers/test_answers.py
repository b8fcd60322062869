"""The gold cases, asked of the real service over the five real reports with the real model.

The answers come first: they are timed, and the search after them finds its questions embedded. What fails is a
regression: of a set and kind fewer cases pass than in the recorded state, or a figure is told that is none.
"""

from collections.abc import Callable

from evals import first_looks, state
from evals.answers.asking import STATE, ask_all, milliseconds, numbers, passing, settings_of
from evals.answers.cases import load_cases, load_sets
from evals.answers.scoring import explain, print_table, table
from evals.answers.searching import measure, searcher
from evals.results import short_commit, write_results
from service.ask.answer import answer
from service.resources import Resources

SEARCH_AT_LEAST = {"recall@1": 0.95, "recall@3": 0.98, "recall@5": 0.98, "mrr": 0.96}
"""Just under what is reached: a ranking has no case that passes."""


def test_the_service_answers_the_gold_cases(resources: Resources, show: Callable[[str], None]) -> None:
    scores = ask_all(load_cases(), answer, resources)
    rows = table(scores)
    failing = [one for one in scores if not one.passed]
    by_id = {one.case.id: one for one in scores}
    now = {name: numbers([by_id[case.id] for case in cases]) for name, cases in load_sets().items()}
    show(print_table(rows))
    show(first_looks.beside(now, first_looks.load()))
    show("failing: " + (" ".join(one.case.id for one in failing) or "none"))
    content = {
        "settings": settings_of(resources),
        "answers": rows,
        "total_ms": milliseconds(scores),
        "failing": {one.case.id: one.faults for one in failing},
    }
    write_results(content, short_commit())
    false = [one for one in scores if one.invented or one.forbidden]
    assert not false, "\n".join(map(explain, false))
    fewer = state.regressions(state.load(STATE), passing(scores))
    assert not fewer, "\n".join([*fewer, *map(explain, failing)])


def test_the_search_finds_the_gold_paragraphs(resources: Resources, show: Callable[[str], None]) -> None:
    measured = measure(load_cases(), searcher(resources))
    show("search " + str({name: round(value, 3) for name, value in measured.items()}))
    write_results({"settings": settings_of(resources), "search": measured}, short_commit())
    assert {name: value for name, value in measured.items() if value < SEARCH_AT_LEAST.get(name, 0)} == {}
