"""Facts for tests of the records: everything said, nothing left to a default that matters."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from fake_time import FakeIdentifiers

from trainer.app.ports import (
    DecisionFacts,
    Finish,
    NewAttempt,
    TimeAllowance,
    Trainee,
)
from trainer.engine.call import Event, Rating
from trainer.scenario.model import CriticalError, Dimension, Outcome, Use

IDENTIFIERS = FakeIdentifiers(first=900_000)
START = datetime(2026, 3, 9, 12, 0, 0, 123456, tzinfo=UTC)


def at(seconds: float) -> datetime:
    """Return a moment, counted from when everything began."""
    return START + timedelta(seconds=seconds)


def trainee(name: str = "Xóchitl Ramos", seconds: float = 0) -> Trainee:
    return Trainee(
        name=name,
        languages=("en", "es"),
        interface_language="es",
        speech_rate=1.25,
        time_allowance=TimeAllowance.HALF_MORE,
        id=IDENTIFIERS.new(),
        created_at=at(seconds),
    )


def attempt(who: Trainee, seconds: float = 1, **changes: object) -> NewAttempt:
    plain = NewAttempt(
        id=IDENTIFIERS.new(),
        trainee=who.id,
        scenario="double-charge",
        version=3,
        source="título: ñandú\r\n".encode(),
        language="es",
        use=Use.PRACTICE,
        seed=2**31 - 1,
        time_allowance=TimeAllowance.NO_LIMIT,
        started_at=at(seconds),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # a test says what it changes


def decision(of: NewAttempt, number: int, reply: str = "own-it") -> DecisionFacts:
    event = Event(
        scene="opening",
        skill="acknowledge-emotion",
        line="scenes/opening/customer",
        offered=("own-it", "wait"),
        reply=reply,
        ratings={Dimension.EMPATHY: Rating(2, 3), Dimension.RESOLUTION: Rating(0, 3)},
        critical=CriticalError.COMPLIANCE,
        mood=-2,
        flags=frozenset({"apologized", "año-nuevo"}),
    )
    return DecisionFacts(
        attempt=of.id,
        number=number,
        event=event,
        shown=("wait", "own-it"),
        taken_at=at(10 * number),
        seconds=4.25,
        elapsed=9.5 * number,
    )


def bare_decision(of: NewAttempt, number: int) -> DecisionFacts:
    """Return a decision in which everything that can be lacking lacks."""
    plain = decision(of, number, "silence")
    event = plain.event._replace(skill=None, ratings={}, critical=None, flags=frozenset(), mood=3)
    return replace(plain, event=event, seconds=0.0)


def finish(seconds: float) -> Finish:
    return Finish(
        finished_at=at(seconds),
        scene="done",
        outcome=Outcome.FOLLOW_UP,
        scores={Dimension.EMPATHY: (250, 3), Dimension.RESOLUTION: (0, 1), Dimension.REGISTER: None},
        passed=False,
        reasons=("resolution", "critical", "outcome"),
        critical=(CriticalError.COMPLIANCE, CriticalError.CUSTOMER),
    )
