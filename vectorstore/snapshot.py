"""The collection as of one write: what every question needs of it, read once and kept until the next write."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy

from vectorstore.catalog.catalog import Catalog, EncoderMark
from vectorstore.errors import IndexCorrupt
from vectorstore.indexes.passages import PASSAGE_CHARACTERS, cut, passage_id_of
from vectorstore.indexes.vectors import VectorIndex
from vectorstore.types import Paragraph, Report, Role, Vectors

SHELVES = 256
"""Reports kept whole, the least used go first: about 400 kB each."""


@dataclass(frozen=True, slots=True)
class PassagePlace:
    """Where a passage stands."""

    passage_id: str
    paragraph_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """A report with its vectors."""

    paragraphs: dict[str, Paragraph]
    places: tuple[PassagePlace, ...]
    vectors: Vectors
    """Shape (places, dimensions)."""


class StaleSnapshot(Exception):
    """What the snapshot lists was taken away since: the newest one is to be asked."""


class Snapshot:
    def __init__(
        self,
        generation: int,
        reports: Sequence[Report],
        catalog: Catalog,
        vectors: VectorIndex,
        shelves: Mapping[str, Shelf],
    ) -> None:
        self.generation = generation
        self.reports = tuple(reports)
        """The indexed ones, by region code, then year."""
        self._catalog = catalog
        self._vectors = vectors
        self._shelves = OrderedDict(shelves)
        self._turn = Lock()

    def shelf(self, report: Report) -> Shelf:
        """Raises StaleSnapshot, IndexCorrupt, and what the catalog and the vector index raise."""
        with self._turn:
            if report.report_id in self._shelves:
                self._shelves.move_to_end(report.report_id)
                return self._shelves[report.report_id]
        shelf = self._read(report)
        with self._turn:
            self._shelves[report.report_id] = shelf
            while len(self._shelves) > SHELVES:
                self._shelves.popitem(last=False)
        return shelf

    def shelves_of(self, reports: Sequence[Report]) -> dict[str, Shelf]:
        """What it has read of these: a report's id stands for its bytes, so that it holds for the next snapshot too."""
        kept = {report.report_id for report in reports}
        with self._turn:
            return {report_id: shelf for report_id, shelf in self._shelves.items() if report_id in kept}

    def _read(self, report: Report) -> Shelf:
        paragraphs = self._catalog.report_paragraphs(report.report_id)
        places = tuple(place for paragraph in paragraphs for place in _places(paragraph))
        vectors = numpy.asarray(self._vectors.vectors([place.passage_id for place in places]))
        if not paragraphs or (places and not (vectors.ndim == 2 and vectors.any(axis=1).all())):
            if self._catalog.generation() != self.generation:
                raise StaleSnapshot(report.report_id)
            raise IndexCorrupt(
                f"索引中缺少报告 {report.report_id} 的向量。报告没有丢失：运行 fazhi reindex 即可重建索引。"
            )
        return Shelf({paragraph.paragraph_id: paragraph for paragraph in paragraphs}, places, vectors)


class Snapshots:
    """Gives the newest snapshot. Safe to share between threads, and sees what other processes have written."""

    def __init__(self, catalog: Catalog, vectors: VectorIndex) -> None:
        self._catalog = catalog
        self._vectors = vectors
        self._newest: Snapshot | None = None
        self._made_with: EncoderMark | None = None
        self._turn = Lock()

    def newest(self) -> Snapshot:
        with self._turn:
            generation = self._catalog.generation()
            if self._newest is None or self._newest.generation != generation:
                reports = self._catalog.reports()
                made_with = self._catalog.encoder_mark()
                keep = self._newest is not None and made_with == self._made_with
                shelves = self._newest.shelves_of(reports) if self._newest is not None and keep else {}
                self._newest = Snapshot(generation, reports, self._catalog, self._vectors, shelves)
                self._made_with = made_with
            return self._newest


def _places(paragraph: Paragraph) -> list[PassagePlace]:
    if paragraph.role is not Role.TEXT:
        return []
    places, start = [], 0
    for number, text in enumerate(cut(paragraph.text, PASSAGE_CHARACTERS)):
        places.append(PassagePlace(passage_id_of(paragraph, number), paragraph.paragraph_id, start, start + len(text)))
        start += len(text)
    return places
