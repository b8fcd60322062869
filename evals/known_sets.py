"""The sets of the repository, each with what it gives now: python -m evals.look SET."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from evals.answers.asking import ask_all, numbers
from evals.answers.cases import Case, load_sets
from evals.claims.claims import CLAIMS, Claim, load_claims, load_documents
from evals.claims.other_provinces import load_invented, load_other_claims
from evals.claims.run import check_all
from evals.claims.scores import kept_and_caught
from evals.collection import open_collection
from evals.comparisons.comparing import FOLDER as CELLS
from evals.comparisons.comparing import compare_all, load_cells, shares
from evals.drafts.faults import WHOLE
from evals.drafts.labels import FOLDER as DRAFTS
from evals.drafts.labels import invented_reports, load_labels
from evals.drafts.run import SECOND, draft_all, drafting_collection, faults_of, shares_of
from evals.figures.ledger import TARGETS, measure
from evals.first_looks import Numbers
from service.ask.answer import answer
from service.cited.check import check
from service.cited.markers import split_claims
from service.compare.compare import compare
from service.draft.draft import draft

CLAIM_FILES: Mapping[str, Sequence[str]] = {
    "claims_1_and_2": ("faithful_1", "faithful_2", "corrupted_1", "corrupted_2"),
    "claims_3": ("faithful_3", "corrupted_3"),
    "claims_4": ("faithful_4", "corrupted_4"),
}
ELSEWHERE = ("other_provinces", "other_provinces_2")


def known_sets() -> dict[str, Callable[[], Numbers]]:
    """What each gives now, by name."""
    return {
        **{name: partial(of_cases, cases) for name, cases in load_sets().items()},
        **{name: partial(of_claims, name) for name in (*CLAIM_FILES, *ELSEWHERE)},
        **{path.stem: partial(of_cells, path) for path in sorted(CELLS.glob("*.jsonl"))},
        "ledger": of_ledger,
        "drafts": partial(of_drafts, DRAFTS),
        "drafts_second": partial(of_drafts, SECOND),
    }


def of_cases(cases: Sequence[Case]) -> Numbers:
    with open_collection() as resources:
        return numbers(ask_all(cases, answer, resources))


def of_claims(name: str) -> Numbers:
    return kept_and_caught(check_all(claims_of(name), check, split_claims))


def claims_of(name: str) -> tuple[Claim, ...]:
    """Those that were written by hand and came in together. Raises InvalidClaimError."""
    if name in ELSEWHERE:
        return load_other_claims(load_invented(), [CLAIMS / f"{name}.jsonl"])
    return load_claims(load_documents(), [CLAIMS / f"{file}.jsonl" for file in CLAIM_FILES[name]])


def of_cells(path: Path) -> Numbers:
    with open_collection() as resources:
        return shares(compare_all(load_cells([path]), compare, resources))


def of_ledger() -> Numbers:
    scores = measure()[2]
    return {name: getattr(scores, name) for name in TARGETS}


def of_drafts(folder: Path) -> Numbers:
    invented = invented_reports(folder / "reports")
    labels = load_labels(invented=invented, folder=folder)
    if folder == SECOND:  # of the five reports it has no labels
        labels = tuple(one for one in labels if one.document in invented)
    with drafting_collection(invented) as resources:
        outcomes = draft_all(labels, draft, resources)
    shares = {name: share.value for name, share in shares_of(outcomes).items()}
    return {**shares, **{name: float(len(found)) for name, found in faults_of(outcomes).items() if name in WHOLE}}
