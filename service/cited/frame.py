"""The frame of every text that a language model writes: an answer, the summary of a comparison, a section of a draft.

It is given as much as its context has room for, behind a fence; what it proposes is proved sentence by sentence as it
streams. What fails its proof is told with the reason, and where the model fails the rest stands in the reports' own
words. What is given, what proves a sentence and what stands instead is each writer's own.
"""

import re
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Generic, TypeVar

from prompts import Prompt
from service.cited.check import NOTHING_BEFORE, Checked, check
from service.cited.checks.said import Before
from service.cited.checks.sources import Given, comparable
from service.cited.markers import SentenceReader, pieces_of
from service.cited.untrusted import as_data, fault_of_form, fault_of_rivals, without_links
from service.errors import LanguageModelError
from service.llm import LanguageModel
from vectorstore.genre.regions import place
from vectorstore.types import Paragraph, Report

Verdict = TypeVar("Verdict")

TOKENS_PER_CHARACTER = 1.0
"""At most, of Chinese text; the tokenizers of today's models need 0.6 to 0.8."""
INSTRUCTION_TOKENS = 700
MOST_REPEATED = 2
"""A model that repeats itself has nothing more to say."""
REMOVED_CHARACTERS = 200
"""Of a removed sentence, as it is told."""
NOTHING_HELD = "语言模型写的句子都没有通过核对。"
_MARKER = re.compile(r"\[\d{1,3}\]")


def room_for(most: int, context_tokens: int, answer_tokens: float, answer_share: float = 0.0) -> int:
    """How many characters of material fit into a model's context beside the instructions and the text that it writes:
    so many tokens, and so many more for each of the material. Not more than `most`."""
    tokens = (context_tokens - INSTRUCTION_TOKENS - answer_tokens) / (1 + answer_share)
    return min(most, int(tokens / TOKENS_PER_CHARACTER))


def fitting(paragraphs: Iterable[tuple[Report, Paragraph]], room: int) -> list[tuple[Report, Paragraph]]:
    """The first in any case, of the others those that the room still holds."""
    chosen: list[tuple[Report, Paragraph]] = []
    for report, paragraph in paragraphs:
        if chosen and len(paragraph.text) > room:
            continue
        room -= len(paragraph.text)
        chosen.append((report, paragraph))
    return chosen


def numbered(paragraphs: Iterable[tuple[Report, Paragraph]]) -> list[Given]:
    return [Given(number, report, paragraph) for number, (report, paragraph) in enumerate(paragraphs, 1)]


def fenced(given: Iterable[Given]) -> str:
    """Each behind its number and its report, as data: none can end the fence around it or pass for a marker. Of what
    was all addressed to a machine nothing is shown."""
    return "\n\n".join(
        f"[{one.number}] {title_of(one.report)}\n<<<\n{as_data(one.paragraph.text)}\n>>>"
        for one in given
        if one.paragraph.text.strip()
    )


def title_of(report: Report) -> str:
    return f"{place(report.region)}{report.year}年度报告"


class Writing(Generic[Verdict]):
    """A text as it is written: iterated, the verdict on each sentence as soon as it is whole and proved.

    Never raises for what the model does: then the sentences end, and `error` tells why.
    """

    def __init__(
        self,
        prompt: Prompt,
        prove: Callable[[str], Verdict],
        model: LanguageModel,
        *,
        answer_tokens: int,
        most_sentences: int,
    ) -> None:
        self._sentences = _proposed(prompt, answer_tokens, most_sentences, model)
        self._prove = prove
        self.error: LanguageModelError | None = None

    @property
    def fault(self) -> str:
        """Why the text ended early, in Simplified Chinese; empty where it didn't."""
        return str(self.error or "")

    def __iter__(self) -> Iterator[Verdict]:
        with closing(self._sentences):
            while True:
                try:
                    sentence = next(self._sentences)
                except StopIteration:
                    return
                except LanguageModelError as error:
                    self.error = error
                    return
                yield self._prove(sentence)


def one_after_another(prove: Callable[[str, Before], Checked]) -> Callable[[str], Checked]:
    """Each sentence proved with what the ones before it named."""
    before = NOTHING_BEFORE

    def proved_next(sentence: str) -> Checked:
        nonlocal before
        result = prove(sentence, before)
        before = result.after
        return result

    return proved_next


def checked(sentence: str, evidence: Sequence[Given], before: Before) -> Checked:
    """Kept only where its form is that of a sentence, the paragraphs that it cites hold it, and hold nothing else."""
    if fault := fault_of_form(sentence, evidence):
        return removed(sentence, fault, before)
    result = check(sentence, evidence, before)
    cited = [one for one in evidence if one.number in result.citations]
    if result.verdict == "supported" and (fault := fault_of_rivals(result.text, cited)):
        return replace(result, verdict="removed", why=fault, quotes={})
    return result


def removed(sentence: str, why: str, before: Before) -> Checked:
    pieces = tuple(pieces_of(sentence))
    return Checked("".join(piece.text for piece in pieces), pieces, (), "removed", why, after=before)


def as_removed(text: str) -> str:
    """A removed sentence as it is told: its beginning, nothing to be followed or rendered."""
    return without_links(text[:REMOVED_CHARACTERS])


def warning_of(fault: str, stands: bool, instead: str, rest: str) -> str:
    """What the reader is told where not all is the model's; empty where it is.

    stands: whether a sentence of it does. instead, rest: what is read in the place of all, and of what is missing.
    """
    if not stands:
        return f"{fault or NOTHING_HELD}{instead}"
    return f"{fault}{rest}" if fault else ""


def _proposed(prompt: Prompt, answer_tokens: int, most: int, model: LanguageModel) -> Generator[str, None, None]:
    """At most so many, each once, as soon as it is whole; the last one, without a full stop, only where the text wasn't
    cut off. Raises LanguageModelError when the sentences before have been given."""
    said: set[str] = set()
    repeated = 0
    for sentence in _streamed(prompt, answer_tokens, model):
        key = comparable(_MARKER.sub("", sentence)).strip("。")
        if key in said:
            repeated += 1
            if repeated >= MOST_REPEATED:
                return
            continue
        said.add(key)
        yield sentence
        if len(said) >= most:
            return


def _streamed(prompt: Prompt, answer_tokens: int, model: LanguageModel) -> Iterator[str]:
    reader = SentenceReader()
    with closing(model.stream(prompt.system, prompt.user, answer_tokens)) as stream:
        for text in stream:
            yield from reader.feed(text)
            if reader.overlong:
                return
    if rest := reader.rest():
        yield rest
