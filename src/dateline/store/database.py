"""The connection: open or refuse a file, bring its schema up to date, and run transactions."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from dateline.errors import StoreError

__all__ = ["CACHE_KIB", "LOCK_SECONDS", "connect", "explained", "transaction"]

APPLICATION_ID = 0x44544C4E
"""``DTLN``: marks the file as ours, so that another program's database is never written to."""
LOCK_SECONDS = 10.0
"""How long to wait for another writer. One document's transaction takes milliseconds; a longer hold is a
long-running program that the user must know about."""
TRY_AGAIN_SECONDS = 0.005
"""Between two tries to get the lock. SQLite's own waiting grows to a tenth of a second between two looks, and
sleeps through the moments between the transactions of a run."""
CACHE_KIB = 65_536
"""Pages kept in memory. With the 2 MB that SQLite takes by itself, a million rows under hashed ids read each
page of an index hundreds of times."""
_MIGRATION = re.compile(r"(\d{4})_\w+\.sql")


def connect(
    path: Path, *, create: bool = True, lock_seconds: float = LOCK_SECONDS, cache_kib: int = CACHE_KIB
) -> sqlite3.Connection:
    """An open connection in WAL mode with foreign keys on and the newest schema.

    Raises:
        StoreError: the file cannot be opened, is no store, is of a newer version, or is locked.
    """
    if not create and not path.exists():
        raise StoreError(f"there is no store at {path}; make one with `dateline code PATH... --db {path}`")
    with explained(path):
        connection = sqlite3.connect(path, timeout=lock_seconds, isolation_level=None)
        try:
            _refuse_foreign(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            # In WAL mode NORMAL keeps the file whole through a kill; a power cut may lose the last documents.
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA cache_size = {-cache_kib}")
            _migrate(connection)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def explained(path: Path | str) -> Iterator[None]:
    """Turns SQLite's errors into :class:`StoreError`, with what to try."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        problem = str(error)
        if "locked" in problem or "busy" in problem:
            advice = "another program is writing to it; wait until it has ended and run the command again"
        elif "not a database" in problem or "malformed" in problem:
            advice = "it is not a Dateline store, or it is damaged; give another file with --db"
        elif "readonly" in problem or "read-only" in problem:
            advice = "it cannot be written to; copy it to a folder of your own"
        else:
            advice = "check that its folder exists, can be written to and has space left"
        raise StoreError(f"{path}: {problem}; {advice}") from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing; takes the write lock at once, so that no rival writer can fail it halfway."""
    _begin(connection)
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _begin(connection: sqlite3.Connection) -> None:
    """``BEGIN IMMEDIATE``, tried often for as long as the connection waits for a lock."""
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    until = time.monotonic() + patience / 1000
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                    raise
                time.sleep(TRY_AGAIN_SECONDS)
            else:
                return
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if tables and application != APPLICATION_ID:
        raise StoreError(f"{path} is a database of another program; give another file with --db")
    newest = max(_migrations())
    if version > newest:
        raise StoreError(
            f"{path} has schema version {version}, this Dateline reads up to {newest}; "
            "install the newer Dateline that wrote it"
        )


def _migrations() -> dict[int, str]:
    """Version -> SQL, from the numbered files beside this module."""
    found = {}
    for entry in files("dateline.store").joinpath("schema").iterdir():
        if name := _MIGRATION.fullmatch(entry.name):
            found[int(name[1])] = entry.read_text(encoding="utf-8")
    return found


def _migrate(connection: sqlite3.Connection) -> None:
    """Forward only, all missing versions in one transaction."""
    migrations = _migrations()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == max(migrations):
        return
    with transaction(connection):
        # Read again under the lock: another process may just have done it.
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for number in sorted(number for number in migrations if number > version):
            for statement in _statements(migrations[number]):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _statements(script: str) -> Iterator[str]:
    """The single statements of ``script``; ``executescript`` would commit the transaction around it."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
