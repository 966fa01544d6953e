"""The records of a data folder, only read: beside an open window, and without holding the folder.

For reports over all trainees. Nothing is upgraded, settled or repaired on the way; a transaction sees the
records of one moment, whatever the window writes meanwhile.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    bindparam,
    case,
    cast,
    func,
    literal,
    select,
    type_coerce,
)

from trainer.analysis.statistics import Assessment, DecisionRecord
from trainer.app.assessment_records import Scores
from trainer.app.attempts import GRACE
from trainer.app.ports import AttemptState, Trainee
from trainer.certification.standing import AssessmentFact
from trainer.scenario.model import Dimension, Use
from trainer.storage.facts import trainee_facts
from trainer.storage.read_only import ReadOnlyDatabase, as_kept
from trainer.storage.rows import AttemptRow, DecisionRow, EndingRow, ScoreRow, SignRow, TraineeRow

__all__ = ["DECISIONS", "RecordsReader"]

NO_SCORES: Final[Mapping[Dimension, Fraction]] = {}
_ASSESSED: Final = AttemptRow.use == Use.ASSESSMENT.value
_ENDED: Final = EndingRow.state.in_([AttemptState.FINISHED.value, AttemptState.LOST.value])
_FINISHED: Final = EndingRow.state == AttemptState.FINISHED.value

_DIMENSIONS: Final = {each.value: each for each in Dimension}


def _decisions() -> Select[Any]:
    rated = [
        (getattr(DecisionRow, f"{each.value}_earned"), getattr(DecisionRow, f"{each.value}_available"))
        for each in Dimension
    ]
    zero = literal(0)
    return (
        select(
            DecisionRow.attempt_id,
            DecisionRow.scene,
            DecisionRow.reply,
            # As it was written: of a million lists there are few different ones (see `_words`).
            type_coerce(DecisionRow.offered, String),
            sum((func.coalesce(earned, 0) for earned, _ in rated), start=zero),
            sum((func.coalesce(available, 0) for _, available in rated), start=zero),
            DecisionRow.seconds,
        )
        .join(AttemptRow, AttemptRow.id == DecisionRow.attempt_id)
        .join(EndingRow, EndingRow.attempt_id == AttemptRow.id)
        .where(_ASSESSED, _FINISHED, AttemptRow.scenario == bindparam("scenario"))
        .order_by(AttemptRow.id, DecisionRow.number)
    )


DECISIONS: Final = _decisions()
"""The decisions of finished assessments of the bound `scenario`, attempt by attempt, each in order."""


class RecordsReader:
    """Reads what is recorded in a data folder. Raises `NothingRecordedFault` where there is nothing yet."""

    def __init__(self, data: Path) -> None:
        self._database = ReadOnlyDatabase(data)
        self.path = self._database.path
        self._reading = self._database.reading

    def trainees(self) -> Sequence[Trainee]:
        """Return all profiles, oldest first."""
        query = select(TraineeRow.__table__).order_by(TraineeRow.created_at, TraineeRow.id)
        with self._reading() as connection:
            return [trainee_facts(row) for row in connection.execute(query)]

    def facts(self, trainees: Sequence[str] | None, now: datetime) -> Mapping[str, Sequence[AssessmentFact]]:
        """Return the assessments that are over, by trainee; of all trainees where None are named.

        One that is open although it can no longer be resumed is over, and lost.
        """
        wanted = _ASSESSED if trainees is None else _ASSESSED & AttemptRow.trainee_id.in_(trainees)
        found: dict[str, list[AssessmentFact]] = {}
        with self._reading() as connection:
            # A hundred thousand: as the driver gives them, which costs a third of what typed rows do.
            for attempt, trainee, scenario, language, at, passed, scores in as_kept(
                connection, _ends(wanted)
            ):
                known = _parsed(scores) if scores else NO_SCORES
                fact = AssessmentFact(attempt, scenario, language, _moment(at), known, passed=bool(passed))
                found.setdefault(trainee, []).append(fact)
            for attempt, trainee, scenario, language, *signs in connection.execute(_open(wanted)):
                lost_at = max(sign for sign in signs if sign is not None) + GRACE
                if lost_at < now:
                    fact = AssessmentFact(attempt, scenario, language, lost_at, {}, passed=False)
                    found.setdefault(trainee, []).append(fact)
        return found

    def assessments(self, scenarios: Sequence[str]) -> Sequence[Assessment]:
        """Return the assessments of some scenarios that have ended, in no order."""
        query = (
            select(
                AttemptRow.id,
                AttemptRow.trainee_id,
                AttemptRow.scenario,
                AttemptRow.version,
                AttemptRow.language,
                EndingRow.at,
                _FINISHED,
            )
            .join(EndingRow, EndingRow.attempt_id == AttemptRow.id)
            .where(_ASSESSED, _ENDED, AttemptRow.scenario.in_(scenarios))
        )
        with self._reading() as connection:
            return [Assessment(*row) for row in connection.execute(query).all()]

    def decisions(self, scenario: str) -> Iterator[tuple[str, Sequence[DecisionRecord]]]:
        """Give the finished assessments of a scenario one by one: each its id and its decisions in order."""
        with self._reading() as connection:
            # A million rows: as the driver gives them, which costs half of what typed rows do.
            rows = as_kept(connection, DECISIONS, scenario=scenario)
            for attempt, taken in groupby(rows, itemgetter(0)):
                yield (
                    attempt,
                    [
                        DecisionRecord(scene, reply, _words(offered), earned, available, seconds)
                        for _, scene, reply, offered, earned, available, seconds in taken
                    ],
                )

    def scores(self, scenarios: Sequence[str]) -> Mapping[str, Scores]:
        """Return the scores of the finished assessments of some scenarios, by attempt."""
        with self._reading() as connection:
            return _scores(connection, _ASSESSED & AttemptRow.scenario.in_(scenarios))

    def scenarios(self) -> Sequence[str]:
        """Return the ids of all scenarios of which an assessment has ended, sorted."""
        query = (
            select(AttemptRow.scenario)
            .join(EndingRow, EndingRow.attempt_id == AttemptRow.id)
            .where(_ASSESSED, _ENDED)
            .distinct()
            .order_by(AttemptRow.scenario)
        )
        with self._reading() as connection:
            return connection.scalars(query).all()


def _ends(wanted: ColumnElement[bool]) -> Select[str, str, str, str, datetime, int | None, str | None]:
    """Return the query of attempts that ended, the scores of each in one text (see `_parsed`).

    A row for each attempt and not for each score: a hundred thousand are read at once. What did not pass its
    scenario's own marks counts for no certification, whatever its scores; they are not read.
    """
    written = ScoreRow.dimension + " " + cast(ScoreRow.numerator, String) + "/"
    scores = (
        select(func.aggregate_strings(written + cast(ScoreRow.denominator, String), ","))
        .where(ScoreRow.attempt_id == AttemptRow.id)
        .scalar_subquery()
    )
    return (
        select(
            AttemptRow.id,
            AttemptRow.trainee_id,
            AttemptRow.scenario,
            AttemptRow.language,
            EndingRow.at,
            EndingRow.passed,
            case((EndingRow.passed == 1, scores)),
        )
        .join(EndingRow, EndingRow.attempt_id == AttemptRow.id)
        .where(wanted, _ENDED)
    )


def _open(wanted: ColumnElement[bool]) -> Select[str, str, str, str, datetime, datetime, datetime]:
    """Return the query of attempts that did not end, each with its signs of life: begun, decided, left."""
    decided = (
        select(func.max(DecisionRow.taken_at))
        .where(DecisionRow.attempt_id == AttemptRow.id)
        .scalar_subquery()
    )
    signed = select(func.max(SignRow.at)).where(SignRow.attempt_id == AttemptRow.id).scalar_subquery()
    return (
        select(
            AttemptRow.id,
            AttemptRow.trainee_id,
            AttemptRow.scenario,
            AttemptRow.language,
            AttemptRow.started_at,
            decided,
            signed,
        )
        .outerjoin(EndingRow, EndingRow.attempt_id == AttemptRow.id)
        .where(wanted, EndingRow.attempt_id.is_(None))
    )


def _scores(connection: Connection, wanted: ColumnElement[bool]) -> dict[str, dict[Dimension, Fraction]]:
    """Return the scores of attempts; one that was lost has none."""
    query = (
        select(ScoreRow.attempt_id, ScoreRow.dimension, ScoreRow.numerator, ScoreRow.denominator)
        .join(EndingRow, EndingRow.attempt_id == ScoreRow.attempt_id)
        .join(AttemptRow, AttemptRow.id == ScoreRow.attempt_id)
        .where(wanted)
    )
    found: dict[str, dict[Dimension, Fraction]] = {}
    for attempt, dimension, numerator, denominator in connection.execute(query).all():
        found.setdefault(attempt, {})[_DIMENSIONS[dimension]] = _fraction(numerator, denominator)
    return found


@lru_cache(4096)
def _fraction(numerator: int, denominator: int) -> Fraction:
    """Return an exact score. Thousands of attempts share a few hundred scores."""
    return Fraction(numerator, denominator)


@lru_cache(4096)
def _parsed(scores: str) -> Mapping[Dimension, Fraction]:
    """Return scores that were read as one text. Thousands of attempts share a few hundred of them."""
    named = (each.split(" ") for each in scores.split(","))
    return {_DIMENSIONS[name]: Fraction(score) for name, score in named}


def _moment(written: str) -> datetime:
    """Return a moment as it was kept: in UTC, which the text does not say."""
    return datetime.fromisoformat(f"{written}+00:00")


@lru_cache(4096)
def _words(written: str) -> tuple[str, ...]:
    """Return ids as they were kept. A million decisions share a few dozen lists."""
    return tuple(json.loads(written))
