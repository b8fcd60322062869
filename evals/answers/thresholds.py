"""What must be reached: just under what is. A change that lowers a number has to say so here."""

from collections.abc import Mapping

from evals.answers.scoring import Row

AT_LEAST: Mapping[tuple[str, str], float] = {
    ("figure", "passed"): 0.99,
    ("list", "passed"): 0.97,
    ("definition", "passed"): 0.97,
    ("several", "passed"): 0.97,
    ("unanswerable", "abstained"): 0.99,
    ("unanswerable", "reason"): 0.98,
    ("follow_up", "passed"): 0.98,
    ("paraphrase", "passed"): 0.93,
    ("english", "passed"): 0.97,
    ("whole_collection", "passed"): 0.97,
    ("all", "precision"): 0.99,
}
"""By kind and column of the table."""
AT_MOST: Mapping[tuple[str, str], float] = {
    ("all", "refused"): 0.01,
    ("all", "wrong source"): 0.0,
    ("all", "invented"): 0.0,
    ("all", "forbidden"): 0.0,
}
SEARCH_AT_LEAST: Mapping[str, float] = {"recall@1": 0.95, "recall@3": 0.98, "recall@5": 0.98, "mrr": 0.96}


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
