"""Rows of attempts that are still open: checked and written in one statement.

The condition stands in the statement itself, so no other program can end an attempt between a look and a
write.
"""

import threading
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, Insert, bindparam, exists, func, insert, literal_column, select

from trainer.storage.chain import ChainEnd, Values
from trainer.storage.rows import AttemptRow, Base, DecisionRow, EndingRow

if TYPE_CHECKING:
    from sqlalchemy.pool import PoolProxiedConnection

__all__ = ["DecisionWriter", "NotOpenError", "add_to_open"]

OF_ATTEMPT = "of_attempt"


class NotOpenError(ValueError):
    """An attempt is not there, has ended, or has another decision to come. Nothing was written."""

    def __init__(self, attempt: str) -> None:
        super().__init__(f"the attempt {attempt} is not open, or this decision is not its next")


def add_to_open(
    connection: Connection, chain: ChainEnd, table: type[Base], values: Values, *, scores: str | None = None
) -> None:
    """Insert a fact of an attempt, linked, on condition that it is open. Raises `NotOpenError`."""
    attempt = values["attempt_id"]
    linked = chain.link(table, values, scores=scores)
    added = connection.execute(_statement(table), {OF_ATTEMPT: attempt, **linked})
    if added.rowcount != 1:
        raise NotOpenError(attempt)


class DecisionWriter:
    """Writes decisions, each durable by itself.

    The customer's next line waits for this, so the statement is compiled once and handed to the driver as it
    is, on a connection of its own: a statement alone is a transaction, and takes half the time of one that
    SQLAlchemy carries out.
    """

    def __init__(self, engine: Engine, chain: ChainEnd) -> None:
        self._engine = engine
        self._chain = chain
        self._connection: PoolProxiedConnection | None = None
        self._turn = threading.Lock()
        compiled = _statement(DecisionRow).compile(dialect=engine.dialect)
        self._sql = compiled.string
        self._order: list[str] = list(getattr(compiled, "positiontup", None) or ())

    def add(self, values: Values) -> None:
        """Insert a decision, on condition that it is the next of an open attempt. Raises `NotOpenError`."""
        with self._chain.turn():
            self._add(self._chain.link_decision(values))

    def _add(self, kept: Values) -> None:
        kept[OF_ATTEMPT] = kept["attempt_id"]
        parameters = [kept[name] for name in self._order]
        with self._turn:
            if self._connection is None:
                self._connection = self._engine.raw_connection()
            cursor = self._connection.cursor()
            cursor.execute(self._sql, parameters)
            added = cursor.rowcount
            cursor.close()
        if added != 1:
            raise NotOpenError(kept["attempt_id"])

    def close(self) -> None:
        """Let go of the connection."""
        with self._turn:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


@cache
def _statement(table: type[Base]) -> Insert:
    """Return the statement that inserts a row of an open attempt, or nothing."""
    columns = table.__table__.columns
    attempt: Any = bindparam(OF_ATTEMPT)
    conditions = [
        exists().where(AttemptRow.id == attempt),
        ~exists().where(EndingRow.attempt_id == attempt),
    ]
    if table is DecisionRow:
        taken = select(func.count()).where(DecisionRow.attempt_id == attempt).scalar_subquery()
        conditions.append(bindparam("number", type_=columns["number"].type) == taken + literal_column("1"))
    values = [bindparam(column.key, type_=column.type).label(column.key) for column in columns]
    return insert(table).from_select([column.key for column in columns], select(*values).where(*conditions))
