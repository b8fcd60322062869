"""Opens the catalog's database and gives its errors their meaning."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from vectorstore.errors import FazhiError, StorageInUse, StorageUnavailable
from vectorstore.storage import storage_closed, storage_fault, storage_full

CATALOG_FILE = "catalog.sqlite3"
BUSY_MILLISECONDS = 30_000


def database_url(folder: Path, given: str | None) -> URL:
    """The database that was named, else SQLite in the folder. Raises StorageUnavailable for what is no address."""
    if given is None:
        return URL.create("sqlite", database=str(folder / CATALOG_FILE))
    try:
        return make_url(given)
    except ArgumentError as error:
        raise StorageUnavailable(
            "数据库地址无法识别，应形如 sqlite:////data/catalog.sqlite3 或 postgresql://用户:密码@主机/库名。"
        ) from error


def open_engine(url: URL) -> Engine:
    """Connects nowhere yet. Raises StorageUnavailable where the database's driver is missing."""
    try:
        engine = create_engine(url)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise StorageUnavailable(
            f"没有安装数据库 {url.drivername} 的驱动，请先安装，或改用 sqlite。（{error}）"
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configure_sqlite)
    return engine


def _configure_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    # Lasts in the file, and setting it again would ask for locks.
    if cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        cursor.execute("PRAGMA journal_mode = WAL")
    # FULL, not NORMAL: a report that was confirmed to the user is still there after a power cut.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


@contextmanager
def database_errors(engine: Engine) -> Iterator[None]:
    """Lets IntegrityError through, which the catalog gives a meaning; turns all others into errors of errors.py."""
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        raise _fault(engine, error) from error
    except PoolTimeout as error:
        raise StorageUnavailable("数据库连接都在使用中，请稍后重试。") from error


def _fault(engine: Engine, error: DBAPIError) -> FazhiError:
    url = engine.url
    place = f"目录数据库 {url.render_as_string(hide_password=True)} "
    cause = error.orig or error
    if isinstance(cause, sqlite3.Error):
        # The low byte is SQLite's primary result code.
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        # At the end of a disk SQLite also reports a plain input/output error, where its shared memory file cannot grow.
        if code == sqlite3.SQLITE_IOERR and _no_space_left(url):
            code = sqlite3.SQLITE_FULL
        if code in _SQLITE_FAULTS:
            return _SQLITE_FAULTS[code](place, cause)
    return storage_fault(cause, place) or StorageUnavailable(f"{place}无法访问，请检查地址、权限和磁盘。（{cause}）")


def _in_use(place: str, _: BaseException) -> FazhiError:
    return StorageInUse(f"{place}正被另一个进程写入，请稍后重试。")


def _broken(place: str, _: BaseException) -> FazhiError:
    return StorageUnavailable(f"{place}已损坏，请从备份恢复该文件；没有备份时移走它，再重新导入各报告文件。")


_SQLITE_FAULTS: Mapping[int, Callable[[str, BaseException], FazhiError]] = {
    sqlite3.SQLITE_BUSY: _in_use,
    sqlite3.SQLITE_LOCKED: _in_use,
    sqlite3.SQLITE_CORRUPT: _broken,
    sqlite3.SQLITE_NOTADB: _broken,
    sqlite3.SQLITE_FULL: lambda place, _: storage_full(place),
    sqlite3.SQLITE_PERM: storage_closed,
    sqlite3.SQLITE_READONLY: storage_closed,
    sqlite3.SQLITE_CANTOPEN: storage_closed,
}
"""By primary result code."""


def _no_space_left(url: URL) -> bool:
    return url.database is not None and shutil.disk_usage(Path(url.database).parent).free < 2**20
