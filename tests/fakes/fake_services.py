"""The window's services over a workshop: real use cases, records in memory, no sound."""

from pathlib import Path

from noted_documents import NotedDocuments
from silent_speech import SilentSpeech
from workshop import Workshop

from trainer.app.backups import Backups
from trainer.app.debrief import Debriefs
from trainer.app.home import Home
from trainer.app.progress import TrainingProgress
from trainer.app.scenarios import Catalogue
from trainer.app.services import Folders, Services
from trainer.app.speech import Speech
from trainer.settings import SettingsFile


def build_fake_services(workshop: Workshop, folder: Path, speech: Speech | None = None) -> Services:
    """Return what bootstrap would give the window, for a workshop's machine."""
    home = Home(
        records=workshop.records,
        attempts=workshop.attempts,
        library=workshop.library,
        practice=workshop.practice,
        clock=workshop.clock,
    )
    folders = Folders(
        data=folder,
        records=folder / "records.sqlite",
        backups=folder / "backups",
        logs=folder / "logs",
        scenarios=folder / "scenarios",
    )
    return Services(
        library=workshop.library,
        profiles=workshop.profiles,
        practice=workshop.practice,
        home=home,
        debriefs=Debriefs(workshop.records, workshop.library),
        documents=NotedDocuments(),
        catalogue=Catalogue(
            library=workshop.library, attempts=workshop.attempts, home=home, clock=workshop.clock
        ),
        progress=TrainingProgress(
            records=workshop.records,
            attempts=workshop.attempts,
            library=workshop.library,
            home=home,
            clock=workshop.clock,
        ),
        backups=Backups(workshop.records, workshop.clock),
        settings=SettingsFile(folder),
        speech=speech or SilentSpeech(),
        folders=folders,
        close=lambda: None,
    )
