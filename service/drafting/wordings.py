"""The genre's wordings: data in wordings.toml, compiled once."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Wordings:
    told: re.Pattern[str]
    """A result or a single event, anywhere in a clause."""
    occasions: re.Pattern[str]
    """The same, where it isn't counted."""
    done: re.Pattern[str]
    """That something is done by now: an event, but of a verb that counts."""
    adverbs: re.Pattern[str]
    """One or more, at the start."""
    lasting: re.Pattern[str]
    standing: re.Pattern[str]
    aims: re.Pattern[str]
    events: re.Pattern[str]
    counts: re.Pattern[str]
    creations: re.Pattern[str]
    dependent: re.Pattern[str]
    leading: re.Pattern[str]
    joints: re.Pattern[str]
    """A whole clause, or the start of one."""


@cache
def wordings() -> Wordings:
    data = tomllib.loads(files("service.drafting").joinpath("wordings.toml").read_text(encoding="utf-8"))
    words = {name: "|".join(sorted(table["words"], key=len, reverse=True)) for name, table in data.items()}
    return Wordings(
        **{name: re.compile(f"(?:{alternatives})") for name, alternatives in words.items() if name != "adverbs"},
        adverbs=re.compile(f"(?:{words['adverbs']})+"),
    )
