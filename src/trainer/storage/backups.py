"""Copies of the database: each made whole beside the others, proved to open, and then given its name."""

import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from trainer.app.ports import BackupFacts, BackupKind
from trainer.storage.database import check, connect
from trainer.storage.disk import replace_durably

__all__ = ["BackupFolder", "UnsoundBackupError"]

STAMP: Final = "%Y%m%dT%H%M%S.%fZ"
NAME: Final = re.compile(r"puente-(?P<stamp>\d{8}T\d{6}\.\d{6}Z)-(?P<kind>[a-z-]+)\.db")
DRAFT: Final = ".part"

KEPT: Final = {BackupKind.DAILY: 7, BackupKind.BEFORE_UPGRADE: 5}
"""How many of a kind are kept. What somebody asked for is never deleted by the program."""


class UnsoundBackupError(Exception):
    """The copy is not whole. It was not given a name; the records themselves may be damaged."""


class BackupFolder:
    """The backups of one data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self, file: Path, kind: BackupKind, moment: datetime) -> BackupFacts:
        """Copy the database in `file`, prove that the copy opens and is whole, and keep it.

        Others may write meanwhile; the copy is of one moment. Raises `UnsoundBackupError`, or what SQLite and
        the system raise; nothing is kept then.
        """
        self.folder.mkdir(exist_ok=True)
        self.clear_drafts()
        target = self.folder / f"puente-{moment.astimezone(UTC).strftime(STAMP)}-{kind.value}.db"
        draft = target.with_name(target.name + DRAFT)
        try:
            _copy(file, draft)
            if not is_whole(draft):
                raise UnsoundBackupError(str(draft))
            replace_durably(draft, target)
        finally:
            self.clear_drafts()
        self._forget_old(kind)
        return _facts(target, kind, moment)

    def list(self) -> tuple[BackupFacts, ...]:
        """Return the backups, newest first."""
        if not self.folder.is_dir():
            return ()
        found = []
        for path in self.folder.iterdir():
            name = NAME.fullmatch(path.name)
            if name is not None and name["kind"] in set(BackupKind):
                moment = datetime.strptime(name["stamp"], STAMP).replace(tzinfo=UTC)
                found.append(_facts(path, BackupKind(name["kind"]), moment))
        return tuple(sorted(found, key=lambda each: each.made_at, reverse=True))

    def newest_good(self) -> BackupFacts | None:
        """Return the newest backup that is whole; None where there is none."""
        return next((each for each in self.list() if is_whole(each.path)), None)

    def clear_drafts(self) -> None:
        """Remove what was left half made, with what SQLite keeps beside it."""
        for draft in self.folder.glob(f"*{DRAFT}*"):
            draft.unlink(missing_ok=True)

    def _forget_old(self, kind: BackupKind) -> None:
        of_kind = [each for each in self.list() if each.kind is kind]
        for old in of_kind[KEPT.get(kind, len(of_kind)) :]:
            old.path.unlink(missing_ok=True)


def is_whole(file: Path) -> bool:
    """Tell whether a file is a database of records, whole in every page, index and reference."""
    try:
        with connect(file, frozen=True) as connection:
            connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return check(connection, thorough=True)
    except sqlite3.Error:
        return False


def _copy(file: Path, draft: Path) -> None:
    with connect(file) as source, connect(draft, fresh=True) as copy:
        source.backup(copy)
        # One file that needs no other beside it.
        copy.execute("PRAGMA journal_mode = DELETE").fetchone()


def _facts(path: Path, kind: BackupKind, moment: datetime) -> BackupFacts:
    return BackupFacts(name=path.name, path=path, made_at=moment, kind=kind, size=path.stat().st_size)
