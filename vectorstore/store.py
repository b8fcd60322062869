"""The catalog and the two indexes derived from it, opened together."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from vectorstore.catalog.catalog import Catalog, EncoderMark
from vectorstore.catalog.database import database_url
from vectorstore.errors import IndexCorrupt, IndexMismatch
from vectorstore.indexes.vectors import VectorIndex
from vectorstore.indexes.words import WordIndex
from vectorstore.snapshot import Snapshots
from vectorstore.storage import FolderLock, discard, opening_lock, prepare_folder, write_lock

VECTORS_FOLDER = "vectors"
WORDS_FOLDER = "words"


@dataclass(frozen=True, slots=True)
class Store:
    catalog: Catalog
    vectors: VectorIndex
    words: WordIndex
    snapshots: Snapshots
    folder: Path
    lock: FolderLock | None
    """None where a Chroma server holds the vectors, so that several processes may share the folder."""

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The only writer while it lasts. Raises StorageInUse."""
        with write_lock(self.folder):
            yield

    def close(self) -> None:
        self.vectors.close()
        self.catalog.close()
        if self.lock is not None:
            self.lock.release()


def open_catalog(folder: Path, database_url_given: str | None = None) -> Catalog:
    """The catalog alone, which another process may have open at the same time."""
    prepare_folder(folder)
    with opening_lock(folder):
        return Catalog(database_url(folder, database_url_given))


def open_store(
    folder: Path,
    database_url: str | None,
    chroma_url: str | None,
    encoder_name: str,
    dimensions: int,
    *,
    rebuild: bool = False,
) -> Store:
    """Opens or makes a store. Call build.mend next, or build.reindex where rebuild is given.

    rebuild: open also what another model made, or what is corrupt, emptied; only to reindex it.
    Raises StorageInUse, StorageUnavailable, StorageFull, IndexCorrupt and IndexMismatch.
    """
    prepare_folder(folder)
    lock = FolderLock(folder) if chroma_url is None else None
    try:
        catalog = open_catalog(folder, database_url)
        try:
            if not rebuild:
                check_encoder(catalog, EncoderMark(encoder_name, dimensions))
            words = _open_words(folder / WORDS_FOLDER, rebuild)
            vectors = _open_vectors(folder / VECTORS_FOLDER, chroma_url, catalog.collection(), rebuild)
        except BaseException:
            catalog.close()
            raise
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return Store(catalog, vectors, words, Snapshots(catalog, vectors), folder, lock)


def check_encoder(catalog: Catalog, mark: EncoderMark) -> None:
    """Raises IndexMismatch where the vectors that are there were made by another model."""
    made_with = catalog.encoder_mark()
    if made_with is not None and made_with != mark and not catalog.is_empty():
        raise IndexMismatch(
            f"索引是用模型 {made_with.name}（{made_with.dimensions} 维）建立的，"
            f"现在设置的是 {mark.name}（{mark.dimensions} 维），两者的向量不能混用。"
            "请运行 fazhi reindex 用现在的模型重建索引，或改回原来的模型设置。"
        )


def _open_words(folder: Path, rebuild: bool) -> WordIndex:
    try:
        return WordIndex(folder)
    except IndexCorrupt:
        if not rebuild:
            raise
    discard(folder)
    return WordIndex(folder)


def _open_vectors(folder: Path, chroma_url: str | None, collection: str, rebuild: bool) -> VectorIndex:
    if chroma_url is not None:
        return VectorIndex(url=chroma_url, collection=collection)
    try:
        return VectorIndex(folder, collection=collection)
    except IndexCorrupt:
        if not rebuild:
            raise
    discard(folder)
    return VectorIndex(folder, collection=collection)
