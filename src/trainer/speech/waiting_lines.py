"""The lines waiting to be spoken: those that are wanted now before those that may come next.

One line is made once, however many ask for it: whoever asks for a line that waits or is being made joins it.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from trainer.app.speech import Speaking, SpokenLine

MOST_PREPARED: Final = 24
"""Six replies may lead to a few lines each; what is beyond will not be needed next."""

OnDone: TypeAlias = Callable[[Speaking], None]


@dataclass(slots=True)
class Job:
    """A line to be made, and who waits for it."""

    line: SpokenLine
    waiting: list[tuple[SpokenLine, OnDone]] = field(default_factory=list)

    @property
    def wanted(self) -> bool:
        """Whether somebody waits for it, or it is made ahead."""
        return bool(self.waiting)


class Opening:
    """A wish to have the engine opened, though no line waits."""


class WaitingLines:
    """A queue with two priorities, between the threads that ask and the one that makes."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._wanted = dict[SpokenLine, Job]()
        self._prepared = dict[SpokenLine, Job]()
        self._current: Job | None = None
        self._opening = False
        self._closed = False

    def ask(self, line: SpokenLine, on_done: OnDone) -> bool:
        """Queue a line that is wanted now, or join it; False where the queue is closed."""
        sound = _sound(line)
        with self._changed:
            if self._closed:
                return False
            if self._current is not None and self._current.line == sound:
                self._current.waiting.append((line, on_done))
                return True
            job = self._wanted.get(sound) or self._prepared.pop(sound, None) or Job(sound)
            job.waiting.append((line, on_done))
            self._wanted[sound] = job
            self._changed.notify()
            return True

    def prepare(self, lines: Sequence[SpokenLine]) -> None:
        """Queue lines to be made ahead, in the place of those queued before."""
        with self._changed:
            self._prepared.clear()
            for sound in map(_sound, lines):
                if len(self._prepared) == MOST_PREPARED or self._closed:
                    break
                being_made = self._current is not None and self._current.line == sound
                if sound not in self._wanted and not being_made:
                    self._prepared[sound] = Job(sound)
            self._changed.notify()

    def open(self) -> None:
        """Ask for the engine to be opened, lines or not."""
        with self._changed:
            self._opening = True
            self._changed.notify()

    def take(self) -> Job | Opening | None:
        """Wait for the next thing to do; None once the queue is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._opening or self._wanted or self._prepared or self._closed)
            if self._closed:
                return None
            if self._opening:
                self._opening = False
                return Opening()
            queue = self._wanted or self._prepared
            self._current = queue.pop(next(iter(queue)))
            return self._current

    def finish(self) -> list[tuple[SpokenLine, OnDone]]:
        """End the job taken last, and return who waited for it: nobody joins it any more."""
        with self._changed:
            if self._current is None:
                raise AssertionError("no job was taken")
            waiting = self._current.waiting
            self._current = None
            return waiting

    def close(self) -> list[tuple[SpokenLine, OnDone]]:
        """Take no more, and return who waited for a line that has not begun."""
        with self._changed:
            self._closed = True
            waiting = [asked for job in self._wanted.values() for asked in job.waiting]
            self._wanted.clear()
            self._prepared.clear()
            self._changed.notify()
            return waiting


def _sound(line: SpokenLine) -> SpokenLine:
    """Return the line without what does not change how it sounds."""
    return line if line.recordings is not None else replace(line, key="", written="")
