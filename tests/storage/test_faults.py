"""What the environment does to records that are open: each fault is told, and nothing is half written."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from facts import at, attempt, decision, finish, trainee

from trainer.app.faults import (
    DiskFullFault,
    Fault,
    NotWritableFault,
    RecordsBusyFault,
    RecordsDamagedFault,
    WriteFailedFault,
)
from trainer.app.ports import AttemptState, BackupKind, NewAttempt
from trainer.storage import database
from trainer.storage.opening import RecordsFolder
from trainer.storage.records import SqliteRecords

Open = Callable[[], SqliteRecords]

NOBODY = 65534


@pytest.fixture
def going_on(open_records: Open) -> tuple[SqliteRecords, NewAttempt]:
    """Return records with an open call that has one decision."""
    records = open_records()
    who = trainee()
    records.add_trainee(who)
    new = attempt(who)
    records.begin(new)
    records.decide(decision(new, 1))
    return records, new


def pragma(records: SqliteRecords, said: str) -> None:
    """Say something to the connections that the records use: that of decisions, and that of all else."""
    with records.file.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA {said}").close()
    if records.file.decisions._connection is not None:
        records.file.decisions._connection.cursor().execute(f"PRAGMA {said}").close()


def is_sound(file: Path) -> bool:
    with closing(sqlite3.connect(file)) as connection:
        return database.check(connection, thorough=True)


@contextmanager
def without_privileges(*paths: Path) -> Iterator[None]:
    """Take the right to write `paths` from this process, even where it runs as root."""
    is_root = os.geteuid() == 0
    shut = {path: 0o555 if path.is_dir() else 0o444 for path in paths}
    # Whoever has no privileges must still get there: pytest's own folders are closed to others.
    closed = [parent for parent in paths[-1].parents if is_root and not parent.stat().st_mode & 0o001]
    opened = {parent: parent.stat().st_mode | 0o055 for parent in closed}
    modes = {path: path.stat().st_mode for path in (*shut, *opened)}
    for path, mode in {**opened, **shut}.items():
        path.chmod(mode)
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        for path, mode in modes.items():
            path.chmod(mode)


def decide_until_refused(records: SqliteRecords, new: NewAttempt, number: int) -> tuple[int, Fault]:
    """Take decisions until one is refused; return the number of that one, and why."""
    while True:
        try:
            records.decide(decision(new, number))
        except Fault as fault:
            return number, fault
        number += 1


def test_a_full_disk_is_told_and_leaves_the_attempt_as_it_was(
    going_on: tuple[SqliteRecords, NewAttempt], folder: RecordsFolder
) -> None:
    records, new = going_on
    pragma(records, "wal_checkpoint(TRUNCATE)")
    pragma(records, "max_page_count = 1")
    refused, fault = decide_until_refused(records, new, 2)
    assert isinstance(fault, DiskFullFault)
    assert "Free some space" in str(fault)
    with pytest.raises(DiskFullFault):
        records.begin(attempt(records.trainees()[0], 50, source=b"x" * 100_000))
    assert [each.number for each in records.decisions(new.id)] == list(range(1, refused))
    assert len(records.attempts(new.trainee)) == 1
    assert is_sound(folder.file)
    pragma(records, "max_page_count = 1000000")
    records.decide(decision(new, refused))


def test_a_last_decision_that_finds_no_room_does_not_end_the_attempt(
    going_on: tuple[SqliteRecords, NewAttempt],
) -> None:
    records, new = going_on
    pragma(records, "max_page_count = 1")
    number, _ = decide_until_refused(records, new, 2)
    with pytest.raises(DiskFullFault):
        records.finish(decision(new, number), finish(99))
    facts = records.attempt(new.id)
    assert (facts.state, facts.decisions) == (AttemptState.OPEN, number - 1)
    pragma(records, "max_page_count = 1000000")
    records.finish(decision(new, number), finish(99))
    assert records.attempt(new.id).finish == finish(99)


def test_a_disk_that_refuses_to_write_is_told_and_nothing_is_half_written(
    going_on: tuple[SqliteRecords, NewAttempt], folder: RecordsFolder
) -> None:
    resource = pytest.importorskip("resource")
    records, new = going_on
    log = folder.file.with_name("puente.db-wal")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 60_000, limits[1]))
    try:
        refused, fault = decide_until_refused(records, new, 2)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert isinstance(fault, WriteFailedFault | DiskFullFault)
    assert refused > 2
    assert records.attempt(new.id).decisions == refused - 1
    records.decide(decision(new, refused))
    assert is_sound(folder.file)


def test_no_room_for_a_backup_is_told_and_leaves_no_half_backup(
    going_on: tuple[SqliteRecords, NewAttempt], folder: RecordsFolder
) -> None:
    resource = pytest.importorskip("resource")
    records, _ = going_on
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises((WriteFailedFault, DiskFullFault)):
            records.backup(BackupKind.ON_DEMAND)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(folder.backups.folder.iterdir()) == []
    records.backup(BackupKind.ON_DEMAND)


def test_records_that_may_not_be_written_are_told_at_the_start(
    open_records: Open, folder: RecordsFolder
) -> None:
    records = open_records()
    records.close_file()
    shutil.rmtree(folder.backups.folder, ignore_errors=True)
    folder.data.joinpath("puente.lock").chmod(0o666)
    with (
        without_privileges(folder.file, folder.file.parent),
        pytest.raises(NotWritableFault, match="account"),
    ):
        folder.open()


def test_a_data_folder_that_may_not_be_written_is_told_at_the_start(folder: RecordsFolder) -> None:
    folder.data.mkdir()
    with without_privileges(folder.data), pytest.raises(NotWritableFault, match="cannot be written"):
        folder.open()
    assert list(folder.data.iterdir()) == []


def test_a_program_that_holds_the_records_is_told_of(
    going_on: tuple[SqliteRecords, NewAttempt], folder: RecordsFolder
) -> None:
    records, new = going_on
    pragma(records, "busy_timeout = 20")
    with closing(sqlite3.connect(folder.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordsBusyFault, match="Another program"):
            records.decide(decision(new, 2))
        with pytest.raises(RecordsBusyFault):
            records.finish(decision(new, 2), finish(21))
        other.execute("ROLLBACK")
    records.finish(decision(new, 2), finish(21))
    assert records.attempt(new.id).decisions == 2


def test_a_program_that_holds_the_records_is_told_of_at_the_start(
    open_records: Open, folder: RecordsFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_records().close_file()
    monkeypatch.setattr(database, "PATIENCE", 0.02)
    with closing(sqlite3.connect(folder.file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(RecordsBusyFault):
            folder.open()
    assert list(open_records().trainees()) == []


def test_damage_that_shows_only_later_is_told_with_the_backup(
    going_on: tuple[SqliteRecords, NewAttempt], folder: RecordsFolder
) -> None:
    records, new = going_on
    made = records.backup(BackupKind.ON_DEMAND)
    pragma(records, "wal_checkpoint(TRUNCATE)")
    records.file.decisions.close()
    records.file.engine.dispose()
    content = folder.file.read_bytes()
    with folder.file.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (len(content) - 4096))
    with pytest.raises(RecordsDamagedFault) as told:
        records.decisions(new.id)
    assert told.value.backup == made.made_at
    assert told.value.recovery is None


@pytest.mark.parametrize(
    "nonsense",
    [
        "UPDATE decisions SET mood = 4",
        "UPDATE decisions SET empathy_earned = 3, empathy_available = 2",
        "UPDATE decisions SET critical = 'rude'",
        "UPDATE attempts SET use = 'fun'",
        "UPDATE attempts SET branch_length = 1",
        "UPDATE attempts SET trainee_id = 'nobody'",
        (
            "INSERT INTO endings (attempt_id, state, at, reasons, critical)"
            " SELECT id, 'finished', started_at, '[]', '[]' FROM attempts"
        ),
        "INSERT INTO signs (id, attempt_id, kind, at) SELECT 's', id, 'asleep', started_at FROM attempts",
        "DELETE FROM sources",
    ],
)
def test_the_database_itself_refuses_nonsense(
    going_on: tuple[SqliteRecords, NewAttempt], nonsense: str
) -> None:
    records, _ = going_on
    with records.file.engine.connect() as connection, pytest.raises(Exception, match="constraint failed"):
        connection.exec_driver_sql(nonsense)


def test_a_moment_without_a_zone_is_a_defect_not_a_fault(open_records: Open) -> None:
    records = open_records()
    who = trainee()
    records.add_trainee(who)
    new = attempt(who)
    records.begin(new)
    with pytest.raises(Exception, match="aware of its zone") as raised:
        records.interrupt(new.id, at(5).replace(tzinfo=None))
    assert not isinstance(raised.value, Fault)
