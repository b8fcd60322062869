"""A text cut to a number of characters between its sentences, while it comes in. Pure."""

import re

from service.streaming import pieces

# A marker may stand for all the sentences since the one before, which would be left without support.
_SUPPORTED = re.compile(r"\[\d+\][。！？；”’）」』]*$")


class Shortened:
    """Takes a text piece by piece and gives out what of it is kept."""

    def __init__(self, limit: int | None) -> None:
        """limit: in characters; the first sentence is kept however long it is. None: all is kept, as it comes."""
        self.kept = ""
        self.cut = False
        """Whether anything was left out."""
        self._limit = limit
        self._pending = ""

    def add(self, text: str) -> str:
        """The sentences that are whole by now and fit."""
        if self._limit is None:
            self.kept += text
            return text
        given = ""
        for piece in pieces(text):
            self._pending += piece
            if _SUPPORTED.search(piece):
                given += self.finish()
        return given

    def finish(self) -> str:
        """What has come since the last marker, if it fits: an abstention is one sentence without any."""
        sentence, self._pending = self._pending, ""
        if self.cut or not sentence:
            return ""
        if self.kept and self._limit is not None and len(self.kept) + len(sentence) > self._limit:
            self.cut = True
            return ""
        self.kept += sentence
        return sentence
