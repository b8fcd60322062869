"""The vector index: Chroma, embedded in this process or as a server. Derived from the catalog."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TypeVar, cast
from urllib.parse import urlsplit

import chromadb
import httpx
import numpy
from chromadb.api.client import Client
from chromadb.api.models.Collection import Collection
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings
from chromadb.errors import NotFoundError

from vectorstore.errors import FazhiError, StorageUnavailable
from vectorstore.storage import discard, engine_errors, index_corrupt, prepare_folder
from vectorstore.types import Passage, Vectors

COLLECTION = "passages"
"""Where no name is given."""

REQUEST_SECONDS = 60.0
"""The longest that a server may take: adding a full batch of some thousand passages takes seconds."""

Result = TypeVar("Result")


class VectorIndex:
    """One Chroma collection of passages in cosine space. Safe to share between threads.

    Embedded, its folder must not be opened by a second process (storage.FolderLock). Methods raise IndexCorrupt,
    StorageFull or StorageUnavailable.
    """

    def __init__(self, folder: Path | None = None, url: str | None = None, collection: str = COLLECTION) -> None:
        """Exactly one of the two: the folder of an embedded Chroma, or the address of a server, http://host:port."""
        if (folder is None) == (url is None):
            raise ValueError("give either folder or url")
        self._folder = folder
        self._url = url
        self._name = collection
        with self._errors():
            self._open()

    def close(self) -> None:
        with self._errors():
            self._forget()

    def add(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """vectors: shape (passages, dimensions). Replaces those of the same ids."""
        for start in range(0, len(passages), self._batch_size):
            batch = passages[start : start + self._batch_size]
            rows = numpy.asarray(vectors[start : start + self._batch_size], dtype=numpy.float32)
            self._call(partial(_upsert, passages=batch, rows=rows))

    def delete(self, report_id: str) -> None:
        """Takes every passage of a report out. Does nothing where there is none."""
        self._call(partial(Collection.delete, where={"report_id": report_id}))

    def delete_passages(self, passage_ids: Sequence[str]) -> None:
        for start in range(0, len(passage_ids), self._batch_size):
            ids = list(passage_ids[start : start + self._batch_size])
            self._call(partial(Collection.delete, ids=ids))

    def nearest(self, vector: Vectors, limit: int, report_ids: Sequence[str] | None = None) -> list[tuple[str, float]]:
        """By the index: (passage id, cosine), the nearest first. vector: shape (dimensions,). report_ids None: all."""
        if limit < 1 or (report_ids is not None and not report_ids):
            return []
        where = None if report_ids is None else {"report_id": {"$in": list(report_ids)}}
        found = self._call(
            lambda collection: collection.query(
                query_embeddings=[vector.tolist()],
                n_results=limit,
                where=where,  # type: ignore[arg-type]
                include=["distances"],
            )
        )
        distances = (found["distances"] or [[]])[0]
        return [(passage_id, 1.0 - distance) for passage_id, distance in zip(found["ids"][0], distances, strict=True)]

    def vectors(self, passage_ids: Sequence[str]) -> Vectors:
        """Shape (passage_ids, dimensions), in their order; zeros for one that is not there."""
        rows = self._rows(passage_ids)
        nothing = numpy.zeros_like(next(iter(rows.values()))) if rows else numpy.zeros(0, dtype=numpy.float32)
        return numpy.array([rows.get(passage_id, nothing) for passage_id in passage_ids], dtype=numpy.float32)

    def _rows(self, passage_ids: Sequence[str]) -> dict[str, Vectors]:
        rows: dict[str, Vectors] = {}
        wanted = list(dict.fromkeys(passage_ids))
        for start in range(0, len(wanted), self._batch_size):
            ids = wanted[start : start + self._batch_size]
            got = self._call(partial(Collection.get, ids=ids, include=["embeddings"]))
            vectors = numpy.asarray(got["embeddings"], dtype=numpy.float32)
            rows.update(zip(got["ids"], vectors, strict=True))
        return rows

    def passage_ids(self) -> set[str]:
        return set(self._call(partial(Collection.get, include=[]))["ids"])

    def count(self) -> int:
        return self._call(Collection.count)

    def reset(self) -> None:
        """Empties the index, for vectors of any dimensions; of an embedded one the folder is made anew."""
        with self._errors():
            if self._folder is not None:
                self._forget()
                discard(self._folder)
                self._open()
            else:
                self._drop()
                self._collection = _collection(self._client, self._name)

    def _drop(self) -> None:
        try:
            self._client.delete_collection(self._name)
        except NotFoundError:
            return  # as wanted

    def _open(self) -> None:
        if self._folder is not None:
            prepare_folder(self._folder)
            self._client = _embedded(self._folder)
        else:
            self._client = _remote(str(self._url))
        self._batch_size = self._client.get_max_batch_size()
        self._collection = _collection(self._client, self._name)

    def _forget(self) -> None:
        """Closes the client, also one that failed to open."""
        client: Client | None = getattr(self, "_client", None)
        if client is not None:
            if self._url is not None:
                # Chroma leaves its connections open.
                for session in _sessions(client):
                    session.close()
            client.close()
            del self._client

    def _call(self, ask: Callable[[Collection], Result]) -> Result:
        with self._errors():
            try:
                return ask(self._collection)
            except NotFoundError:
                # Another worker made the collection anew (fazhi reindex); ours has the id of the old one.
                self._collection = _collection(self._client, self._name)
                return ask(self._collection)

    def _errors(self) -> AbstractContextManager[None]:
        if self._folder is not None:
            return engine_errors(f"向量索引目录 {self._folder} ", index_corrupt(self._folder))
        return engine_errors(f"Chroma 服务器 {self._url} ", self._unreachable())

    def _unreachable(self) -> FazhiError:
        return StorageUnavailable(
            f"无法使用 Chroma 服务器 {self._url}。请检查 CHROMA_URL 是否正确、服务器（chroma run）是否在运行；"
            "若它在运行而索引损坏，请运行 fazhi reindex。"
        )


def _upsert(collection: Collection, passages: Sequence[Passage], rows: Vectors) -> None:
    collection.upsert(
        ids=[passage.passage_id for passage in passages],
        embeddings=rows,
        metadatas=[
            {
                "region_code": passage.region_code,
                "year": passage.year,
                "report_id": passage.report_id,
                "paragraph_id": passage.paragraph_id,
            }
            for passage in passages
        ],
    )


def _embedded(folder: Path) -> Client:
    try:
        client = chromadb.PersistentClient(path=str(folder), settings=_settings())
    except BaseException:
        # Chroma keeps what failed to open under its path, and would hand out that ruin at the next try.
        SharedSystemClient._identifier_to_system.pop(str(folder), None)
        raise
    return cast(Client, client)


def _remote(url: str) -> Client:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or parts.hostname is None:
        raise StorageUnavailable(f"CHROMA_URL 的值 {url} 不是网址，应形如 http://127.0.0.1:8001。")
    encrypted = parts.scheme == "https"
    port = parts.port or (443 if encrypted else 80)
    # Chroma's own requests wait forever for a server that accepts and says nothing.
    httpx.get(f"{url.rstrip('/')}/api/v2/heartbeat", timeout=REQUEST_SECONDS).raise_for_status()
    client = cast(Client, chromadb.HttpClient(host=parts.hostname, port=port, ssl=encrypted, settings=_settings()))
    for session in _sessions(client):
        session.timeout = httpx.Timeout(REQUEST_SECONDS)
    return client


def _sessions(client: Client) -> list[httpx.Client]:
    """The connections of a client, and those of the second client that it keeps to check tenant and database."""
    return [vars(vars(one)["_server"])["_session"] for one in (client, client._admin_client)]


def _settings() -> Settings:
    return Settings(anonymized_telemetry=False)


def _collection(client: Client, name: str) -> Collection:
    # No embedding function: Chroma's own would download a model.
    return client.get_or_create_collection(name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}})
