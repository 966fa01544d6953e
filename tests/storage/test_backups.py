from collections.abc import Callable
from datetime import timedelta

import pytest
from facts import trainee

from trainer.app.backups import Backups
from trainer.app.faults import RecordsDamagedFault
from trainer.app.ports import BackupKind, Trainee
from trainer.storage import backups
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
    for _ in range(10):
        records.backup(BackupKind.DAILY)
        records.backup(BackupKind.ON_DEMAND)
        folder._clock.go(days=1)  # type: ignore[attr-defined]  # it is a FakeClock
    kinds = [each.kind for each in records.backups()]
    assert kinds.count(BackupKind.DAILY) == 7
    assert kinds.count(BackupKind.ON_DEMAND) == 10


def test_what_a_killed_run_left_half_made_is_cleared(open_records: Open, folder: RecordsFolder) -> None:
    open_records().close_file()
    folder.backups.folder.mkdir()
    draft = folder.backups.folder / "puente-20260101T000000.000000Z-daily.db.part"
    draft.write_bytes(b"half")
    open_records()
    assert not draft.exists()


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
