"""Data folders in which records are opened, and let go of when the test is over."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from facts import attempt, decision, finish, trainee
from fake_time import FakeClock, FakeIdentifiers

from trainer.app.ports import Trainee
from trainer.storage.opening import RecordsFolder
from trainer.storage.records import SqliteRecords

Open = Callable[[], SqliteRecords]


@pytest.fixture
def folder(tmp_path: Path) -> RecordsFolder:
    """Return where the records of a test are kept."""
    return RecordsFolder(tmp_path / "data", clock=FakeClock(), identifiers=FakeIdentifiers())


@pytest.fixture
def open_records(folder: RecordsFolder) -> Iterator[Open]:
    """Give a way to open the records of `folder`; a second call closes what the first opened."""
    opened: list[SqliteRecords] = []

    def reopen() -> SqliteRecords:
        for each in opened:
            each.close_file()
        opened[:] = [folder.open()]
        return opened[0]

    yield reopen
    for each in opened:
        each.close_file()


@pytest.fixture
def played() -> Callable[[SqliteRecords], Trainee]:
    """Give a way to put one trainee with one finished and one open call into records."""

    def play(records: SqliteRecords) -> Trainee:
        who = trainee()
        records.add_trainee(who)
        done, going_on = attempt(who, 1), attempt(who, 100)
        records.begin(done)
        records.decide(decision(done, 1))
        records.finish(decision(done, 2), finish(21))
        records.begin(going_on)
        records.decide(decision(going_on, 1))
        return who

    return play
