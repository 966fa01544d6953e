"""How the records are, for the doctor: looked at without changing a byte, even while Puente works on them.

A database that somebody has open is read beside them. One that nobody has open is copied first, with the log
that a killed program may have left beside it: SQLite would bring the two together, and a doctor only looks.
"""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from filelock import FileLock, Timeout

from trainer.app.doctor_facts import RecordsFacts, RecordsState
from trainer.storage.backups import BackupFolder
from trainer.storage.database import PATIENCE, check
from trainer.storage.head import HEAD
from trainer.storage.opening import BESIDE, LOCK
from trainer.storage.refusals import DAMAGE, primary_code

__all__ = ["examine_records"]


def examine_records(data: Path) -> RecordsFacts:
    """Tell how the records of a data folder are, be it locked, missing or damaged. Changes nothing in it."""
    file, backups = data / "records" / "puente.db", BackupFolder(data / "backups")
    in_use = _in_use(data / LOCK)
    try:
        kept = backups.list()
        size = file.stat().st_size if file.is_file() else None
    except OSError as error:
        kept, size, state, fault = (), None, RecordsState.UNREADABLE, error.strerror or str(error)
    else:
        if size is None:
            state, fault = RecordsState.GONE if kept else RecordsState.NONE_YET, ""
        else:
            state, fault = _examine(file, in_use=in_use)
    return RecordsFacts(
        file=file,
        state=state,
        size_bytes=size or 0,
        sqlite=sqlite3.sqlite_version,
        in_use=in_use,
        backups=len(kept),
        newest_backup=kept[0].made_at if kept else None,
        backups_folder=backups.folder,
        fault=fault,
    )


def _in_use(lock: Path) -> bool:
    """Tell whether a program holds the data folder. The lock is tried and at once given back."""
    if not lock.is_file():
        return False
    held = FileLock(lock)
    try:
        held.acquire(blocking=False)
    except Timeout:
        return True
    except OSError:  # a folder that may only be read: nobody works in it
        return False
    held.release()
    return False


def _examine(file: Path, *, in_use: bool) -> tuple[RecordsState, str]:
    try:
        if in_use:
            return _look(f"{file.absolute().as_uri()}?mode=ro"), ""
        with tempfile.TemporaryDirectory(prefix="puente-") as folder:
            copy = Path(folder) / file.name
            for suffix in ("", *BESIDE[:1]):
                beside = file.with_name(file.name + suffix)
                if beside.exists():
                    shutil.copyfile(beside, copy.with_name(copy.name + suffix))
            return _look(f"{copy.as_uri()}?mode=rw"), ""
    except sqlite3.Error as error:
        state = RecordsState.DAMAGED if primary_code(error) in DAMAGE else RecordsState.UNREADABLE
        return state, str(error)
    except OSError as error:
        return RecordsState.UNREADABLE, error.strerror or str(error)


def _look(address: str) -> RecordsState:
    with closing(sqlite3.connect(address, uri=True, timeout=PATIENCE)) as connection:
        if not check(connection, thorough=True):
            return RecordsState.DAMAGED
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if not tables:
            return RecordsState.NONE_YET
        if "alembic_version" not in tables:
            return RecordsState.DAMAGED
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        if found is None:
            return RecordsState.DAMAGED
        revision = str(found[0])
    if revision == HEAD:
        return RecordsState.WHOLE
    # Loaded only where the revision is not this program's own.
    from trainer.storage.migrations import revision_names  # noqa: PLC0415

    return RecordsState.OLDER if revision in revision_names() else RecordsState.NEWER
