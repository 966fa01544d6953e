"""A clock that stands until it is told to go, and identities that can be foreseen."""

from datetime import UTC, datetime, timedelta
from itertools import count

MONDAY_NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)


class FakeClock:
    """A `Clock` whose two times move together."""

    def __init__(self, now: datetime = MONDAY_NOON) -> None:
        self._now = now
        self._seconds = 1000.0

    def now(self) -> datetime:
        return self._now

    def seconds(self) -> float:
        return self._seconds

    def go(self, seconds: float = 0.0, *, hours: float = 0, days: float = 0) -> None:
        passed = timedelta(seconds=seconds, hours=hours, days=days)
        self._now += passed
        self._seconds += passed.total_seconds()

    def set_wall(self, now: datetime) -> None:
        """Set the clock on the wall, as a person or a time server does; the stopwatch knows nothing of it."""
        self._now = now


class FakeIdentifiers:
    """`Identifiers` in the form of UUIDv7, counted up; seeds too."""

    def __init__(self, first: int = 1) -> None:
        self._numbers = count(first)
        self._seeds = count(first)

    def new(self) -> str:
        return f"00000000-0000-7000-8000-{next(self._numbers):012d}"

    def seed(self) -> int:
        return next(self._seeds)
