"""Reports in and out of the store: read in the catalog, embedded, indexed, shown; and mended after an interruption.

The order makes it whole or nothing. The catalog holds a report as pending; its passages go to both indexes; then one
transaction shows it. What is in an index and not shown by the catalog is never found by a search, and is swept out by
the next write or the next start.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

import numpy

from vectorstore.catalog.catalog import conflict
from vectorstore.catalog.figures import Ledger
from vectorstore.catalog.ledgers import LEDGER_RULES, Progress
from vectorstore.errors import FazhiError, ReportConflict, StorageInUse
from vectorstore.indexes.passages import passages_of
from vectorstore.mending import BATCH_PASSAGES, drop_unfinished, mark, mend, reindex
from vectorstore.storage import require_free_space
from vectorstore.store import Store, check_encoder
from vectorstore.types import Document, Encoder, Passage, Report, Vectors

__all__ = ["Ingested", "Progress", "Refused", "ingest", "ingest_all", "mend", "reindex", "remove"]


@dataclass(frozen=True, slots=True)
class Ingested:
    """A report that is in the store."""

    report: Report
    created: bool
    """False where the same bytes were there before."""
    replaced: str | None = None
    """The id of the report in whose place it came."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A report that was left out, while the others went in."""

    report: Report
    error: ReportConflict


@dataclass(frozen=True, slots=True)
class Prepared:
    document: Document
    passages: list[Passage]


def ingest(
    document: Document, store: Store, encoder: Encoder, replace: bool = False, progress: Progress | None = None
) -> Ingested:
    """Puts one report in. Raises ReportConflict, and what ingest_all raises."""
    outcome = ingest_all([document], store, encoder, replace, progress)[0]
    if isinstance(outcome, Refused):
        raise outcome.error
    return outcome


def ingest_all(
    documents: Sequence[Document],
    store: Store,
    encoder: Encoder,
    replace: bool = False,
    progress: Progress | None = None,
) -> list[Ingested | Refused]:
    """Puts reports in, many in one embedding call. One outcome a document, in their order.

    Raises IndexMismatch, StorageFull, StorageInUse, StorageUnavailable, IndexCorrupt, ModelUnavailable; the reports of
    earlier batches are then in the store, those of the failed batch are not.
    """
    check_encoder(store.catalog, mark(encoder))
    outcomes: list[Ingested | Refused] = []
    for batch in _batches(
        Prepared(document, passages_of(document.report, document.paragraphs)) for document in documents
    ):
        outcomes += _ingest_batch(batch, store, encoder, replace)
        if progress is not None:
            progress(len(outcomes), len(documents))
    return outcomes


def remove(report_id: str, store: Store) -> None:
    """Takes a report out. Raises ReportNotFound."""
    with store.writing():
        store.catalog.mark_deleting(report_id)
        drop_unfinished(store)


def _ingest_batch(batch: Sequence[Prepared], store: Store, encoder: Encoder, replace: bool) -> list[Ingested | Refused]:
    known = [_known(prepared.document.report, store, replace) for prepared in batch]
    new = [prepared for prepared, outcome in zip(batch, known, strict=True) if outcome is None]
    if not new:
        return [outcome for outcome in known if outcome is not None]
    require_free_space(store.folder)
    # Embedded before the lock is taken and anything is written: this takes nearly all of the time, and may be killed.
    texts = [passage.contextual_text for prepared in new for passage in prepared.passages]
    vectors = encoder.encode_passages(texts) if texts else numpy.empty((0, encoder.dimensions), dtype=numpy.float32)
    ledgers = [LEDGER_RULES.ledger(prepared.document) for prepared in new]
    with store.writing():
        drop_unfinished(store)
        _adopt(store, encoder)
        try:
            written = iter(_write(new, ledgers, vectors, store, replace))
        except BaseException:
            # What cannot be undone now (the disk that is full) is undone by the next write or start; the first failure
            # is the one to tell.
            with suppress(FazhiError):
                drop_unfinished(store)
            raise
        # The reports are in, which is what the caller has to know. What they replaced is hidden already; where it
        # cannot be cleared away now, the next write or start does it, or tells why not.
        with suppress(FazhiError):
            drop_unfinished(store)
    return [next(written) if outcome is None else outcome for outcome in known]


def _write(
    new: Sequence[Prepared], ledgers: Sequence[Ledger], vectors: Vectors, store: Store, replace: bool
) -> list[Ingested | Refused]:
    """ledgers: of new; vectors: of all passages of new, in order. Leaves what was replaced as deleting."""
    outcomes = [_register(prepared, ledger, store, replace) for prepared, ledger in zip(new, ledgers, strict=True)]
    accepted = {
        prepared.document.report.report_id for prepared, outcome in zip(new, outcomes, strict=True) if not outcome
    }
    passages = [passage for prepared in new for passage in prepared.passages]
    rows = [row for row, passage in enumerate(passages) if passage.report_id in accepted]
    wanted = [passages[row] for row in rows]
    store.vectors.add(wanted, vectors[rows])
    store.words.add(wanted)
    return [
        outcome
        or Ingested(prepared.document.report, True, store.catalog.mark_indexed(prepared.document.report.report_id))
        for prepared, outcome in zip(new, outcomes, strict=True)
    ]


def _register(prepared: Prepared, ledger: Ledger, store: Store, replace: bool) -> Ingested | Refused | None:
    """Puts a report into the catalog as pending: None. Else the outcome, where another writer came first."""
    report = prepared.document.report
    outcome = _known(report, store, replace)
    if outcome is not None:
        return outcome
    there = store.catalog.find_by_region_year(report.region.code, report.year)
    replaces = None if there is None else there.report_id
    if store.catalog.add_pending(prepared.document, len(prepared.passages), replaces, ledger):
        return None
    same = store.catalog.find_by_sha256(report.sha256, pending=True)
    if same is None:
        raise StorageInUse(f"另一个进程正在删除同一份报告（{report.source}），请稍后重试。")
    return Ingested(same, created=False)


def _known(report: Report, store: Store, replace: bool) -> Ingested | Refused | None:
    """The outcome that can be told without writing; None for a report that is to go in."""
    same = store.catalog.find_by_sha256(report.sha256)
    if same is not None:
        return Ingested(same, created=False)
    there = store.catalog.find_by_region_year(report.region.code, report.year)
    if there is not None and not replace:
        return Refused(report, conflict(there))
    return None


def _adopt(store: Store, encoder: Encoder) -> None:
    """The first report decides which model the index is of."""
    made_with = store.catalog.encoder_mark()
    if made_with == mark(encoder):
        return
    if made_with is not None or store.vectors.count() > 0:
        # Of a model that no report is left of, or of a catalog that was lost.
        store.vectors.reset()
    store.catalog.remember_encoder(mark(encoder))


def _batches(prepared: Iterable[Prepared]) -> Iterator[list[Prepared]]:
    """Of BATCH_PASSAGES or a little more, and no two of one region and year: the second must see the first."""
    batch: list[Prepared] = []
    size = 0
    places: set[tuple[str, int]] = set()
    for one in prepared:
        place = (one.document.report.region.code, one.document.report.year)
        if batch and (size >= BATCH_PASSAGES or place in places):
            yield batch
            batch, size, places = [], 0, set()
        batch.append(one)
        size += len(one.passages)
        places.add(place)
    if batch:
        yield batch
