"""The time a trainee has to reply, where a scene has a `silence`.

It is a value apart from the screen because its rules are easy to get wrong and unfair when they are: it
counts only once the customer's line is over, and it runs out once. Moments are seconds of the
call, which stand still while it is paused or interrupted.
"""

from dataclasses import dataclass, replace

__all__ = ["ReplyClock"]


@dataclass(frozen=True, slots=True)
class ReplyClock:
    """The time left to reply at one decision."""

    allowed: float
    """Seconds from the end of the customer's line, the trainee's accommodation included."""
    since: float | None = None
    """When the customer's line was over; None while it lasts."""

    @property
    def running(self) -> bool:
        """Tell whether the customer's line is over."""
        return self.since is not None

    def start(self, now: float) -> "ReplyClock":
        """Begin to count: the customer's line is over. Hearing it again does not begin anew."""
        return self if self.running else replace(self, since=now)

    def left(self, now: float) -> float:
        """Return the seconds that are left, never less than 0."""
        passed = 0.0 if self.since is None else max(0.0, now - self.since)
        return max(0.0, self.allowed - passed)

    def share(self, now: float) -> float:
        """Return the part of the time that is left, 0 to 1."""
        return self.left(now) / self.allowed

    def ran_out(self, now: float) -> bool:
        """Tell whether nothing is left."""
        return self.left(now) <= 0.0
