"""What must be reached: just under what is. A change that lowers a number has to say so here."""

from collections.abc import Mapping

from evals.scoring import Row

AT_LEAST: Mapping[tuple[str, str], float] = {
    ("figure", "passed"): 0.98,
    ("list", "passed"): 0.90,
    ("definition", "passed"): 0.90,
    ("several", "passed"): 0.87,
    ("unanswerable", "abstained"): 0.93,
    ("unanswerable", "reason"): 0.90,
    ("follow_up", "passed"): 0.80,
    ("paraphrase", "passed"): 0.87,
    ("english", "passed"): 0.87,
    ("all", "precision"): 0.97,
}
"""By kind and column of the table. To begin with, the targets of issue 2."""
AT_MOST: Mapping[tuple[str, str], float] = {
    ("all", "refused"): 0.02,
    ("all", "wrong source"): 0.0,
    ("all", "invented"): 0.0,
    ("all", "forbidden"): 0.0,
}
SEARCH_AT_LEAST: Mapping[str, float] = {"recall@1": 0.90, "recall@3": 0.97, "recall@5": 0.98, "mrr": 0.93}


def unmet(rows: Mapping[str, Row]) -> list[str]:
    """The thresholds that the table misses, in words."""
    misses = [
        f"{kind} {column}: {rows[kind][column]} < {least}"
        for (kind, column), least in AT_LEAST.items()
        if (reached := rows[kind][column]) is None or reached < least
    ]
    misses += [
        f"{kind} {column}: {rows[kind][column]} > {most}"
        for (kind, column), most in AT_MOST.items()
        if (reached := rows[kind][column]) is None or reached > most
    ]
    return misses
