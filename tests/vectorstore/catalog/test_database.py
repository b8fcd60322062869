"""What the database's errors mean to the user: by SQLite's result code, not by its words."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from vectorstore.catalog.database import database_errors, database_url, open_engine
from vectorstore.errors import FazhiError, StorageFull, StorageInUse, StorageUnavailable


def meaning_of(cause: Exception, folder: Path) -> FazhiError:
    with pytest.raises(FazhiError) as told, database_errors(open_engine(database_url(folder, None))):
        raise OperationalError("SELECT 1", None, cause)
    return told.value


@pytest.mark.parametrize(
    ("code", "meaning", "words"),
    [
        (sqlite3.SQLITE_BUSY, StorageInUse, "另一个进程"),
        (sqlite3.SQLITE_LOCKED, StorageInUse, "另一个进程"),
        (sqlite3.SQLITE_CORRUPT, StorageUnavailable, "已损坏"),
        (sqlite3.SQLITE_NOTADB, StorageUnavailable, "已损坏"),
        (sqlite3.SQLITE_FULL, StorageFull, "磁盘空间不足"),
        (sqlite3.SQLITE_PERM, StorageUnavailable, "无法读写"),
        (sqlite3.SQLITE_READONLY, StorageUnavailable, "无法读写"),
        (sqlite3.SQLITE_READONLY_DBMOVED, StorageUnavailable, "无法读写"),  # an extended code
        (sqlite3.SQLITE_CANTOPEN, StorageUnavailable, "无法读写"),
        (sqlite3.SQLITE_IOERR, StorageUnavailable, "无法访问"),  # with room left on the disk
        (sqlite3.SQLITE_ERROR, StorageUnavailable, "无法访问"),
    ],
)
def test_a_result_code_has_a_meaning(code: int, meaning: type[FazhiError], words: str, tmp_path: Path) -> None:
    cause = sqlite3.OperationalError("in words that nobody reads")
    cause.sqlite_errorcode = code
    told = meaning_of(cause, tmp_path)
    assert type(told) is meaning
    assert words in str(told)


def test_a_duplicate_is_the_catalogs_to_explain(tmp_path: Path) -> None:
    with pytest.raises(IntegrityError), database_errors(open_engine(database_url(tmp_path, None))):
        raise IntegrityError("INSERT", None, sqlite3.IntegrityError())


def test_a_pool_without_connections_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(StorageUnavailable), database_errors(open_engine(database_url(tmp_path, None))):
        raise PoolTimeout
