"""Whether titles in 《》, names in “”, links and markup stand in a cited paragraph. Pure."""

import re

from service.checks.said import Said, names_in
from service.checks.sources import Given

_MARKUP = re.compile(r"https?:|www\.|://|[<>]|\]\(|!\[|\||\{|\}|\\|&#|javascript:|[\w.+-]+@[\w-]+\.\w+", re.IGNORECASE)
_TITLE = re.compile(r"《([^》]*)》")
_BRACKETS = re.compile(r"[（(][^（()）]*[）)]$")
_SPACE = re.compile(r"\s+")


def fault_of_names(said: Said) -> str | None:
    for match in _MARKUP.finditer(said.text):
        if not any(_around(match, said.text) in given.paragraph.text for given in said.cited):
            return "含有所引段落没有的链接或标记"
    for name in names_in(said.text):
        inner = _plain(name[1:-1])
        if not inner:
            continue
        held = _holds_title if name.startswith("《") else _holds_name
        if not any(held(inner, given) for given in said.cited):
            return f"所引段落没有{name}"
    return None


def _around(match: "re.Match[str]", text: str) -> str:
    """The whole run of what is no Chinese."""
    start, end = match.span()
    while start and text[start - 1].isascii() and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isascii() and not text[end].isspace():
        end += 1
    return text[start:end]


def _holds_title(title: str, given: Given) -> bool:
    """The title itself, without what follows in brackets, or without the district before it."""
    whole = _plain(given.whole)
    for held in map(_plain, _TITLE.findall(given.whole)):
        bare = _BRACKETS.sub("", held)
        if (
            title in (held, bare)
            or (len(title) >= 4 and held.endswith(title))
            or (len(title) >= 4 and bare.endswith(title))
        ):
            return True
    printed_bare = _TITLE.sub(" ", whole)
    return title in printed_bare or title == _plain(given.report.title)


def _holds_name(name: str, given: Given) -> bool:
    return name in _plain(given.whole).translate(_QUOTES) or name.strip("，。；") in _plain(given.whole)


_QUOTES = str.maketrans("", "", '“”‘’"「」')


def _plain(text: str) -> str:
    return _SPACE.sub("", text.lower()).replace("（", "(").replace("）", ")")
