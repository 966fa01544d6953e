"""The program killed while it upgrades, backs up, recovers, begins or writes its records."""

import os
import random
import select
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from fake_time import FakeClock, FakeIdentifiers

from trainer.app.ports import BackupKind
from trainer.app.record_chain_examination import examine_records
from trainer.signing.seals import is_signed
from trainer.signing.tokens import read_own_token
from trainer.storage.backups import is_whole
from trainer.storage.chain_reader import ChainReader
from trainer.storage.database import make_engine, writing
from trainer.storage.migrations import REVISIONS, upgrade
from trainer.storage.opening import RecordsFolder

HERE = Path(__file__).parent
DECISIONS = 4000

few_kills = pytest.param(4, id="few")
many_kills = pytest.param(40, id="many", marks=[pytest.mark.soak, pytest.mark.timeout(1200)])


def kill_at_work(work: str, data: Path, longest: float) -> list[str]:
    """Let a victim work for a random time once it is at it, kill it, and return what it said is done."""
    command = [sys.executable, str(HERE / "victims.py"), work, str(data)]
    environment = os.environ | {"PYTHONPATH": str(HERE.parent / "fakes")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as victim:
        assert victim.stdout is not None
        assert victim.stdout.readline() == b"at work\n"
        deadline = time.monotonic() + random.uniform(0, longest)  # noqa: S311 - a moment, no secret
        heard = b""
        while (left := deadline - time.monotonic()) > 0 and select.select([victim.stdout], [], [], left)[0]:
            more = os.read(victim.stdout.fileno(), 1 << 16)
            if not more:
                break
            heard += more
        victim.kill()
        heard += victim.stdout.read()
    return heard.decode().split("\n")[:-1]


def folder_at(data: Path) -> RecordsFolder:
    return RecordsFolder(data, clock=FakeClock(), identifiers=FakeIdentifiers())


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database of the last revision with some thousand decisions."""
    file = tmp_path_factory.mktemp("filled") / "puente.db"
    engine = make_engine(file)
    with writing(engine) as connection:
        upgrade(connection)
    engine.dispose()
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(
            (HERE / "rows" / f"{REVISIONS[-1].revision}.sql").read_text(encoding="utf-8")
        )
        (attempt,) = connection.execute("SELECT max(attempt_id) FROM decisions").fetchone()
        columns = [row[1] for row in connection.execute("PRAGMA table_info(decisions)")]
        of_its_own = {"id": "?", "number": "?", "chain": "NULL", "place": "NULL", "link": "NULL"}
        copied = ", ".join(of_its_own.get(each, each) for each in columns)
        first = "FROM decisions WHERE attempt_id = ? AND number = 1"
        copy = f"INSERT INTO decisions SELECT {copied} {first}"
        connection.executemany(copy, ((f"more-{number}", number, attempt) for number in range(2, DECISIONS)))
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return file


def decisions_in(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM decisions").fetchone()
        return int(count)


@pytest.mark.parametrize("kills", [few_kills, many_kills])
def test_an_upgrade_that_is_killed_is_done_or_not_begun(tmp_path: Path, filled: Path, kills: int) -> None:
    before = decisions_in(filled)
    for kill in range(kills):
        folder = folder_at(tmp_path / str(kill))
        folder.file.parent.mkdir(parents=True)
        shutil.copy(filled, folder.file)
        said = kill_at_work("upgrade", folder.data, 0.6)
        assert decisions_in(folder.file) == before
        with closing(sqlite3.connect(folder.file)) as connection:
            (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            columns = {row[1] for row in connection.execute("PRAGMA table_info(decisions)")}
        assert (revision == "9999") is ("step" in columns)
        if said == ["upgraded"]:
            assert revision == "9999"
        (backup,) = folder.backups.list()
        assert is_whole(backup.path)
        assert decisions_in(backup.path) == before
        if revision != "9999":
            records = folder.open()
            assert len(records.trainees()) == 2
            records.close_file()


@pytest.mark.parametrize("kills", [few_kills, many_kills])
def test_a_backup_that_is_killed_is_whole_or_not_there(tmp_path: Path, filled: Path, kills: int) -> None:
    folder = folder_at(tmp_path / "data")
    folder.file.parent.mkdir(parents=True)
    shutil.copy(filled, folder.file)
    for _ in range(kills):
        said = kill_at_work("backup", folder.data, 0.3)
        records = folder.open()
        there = records.backups()
        assert set(said) <= {each.name for each in there}
        assert all(is_whole(each.path) for each in there)
        assert {each.name for each in there} == {path.name for path in folder.backups.folder.iterdir()}
        records.close_file()
        for each in there:
            each.path.unlink()


@pytest.mark.parametrize("kills", [few_kills, many_kills])
def test_a_recovery_that_is_killed_has_put_the_backup_in_place_or_not_begun(
    tmp_path: Path, filled: Path, kills: int
) -> None:
    folder = folder_at(tmp_path / "data")
    folder.file.parent.mkdir(parents=True)
    shutil.copy(filled, folder.file)
    before = decisions_in(filled)
    records = folder.open()
    records.backup(BackupKind.ON_DEMAND)
    records.close_file()
    for _ in range(kills):
        said = kill_at_work("recover", folder.data, 0.2)
        records = folder.open()
        assert len(records.trainees()) == 2
        records.close_file()
        assert decisions_in(folder.file) == before
        aside = list(folder.file.parent.glob("puente-set-aside-*.db"))
        assert len(aside) >= len(said)
        for each in aside:
            each.unlink()


@pytest.mark.parametrize("kills", [few_kills, many_kills])
def test_records_whose_beginning_is_killed_begin_again(tmp_path: Path, kills: int) -> None:
    for kill in range(kills):
        folder = folder_at(tmp_path / str(kill))
        kill_at_work("begin", folder.data, 0.08)
        records = folder.open()
        assert list(records.trainees()) == []
        records.close_file()


@pytest.mark.parametrize("kills", [pytest.param(1, id="one"), many_kills])
def test_the_chain_of_calls_that_are_killed_again_and_again_is_whole(tmp_path: Path, kills: int) -> None:
    folder = folder_at(tmp_path / "data")
    folder.open().close_file()
    decided = 0
    for _ in range(kills):
        decided += kill_at_work("play", folder.data, 0.2).count("decided")
        found = examine_records(ChainReader(folder.data), is_signed, check_token=read_own_token)
        assert found.sound
        assert found.facts >= decided
        assert decisions_in(folder.file) >= decided
    assert len(found.chains) == 1
