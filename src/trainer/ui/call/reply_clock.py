"""The time a trainee has to reply, where a scene has a `silence`.

It is a value apart from the screen because its rules are easy to get wrong and unfair when they are: it counts
only once the customer's line is over, it stands still while a practice call is paused, and it runs out once.
"""

from dataclasses import dataclass, replace
from enum import Enum, auto

__all__ = ["ReplyClock", "ReplyClockState"]


class ReplyClockState(Enum):
    """What the clock is doing."""

    WAITING = auto()
    """The customer is still speaking."""
    RUNNING = auto()
    PAUSED = auto()
    STOPPED = auto()
    """A reply was taken, or the time ran out."""


@dataclass(frozen=True, slots=True)
class ReplyClock:
    """The time left to reply. Moments are seconds of a clock that never goes back."""

    allowed: float
    """Seconds from the end of the customer's line, the trainee's accommodation included."""
    state: ReplyClockState = ReplyClockState.WAITING
    used: float = 0.0
    """Seconds that had passed when it was last paused or stopped."""
    since: float = 0.0
    """When it was last set running."""

    def start(self, now: float) -> "ReplyClock":
        """Begin to count: the customer's line is over. Does nothing unless it was waiting."""
        if self.state is not ReplyClockState.WAITING:
            return self
        return replace(self, state=ReplyClockState.RUNNING, since=now)

    def pause(self, now: float) -> "ReplyClock":
        """Stand still. A clock that waits goes on waiting: the line is paused as well."""
        if self.state is not ReplyClockState.RUNNING:
            return self
        return replace(self, state=ReplyClockState.PAUSED, used=self._passed(now))

    def resume(self, now: float) -> "ReplyClock":
        """Go on from where it stood still."""
        if self.state is not ReplyClockState.PAUSED:
            return self
        return replace(self, state=ReplyClockState.RUNNING, since=now)

    def stop(self, now: float) -> "ReplyClock":
        """End it: a reply was taken, or it ran out."""
        return replace(self, state=ReplyClockState.STOPPED, used=self._passed(now))

    def left(self, now: float) -> float:
        """Return the seconds that are left, never less than 0."""
        return max(0.0, self.allowed - self._passed(now))

    def share(self, now: float) -> float:
        """Return the part of the time that is left, 0 to 1."""
        return self.left(now) / self.allowed

    def ran_out(self, now: float) -> bool:
        """Tell whether it is counting and nothing is left."""
        return self.state is ReplyClockState.RUNNING and self.left(now) <= 0.0

    def _passed(self, now: float) -> float:
        running = self.state is ReplyClockState.RUNNING
        return self.used + (max(0.0, now - self.since) if running else 0.0)
