"""Whether the machine slept, for calls that nobody could take meanwhile.

The difference of two clocks tells it, one that counts while the machine sleeps and one that does not. The
clock on the wall is neither: a person or a time server sets it, and the machine was awake all the time.
"""

import ctypes
import sys
import time
from collections.abc import Callable
from typing import Final

__all__ = ["SleepWatch", "seconds_asleep"]

_NOTICED: Final = 1.0
"""Seconds; less than this is no sleep but the clocks' own difference."""


def seconds_asleep() -> float:
    """Return how long this machine has slept since it was started, in seconds; 0 where it does not tell."""
    if sys.platform == "win32":  # pragma: no cover - another platform
        kernel, awake = ctypes.windll.kernel32, ctypes.c_ulonglong()
        kernel.GetTickCount64.restype = ctypes.c_ulonglong
        kernel.QueryUnbiasedInterruptTime(ctypes.byref(awake))
        return float(kernel.GetTickCount64() / 1e3 - awake.value / 1e7)
    if sys.platform == "darwin":  # pragma: no cover - another platform
        return time.clock_gettime(time.CLOCK_MONOTONIC_RAW) - time.clock_gettime(time.CLOCK_UPTIME_RAW)
    since_start = getattr(time, "CLOCK_BOOTTIME", None)
    return 0.0 if since_start is None else time.clock_gettime(since_start) - time.monotonic()


class SleepWatch:
    """Tells whether the machine slept since ``forget`` was last called. ``total`` is ``seconds_asleep``."""

    def __init__(self, total: Callable[[], float] = seconds_asleep) -> None:
        self._total = total
        self._known = total()

    @property
    def slept(self) -> bool:
        """Tell whether the machine slept."""
        return self._total() - self._known > _NOTICED

    def forget(self) -> None:
        """Count anew from now."""
        self._known = self._total()
