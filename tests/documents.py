"""The commands in the code blocks of a Markdown text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

SHELL_LANGUAGES = frozenset({"sh", "console"})
"""sh: every line is a command. console: lines behind `$ ` are, and the lines under one are what it prints."""
OTHER_LANGUAGES = frozenset({"json", "mermaid", "python", "text"})

_FENCE = re.compile(r"^ *```(?P<language>[^\n]*)\n(?P<body>.*?)^ *```$", re.MULTILINE | re.DOTALL)
_PROMPT = "$ "


class Command(NamedTuple):
    line: int
    """Of the document, from 1."""
    text: str
    printed: tuple[str, ...] = ()
    """What the document shows of its output."""


def fence_languages(markdown: str) -> list[str]:
    return [fence["language"].strip() for fence in _FENCE.finditer(markdown)]


def programs(markdown: str) -> Iterator[Command]:
    """The Python code, a block each; a line behind `# > ` is what it prints."""
    for fence in _FENCE.finditer(markdown):
        if fence["language"].strip() == "python":
            lines = fence["body"].splitlines()
            printed = tuple(line.removeprefix("# > ") for line in lines if line.startswith("# > "))
            yield Command(markdown.count("\n", 0, fence.start("body")) + 1, fence["body"], printed)


def commands(markdown: str) -> Iterator[Command]:
    """In order. A chain of && is several; a line ending in a backslash goes on in the next; comments are left out."""
    for fence in _FENCE.finditer(markdown):
        language = fence["language"].strip()
        if language in SHELL_LANGUAGES:
            first_line = markdown.count("\n", 0, fence.start("body")) + 1
            yield from _block(fence["body"], first_line, prompted=language == "console")


def _block(body: str, first_line: int, prompted: bool) -> Iterator[Command]:
    found: list[Command] = []
    lines = iter(enumerate(body.splitlines(), first_line))
    for number, line in lines:
        if prompted and not line.startswith(_PROMPT):
            if found and line.strip():
                found[-1] = found[-1]._replace(printed=(*found[-1].printed, line.strip()))
            continue
        text = line.removeprefix(_PROMPT) if prompted else line
        while text.endswith("\\"):
            text = f"{text[:-1].rstrip()} {next(lines)[1].strip()}"
        text = re.sub(r"(^|\s)#.*", "", text).strip()
        found += [Command(number, part.strip()) for part in text.split("&&") if part.strip()]
    yield from found
