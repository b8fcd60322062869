"""python -m evals.answers.ablation: what each part of search earns. Prints a table and keeps it with the results."""

from unittest.mock import patch

from evals.answers.cases import load_cases
from evals.answers.scoring import print_table
from evals.answers.searching import measure, searcher
from evals.collection import open_collection
from evals.results import short_commit, write_results

WITHOUT_CONTEXT = "vectorstore.indexes.passages.context_of"
"""Replaced, passages are embedded and tokenised without district, year and headings. Users have no setting for that."""


def ablate() -> dict[str, dict[str, float]]:
    """The search metrics by variant, over all cases with one answer."""
    cases = load_cases()
    with open_collection() as resources:
        rows = {
            "all": measure(cases, searcher(resources)),
            "dense only": measure(cases, searcher(resources, ["dense"])),
            "lexical only": measure(cases, searcher(resources, ["lexical"])),
            "no scope": measure(cases, searcher(resources, scoped=False)),
        }
    with patch(WITHOUT_CONTEXT, return_value=""), open_collection() as resources:
        rows["no context"] = measure(cases, searcher(resources))
        rows["neither"] = measure(cases, searcher(resources, scoped=False))
    return rows


def main() -> None:
    rows = ablate()
    print(print_table(rows))
    print(write_results({"ablation": rows}, short_commit()))


if __name__ == "__main__":
    main()
