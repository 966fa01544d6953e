"""Asks for a trainee's PIN before a profile is entered or changed, and keeps how that goes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from PySide6.QtCore import QDeadlineTimer

from trainer.app.instructor_doors import MustWaitError
from trainer.app.ports import Trainee
from trainer.app.profiles import Pins
from trainer.ui.tasks import Failure

__all__ = ["PinAsked", "deadline_after", "try_pin"]


@dataclass(frozen=True, slots=True)
class PinAsked:
    """A PIN is asked for. ``then`` is what happens once it was right; it is given the PIN."""

    trainee: Trainee
    then: Callable[[str], None]
    wrong: bool = False
    """Whether the last one was not right."""
    looking: bool = False
    """Whether one is being looked at."""
    wait: QDeadlineTimer | None = None
    """Until when none is taken; None where one is."""
    failure: Failure | None = None

    def after(self, found: bool | timedelta) -> "PinAsked":  # noqa: FBT001 - what `try_pin` returns
        """Return how it stands after a try that did not open the profile."""
        if isinstance(found, timedelta):
            return replace(self, looking=False, wait=deadline_after(found))
        return replace(self, looking=False, wrong=True)


def deadline_after(wait: timedelta) -> QDeadlineTimer | None:
    """Return when a wait is over; None where there is none."""
    return QDeadlineTimer(wait // timedelta(milliseconds=1)) if wait else None


def try_pin(pins: Pins, trainee: str, pin: str) -> bool | timedelta:
    """Return whether a PIN is right, or for how long no other is taken; for the worker."""
    try:
        if pins.check(trainee, pin):
            return True
    except MustWaitError as refused:
        return refused.remaining
    return pins.remaining(trainee) or False
