"""What the doctor looks at: facts about this machine, as adapters find them, without a judgement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from trainer.app.speech import UnspokenReason, Voice
from trainer.policy import PolicyRead

__all__ = [
    "AudioFacts",
    "CacheFacts",
    "Examined",
    "FolderFacts",
    "LibraryFacts",
    "LogFacts",
    "ProgramFacts",
    "RecordsFacts",
    "RecordsState",
    "SpeechFacts",
    "SpokenSample",
]


@dataclass(frozen=True, slots=True)
class ProgramFacts:
    """What runs here."""

    version: str
    python: str
    system: str
    qt: str
    """Empty where Qt does not load; `AudioFacts.fault` says why."""
    screen: bool
    """Whether there is a screen to open a window on."""
    fonts: tuple[str, ...]
    """The fonts that came with the program and are whole."""
    fonts_folder: Path


@dataclass(frozen=True, slots=True)
class FolderFacts:
    """The data folder."""

    path: Path
    exists: bool
    writable: bool
    """Whether this account may write in it, or may make it."""
    variable: str
    """The environment variable that chose it; empty where it is the usual one."""
    free_bytes: int | None
    """None where the disk does not say."""
    settings_legible: bool
    fault: str = ""
    """What the system says, where it cannot be looked into."""


class RecordsState(StrEnum):
    """How the records are."""

    NONE_YET = "none-yet"
    WHOLE = "whole"
    OLDER = "older"
    """Whole, of an older version: they are brought up to date when the window opens."""
    NEWER = "newer"
    """Whole, of a newer version of the program, and not to be opened by this one."""
    GONE = "gone"
    """There are backups, but no database."""
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"
    """The system lets nobody look."""


@dataclass(frozen=True, slots=True)
class RecordsFacts:
    """The database, looked at without changing it."""

    file: Path
    state: RecordsState
    size_bytes: int
    sqlite: str
    """The version of SQLite."""
    in_use: bool
    """Whether Puente works on them at this moment."""
    backups: int
    newest_backup: datetime | None
    backups_folder: Path
    fault: str = ""


@dataclass(frozen=True, slots=True)
class LibraryFacts:
    """What there is to practice."""

    scenarios: int
    broken: tuple[Path, ...]
    locales: tuple[str, ...]
    """In which its customers speak."""
    gone: tuple[Path, ...] = ()
    """Folders that the policy names and that are not there now."""


@dataclass(frozen=True, slots=True)
class SpokenSample:
    """A sentence that was really spoken in a locale, or why it was not."""

    locale: str
    voice: Voice | None
    reason: UnspokenReason | None
    detail: str
    chosen: bool
    """Whether a person chose this voice for the locale."""
    duration_ms: int = 0
    loudness_db: float | None = None
    """In dBFS; None where the file is in a form that is not measured."""
    took_ms: int = 0
    """From asking for it to having it."""

    @property
    def near(self) -> bool:
        """Whether the voice is of another region than the locale."""
        if self.voice is None:
            return False
        return self.voice.locale.replace("_", "-").lower() != self.locale.lower()


@dataclass(frozen=True, slots=True)
class SpeechFacts:
    """The voices of this machine."""

    engines: Mapping[str, int]
    """How many voices each engine offers."""
    opened: str
    """The engines that were opened, with their versions; empty where none was."""
    samples: tuple[SpokenSample, ...]
    missing_choices: tuple[str, ...] = ()
    """Locales for which a person chose a voice that is no longer there."""


@dataclass(frozen=True, slots=True)
class CacheFacts:
    """The lines that are kept."""

    folder: Path
    lines: int
    size_bytes: int
    limit_bytes: int


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """What can be heard through, and spoken into. The first of each is the one that is used."""

    outputs: tuple[str, ...]
    inputs: tuple[str, ...]
    fault: str = ""
    """Why the system could not be asked; empty where it could."""


@dataclass(frozen=True, slots=True)
class LogFacts:
    """Where the program writes what happened."""

    folder: Path
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Examined:
    """Everything that was looked at."""

    program: ProgramFacts
    folder: FolderFacts
    records: RecordsFacts
    library: LibraryFacts
    speech: SpeechFacts
    cache: CacheFacts
    audio: AudioFacts
    log: LogFacts
    policy: PolicyRead | None = None
    """None where nobody looked."""
