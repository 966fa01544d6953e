"""Copies of the records: made on demand, once a day, and before an upgrade."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from trainer.app.ports import BackupFacts, BackupKind, Clock, Records

__all__ = ["Backups"]

DAY: Final = timedelta(days=1)


class Backups:
    """The backups of this machine. None of this is for the interface's thread."""

    def __init__(self, records: Records, clock: Clock) -> None:
        self._records = records
        self._clock = clock

    def list(self) -> Sequence[BackupFacts]:
        """Return the backups that exist, newest first."""
        return self._records.backups()

    def make(self) -> BackupFacts:
        """Make a backup now, and prove that it opens."""
        return self._records.backup(BackupKind.ON_DEMAND)

    def keep_daily(self) -> BackupFacts | None:
        """Make the backup of the day where the newest is older than that and there is anything to keep."""
        newest = next(iter(self._records.backups()), None)
        if newest is not None and self._clock.now() - newest.made_at < DAY:
            return None
        if not self._records.trainees():
            return None
        return self._records.backup(BackupKind.DAILY)
