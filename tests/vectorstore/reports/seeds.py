"""The five reports as published, for the tests of reading."""

from functools import cache
from pathlib import Path

from vectorstore.reports.readers import read_report
from vectorstore.types import Document

FOLDER = Path(__file__).parents[3] / "seeds"


@cache
def seed(number: str) -> Document:
    """The seed whose file name begins with the number, e.g. 000."""
    path = next(FOLDER.glob(f"{number}_*.txt"))
    return read_report(path.read_bytes(), path.name)
