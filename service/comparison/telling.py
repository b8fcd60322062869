"""A row as it leaves: its cells and its sentence, each figure with the number of its citation. Pure."""

import re
from collections.abc import Iterable, Sequence
from functools import partial
from typing import cast

from service.compare_types import Cell, Qualifier, TableRow
from service.comparison.cells import Entry, Note, Source
from service.comparison.citing import CitedSentences
from service.comparison.summary import row_sentence
from service.comparison.times import sentence_of
from service.composition import Statement
from service.types import Claim
from vectorstore.reports.indicators import Indicator
from vectorstore.types import Report

_MARKER = re.compile(r"\[(\d+)\]")


def written_row(indicator: Indicator, row: Sequence[Entry], cited: CitedSentences) -> TableRow:
    return TableRow(indicator=indicator.name, unit=indicator.unit, cells=tuple(_cell(entry, cited) for entry in row))


def tell_row(row: Sequence[Entry], cited: CitedSentences) -> tuple[str, Claim]:
    """The sentence with its markers, and the same as a claim."""
    line = row_sentence(row, {entry.report.report_id: _markers(entry.report, entry.sources, cited) for entry in row})
    numbers = tuple(dict.fromkeys(int(number) for number in _MARKER.findall(line)))
    return line, Claim(text=_MARKER.sub("", line), citations=numbers, verdict="supported")


def _cell(entry: Entry, cited: CitedSentences) -> Cell:
    numbers = _numbers(entry.report, entry.sources, cited)
    written = partial(_note, report=entry.report, cited=cited)
    notes = [*map(written, entry.notes), *([entry.change.text] if entry.change else [])]
    figure = entry.sources[0].figure if len(entry.sources) == 1 else None
    return Cell(
        status=entry.status,
        value=entry.value,
        number=entry.number,
        qualifier=cast(Qualifier | None, figure.qualifier) if figure is not None else None,
        note="；".join(notes) or None,
        citation=numbers[0] if numbers else None,
    )


def _note(note: Note, report: Report, cited: CitedSentences) -> str:
    return note.text + _markers(report, note.sources, cited)


def _markers(report: Report, sources: Iterable[Source], cited: CitedSentences) -> str:
    return "".join(f"[{number}]" for number in _numbers(report, sources, cited))


def _numbers(report: Report, sources: Iterable[Source], cited: CitedSentences) -> list[int]:
    statements = (Statement(report, s.paragraph, sentence_of(s.figure, s.paragraph)) for s in sources)
    return list(dict.fromkeys(map(cited.number, statements)))
