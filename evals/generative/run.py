"""python -m evals.generative.run [--cases N | --all] [--kind KIND] [--heldout FILE] [--seed N] [--resume]

The gold cases asked of the language model of FAZHI_LLM_*, beside the extracted answers. Also `make eval-llm EVAL=…`.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from evals.answers.asking import settings_of
from evals.answers.cases import Case, InvalidCaseError, load_cases
from evals.answers.run import choose
from evals.answers.scoring import explain, score
from evals.collection import open_collection
from evals.generative.journal import Asked, InvalidJournalError, Journal
from evals.generative.sampling import sample
from evals.generative.scores import Compared, missed_targets, progress, report, results
from evals.generative.writing import RecordingModel, ask_many, extracted, prompt_versions, request_of
from evals.results import RESULTS, short_commit, write_results
from service.errors import InvalidSettings
from service.http.logs import configure_logs
from service.resources import Resources
from service.settings import Settings, load_settings

CASES = 60
"""Twenty minutes with a small model on two cores; the thousand take hours."""


def main(arguments: Sequence[str] | None = None, folder: Path = RESULTS) -> int:
    """0 where the targets are met, 1 where one is missed, 2 where there is nothing to ask, or no model.

    Results go to the folder: what was answered as it comes, the summary at the end.
    """
    options = _parser().parse_args(arguments)
    configure_logs("error")
    try:
        settings = load_settings()
        cases = choose(load_cases(options.heldout), options.case, options.kind)
        if not options.all and not options.case:
            cases = sample(cases, options.cases, options.seed)
        model = _ready_model(settings)
        with open_collection() as resources:
            journal = Journal(folder / f"generative-{short_commit(folder)}.jsonl")
            found = compare(cases, replace(resources, language_model=model), model, journal, options.resume)
            content = {"model": _name(model.name), "prompts": prompt_versions(), "seed": options.seed}
            content |= {"cases": len(cases), "settings": settings_of(resources), **results(found)}
    except (InvalidSettings, InvalidCaseError, InvalidJournalError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return _show(found, content, folder)


def compare(
    cases: Sequence[Case], resources: Resources, model: RecordingModel, journal: Journal, resume: bool
) -> list[Compared]:
    """Both answers of each case and their scores, in the order of the cases, with a line on standard error for each.

    resume: what the journal has of the same model, prompts and request is not asked again. Raises InvalidJournalError,
    OSError, and as ask does.
    """
    known = journal.records(model.name, prompt_versions()) if resume else {}
    done = [known[case.id] for case in cases if _is_of(known.get(case.id), case)]
    if done:
        print(f"{len(done)} of {len(cases)} cases were asked before", file=sys.stderr)
    taken = {one.case for one in done}
    by_id = {case.id: case for case in cases}
    found: dict[str, Compared] = {}
    years = {report.year for report in resources.store.catalog.reports()}
    asking = ask_many([case for case in cases if case.id not in taken], resources, model)
    for asked in _each(done, journal.append(asking)):
        case = by_id[asked.case]
        own = score(case, extracted(case, resources), years)
        found[case.id] = Compared(asked, score(case, asked.answer, years), own)
        print(progress(len(found), len(cases), found[case.id]), file=sys.stderr, flush=True)
    return [found[case.id] for case in cases]


def _each(done: Sequence[Asked], asking: Iterator[Asked]) -> Iterator[Asked]:
    yield from done
    yield from asking


def _is_of(record: Asked | None, case: Case) -> bool:
    return record is not None and record.request == request_of(case, "generative")


def _ready_model(settings: Settings) -> RecordingModel:
    """Raises InvalidSettings where none is configured, or what is known of it already says that it can't be used."""
    if settings.llm_base_url is None:
        raise InvalidSettings("没有配置语言模型：请设置 FAZHI_LLM_BASE_URL 和 FAZHI_LLM_MODEL。")
    model = RecordingModel(settings)
    readiness = model.readiness()
    if readiness.status == "failing":
        raise InvalidSettings(readiness.detail or "语言模型无法使用。")
    if readiness.detail:
        print(readiness.detail, file=sys.stderr)
    return model


def _show(found: Sequence[Compared], content: dict[str, Any], folder: Path) -> int:
    for one in found:
        if not one.written.passed:
            print(explain(one.written), end="\n\n")
    print(f"{content['model']}, prompts {content['prompts']}, {content['cases']} cases, seed {content['seed']}\n")
    print(report(content))
    missed = missed_targets(content["answers"])
    print("targets met" if not missed else "MISSED " + "; ".join(missed))
    failing = {one.asked.case: one.written.faults for one in found if not one.written.passed}
    write_results({"generative": {**content, "failing": failing}}, short_commit(folder), folder)
    return 1 if missed else 0


def _name(model: str) -> str:
    """Some servers call a model by the file that it is read from, which is nobody else's concern."""
    return Path(model).name if Path(model).is_absolute() else model


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.generative.run", description="Asks gold cases of a model.")
    many = parser.add_mutually_exclusive_group()
    many.add_argument("--cases", type=_positive, default=CASES, metavar="N", help=f"a sample of N, by default {CASES}")
    many.add_argument("--all", action="store_true", help="every case")
    many.add_argument("--case", action="append", metavar="ID", help="only this case; may be repeated")
    parser.add_argument("--kind", action="append", help="only cases of this kind; may be repeated")
    parser.add_argument(
        "--heldout", action="append", type=Path, metavar="FILE", help="instead of cases/; may be repeated"
    )
    parser.add_argument("--seed", type=int, default=0, help="another sample")
    parser.add_argument("--resume", action="store_true", help="take up a run of the same commit that did not end")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return number


if __name__ == "__main__":
    sys.exit(main())
