"""The text of an answer among what a model writes. Pure."""

import re

_TAG = re.compile("</?think>")
_TAGS = ("<think>", "</think>")


class VisibleText:
    """Leaves out <think>…</think>, in which some servers pass on how a model reasons, and the white space before the
    text. What might be the beginning of a tag is held back until it is known."""

    def __init__(self) -> None:
        self._held = ""
        self._thinking = False
        self._begun = False

    def add(self, piece: str) -> str:
        """What of it can be shown now."""
        text = self._held + piece
        shown = []
        while found := _TAG.search(text):
            shown.append("" if self._thinking else text[: found.start()])
            self._thinking = found[0] == "<think>"
            text = text[found.end() :]
        cut = len(text) - _tag_begun(text)
        self._held = text[cut:]
        shown.append("" if self._thinking else text[:cut])
        return self._from_the_first_word("".join(shown))

    def rest(self) -> str:
        """What was held back and turned out to be text."""
        held, self._held = self._held, ""
        return "" if self._thinking else self._from_the_first_word(held)

    def _from_the_first_word(self, text: str) -> str:
        text = text if self._begun else text.lstrip()
        self._begun = self._begun or bool(text)
        return text


def _tag_begun(text: str) -> int:
    """How many characters at the end may be the beginning of a tag."""
    lengths = range(min(len(text), len(_TAGS[1]) - 1), 0, -1)
    return next((length for length in lengths if any(tag.startswith(text[-length:]) for tag in _TAGS)), 0)
