"""Sections of a draft worded by a language model, sentence by sentence through the checks.

The model words what the rules drafted and decides nothing. What it leaves out or may not say stands in the rules' own
sentences, and so does the whole section where it fails.
"""

from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextvars import copy_context
from dataclasses import dataclass
from threading import Event, Lock

from service.cited.checks.sources import comparable
from service.cited.frame import REMOVED_CHARACTERS, Writing
from service.cited.untrusted import without_links
from service.draft.types import Basis, DraftedSection, Sentence
from service.draft.written.labels import Labelled, without_labels, words_of
from service.draft.written.material import answer_tokens, is_worth_writing, prompt_of, shown_of
from service.draft.written.proving import LEAST_WORDS, Proved, proved
from service.errors import (
    LanguageModelBusy,
    LanguageModelError,
    LanguageModelMisconfigured,
    LanguageModelUnavailable,
)
from service.llm import LanguageModel
from vectorstore.genre.likeness import content_words, held_share
from vectorstore.genre.text import clauses

HELD = 0.5
"""How much of the words of a clause of the rules' the written sentences must have not to lose it."""
REPEATED = "与前面的句子重复"


def fault_of_repetition(proved: Proved, kept: Sequence[Proved], shown: Sequence[Labelled]) -> str | None:
    """A label that was written before, or nothing but what was told."""
    before = [part for one in kept for part in one.parts if not isinstance(part, str)]
    again = next((part for part in proved.parts if not isinstance(part, str) and part in before), None)
    if again is not None:
        return f"“{again.meaning}”写了两次"
    worded = [one for one in shown if one.place in proved.places]
    has_labels = any(not isinstance(part, str) for part in proved.parts)
    return REPEATED if not has_labels and all(lost(one, kept) is None for one in worded) else None


def lost(rule: Labelled, kept: Iterable[Proved]) -> str | None:
    """What of the rule's sentence the written ones leave out; None where they tell it whole."""
    own = [one for one in kept if rule.place in one.places]
    written = [part for one in own for part in one.parts]
    for label in rule.labels:
        if label not in written:
            return label.meaning
    text = comparable("".join(words_of(one.parts) for one in own))
    for clause in clauses(comparable(rule.text)):
        if sum(map(len, content_words(clause.text))) >= LEAST_WORDS and held_share(clause.text, text) < HELD:
            return clause.text
    return None if own else rule.text


def settled(
    kept: Sequence[Proved], shown: Sequence[Labelled]
) -> tuple[tuple[Proved, ...], tuple[tuple[Proved, str], ...]]:
    """The written sentences that leave nothing out, and the others with what they do: of a sentence told in part the
    rules' own stands."""
    standing = list(kept)
    fallen: list[tuple[Proved, str]] = []
    while True:
        missing = next(
            (
                (one.place, what)
                for one in shown
                if any(one.place in other.places for other in standing) and (what := lost(one, standing)) is not None
            ),
            None,
        )
        if missing is None:
            return tuple(standing), tuple(fallen)
        place, what = missing
        fallen += [(one, f"漏写了“{what}”") for one in standing if place in one.places]
        standing = [one for one in standing if place not in one.places]


def merged(paragraphs: Sequence[Sequence[Sentence]], kept: Sequence[Proved]) -> tuple[tuple[Sentence, ...], ...]:
    """The rules' paragraphs, in which each written sentence stands where the first of those was that it tells."""
    told = {place for one in kept for place in one.places}
    result: list[tuple[Sentence, ...]] = []
    place = 0
    for paragraph in paragraphs:
        sentences: list[Sentence] = []
        for rule in paragraph:
            sentences += [one.sentence for one in kept if one.places[0] == place]
            sentences += [] if place in told else [rule]
            place += 1
        result.append(tuple(sentences))
    return tuple(result)


MOST_UNAVAILABLE = 2
"""In a row; nobody waits for an endpoint that is gone once a section."""
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
        unavailable = isinstance(error, LanguageModelUnavailable) and not isinstance(error, LanguageModelBusy)
        with self._lock:
            self._misconfigured = self._misconfigured or isinstance(error, LanguageModelMisconfigured)
            self._unavailable = self._unavailable + 1 if unavailable else 0


def _attempt(
    drafted: DraftedSection, basis: Basis, model: LanguageModel, stopped: Event
) -> tuple[WrittenSection, LanguageModelError | None]:
    shown = shown_of(drafted, model.context_tokens) if is_worth_writing(drafted) else ()
    if not shown:
        return WrittenSection(drafted.paragraphs), None
    kept: list[Proved] = []
    removed: list[Removed] = []

    def prove(sentence: str) -> Proved | Removed:
        one = proved(sentence, shown, basis)
        why = one if isinstance(one, str) else fault_of_repetition(one, kept, shown)
        return one if why is None and not isinstance(one, str) else _removed(sentence, why or "")

    writing = Writing(
        prompt_of(shown), prove, model, answer_tokens=answer_tokens(shown), most_sentences=2 * len(shown) + 2
    )
    for verdict in writing:
        if stopped.is_set():
            break
        if isinstance(verdict, Proved):
            kept.append(verdict)
        else:
            removed.append(verdict)
    return _settled(drafted, shown, kept, removed, writing.fault), writing.error


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
