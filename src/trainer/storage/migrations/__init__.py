"""Every schema the records ever had, and the way from each to the next.

Alembic runs them. The revisions are named here one by one instead of being found in a folder, so that they
are there in a wheel, a zip and a frozen program alike. A fresh database takes the same way as an old one.

A new revision is a module `rNNNN_what_it_does.py` beside this one, entered at the end of `REVISIONS`, with
rows of the revision before it in the tests.
"""

from collections.abc import Sequence
from types import ModuleType
from typing import Final

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext, RevisionStep
from alembic.script.base import Script
from alembic.script.revision import RevisionMap
from sqlalchemy import Connection

from trainer.storage.migrations import (
    r0001_first_records,
    r0002_time_on_hold,
    r0003_chained_facts,
    r0004_certificates,
)

__all__ = ["REVISIONS", "revision_names", "upgrade"]

REVISIONS: Final[Sequence[ModuleType]] = (
    r0001_first_records,
    r0002_time_on_hold,
    r0003_chained_facts,
    r0004_certificates,
)
"""Oldest first."""


def revision_names(revisions: Sequence[ModuleType] | None = None) -> tuple[str, ...]:
    """Return the names of revisions, of all where None are named, oldest first."""
    return tuple(str(module.revision) for module in revisions or REVISIONS)


def upgrade(connection: Connection, revisions: Sequence[ModuleType] | None = None) -> None:
    """Bring a database to the last of `revisions`, within the connection's transaction: wholly or not at all.

    References are not checked on the way (SQLite cannot change a table otherwise), but before the end.
    """
    scripts = [
        Script(module, str(module.revision), str(module.__file__)) for module in revisions or REVISIONS
    ]
    revision_map = RevisionMap(lambda: scripts)

    def steps(heads: tuple[str, ...], _context: MigrationContext) -> list[RevisionStep]:
        newest_first = revision_map.iterate_revisions("head", heads or "base")
        return [
            RevisionStep(revision_map, script, is_upgrade=True)
            for script in reversed(list(newest_first))
            if isinstance(script, Script)
        ]

    context = MigrationContext.configure(connection, opts={"fn": steps, "transactional_ddl": True})
    with Operations.context(context):
        context.run_migrations()
