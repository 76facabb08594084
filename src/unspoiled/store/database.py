"""One connection to a library's SQLite file, with its errors put into our words.

WAL, so that many may read while one writes. `synchronous=FULL`: a `kill -9` loses
nothing acknowledged with NORMAL either, but a power cut could; batches are large, so
that the one flush a transaction costs does not show. A library in a folder that this
user cannot write to is opened read-only, and where SQLite cannot even make its shared
memory file there, as an immutable file, which ignores no changes: there are none.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import tempfile
import threading
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from ..errors import (
    InputError,
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryFull,
    LibraryReadOnly,
)

Row = tuple[Any, ...]
Values = Sequence[Any]

CACHE_KIB: Final = 64 * 1024
LOG_BYTES: Final = 64 << 20
BUSY_SECONDS: Final = 10
NEARLY_FULL: Final = 1 << 20
"""With less room than this (bytes) an input/output error means a full disk."""

_FULL: Final = {sqlite3.SQLITE_FULL}
_READ_ONLY: Final = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
}
_DAMAGED: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_BUSY: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_ERRORS: Final = (sqlite3.Error, UnicodeEncodeError)


class Database:
    """A connection; calls are safe from any thread, one at a time."""

    def __init__(self, file: Path, connection: sqlite3.Connection, *, writable: bool):
        self.file, self.writable = file, writable
        self.writes = 0
        """Grows with every statement that writes."""
        self._connection = connection
        self._lock = threading.RLock()
        self._owner: int | None = None

    @property
    def in_transaction(self) -> bool:
        """Whether this very thread is in a transaction."""
        return self._owner == threading.get_ident()

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """All rows of a query."""
        with self._lock:
            try:
                return self._connection.execute(sql, values).fetchall()
            except _ERRORS as error:
                raise translate(error, self.file) from error

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row of a query."""
        with self._lock:
            try:
                found: Row | None = self._connection.execute(sql, values).fetchone()
                return found
            except _ERRORS as error:
                raise translate(error, self.file) from error

    def value(self, sql: str, values: Values = ()) -> Any:
        """The first column of the first row; None where there is none."""
        row = self.row(sql, values)
        return None if row is None else row[0]

    def column(self, sql: str, values: Values = ()) -> list[Any]:
        """The first column of all rows."""
        return [row[0] for row in self.rows(sql, values)]

    def run(self, sql: str, values: Values = ()) -> int:
        """Run a statement that writes; the id of the row it inserted."""
        with self._lock:
            self.writes += 1
            try:
                return self._connection.execute(sql, values).lastrowid or 0
            except _ERRORS as error:
                raise translate(error, self.file) from error

    def run_many(self, sql: str, rows: Sequence[Values]) -> None:
        """Run a statement once for each row of values."""
        if not rows:
            return
        with self._lock:
            self.writes += 1
            try:
                self._connection.executemany(sql, rows)
            except _ERRORS as error:
                raise translate(error, self.file) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; an inner one joins the outer."""
        if self.in_transaction:
            yield
            return
        with self._lock:
            self.run("BEGIN IMMEDIATE")
            self._owner = threading.get_ident()
            try:
                yield
                self.run("COMMIT")
            except BaseException:
                self._rollback()
                raise
            finally:
                self._owner = None
                self.writes += 1

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several reads of one and the same state."""
        with self._lock:
            if self._connection.in_transaction:
                yield
                return
            self.row("BEGIN")
            try:
                self.value("SELECT count(*) FROM library")  # from here on it stands
                yield
            finally:
                self._rollback()

    def state(self) -> tuple[int, int]:
        """Differs from an earlier one where anybody has written in between."""
        return int(self.value("PRAGMA data_version")), self.writes

    def close(self) -> None:
        with self._lock:
            try:
                self._connection.close()
            except _ERRORS as error:
                raise translate(error, self.file) from error

    def _rollback(self) -> None:
        # a failed COMMIT may have rolled back by itself
        if self._connection.in_transaction:
            try:
                self._connection.execute("ROLLBACK")
            except sqlite3.Error:
                pass


def translate(error: Exception, file: Path) -> Exception:
    """What went wrong with the library, in words for its owner."""
    library = file.parent
    if isinstance(error, UnicodeEncodeError):
        return InputError("a text holds characters that are not valid Unicode")
    code = getattr(error, "sqlite_errorcode", None)
    base = None if code is None else code & 0xFF
    if base in _FULL or (base == sqlite3.SQLITE_IOERR and is_full(library)):
        return LibraryFull(library)
    if base in _READ_ONLY:
        return LibraryReadOnly(library)
    if base in _BUSY:
        return LibraryBusy(library, "another process")
    if base in _DAMAGED or isinstance(error, sqlite3.OperationalError):
        return LibraryDamaged(library, str(error))
    return error


def translate_os(error: OSError | ValueError, library: Path) -> LibraryError | None:
    """The same for errors of files; None where it is none of the library's."""
    code = getattr(error, "errno", None)
    full = code in (errno.ENOSPC, errno.EDQUOT) or "os error 28" in str(error)
    if full or "No space left" in str(error):
        return LibraryFull(library)
    if code in (errno.EACCES, errno.EPERM, errno.EROFS):
        return LibraryReadOnly(library)
    return None


def is_full(folder: Path) -> bool:
    """Whether the disk that holds a folder has no room left to speak of."""
    try:
        return shutil.disk_usage(folder).free < NEARLY_FULL
    except OSError:
        return False


# --- opening ----------------------------------------------------------------------


def connect(file: Path, *, write: bool) -> Database:
    """Open (and, for writing, create) a library's file; see the module's head."""
    ways = []
    if write and (not file.exists() or os.access(file, os.W_OK)):
        ways += [_read_write]  # SQLite opens a file it may not write to all the same
    if file.exists():
        ways += [_read_shared, _read_still, _read_copy]
    problem: sqlite3.Error | None = None
    for way in ways:
        try:
            return way(file)
        except sqlite3.OperationalError as error:
            problem = problem or error
        except sqlite3.DatabaseError as error:
            raise translate(error, file) from error
    assert problem is not None
    raise _cannot_open(problem, file) from problem


def _cannot_open(problem: sqlite3.Error, file: Path) -> Exception:
    if getattr(problem, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CANTOPEN:
        if is_full(file.parent):
            return LibraryFull(file.parent)
        return LibraryReadOnly(file.parent)
    return translate(problem, file)


def _read_write(file: Path) -> Database:
    if not file.exists():
        with suppress(OSError):  # SQLite itself will say what is wrong
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))  # nobody else's
    connection = _plain(file, "rwc")
    try:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA journal_size_limit = {LOG_BYTES:d}")
        _tune(connection)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return Database(file, connection, writable=True)


def _read_shared(file: Path) -> Database:
    return _read_only(file, "ro")


def _read_still(file: Path) -> Database:
    """As a file that nobody changes; only if no change waits in a log beside it."""
    log = file.with_name(file.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise sqlite3.OperationalError("a log waits beside the file")
    return _read_only(file, "ro&immutable=1")


def _read_copy(file: Path) -> Database:
    """A copy that takes in the log, for a folder where neither can be shared."""
    folder = Path(tempfile.mkdtemp(prefix="unspoiled-"))
    try:
        for name in (file.name, file.name + "-wal"):
            if (source := file.with_name(name)).exists():
                shutil.copyfile(source, folder / name)
        db = _read_only(folder / file.name, "rw")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    db.file = file
    weakref.finalize(db, shutil.rmtree, folder, True)
    return db


def _read_only(file: Path, mode: str) -> Database:
    connection = _plain(file, mode)
    try:
        _tune(connection)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return Database(file, connection, writable=False)


def _plain(file: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"file:{quote(str(file.absolute()))}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_SECONDS,
    )


def _tune(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB:d}")
    connection.execute("PRAGMA temp_store = MEMORY")
