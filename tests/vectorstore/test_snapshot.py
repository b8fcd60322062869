"""The snapshot: as new as the last write, whole, bounded, and the same for every thread."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import numpy
import pytest

from tests.vectorstore.documents import JINTAN, PUKOU, TEXTS, XINBEI, WordHashEncoder, made_document, opened
from vectorstore import snapshot as snapshot_module
from vectorstore.build import ingest, ingest_all, remove
from vectorstore.indexes.passages import PASSAGE_CHARACTERS, passages_of
from vectorstore.mending import reindex
from vectorstore.snapshot import Snapshot
from vectorstore.store import Store, open_catalog
from vectorstore.types import Document

ENCODER = WordHashEncoder()
LONG = "".join(f"推进行政复议规范化建设，第{number}组办结案件。" for number in range(50))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = opened(tmp_path, ENCODER)
    yield store
    store.close()


def ids(snapshot: Snapshot) -> set[str]:
    return {report.report_id for report in snapshot.reports}


def test_of_an_empty_store(store: Store) -> None:
    assert store.snapshots.newest().reports == ()


def test_it_is_kept_until_the_next_write_and_new_at_once_after_it(store: Store) -> None:
    first = store.snapshots.newest()
    assert store.snapshots.newest() is first
    xinbei, jintan = made_document(XINBEI), made_document(JINTAN)
    ingest(xinbei, store, ENCODER)
    assert ids(store.snapshots.newest()) == {xinbei.report.report_id}
    ingest(jintan, store, ENCODER)
    both = store.snapshots.newest()
    assert ids(both) == {xinbei.report.report_id, jintan.report.report_id}
    assert both.reports == tuple(store.catalog.reports())
    remove(xinbei.report.report_id, store)
    assert ids(store.snapshots.newest()) == {jintan.report.report_id}
    # Who still works with the older one has what was then.
    assert ids(both) == {xinbei.report.report_id, jintan.report.report_id}


def test_the_write_of_another_catalog_object_is_seen_at_once(store: Store, tmp_path: Path) -> None:
    before = store.snapshots.newest()
    document = made_document()
    other = open_catalog(tmp_path)
    assert other.add_pending(document, len(TEXTS))
    assert store.snapshots.newest().reports == ()  # pending: not yet for readers
    other.mark_indexed(document.report.report_id)
    after = store.snapshots.newest()
    assert after is not before
    assert after.reports == (document.report,)
    other.mark_deleting(document.report.report_id)
    assert store.snapshots.newest().reports == ()
    other.close()


def test_the_write_of_another_process_is_seen_at_once(store: Store, tmp_path: Path) -> None:
    assert store.snapshots.newest().reports == ()
    script = """
import sys
from pathlib import Path
from tests.vectorstore.documents import made_document
from vectorstore.store import open_catalog
catalog = open_catalog(Path(sys.argv[1]))
catalog.add_pending(made_document(), 3)
catalog.mark_indexed(made_document().report.report_id)
catalog.close()
"""
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, timeout=60)
    assert store.snapshots.newest().reports == (made_document().report,)


@pytest.mark.parametrize("document", [made_document(), made_document(JINTAN, texts=["短。", LONG, "尾。"])])
def test_a_shelf_is_what_the_catalog_and_the_vectors_hold(store: Store, document: Document) -> None:
    ingest_all([document, made_document(PUKOU)], store, ENCODER)
    shelf = store.snapshots.newest().shelf(document.report)
    passages = passages_of(document.report, document.paragraphs)
    assert list(shelf.paragraphs.values()) == list(document.paragraphs)
    assert all(paragraph.paragraph_id == key for key, paragraph in shelf.paragraphs.items())
    assert [place.passage_id for place in shelf.places] == [passage.passage_id for passage in passages]
    for place, passage in zip(shelf.places, passages, strict=True):
        assert place.paragraph_id == passage.paragraph_id
        assert shelf.paragraphs[place.paragraph_id].text[place.start : place.end] == passage.text
        assert place.end - place.start <= PASSAGE_CHARACTERS
    expected = ENCODER.encode_passages([passage.contextual_text for passage in passages])
    numpy.testing.assert_allclose(shelf.vectors, expected, atol=1e-6)


def test_a_shelf_of_a_report_without_text_is_empty(store: Store) -> None:
    document = made_document(texts=[])
    ingest_all([document, made_document(JINTAN)], store, ENCODER)
    shelf = store.snapshots.newest().shelf(document.report)
    assert len(shelf.paragraphs) == 2
    assert shelf.places == ()
    assert len(shelf.vectors) == 0


def test_the_vectors_of_another_model_are_seen_after_a_reindex(store: Store) -> None:
    document = made_document()
    ingest(document, store, ENCODER)
    assert store.snapshots.newest().shelf(document.report).vectors.shape == (len(TEXTS), 64)
    reindex(store, WordHashEncoder("other", 32))
    assert store.snapshots.newest().shelf(document.report).vectors.shape == (len(TEXTS), 32)


def test_the_least_used_shelf_goes_first(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot_module, "SHELVES", 2)
    xinbei, jintan, pukou = (made_document(region) for region in (XINBEI, JINTAN, PUKOU))
    ingest_all([xinbei, jintan, pukou], store, ENCODER)
    snapshot = store.snapshots.newest()
    of_xinbei, of_jintan = snapshot.shelf(xinbei.report), snapshot.shelf(jintan.report)
    assert snapshot.shelf(xinbei.report) is of_xinbei  # kept, and now the last used
    of_pukou = snapshot.shelf(pukou.report)
    assert snapshot.shelf(xinbei.report) is of_xinbei
    assert snapshot.shelf(pukou.report) is of_pukou
    again = snapshot.shelf(jintan.report)  # gone, and read anew
    assert again is not of_jintan
    assert again.paragraphs == of_jintan.paragraphs
    assert len(snapshot._shelves) == 2


def test_threads_that_ask_at_once_share_one_snapshot(store: Store) -> None:
    document = made_document()
    ingest(document, store, ENCODER)
    together = Barrier(8)

    def ask() -> Snapshot:
        together.wait(timeout=30)
        return store.snapshots.newest()

    with ThreadPoolExecutor(8) as threads:
        snapshots = [asked.result(timeout=30) for asked in [threads.submit(ask) for _ in range(8)]]
    assert all(snapshot is snapshots[0] for snapshot in snapshots)


def test_threads_that_take_shelves_get_whole_ones_and_the_bound_holds(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot_module, "SHELVES", 2)
    documents = [made_document(region) for region in (XINBEI, JINTAN, PUKOU)]
    ingest_all(documents, store, ENCODER)
    snapshot = store.snapshots.newest()
    together = Barrier(6)

    def take(number: int) -> None:
        together.wait(timeout=30)
        for turn in range(30):
            document = documents[(number + turn) % 3]
            shelf = snapshot.shelf(document.report)
            assert tuple(shelf.paragraphs.values()) == document.paragraphs
            assert len(shelf.places) == len(shelf.vectors) == len(TEXTS)

    with ThreadPoolExecutor(6) as threads:
        for taken in [threads.submit(take, number) for number in range(6)]:
            taken.result(timeout=60)
    assert len(snapshot._shelves) <= 2
