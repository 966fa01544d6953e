"""The window's services over a workshop: real use cases, records in memory, no sound."""

from functools import cache
from pathlib import Path

from fake_instructor import FakeDeeds, FakeSeals, NoKey, PlainSecrets
from noted_documents import NotedDocuments
from silent_speech import SilentSpeech
from workshop import Workshop

from trainer.app.backups import Backups
from trainer.app.center import CenterSigner
from trainer.app.debrief import Debriefs
from trainer.app.home import Home
from trainer.app.instructor import Entrance
from trainer.app.instructor_desk import InstructorDesk
from trainer.app.instructor_doors import INSTRUCTOR_WAITS, PIN_WAITS, Doors
from trainer.app.instructor_supervision import Supervision
from trainer.app.profiles import Pins
from trainer.app.progress import TrainingProgress
from trainer.app.record_chain_examination import Examination
from trainer.app.scenarios import Catalogue
from trainer.app.services import Folders, Services
from trainer.app.speech import Speech
from trainer.settings import SettingsFile

SOUND = Examination(chains=(), seals=0, supervised=frozenset(), keys=frozenset(), faults=())
"""Records in which nothing was found."""


def build_fake_desk(workshop: Workshop) -> InstructorDesk[CenterSigner]:
    """Return the instructor's desk of a workshop's machine, without a passphrase yet and without a key."""
    kept, seals, clock = FakeDeeds(), FakeSeals(), workshop.clock
    secrets = PlainSecrets()
    doors = Doors(locks=kept, audit=kept, secrets=secrets, clock=clock, waits=INSTRUCTOR_WAITS)
    pins = Doors(locks=kept, audit=kept, secrets=secrets, clock=clock, waits=PIN_WAITS)
    entrance = Entrance[CenterSigner](doors=doors, audit=kept, seals=seals, key=NoKey(), clock=clock)
    return InstructorDesk(
        entrance=entrance,
        pins=Pins(pins, kept, clock, entrance.require),
        supervision=Supervision(
            entrance=entrance, seals=seals, records=workshop.records, audit=kept, clock=clock
        ),
        audit=kept,
        examine=lambda: SOUND,
    )


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
        examine=lambda: SOUND,
        instructor=cache(lambda: build_fake_desk(workshop)),
        folders=folders,
        close=lambda: None,
    )
