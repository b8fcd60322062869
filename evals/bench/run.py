"""Speed and memory, with the targets: `make bench`. --quick measures the five reports only, on fewer questions."""

import argparse
import os
import platform
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory

import httpx
from sentence_transformers import SentenceTransformer

from evals.answers.cases import load_cases
from evals.bench.large_collection import CopyingEncoder, copies_of, questions_about
from evals.claims.check_cost import faithful_answers, measure_checks
from evals.collection import SEEDS
from evals.comparisons.comparison_cost import REPORTS, a_province_by_three, fill_with_counties, five_by_eight
from evals.results import short_commit
from service.contract.draft import DraftRequest
from service.draft.draft import draft
from service.draft.files.word import docx
from service.resources import Resources
from service.settings import Settings
from vectorstore.build import ingest_all
from vectorstore.embedding.embedded_model import embedded_model_folder
from vectorstore.embedding.encoder import best_dtype, load_encoder
from vectorstore.embedding.offline import keep_quiet
from vectorstore.indexes.passages import passages_of
from vectorstore.reports.readers import read_report
from vectorstore.store import Store, open_store
from vectorstore.types import Document, Encoder

WARM_UP = 10
"""Questions asked before the clock runs: the first ones load what is loaded late."""
INDEXING_RUNS = 5
DRAFTING_RUNS = 3
LARGE_PARAGRAPHS = 50_000
LIBRARIES = ("torch", "sentence-transformers", "chromadb", "tantivy")


@dataclass(frozen=True, slots=True)
class Measurement:
    what: str
    value: float
    bound: float
    at_most: bool
    detail: str

    def __str__(self) -> str:
        met = self.value <= self.bound if self.at_most else self.value >= self.bound
        target = f"target {'<=' if self.at_most else '>='} {self.bound:g}, {'met' if met else 'MISSED'}"
        return f"{self.what:<45}{self.value:8.2f}   {target}   ({self.detail})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick: bool = parser.parse_args().quick
    keep_quiet(hub_allowed=False)
    cache = Settings().cache
    encoder = load_encoder(None, cache)
    # The same weights in the same type, by the library's own encode().
    model = SentenceTransformer(
        str(embedded_model_folder(cache)), device="cpu", local_files_only=True, model_kwargs={"dtype": best_dtype()}
    )
    print(surroundings(), flush=True)
    for measurement in measure(model, encoder, quick):
        print(measurement, flush=True)


def measure(model: SentenceTransformer, encoder: Encoder, quick: bool) -> Iterator[Measurement]:
    questions = [case.question for case in load_cases() if not case.history]
    yield from serving(model, encoder, questions[:40] if quick else questions)
    yield indexing(model, encoder, 1 if quick else INDEXING_RUNS)
    yield from checking()
    yield comparing_seeds(encoder)
    yield from drafting(encoder)
    if not quick:
        yield comparing_a_province(encoder)
        yield from large_collection(encoder)


def surroundings() -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {platform.platform()}\n"
        f"Python {platform.python_version()}, {libraries}; model in {best_dtype()}; commit {short_commit()}"
    )


def processor() -> str:
    table = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.+)", table.read_text("utf-8")) if table.exists() else None
    return found.group(1) if found else platform.processor() or "unknown processor"


def serving(model: SentenceTransformer, encoder: Encoder, questions: Sequence[str]) -> Iterator[Measurement]:
    """Each question is asked once over HTTP and embedded once, in turn, so that both meet the same machine."""
    with TemporaryDirectory(prefix="fazhi-bench-") as home:
        with opened_store(encoder, Path(home)) as store:
            ingest_all(seeds(), store, encoder)
        with served(Path(home)) as client:
            asking, embedding = [], []
            for question in [*questions[-WARM_UP:], *questions]:
                asking.append(milliseconds(ask, client, question))
                embedding.append(milliseconds(model.encode, question, prompt_name="query"))
            ask_ms, embed_ms = median(asking[WARM_UP:]), median(embedding[WARM_UP:])
            detail = f"p50 {ask_ms:.1f} ms against {embed_ms:.1f} ms, {len(questions)} questions"
            yield Measurement("/v1/ask against one query embedding", ask_ms / embed_ms, 2, True, detail)
            resident = re.search(r"^process_resident_memory_bytes (\S+)", client.get("/metrics").text, re.MULTILINE)
            if resident is None:
                print("resident memory after them: this system does not tell")
            else:
                size = float(resident.group(1)) / 1e9
                yield Measurement("resident memory after them, GB", size, 1.5, True, "the serving process")


def indexing(model: SentenceTransformer, encoder: Encoder, runs: int) -> Measurement:
    """Reading, splitting, embedding and writing against one encode call over the same texts, in turn."""
    texts = [
        passage.contextual_text for document in seeds() for passage in passages_of(document.report, document.paragraphs)
    ]
    whole, bare = [], []
    for _ in range(runs):
        with TemporaryDirectory(prefix="fazhi-bench-") as home, opened_store(encoder, Path(home)) as store:
            whole.append(milliseconds(lambda store: ingest_all(seeds(), store, encoder), store))
        bare.append(milliseconds(model.encode, texts, prompt_name="passage", show_progress_bar=False))
    speed = median(one / other for one, other in zip(bare, whole, strict=True))
    detail = f"{median(whole) / 1000:.2f} s against {median(bare) / 1000:.2f} s, {len(texts)} texts, {runs} runs"
    return Measurement("indexing speed against one bare encode call", speed, 0.85, False, detail)


def checking() -> Iterator[Measurement]:
    """What the checks of a language model's sentences add to an answer."""
    answers = faithful_answers()
    times = measure_checks(answers)
    for name, spent in (("cold", times.cold), ("warm", times.warm)):
        detail = f"p50 {median(spent):.1f} ms, {len(answers)} answers, {times.kept:.0%} of the sentences kept"
        yield Measurement(f"checks of an answer p95 in ms, {name}", quantiles(spent, n=20)[-1], 20, True, detail)


def comparing_seeds(encoder: Encoder) -> Measurement:
    with TemporaryDirectory(prefix="fazhi-bench-") as home, opened_store(encoder, Path(home)) as store:
        ingest_all(seeds(), store, encoder)
        cost = five_by_eight(store, encoder)
    detail = f"p95 {cost.p95:.1f} ms, {cost.values} values"
    return Measurement("comparison of 5 reports by 8 p50 in ms", cost.p50, 150, True, detail)


def drafting(encoder: Encoder) -> Iterator[Measurement]:
    """A whole draft of each of the five, by rule, and its Word file."""
    with TemporaryDirectory(prefix="fazhi-bench-") as home, opened_store(encoder, Path(home)) as store:
        ingest_all(seeds(), store, encoder)
        resources = Resources(Settings(home=Path(home)), store, encoder)
        requests = [
            DraftRequest(region=report.region.code, year=report.year + 1, mode="extractive")
            for report in store.snapshots.newest().reports
        ]
        first = milliseconds(draft, requests[0], resources)
        drafts = [draft(request, resources) for request in requests]
        spent = [milliseconds(draft, request, resources) for request in DRAFTING_RUNS * requests]
        written = [milliseconds(docx, one, {}, False) for one in DRAFTING_RUNS * drafts]
    detail = f"first of a process {first:.0f} ms, {len(requests)} reports"
    yield Measurement("whole draft without a model p50 in ms", median(spent), 1000, True, detail)
    yield Measurement(
        "its Word file p50 in ms", median(written), 1000, True, f"p95 {quantiles(written, n=20)[-1]:.0f} ms"
    )


def comparing_a_province(encoder: Encoder) -> Measurement:
    with TemporaryDirectory(prefix="fazhi-bench-") as home, opened_store(encoder, Path(home)) as store:
        fill_with_counties(seeds(), store)
        cost = a_province_by_three(store, encoder)
    detail = f"p50 {cost.p50:.1f} ms, {cost.columns} of {REPORTS} reports by 3, {cost.values} values"
    return Measurement("comparison of a province p95 in ms", cost.p95, 500, True, detail)


def large_collection(encoder: Encoder) -> Iterator[Measurement]:
    documents = copies_of(seeds(), LARGE_PARAGRAPHS)
    paragraphs = sum(document.report.paragraph_count for document in documents)
    with TemporaryDirectory(prefix="fazhi-bench-") as home:
        with opened_store(encoder, Path(home)) as store:
            writing = milliseconds(
                ingest_all, documents, store, CopyingEncoder(seeds(), encoder), progress=show_progress
            )
        print(
            f"\n{len(documents)} reports, {paragraphs} paragraphs, written in {writing / 1000:.0f} s: the seeds' under "
            "other districts and years, with the seeds' vectors slightly perturbed rather than embedded anew"
        )
        with served(Path(home)) as client:
            for kind, questions in questions_about(documents).items():
                for question in questions[:WARM_UP]:
                    ask(client, question)
                times = [milliseconds(ask, client, question) for question in questions]
                detail = f"p50 {median(times):.1f} ms, {len(times)} questions"
                yield Measurement(f"/v1/ask p95 in ms, {kind}", quantiles(times, n=20)[-1], 100, True, detail)


def seeds() -> list[Document]:
    return [read_report(path.read_bytes(), path.name) for path in sorted(SEEDS.glob("*.txt"))]


@contextmanager
def opened_store(encoder: Encoder, home: Path) -> Iterator[Store]:
    store = open_store(home, None, None, encoder.name, encoder.dimensions)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def served(home: Path) -> Iterator[httpx.Client]:
    """A client of a real `fazhi serve` over the folder."""
    command = [str(Path(sys.executable).with_name("fazhi")), "serve", "--port", "0"]
    environment = {**os.environ, "FAZHI_HOME": str(home), "FAZHI_LOG_LEVEL": "error", "PYTHONUNBUFFERED": "1"}
    with Popen(command, env=environment, stdout=PIPE, text=True) as process:
        try:
            address = re.search(r"http://[\w.:]+", process.stdout.readline() if process.stdout else "")
            if address is None:
                sys.exit("fazhi serve did not start; its message stands above")
            with httpx.Client(base_url=address.group(), timeout=60, trust_env=False) as client:
                yield client
        finally:
            process.terminate()


def ask(client: httpx.Client, question: str) -> None:
    client.post("/v1/ask", json={"question": question}).raise_for_status()


def milliseconds(run: Callable[..., object], *arguments: object, **options: object) -> float:
    start = time.perf_counter()
    run(*arguments, **options)
    return (time.perf_counter() - start) * 1000


def show_progress(done: int, total: int) -> None:
    print(f"\rwriting {total} reports: {done}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
