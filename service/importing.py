"""Files into the collection: what reads is read, what does not is told, and neither hinders the other."""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import closing

from rich.progress import Progress

from service.resources import Resources
from service.settings import Settings
from service.sources import SourceFile, read_bytes
from service.terminal import Reading
from vectorstore.build import Ingested, Refused, ingest_all, reindex
from vectorstore.errors import FazhiError
from vectorstore.reports.readers import read_report
from vectorstore.store import open_catalog
from vectorstore.types import Document

HELD = "内容相同，已在库中"


def import_files(
    sources: Sequence[SourceFile], resources: Resources, *, replace: bool, progress: Progress
) -> list[Reading]:
    """What became of each file, in their order. Raises what ingest_all raises."""
    read = [
        _read(source, resources.settings.max_upload_bytes) for source in progress.track(sources, description="读入文件")
    ]
    documents = [document for document in read if isinstance(document, Document)]
    outcomes = iter(
        ingest_all(
            documents, resources.store, resources.encoder, replace, shown_in(progress, "建立索引", len(documents))
        )
    )
    return [
        _reading(source, document, next(outcomes))
        if isinstance(document, Document)
        else Reading(source.path, None, str(document))
        for source, document in zip(sources, read, strict=True)
    ]


def held_already(sources: Sequence[SourceFile], settings: Settings) -> list[Reading] | None:
    """What there is to say where every file is in the collection byte for byte, so that no model need be loaded; else
    None.

    Raises StorageUnavailable.
    """
    with closing(open_catalog(settings.home, settings.database_url)) as catalog:
        readings = []
        for source in sources:
            try:
                sha256 = hashlib.sha256(read_bytes(source.path, settings.max_upload_bytes)).hexdigest()
            except FazhiError:
                return None
            report = catalog.find_by_sha256(sha256)
            if report is None or catalog.unfinished():
                return None
            readings.append(Reading(source.path, report, HELD, len(catalog.furniture(report.report_id))))
    return readings


def rebuild(resources: Resources, progress: Progress) -> int:
    """Makes the indexes anew. Returns the number of reports."""
    count = len(resources.store.catalog.reports())
    reindex(resources.store, resources.encoder, shown_in(progress, "重建索引", count))
    return count


def shown_in(progress: Progress, description: str, total: int) -> Callable[[int, int], None]:
    task = progress.add_task(description, total=total)
    return lambda done, of: progress.update(task, completed=done, total=of)


def _read(source: SourceFile, limit: int) -> Document | FazhiError:
    try:
        return read_report(read_bytes(source.path, limit), source.path.name, region=source.region, year=source.year)
    except FazhiError as error:
        return error


def _reading(source: SourceFile, document: Document, outcome: Ingested | Refused) -> Reading:
    if isinstance(outcome, Refused):
        return Reading(source.path, None, str(outcome.error))
    done = "已读入" if outcome.created else HELD
    if outcome.replaced:
        done = f"已读入，取代 {outcome.replaced}"
    return Reading(source.path, outcome.report, done, len(document.furniture))
