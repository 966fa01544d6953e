"""Every revision, from every earlier one, with rows in it.

A revision that is added needs a file of rows of its own beside those in `rows/`; then all of this holds for
it too.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
import sqlalchemy as sa
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from fake_time import FakeClock, FakeIdentifiers

from trainer.app.ports import AttemptState, BackupKind, TimeAllowance
from trainer.scenario.model import CriticalError, Dimension, Outcome, Use
from trainer.storage.database import check, make_engine, writing
from trainer.storage.head import HEAD
from trainer.storage.migrations import REVISIONS, revision_names, upgrade
from trainer.storage.opening import RecordsFolder
from trainer.storage.records import SqliteRecords
from trainer.storage.rows import Base

ROWS = Path(__file__).parent / "rows"


def rows_of(revision: str) -> str:
    return (ROWS / f"{revision}.sql").read_text(encoding="utf-8")


def build(file: Path, revisions: list[ModuleType]) -> None:
    """Make a database as the program left it at the last of some revisions, with rows."""
    file.parent.mkdir(parents=True, exist_ok=True)
    engine = make_engine(file, references=False)
    with writing(engine) as connection:
        upgrade(connection, revisions)
    engine.dispose()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.executescript(rows_of(str(revisions[-1].revision)))
        connection.commit()


def counts(file: Path) -> dict[str, int]:
    with closing(sqlite3.connect(file)) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name != "alembic_version"
        ]
        return {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 - our names
            for name in tables
        }


def schema(file: Path) -> dict[str, str]:
    with closing(sqlite3.connect(file)) as connection:
        return dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


def folder_at(data: Path, revisions: list[ModuleType] | None = None) -> RecordsFolder:
    return RecordsFolder(
        data,
        clock=FakeClock(),
        identifiers=FakeIdentifiers(),
        revisions=REVISIONS if revisions is None else revisions,
    )


def next_revision(change: Callable[[], None]) -> list[ModuleType]:
    """Return the revisions with one more, which a later version may bring."""
    module = ModuleType("r9999_of_a_test")
    module.__file__ = "r9999_of_a_test.py"
    vars(module).update(revision="9999", down_revision=HEAD, upgrade=change)
    return [*REVISIONS, module]


def test_revisions_follow_one_another_in_the_order_of_their_names() -> None:
    names = revision_names()
    assert list(names) == sorted(set(names))
    assert [module.down_revision for module in REVISIONS] == [None, *names[:-1]]
    assert names[-1] == HEAD


def test_every_revision_module_is_entered() -> None:
    folder = Path(str(REVISIONS[0].__file__)).parent
    entered = {Path(str(module.__file__)).name for module in REVISIONS}
    assert {path.name for path in folder.glob("r*.py")} == entered


def test_the_rows_in_the_code_and_the_schema_of_the_migrations_agree(tmp_path: Path) -> None:
    records = folder_at(tmp_path).open()
    with records.file.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    records.close_file()


def test_the_checks_in_the_code_and_in_the_migrations_agree(tmp_path: Path) -> None:
    folder = folder_at(tmp_path)
    folder.open().close_file()
    by_migration = {
        (table, check["name"]): " ".join(str(check["sqltext"]).split())
        for engine in [make_engine(folder.file)]
        for table in Base.metadata.tables
        for check in sa.inspect(engine).get_check_constraints(table)
    }
    by_code = {
        (table.name, str(check.name)): " ".join(str(check.sqltext).split())
        for table in Base.metadata.tables.values()
        for check in table.constraints
        if isinstance(check, sa.CheckConstraint)
    }
    assert by_migration == by_code


@pytest.mark.parametrize("place", range(len(REVISIONS)), ids=revision_names())
def test_from_every_revision_rows_reach_this_version_whole(tmp_path: Path, place: int) -> None:
    folder = folder_at(tmp_path)
    build(folder.file, list(REVISIONS[: place + 1]))
    before = counts(folder.file)
    records = folder.open()
    after = counts(folder.file)
    assert {name: after[name] for name in before if name in after} == {
        name: before[name] for name in before if name in after
    }
    _expect_what_was_recorded(records)
    records.close_file()
    with closing(sqlite3.connect(folder.file)) as connection:
        assert check(connection, thorough=True)
    upgraded = place < len(REVISIONS) - 1
    assert [each.kind for each in folder.backups.list()] == [BackupKind.BEFORE_UPGRADE] * upgraded


@pytest.mark.parametrize("place", range(len(REVISIONS)), ids=revision_names())
def test_from_every_revision_the_schema_becomes_that_of_a_fresh_one(tmp_path: Path, place: int) -> None:
    fresh, old = folder_at(tmp_path / "fresh"), folder_at(tmp_path / "old")
    build(old.file, list(REVISIONS[: place + 1]))
    for folder in (fresh, old):
        folder.data.mkdir(exist_ok=True)
        folder.open().close_file()
    assert schema(old.file) == schema(fresh.file)


def test_an_upgrade_keeps_a_backup_of_what_was(tmp_path: Path) -> None:
    folder = folder_at(tmp_path, next_revision(_widen))
    build(folder.file, list(REVISIONS))
    before = schema(folder.file)
    records = folder.open()
    _expect_what_was_recorded(records)
    records.close_file()
    (backup,) = folder.backups.list()
    assert backup.kind is BackupKind.BEFORE_UPGRADE
    assert schema(backup.path) == before
    assert counts(backup.path) == counts(folder.file)
    assert "mood_word" in schema(folder.file)["decisions"]


def test_records_go_on_after_an_upgrade_without_another_backup(tmp_path: Path) -> None:
    folder = folder_at(tmp_path, next_revision(_widen))
    build(folder.file, list(REVISIONS))
    for _ in range(2):
        folder.open().close_file()
    assert len(folder.backups.list()) == 1


def test_an_upgrade_that_fails_changes_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        _widen()
        op.execute("DELETE FROM scores")
        raise RuntimeError("a defect in a migration")

    folder = folder_at(tmp_path, next_revision(fail))
    build(folder.file, list(REVISIONS))
    before = schema(folder.file), counts(folder.file)
    with pytest.raises(RuntimeError, match="a defect"):
        folder.open()
    assert (schema(folder.file), counts(folder.file)) == before
    records = folder_at(tmp_path).open()
    _expect_what_was_recorded(records)
    records.close_file()


def test_an_upgrade_that_would_leave_rows_referring_to_nothing_changes_nothing(tmp_path: Path) -> None:
    folder = folder_at(tmp_path, next_revision(lambda: op.execute("DELETE FROM sources")))
    build(folder.file, list(REVISIONS))
    with pytest.raises(AssertionError, match="refers to nothing"):
        folder.open()
    records = folder_at(tmp_path).open()
    _expect_what_was_recorded(records)
    records.close_file()


def _widen() -> None:
    """Change a table that others refer to, as SQLite must: by a copy of it."""
    with op.batch_alter_table("decisions", recreate="always") as batch:
        batch.add_column(sa.Column("mood_word", sa.String))


def _expect_what_was_recorded(records: SqliteRecords) -> None:
    """Expect what the rows of every revision say, as this version of the program sees it."""
    xochitl, kevin = records.trainees()
    assert (xochitl.name, xochitl.languages, xochitl.speech_rate) == ("Xóchitl Ramos", ("en", "es"), 1.25)
    assert xochitl.created_at == datetime(2026, 3, 1, 8, 0, 0, 123456, UTC)
    assert kevin.time_allowance is TimeAllowance.NO_LIMIT
    branch, parent, assessment = records.attempts(xochitl.id)
    (lost,) = records.attempts(kevin.id)
    assert assessment.use is Use.ASSESSMENT
    assert assessment.finish is not None
    assert assessment.finish.outcome is Outcome.RESOLVED
    assert assessment.finish.passed is False
    assert assessment.finish.scores == {
        Dimension.EMPATHY: (250, 3),
        Dimension.RESOLUTION: (50, 1),
        Dimension.REGISTER: None,
    }
    assert assessment.finish.critical == (CriticalError.COMPLIANCE,)
    assert (branch.state, branch.parent, branch.branch_length) == (AttemptState.OPEN, parent.id, 1)
    assert branch.interruptions == 1
    assert parent.state is AttemptState.ABANDONED
    assert lost.state is AttemptState.LOST
    first, second = records.decisions(assessment.id)
    assert first.event.ratings[Dimension.EMPATHY].earned == 3
    assert second.event.critical is CriticalError.COMPLIANCE
    assert second.event.flags == {"apologized"}
    assert (second.shown, second.seconds, second.elapsed) == (("last-four", "full-card"), 0.0, 30.0)
    (copied,) = records.decisions(branch.id)
    assert replace(copied, attempt=parent.id) == records.decisions(parent.id)[0]
    assert records.source(assessment.source_sha256) == b"format: 1\r\n"


def test_the_revision_told_without_alembic_is_the_last_of_the_migrations() -> None:
    assert revision_names()[-1] == HEAD
