"""The gold cases, asked of the real service over the five real reports with the real model.

The answers come first: they are timed, and the search after them finds its questions embedded.
"""

from collections.abc import Callable

from evals.answers.asking import ask_all, milliseconds, settings_of
from evals.answers.cases import load_cases
from evals.answers.scoring import explain, print_table, table
from evals.answers.searching import measure, searcher
from evals.answers.thresholds import SEARCH_AT_LEAST, unmet
from evals.results import short_commit, write_results
from service.ask.answer import answer
from service.resources import Resources


def test_the_service_answers_the_gold_cases(resources: Resources, show: Callable[[str], None]) -> None:
    scores = ask_all(load_cases(), answer, resources)
    rows = table(scores)
    failing = [one for one in scores if not one.passed]
    show(print_table(rows))
    show("failing: " + (" ".join(one.case.id for one in failing) or "none"))
    content = {
        "settings": settings_of(resources),
        "answers": rows,
        "total_ms": milliseconds(scores),
        "failing": {one.case.id: one.faults for one in failing},
    }
    write_results(content, short_commit())
    misses = unmet(rows)
    assert not misses, "\n".join(misses + [explain(one) for one in failing])


def test_the_search_finds_the_gold_paragraphs(resources: Resources, show: Callable[[str], None]) -> None:
    measured = measure(load_cases(), searcher(resources))
    show("search " + str({name: round(value, 3) for name, value in measured.items()}))
    write_results({"settings": settings_of(resources), "search": measured}, short_commit())
    assert {name: value for name, value in measured.items() if value < SEARCH_AT_LEAST.get(name, 0)} == {}
