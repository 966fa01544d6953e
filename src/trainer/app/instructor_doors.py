"""Doors that open to a secret, and make whoever tries wrong ones wait, longer each time.

The instructor's entrance is one, each trainee's PIN another. A try is counted before it is looked at,
durably: ending the program in between gains nothing. Waits are kept as the moment of the last wrong try. The
clock on the wall may be set: set back, the wait begins anew from what it says now; set forward, the wait of
this run of the program is still told by the clock that never goes back. Only a restart with the clock set
forward shortens a wait, which nothing on a machine can prevent that its user owns.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from trainer.app.instructor_ports import AuditTrail, Deed, LockFacts, Locks, NewAuditEntry, Secrets
from trainer.app.ports import Clock
from trainer.i18n import ngettext

__all__ = ["INSTRUCTOR_WAITS", "PIN_WAITS", "Doors", "MustWaitError", "Waits"]

MINUTE: Final = 60


@dataclass(frozen=True, slots=True)
class Waits:
    """How long one waits after so many wrong tries: nothing at first, then twice as long each time."""

    free: int
    """Wrong tries after which nobody waits."""
    first: timedelta
    longest: timedelta

    def after(self, failures: int) -> timedelta:
        """Return the wait after so many wrong tries in a row."""
        over = failures - self.free
        if over <= 0:
            return timedelta()
        doublings = min(over - 1, (self.longest // self.first).bit_length())
        return min(self.first * (1 << doublings), self.longest)


INSTRUCTOR_WAITS: Final = Waits(free=2, first=timedelta(seconds=15), longest=timedelta(hours=1))
PIN_WAITS: Final = Waits(free=4, first=timedelta(seconds=10), longest=timedelta(minutes=15))


class MustWaitError(ValueError):
    """The door cannot be tried yet. The text says for how long."""

    def __init__(self, remaining: timedelta) -> None:
        super().__init__(_wait_sentence(remaining))
        self.remaining = remaining


class Doors:
    """Doors of one kind."""

    def __init__(
        self,
        *,
        locks: Locks,
        audit: AuditTrail,
        secrets: Secrets,
        clock: Clock,
        waits: Waits,
    ) -> None:
        self._locks = locks
        self._audit = audit
        self._secrets = secrets
        self._clock = clock
        self._waits = waits
        self._tried_at: dict[str, float] = {}
        """When doors were last tried in vain in this run, in seconds of the clock that never goes back."""

    def is_locked(self, door: str) -> bool:
        """Return whether a secret is set."""
        return self._locks.lock(door).secret is not None

    def remaining(self, door: str) -> timedelta:
        """Return for how long the door cannot be tried; zero where it can."""
        return self._remaining(door, self._locks.lock(door), self._clock.now())

    def open(self, door: str, secret: str, *, also: Callable[[], bool] | None = None) -> bool:
        """Return whether the secret opens the door; `also` is asked where it does not match what is kept.

        Raises `MustWaitError` where the door cannot be tried yet.
        """
        now = self._clock.now()
        facts = self._notice_clock(door, self._locks.lock(door), now)
        remaining = self._remaining(door, facts, now)
        if remaining:
            raise MustWaitError(remaining)
        counted = replace(facts, failures=facts.failures + 1, failed_at=now)
        self._locks.keep_lock(door, counted)
        matches = facts.secret is not None and self._secrets.verify(secret, facts.secret)
        if not matches and not (also is not None and also()):
            self._tried_at[door] = self._clock.seconds()
            self._audit.note(NewAuditEntry(Deed.FAILED, now, door))
            return False
        kept = facts.secret
        if not matches or kept is None or self._secrets.needs_rehash(kept):
            kept = self._secrets.hash(secret)
        self._tried_at.pop(door, None)
        self._locks.keep_lock(door, LockFacts(kept))
        return True

    def set_secret(self, door: str, secret: str | None) -> None:
        """Keep a new secret, or none; wrong tries are forgotten."""
        kept = None if secret is None else self._secrets.hash(secret)
        self._tried_at.pop(door, None)
        self._locks.keep_lock(door, LockFacts(kept))

    def _remaining(self, door: str, facts: LockFacts, now: datetime) -> timedelta:
        wait = self._waits.after(facts.failures)
        if not wait or facts.failed_at is None:
            return timedelta()
        by_wall = min(facts.failed_at + wait - now, wait)
        tried_at = self._tried_at.get(door)
        by_run = timedelta()
        if tried_at is not None:
            by_run = wait - timedelta(seconds=self._clock.seconds() - tried_at)
        return max(by_wall, by_run, timedelta())

    def _notice_clock(self, door: str, facts: LockFacts, now: datetime) -> LockFacts:
        """Let a wait begin anew where the clock was set back: else it would last until it has caught up."""
        if facts.failed_at is None or now >= facts.failed_at:
            return facts
        noticed = replace(facts, failed_at=now)
        self._locks.keep_lock(door, noticed)
        self._audit.note(NewAuditEntry(Deed.CLOCK_SET_BACK, now, door))
        return noticed


def _wait_sentence(remaining: timedelta) -> str:
    seconds = -(-remaining // timedelta(seconds=1))
    if seconds <= MINUTE:
        return ngettext(
            "Too many wrong tries. Try again in {count} second.",
            "Too many wrong tries. Try again in {count} seconds.",
            seconds,
        ).format(count=seconds)
    minutes = -(-seconds // MINUTE)
    return ngettext(
        "Too many wrong tries. Try again in {count} minute.",
        "Too many wrong tries. Try again in {count} minutes.",
        minutes,
    ).format(count=minutes)
