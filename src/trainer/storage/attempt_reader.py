"""Attempts as they were recorded, those that have ended read once: what has ended never changes."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, select

from trainer.app.ports import AttemptFacts, AttemptState
from trainer.scenario.model import Dimension
from trainer.storage.facts import ATTEMPTS, attempt_facts
from trainer.storage.rows import AttemptRow, ScoreRow

__all__ = ["ASKED_AT_ONCE", "AttemptReader"]

ASKED_AT_ONCE = 500
"""How many attempts one query names."""


class AttemptReader:
    """Reads attempts. Safe to use from several threads."""

    def __init__(self) -> None:
        self._ended: dict[str, AttemptFacts] = {}

    def read(self, connection: Connection, wanted: ColumnElement[bool]) -> list[AttemptFacts]:
        """Return the attempts that are wanted, newest first."""
        order = (AttemptRow.started_at.desc(), AttemptRow.id.desc())
        ids = connection.scalars(select(AttemptRow.id).where(wanted).order_by(*order)).all()
        unknown = [each for each in ids if each not in self._ended]
        read = {facts.id: facts for facts in _read(connection, wanted, unknown)}
        self._ended.update(
            {facts.id: facts for facts in read.values() if facts.state is not AttemptState.OPEN}
        )
        return [read.get(each) or self._ended[each] for each in ids]


def _read(
    connection: Connection, wanted: ColumnElement[bool], unknown: Sequence[str]
) -> Iterator[AttemptFacts]:
    """Give the unknown ones of the attempts that are wanted, in no order."""
    if len(unknown) > ASKED_AT_ONCE:
        # The first time, years of practice: asking for all that are wanted is cheaper than naming each.
        yield from _read_where(connection, wanted)
    elif unknown:
        yield from _read_where(connection, AttemptRow.id.in_(unknown))


def _read_where(connection: Connection, wanted: ColumnElement[bool]) -> Iterator[AttemptFacts]:
    scores: dict[str, dict[Dimension, tuple[int, int]]] = {}
    scored = select(ScoreRow.__table__).join(AttemptRow, AttemptRow.id == ScoreRow.attempt_id).where(wanted)
    for attempt, dimension, numerator, denominator in connection.execute(scored).all():
        scores.setdefault(attempt, {})[_DIMENSIONS[dimension]] = (numerator, denominator)
    for row in connection.execute(ATTEMPTS.where(wanted)).all():
        yield attempt_facts(row, scores.get(row.id, {}))


_DIMENSIONS = {each.value: each for each in Dimension}
