"""What a refusal of the database or the disk means to a person.

SQLite and the system say it in codes; the fault that is raised in their place says what to do. Whatever is no
fault of the environment passes through, as the defect it is.
"""

import errno
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError

from trainer.app.faults import (
    DiskFullFault,
    Fault,
    FolderMissingFault,
    NotWritableFault,
    RecordsBusyFault,
    WriteFailedFault,
)

__all__ = ["DAMAGE", "explain_os_error", "primary_code", "telling"]

PRIMARY: Final = 0xFF
"""The bits of SQLite's extended result codes that name the family."""

DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
NOT_ALLOWED: Final = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH})
BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})

LEAST_ROOM: Final = 1 << 20
"""With less than this many bytes free, a write that failed failed for want of room."""


@contextmanager
def telling(file: Path, damaged: Callable[[], Fault]) -> Iterator[None]:
    """Raise the fault that a refusal of the database in `file` amounts to.

    `damaged` makes the fault of a damaged database, which needs to know the backups.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        fault = _explain(error, file, damaged)
        if fault is None:
            raise
        raise fault from error
    except OSError as error:
        raise explain_os_error(error, file.parent) from error


def primary_code(error: BaseException) -> int | None:
    """Return SQLite's result code, without its extension; None where the error is not of SQLite's making."""
    original = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(original, "sqlite_errorcode", None)
    return code & PRIMARY if isinstance(code, int) else None


def explain_os_error(error: OSError, folder: Path) -> Fault:
    """Return the fault that a refusal of the system amounts to."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFullFault(folder)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return NotWritableFault(folder)
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return FolderMissingFault(folder)
    return _unnamed(folder)


def _explain(error: BaseException, file: Path, damaged: Callable[[], Fault]) -> Fault | None:
    code = primary_code(error)
    folder = file.parent
    if code in DAMAGE or (code is None and _is_unreadable_text(error)):
        return damaged()
    if code in BUSY:
        return RecordsBusyFault(file)
    if code == sqlite3.SQLITE_FULL:
        return DiskFullFault(folder)
    if code in NOT_ALLOWED or (code == sqlite3.SQLITE_CANTOPEN and folder.is_dir()):
        return NotWritableFault(folder)
    if code in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}:
        return _unnamed(folder)
    return None


def _is_unreadable_text(error: BaseException) -> bool:
    """Tell whether a text in the file is no UTF-8: the one operational error that comes without a code."""
    return isinstance(error.orig if isinstance(error, DBAPIError) else error, sqlite3.OperationalError)


def _unnamed(folder: Path) -> Fault:
    """Return what most likely stands behind a failure that has no name."""
    if not folder.is_dir():
        return FolderMissingFault(folder)
    try:
        room = shutil.disk_usage(folder).free
    except OSError:
        return WriteFailedFault(folder)
    return DiskFullFault(folder) if room < LEAST_ROOM else WriteFailedFault(folder)
