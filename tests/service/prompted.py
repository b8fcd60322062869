"""A scripted model that reads the prompt it is sent, as a real one does."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from time import monotonic
from typing import Any, NamedTuple

from service.llm import LanguageModel, Patience
from service.resources import Resources
from service.settings import Settings
from tests.endpoint import KEY, MODEL, Behaviour, Endpoint, Script, endpoint, says

WAITS = 600.0
"""Seconds in which what has to come does come, however busy the cores are: only a failing test waits for them."""
SOON = Patience(slot=0.3, retry=0.3, first_piece=0.5, next_piece=0.3, probe=0.5)
"""So that a fault takes a blink. Only for what never comes: what comes may come later than this."""
PATIENT = Patience(slot=WAITS, retry=SOON.retry, first_piece=WAITS, next_piece=WAITS, probe=WAITS)
"""For a fault that is told, and is not asked about again."""
AMPLE = replace(PATIENT, retry=WAITS)
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


def patience_with(behaviour: Behaviour | Script) -> Patience:
    """Short only where nothing is to come, so that no load of the machine is taken for the fault."""
    if not isinstance(behaviour, Behaviour):
        return PATIENT
    silent = max(behaviour.silence, behaviour.first) > 1 or (behaviour.ending == "open" and not behaviour.pieces)
    stops = behaviour.ending == "open" or behaviour.delay > 1
    return replace(
        PATIENT,
        first_piece=SOON.first_piece if silent else PATIENT.first_piece,
        next_piece=SOON.next_piece if stops else PATIENT.next_piece,
        probe=SOON.probe if silent else PATIENT.probe,
    )


class Ticking:
    """A clock that has gone on by so many seconds each time that someone looks at it."""

    def __init__(self, seconds: float) -> None:
        self._looks = count()
        self._seconds = seconds

    def __call__(self) -> float:
        return next(self._looks) * self._seconds


def configured(
    resources: Resources,
    base_url: str,
    patience: Patience = AMPLE,
    clock: Callable[[], float] = monotonic,
    **changed: Any,
) -> Resources:
    """The same resources, with a language model at the address."""
    settings = Settings.model_validate({**at(base_url), "home": resources.settings.home, **changed})
    return replace(resources, settings=settings, language_model=LanguageModel(settings, patience, clock))


def at(base_url: str) -> dict[str, Any]:
    """The settings of a language model at the address."""
    return {"llm_base_url": base_url, "llm_model": MODEL, "llm_api_key": KEY, "llm_timeout": WAITS}


@contextmanager
def writing(resources: Resources, *script: Script | str) -> Iterator[tuple[Resources, Endpoint]]:
    """The resources with a model that writes the texts, one a request."""
    steps = [writes(step) if isinstance(step, str) else step for step in script]
    with endpoint(*steps) as server:
        yield configured(resources, server.base_url), server
