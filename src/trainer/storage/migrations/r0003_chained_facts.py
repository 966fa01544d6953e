"""Chain all facts by hash; keep deeds, seals and locks.

Facts that were recorded before get links now. That proves that they were not changed since this upgrade, and
nothing about the time before; so they have a chain of their own, of the origin `upgraded`, and new facts go
on in another that begins from its end.
"""

import heapq
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
import uuid_utils
from alembic import op

from trainer.app.record_chain import FIELDS, FactKind, encode, first_link, next_link, written_scores

revision = "0003"
down_revision: str | None = "0002"

TABLES = {
    FactKind.ATTEMPT: ("attempts", "id", "started_at"),
    FactKind.DECISION: ("decisions", "id", "taken_at"),
    FactKind.SIGN: ("signs", "id", "at"),
    FactKind.ENDING: ("endings", "attempt_id", "at"),
    FactKind.DEED: ("deeds", "id", "at"),
}
"""Of each kind its table, its key, and the moment by which old facts are put in order."""

_KINDS = tuple(TABLES)

CHUNK = 10_000


def upgrade() -> None:
    """Make the new tables, give every fact a place, and chain what is there."""
    _create_chains()
    _create_deeds_and_seals()
    _create_locks()
    for table, _key, _moment in TABLES.values():
        if table != "deeds":
            _add_places(table)
    _chain_what_is_there()
    for table in (*(table for table, _key, _moment in TABLES.values()), "seals"):
        op.create_index(f"ix_{table}_chain_place", table, ["chain", "place"], unique=True)


def _create_chains() -> None:
    op.create_table(
        "chains",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("origin", sa.String, nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("after", sa.LargeBinary, nullable=False),
        sa.Column("here", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_chains"),
        sa.UniqueConstraint("id", name="uq_chains_id"),
        sa.CheckConstraint("origin IN ('begun', 'upgraded', 'restored')", name="ck_chains_origin"),
        sa.CheckConstraint("here IN (0, 1)", name="ck_chains_here"),
    )


def _places(table: str) -> Sequence[Any]:
    return (
        sa.Column("chain", sa.Integer),
        sa.Column("place", sa.Integer),
        sa.Column("link", sa.LargeBinary),
        sa.ForeignKeyConstraint(["chain"], ["chains.number"], name=f"fk_{table}_chain_chains"),
    )


def _create_deeds_and_seals() -> None:
    op.create_table(
        "deeds",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("deed", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        *_places("deeds"),
        sa.PrimaryKeyConstraint("id", name="pk_deeds"),
        sa.CheckConstraint("deed <> ''", name="ck_deeds_deed"),
    )
    op.create_table(
        "seals",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("attempt_id", sa.String(36)),
        sa.Column("sealed_chain", sa.String(36), nullable=False),
        sa.Column("sealed_place", sa.Integer, nullable=False),
        sa.Column("sealed_link", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        *_places("seals"),
        sa.PrimaryKeyConstraint("id", name="pk_seals"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_seals_attempt_id_attempts"),
        sa.CheckConstraint("length(public_key) = 32", name="ck_seals_public_key"),
        sa.CheckConstraint("length(signature) = 64", name="ck_seals_signature"),
    )
    op.create_index("ix_seals_attempt_id", "seals", ["attempt_id"])


def _create_locks() -> None:
    op.create_table(
        "locks",
        sa.Column("door", sa.String(36), nullable=False),
        sa.Column("secret", sa.String),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("door", name="pk_locks"),
        sa.CheckConstraint("failures >= 0", name="ck_locks_failures"),
    )


def _add_places(table: str) -> None:
    # In words of SQL: Alembic would copy the table for a column that refers to another.
    references = f"INTEGER CONSTRAINT fk_{table}_chain_chains REFERENCES chains (number)"
    op.execute(f"ALTER TABLE {table} ADD COLUMN chain {references}")
    op.add_column(table, sa.Column("place", sa.Integer))
    op.add_column(table, sa.Column("link", sa.LargeBinary))


def _chain_what_is_there() -> None:
    """Chain old facts in the order of their moments, and begin the chain of the new ones."""
    connection = op.get_bind()
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    _note_profiles(connection, now)
    if not connection.exec_driver_sql(
        "SELECT EXISTS (SELECT 1 FROM deeds UNION SELECT 1 FROM attempts)"
    ).scalar():
        _begin(connection, 1, "begun", now, b"")
        return
    chain = _begin(connection, 1, "upgraded", now, b"")
    link = first_link(chain, b"")
    given: dict[FactKind, list[tuple[int, bytes, str]]] = {kind: [] for kind in TABLES}
    for place, (_moment, rank, identity, encoded) in enumerate(_old_facts(connection), start=1):
        link = next_link(link, encoded)
        kind = _KINDS[rank]
        given[kind].append((place, link, identity))
        if len(given[kind]) == CHUNK:
            _give_places(connection, kind, given[kind])
    for kind, rows in given.items():
        _give_places(connection, kind, rows)
    _begin(connection, 2, "begun", now, link)


def _note_profiles(connection: sa.Connection, now: str) -> None:
    """Note what profiles are called today, so that a name that is changed past the program shows later."""
    profiles = connection.exec_driver_sql("SELECT id, name FROM trainees ORDER BY created_at, id").all()
    for identity, name in profiles:
        connection.exec_driver_sql(
            "INSERT INTO deeds (id, deed, at, subject, detail) VALUES (?, 'profile-created', ?, ?, ?)",
            (str(uuid_utils.uuid7()), now, identity, name),
        )


def _begin(connection: sa.Connection, number: int, origin: str, now: str, after: bytes) -> str:
    identity = str(uuid_utils.uuid7())
    connection.exec_driver_sql(
        "INSERT INTO chains (number, id, origin, begun_at, after, here) VALUES (?, ?, ?, ?, ?, 1)",
        (number, identity, origin, now, after),
    )
    return identity


def _old_facts(connection: sa.Connection) -> Iterator[tuple[str, int, str, bytes]]:
    """Give every fact in the order of moments; of one moment, what was begun before what was decided."""
    return heapq.merge(*(_facts(connection, kind, rank) for rank, kind in enumerate(_KINDS)))


def _facts(connection: sa.Connection, kind: FactKind, rank: int) -> Iterator[tuple[str, int, str, bytes]]:
    """Give the facts of a kind in the order of moments: moment, rank of the kind, key, encoding.

    They may be updated meanwhile: no index has this order, so all are sorted before the first is given.
    """
    table, key, moment = TABLES[kind]
    fields = ", ".join(name for name in FIELDS[kind] if name != "scores")
    scores = _scores(connection) if kind is FactKind.ENDING else None
    # As the driver gives them: a million rows cost a tenth of what typed ones do.
    cursor = connection.connection.cursor()
    query = f"SELECT {moment}, {key}, {fields} FROM {table} ORDER BY {moment}, {key}"  # noqa: S608 - our names
    cursor.execute(query)
    while rows := cursor.fetchmany(CHUNK):
        for at, identity, *values in rows:
            if scores is not None:
                values.append(written_scores(scores.get(identity, ())))
            yield at, rank, identity, encode(kind, values)
    cursor.close()


def _scores(connection: sa.Connection) -> dict[str, list[tuple[str, int, int]]]:
    found: dict[str, list[tuple[str, int, int]]] = {}
    for attempt, *score in connection.exec_driver_sql(
        "SELECT attempt_id, dimension, numerator, denominator FROM scores"
    ):
        found.setdefault(attempt, []).append((score[0], score[1], score[2]))
    return found


def _give_places(connection: sa.Connection, kind: FactKind, rows: list[tuple[int, bytes, str]]) -> None:
    if rows:
        table, key, _moment = TABLES[kind]
        connection.exec_driver_sql(
            f"UPDATE {table} SET chain = 1, place = ?, link = ? WHERE {key} = ?",  # noqa: S608 - our names
            rows,
        )
        rows.clear()
