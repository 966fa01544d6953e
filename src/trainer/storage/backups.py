"""Copies of the database: each made whole beside the others, proved to open, and then given its name."""

import os
import re
import sqlite3
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from trainer.app.backups import surplus
from trainer.app.ports import BackupFacts, BackupKind
from trainer.storage.database import check, connect
from trainer.storage.disk import replace_durably

__all__ = ["BackupFolder", "UnsoundBackupError", "facts_of", "is_whole"]

STAMP: Final = "%Y%m%dT%H%M%S.%fZ"
NAME: Final = re.compile(r"puente-(?P<stamp>\d{8}T\d{6}\.\d{6}Z)-(?P<kind>[a-z-]+)\.db")
DRAFT: Final = ".part"
BESIDE: Final = ".beside"
"""What a draft is called by that is made beside a window at work, before what every draft is called."""
ABANDONED_AFTER_S: Final = 3_600.0
"""Such a draft that nobody has written to for so long is a killed program's."""

KEPT: Final = {BackupKind.BEFORE_UPGRADE: 5, BackupKind.BEFORE_RESTORE: 5}
"""How many of a kind are kept. Daily ones are thinned; what somebody asked for is never deleted."""

_Shape = tuple[frozenset[tuple[str, ...]], dict[str, int]]
"""What a database is made of, as SQL, and how many rows there are in each table."""


class UnsoundBackupError(Exception):
    """The copy is not whole. It was not given a name; the records themselves may be damaged."""


class BackupFolder:
    """Backups of one data folder.

    `alone` says whether whoever makes them holds the data folder. Who does not may meet a window that makes
    one at the same time, and neither clears away what the other is at.
    """

    def __init__(self, folder: Path, *, alone: bool = True) -> None:
        self.folder = folder
        self._alone = alone

    def make(self, file: Path, kind: BackupKind, moment: datetime) -> BackupFacts:
        """Copy the database in `file`, prove that the copy opens and is whole, and keep it.

        Others may write meanwhile; the copy is of one moment. Raises `UnsoundBackupError`, or what SQLite and
        the system raise; nothing is kept then.
        """
        made = self._keep(file, f"puente-{moment.astimezone(UTC).strftime(STAMP)}-{kind.value}.db")
        self._forget_old(kind)
        return facts_of(made, kind, moment)

    def take(self, backup: BackupFacts) -> None:
        """Copy a backup of another folder here under its name, unless it is here, with the same proof."""
        if not (self.folder / backup.name).exists():
            self._keep(backup.path, backup.name)
            self._forget_old(backup.kind)

    def list(self) -> tuple[BackupFacts, ...]:
        """Return the backups, newest first."""
        if not self.folder.is_dir():
            return ()
        found = []
        for path in self.folder.iterdir():
            name = NAME.fullmatch(path.name)
            if name is not None and name["kind"] in set(BackupKind):
                moment = datetime.strptime(name["stamp"], STAMP).replace(tzinfo=UTC)
                found.append(facts_of(path, BackupKind(name["kind"]), moment))
        return tuple(sorted(found, key=lambda each: each.made_at, reverse=True))

    def newest_good(self) -> BackupFacts | None:
        """Return the newest backup that is whole; None where there is none."""
        return next((each for each in self.list() if is_whole(each.path)), None)

    def clear_drafts(self) -> None:
        """Remove what was left half made, with what SQLite keeps beside it, but for what another is at."""
        latest = time.time() - ABANDONED_AFTER_S
        for draft in self.folder.glob(f"*{DRAFT}*"):
            with suppress(FileNotFoundError):  # the other program is done with it
                mine = self._alone and f"{BESIDE}{DRAFT}" not in draft.name
                if mine or draft.stat().st_mtime < latest:
                    draft.unlink()

    def _keep(self, file: Path, name: str) -> Path:
        self.folder.mkdir(exist_ok=True)
        self.clear_drafts()
        target = self.folder / name
        draft = target.with_name(name + (DRAFT if self._alone else f".{os.getpid()}{BESIDE}{DRAFT}"))
        try:
            copied = _copy(file, draft)
            if not is_whole(draft) or _shape_of(draft) != copied:
                raise UnsoundBackupError(str(draft))
            replace_durably(draft, target)
        finally:
            for left in self.folder.glob(f"{draft.name}*"):
                left.unlink(missing_ok=True)
        return target

    def _forget_old(self, kind: BackupKind) -> None:
        of_kind = [each for each in self.list() if each.kind is kind]
        old = surplus(of_kind) if kind is BackupKind.DAILY else of_kind[KEPT.get(kind, len(of_kind)) :]
        for each in old:
            each.path.unlink(missing_ok=True)


def is_whole(file: Path) -> bool:
    """Tell whether a file is a database of records, whole in every page, index and reference."""
    try:
        with connect(file, frozen=True) as connection:
            connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return check(connection, thorough=True)
    except sqlite3.Error:
        return False


def facts_of(path: Path, kind: BackupKind, moment: datetime) -> BackupFacts:
    """Return what there is to say of a backup that is there."""
    return BackupFacts(name=path.name, path=path, made_at=moment, kind=kind, size=path.stat().st_size)


def _copy(file: Path, draft: Path) -> _Shape:
    """Copy a database as it is at one moment, and return what was copied."""
    with connect(file) as source, connect(draft, fresh=True) as copy:
        source.isolation_level = None
        # What is counted and what is copied are of the same moment, whatever others write meanwhile.
        source.execute("BEGIN")
        shape = _shape(source)
        source.backup(copy)
        source.execute("ROLLBACK")
        # One file that needs no other beside it.
        copy.execute("PRAGMA journal_mode = DELETE").fetchone()
    return shape


def _shape_of(file: Path) -> _Shape:
    with connect(file, frozen=True) as connection:
        return _shape(connection)


def _shape(connection: sqlite3.Connection) -> _Shape:
    made = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    tables = [name for kind, name, *_rest in made if kind == "table"]
    counts = {}
    for table in tables:
        quoted = table.replace('"', '""')
        (counts[table],) = connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()  # noqa: S608 - quoted
    return frozenset(tuple(map(str, each)) for each in made), counts
