"""What facts are stamped with: this machine's time, and identities that no other machine gives."""

import ctypes
import secrets
import sys
import time
from datetime import UTC, datetime

import uuid_utils

__all__ = ["MachineClock", "MachineIdentifiers"]

SEEDS = 2**31


class MachineClock:
    """The two times of this machine."""

    def now(self) -> datetime:
        """Return the time in UTC, aware of its zone."""
        return datetime.now(UTC)

    def seconds(self) -> float:
        """Return seconds of a clock that never goes back, and stands still while the machine sleeps."""
        if sys.platform == "win32":  # pragma: no cover - another platform
            # Python's own goes on in sleep there, and would take a trainee's time to reply.
            passed = ctypes.c_ulonglong()
            ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(passed))
            return passed.value / 1e7
        return time.monotonic()


class MachineIdentifiers:
    """Identities in time order, and seeds that nobody can foresee."""

    def new(self) -> str:
        """Return a UUIDv7 in its canonical form."""
        return str(uuid_utils.uuid7())

    def seed(self) -> int:
        """Return an unpredictable whole number, 0 to 2**31 - 1."""
        return secrets.randbelow(SEEDS)
