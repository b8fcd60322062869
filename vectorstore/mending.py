"""Puts the indexes right from the catalog: after an interruption, after a change of model, after damage; and the
figures after a change of the rules that read them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vectorstore.catalog.catalog import EncoderMark
from vectorstore.catalog.ledgers import LEDGER_RULES, LedgerRules, Progress, complete_ledgers
from vectorstore.catalog.tables import Status
from vectorstore.errors import ReportConflict
from vectorstore.indexes.passages import passages_of
from vectorstore.store import Store
from vectorstore.types import Encoder, Passage, Report

BATCH_PASSAGES = 512
"""Embedded in one call: long enough for the encoder to sort by length, short enough (some ten seconds) to show progress
and to let other writers in between."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What a start had to put right. All zero after an orderly end."""

    finished: int = 0
    """Reports that were half written and are now there."""
    dropped: int = 0
    """Reports that were half removed, and are now gone."""
    passages: int = 0
    """Passages added to or taken from an index that did not agree with the catalog."""
    rebuilt: bool = False
    """An interrupted reindex was run again."""
    ledgers: int = 0
    """Reports whose figures were missing, or read by rules of another version."""


def mend(store: Store, encoder: Encoder, progress: Progress | None = None, rules: LedgerRules = LEDGER_RULES) -> Mended:
    """Finishes what an interruption left, makes the indexes agree with the catalog, and completes the figures. To be
    called at every start."""
    mended = _mend_indexes(store, encoder, progress)
    return replace(mended, ledgers=complete_ledgers(store.catalog, store.folder, rules, progress))


def _mend_indexes(store: Store, encoder: Encoder, progress: Progress | None) -> Mended:
    with store.writing():
        if store.catalog.rebuilding():
            _rebuild(store, encoder, progress)
            return Mended(rebuilt=True)
        finished = dropped = 0
        for unfinished in store.catalog.unfinished():
            report = unfinished.report
            if unfinished.status is Status.PENDING and _finish(report, store, encoder):
                finished += 1
            else:
                drop(report.report_id, store)
                dropped += 1
        # What a report that was just finished has replaced.
        drop_unfinished(store)
        return Mended(finished, dropped, _agree(store, encoder))


def reindex(store: Store, encoder: Encoder, progress: Progress | None = None) -> None:
    """Makes both indexes anew from the catalog, with this encoder. A start after an interruption begins it again."""
    with store.writing():
        _rebuild(store, encoder, progress)


def drop_unfinished(store: Store) -> None:
    """Under the write lock nobody is at work on these: a write failed, or was killed, or replaced them."""
    for unfinished in store.catalog.unfinished():
        drop(unfinished.report.report_id, store)


def drop(report_id: str, store: Store) -> None:
    """Last from the catalog: until then it is known that something may be left in the indexes."""
    store.vectors.delete(report_id)
    store.words.delete(report_id)
    store.catalog.remove(report_id)


def mark(encoder: Encoder) -> EncoderMark:
    """What the catalog remembers of an encoder."""
    return EncoderMark(encoder.name, encoder.dimensions)


def _finish(report: Report, store: Store, encoder: Encoder) -> bool:
    """Indexes and shows a pending report. False where another took its place meanwhile."""
    passages = passages_of(report, store.catalog.report_paragraphs(report.report_id))
    _index(passages, store, encoder)
    try:
        store.catalog.mark_indexed(report.report_id)
    except ReportConflict:
        return False
    return True


def _index(passages: Sequence[Passage], store: Store, encoder: Encoder) -> None:
    if passages:
        store.vectors.add(passages, encoder.encode_passages([passage.contextual_text for passage in passages]))
        store.words.add(passages)


def _agree(store: Store, encoder: Encoder) -> int:
    """Adds what the indexes miss and takes out what the catalog does not know. Returns how many passages it touched."""
    expected = store.catalog.passage_count()
    wrong_words = store.words.count() != expected
    wrong_vectors = store.vectors.count() != expected
    if not wrong_words and not wrong_vectors:
        return 0
    passages = {passage.passage_id: passage for report in store.catalog.reports() for passage in _stored(report, store)}
    touched = 0
    if wrong_vectors:
        there = store.vectors.passage_ids()
        strays = sorted(there - passages.keys())
        missing = [passage for passage_id, passage in passages.items() if passage_id not in there]
        store.vectors.delete_passages(strays)
        for start in range(0, len(missing), BATCH_PASSAGES):
            batch = missing[start : start + BATCH_PASSAGES]
            store.vectors.add(batch, encoder.encode_passages([passage.contextual_text for passage in batch]))
        touched += len(strays) + len(missing)
    if wrong_words:
        # Cheap enough to make anew: seconds for 100,000 passages.
        store.words.reset()
        store.words.add(passages.values())
        touched += len(passages)
    return touched


def _rebuild(store: Store, encoder: Encoder, progress: Progress | None) -> None:
    catalog = store.catalog
    catalog.begin_rebuild()
    for unfinished in catalog.unfinished():
        if unfinished.status is Status.DELETING:
            catalog.remove(unfinished.report.report_id)
    store.vectors.reset()
    store.words.reset()
    reports = catalog.reports()
    counts: dict[str, int] = {}
    batch: list[Passage] = []
    for done, report in enumerate(reports, start=1):
        passages = _stored(report, store)
        counts[report.report_id] = len(passages)
        batch += passages
        if len(batch) >= BATCH_PASSAGES or done == len(reports):
            _index(batch, store, encoder)
            batch = []
            if progress is not None:
                progress(done, len(reports))
    for unfinished in catalog.unfinished():
        if not _finish(unfinished.report, store, encoder):
            drop(unfinished.report.report_id, store)
    drop_unfinished(store)
    catalog.end_rebuild(mark(encoder), counts)


def _stored(report: Report, store: Store) -> list[Passage]:
    return passages_of(report, store.catalog.report_paragraphs(report.report_id))
