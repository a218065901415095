"""Where the store lies → an engine that is set up for it; what a database raises → one line."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from dragoman.errors import StoreError, UsageError, first_line

DEFAULT = "dragoman.db"
WAIT_SECONDS = 60
"""How long a writer waits for another one. A transaction takes milliseconds: after this, something else is wrong."""

_WRITING = "dragoman_writing"
# Any number that no other program locks in the same database: "dragoman" as eight bytes.
_LOCK = int.from_bytes(b"dragoman", "big")


def parse_url(given: str | None) -> URL:
    """The URL of a store; a bare path is a SQLite file, None the default one. UsageError for what cannot be one."""
    written = given or DEFAULT
    if "://" not in written:
        return URL.create("sqlite", database=written)
    try:
        url = make_url(written)
    except ArgumentError:
        raise UsageError("--db: is no SQLAlchemy URL and no path") from None
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise UsageError(f"--db: a store is a SQLite file or a PostgreSQL database, not {url.get_backend_name()}")
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise UsageError("--db: a SQLite store is a file; one in memory would be lost with the command")
    return url


def shown(url: URL) -> str:
    """The store's name for a message: the file, or the URL without its password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def open_engine(url: URL) -> Engine:
    """An engine for the URL; nothing is opened yet."""
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS, "check_same_thread": False})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(url, connect_args={"connect_timeout": 10, "application_name": "dragoman"})


def _set_up_sqlite(connection: Any, record: object) -> None:
    # The driver is to begin no transaction by itself: it would begin one that takes the lock too late.
    connection.isolation_level = None
    cursor = connection.cursor()
    _use_wal(cursor)
    # A checkpoint for every 64 MB: pages that are written again and again meanwhile are written back once.
    for pragma in ("wal_autocheckpoint=16000", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-65536"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _use_wal(cursor: Any) -> None:
    """Turn the file to write-ahead logging, which it then remembers."""
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            # For this SQLite does not wait by itself when another process does the same to a new file.
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: one that reads first and then wants to write could be refused for good.
    writing = connection.get_execution_options().get(_WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


# What a writer asks goes by keys, from one row to the next. Left to itself the server would keep to the plans that it
# made while the tables were empty, and look through all of them.
_BY_KEYS = "".join(f" set_config('{name}', 'off', true)," for name in
                   ("enable_seqscan", "enable_hashjoin", "enable_mergejoin", "jit"))  # fmt: skip
# One way to the server and back for all that a transaction begins with.
_TAKE_LOCK = text(
    "SELECT set_config('lock_timeout', :wait, true), set_config('synchronous_commit', :commit, true),"
    f"{_BY_KEYS}"
    " pg_advisory_xact_lock(:key)"
)


@contextmanager
def writing(engine: Engine, repeatable: bool = False) -> Iterator[Connection]:
    """A transaction that alone may write; it is committed when the block ends, and undone when it fails.

    ``repeatable``: what it does will be done again if it is lost, so that a server need not wait for its disk. Where
    its machine fails, the last second may be lost then, whole transactions at a time; a SQLite file always is so.
    """
    with engine.connect().execution_options(**{_WRITING: True}) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            settings = {"wait": f"{WAIT_SECONDS}s", "commit": "off" if repeatable else "on", "key": _LOCK}
            connection.execute(_TAKE_LOCK, settings)
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the store throughout, and cannot write."""
    level = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with engine.connect().execution_options(**level) as connection, connection.begin():
        yield connection


@contextmanager
def one_line(name: str) -> Iterator[None]:
    """Turn what a database raises within the block into a StoreError that names the store."""
    try:
        yield
    except DBAPIError as error:
        reason = first_line(error.orig, "") if isinstance(error.orig, Exception) else ""
        raise StoreError(f"{name}: {reason or type(error).__name__}") from error


def exists(url: URL) -> bool:
    """Whether the store can be there: always, but for a SQLite file that is not."""
    return url.get_backend_name() != "sqlite" or Path(str(url.database)).is_file()
