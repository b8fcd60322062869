"""Files into the collection: what reads is read, what does not is told, and neither hinders the other."""

import csv
import hashlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from rich.progress import Progress

from service.resources import Resources
from service.settings import Settings
from vectorstore.build import Ingested, Refused, ingest_all
from vectorstore.errors import FazhiError, UnreadableReport
from vectorstore.mending import reindex
from vectorstore.reports.readers import read_report
from vectorstore.store import open_catalog
from vectorstore.types import Document, Report

MANIFEST = "reports.csv"


class SourceFile(NamedTuple):
    path: Path
    region: str | None = None
    """For a text that does not tell its own; None where nothing is known beside it."""
    year: int | None = None


def find_sources(paths: Iterable[Path]) -> list[SourceFile]:
    """Each file once, in the order given; a folder stands for its *.txt, by name.

    Raises UnreadableReport for a path that is not there, a folder without reports and a broken reports.csv.
    """
    manifests: dict[Path, dict[str, SourceFile]] = {}
    found: dict[Path, SourceFile] = {}
    for given in paths:
        if not given.exists():
            raise UnreadableReport(f"{given} 不存在。")
        files = sorted(given.glob("*.txt")) if given.is_dir() else [given]
        if not files:
            raise UnreadableReport(f"目录 {given} 中没有 .txt 文件。")
        for file in files:
            if file.parent not in manifests:
                manifests[file.parent] = _read_manifest(file.parent / MANIFEST)
            found.setdefault(file.resolve(), manifests[file.parent].get(file.name, SourceFile(file)))
    return list(found.values())


def read_bytes(path: Path, limit: int) -> bytes:
    """Raises UnreadableReport for a file of more than `limit` bytes and for one that cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise UnreadableReport(f"无法读取 {path}：{error.strerror or error}。") from error
    if len(data) > limit:
        raise UnreadableReport(f"{path} 超过 {limit} 字节。")
    return data


def _read_manifest(path: Path) -> dict[str, SourceFile]:
    """Columns file, region_code and year count; others are for people."""
    if not path.exists():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        return {
            row["file"]: SourceFile(
                path.parent / row["file"], row["region_code"] or None, int(row["year"]) if row["year"] else None
            )
            for row in rows
        }
    except (OSError, ValueError, KeyError, TypeError, csv.Error) as error:
        raise UnreadableReport(f"{path} 有误，应为 UTF-8 的 CSV，含 file、region_code、year 三列。") from error


class FileOutcome(NamedTuple):
    """What became of one file."""

    path: Path
    report: Report | None
    outcome: str
    """In Simplified Chinese: what was done, or why it failed."""
    furniture: int = 0
    """Pieces left out."""


HELD = "内容相同，已在库中"


def import_files(
    sources: Sequence[SourceFile], resources: Resources, *, replace: bool, progress: Progress
) -> list[FileOutcome]:
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
        else FileOutcome(source.path, None, str(document))
        for source, document in zip(sources, read, strict=True)
    ]


def held_already(sources: Sequence[SourceFile], settings: Settings) -> list[FileOutcome] | None:
    """What there is to say where every file is in the collection byte for byte, so that no model need be loaded; else
    None.

    Raises StorageUnavailable.
    """
    with closing(open_catalog(settings.home, settings.database_url)) as catalog:
        outcomes = []
        for source in sources:
            try:
                sha256 = hashlib.sha256(read_bytes(source.path, settings.max_upload_bytes)).hexdigest()
            except FazhiError:
                return None
            report = catalog.find_by_sha256(sha256)
            if report is None or catalog.unfinished():
                return None
            outcomes.append(FileOutcome(source.path, report, HELD, len(catalog.furniture(report.report_id))))
    return outcomes


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


def _reading(source: SourceFile, document: Document, outcome: Ingested | Refused) -> FileOutcome:
    if isinstance(outcome, Refused):
        return FileOutcome(source.path, None, str(outcome.error))
    done = "已读入" if outcome.created else HELD
    if outcome.replaced:
        done = f"已读入，取代 {outcome.replaced}"
    return FileOutcome(source.path, outcome.report, done, len(document.furniture))
