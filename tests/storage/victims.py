"""Programs that tests kill: at work on an upgrade, on backups, on a recovery, on beginning, or on calls.

    python victims.py upgrade|backup|recover|begin|play DATA_FOLDER

Each says `at work` once there is something to interrupt, and then, line by line, what is done.
"""

import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import sqlalchemy as sa
from alembic import op
from facts import attempt, decision, finish, trainee

from trainer.app.ports import BackupKind
from trainer.storage.head import HEAD
from trainer.storage.machine import MachineClock, MachineIdentifiers
from trainer.storage.migrations import REVISIONS
from trainer.storage.opening import RecordsFolder

STEPS = 60


def say(word: str) -> None:
    print(word, flush=True)  # noqa: T201 - it is how a victim says what is done


def next_revisions() -> list[ModuleType]:
    """Return the revisions with one more, which takes its time over a table that others refer to."""
    module = ModuleType("r9999_of_a_test")
    module.__file__ = "r9999_of_a_test.py"
    vars(module).update(revision="9999", down_revision=HEAD, upgrade=_work_long)
    return [*REVISIONS, module]


def _work_long() -> None:
    say("at work")
    with op.batch_alter_table("decisions", recreate="always") as batch:
        batch.add_column(sa.Column("step", sa.Integer))
    for step in range(STEPS):
        op.execute(f"UPDATE decisions SET step = {step}")  # noqa: S608 - our own number


def upgrade(folder: RecordsFolder) -> None:
    folder.open().close_file()
    say("upgraded")


def backup(folder: RecordsFolder) -> None:
    records = folder.open()
    say("at work")
    while True:
        say(records.backup(BackupKind.ON_DEMAND).name)


def recover(folder: RecordsFolder) -> None:
    say("at work")
    while True:
        folder.use_backup()
        say("recovered")


def begin(folder: RecordsFolder) -> None:
    say("at work")
    folder.open()
    say("begun")


def play(folder: RecordsFolder) -> None:
    records = folder.open()
    who = records.trainees()[0] if records.trainees() else trainee()
    if not records.trainees():
        records.add_trainee(who)
    say("at work")
    while True:
        begun = replace(attempt(who), id=MachineIdentifiers().new())
        records.begin(begun)
        for number in range(1, 6):
            records.decide(decision(begun, number))
            say("decided")
        records.finish(decision(begun, 6), finish(90))


if __name__ == "__main__":
    work = {"upgrade": upgrade, "backup": backup, "begin": begin, "recover": recover, "play": play}[
        sys.argv[1]
    ]
    work(
        RecordsFolder(
            Path(sys.argv[2]),
            clock=MachineClock(),
            identifiers=MachineIdentifiers(),
            revisions=next_revisions() if work is upgrade else REVISIONS,
        )
    )
