"""The doctor tells how the records are, and leaves them as they are."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from facts import trainee

from trainer.app.doctor_facts import RecordsState
from trainer.app.ports import BackupKind
from trainer.storage.health import examine_records
from trainer.storage.opening import RecordsFolder
from trainer.storage.records import SqliteRecords

Open = Callable[[], SqliteRecords]


def contents(folder: Path) -> dict[str, str]:
    """Return a digest of every file below a folder."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def closed(open_records: Open, folder: RecordsFolder) -> Path:
    """Return a data folder with records that nobody has open."""
    records = open_records()
    records.add_trainee(trainee())
    records.close_file()
    return folder.data


def test_whole_records_are_whole_and_untouched(closed: Path) -> None:
    before = contents(closed)
    found = examine_records(closed)
    assert (found.state, found.in_use, found.backups) == (RecordsState.WHOLE, False, 0)
    assert found.size_bytes > 0
    assert found.sqlite == sqlite3.sqlite_version
    assert contents(closed) == before


def test_records_in_use_are_read_beside_whoever_writes(open_records: Open, folder: RecordsFolder) -> None:
    records = open_records()
    records.add_trainee(trainee())
    found = examine_records(folder.data)
    assert (found.state, found.in_use) == (RecordsState.WHOLE, True)
    assert len(records.trainees()) == 1


def test_the_lock_is_given_back(closed: Path, folder: RecordsFolder) -> None:
    assert not examine_records(closed).in_use
    folder.open().close_file()


def test_a_log_that_a_killed_program_left_is_read_and_stays(
    open_records: Open, folder: RecordsFolder, tmp_path: Path
) -> None:
    open_records().add_trainee(trainee())
    killed = tmp_path / "killed"
    shutil.copytree(folder.data, killed)
    assert (killed / "records" / "puente.db-wal").stat().st_size
    before = contents(killed)
    assert examine_records(killed).state is RecordsState.WHOLE
    assert contents(killed) == before


def test_a_folder_without_records_has_none_yet(tmp_path: Path) -> None:
    found = examine_records(tmp_path / "nowhere")
    assert (found.state, found.size_bytes) == (RecordsState.NONE_YET, 0)
    assert not (tmp_path / "nowhere").exists()


def test_damage_is_seen_and_left(closed: Path, folder: RecordsFolder) -> None:
    content = bytearray(folder.file.read_bytes())
    content[4096 : len(content) // 2] = b"\xa5" * (len(content) // 2 - 4096)
    folder.file.write_bytes(bytes(content))
    assert examine_records(closed).state is RecordsState.DAMAGED
    assert folder.file.read_bytes() == bytes(content)
    folder.file.write_bytes(b"no database at all, but quite long enough to be looked at " * 100)
    assert examine_records(closed).state is RecordsState.DAMAGED


def test_a_database_of_somebody_else_is_damaged(tmp_path: Path) -> None:
    file = tmp_path / "records" / "puente.db"
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE songs (name TEXT)")
    assert examine_records(tmp_path).state is RecordsState.DAMAGED


def test_records_of_a_newer_version_are_told(closed: Path, folder: RecordsFolder) -> None:
    with closing(sqlite3.connect(folder.file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert examine_records(closed).state is RecordsState.NEWER


def test_records_that_are_gone_though_there_are_backups(open_records: Open, folder: RecordsFolder) -> None:
    records = open_records()
    records.add_trainee(trainee())
    made = records.backup(BackupKind.ON_DEMAND)
    records.close_file()
    for path in folder.file.parent.iterdir():
        path.unlink()
    found = examine_records(folder.data)
    assert (found.state, found.backups) == (RecordsState.GONE, 1)
    assert found.newest_backup == made.made_at


def test_what_cannot_be_read_is_told(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied", f"{source} to {target}")

    monkeypatch.setattr(shutil, "copyfile", refuse)
    found = examine_records(closed)
    assert (found.state, found.fault) == (RecordsState.UNREADABLE, "Permission denied")
