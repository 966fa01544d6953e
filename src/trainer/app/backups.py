"""Copies of the records: made on demand, once a day, and before an upgrade; thinned as they grow old."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Final, Protocol

from trainer.app.faults import Fault
from trainer.app.ports import BackupFacts, BackupKind, Clock, Records
from trainer.i18n import _

__all__ = ["BackupDiskGoneFault", "BackupNotCopiedFault", "Backups", "CopiesElsewhere", "surplus"]

DAY: Final = timedelta(days=1)

DAYS: Final = 7
WEEKS: Final = 4
MONTHS: Final = 12


class BackupDiskGoneFault(Fault):
    """The folder on another disk is not there now."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _(
                "Backups are made, but not copied to {folder}, which is not there now. Connect its disk; the "
                "copy is made at the next start."
            ).format(folder=folder)
        )


class BackupNotCopiedFault(Fault):
    """The folder on another disk does not take the copy."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            _(
                "Backups are made, but {folder} does not take the copy ({reason}). Make room there and allow "
                "your account to write, or choose another folder."
            ).format(folder=folder, reason=reason)
        )


class CopiesElsewhere(Protocol):
    """A folder on another disk, which may be gone, that has a copy of each backup."""

    def take(self, backup: BackupFacts) -> None:
        """Copy a backup there, unless it is there, and prove that the copy opens.

        Raises `BackupDiskGoneFault` or `BackupNotCopiedFault`.
        """


class Backups:
    """The backups of this machine. None of this is for the interface's thread.

    `elsewhere` says where copies on another disk go, None where nobody has chosen a folder; it is asked each
    time.
    """

    def __init__(
        self,
        records: Records,
        clock: Clock,
        elsewhere: Callable[[], CopiesElsewhere | None] = lambda: None,
    ) -> None:
        self._records = records
        self._clock = clock
        self._elsewhere = elsewhere

    def list(self) -> Sequence[BackupFacts]:
        """Return the backups that exist, newest first."""
        return self._records.backups()

    def make(self) -> BackupFacts:
        """Make a backup now, and prove that it opens.

        A fault of the other disk is raised once the backup itself is safe.
        """
        made = self._records.backup(BackupKind.ON_DEMAND)
        self._copy(made)
        return made

    def keep_daily(self) -> BackupFacts | None:
        """Make the backup of the day where the newest is older than that and there is anything to keep.

        Where the other disk was gone at the last one and is there again, it gets its copy now.
        """
        newest = next(iter(self._records.backups()), None)
        made = None
        if (newest is None or self._clock.now() - newest.made_at >= DAY) and self._records.trainees():
            made = self._records.backup(BackupKind.DAILY)
        latest = made or newest
        if latest is not None:
            self._copy(latest)
        return made

    def _copy(self, backup: BackupFacts) -> None:
        copies = self._elsewhere()
        if copies is not None:
            copies.take(backup)


def surplus(backups: Iterable[BackupFacts]) -> Sequence[BackupFacts]:
    """Return which of the daily backups are no longer kept, whatever order they are given in.

    Kept is the newest of each of the last `DAYS` days on which there is one, and so of `WEEKS` weeks and
    `MONTHS` months; a machine that was off for long loses nothing by that. Days are those of UTC.
    """
    newest_first = sorted(backups, key=lambda each: each.made_at, reverse=True)
    kept: set[str] = set()
    for period, count in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        found: dict[object, str] = {}
        for each in newest_first:
            found.setdefault(period(each.made_at.astimezone(UTC)), each.name)
        kept.update(islice(found.values(), count))
    return [each for each in newest_first if each.name not in kept]


def _day(moment: datetime) -> date:
    return moment.date()


def _week(moment: datetime) -> tuple[int, int]:
    year, week, _weekday = moment.isocalendar()
    return year, week


def _month(moment: datetime) -> tuple[int, int]:
    return moment.year, moment.month
