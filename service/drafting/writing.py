"""Sections of a draft worded by a language model, sentence by sentence through the checks.

The model words what the rules drafted and decides nothing. What it leaves out or may not say stands in the rules' own
sentences, and so does the whole section where it fails.
"""

from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextvars import copy_context
from dataclasses import dataclass
from threading import Event, Lock

from service.drafting.labels import Labelled, without_labels
from service.drafting.material import answer_tokens, is_worth_writing, prompt_of, shown_of
from service.drafting.merging import fault_of_repetition, merged, settled
from service.drafting.proving import Proved, proved
from service.drafting.types import Basis, DraftedSection, Sentence
from service.errors import LanguageModelError, LanguageModelMisconfigured, LanguageModelUnavailable
from service.llm import LanguageModel
from service.llm.faults import BUSY
from service.proposed import proposed
from service.untrusted import without_links

MOST_UNAVAILABLE = 2
"""In a row; nobody waits for an endpoint that is gone once a section."""
REMOVED_CHARACTERS = 200
"""Of a removed sentence, as it is told among the claims."""
MOSTLY_REMOVED = "语言模型写的句子多数没有通过核对。"
NOTHING_WRITTEN = "语言模型没有写出句子。"
NOT_ASKED = "语言模型此前没有作答，没有再请它写。"


@dataclass(frozen=True, slots=True)
class Removed:
    text: str
    """Without links; no label stands in it."""
    why: str


@dataclass(frozen=True, slots=True)
class WrittenSection:
    paragraphs: tuple[tuple[Sentence, ...], ...]
    """As many as were drafted, with the same gaps and quotations."""
    removed: tuple[Removed, ...] = ()
    fault: str = ""
    """Why it isn't the model's, or not to its end; empty where it is, and where there was nothing to word."""
    kept: int = 0
    """How many of its sentences are the model's."""


def write(drafted: DraftedSection, basis: Basis, model: LanguageModel) -> WrittenSection:
    """Never raises for what the model does: the fault is told."""
    return _attempt(drafted, basis, model, Event())[0]


def written_sections(
    sections: Sequence[DraftedSection], basis: Basis, model: LanguageModel, concurrency: int
) -> Generator[tuple[int, WrittenSection], None, None]:
    """Each with its place, as it is done. Closed early it asks nothing more, and doesn't wait for what was asked."""
    to_write = [place for place, section in enumerate(sections) if is_worth_writing(section)]
    yield from ((n, WrittenSection(one.paragraphs)) for n, one in enumerate(sections) if n not in to_write)
    if not to_write:
        return
    stopped, endpoint = Event(), _Endpoint()
    pool = ThreadPoolExecutor(max_workers=max(1, min(concurrency, len(to_write))), thread_name_prefix="drafting")

    def ask(section: DraftedSection) -> WrittenSection:
        if stopped.is_set() or endpoint.is_gone:
            return WrittenSection(section.paragraphs, fault=NOT_ASKED)
        written, error = _attempt(section, basis, model, stopped)
        endpoint.remember(error)
        return written

    try:
        # With the context of the request, so that the log tells whose it is.
        futures = {pool.submit(copy_context().run, ask, sections[place]): place for place in to_write}
        for future in as_completed(futures):
            yield futures[future], future.result()
    finally:
        stopped.set()
        pool.shutdown(wait=False, cancel_futures=True)


class _Endpoint:
    """Whether it makes sense to ask again; shared by the threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._unavailable = 0
        self._misconfigured = False

    @property
    def is_gone(self) -> bool:
        with self._lock:
            return self._misconfigured or self._unavailable >= MOST_UNAVAILABLE

    def remember(self, error: LanguageModelError | None) -> None:
        # Busy with other requests, it is there.
        unavailable = isinstance(error, LanguageModelUnavailable) and str(error) != BUSY
        with self._lock:
            self._misconfigured = self._misconfigured or isinstance(error, LanguageModelMisconfigured)
            self._unavailable = self._unavailable + 1 if unavailable else 0


def _attempt(
    drafted: DraftedSection, basis: Basis, model: LanguageModel, stopped: Event
) -> tuple[WrittenSection, LanguageModelError | None]:
    shown = shown_of(drafted, model.context_tokens) if is_worth_writing(drafted) else ()
    kept: list[Proved] = []
    removed: list[Removed] = []
    error: LanguageModelError | None = None
    if not shown:
        return WrittenSection(drafted.paragraphs), None
    try:
        for sentence in proposed(prompt_of(shown), answer_tokens(shown), 2 * len(shown) + 2, model):
            if stopped.is_set():
                break
            one = proved(sentence, shown, basis)
            why = one if isinstance(one, str) else fault_of_repetition(one, kept, shown)
            if why is not None:
                removed.append(_removed(sentence, why))
            elif not isinstance(one, str):
                kept.append(one)
    except LanguageModelError as raised:
        error = raised
    return _settled(drafted, shown, kept, removed, str(error or "")), error


def _settled(
    drafted: DraftedSection, shown: Sequence[Labelled], kept: Sequence[Proved], removed: list[Removed], fault: str
) -> WrittenSection:
    standing, fallen = settled(kept, shown)
    told = [*removed, *(_removed(one.written, why) for one, why in fallen)]
    if not standing or len(standing) < len(told):
        why = MOSTLY_REMOVED if told else "" if fault else NOTHING_WRITTEN
        return WrittenSection(drafted.paragraphs, tuple(told), f"{fault}{why}")
    return WrittenSection(merged(drafted.paragraphs, standing), tuple(told), fault, len(standing))


def _removed(sentence: str, why: str) -> Removed:
    return Removed(without_links(without_labels(sentence[:REMOVED_CHARACTERS])), without_links(why))
