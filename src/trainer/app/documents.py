"""Documents that leave the program: for print, for the files of a center, and for screen readers.

What a use case needs of an exporter, and what can stand in the way of saving one. Setting a document takes a
moment, so it is asked for off the interface's thread.
"""

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

from trainer.app.debrief import Debrief
from trainer.app.faults import Fault
from trainer.i18n import _

__all__ = [
    "Documents",
    "FolderGoneFault",
    "FullDiskFault",
    "NotSavedFault",
    "Paper",
    "file_name",
    "paper_of",
    "plain_part",
]

_LONGEST_NAME: Final = 40
_LETTER_TERRITORIES: Final = frozenset(
    ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)
"""Where people print on Letter, as CLDR's supplemental data has it."""


class Paper(StrEnum):
    """What a document is set for."""

    LETTER = "letter"
    A4 = "a4"


class NotSavedFault(Fault):
    """A document could not be written to the file that was chosen."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _(
                "{file} could not be saved. Close it if another program has it open, or choose a folder that "
                "your account may write to."
            ).format(file=file)
        )


class FullDiskFault(Fault):
    """No room is left for a document."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _(
                "{file} could not be saved because the disk is full. Free some space, or choose another disk."
            ).format(file=file)
        )


class FolderGoneFault(Fault):
    """The folder that was chosen for a document is not there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("The folder {folder} is not there any more. Choose another one.").format(folder=folder)
        )


class Documents(Protocol):
    """Sets documents, in the language that is active, and saves them as files."""

    def save_debrief(
        self, debrief: Debrief, trainee: str, file: Path, *, paper: Paper, wanted: Callable[[], bool]
    ) -> bool:
        """Save a finished call as a tagged PDF; an existing file is replaced as a whole.

        `wanted` is asked before anything is written; where it says no, nothing is, and False is returned.
        Raises `Fault` where the file cannot be written; what stood there before is then untouched.
        """


def paper_of(territory: str) -> Paper:
    """Return what people print on in a territory, by its code of ISO 3166-1; Letter where it is not known."""
    return Paper.LETTER if not territory or territory in _LETTER_TERRITORIES else Paper.A4


def file_name(debrief: Debrief, trainee: str) -> str:
    """Return a name for a debrief's file: plain ASCII, and another one for every call."""
    attempt, ended = debrief.attempt, debrief.finished_at.astimezone()
    parts = [
        "puente",
        plain_part(trainee),
        plain_part(attempt.scenario),
        attempt.language,
        f"{ended:%Y-%m-%d-%H%M}",
    ]
    return "-".join(part for part in parts if part) + ".pdf"


def plain_part(name: str) -> str:
    """Return a name in lower case, without marks and with hyphens for everything that is no letter."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters)[:_LONGEST_NAME].strip("-")
