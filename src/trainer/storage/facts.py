"""Between rows and the values of the ports: what is written of each, and how it is read back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, case, func, select
from sqlalchemy.orm import InstrumentedAttribute

from trainer.app.library import fingerprint
from trainer.app.ports import (
    AttemptFacts,
    AttemptState,
    DecisionFacts,
    Finish,
    NewAttempt,
    Progress,
    TimeAllowance,
    Trainee,
)
from trainer.engine.call import Event, Rating
from trainer.scenario.model import CriticalError, Dimension, Outcome, Use
from trainer.storage.rows import AttemptRow, DecisionRow, EndingRow, SignRow

__all__ = [
    "ATTEMPTS",
    "COPIED",
    "DECISIONS",
    "PROGRESS",
    "attempt_facts",
    "attempt_values",
    "decision_facts",
    "decision_values",
    "ending_values",
    "progress_of",
    "score_values",
    "trainee_facts",
    "trainee_values",
]

Values = dict[str, Any]
Scores = Mapping[Dimension, tuple[int, int]]

# Thousands of rows are read at once, and a look into a table costs a fifth of asking the enumeration.
_USES = {each.value: each for each in Use}
_ALLOWANCES = {each.value: each for each in TimeAllowance}
_STATES = {each.value: each for each in AttemptState}
_OUTCOMES = {each.value: each for each in Outcome}
_DIMENSIONS = tuple(Dimension)
_FINISHED = AttemptState.FINISHED.value

LINKED = frozenset({"chain", "place", "link"})
"""Where a fact stands in its chain, which is no part of what it says."""

COPIED: tuple[InstrumentedAttribute[Any], ...] = tuple(
    getattr(DecisionRow, column.key)
    for column in DecisionRow.__table__.columns
    if column.key not in {"id", "attempt_id", *LINKED}
)
"""What a branch copies of its parent's decisions."""


def trainee_values(trainee: Trainee) -> Values:
    """Return the row of a profile."""
    return {
        "id": trainee.id,
        "name": trainee.name,
        "languages": trainee.languages,
        "interface_language": trainee.interface_language,
        "speech_rate": trainee.speech_rate,
        "time_allowance": trainee.time_allowance.value,
        "created_at": trainee.created_at,
    }


def trainee_facts(row: Row[Any]) -> Trainee:
    """Return a profile as it was kept."""
    return Trainee(
        id=row.id,
        name=row.name,
        languages=row.languages,
        interface_language=row.interface_language,
        speech_rate=row.speech_rate,
        time_allowance=TimeAllowance(row.time_allowance),
        created_at=row.created_at,
    )


def attempt_values(attempt: NewAttempt) -> Values:
    """Return the row of a new attempt."""
    return {
        "id": attempt.id,
        "trainee_id": attempt.trainee,
        "scenario": attempt.scenario,
        "version": attempt.version,
        "source_sha256": fingerprint(attempt.source),
        "language": attempt.language,
        "use": attempt.use.value,
        "seed": attempt.seed,
        "time_allowance": attempt.time_allowance.value,
        "started_at": attempt.started_at,
        "parent_id": attempt.parent,
        "branch_length": attempt.branch_length,
    }


def decision_values(decision: DecisionFacts, identity: str) -> Values:
    """Return the row of a decision."""
    event = decision.event
    values: Values = {
        "id": identity,
        "attempt_id": decision.attempt,
        "number": decision.number,
        "scene": event.scene,
        "skill": event.skill,
        "line": event.line,
        "offered": event.offered,
        "shown": decision.shown,
        "reply": event.reply,
        "critical": None if event.critical is None else event.critical.value,
        "mood": event.mood,
        "flags": tuple(sorted(event.flags)),
        "taken_at": decision.taken_at,
        "seconds": decision.seconds,
        "elapsed": decision.elapsed,
        "held": decision.held,
    }
    for dimension in Dimension:
        rating = event.ratings.get(dimension)
        values[f"{dimension.value}_earned"] = None if rating is None else rating.earned
        values[f"{dimension.value}_available"] = None if rating is None else rating.available
    return values


DECISIONS: Select[Any] = select(
    *(column for column in DecisionRow.__table__.columns if column.key not in LINKED)
)
"""Everything `decision_facts` needs."""


def decision_facts(row: Row[Any]) -> DecisionFacts:
    """Return a decision as it was kept."""
    rated = {
        Dimension.EMPATHY: (row.empathy_earned, row.empathy_available),
        Dimension.RESOLUTION: (row.resolution_earned, row.resolution_available),
        Dimension.REGISTER: (row.register_earned, row.register_available),
    }
    event = Event(
        scene=row.scene,
        skill=row.skill,
        line=row.line,
        offered=row.offered,
        reply=row.reply,
        ratings={
            dimension: Rating(earned, available)
            for dimension, (earned, available) in rated.items()
            if earned is not None and available is not None
        },
        critical=None if row.critical is None else CriticalError(row.critical),
        mood=row.mood,
        flags=frozenset(row.flags),
    )
    return DecisionFacts(
        attempt=row.attempt_id,
        number=row.number,
        event=event,
        shown=row.shown,
        taken_at=row.taken_at,
        seconds=row.seconds,
        elapsed=row.elapsed,
        held=row.held,
    )


def ending_values(attempt: str, state: AttemptState, at: datetime, finish: Finish | None = None) -> Values:
    """Return the row of an attempt's end; `finish` is its result, where it has one."""
    return {
        "attempt_id": attempt,
        "state": state.value,
        "at": at,
        "scene": None if finish is None else finish.scene,
        "outcome": None if finish is None else finish.outcome.value,
        "passed": None if finish is None else int(finish.passed),
        "reasons": () if finish is None else finish.reasons,
        "critical": () if finish is None else tuple(kind.value for kind in finish.critical),
    }


def score_values(attempt: str, finish: Finish) -> list[Values]:
    """Return the rows of a result's scores."""
    return [
        {
            "attempt_id": attempt,
            "dimension": dimension.value,
            "numerator": score[0],
            "denominator": score[1],
        }
        for dimension, score in finish.scores.items()
        if score is not None
    ]


def _attempts() -> Select[Any]:
    """Return the query of attempts, with what became of each and the last sign of life."""
    attempt = AttemptRow.id
    decided = select(func.count()).where(DecisionRow.attempt_id == attempt).scalar_subquery()
    last_decided = (
        select(DecisionRow.taken_at)
        .where(DecisionRow.attempt_id == attempt)
        .order_by(DecisionRow.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    left = select(func.count()).where(SignRow.attempt_id == attempt, SignRow.kind == "left").scalar_subquery()
    last_sign = (
        select(SignRow.at)
        .where(SignRow.attempt_id == attempt)
        .order_by(SignRow.at.desc())
        .limit(1)
        .scalar_subquery()
    )
    begun = [column for column in AttemptRow.__table__.columns if column.key not in LINKED]
    ending = [column for column in EndingRow.__table__.columns if column.key not in {"attempt_id", *LINKED}]
    # The last sign of life of what has ended is its end, and thousands have ended.
    still_open = EndingRow.state.is_(None)
    return select(
        *begun,
        *(column.label(f"ending_{column.key}") for column in ending),
        decided.label("decided"),
        case((still_open, last_decided)).label("last_decided"),
        left.label("interruptions"),
        case((still_open, last_sign)).label("last_sign"),
    ).outerjoin(EndingRow, EndingRow.attempt_id == attempt)


ATTEMPTS = _attempts()
"""Everything `attempt_facts` needs, but for the scores."""


def _progress() -> Select[int, int, int, datetime, datetime, datetime]:
    """Return the query of what a trainee's attempts amount to."""
    finished = EndingRow.state == AttemptState.FINISHED.value
    passed = finished & (EndingRow.passed == 1) & (AttemptRow.use == Use.ASSESSMENT.value)
    last_sign = (
        select(func.max(SignRow.at))
        .join(AttemptRow, AttemptRow.id == SignRow.attempt_id)
        .where(AttemptRow.trainee_id == bindparam("trainee"))
        .scalar_subquery()
    )
    return (
        select(
            func.count().filter(finished).label("calls"),
            func.count().filter(passed).label("passed_assessments"),
            func.count().filter(EndingRow.state.is_(None)).label("open_calls"),
            func.max(AttemptRow.started_at).label("last_begun"),
            func.max(EndingRow.at).filter(finished).label("last_finished"),
            last_sign.label("last_sign"),
        )
        .select_from(AttemptRow)
        .outerjoin(EndingRow, EndingRow.attempt_id == AttemptRow.id)
        .where(AttemptRow.trainee_id == bindparam("trainee"))
    )


PROGRESS = _progress()
"""Everything `progress_of` needs, of the bound `trainee`."""


def progress_of(row: Row[int, int, int, datetime, datetime, datetime]) -> Progress:
    """Return what a trainee's attempts amount to; `row` is that of `PROGRESS`."""
    moments = [row.last_begun, row.last_finished, row.last_sign]
    return Progress(
        calls=row.calls,
        passed_assessments=row.passed_assessments,
        open_calls=row.open_calls,
        last_at=max((moment for moment in moments if moment is not None), default=None),
    )


def attempt_facts(row: Row[Any], scores: Scores) -> AttemptFacts:
    """Return an attempt as it was kept; `row` is one of `ATTEMPTS`."""
    signs = (row.started_at, row.last_decided, row.last_sign)
    return AttemptFacts(
        id=row.id,
        trainee=row.trainee_id,
        scenario=row.scenario,
        version=row.version,
        source_sha256=row.source_sha256,
        language=row.language,
        use=_USES[row.use],
        seed=row.seed,
        time_allowance=_ALLOWANCES[row.time_allowance],
        started_at=row.started_at,
        state=AttemptState.OPEN if row.ending_state is None else _STATES[row.ending_state],
        parent=row.parent_id,
        branch_length=row.branch_length,
        decisions=row.decided,
        interruptions=row.interruptions,
        last_at=row.ending_at or max(sign for sign in signs if sign is not None),
        finish=_finish(row, scores),
    )


def _finish(row: Row[Any], scores: Scores) -> Finish | None:
    if row.ending_state != _FINISHED:
        return None
    return Finish(
        finished_at=row.ending_at,
        scene=row.ending_scene,
        outcome=_OUTCOMES[row.ending_outcome],
        scores={dimension: scores.get(dimension) for dimension in _DIMENSIONS},
        passed=bool(row.ending_passed),
        reasons=row.ending_reasons,
        critical=tuple(map(CriticalError, row.ending_critical)) if row.ending_critical else (),
    )
