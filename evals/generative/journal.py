"""What a language model answered, a line a case, written as it comes: a run of hours that dies is taken up again."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from evals.answers.cases import Record
from service.contract.answers import Answer, AskRequest


class InvalidJournalError(Exception):
    """A line of the file, other than an unfinished last one, is no record."""


class Asked(Record):
    """A question and what came back."""

    case: str
    """Its id."""
    model: str
    prompts: dict[str, str]
    """Name and version."""
    request: AskRequest
    written: str
    """By the model, before the checks; empty where it wasn't asked, or said nothing."""
    answer: Answer
    first_text_seconds: float | None
    """Until the first text left, checked; None where none did."""


class Journal:
    """Nothing in the file is ever overwritten; of two records of a request the later one counts."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def records(self, model: str, prompts: dict[str, str]) -> dict[str, Asked]:
        """Those of the model and the prompts, by the case's id. Raises InvalidJournalError, OSError."""
        found = self._read() if self._path.exists() else ()
        return {one.case: one for one in found if one.model == model and one.prompts == prompts}

    def append(self, asked: Iterable[Asked]) -> Iterator[Asked]:
        """Gives each record on once it is written."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._cut_unfinished_line()
        with self._path.open("a", encoding="utf-8") as file:
            for one in asked:
                file.write(one.model_dump_json() + "\n")
                file.flush()
                yield one

    def _read(self) -> Iterator[Asked]:
        lines = self._path.read_text(encoding="utf-8").split("\n")
        for number, line in enumerate(lines[:-1], 1):
            try:
                yield Asked.model_validate_json(line)
            except ValidationError as error:
                raise InvalidJournalError(f"{self._path.name}:{number}: {error}") from error

    def _cut_unfinished_line(self) -> None:
        """Of a run that died while it wrote."""
        if self._path.exists():
            content = self._path.read_bytes()
            self._path.write_bytes(content[: content.rfind(b"\n") + 1])
