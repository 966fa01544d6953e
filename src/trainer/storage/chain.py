"""The end of this database's chain, where every new fact is linked.

One program works on a data folder, so the end is remembered between writes and a decision stays one
statement. After anything that fails it is read again: whether the failed write reached the disk, only the
disk knows.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Dialect, Engine, Float, Select, bindparam, insert, select, union_all

from trainer.app.record_chain import FIELDS, ChainHead, FactKind, encode, first_link, next_link
from trainer.app.record_chain_examination import ChainOrigin
from trainer.storage.database import writing
from trainer.storage.machine import MachineClock, MachineIdentifiers
from trainer.storage.rows import (
    AttemptRow,
    Base,
    ChainRow,
    DecisionRow,
    DeedRow,
    EndingRow,
    SealRow,
    SignRow,
)

__all__ = ["KINDS", "SCORES", "ChainEnd", "Values", "begin_chain", "head_of"]

Values = dict[str, Any]
Processors = Mapping[str, Callable[[Any], Any]]

SCORES: Final = "scores"
"""What is linked of an ending, but kept in rows of its own."""

KINDS: Final[Mapping[type[Base], FactKind]] = {
    AttemptRow: FactKind.ATTEMPT,
    DecisionRow: FactKind.DECISION,
    SignRow: FactKind.SIGN,
    EndingRow: FactKind.ENDING,
    DeedRow: FactKind.DEED,
    SealRow: FactKind.SEAL,
}


class ChainEnd:
    """Where the next fact is linked. Whoever writes takes a turn, one after another."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = threading.RLock()
        self._number = 0
        self._head: ChainHead | None = None
        self._processors = {table: _processors(table, engine.dialect) for table in KINDS}

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the end of the chain, around a transaction and not within one."""
        with self._turn:
            if self._head is None:
                self._number, self._head = self._found()
            try:
                yield
            except BaseException:
                self._head = None
                raise

    def link(self, table: type[Base], values: Values, *, scores: str | None = None) -> Values:
        """Return the row with its place in the chain, which is thereby taken. Only within a turn."""
        given = values if scores is None else {**values, SCORES: scores}
        return values | self._take(table, self._as_kept(table, given))

    def link_decision(self, values: Values) -> Values:
        """Return the row of a decision as the database keeps it, with its place. Only within a turn."""
        kept = self._as_kept(DecisionRow, values)
        return kept | self._take(DecisionRow, kept)

    def append(self, connection: Connection, table: type[Base], values: Values) -> None:
        """Insert a fact. Only within a turn."""
        connection.execute(insert(table), self.link(table, values))

    def _as_kept(self, table: type[Base], values: Values) -> Values:
        """Return a row with each value in the form in which the database keeps it."""
        kept = dict(values)
        for name, process in self._processors[table].items():
            kept[name] = process(values[name])
        return kept

    def _take(self, table: type[Base], kept: Values) -> Values:
        """Take the next place for a row that is as the database keeps it."""
        kind, head = KINDS[table], self.head
        link = next_link(head.link, encode(kind, [kept[name] for name in FIELDS[kind]]))
        self._head = ChainHead(head.chain, head.place + 1, link)
        return {"chain": self._number, "place": self._head.place, "link": link}

    @property
    def head(self) -> ChainHead:
        """Where the chain stands. Only within a turn."""
        if self._head is None:
            raise RuntimeError("the end of the chain is asked for outside of a turn")
        return self._head

    def _found(self) -> tuple[int, ChainHead]:
        with self._engine.connect() as connection, connection.begin():
            found = head_of(connection)
        if found is None:
            # Somebody emptied the table. What was linked is told as broken; what comes is linked anew.
            with writing(self._engine) as connection:
                begin_chain(connection, ChainOrigin.BEGUN, b"")
                found = head_of(connection)
        if found is None:
            raise RuntimeError("a chain that was begun is not there")
        return found


def begin_chain(connection: Connection, origin: ChainOrigin, after: bytes) -> None:
    """Begin a chain, to which the facts of this database are linked from now on."""
    clock, identifiers = MachineClock(), MachineIdentifiers()
    values = {"id": identifiers.new(), "origin": origin.value, "begun_at": clock.now(), "after": after}
    connection.execute(insert(ChainRow), {**values, "here": 1})


def head_of(connection: Connection) -> tuple[int, ChainHead] | None:
    """Return the number of the chain that facts of this database are linked to now, and where it stands."""
    chain = connection.execute(
        select(ChainRow.number, ChainRow.id, ChainRow.after)
        .where(ChainRow.here == 1)
        .order_by(ChainRow.number.desc())
        .limit(1)
    ).first()
    if chain is None:
        return None
    last = connection.execute(_last(), {"chain": chain.number}).first()
    if last is None:
        return chain.number, ChainHead(chain.id, 0, first_link(chain.id, chain.after))
    return chain.number, ChainHead(chain.id, last.place, last.link)


@cache
def _last() -> Select[Any]:
    """Return the query of the last fact of the bound `chain`: of each table its last, of those the last."""
    tables = [table.__table__.columns for table in KINDS]
    ends = [
        select(table.place, table.link)
        .where(table.chain == bindparam("chain"))
        .order_by(table.place.desc())
        .limit(1)
        .subquery()
        for table in tables
    ]
    found = union_all(*(select(end.c.place, end.c.link) for end in ends)).subquery()
    return select(found.c.place, found.c.link).order_by(found.c.place.desc()).limit(1)


def _processors(table: type[Base], dialect: Dialect) -> Processors:
    """Return which values are kept in another form than they are given, and how each is brought into it."""
    found: dict[str, Callable[[Any], Any]] = {}
    for column in table.__table__.columns:
        if isinstance(column.type, Float):
            found[column.key] = _seconds
        elif column.key in FIELDS[KINDS[table]]:
            process = column.type.dialect_impl(dialect).bind_processor(dialect)
            if process is not None:
                found[column.key] = process
    return found


def _seconds(value: float) -> float:
    """Return a number as the database gives it back: a double, and never the negative zero."""
    return float(value) + 0.0
