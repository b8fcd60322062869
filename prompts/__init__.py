"""What the language model is told: a text file a prompt, rendered by name."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Self

_FIELDS = ("name", "version", "purpose", "values")
_FORM = re.compile(r"---\n(?P<header>.*?)\n---\n+# system\n+(?P<system>.*?)\n+# user\n+(?P<user>.*)", re.DOTALL)
_PLACE = re.compile(r"\{([a-z_]+)\}")


class PromptError(ValueError):
    """A prompt's file, or what was given to render it, is wrong: a mistake of the program, not of its user."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """Rendered: what is sent."""

    name: str
    version: str
    system: str
    """The same for every request, so that a server can keep what it has read of it."""
    user: str


@dataclass(frozen=True, slots=True)
class Template:
    name: str
    version: str
    purpose: str
    values: tuple[str, ...]
    """What render has to be given."""
    system: str
    user: str

    @classmethod
    def parse(cls, name: str, text: str) -> Self:
        """A header between two lines of ---, a part `# system` without values, a part `# user` with {values}.

        Raises PromptError where a part or a field of the header is missing or spare, where the header has another name,
        or where the values in the text are not those of the header.
        """
        found = _FORM.fullmatch(text)
        if found is None:
            raise PromptError(f"{name}: needs a header between two lines of ---, then # system and # user")
        header = dict(_field(name, line) for line in found["header"].splitlines())
        _compare(f"{name}: header", header, _FIELDS)
        if header["name"] != name:
            raise PromptError(f"{name}: the header says {header['name']}")
        if _PLACE.search(found["system"]):
            raise PromptError(f"{name}: the system part is constant and takes no values")
        values = tuple(part.strip() for part in header["values"].split(","))
        _compare(f"{name}: text", _PLACE.findall(found["user"]), values)
        return cls(name, header["version"], header["purpose"], values, found["system"], found["user"].rstrip())


def render(name: str, **values: str) -> Prompt:
    """Each value is put in once and as it is, braces included. A paragraph of the prompt whose values are all empty is
    left out. Raises PromptError for an unknown name, and for missing or spare values."""
    template = load(name)
    _compare(f"{name}: values", values, template.values)
    paragraphs = (_fill(paragraph, values) for paragraph in template.user.split("\n\n"))
    user = "\n\n".join(paragraph for paragraph in paragraphs if paragraph is not None)
    return Prompt(name, template.version, template.system, user)


@cache
def load(name: str) -> Template:
    """Raises PromptError for an unknown name, and as Template.parse does."""
    known = names()
    if name not in known:
        raise PromptError(f"no prompt {name}{_hint(name, known)}")
    return Template.parse(name, files("prompts").joinpath(f"{name}.md").read_text("utf-8"))


def names() -> tuple[str, ...]:
    found = (file.name for file in files("prompts").iterdir())
    return tuple(sorted(name.removesuffix(".md") for name in found if name.endswith(".md")))


def _fill(paragraph: str, values: dict[str, str]) -> str | None:
    places = _PLACE.findall(paragraph)
    if places and not any(values[place] for place in places):
        return None
    # In one pass: what a value holds is never looked at again.
    return _PLACE.sub(lambda place: values[place[1]], paragraph)


def _field(name: str, line: str) -> tuple[str, str]:
    field, colon, value = line.partition(":")
    if not colon or not value.strip():
        raise PromptError(f"{name}: no field of a header: {line}")
    return field.strip(), value.strip()


def _compare(where: str, given: dict[str, str] | list[str], wanted: tuple[str, ...]) -> None:
    for spare in given:
        if spare not in wanted:
            raise PromptError(f"{where}: unknown {spare}{_hint(spare, wanted)}")
    missing = [each for each in wanted if each not in given]
    if missing:
        raise PromptError(f"{where}: missing {', '.join(missing)}")


def _hint(name: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    return f"; did you mean {near[0]}?" if near else f"; there are: {', '.join(known)}"
