"""The files that `fazhi ingest` was pointed at, and what a reports.csv beside them says."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from vectorstore.errors import UnreadableReport

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
