"""The database of a data folder, only read: beside an open window, and without the folder's lock.

Nothing is upgraded, settled or repaired on the way; a transaction sees the records of one moment, whatever
the window writes meanwhile.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Select, create_engine
from sqlalchemy.pool import NullPool

from trainer.app.faults import (
    DiskFullFault,
    Fault,
    NewerRecordsFault,
    NoRoomToReadFault,
    NothingRecordedFault,
    RecordsDamagedFault,
)
from trainer.storage.backups import BackupFolder
from trainer.storage.database import PATIENCE
from trainer.storage.head import HEAD
from trainer.storage.refusals import telling

__all__ = ["FIRST_CERTIFIED", "FIRST_CHAINED", "ReadOnlyDatabase", "as_kept", "moment_of"]

FETCHED_AT_ONCE: Final = 5_000

FIRST_CHAINED: Final = "0003"
"""The first revision that chains facts and keeps deeds."""
FIRST_CERTIFIED: Final = "0004"
"""The first revision that keeps certificates."""


class ReadOnlyDatabase:
    """A database that is only read. Raises `NothingRecordedFault` where there is nothing yet."""

    def __init__(self, data: Path) -> None:
        self.path = data / "records" / "puente.db"
        self._backups = BackupFolder(data / "backups")
        if not self.path.is_file():
            raise NothingRecordedFault(data)
        self.engine = create_engine("sqlite+pysqlite://", creator=self._connect, poolclass=NullPool)
        with self.reading() as connection:
            tables = set(connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
            if not tables:
                raise NothingRecordedFault(data)
            if "alembic_version" not in tables:
                raise self._damaged()
            revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        if revision is None:
            raise self._damaged()
        self.revision = str(revision)
        # Facts only ever gain columns, so records of an earlier version read as those of this one.
        if self.revision > HEAD:
            raise NewerRecordsFault(self.path)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a transaction that reads: all of it is of one moment."""
        try:
            with telling(self.path, self._damaged), self.engine.connect() as connection, connection.begin():
                yield connection
        except DiskFullFault as fault:
            raise NoRoomToReadFault(self.path.parent) from fault

    def _connect(self) -> sqlite3.Connection:
        mode = "mode=ro"
        beside = self.path.with_name(f"{self.path.name}-wal")
        if not beside.exists() and not os.access(self.path.parent, os.W_OK):
            # SQLite lays its log beside the file even to read it; where it may not, nobody else can write.
            mode = "mode=ro&immutable=1"
        return sqlite3.connect(f"{self.path.absolute().as_uri()}?{mode}", uri=True, timeout=PATIENCE)

    def _damaged(self) -> Fault:
        backup = self._backups.newest_good()
        return RecordsDamagedFault(self.path, None if backup is None else backup.made_at)


def as_kept(
    connection: Connection, query: Select[*tuple[Any, ...]], **values: object
) -> Iterator[tuple[Any, ...]]:
    """Give the rows of a query as the driver gives them, some at a time, with `values` for what it binds.

    Moments are then texts, and lists too; but many rows are read in half the time or less.
    """
    compiled = query.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})
    parameters = compiled.construct_params(values)
    cursor = connection.connection.cursor()
    cursor.execute(str(compiled), [parameters[name] for name in compiled.positiontup or ()])
    while rows := cursor.fetchmany(FETCHED_AT_ONCE):
        yield from rows
    cursor.close()


def moment_of(written: str) -> datetime:
    """Return a moment as it is kept; the first there is where somebody wrote what is none."""
    try:
        return datetime.fromisoformat(written).replace(tzinfo=UTC)
    except (TypeError, ValueError):
        return datetime.fromtimestamp(0, UTC)
