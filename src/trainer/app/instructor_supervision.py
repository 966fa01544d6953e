"""Assessments under an instructor's eyes: their results are countersigned by the center's key.

The instructor unlocks the entrance and asks for supervision; the entrance locks at once, because the
trainee sits at this machine from now on. What goes on without it is one thing, that the ending of one call
will be signed when it is written: of the next assessment that begins here, within a quarter of an hour.
Whoever leaves that call, or needs more than two hours, gets a result without a signature.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from trainer.app.instructor_ports import AuditTrail, Deed, NewAuditEntry, Seals, Signer
from trainer.app.ports import AttemptState, Clock, Records
from trainer.i18n import _
from trainer.scenario.model import Use

__all__ = ["WAITS_FOR", "NotSupervisedError", "OpenEntrance", "Supervision"]

WAITS_FOR: Final = timedelta(minutes=15)
"""How long supervision waits for an assessment to begin."""


class OpenEntrance(Protocol):
    """What supervision needs of the instructor's entrance."""

    def signer(self) -> Signer | None:
        """Return the center's key; None where there is none. Raises `LockedError`."""

    def lock(self) -> None:
        """Lock."""


class NotSupervisedError(ValueError):
    """An attempt cannot be supervised. The text says why."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Supervision that waits for an assessment to begin."""

    signer: Signer
    seconds: float
    """When it was asked for, by the clock that never goes back."""
    moment: datetime


class Supervision:
    """Supervised assessments of this machine."""

    def __init__(self, *, seals: Seals, records: Records, audit: AuditTrail, clock: Clock) -> None:
        self._seals = seals
        self._records = records
        self._audit = audit
        self._clock = clock
        self._waiting: _Waiting | None = None

    def arm(self, entrance: OpenEntrance) -> None:
        """Let the next assessment of this machine be supervised, and lock the entrance.

        Raises `LockedError`, `NotSupervisedError`.
        """
        signer = entrance.signer()
        if signer is None:
            raise NotSupervisedError(
                _("Only the center's key can sign results. Make or import it first, then unlock again.")
            )
        self._waiting = _Waiting(signer, self._clock.seconds(), self._clock.now())
        entrance.lock()

    def disarm(self) -> None:
        """Let the next assessment be one like any other. Harmless where it is."""
        self._waiting = None

    def waits(self) -> bool:
        """Return whether the next assessment would be supervised; nothing is read for it."""
        return self._left() > timedelta()

    def begin(self, attempt: str) -> None:
        """Supervise an assessment that has just begun; the one after it is again like any other.

        Raises `NotSupervisedError`; KeyError where there is no such attempt.
        """
        left, waiting = self._left(), self._waiting
        if waiting is None or left <= timedelta():
            raise NotSupervisedError(_("No instructor has asked for supervision on this machine."))
        facts = self._records.attempt(attempt)
        begun = facts.use is Use.ASSESSMENT and facts.state is AttemptState.OPEN
        if not begun or facts.decisions or facts.interruptions:
            raise NotSupervisedError(
                _("Only an assessment that has just begun can be supervised; this one was not.")
            )
        self._waiting = None
        self._audit.note(NewAuditEntry(Deed.SUPERVISED, self._clock.now(), attempt))
        self._seals.watch(attempt, waiting.signer)

    def goes_on(self, attempt: str) -> bool:
        """Return whether the result of a call would be countersigned as it stands."""
        return self._seals.watched(attempt)

    def countersigned(self, attempts: Collection[str]) -> frozenset[str]:
        """Return those of some attempts whose results are countersigned.

        Whether by the center's own key, and whether the records are whole, `examine_records` tells.
        """
        return self._seals.countersigned(attempts)

    def _left(self) -> timedelta:
        """Return for how long supervision still waits; forget the key where that is over.

        By both clocks: the one that never goes back stands still while the machine sleeps.
        """
        if self._waiting is None:
            return timedelta()
        by_run = timedelta(seconds=self._clock.seconds() - self._waiting.seconds)
        left = WAITS_FOR - max(by_run, self._clock.now() - self._waiting.moment)
        if left <= timedelta():
            self._waiting = None
        return max(left, timedelta())
