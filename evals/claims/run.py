"""python -m evals.claims.run [--kind KIND] [--failing] [--seed N]: how the checks of claims do."""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Sequence

from evals.claims.claims import Claim, InvalidClaimError, load_claims, load_documents, refuse_doubles, verbatim_claims
from evals.claims.corruptions import corrupted
from evals.claims.other_provinces import load_invented, load_other_claims
from evals.claims.scores import Outcome, explain, report
from service.cited.check import NOTHING_BEFORE, Checked, check
from service.cited.checks.said import Before
from service.cited.checks.sources import Given
from service.cited.markers import split_claims

Check = Callable[[str, Sequence[Given], Before], Checked]
Split = Callable[[str], Sequence[str]]


def written_claims() -> tuple[Claim, ...]:
    """Sentences of the reports, paraphrases, those corrupted by hand, and those about other provinces.

    Raises InvalidClaimError.
    """
    documents = load_documents()
    claims = (*verbatim_claims(documents), *load_claims(documents), *load_other_claims(load_invented()))
    refuse_doubles(claim.id for claim in claims)
    return claims


def claims_by_machine(seed: int = 0) -> tuple[Claim, ...]:
    """The written ones corrupted in every way. Raises InvalidClaimError."""
    return corrupted(written_claims(), (*load_documents(), *load_invented()), seed)


def all_claims(seed: int = 0) -> tuple[Claim, ...]:
    """Raises InvalidClaimError."""
    return (*written_claims(), *claims_by_machine(seed))


def check_all(claims: Iterable[Claim], checking: Check, splitting: Split) -> tuple[Outcome, ...]:
    return tuple(_check(claim, checking, splitting) for claim in claims)


def choose(claims: Sequence[Claim], kinds: Sequence[str] | None) -> tuple[Claim, ...]:
    """The claims of the kinds, sources or groups. Raises InvalidClaimError where one of them is unknown."""
    known = {name for claim in claims for name in _names(claim)}
    if unknown := set(kinds or ()) - known:
        raise InvalidClaimError(f"no claims of kind {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}")
    return tuple(claim for claim in claims if not kinds or not _names(claim).isdisjoint(kinds))


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where every claim comes out right, 1 where one doesn't, 2 where there is nothing to check."""
    options = _parser().parse_args(arguments)
    try:
        claims = choose(all_claims(options.seed), options.kind)
    except (InvalidClaimError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    outcomes = check_all(claims, check, split_claims)
    failing = [one for one in outcomes if not one.right]
    if options.failing:
        print("".join(f"{explain(one)}\n\n" for one in failing), end="")
    print(report(outcomes))
    return 1 if failing else 0


def _names(claim: Claim) -> set[str]:
    return {claim.kind, claim.source, claim.group}


def _check(claim: Claim, checking: Check, splitting: Split) -> Outcome:
    before = NOTHING_BEFORE
    for sentence in splitting(claim.before) if claim.before else ():
        before = checking(sentence, claim.given, before).after
    start = time.perf_counter()
    checked = checking(claim.text, claim.given, before)
    return Outcome(claim, checked, (time.perf_counter() - start) * 1000)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.claims.run", description="Tests the checks of claims.")
    parser.add_argument("--kind", action="append", help="only claims of this kind, source or group; may be repeated")
    parser.add_argument("--failing", action="store_true", help="show each claim that comes out wrong, with the reason")
    parser.add_argument("--seed", type=int, default=0, help="other corruptions, that the checks were not made with")
    return parser


if __name__ == "__main__":
    sys.exit(main())
