"""What the use cases need of the world outside, and the values that cross that border.

Adapters fill the Protocols; no use case knows a database, a toolkit or a clock of its own. Faults of the
environment (disk full, a locked file) are one family, `Fault`, each with a sentence a person can act on;
anything else that is raised is a defect of ours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from trainer.app.faults import Fault
from trainer.engine.call import Event
from trainer.scenario.model import CriticalError, Dimension, Outcome, Use

__all__ = [
    "AttemptFacts",
    "AttemptState",
    "BackupFacts",
    "BackupKind",
    "Clock",
    "DecisionFacts",
    "Fault",
    "Finish",
    "Identifiers",
    "NewAttempt",
    "NewTrainee",
    "Progress",
    "Records",
    "TimeAllowance",
    "Trainee",
]


class TimeAllowance(StrEnum):
    """A trainee's accommodation for time limits: the factor, or no limit at all."""

    AS_AUTHORED = "1"
    HALF_MORE = "1.5"
    DOUBLE = "2"
    NO_LIMIT = "none"

    @property
    def factor(self) -> float | None:
        """What a time limit is multiplied by; None where there is none."""
        return None if self is TimeAllowance.NO_LIMIT else float(self.value)


@dataclass(frozen=True, slots=True)
class NewTrainee:
    """What a profile is made of."""

    name: str
    languages: tuple[str, ...]
    """Base languages this trainee practices."""
    interface_language: str
    speech_rate: float
    """1.0 is the voice's natural rate; 0.5 to 2.0."""
    time_allowance: TimeAllowance


@dataclass(frozen=True, slots=True)
class Trainee(NewTrainee):
    """A profile on this machine."""

    id: str
    created_at: datetime


class AttemptState(StrEnum):
    """Where an attempt stands."""

    OPEN = "open"
    FINISHED = "finished"
    LOST = "lost"
    """An assessment that was given up, or interrupted and not resumed within 24 hours."""
    ABANDONED = "abandoned"
    """A practice that the trainee chose not to go on with, or went on with in a branch."""


@dataclass(frozen=True, slots=True)
class NewAttempt:
    """What is fixed when an attempt begins."""

    id: str
    trainee: str
    scenario: str
    version: int
    source: bytes
    """The exact file that is played; kept once, by its SHA-256."""
    language: str
    use: Use
    seed: int
    """Decides the order in which replies are shown; no part of the rules of the call."""
    time_allowance: TimeAllowance
    started_at: datetime
    parent: str | None = None
    """The attempt of which this one is a branch (going back, trying again from a decision); practice only."""
    branch_length: int = 0
    """How many decisions of the parent this attempt begins with; they are copied as its own."""


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """One recorded decision."""

    attempt: str
    number: int
    """From 1."""
    event: Event
    shown: tuple[str, ...]
    """Reply ids in the order in which the trainee saw them."""
    taken_at: datetime
    seconds: float
    """From the moment the replies were shown; measured by a clock that never goes back."""
    elapsed: float
    """Seconds of the call at that moment, without those in which it was interrupted or paused."""
    held: float = 0.0
    """Seconds since the decision before in which the customer was on hold; they are part of `elapsed`."""


@dataclass(frozen=True, slots=True)
class Finish:
    """How a finished attempt ended. Scores are exact, as (numerator, denominator) of a fraction of 100."""

    finished_at: datetime
    scene: str
    outcome: Outcome
    scores: Mapping[Dimension, tuple[int, int] | None]
    passed: bool
    reasons: tuple[str, ...]
    critical: tuple[CriticalError, ...]


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """One recorded attempt."""

    id: str
    trainee: str
    scenario: str
    version: int
    source_sha256: str
    language: str
    use: Use
    seed: int
    time_allowance: TimeAllowance
    started_at: datetime
    state: AttemptState
    parent: str | None
    branch_length: int
    """How many of its first decisions were copied from the parent."""
    decisions: int
    """How many decisions are recorded."""
    interruptions: int
    last_at: datetime
    """The last sign of life: begun, decided, left, resumed or ended."""
    finish: Finish | None


@dataclass(frozen=True, slots=True)
class Progress:
    """What a trainee's attempts amount to, in figures."""

    calls: int
    """Finished ones, practice and assessment."""
    passed_assessments: int
    open_calls: int
    last_at: datetime | None
    """When a call was last begun, left, resumed or finished; None where there was none."""


class BackupKind(StrEnum):
    """Why a backup was made."""

    ON_DEMAND = "on-demand"
    DAILY = "daily"
    BEFORE_UPGRADE = "before-upgrade"
    BEFORE_RESTORE = "before-restore"


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """One backup of the records."""

    name: str
    path: Path
    made_at: datetime
    kind: BackupKind
    size: int
    """In bytes."""


class Clock(Protocol):
    """Time, twice: of the calendar for records, of a stopwatch for durations."""

    def now(self) -> datetime:
        """Return the time in UTC, aware of its zone."""

    def seconds(self) -> float:
        """Return seconds of a clock that never goes back."""


class Identifiers(Protocol):
    """New identities."""

    def new(self) -> str:
        """Return a UUIDv7 in its canonical form: time-ordered and unique across machines."""

    def seed(self) -> int:
        """Return an unpredictable whole number, 0 to 2**31 - 1."""


class Records(Protocol):
    """The facts of this machine. Every method that writes returns only once the write is durable.

    Each raises `Fault` where the environment refuses, and has then written nothing. Methods that write to an
    attempt raise `ValueError` where it has ended.
    """

    def add_trainee(self, trainee: Trainee) -> None:
        """Keep a new profile."""

    def change_trainee(self, trainee: Trainee) -> None:
        """Replace what a profile says; KeyError where there is none."""

    def trainee(self, trainee: str) -> Trainee:
        """Return one profile; KeyError where there is none."""

    def trainees(self) -> Sequence[Trainee]:
        """Return all profiles, oldest first."""

    def begin(self, attempt: NewAttempt) -> None:
        """Keep a new attempt and its source.

        Of a branch also the copied decisions of its parent; the parent, where still open, is abandoned for
        it.
        """

    def decide(self, decision: DecisionFacts) -> None:
        """Keep one decision of an open attempt."""

    def finish(self, last: DecisionFacts, finish: Finish) -> None:
        """Keep the last decision and the end of its attempt, both or neither."""

    def close(self, attempt: str, state: AttemptState, at: datetime) -> None:
        """End an open attempt without a result: lost or abandoned."""

    def interrupt(self, attempt: str, at: datetime) -> None:
        """Record that an open attempt was left."""

    def resume(self, attempt: str, at: datetime) -> None:
        """Record that an open attempt goes on.

        Where it had not been left in good order, the interruption is recorded too, at its last sign of life.
        """

    def attempt(self, attempt: str) -> AttemptFacts:
        """Return one attempt; KeyError where there is none."""

    def attempts(self, trainee: str) -> Sequence[AttemptFacts]:
        """Return all attempts of a trainee, newest first."""

    def progress(self, trainee: str) -> Progress:
        """Return what a trainee's attempts amount to."""

    def decisions(self, attempt: str) -> Sequence[DecisionFacts]:
        """Return the decisions of one attempt in order."""

    def decisions_of(self, attempts: Sequence[str]) -> Mapping[str, Sequence[DecisionFacts]]:
        """Return the decisions of several attempts, by attempt, in order."""

    def source(self, sha256: str) -> bytes:
        """Return the exact file that was played; KeyError where there is none."""

    def backup(self, kind: BackupKind) -> BackupFacts:
        """Make a backup now, and prove that it opens."""

    def backups(self) -> Sequence[BackupFacts]:
        """Return the backups that exist, newest first."""
