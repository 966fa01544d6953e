"""What the doctor finds: a sentence for people, figures for programs, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trainer.i18n import _, format_number, pgettext

__all__ = ["Finding", "Health", "Subject", "ended", "format_bytes", "subject_name"]


class Health(StrEnum):
    """What a finding means."""

    GOOD = "good"
    NOTE = "note"
    """Calls can be taken and heard all the same."""
    TROUBLE = "trouble"


class Subject(StrEnum):
    """What a finding is about."""

    PROGRAM = "program"
    POLICY = "policy"
    DATA_FOLDER = "data-folder"
    DISK = "disk"
    SETTINGS = "settings"
    RECORDS = "records"
    BACKUPS = "backups"
    LIBRARY = "library"
    ENGINES = "engines"
    VOICE = "voice"
    SPOKEN_LINES = "spoken-lines"
    AUDIO_OUTPUT = "audio-output"
    MICROPHONE = "microphone"
    FONTS = "fonts"
    SCREEN = "screen"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    subject: Subject
    health: Health
    text: str
    advice: str = ""
    """What to do about it; empty where nothing is to be done."""
    figures: Mapping[str, object] = field(default_factory=dict)
    """For programs: plain data."""


def subject_name(subject: Subject) -> str:
    """Return what people call a subject."""
    return {
        Subject.PROGRAM: _("Program"),
        Subject.POLICY: _("Policy"),
        Subject.DATA_FOLDER: _("Data folder"),
        Subject.DISK: _("Disk"),
        Subject.SETTINGS: _("Settings"),
        Subject.RECORDS: _("Records"),
        Subject.BACKUPS: _("Backups"),
        Subject.LIBRARY: pgettext("doctor", "Scenarios"),
        Subject.ENGINES: _("Speech programs"),
        Subject.VOICE: _("Voice"),
        Subject.SPOKEN_LINES: _("Spoken lines"),
        Subject.AUDIO_OUTPUT: _("Audio output"),
        Subject.MICROPHONE: _("Microphone"),
        Subject.FONTS: _("Fonts"),
        Subject.SCREEN: pgettext("doctor", "Screen"),
        Subject.LOG: pgettext("doctor", "Log"),
    }[subject]


def format_bytes(count: int) -> str:
    """Return a size as people read it, in the units that disks are sold in."""
    if count >= 1_000_000_000:  # noqa: PLR2004 - a gigabyte
        return _("{size} GB").format(size=format_number(count / 1e9, decimals=1))
    if count >= 1_000_000:  # noqa: PLR2004 - a megabyte
        return _("{size} MB").format(size=format_number(count / 1e6, decimals=1))
    return _("{size} KB").format(size=format_number(count / 1e3, decimals=0))


def ended(text: str) -> str:
    """Return a sentence with its full stop; a path or a name has none of its own."""
    return text if text.endswith((".", "!", "?")) else _("{text}.").format(text=text)
