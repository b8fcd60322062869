"""The data folder: who may write in it, and what its failures mean to the user."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from vectorstore.errors import FazhiError, IndexCorrupt, StorageFull, StorageInUse, StorageUnavailable

LOCK_FILE = "in-use.lock"
WRITE_LOCK_FILE = "writing.lock"
OPENING_LOCK_FILE = "opening.lock"

FREE_BYTES_NEEDED = 32 * 2**20
"""Refuse to start a write with less than this: a disk that fills in the middle of one costs a repair, this costs
nothing. A batch of reports takes about 10 MB in the catalog, the vectors and the words together."""

WRITE_WAIT_SECONDS = 120.0
"""Another worker holds the write lock for one batch: seconds. Only a whole reindex takes longer."""

FULL_SIGNS = ("no space left", "disk is full", "os error 28", "(code: 13)", "disk quota exceeded")
CLOSED_SIGNS = ("permission denied", "os error 13", "os error 30", "read-only", "readonly database", "unable to open")


def storage_full(place: str) -> StorageFull:
    return StorageFull(f"磁盘空间不足，{place}无法写入；已入库的报告没有变化。请腾出磁盘空间后重试。")


def storage_closed(place: str, error: BaseException) -> StorageUnavailable:
    return StorageUnavailable(f"{place}无法读写，请检查目录是否存在、权限是否足够、是否只读。（{error}）")


def storage_fault(error: BaseException, place: str) -> StorageFull | StorageUnavailable | None:
    """What is behind an engine's error: a full disk, a place that may not be read or written, or (None) neither.

    The engines pass the operating system's error on as text only, so that the text has to be read.
    """
    text = str(error).lower()
    number = error.errno if isinstance(error, OSError) else None
    if number in {errno.ENOSPC, errno.EDQUOT} or any(sign in text for sign in FULL_SIGNS):
        return storage_full(place)
    if isinstance(error, OSError) or any(sign in text for sign in CLOSED_SIGNS):
        return storage_closed(place, error)
    return None


def is_engine_error(error: BaseException) -> bool:
    """True for what an engine may raise at a broken file: of Exceptions all but those of our own mistakes, and a panic
    of its Rust part, which derives from BaseException in a module that cannot be imported.
    """
    mistakes = (TypeError, NameError, AssertionError, UnicodeError)
    return type(error).__name__ == "PanicException" or (
        isinstance(error, Exception) and not isinstance(error, mistakes)
    )


def index_corrupt(place: Path | str) -> IndexCorrupt:
    return IndexCorrupt(f"索引 {place} 已损坏，无法读取。报告本身没有丢失：运行 fazhi reindex 即可重建索引。")


def discard(folder: Path) -> None:
    """Removes a derived index, whatever is in its place. Raises StorageUnavailable."""
    try:
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder)
        else:
            folder.unlink(missing_ok=True)
    except OSError as error:
        raise storage_fault(error, f"索引目录 {folder} ") or error from error


def prepare_folder(folder: Path) -> None:
    """Raises StorageFull or StorageUnavailable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise storage_fault(error, f"数据目录 {folder} ") or error from error


def require_free_space(folder: Path) -> None:
    if shutil.disk_usage(folder).free < FREE_BYTES_NEEDED:
        raise storage_full(f"数据目录 {folder} ")


class FolderLock:
    """Held for as long as a process has the folder open with an embedded Chroma, which bears no second process."""

    def __init__(self, folder: Path) -> None:
        # Not per thread: a server opens the store in one thread and closes it in another.
        self._lock = FileLock(folder / LOCK_FILE, thread_local=False)
        try:
            self._lock.acquire(blocking=False)
        except Timeout as error:
            raise StorageInUse(
                f"数据目录 {folder} 正被另一个 fazhi 进程使用。"
                "如果 fazhi serve 正在运行，请通过它的网址提问或上传报告，或者先停止它；"
                "需要多个进程同时使用时，请运行 chroma run，并把 CHROMA_URL 设为它的地址。"
            ) from error
        except OSError as error:
            raise storage_fault(error, f"数据目录 {folder} ") or error from error

    def release(self) -> None:
        self._lock.release()


@contextmanager
def write_lock(folder: Path) -> Iterator[None]:
    """One writer at a time in a folder, over threads and processes; the system frees it when a process dies.

    Raises StorageInUse after WRITE_WAIT_SECONDS.
    """
    with _turn(folder, WRITE_LOCK_FILE, "另一个进程正在写入数据（例如 fazhi reindex），请等它完成后重试。"):
        yield


@contextmanager
def opening_lock(folder: Path) -> Iterator[None]:
    """One process at a time makes the database: SQLite does not wait for another that is turning its file to WAL.

    Raises StorageInUse after WRITE_WAIT_SECONDS.
    """
    with _turn(folder, OPENING_LOCK_FILE, "另一个进程正在打开数据目录，请稍后重试。"):
        yield


@contextmanager
def _turn(folder: Path, name: str, otherwise: str) -> Iterator[None]:
    lock = FileLock(folder / name, timeout=WRITE_WAIT_SECONDS)
    try:
        lock.acquire()
    except Timeout as error:
        raise StorageInUse(otherwise) from error
    except OSError as error:
        raise storage_fault(error, f"数据目录 {folder} ") or error from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def engine_errors(place: str, otherwise: FazhiError) -> Iterator[None]:
    """Turns whatever an engine raises into StorageFull, StorageUnavailable or else the given error."""
    try:
        yield
    except FazhiError:
        raise
    except BaseException as error:
        if not is_engine_error(error):
            raise
        raise storage_fault(error, place) or otherwise from error
