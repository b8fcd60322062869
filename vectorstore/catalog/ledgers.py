"""Keeps the catalog's figures as the rules of today read them. No index and no model is needed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vectorstore.catalog.catalog import Catalog
from vectorstore.catalog.figures import Ledger
from vectorstore.errors import ReportNotFound
from vectorstore.figures.ledger import ledger_of
from vectorstore.figures.version import rules_and_words, version_of
from vectorstore.storage import require_free_space, write_lock
from vectorstore.types import Document, Figure

REPORTS_PER_WRITE = 32
"""One transaction and one wait for the disk for these: some 3,000 figures, written in a moment."""

Progress = Callable[[int, int], None]
"""Called with the number of reports done and of all."""


@dataclass(frozen=True, slots=True)
class LedgerRules:
    """How figures are read."""

    version: int
    read: Callable[[Document], tuple[Figure, ...]]

    def ledger(self, document: Document) -> Ledger:
        return Ledger(self.version, self.read(document))


LEDGER_RULES = LedgerRules(version_of(rules_and_words()), ledger_of)


def complete_ledgers(catalog: Catalog, folder: Path, rules: LedgerRules, progress: Progress | None = None) -> int:
    """Reads the figures of every report anew that has none, or those of another version. Returns how many reports.

    Takes the write lock of the folder for each batch: the caller must not hold it. A kill loses no more than a batch of
    work. Raises StorageFull, StorageInUse, StorageUnavailable.
    """
    outdated = catalog.outdated_ledgers(rules.version)
    done = 0
    for start in range(0, len(outdated), REPORTS_PER_WRITE):
        require_free_space(folder)
        # Read before the lock is taken: this takes nearly all of the time, and other processes want to write.
        ledgers = {
            document.report.report_id: rules.ledger(document)
            for document in _still_there(outdated[start : start + REPORTS_PER_WRITE], catalog)
        }
        with write_lock(folder):
            done += catalog.write_ledgers(ledgers)
        if progress is not None:
            progress(min(start + REPORTS_PER_WRITE, len(outdated)), len(outdated))
    return done


def _still_there(report_ids: list[str], catalog: Catalog) -> list[Document]:
    documents = []
    for report_id in report_ids:
        try:
            documents.append(catalog.document(report_id))
        except ReportNotFound:
            continue  # Another process has removed it since it was listed.
    return documents
