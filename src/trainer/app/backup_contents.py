"""What a backup holds, and what of the present records a return to it would bring back or lose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from trainer.app.faults import Fault
from trainer.i18n import _

__all__ = ["Change", "Changes", "NotABackupFault", "RecordedContents", "compare"]


class NotABackupFault(Fault):
    """A file is no backup of the records, or is no longer whole."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _(
                "{file} is not a backup of Puente, or it is damaged; nothing was changed. “puente backup "
                "--list” shows those that are here."
            ).format(file=file)
        )


@dataclass(frozen=True, slots=True)
class RecordedContents:
    """What a database of records holds, each thing by its id."""

    people: Mapping[str, str]
    """To the name of each."""
    attempts: frozenset[str]
    certificates: frozenset[str]
    last_at: datetime | None
    """When the last attempt was begun; None where there is none."""


@dataclass(frozen=True, slots=True)
class Change:
    """What of one kind would be gained and what lost."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a return to a backup would change."""

    people: Change
    """Their names, in order."""
    attempts: Change
    """Their ids."""
    certificates: Change
    """Their ids."""

    @property
    def nothing(self) -> bool:
        """Whether both hold the same people, attempts and certificates."""
        each = (self.people, self.attempts, self.certificates)
        return not any(change.gained or change.lost for change in each)


def compare(present: RecordedContents, backup: RecordedContents) -> Changes:
    """Return what would change if `backup` took the place of `present`."""
    return Changes(
        people=Change(_names(backup.people, present.people), _names(present.people, backup.people)),
        attempts=_ids(present.attempts, backup.attempts),
        certificates=_ids(present.certificates, backup.certificates),
    )


def _names(these: Mapping[str, str], those: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(name for person, name in these.items() if person not in those))


def _ids(present: frozenset[str], backup: frozenset[str]) -> Change:
    return Change(tuple(sorted(backup - present)), tuple(sorted(present - backup)))
