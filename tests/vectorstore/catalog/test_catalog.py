import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.vectorstore.documents import CHANGZHOU, JINTAN, PUKOU, XINBEI, made_document
from vectorstore.catalog.catalog import Catalog, EncoderMark
from vectorstore.catalog.database import database_url
from vectorstore.catalog.tables import Status
from vectorstore.errors import ReportConflict, ReportNotFound, StorageFull, StorageUnavailable
from vectorstore.store import open_catalog
from vectorstore.types import Document, Scope


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = open_catalog(tmp_path)
    yield catalog
    catalog.close()


def put(catalog: Catalog, document: Document) -> str:
    assert catalog.add_pending(document, 3)
    catalog.mark_indexed(document.report.report_id)
    return document.report.report_id


def test_what_goes_in_comes_out(catalog: Catalog) -> None:
    document = made_document()
    report_id = put(catalog, document)
    assert catalog.report(report_id) == document.report
    assert tuple(catalog.report_paragraphs(report_id)) == document.paragraphs
    assert tuple(catalog.furniture(report_id)) == document.furniture
    assert catalog.report_paragraphs("unknown") == []
    assert catalog.passage_count() == 3


def test_it_is_there_after_a_new_start(tmp_path: Path, catalog: Catalog) -> None:
    report_id = put(catalog, made_document())
    again = open_catalog(tmp_path)
    assert again.report(report_id) == made_document().report
    again.close()


def test_pending_is_known_by_its_id_and_found_by_no_search(catalog: Catalog) -> None:
    document = made_document()
    report_id = document.report.report_id
    catalog.add_pending(document, 3)
    assert catalog.status(report_id) is Status.PENDING
    assert catalog.report(report_id) == document.report
    assert catalog.find_by_sha256(document.report.sha256, pending=True) == document.report
    assert catalog.find_by_sha256(document.report.sha256) is None
    assert catalog.reports() == []
    assert catalog.find_by_region_year("320411", 2024) is None
    assert [(one.report, one.status) for one in catalog.unfinished()] == [(document.report, Status.PENDING)]
    catalog.mark_indexed(report_id)
    assert catalog.status(report_id) is Status.INDEXED
    assert catalog.reports() == [document.report]
    assert catalog.find_by_region_year("320411", 2024) == document.report
    assert catalog.unfinished() == []


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(), ["320111-2023", "320400-2024", "320411-2023", "320411-2024", "320413-2024"]),  # in order
        (Scope(region_codes=("320411",)), ["320411-2023", "320411-2024"]),
        (Scope(region_codes=("320400",)), ["320400-2024", "320411-2023", "320411-2024", "320413-2024"]),  # a city
        (Scope(region_codes=("320000",)), ["320111-2023", "320400-2024", "320411-2023", "320411-2024", "320413-2024"]),
        (Scope(region_codes=("110000",)), []),
        (Scope(region_codes=("320111", "320413")), ["320111-2023", "320413-2024"]),
        (Scope(region_codes=("320400",), years=(2023,)), ["320411-2023"]),  # all given ones must hold
        (Scope(years=(2023, 2022)), ["320111-2023", "320411-2023"]),
        (Scope(region_codes=("%",)), []),  # no pattern of the database's own
        (Scope(report_ids=("no-such",)), []),
    ],
)
def test_scope(catalog: Catalog, scope: Scope, expected: list[str]) -> None:
    for region, year in [(XINBEI, 2024), (XINBEI, 2023), (JINTAN, 2024), (CHANGZHOU, 2024), (PUKOU, 2023)]:
        put(catalog, made_document(region, year))
    assert [f"{report.region.code}-{report.year}" for report in catalog.reports(scope)] == expected


def test_scope_by_report(catalog: Catalog) -> None:
    put(catalog, made_document(XINBEI))
    report_id = put(catalog, made_document(JINTAN))
    assert [report.report_id for report in catalog.reports(Scope(report_ids=(report_id, "other")))] == [report_id]
    assert catalog.reports(Scope(report_ids=(report_id,), years=(1999,))) == []


def test_the_same_bytes_are_there_once(catalog: Catalog) -> None:
    put(catalog, made_document())
    assert not catalog.add_pending(made_document(), 3)
    assert len(catalog.reports()) == 1


def test_another_report_of_the_region_and_year_is_a_conflict(catalog: Catalog) -> None:
    there = put(catalog, made_document())
    with pytest.raises(ReportConflict, match="--replace") as caught:
        catalog.add_pending(made_document(texts=["别的。"]), 1)
    assert caught.value.report_id == there
    assert catalog.unfinished() == []


def test_a_replacement_changes_place_in_one_step(catalog: Catalog) -> None:
    old, new = made_document(), made_document(texts=["改过的。"])
    put(catalog, old)
    catalog.add_pending(new, 1, replaces=old.report.report_id)
    assert catalog.reports() == [old.report]
    assert catalog.mark_indexed(new.report.report_id) == old.report.report_id
    assert catalog.reports() == [new.report]
    assert [one.status for one in catalog.unfinished()] == [Status.DELETING]
    with pytest.raises(ReportNotFound):
        catalog.report(old.report.report_id)
    catalog.remove(old.report.report_id)
    assert catalog.unfinished() == []
    assert catalog.report_paragraphs(old.report.report_id) == []


def test_of_two_pending_for_one_place_the_second_is_refused(catalog: Catalog) -> None:
    first, second = made_document(), made_document(texts=["别的。"])
    catalog.add_pending(first, 3)
    catalog.add_pending(second, 1)
    catalog.mark_indexed(first.report.report_id)
    with pytest.raises(ReportConflict) as caught:
        catalog.mark_indexed(second.report.report_id)
    assert caught.value.report_id == first.report.report_id
    assert catalog.reports() == [first.report]


def test_deleting_hides_at_once(catalog: Catalog) -> None:
    report_id = put(catalog, made_document())
    catalog.mark_deleting(report_id)
    assert catalog.reports() == []
    assert catalog.find_by_sha256(made_document().report.sha256, pending=True) is None
    with pytest.raises(ReportNotFound, match=report_id):
        catalog.mark_deleting(report_id)
    catalog.remove(report_id)
    catalog.remove(report_id)
    assert put(catalog, made_document()) == report_id


@pytest.mark.parametrize("method", ["report", "status", "mark_indexed", "mark_deleting"])
def test_unknown_report(catalog: Catalog, method: str) -> None:
    with pytest.raises(ReportNotFound, match="no-such"):
        getattr(catalog, method)("no-such")


def test_ids_that_are_not_unique_leave_nothing(catalog: Catalog) -> None:
    document = made_document()
    twice = Document(document.report, (document.paragraphs[0], document.paragraphs[0]), ())
    with pytest.raises(ValueError, match="not unique"):
        catalog.add_pending(twice, 1)
    assert catalog.unfinished() == []


def test_every_visible_change_raises_the_generation_for_all(tmp_path: Path, catalog: Catalog) -> None:
    other = open_catalog(tmp_path)
    seen = [other.generation()]
    report_id = put(catalog, made_document())
    seen.append(other.generation())
    catalog.mark_deleting(report_id)
    seen.append(other.generation())
    catalog.reports()
    assert seen == sorted(set(seen))
    assert other.generation() == seen[-1]
    other.close()


def test_it_remembers_encoder_and_rebuild(catalog: Catalog) -> None:
    assert catalog.encoder_mark() is None
    catalog.remember_encoder(EncoderMark("one", 384))
    assert catalog.encoder_mark() == EncoderMark("one", 384)
    report_id = put(catalog, made_document())
    catalog.begin_rebuild()
    assert catalog.rebuilding()
    catalog.end_rebuild(EncoderMark("two", 768), {report_id: 5})
    assert not catalog.rebuilding()
    assert catalog.encoder_mark() == EncoderMark("two", 768)
    assert catalog.passage_count() == 5


def test_threads_that_add_the_same_bytes_add_one_report(catalog: Catalog) -> None:
    start, added = threading.Barrier(8), []

    def add() -> None:
        start.wait()
        added.append(catalog.add_pending(made_document(), 3))

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(added) == [False] * 7 + [True]


def test_processes_that_make_the_database_and_add_the_same_bytes_add_one_report(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from tests.vectorstore.documents import made_document
from vectorstore.store import open_catalog
sys.stdout.write("ready\\n"); sys.stdout.flush(); sys.stdin.readline()
catalog = open_catalog(Path(sys.argv[1]))
print(catalog.add_pending(made_document(), 3))
"""
    command = [sys.executable, "-c", script, str(tmp_path / "new")]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60) for process in processes]
    assert sorted(out.strip() for out, _ in said) == ["False", "False", "True"], said


def test_a_full_disk_loses_nothing(tmp_path: Path, catalog: Catalog) -> None:
    put(catalog, made_document())

    def no_more_pages(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # which SQLite raises to what is in use

    event.listen(catalog._engine, "checkout", no_more_pages)
    big = made_document(JINTAN, texts=[f"第{number}段。" * 200 for number in range(50)])
    with pytest.raises(StorageFull, match="腾出磁盘空间"):
        catalog.add_pending(big, 50)
    event.remove(catalog._engine, "checkout", no_more_pages)
    catalog.close()
    again = open_catalog(tmp_path)
    assert again.reports() == [made_document().report]
    assert again.unfinished() == []
    put(again, big)
    again.close()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite3").write_bytes(b"rubbish" * 1000)
    with pytest.raises(StorageUnavailable, match="备份"):
        open_catalog(tmp_path)


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageUnavailable, match="无法读写"):
        open_catalog(tmp_path / "file")


def test_a_database_that_may_only_be_read(tmp_path: Path, catalog: Catalog) -> None:
    put(catalog, made_document())
    catalog.close()
    readable = Catalog(database_url(tmp_path, f"sqlite:///file:{tmp_path}/catalog.sqlite3?mode=ro&uri=true"))
    assert readable.reports() == [made_document().report]
    with pytest.raises(StorageUnavailable, match="只读"):
        readable.add_pending(made_document(JINTAN), 3)
    readable.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(StorageUnavailable, match="权限"):
        open_catalog(tmp_path / "closed")


@pytest.mark.parametrize(
    ("url", "hint"), [("no address", "应形如"), ("nosuchdatabase://host/name", "驱动"), ("oracle://h/n", "驱动")]
)
def test_an_address_of_no_database(tmp_path: Path, url: str, hint: str) -> None:
    with pytest.raises(StorageUnavailable, match=hint):
        open_catalog(tmp_path, url)


def test_a_database_of_another_version(tmp_path: Path, catalog: Catalog) -> None:
    catalog.close()
    with sqlite3.connect(tmp_path / "catalog.sqlite3") as connection:
        connection.execute("UPDATE state SET schema_version = 99")
    connection.close()
    with pytest.raises(StorageUnavailable, match="99"):
        open_catalog(tmp_path)


def test_a_database_that_was_named_is_used(tmp_path: Path) -> None:
    catalog = open_catalog(tmp_path / "folder", f"sqlite:///{tmp_path}/elsewhere.db")
    put(catalog, made_document())
    catalog.close()
    assert (tmp_path / "elsewhere.db").exists()
    assert not (tmp_path / "folder" / "catalog.sqlite3").exists()
