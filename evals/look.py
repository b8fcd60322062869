"""python -m evals.look SET [--by WHO] [--failing]: the first look at a set, or what it gives now beside it.

SET is the name of a set of the repository, a file of gold cases over the five reports (the form of answers/cases), or a
folder of other reports with questions and cells (forms.py). Of a set that comes from outside the first run is recorded,
once and for all; then it may be read, and moved into the repository under the same name.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from evals import first_looks, forms
from evals.answers.asking import ask_all, numbers
from evals.answers.cases import InvalidCaseError, load_cases
from evals.answers.scoring import explain, print_table, table
from evals.claims.claims import InvalidClaimError
from evals.collection import RememberingEncoder, open_collection
from evals.first_looks import Numbers
from evals.known_sets import known_sets
from service.ask.answer import answer
from service.compare.compare import compare
from service.settings import Settings
from vectorstore.embedding.encoder import load_encoder

EVALS = Path(__file__).parent


class Seen(NamedTuple):
    numbers: Numbers
    table: str = ""
    failing: tuple[str, ...] = ()


class Set(NamedTuple):
    name: str
    measured: str
    run: Callable[[], Seen]
    is_ours: bool = False
    """It lies in the repository: what it gives now is no first look."""


def find(words: str) -> Set | None:
    """A file, a folder, or a set of the repository; None where there is none."""
    path = Path(words)
    ours = path.resolve().is_relative_to(EVALS)
    if path.is_dir() and forms.is_forms(path):
        return Set(
            path.resolve().name, "reports of other forms, with questions and cells", lambda: of_forms(path), ours
        )
    if path.is_file():
        return Set(path.stem, "questions over the five reports", lambda: of_cases(path), ours)
    if (run := known_sets().get(words)) is not None:
        return Set(words, "a set of the repository", lambda: Seen(run()), is_ours=True)
    return None


def of_cases(path: Path) -> Seen:
    cases = load_cases([path])
    with open_collection() as resources:
        scores = ask_all(cases, answer, resources)
    failing = tuple(explain(one) for one in scores if not one.passed)
    return Seen(numbers(scores), print_table(table(scores)), failing)


def of_forms(folder: Path) -> Seen:
    found = forms.load_forms(folder)
    result = forms.measure(found, RememberingEncoder(load_encoder(None, Settings().cache)), answer, compare)
    return Seen(forms.numbers_of(result), print_table(table(result.scores)), tuple(forms.explain_all(result)))


def look(one: Set, by: str | None) -> tuple[Seen, bool]:
    """What it gives now, and whether that was the first look, which is then recorded."""
    seen = one.run()
    if one.is_ours:
        return seen, False
    try:
        first_looks.record(one.name, by, one.measured, seen.numbers)
    except first_looks.LookedAtBefore:
        return seen, False
    return seen, True


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where the set was run, 2 where there is no such set."""
    options = _parser().parse_args(arguments)
    one = find(options.set)
    if one is None:
        print(f"no such set: {options.set}; there are {', '.join(known_sets())}", file=sys.stderr)
        return 2
    try:
        seen, first = look(one, options.by)
    except (InvalidCaseError, InvalidClaimError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    if options.failing:
        print("".join(f"{fault}\n\n" for fault in seen.failing), end="")
    print(seen.table, end="\n\n" if seen.table else "")
    looks = first_looks.load()
    print(first_looks.beside({one.name: seen.numbers}, looks))
    print("recorded as the first look" if first else first_looks.told(one.name, looks))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evals.look", description="The first look at a set, or a further one."
    )
    parser.add_argument("set", metavar="SET", help="a name, a file of gold cases, or a folder of other reports")
    parser.add_argument("--by", help="who wrote it, for the record")
    parser.add_argument("--failing", action="store_true", help="show what came out wrong")
    return parser


if __name__ == "__main__":
    sys.exit(main())
