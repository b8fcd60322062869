import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.vectorstore.documents import JINTAN, PUKOU, TEXTS, XINBEI, WordHashEncoder, made_document, opened
from vectorstore import storage
from vectorstore.build import Ingested, Refused, ingest, ingest_all, remove
from vectorstore.catalog.ledgers import LEDGER_RULES
from vectorstore.errors import (
    FazhiError,
    IndexCorrupt,
    IndexMismatch,
    ReportConflict,
    ReportNotFound,
    StorageFull,
    StorageInUse,
    StorageUnavailable,
)
from vectorstore.indexes.passages import passages_of
from vectorstore.indexes.words import words
from vectorstore.mending import Mended, mend, reindex
from vectorstore.store import Store, open_catalog
from vectorstore.types import Document

ENCODER = WordHashEncoder()
CHANGED = made_document(texts=["2024年，共收到行政复议申请999件。", "另一段。"])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = opened(tmp_path, ENCODER)
    yield store
    store.close()


def assert_holds(store: Store, *documents: Document) -> None:
    """The catalog shows exactly these with their figures, and both indexes hold exactly their passages."""
    passages = {p.passage_id: p for d in documents for p in passages_of(d.report, d.paragraphs)}
    assert {report.report_id for report in store.catalog.reports()} == {d.report.report_id for d in documents}
    assert store.catalog.unfinished() == []
    assert store.catalog.passage_count() == len(passages)
    for document in documents:
        assert store.catalog.report_figures(document.report.report_id) == list(LEDGER_RULES.read(document))
    assert store.catalog.outdated_ledgers(LEDGER_RULES.version) == []
    assert store.vectors.passage_ids() == passages.keys()
    assert store.words.count() == len(passages)
    for passage_id, passage in passages.items():
        assert passage_id in dict(store.words.search(words(passage.text), len(passages)))
    if passages:
        expected = ENCODER.encode_passages([passage.contextual_text for passage in passages.values()])
        assert store.vectors.vectors(list(passages)) == pytest.approx(expected, abs=1e-5)


def test_ingest(store: Store) -> None:
    document = made_document()
    assert ingest(document, store, ENCODER) == Ingested(document.report, created=True)
    assert_holds(store, document)


def test_the_same_bytes_twice_are_one_report_and_embedded_once(store: Store) -> None:
    encoder = WordHashEncoder()
    ingest(made_document(), store, encoder)
    assert ingest(made_document(), store, encoder) == Ingested(made_document().report, created=False)
    assert encoder.calls == [3]
    assert_holds(store, made_document())


def test_a_changed_report_is_refused_unless_it_is_to_replace(store: Store) -> None:
    old = made_document()
    ingest(old, store, ENCODER)
    with pytest.raises(ReportConflict, match="replace=true") as caught:
        ingest(CHANGED, store, ENCODER)
    assert caught.value.report_id == old.report.report_id
    assert_holds(store, old)
    assert ingest(CHANGED, store, ENCODER, replace=True) == Ingested(CHANGED.report, True, old.report.report_id)
    assert_holds(store, CHANGED)
    assert ingest(old, store, ENCODER, replace=True).replaced == CHANGED.report.report_id
    assert_holds(store, old)


def test_many_reports_are_embedded_in_one_call_and_one_refusal_stops_no_other(store: Store) -> None:
    ingest(made_document(), store, ENCODER)
    encoder, seen = WordHashEncoder(), list[tuple[int, int]]()
    jintan, pukou = made_document(JINTAN), made_document(PUKOU)
    outcomes = ingest_all(
        [jintan, CHANGED, pukou, made_document()],
        store,
        encoder,
        progress=lambda done, total: seen.append((done, total)),
    )
    assert [type(outcome) for outcome in outcomes] == [Ingested, Refused, Ingested, Ingested]
    assert [outcome.created for outcome in outcomes if isinstance(outcome, Ingested)] == [True, True, False]
    assert encoder.calls == [6]
    # CHANGED and made_document() are of one region and year, and so in two batches.
    assert seen == [(3, 4), (4, 4)]
    assert_holds(store, made_document(), jintan, pukou)


def test_documents_of_one_place_in_one_call_come_one_after_the_other(store: Store) -> None:
    old = made_document()
    outcomes = ingest_all([old, old, CHANGED], store, ENCODER)
    assert [type(outcome) for outcome in outcomes] == [Ingested, Ingested, Refused]
    outcomes = ingest_all([CHANGED, made_document(texts=["第三稿。"])], store, ENCODER, replace=True)
    assert [outcome.created for outcome in outcomes if isinstance(outcome, Ingested)] == [True, True]
    assert_holds(store, made_document(texts=["第三稿。"]))


def test_the_same_bytes_for_two_places_in_one_call_are_one_report(store: Store) -> None:
    first, second = made_document(XINBEI, sha256="a" * 64), made_document(JINTAN, sha256="a" * 64)
    outcomes = ingest_all([first, second], store, ENCODER)
    assert outcomes == [Ingested(first.report, True), Ingested(first.report, False)]
    assert_holds(store, first)


def test_a_report_without_a_paragraph_of_text(store: Store) -> None:
    assert ingest(made_document(texts=[]), store, ENCODER).created
    assert_holds(store, made_document(texts=[]))
    assert ingest_all([], store, ENCODER) == []


def test_remove(store: Store) -> None:
    ingest_all([made_document(), made_document(JINTAN)], store, ENCODER)
    remove(made_document().report.report_id, store)
    assert_holds(store, made_document(JINTAN))
    with pytest.raises(ReportNotFound):
        remove(made_document().report.report_id, store)
    assert ingest(made_document(), store, ENCODER).created


def test_uploads_at_once_of_the_same_report_make_one(store: Store) -> None:
    start, outcomes = threading.Barrier(6), []

    def upload() -> None:
        start.wait()
        outcomes.append(ingest(made_document(), store, WordHashEncoder()))

    threads = [threading.Thread(target=upload) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome.created for outcome in outcomes) == [False] * 5 + [True]
    assert {outcome.report.report_id for outcome in outcomes} == {made_document().report.report_id}
    assert_holds(store, made_document())


def test_uploads_at_once_of_different_reports_are_all_there(store: Store) -> None:
    documents = [made_document(region, year) for region in (XINBEI, JINTAN, PUKOU) for year in (2022, 2023, 2024)]
    threads = [threading.Thread(target=ingest, args=(document, store, WordHashEncoder())) for document in documents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert_holds(store, *documents)


class BrokenEncoder(WordHashEncoder):
    def encode_passages(self, texts):  # type: ignore[no-untyped-def]
        raise MemoryError


def put_pending(document: Document, store: Store, replaces: str | None = None) -> None:
    """As an ingestion leaves it that was killed before the indexes were written."""
    passages = passages_of(document.report, document.paragraphs)
    assert store.catalog.add_pending(document, len(passages), replaces, LEDGER_RULES.ledger(document))


def failing(*_: object) -> None:
    raise StorageUnavailable("坏了")


@pytest.mark.parametrize("step", ["encode", "vectors.add", "words.add", "catalog.mark_indexed"])
def test_a_replacement_that_fails_leaves_the_old_one(store: Store, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    old = made_document()
    ingest(old, store, ENCODER)
    encoder = BrokenEncoder() if step == "encode" else ENCODER
    with monkeypatch.context() as patch:
        if step != "encode":
            part, method = step.split(".")
            patch.setattr(getattr(store, part), method, failing)
        with pytest.raises((MemoryError, StorageUnavailable)):
            ingest(CHANGED, store, encoder, replace=True)
    assert_holds(store, old)
    assert ingest(CHANGED, store, ENCODER, replace=True).created
    assert_holds(store, CHANGED)


def test_what_could_not_be_undone_is_undone_by_the_next_write(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest(made_document(), store, ENCODER)
    with monkeypatch.context() as patch:
        for method in ("add", "delete"):
            patch.setattr(store.words, method, failing)
        with pytest.raises(StorageUnavailable):
            ingest(made_document(JINTAN), store, ENCODER)
    assert [one.report for one in store.catalog.unfinished()] == [made_document(JINTAN).report]
    assert ingest(made_document(JINTAN), store, ENCODER).created
    assert_holds(store, made_document(), made_document(JINTAN))


# A start


def test_an_orderly_end_leaves_nothing_to_mend(tmp_path: Path) -> None:
    store = opened(tmp_path, ENCODER)
    ingest(made_document(), store, ENCODER)
    store.close()
    store = opened(tmp_path, ENCODER)
    assert mend(store, BrokenEncoder()) == Mended()
    assert_holds(store, made_document())
    store.close()


def test_a_pending_report_is_finished(store: Store) -> None:
    put_pending(made_document(), store)
    assert mend(store, ENCODER) == Mended(finished=1)
    assert_holds(store, made_document())


def test_a_pending_replacement_is_finished(store: Store) -> None:
    ingest(made_document(), store, ENCODER)
    put_pending(CHANGED, store, replaces=made_document().report.report_id)
    assert mend(store, ENCODER) == Mended(finished=1)
    assert_holds(store, CHANGED)


def test_a_pending_report_whose_place_is_taken_is_dropped(store: Store) -> None:
    put_pending(CHANGED, store)
    put_pending(made_document(), store)
    store.catalog.mark_indexed(made_document().report.report_id)
    assert mend(store, ENCODER).dropped == 1
    assert_holds(store, made_document())


def test_a_report_being_deleted_is_gone(store: Store) -> None:
    ingest_all([made_document(), made_document(JINTAN)], store, ENCODER)
    store.catalog.mark_deleting(made_document().report.report_id)
    assert mend(store, ENCODER) == Mended(dropped=1)
    assert_holds(store, made_document(JINTAN))


@pytest.mark.parametrize("part", ["vectors", "words"])
def test_an_index_that_lost_passages_gets_them_again(store: Store, part: str) -> None:
    ingest_all([made_document(), made_document(JINTAN)], store, ENCODER)
    getattr(store, part).delete(made_document().report.report_id)
    assert mend(store, ENCODER).passages > 0
    assert_holds(store, made_document(), made_document(JINTAN))


def test_strays_in_the_indexes_are_swept(store: Store) -> None:
    ingest(made_document(), store, ENCODER)
    strays = passages_of(CHANGED.report, CHANGED.paragraphs)
    store.vectors.add(strays, ENCODER.encode_passages([stray.text for stray in strays]))
    store.words.add(strays)
    assert mend(store, ENCODER).passages > 0
    assert_holds(store, made_document())


@pytest.mark.parametrize("name", ["vectors", "words"])
def test_an_index_folder_that_was_deleted_is_made_again(tmp_path: Path, name: str) -> None:
    store = opened(tmp_path, ENCODER)
    ingest(made_document(), store, ENCODER)
    store.close()
    shutil.rmtree(tmp_path / name)
    store = opened(tmp_path, ENCODER)
    mend(store, ENCODER)
    assert_holds(store, made_document())
    store.close()


# Another model, a corrupt index


def test_another_model_is_refused_until_the_index_is_made_anew(tmp_path: Path) -> None:
    store = opened(tmp_path, ENCODER)
    ingest_all([made_document(), made_document(JINTAN)], store, ENCODER)
    with pytest.raises(IndexMismatch, match="fazhi reindex"):
        ingest(made_document(PUKOU), store, WordHashEncoder("other"))
    store.close()
    smaller = WordHashEncoder("smaller", 16)
    with pytest.raises(IndexMismatch, match=r"word-hash（64 维）.*smaller（16 维）.*fazhi reindex"):
        opened(tmp_path, smaller)
    store = opened(tmp_path, smaller, rebuild=True)
    seen: list[tuple[int, int]] = []
    reindex(store, smaller, lambda done, total: seen.append((done, total)))
    assert seen == [(2, 2)]
    store.close()
    store = opened(tmp_path, smaller)
    assert mend(store, smaller) == Mended()
    passage_ids = sorted(store.vectors.passage_ids())
    assert store.vectors.vectors(passage_ids).shape == (6, 16)
    store.close()
    with pytest.raises(IndexMismatch):
        opened(tmp_path, ENCODER)


def test_an_empty_store_takes_any_model(tmp_path: Path) -> None:
    store = opened(tmp_path, ENCODER)
    ingest(made_document(), store, ENCODER)
    remove(made_document().report.report_id, store)
    store.close()
    smaller = WordHashEncoder("smaller", 16)
    store = opened(tmp_path, smaller)
    assert ingest(made_document(), store, smaller).created
    assert store.vectors.count() == 3
    store.close()


@pytest.mark.parametrize("ruined", ["vectors/chroma.sqlite3", "words/meta.json"])
def test_a_corrupt_index_is_refused_and_made_anew(tmp_path: Path, ruined: str) -> None:
    store = opened(tmp_path, ENCODER)
    ingest(made_document(), store, ENCODER)
    store.close()
    (tmp_path / ruined).write_bytes(b"rubbish" * 1000)
    for _ in range(2):
        with pytest.raises(IndexCorrupt, match="fazhi reindex"):
            opened(tmp_path, ENCODER)
    store = opened(tmp_path, ENCODER, rebuild=True)
    reindex(store, ENCODER)
    assert_holds(store, made_document())
    store.close()


def test_reindex_finishes_what_was_interrupted_too(store: Store) -> None:
    ingest_all([made_document(), made_document(JINTAN)], store, ENCODER)
    store.catalog.mark_deleting(made_document(JINTAN).report.report_id)
    put_pending(made_document(PUKOU), store)
    reindex(store, ENCODER)
    assert_holds(store, made_document(), made_document(PUKOU))


class InterruptedEncoder(WordHashEncoder):
    def encode_passages(self, texts):  # type: ignore[no-untyped-def]
        raise KeyboardInterrupt


def test_an_interrupted_reindex_is_run_again_at_the_next_start(tmp_path: Path) -> None:
    store = opened(tmp_path, ENCODER)
    ingest(made_document(), store, ENCODER)
    with pytest.raises(KeyboardInterrupt):
        reindex(store, InterruptedEncoder())
    assert store.vectors.count() == 0
    store.close()
    store = opened(tmp_path, ENCODER)
    assert mend(store, ENCODER) == Mended(rebuilt=True)
    assert_holds(store, made_document())
    assert mend(store, ENCODER) == Mended()
    store.close()


# Other processes


def test_a_second_process_is_told_what_to_do(tmp_path: Path, store: Store) -> None:
    script = """
import sys
from pathlib import Path
from tests.vectorstore.documents import WordHashEncoder, opened
from vectorstore.errors import StorageInUse
try:
    opened(Path(sys.argv[1]), WordHashEncoder())
except StorageInUse as error:
    print(error)
"""
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, timeout=60, check=True
    )
    assert "fazhi serve" in run.stdout
    assert "CHROMA_URL" in run.stdout
    # Its catalog may be read all the same.
    ingest(made_document(), store, ENCODER)
    catalog = open_catalog(tmp_path)
    assert catalog.reports() == [made_document().report]
    catalog.close()


def test_a_failed_opening_gives_the_folder_back(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite3").write_bytes(b"rubbish" * 1000)
    for _ in range(2):
        with pytest.raises(StorageUnavailable, match="备份"):
            opened(tmp_path, ENCODER)


def test_a_writer_waits_for_another_and_then_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "WRITE_WAIT_SECONDS", 0.1)
    failures: list[FazhiError] = []

    def upload() -> None:
        try:
            ingest(made_document(), store, ENCODER)
        except FazhiError as error:
            failures.append(error)

    with store.writing():
        thread = threading.Thread(target=upload)
        thread.start()
        thread.join(30)
    assert [type(failure) for failure in failures] == [StorageInUse]
    assert ingest(made_document(), store, ENCODER).created


# A full disk


def test_a_disk_that_is_nearly_full_is_not_written_to(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest(made_document(), store, ENCODER)
    with monkeypatch.context() as patch:
        patch.setattr(storage, "FREE_BYTES_NEEDED", 2**60)
        with pytest.raises(StorageFull, match="腾出磁盘空间"):
            ingest(made_document(JINTAN), store, ENCODER)
        remove(made_document().report.report_id, store)  # makes room
    assert_holds(store)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 8 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [str(mount), "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting is not permitted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(file: Path) -> None:
    """Until not a block is left."""
    with file.open("wb", buffering=0) as raw, suppress(OSError):
        while True:
            raw.write(b"x" * 4096)


@pytest.mark.slow
@pytest.mark.parametrize("left_kilobytes", [0, 8, 64, 200, 400])
def test_a_disk_that_fills_during_a_write_loses_nothing(
    small_disk: Path, left_kilobytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "FREE_BYTES_NEEDED", 0)
    store = opened(small_disk, ENCODER)
    old = made_document()
    ingest(old, store, ENCODER)
    big = made_document(JINTAN, texts=[f"第{number}段，" + TEXTS[0] * 10 for number in range(300)])
    ballast = small_disk / "ballast"
    fill(ballast)
    with ballast.open("r+b") as file:
        file.truncate(ballast.stat().st_size - left_kilobytes * 1024)
    with pytest.raises(StorageFull, match="腾出磁盘空间"):
        ingest(big, store, ENCODER)
    assert store.catalog.reports() == [old.report]
    ballast.unlink()
    store.close()
    store = opened(small_disk, ENCODER)
    mend(store, ENCODER)
    outcome = ingest(big, store, ENCODER)
    assert outcome.report == big.report
    assert_holds(store, old, big)
    store.close()
