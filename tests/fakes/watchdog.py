"""How long the interface's thread is held at a stretch, while something is done in a window."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer


@dataclass(frozen=True, slots=True)
class Stretch:
    """The time between two moments at which the thread was free."""

    doing: str
    work: float
    """What the thread itself worked, in ms: other programs do not count."""
    wall: float
    """By the clock on the wall, in ms; what the event loop waited for nothing is part of it."""

    def __str__(self) -> str:
        return f"{self.work:.0f} ms of work ({self.wall:.0f} ms on the wall) while {self.doing}"


class Watchdog(QObject):
    """Ticks as often as the event loop has nothing more urgent; what lies between two ticks is a stretch.

    What is done past the event loop, such as a key that a test presses, is to be ``watched``.
    """

    def __init__(self) -> None:
        super().__init__()
        self.doing = "starting"
        self.stretches: list[Stretch] = []
        self._worked, self._wall = time.thread_time(), time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self.tick)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch until the block ends."""
        self.pause()
        self._timer.start()
        yield
        self.tick()
        self._timer.stop()

    @contextmanager
    def watched(self, doing: str) -> Iterator[None]:
        """Watch what is done now as a stretch of its own, and what follows from it under this name."""
        self.tick()
        self.doing = doing
        yield
        self.tick()

    def tick(self) -> None:
        """End a stretch here."""
        worked, wall = time.thread_time(), time.perf_counter()
        self.stretches.append(Stretch(self.doing, 1000 * (worked - self._worked), 1000 * (wall - self._wall)))
        self.pause()

    def pause(self) -> None:
        """Forget what the thread did since the last stretch: it was the test's own work."""
        self._worked, self._wall = time.thread_time(), time.perf_counter()

    def longest(self, count: int = 8) -> list[Stretch]:
        """Return the stretches of the most work, the longest first."""
        return sorted(self.stretches, key=lambda stretch: stretch.work, reverse=True)[:count]
