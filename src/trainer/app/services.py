"""What the window is given to work with: the use cases, already built, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from trainer.app.backups import Backups
from trainer.app.certificates import Certificates
from trainer.app.debrief import Debriefs
from trainer.app.documents import Documents
from trainer.app.home import Home
from trainer.app.instructor_desk import InstructorDesk
from trainer.app.instructor_supervision import Supervision
from trainer.app.item_statistics import ItemStatistics
from trainer.app.library import Library
from trainer.app.practice import Practice
from trainer.app.profiles import Pins, Profiles
from trainer.app.progress import TrainingProgress
from trainer.app.record_chain_examination import Examination
from trainer.app.scenarios import Catalogue
from trainer.app.speech import Speech
from trainer.settings import SettingsFile

__all__ = ["Folders", "Services"]


@dataclass(frozen=True, slots=True)
class Folders:
    """Where this machine keeps things."""

    data: Path
    records: Path
    """The database's file."""
    backups: Path
    logs: Path
    scenarios: Path
    """Where a center or a person puts scenarios of their own."""


@dataclass(frozen=True, slots=True)
class Services:
    """The use cases of one run of the program."""

    library: Library
    profiles: Profiles
    practice: Practice
    home: Home
    debriefs: Debriefs
    documents: Documents
    catalogue: Catalogue
    progress: TrainingProgress
    statistics: ItemStatistics
    """Of everybody's assessments; for whoever is behind the instructor's entrance."""
    backups: Backups
    settings: SettingsFile
    speech: Speech
    examine: Callable[[], Examination]
    """Looks whether the records are as they were written; for the background."""
    pins: Pins
    supervision: Supervision
    certificates: Certificates
    instructor: Callable[[], InstructorDesk]
    """Returns the instructor's desk, the same at every call; the first loads keys and signatures."""
    folders: Folders
    close: Callable[[], None]
    """Lets go of the records, the data folder and the voices. Open calls should be left first."""
