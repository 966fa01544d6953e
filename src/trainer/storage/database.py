"""The connection to SQLite, so set that what was committed survives a power cut.

Write-ahead log, `synchronous=FULL`, foreign keys on. Transactions are begun by us and not by the driver, so
that schema changes are part of them, and writers take their turn at the beginning instead of failing in the
middle.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

__all__ = ["PRAGMAS", "check", "connect", "make_engine", "writing"]

PATIENCE: Final = 5.0
"""Seconds to wait for another program that holds the database."""

PRAGMAS: Final = (
    f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA trusted_schema = OFF",
)
"""Set on every connection. `fullfsync` is for macOS, where a plain fsync does not reach the disk."""

WRITING: Final = "puente_writing"
"""The execution option of a transaction that will write."""


def make_engine(file: Path, *, references: bool = True) -> Engine:
    """Return an engine on a file. Nothing is opened before it is used.

    Without `references`, foreign keys are not enforced: for changing tables that others refer to.
    """
    engine = create_engine(URL.create("sqlite+pysqlite", database=str(file)))
    pragmas = (*PRAGMAS, f"PRAGMA foreign_keys = {'ON' if references else 'OFF'}")

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(pragma).close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        wanted = "BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITING) else "BEGIN"
        connection.exec_driver_sql(wanted)

    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a transaction that writes: durable when the block ends, undone where it fails."""
    with engine.connect() as connection:
        connection.execution_options(**{WRITING: True})
        with connection.begin():
            yield connection


@contextmanager
def connect(file: Path, *, frozen: bool = False, fresh: bool = False) -> Iterator[sqlite3.Connection]:
    """Give a plain connection, for looking at a file without changing how it is kept.

    A `frozen` file is one that nobody writes, such as a backup: nothing is laid beside it. A `fresh` one is
    made; else it must be there.
    """
    mode = "mode=ro&immutable=1" if frozen else "mode=rwc" if fresh else "mode=rw"
    address = f"{file.absolute().as_uri()}?{mode}"
    with closing(sqlite3.connect(address, uri=True, timeout=PATIENCE)) as connection:
        yield connection


def check(connection: sqlite3.Connection, *, thorough: bool) -> bool:
    """Tell whether a database is whole; `thorough` looks at its indexes and references too."""
    (verdict,) = connection.execute(
        "PRAGMA integrity_check(1)" if thorough else "PRAGMA quick_check(1)"
    ).fetchone()
    if verdict != "ok":
        return False
    return not thorough or connection.execute("PRAGMA foreign_key_check").fetchone() is None
