import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from facts import trainee
from fake_time import FakeClock, FakeIdentifiers

from trainer.app.faults import (
    AlreadyOpenFault,
    FolderMissingFault,
    MissingRecordsFault,
    NewerRecordsFault,
    RecordsDamagedFault,
    RecoverableFault,
)
from trainer.app.ports import BackupKind, Trainee
from trainer.storage.opening import RecordsFolder
from trainer.storage.records import SqliteRecords

Open = Callable[[], SqliteRecords]
Played = Callable[[SqliteRecords], Trainee]


def everything(records: SqliteRecords) -> object:
    """Return all that records hold, for comparing."""
    people = records.trainees()
    attempts = [each for person in people for each in records.attempts(person.id)]
    return people, attempts, records.decisions_of([each.id for each in attempts])


def scribble(file: Path) -> None:
    """Damage a database in the middle, as a failing disk does; its size stays."""
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[4096:middle] = b"\xa5" * (middle - 4096)
    file.write_bytes(bytes(content))


def test_a_fresh_folder_gets_records_that_last(open_records: Open, folder: RecordsFolder) -> None:
    who = trainee()
    open_records().add_trainee(who)
    assert list(open_records().trainees()) == [who]
    assert folder.file.is_file()


def test_every_commit_is_made_to_last(open_records: Open) -> None:
    records = open_records()
    with records.file.engine.connect() as connection:
        asked = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "fullfsync")
        }
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "fullfsync": 1}


def test_a_second_puente_is_told_that_the_first_is_open(open_records: Open, folder: RecordsFolder) -> None:
    open_records()
    second = RecordsFolder(folder.data, clock=FakeClock(), identifiers=FakeIdentifiers())
    with pytest.raises(AlreadyOpenFault, match="already open"):
        second.open()
    assert list(open_records().trainees()) == []


def test_another_process_is_told_too_and_may_go_on_when_the_first_is_gone(
    open_records: Open, folder: RecordsFolder
) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from trainer.app.faults import AlreadyOpenFault\n"
        "from trainer.storage.machine import MachineClock, MachineIdentifiers\n"
        "from trainer.storage.opening import RecordsFolder\n"
        "folder = RecordsFolder(Path(sys.argv[1]), clock=MachineClock(), identifiers=MachineIdentifiers())\n"
        "try:\n"
        "    folder.open()\n"
        "except AlreadyOpenFault:\n"
        "    print('already open')\n"
        "else:\n"
        "    print('opened')\n"
    )

    def other() -> str:
        command = [sys.executable, "-c", program, str(folder.data)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    records = open_records()
    assert other() == "already open"
    records.close_file()
    assert other() == "opened"
    assert list(open_records().trainees()) == []


def test_records_of_a_newer_version_are_refused_and_not_touched(
    open_records: Open, folder: RecordsFolder, played: Played
) -> None:
    records = open_records()
    played(records)
    records.close_file()
    with closing(sqlite3.connect(folder.file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    before = folder.file.read_bytes()
    with pytest.raises(NewerRecordsFault, match="newer version"):
        folder.open()
    assert folder.file.read_bytes() == before
    assert folder.backups.list() == ()


def damage_middle(file: Path) -> None:
    scribble(file)


def damage_head(file: Path) -> None:
    file.write_bytes(b"this is a letter to my aunt" * 500)


def damage_length(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:9000])


def damage_kind(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
        connection.commit()


DAMAGES = [damage_middle, damage_head, damage_length, damage_kind]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_records_are_set_aside_for_the_newest_good_backup(
    open_records: Open, folder: RecordsFolder, played: Played, damage: Callable[[Path], None]
) -> None:
    records = open_records()
    played(records)
    kept = everything(records)
    good = records.backup(BackupKind.ON_DEMAND)
    folder._clock.go(60)  # type: ignore[attr-defined]  # it is a FakeClock
    spoiled = records.backup(BackupKind.DAILY)
    records.add_trainee(trainee("Too late for the backup"))
    records.close_file()
    scribble(spoiled.path)
    damage(folder.file)
    damaged = folder.file.read_bytes()
    with pytest.raises(RecordsDamagedFault, match="damaged") as told:
        folder.open()
    assert told.value.backup == good.made_at
    assert folder.file.read_bytes() == damaged
    assert told.value.recovery is not None
    told.value.recovery.use_backup()
    assert everything(open_records()) == kept
    (aside,) = folder.file.parent.glob("puente-set-aside-*.db")
    assert aside.read_bytes() == damaged


@pytest.mark.parametrize("damage", DAMAGES)
def test_without_a_backup_damaged_records_can_still_be_set_aside(
    open_records: Open, folder: RecordsFolder, played: Played, damage: Callable[[Path], None]
) -> None:
    records = open_records()
    played(records)
    records.close_file()
    damage(folder.file)
    damaged = folder.file.read_bytes()
    with pytest.raises(RecordsDamagedFault, match="no backup") as told:
        folder.open()
    assert told.value.backup is None
    assert told.value.recovery is not None
    with pytest.raises(ValueError, match="no backup"):
        told.value.recovery.use_backup()
    told.value.recovery.begin_empty()
    assert list(open_records().trainees()) == []
    (aside,) = folder.file.parent.glob("puente-set-aside-*.db")
    assert aside.read_bytes() == damaged


def test_the_log_beside_damaged_records_is_set_aside_and_not_played_into_the_backup(
    open_records: Open, folder: RecordsFolder, played: Played
) -> None:
    records = open_records()
    played(records)
    kept = everything(records)
    records.backup(BackupKind.ON_DEMAND)
    records.add_trainee(trainee("In the log"))
    log = folder.file.with_name("puente.db-wal")
    saved = log.read_bytes()
    assert saved
    records.close_file()
    log.write_bytes(saved)
    damage_head(folder.file)
    with pytest.raises(RecordsDamagedFault) as told:
        folder.open()
    assert told.value.recovery is not None
    told.value.recovery.use_backup()
    assert everything(open_records()) == kept


def missing(file: Path) -> None:
    file.unlink()


def emptied(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("loss", [missing, emptied])
def test_records_that_are_gone_are_asked_for_not_silently_begun_anew(
    open_records: Open, folder: RecordsFolder, played: Played, loss: Callable[[Path], None]
) -> None:
    records = open_records()
    played(records)
    kept = everything(records)
    records.backup(BackupKind.ON_DEMAND)
    records.close_file()
    loss(folder.file)
    with pytest.raises(MissingRecordsFault, match="gone") as told:
        folder.open()
    assert told.value.recovery is not None
    told.value.recovery.use_backup()
    assert everything(open_records()) == kept


def test_whoever_begins_empty_is_not_asked_again(
    open_records: Open, folder: RecordsFolder, played: Played
) -> None:
    records = open_records()
    played(records)
    records.backup(BackupKind.ON_DEMAND)
    records.close_file()
    folder.file.unlink()
    with pytest.raises(RecoverableFault) as told:
        folder.open()
    assert told.value.recovery is not None
    told.value.recovery.begin_empty()
    assert list(open_records().trainees()) == []
    assert len(folder.backups.list()) == 1


def test_a_data_folder_whose_drive_is_gone_is_named(tmp_path: Path) -> None:
    gone = RecordsFolder(tmp_path / "drive" / "data", clock=FakeClock(), identifiers=FakeIdentifiers())
    with pytest.raises(FolderMissingFault, match="Connect the drive"):
        gone.open()


def test_a_folder_that_is_moved_away_meanwhile_takes_no_more_decisions(
    open_records: Open, folder: RecordsFolder, played: Played
) -> None:
    records = open_records()
    who = played(records)
    moved = folder.data.with_name("moved")
    shutil.move(folder.data, moved)
    with pytest.raises(FolderMissingFault, match="not there"):
        records.add_trainee(trainee("Nobody"))
    with pytest.raises(FolderMissingFault):
        records.attempts(who.id)
    shutil.move(moved, folder.data)
    assert len(records.attempts(who.id)) == 2
