"""Where recordings of the trainee lie: on this machine, while the call is open, unless they are kept."""

import shutil
import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

__all__ = ["Takes"]

PASSING = "recording-now"
KEPT = "recordings"


class Takes:
    """The recordings of one call. Made where the first is needed; nothing is written before.

    Methods that touch the disk raise `OSError` where it refuses, but for `forget`.
    """

    def __init__(self, data: Path, now: Callable[[], datetime]) -> None:
        self._passing = data / PASSING
        self._kept = data / KEPT
        self._now = now
        self._begun = False

    def begin(self) -> Path:
        """Return a new file to record into, in a folder that others on this machine cannot look into."""
        if not self._begun:
            self.forget()
            self._begun = True
        self._passing.mkdir(mode=0o700, exist_ok=True)
        return self._passing / f"{uuid.uuid4().hex}.wav"

    def keep(self, take: Path, name: str) -> Path:
        """Move a recording to where recordings stay, named after the moment and what was said."""
        self._kept.mkdir(mode=0o700, exist_ok=True)
        stamp = self._now().strftime("%Y-%m-%d %H.%M.%S")
        target = self._kept / f"{stamp} {_as_name(name)}.wav"
        shutil.move(take, target)
        return target

    def forget(self) -> None:
        """Remove every recording that was not kept, those included that a killed program left."""
        shutil.rmtree(self._passing, ignore_errors=True)


def _as_name(text: str) -> str:
    """Return the beginning of a text as every file system takes it."""
    words = "".join(sign if sign.isalnum() or sign in " -" else " " for sign in text).split()
    return " ".join(words)[:60].strip() or "reply"
