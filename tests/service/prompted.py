"""A scripted model that reads the prompt it is sent, as a real one does."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NamedTuple

from service.llm import LanguageModel, Patience
from service.resources import Resources
from service.settings import Settings
from tests.endpoint import KEY, MODEL, Endpoint, Script, endpoint, says

SOON = Patience(slot=2.0, retry=0.3, first_piece=0.5, next_piece=0.3, probe=0.5)
"""So that a fault takes a blink. A good endpoint of these tests answers within milliseconds."""
AMPLE = Patience(first_piece=20.0, next_piece=20.0)
_PASSAGE = re.compile(r"^\[(\d+)\] ([^\n]+)\n<<<\n(.*?)\n>>>$", re.MULTILINE | re.DOTALL)
_CITED = re.compile(r"\[\{([^}]+)\}\]")


class Shown(NamedTuple):
    """A paragraph as the model sees it."""

    number: int
    label: str
    text: str


def prompt(body: Any) -> str:
    """What the user's message of a request holds."""
    text: str = body["messages"][1]["content"]
    return text


def shown(body: Any) -> list[Shown]:
    return [Shown(int(number), label, text) for number, label, text in _PASSAGE.findall(prompt(body))]


def written(text: str, body: Any) -> str:
    """With the number of the paragraph that has the words for each [{words}]."""

    def number(cited: re.Match[str]) -> str:
        found = [one.number for one in shown(body) if cited[1] in one.text]
        assert found, f"not in the prompt: {cited[1]}"
        return f"[{found[0]}]"

    return _CITED.sub(number, text)


def writes(text: str, **how: Any) -> Script:
    return lambda body: says(written(text, body), **how)


def configured(resources: Resources, base_url: str, patience: Patience = AMPLE, **changed: Any) -> Resources:
    """The same resources, with a language model at the address."""
    given = {"llm_base_url": base_url, "llm_model": MODEL, "llm_api_key": KEY, "home": resources.settings.home}
    settings = Settings.model_validate({**given, **changed})
    return replace(resources, settings=settings, language_model=LanguageModel(settings, patience))


@contextmanager
def writing(resources: Resources, *script: Script | str) -> Iterator[tuple[Resources, Endpoint]]:
    """The resources with a model that writes the texts, one a request."""
    steps = [writes(step) if isinstance(step, str) else step for step in script]
    with endpoint(*steps) as server:
        yield configured(resources, server.base_url), server
