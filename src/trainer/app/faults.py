"""Faults of the environment: what stands in the way of the program and is no error of ours.

Each says in one sentence what it is and what a person can do about it, in the language of the interface. They
stand apart from the ports so that whoever has to show one need not load the scenario models.
"""

from datetime import datetime
from pathlib import Path
from typing import Protocol

from trainer.i18n import _, format_datetime

__all__ = [
    "AlreadyOpenFault",
    "DiskFullFault",
    "Fault",
    "FolderMissingFault",
    "MissingRecordsFault",
    "NewerRecordsFault",
    "NoRoomToReadFault",
    "NotChainedFault",
    "NotWritableFault",
    "NothingRecordedFault",
    "RecordsBusyFault",
    "RecordsDamagedFault",
    "RecoverableFault",
    "Recovery",
    "UnplayableScenarioFault",
    "UnreadableSourceFault",
    "WriteFailedFault",
]


class Fault(Exception):  # noqa: N818 - a fault of the environment is told to a person; it is no error of ours
    """Something outside the program stands in the way. The text says what it is and what to do about it."""


class DiskFullFault(Fault):
    """No room is left where the records are kept."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _(
                "The disk is full, so nothing more can be recorded. Free some space on the disk that holds "
                "{folder}, then try again."
            ).format(folder=folder)
        )


class NoRoomToReadFault(Fault):
    """No room is left, and what only reads needs a little of it: the database lays a log beside it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _(
                "The disk is full, so the records cannot be read: even that needs a little room beside them. "
                "Nothing was changed. Free some space on the disk that holds {folder}, then try again."
            ).format(folder=folder)
        )


class NotWritableFault(Fault):
    """The folder or the file may not be written."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _(
                "{folder} cannot be written. Allow your account to write there, or choose another data "
                "folder, then try again."
            ).format(folder=folder)
        )


class WriteFailedFault(Fault):
    """The disk refused to read or write, for no reason that it names."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _(
                "The disk that holds {folder} did not answer as it should. Check that it is connected and "
                "has room, then try again."
            ).format(folder=folder)
        )


class FolderMissingFault(Fault):
    """The data folder is not where it should be."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _(
                "The folder {folder} is not there. Connect the drive it is on, or put the folder back, "
                "then try again."
            ).format(folder=folder)
        )


class NotChainedFault(Fault):
    """The records are of a version that did not chain its facts."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _(
                "The records in {file} were written by an earlier version, which did not chain them. Open "
                "Puente once, which brings them up to date, then try again."
            ).format(file=file)
        )


class NothingRecordedFault(Fault):
    """Nobody has practiced with this data folder yet."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _(
                "Nothing is recorded in {folder} yet. Name the data folder in the variable PUENTE_DATA, or "
                "take a call first."
            ).format(folder=folder)
        )


class RecordsBusyFault(Fault):
    """Another program holds the database for longer than anybody should wait."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _(
                "Another program is using the records in {file}. Close it (a backup or synchronization may"
                " be running), then try again."
            ).format(file=file)
        )


class AlreadyOpenFault(Fault):
    """Another Puente works on the same data folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _(
                "Puente is already open with the data folder {folder}. Go on in that window, or close it."
            ).format(folder=folder)
        )


class NewerRecordsFault(Fault):
    """A newer Puente wrote the database."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _(
                "The records in {file} were written by a newer version of Puente. Install that version or a "
                "later one; nothing was changed."
            ).format(file=file)
        )


class UnreadableSourceFault(Fault):
    """The scenario as it was played cannot be read by this version of the program."""

    def __init__(self, scenario: str) -> None:
        super().__init__(
            _(
                "The scenario “{scenario}”, as it was when this call was taken, cannot be read by this "
                "version of Puente. Its results are kept; install a newer version to see the call."
            ).format(scenario=scenario)
        )


class UnplayableScenarioFault(Fault):
    """A scenario cannot be scored, so it is not begun."""

    def __init__(self, scenario: str) -> None:
        super().__init__(
            _(
                "The scenario “{scenario}” cannot be played: no call in it can be perfect. Its author "
                "finds out why with “puente check”."
            ).format(scenario=scenario)
        )


class ScenarioGoneFault(Fault):
    """The file of a scenario is not what it was when the library was read."""

    def __init__(self, scenario: str, path: Path) -> None:
        super().__init__(
            _(
                "The scenario “{scenario}” can no longer be read from {path}. Mend the file or put it back, "
                "then look again under Scenarios."
            ).format(scenario=scenario, path=path)
        )


class RecoverableFault(Fault):
    """The records cannot be opened as they are, and a person has to choose how to go on."""

    def __init__(self, sentence: str, file: Path, backup: datetime | None) -> None:
        super().__init__(sentence)
        self.file = file
        self.backup = backup
        """When the newest good backup was made; None where there is none."""
        self.recovery: Recovery | None = None
        """What can be done, where the records are being opened; None where they are open."""


class RecordsDamagedFault(RecoverableFault):
    """The database is damaged."""

    def __init__(self, file: Path, backup: datetime | None) -> None:
        if backup is None:
            sentence = _(
                "The records in {file} are damaged and there is no backup. Begin with empty records: the "
                "damaged ones are set aside, not deleted, so that someone can try to rescue them."
            ).format(file=file)
        else:
            sentence = _(
                "The records in {file} are damaged. Go on with the backup of {moment}, or begin with empty "
                "records: the damaged ones are set aside, not deleted."
            ).format(file=file, moment=format_datetime(backup))
        super().__init__(sentence, file, backup)


class MissingRecordsFault(RecoverableFault):
    """There are backups, but the database they were made of is gone."""

    def __init__(self, file: Path, backup: datetime | None) -> None:
        if backup is None:
            sentence = _(
                "The records in {file} are gone and no backup is whole. Put the file back and start Puente "
                "again, or begin with empty records."
            ).format(file=file)
        else:
            sentence = _(
                "The records in {file} are gone. Put the file back and start Puente again, go on with the "
                "backup of {moment}, or begin with empty records."
            ).format(file=file, moment=format_datetime(backup))
        super().__init__(sentence, file, backup)


class Recovery(Protocol):
    """The ways on from records that cannot be opened. After either, open them again.

    Each raises `Fault` where the environment refuses; the records are then as they were.
    """

    def use_backup(self) -> None:
        """Put the newest good backup in the place of the records; what was there is set aside.

        ValueError where there is none.
        """

    def begin_empty(self) -> None:
        """Put empty records in the place of the records; what was there is set aside."""
