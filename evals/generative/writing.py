"""Asks cases of the service with a language model, several at a time, and keeps what the model wrote."""

from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from threading import local
from time import perf_counter

from evals.answers.cases import Case
from evals.generative.journal import Asked
from prompts import load, names
from service.ask.answer import answer_events
from service.contract.answers import Answer, AskRequest, Delta, RequestedMode
from service.llm import LanguageModel
from service.resources import Resources
from service.settings import Settings


class StreamDiffersError(AssertionError):
    """The pieces that were sent are not the answer."""


class RecordingModel(LanguageModel):
    """The service's model, which remembers the text that it gave last, of each thread apart."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._texts = local()

    def stream(self, system: str, user: str, answer_tokens: int) -> Generator[str, None, None]:
        """As LanguageModel's."""
        with closing(super().stream(system, user, answer_tokens)) as pieces:
            for piece in pieces:
                self._texts.last = self._last() + piece
                yield piece

    def take_text(self) -> str:
        """What was given in this thread since the last call."""
        text, self._texts.last = self._last(), ""
        return text

    def _last(self) -> str:
        return str(getattr(self._texts, "last", ""))


def prompt_versions() -> dict[str, str]:
    return {name: load(name).version for name in names()}


def request_of(case: Case, mode: RequestedMode) -> AskRequest:
    return case.request().model_copy(update={"mode": mode})


def ask(case: Case, resources: Resources, model: RecordingModel) -> Asked:
    """Raises StreamDiffersError, and as answer_events does."""
    request = request_of(case, "generative")
    model.take_text()
    started = perf_counter()
    first: float | None = None
    sent, result = "", None
    for event in answer_events(request, resources):
        if isinstance(event, Delta):
            first = first if first is not None else perf_counter() - started
            sent += event.text
        else:
            result = event
    if result is None or sent != result.answer:
        raise StreamDiffersError(f"{case.id}: {sent!r} was sent, {result and result.answer!r} is the answer")
    return Asked(
        case=case.id,
        model=model.name,
        prompts=prompt_versions(),
        request=request,
        written=model.take_text(),
        answer=result,
        first_text_seconds=first,
    )


def ask_many(cases: Sequence[Case], resources: Resources, model: RecordingModel) -> Iterator[Asked]:
    """As they are answered, as many at a time as FAZHI_LLM_CONCURRENCY says. Raises as ask does; then, and where it is
    closed early, what has not begun is not begun."""
    executor = ThreadPoolExecutor(resources.settings.llm_concurrency, thread_name_prefix="ask")
    try:
        for done in as_completed([executor.submit(ask, case, resources, model) for case in cases]):
            yield done.result()
    finally:
        executor.shutdown(cancel_futures=True)


def extracted(case: Case, resources: Resources) -> Answer:
    """The same question, answered with the reports' own sentences."""
    *_, last = answer_events(request_of(case, "extractive"), resources)
    assert isinstance(last, Answer)
    return last
