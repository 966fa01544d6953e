"""Opening the records of a data folder: alone, whole, and in the schema of this version of the program.

Everything that can stand in the way is found here, before anybody practices: another Puente, a folder that is
gone or cannot be written, a database that is damaged, missing, or of a newer version. Nothing is changed in a
database before it has been looked at, and before an upgrade there is a backup.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from datetime import UTC
from pathlib import Path
from types import ModuleType
from typing import Final

from filelock import FileLock, Timeout

from trainer.app.faults import (
    AlreadyOpenFault,
    Fault,
    FolderMissingFault,
    MissingRecordsFault,
    NewerRecordsFault,
    NothingRecordedFault,
    RecordsDamagedFault,
    RecoverableFault,
)
from trainer.app.ports import BackupFacts, BackupKind, Clock, Identifiers
from trainer.app.record_chain_examination import ChainOrigin
from trainer.storage.backups import STAMP, BackupFolder, UnsoundBackupError
from trainer.storage.chain import begin_chain, head_of
from trainer.storage.database import check, connect, make_engine, writing
from trainer.storage.disk import copy_durably, replace_durably
from trainer.storage.head import HEAD
from trainer.storage.records import SqliteRecords
from trainer.storage.records_file import RecordsFile
from trainer.storage.refusals import explain_os_error, telling

__all__ = ["RecordsFolder"]

LOCK: Final = "puente.lock"
DRAFT: Final = "puente-new.db"
BESIDE: Final = ("-wal", "-shm")
"""What SQLite keeps beside a database."""


class RecordsFolder:
    """Where a data folder keeps its records, and the way to open them."""

    def __init__(
        self,
        data: Path,
        *,
        clock: Clock,
        identifiers: Identifiers,
        revisions: Sequence[ModuleType] | None = None,
    ) -> None:
        self.data = data
        self.file = data / "records" / "puente.db"
        self.backups = BackupFolder(data / "backups")
        self._clock = clock
        self._identifiers = identifiers
        self._revisions = revisions
        # Given back by another thread than the one that took it.
        self._lock = FileLock(data / LOCK, thread_local=False)

    def open(self) -> SqliteRecords:
        """Open the records, and hold the data folder until they are closed.

        Raises a `Fault` that says what stands in the way; a `RecoverableFault` also holds the ways on.
        """
        self._take()
        try:
            self._prepare()
            with self._telling():
                return SqliteRecords(
                    RecordsFile(self.file, self.backups),
                    clock=self._clock,
                    identifiers=self._identifiers,
                    release=self._lock.release,
                )
        except RecoverableFault as fault:
            fault.recovery = self
            self._lock.release()
            raise
        except BaseException:
            self._lock.release()
            raise

    def use_backup(self) -> None:
        """Put the newest good backup in the place of the records; what was there is set aside."""
        self._take()
        try:
            with self._telling():
                backup = self.backups.newest_good()
                if backup is None:
                    raise ValueError("there is no backup that is whole")
                self._put_in_place(self._draft_of(backup.path))
        finally:
            self._lock.release()

    def restore(self, backup: Path) -> BackupFacts | None:
        """Put a backup, known to be whole, in the place of the records.

        What was there is set aside; where it can still be read, it also becomes a backup, which is returned.
        """
        self._take()
        try:
            with self._telling():
                # First: the backup made next may be one too many, and this the oldest.
                draft = self._draft_of(backup)
                before = None
                if self.file.exists():
                    with suppress(UnsoundBackupError, sqlite3.DatabaseError):
                        before = self.backups.make(self.file, BackupKind.BEFORE_RESTORE, self._clock.now())
                self._put_in_place(draft)
                return before
        finally:
            self._lock.release()

    def back_up(self, folder: Path | None = None) -> BackupFacts:
        """Make a backup now, in another folder where one is named. A window may be at work meanwhile.

        Raises a `Fault` that says what stands in the way.
        """
        if not self.file.is_file():
            raise NothingRecordedFault(self.data)
        kept = BackupFolder(self.backups.folder if folder is None else folder, alone=False)
        with telling(self.file, self._damaged):
            try:
                return kept.make(self.file, BackupKind.ON_DEMAND, self._clock.now())
            except UnsoundBackupError as error:
                raise self._damaged() from error

    def begin_empty(self) -> None:
        """Put empty records in the place of the records; what was there is set aside."""
        self._take()
        try:
            with self._telling():
                self.file.parent.mkdir(exist_ok=True)
                draft = self._clear_drafts()
                self._upgrade(draft)
                _make_one_file(draft)
                self._put_in_place(draft)
        finally:
            self._lock.release()

    def _take(self) -> None:
        """Take the data folder for this process alone; the system gives it back, however the process ends."""
        try:
            self.data.mkdir(exist_ok=True)
            self._lock.acquire(blocking=False)
        except Timeout as error:
            raise AlreadyOpenFault(self.data) from error
        except FileNotFoundError as error:
            raise FolderMissingFault(self.data.parent) from error
        except OSError as error:
            raise explain_os_error(error, self.data) from error

    def _prepare(self) -> None:
        """Look at the database, and bring it to the schema of this version."""
        with self._telling():
            self.file.parent.mkdir(exist_ok=True)
            self._clear_drafts()
            revision = self._look()
            if self._revisions is None and revision == HEAD:
                self._probe()
                return
            # Alembic is loaded only where there is something to upgrade (see `head`).
            from trainer.storage.migrations import revision_names  # noqa: PLC0415

            names = revision_names(self._revisions)
            if revision is not None and revision not in names:
                raise NewerRecordsFault(self.file)
            if revision is None and self.backups.list():
                raise self._missing()
            if revision != names[-1]:
                if revision is not None:
                    self._back_up()
                self._upgrade(self.file)
            self._probe()

    def _look(self) -> str | None:
        """Return the revision of the database, None where there are no records in it yet."""
        if not self.file.exists():
            return None
        with connect(self.file) as connection:
            if not check(connection, thorough=False):
                raise self._damaged()
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            if not tables:
                return None
            if "alembic_version" not in tables:
                raise self._damaged()
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            if found is None:
                raise self._damaged()
            return str(found[0])

    def _back_up(self) -> None:
        try:
            self.backups.make(self.file, BackupKind.BEFORE_UPGRADE, self._clock.now())
        except UnsoundBackupError as error:
            raise self._damaged() from error

    def _upgrade(self, file: Path) -> None:
        """Bring a database to the schema of this version in one transaction."""
        from trainer.storage.migrations import upgrade  # noqa: PLC0415 - Alembic, for an upgrade alone

        engine = make_engine(file, references=False)
        try:
            with writing(engine) as connection:
                upgrade(connection, self._revisions)
                dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
                if dangling is not None:
                    raise AssertionError(f"a migration left a row that refers to nothing: {dangling}")
        finally:
            engine.dispose()

    def _probe(self) -> None:
        """Prove that the database can be written, before somebody takes a call."""
        with connect(self.file) as connection:
            connection.isolation_level = None
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")

    def _draft_of(self, backup: Path) -> Path:
        """Copy a backup beside the records, with a chain of its own."""
        self.file.parent.mkdir(exist_ok=True)
        draft = self._clear_drafts()
        copy_durably(backup, draft)
        _chain_anew(draft)
        return draft

    def _put_in_place(self, draft: Path) -> None:
        """Replace the database. What was there has a copy of its own before anything of it is touched."""
        stamp = self._clock.now().astimezone(UTC).strftime(STAMP)
        for suffix in ("", *BESIDE):
            found = self.file.with_name(self.file.name + suffix)
            if found.exists():
                copy_durably(found, self.file.with_name(f"puente-set-aside-{stamp}.db{suffix}"))
        # The old log must be gone before the new database is there: it would be played into it.
        for suffix in BESIDE:
            self.file.with_name(self.file.name + suffix).unlink(missing_ok=True)
        replace_durably(draft, self.file)

    def _clear_drafts(self) -> Path:
        """Remove what a run that was killed left half made, and return where a database can be drafted."""
        self.backups.clear_drafts()
        for pattern in (f"{DRAFT}*", "*.part"):
            for left in self.file.parent.glob(pattern):
                left.unlink(missing_ok=True)
        return self.file.with_name(DRAFT)

    def _telling(self) -> AbstractContextManager[None]:
        return telling(self.file, self._damaged)

    def _damaged(self) -> Fault:
        backup = self.backups.newest_good()
        return RecordsDamagedFault(self.file, None if backup is None else backup.made_at)

    def _missing(self) -> Fault:
        backup = self.backups.newest_good()
        return MissingRecordsFault(self.file, None if backup is None else backup.made_at)


def _chain_anew(draft: Path) -> None:
    """Let restored records go on in a chain of their own.

    What was set aside went on from the same place; two chains with one name could not be told apart when both
    are merged.
    """
    engine = make_engine(draft)
    try:
        with writing(engine) as connection:
            tables = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
            # A backup of a version without chains is chained by its upgrade.
            found = head_of(connection) if "chains" in tables else None
            if found is not None:
                begin_chain(connection, ChainOrigin.RESTORED, found[1].link)
    finally:
        engine.dispose()
    _make_one_file(draft)


def _make_one_file(draft: Path) -> None:
    """Leave a draft that needs no other file beside it."""
    with connect(draft) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
