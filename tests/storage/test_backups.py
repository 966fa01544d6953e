import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from facts import attempt, trainee

from trainer.app.backup_contents import Change, NotABackupFault, compare
from trainer.app.backups import BackupDiskGoneFault, BackupNotCopiedFault, Backups
from trainer.app.faults import AlreadyOpenFault, NewerRecordsFault, NothingRecordedFault, RecordsDamagedFault
from trainer.app.ports import BackupKind, Trainee
from trainer.storage import backups
from trainer.storage.backup_contents import read_backup, read_present
from trainer.storage.backups_elsewhere import BackupsElsewhere
from trainer.storage.opening import RecordsFolder
from trainer.storage.records import SqliteRecords

Open = Callable[[], SqliteRecords]
Played = Callable[[SqliteRecords], Trainee]


def test_a_backup_holds_what_was_recorded_and_stands_alone(
    open_records: Open, folder: RecordsFolder, played: Played
) -> None:
    records = open_records()
    who = played(records)
    made = records.backup(BackupKind.ON_DEMAND)
    assert made.path.parent == folder.data / "backups"
    assert made.size == made.path.stat().st_size > 0
    assert made.kind is BackupKind.ON_DEMAND
    assert [each.name for each in folder.backups.folder.iterdir()] == [made.name]
    records.close_file()
    folder.file.write_bytes(made.path.read_bytes())
    assert [each.id for each in open_records().trainees()] == [who.id]


def test_backups_are_listed_newest_first_and_strangers_are_left_alone(
    open_records: Open, folder: RecordsFolder
) -> None:
    records = open_records()
    records.add_trainee(trainee())
    made = []
    for kind in BackupKind:
        made.append(records.backup(kind))
        folder._clock.go(1)  # type: ignore[attr-defined]  # it is a FakeClock
    (folder.backups.folder / "holiday.jpg").write_bytes(b"")
    (folder.backups.folder / "puente-20260101T000000.000000Z-weekly.db").write_bytes(b"")
    assert list(records.backups()) == made[::-1]


def test_old_backups_of_the_program_go_and_those_of_people_stay(
    open_records: Open, folder: RecordsFolder
) -> None:
    records = open_records()
    records.add_trainee(trainee())
    for _ in range(20):
        records.backup(BackupKind.DAILY)
        records.backup(BackupKind.ON_DEMAND)
        folder._clock.go(days=1)  # type: ignore[attr-defined]  # it is a FakeClock
    kinds = [each.kind for each in records.backups()]
    # Seven days and, on the first of them, the end of a week; then the end of the week before.
    assert kinds.count(BackupKind.DAILY) == 8
    assert kinds.count(BackupKind.ON_DEMAND) == 20


def test_what_a_killed_run_left_half_made_is_cleared(open_records: Open, folder: RecordsFolder) -> None:
    open_records().close_file()
    folder.backups.folder.mkdir()
    draft = folder.backups.folder / "puente-20260101T000000.000000Z-daily.db.part"
    draft.write_bytes(b"half")
    open_records()
    assert not draft.exists()


def test_what_another_program_is_making_is_left_to_it(open_records: Open, folder: RecordsFolder) -> None:
    open_records().close_file()
    folder.backups.folder.mkdir()
    name = folder.backups.folder / "puente-20260101T000000.000000Z-on-demand.db.17"
    drafts = [name.with_name(f"{name.name}{ending}") for ending in (".beside.part", ".part")]
    for draft in drafts:
        draft.write_bytes(b"half")
    backups.BackupFolder(folder.backups.folder, alone=False).clear_drafts()
    assert [draft.exists() for draft in drafts] == [True, True]
    open_records()
    assert [draft.exists() for draft in drafts] == [True, False]
    hours_ago = drafts[0].stat().st_mtime - 2 * backups.ABANDONED_AFTER_S
    os.utime(drafts[0], (hours_ago, hours_ago))
    open_records()
    assert not drafts[0].exists()


def test_a_backup_is_made_beside_an_open_window(open_records: Open, folder: RecordsFolder) -> None:
    records = open_records()
    records.add_trainee(trainee())
    made = folder.back_up()
    assert made.kind is BackupKind.ON_DEMAND
    assert list(records.backups()) == [made]
    assert list(read_backup(made.path).people.values()) == [trainee().name]


def test_without_records_there_is_nothing_to_back_up(folder: RecordsFolder) -> None:
    with pytest.raises(NothingRecordedFault):
        folder.back_up()


def test_a_copy_that_lacks_a_row_is_no_backup(
    open_records: Open, folder: RecordsFolder, played: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = open_records()
    played(records)
    copy = backups._copy

    def lose_a_row(file: Path, draft: Path) -> object:
        copied = copy(file, draft)
        with closing(sqlite3.connect(draft)) as connection:
            connection.execute("DELETE FROM decisions WHERE rowid = (SELECT max(rowid) FROM decisions)")
            connection.commit()
        return copied

    monkeypatch.setattr(backups, "_copy", lose_a_row)
    with pytest.raises(RecordsDamagedFault):
        records.backup(BackupKind.DAILY)
    assert list(folder.backups.folder.iterdir()) == []


def test_every_backup_is_copied_to_the_other_disk(
    open_records: Open, folder: RecordsFolder, tmp_path: Path
) -> None:
    records = open_records()
    records.add_trainee(trainee())
    disk = tmp_path / "disk"
    copies = BackupsElsewhere(disk, folder.data)
    keeper = Backups(records, folder._clock, lambda: copies)
    with pytest.raises(BackupDiskGoneFault, match="disk"):
        keeper.keep_daily()
    (made,) = keeper.list()
    assert not disk.exists()
    disk.mkdir()
    assert keeper.keep_daily() is None
    copied = copies.folder / made.name
    assert copied.parent.parent == disk
    assert read_backup(copied) == read_backup(made.path)
    asked = keeper.make()
    assert {path.name for path in copies.folder.iterdir()} == {made.name, asked.name}


def test_a_disk_that_takes_nothing_is_told_and_the_backup_stays(
    open_records: Open, folder: RecordsFolder, tmp_path: Path
) -> None:
    records = open_records()
    records.add_trainee(trainee())
    copies = BackupsElsewhere(tmp_path, folder.data)
    copies.folder.write_bytes(b"a file in the way")
    with pytest.raises(BackupNotCopiedFault):
        Backups(records, folder._clock, lambda: copies).make()
    assert len(records.backups()) == 1


def test_a_return_to_a_backup_is_told_before_and_can_be_taken_back(
    open_records: Open, folder: RecordsFolder
) -> None:
    records = open_records()
    early = trainee()
    records.add_trainee(early)
    made = records.backup(BackupKind.ON_DEMAND)
    folder._clock.go(1)  # type: ignore[attr-defined]  # it is a FakeClock
    late = played_by_another(records)
    records.close_file()
    present = read_present(folder.file)
    assert present is not None
    changes = compare(present, read_backup(made.path))
    assert changes.people == Change((), (late.name,))
    assert (len(changes.attempts.gained), len(changes.attempts.lost)) == (0, 1)
    assert not changes.nothing
    before = folder.restore(made.path)
    assert before is not None
    assert before.kind is BackupKind.BEFORE_RESTORE
    assert [each.id for each in open_records().trainees()] == [early.id]
    open_records().close_file()
    for _ in range(6):  # more than are kept: what is returned to is copied before it may leave
        folder._clock.go(1)  # type: ignore[attr-defined]  # it is a FakeClock
        last = folder.restore(before.path if before.path.exists() else made.path)
        assert last is not None
    assert not before.path.exists()
    oldest = [each for each in folder.backups.list() if each.kind is BackupKind.BEFORE_RESTORE][-1]
    folder._clock.go(1)  # type: ignore[attr-defined]  # it is a FakeClock
    folder.restore(oldest.path)
    assert not oldest.path.exists()
    assert {each.id for each in open_records().trainees()} == {early.id, late.id}


def played_by_another(records: SqliteRecords) -> Trainee:
    other = replace(trainee(), id="00000000-0000-7000-8000-00000000beef", name="Otra Persona")
    records.add_trainee(other)
    records.begin(attempt(other, 500))
    return other


def test_a_return_while_a_window_is_open_is_refused(open_records: Open, folder: RecordsFolder) -> None:
    records = open_records()
    records.add_trainee(trainee())
    made = records.backup(BackupKind.ON_DEMAND)
    another = RecordsFolder(folder.data, clock=folder._clock, identifiers=folder._identifiers)
    with pytest.raises(AlreadyOpenFault):
        another.restore(made.path)


def test_damaged_records_do_not_stop_the_return(open_records: Open, folder: RecordsFolder) -> None:
    records = open_records()
    who = trainee()
    records.add_trainee(who)
    made = records.backup(BackupKind.ON_DEMAND)
    records.close_file()
    folder.file.write_bytes(b"a disk that fails " * 1000)
    assert read_present(folder.file) is None
    assert folder.restore(made.path) is None
    assert [each.id for each in open_records().trainees()] == [who.id]


@pytest.mark.parametrize("content", [b"", b"holiday" * 4096, None])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "puente.db"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(NotABackupFault, match="not a backup of Puente"):
        read_backup(file)


def test_a_backup_of_a_newer_version_is_refused(open_records: Open) -> None:
    made = open_records().backup(BackupKind.ON_DEMAND)
    with closing(sqlite3.connect(made.path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(NewerRecordsFault):
        read_backup(made.path)


def test_one_backup_a_day_is_made_by_itself(open_records: Open, folder: RecordsFolder) -> None:
    keeper = Backups(open_records(), folder._clock)
    assert keeper.keep_daily() is None
    open_records().add_trainee(trainee())
    keeper = Backups(open_records(), folder._clock)
    first = keeper.keep_daily()
    assert first is not None
    assert first.kind is BackupKind.DAILY
    assert keeper.keep_daily() is None
    folder._clock.go(days=1)  # type: ignore[attr-defined]  # it is a FakeClock
    second = keeper.keep_daily()
    assert second is not None
    assert second.made_at - first.made_at == timedelta(days=1)
    assert keeper.list() == (second, first)


def test_no_backup_is_kept_of_damaged_records(
    open_records: Open, folder: RecordsFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = open_records()
    monkeypatch.setattr(backups, "is_whole", lambda _file: False)
    with pytest.raises(RecordsDamagedFault):
        records.backup(BackupKind.DAILY)
    assert list(folder.backups.folder.iterdir()) == []
