"""Reads what a backup or the present records hold, to tell what a return to the backup would change."""

import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from trainer.app.backup_contents import NotABackupFault, RecordedContents
from trainer.app.faults import NewerRecordsFault
from trainer.storage.backups import is_whole
from trainer.storage.database import connect
from trainer.storage.head import HEAD

__all__ = ["read_backup", "read_present"]


def read_backup(file: Path) -> RecordedContents:
    """Return what a backup holds, once it has proved to be whole.

    Raises `NotABackupFault`, or `NewerRecordsFault` where a newer version made it.
    """
    if not file.is_file() or not is_whole(file):
        raise NotABackupFault(file)
    try:
        with connect(file, frozen=True) as connection:
            revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            if revision is None:
                raise NotABackupFault(file)
            if str(revision[0]) > HEAD:
                raise NewerRecordsFault(file)
            return _read(connection)
    except sqlite3.Error as error:
        raise NotABackupFault(file) from error


def read_present(file: Path) -> RecordedContents | None:
    """Return what the records hold now; None where there are none that could be read."""
    if not file.is_file():
        return None
    with suppress(sqlite3.Error), connect(file) as connection:
        return _read(connection)
    return None


def _read(connection: sqlite3.Connection) -> RecordedContents:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    people = dict(connection.execute("SELECT id, name FROM trainees"))
    attempts = frozenset(each for (each,) in connection.execute("SELECT id FROM attempts"))
    certificates = frozenset[str]()
    if "certificates" in tables:  # the first versions issued none
        certificates = frozenset(each for (each,) in connection.execute("SELECT id FROM certificates"))
    (last,) = connection.execute("SELECT max(started_at) FROM attempts").fetchone()
    return RecordedContents(people, attempts, certificates, None if last is None else _moment(last))


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
