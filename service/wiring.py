"""The only wiring: settings in, ready objects out."""

from collections.abc import Callable
from dataclasses import asdict
from threading import Thread

import structlog

from service.errors import NotReady
from service.llm import language_model
from service.resources import Resources
from service.settings import Settings
from vectorstore.errors import FazhiError
from vectorstore.mending import mend
from vectorstore.store import open_store

log = structlog.get_logger("service.wiring")


def open_resources(settings: Settings, rebuild: bool = False) -> Resources:
    """Opens the collection and mends what an interrupted ingestion left.

    rebuild: opens it also where its indexes are corrupt or of another model, and mends nothing; to reindex it next.

    Raises StorageInUse, StorageUnavailable, StorageFull, IndexMismatch, IndexCorrupt, ModelUnavailable.
    """
    from vectorstore.embedding.encoder import load_encoder  # noqa: PLC0415  # PyTorch takes seconds to import

    encoder = load_encoder(settings.embedding_model, settings.cache)
    store = open_store(
        settings.home,
        settings.database_url,
        str(settings.chroma_url) if settings.chroma_url else None,
        encoder.name,
        encoder.dimensions,
        rebuild=rebuild,
    )
    if not rebuild:
        try:
            mended = mend(store, encoder)
        except BaseException:
            store.close()
            raise
        log.info("collection opened", encoder=encoder.name, **asdict(mended))
    return Resources(settings, store, encoder, language_model(settings))


class Collection:
    """The resources of an application: given to it, or opened by it while it already answers probes."""

    def __init__(self, source: Resources | Settings, prepare: Callable[[Resources], None]) -> None:
        """`prepare` is run with what was opened here, before it is shown."""
        self._prepare = prepare
        self.settings = source.settings if isinstance(source, Resources) else source
        self._opened = source if isinstance(source, Resources) else None
        self._failure: FazhiError | None = None
        self._thread: Thread | None = None

    def open(self) -> None:
        """Returns at once."""
        if self._opened is None and self._thread is None:
            self._thread = Thread(target=self._open, name="open-collection", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Closes what open opened; what was given stays the giver's."""
        if self._thread is not None:
            self._thread.join()
            if self._opened is not None:
                self._opened.store.close()
                self._opened = None

    def resources(self) -> Resources:
        """Raises NotReady, or what kept the collection from being opened."""
        if self._opened is not None:
            return self._opened
        raise self._failure or NotReady("正在打开报告库、载入嵌入模型，请稍候重试。")

    def count_reports(self) -> int:
        """Reads the catalog. Raises as resources does, and StorageUnavailable."""
        return len(self.resources().store.catalog.reports())

    def _open(self) -> None:
        opened: Resources | None = None
        try:
            opened = open_resources(self.settings)
            self._prepare(opened)
            self._opened = opened
        except FazhiError as error:
            log.error("collection not opened", error=type(error).__name__, detail=str(error))
            self._failure = error
        except Exception:
            log.exception("collection not opened")
            self._failure = NotReady("打开报告库时出错，原因见日志。")
        finally:
            if opened is not None and self._opened is None:
                opened.store.close()
