"""Sentences that a language model proposes, as they stream, and what every one of them has to pass."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace

from prompts import Prompt
from service.cited.check import Checked, check
from service.cited.checks.said import Before
from service.cited.checks.sources import Given, comparable
from service.cited.markers import SentenceReader, pieces_of
from service.cited.untrusted import fault_of_form, fault_of_rivals
from service.llm import LanguageModel

MOST_REPEATED = 2
"""A model that repeats itself has nothing more to say."""

_MARKER = re.compile(r"\[\d{1,3}\]")


def proposed(prompt: Prompt, answer_tokens: int, most: int, model: LanguageModel) -> Iterator[str]:
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


def _streamed(prompt: Prompt, answer_tokens: int, model: LanguageModel) -> Iterator[str]:
    reader = SentenceReader()
    with closing(model.stream(prompt.system, prompt.user, answer_tokens)) as stream:
        for text in stream:
            yield from reader.feed(text)
            if reader.overlong:
                return
    if rest := reader.rest():
        yield rest
