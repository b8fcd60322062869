"""An answer in pieces, for a client that shows it as it comes."""

import re
from collections.abc import Iterator

_SENTENCE = re.compile(r"[^。！？；\n]*(?:[。！？；\n]+[”’）」』]*(?:\[\d+\])*)?")


def pieces(text: str) -> Iterator[str]:
    """Sentence by sentence, each with its markers; joined they are the text."""
    return (found.group() for found in _SENTENCE.finditer(text) if found.group())
