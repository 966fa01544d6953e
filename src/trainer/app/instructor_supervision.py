"""Assessments under an instructor's eyes: their results are countersigned by the center's key.

The instructor unlocks the entrance, has the assessment begun, and the entrance locks at once: the trainee
sits at this machine from now on. What goes on without it is one thing, that the ending of this one call will
be signed when it is written. Whoever leaves the call, or needs more than two hours, gets a result without a
signature.
"""

from collections.abc import Collection
from typing import Protocol

from trainer.app.instructor_ports import AuditTrail, Deed, NewAuditEntry, Seals, Signer
from trainer.app.ports import AttemptState, Clock, Records
from trainer.i18n import _
from trainer.scenario.model import Use

__all__ = ["NotSupervisedError", "OpenEntrance", "Supervision"]


class OpenEntrance(Protocol):
    """What supervision needs of the instructor's entrance."""

    def signer(self) -> Signer | None:
        """Return the center's key; None where there is none. Raises `LockedError`."""

    def lock(self) -> None:
        """Lock."""


class NotSupervisedError(ValueError):
    """An attempt cannot be supervised. The text says why."""


class Supervision:
    """Supervised assessments of this machine."""

    def __init__(
        self, *, entrance: OpenEntrance, seals: Seals, records: Records, audit: AuditTrail, clock: Clock
    ) -> None:
        self._entrance = entrance
        self._seals = seals
        self._records = records
        self._audit = audit
        self._clock = clock

    def begin(self, attempt: str) -> None:
        """Supervise an assessment that has just begun, and lock the entrance.

        Raises `LockedError`, `NotSupervisedError`; KeyError where there is no such attempt.
        """
        signer = self._entrance.signer()
        if signer is None:
            raise NotSupervisedError(
                _("Only the center's key can sign results. Make or import it first, then unlock again.")
            )
        facts = self._records.attempt(attempt)
        begun = facts.use is Use.ASSESSMENT and facts.state is AttemptState.OPEN
        if not begun or facts.decisions or facts.interruptions:
            raise NotSupervisedError(
                _("Only an assessment that has just begun can be supervised; this one was not.")
            )
        self._audit.note(NewAuditEntry(Deed.SUPERVISED, self._clock.now(), attempt))
        self._seals.watch(attempt, signer)
        self._entrance.lock()

    def goes_on(self, attempt: str) -> bool:
        """Return whether the result of a call would be countersigned as it stands."""
        return self._seals.watched(attempt)

    def countersigned(self, attempts: Collection[str]) -> frozenset[str]:
        """Return those of some attempts whose results are countersigned.

        Whether by the center's own key, and whether the records are whole, `examine_records` tells.
        """
        return self._seals.countersigned(attempts)
