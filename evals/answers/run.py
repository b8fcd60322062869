"""python -m evals.answers.run [--case ID] [--kind KIND] [--heldout FILE]: every failing case, and the table by kind.

--record keeps which cases pass, for the test that fails where fewer do: evals/state.py.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from evals import state
from evals.answers.asking import STATE, ask_all, milliseconds, passing
from evals.answers.cases import Case, InvalidCaseError, load_cases
from evals.answers.scoring import explain, print_table, table
from evals.collection import open_collection
from service.ask.answer import answer


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where every case passes, 1 where one fails, 2 where there is nothing to ask or to record."""
    options = _parser().parse_args(arguments)
    if options.record and (options.case or options.kind or options.heldout):
        print("--record is for all cases", file=sys.stderr)
        return 2
    try:
        cases = choose(load_cases(options.heldout), options.case, options.kind)
    except (InvalidCaseError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    with open_collection() as resources:
        scores = ask_all(cases, answer, resources)
    if options.record:
        try:
            state.record(STATE, passing(scores))
        except state.FewerPass as error:
            print(error, file=sys.stderr)
            return 2
    for one in scores:
        if not one.passed or options.case:
            print(explain(one), end="\n\n")
    print(print_table(table(scores)))
    if len(scores) > 1:
        print("total_ms", {name: round(value, 1) for name, value in milliseconds(scores).items()})
    return 0 if all(one.passed for one in scores) else 1


def choose(cases: Sequence[Case], ids: Sequence[str] | None, kinds: Sequence[str] | None) -> tuple[Case, ...]:
    """The cases of those ids and kinds. Raises InvalidCaseError where an id is unknown or none is left."""
    if unknown := set(ids or ()) - {case.id for case in cases}:
        raise InvalidCaseError(f"no such case: {', '.join(sorted(unknown))}")
    chosen = tuple(case for case in cases if (not ids or case.id in ids) and (not kinds or case.kind in kinds))
    if not chosen:
        raise InvalidCaseError("no case to ask")
    return chosen


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.answers.run", description="Asks the gold cases.")
    parser.add_argument("--case", action="append", metavar="ID", help="only this case; may be repeated")
    parser.add_argument("--kind", action="append", help="only cases of this kind; may be repeated")
    parser.add_argument(
        "--heldout", action="append", type=Path, metavar="FILE", help="instead of cases/; may be repeated"
    )
    parser.add_argument("--record", action="store_true", help="keep which cases pass")
    return parser


if __name__ == "__main__":
    sys.exit(main())
