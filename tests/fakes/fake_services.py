"""The window's services over a workshop: real use cases, records in memory, no sound."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from fake_certificates import FakeCertificateRecords, FakeKeptFiles
from fake_instructor import FakeCenterKeys, FakeDeeds, FakeSeals, PlainSecrets
from noted_documents import NotedDocuments
from silent_speech import SilentSpeech
from workshop import Workshop

from trainer.app.backups import Backups
from trainer.app.center import CenterSigner
from trainer.app.certificates import Certificates
from trainer.app.debrief import Debriefs
from trainer.app.home import Home
from trainer.app.instructor import Entrance
from trainer.app.instructor_desk import InstructorDesk
from trainer.app.instructor_doors import INSTRUCTOR_WAITS, PIN_WAITS, Doors
from trainer.app.instructor_supervision import Supervision
from trainer.app.item_statistics import ItemStatistics
from trainer.app.profiles import Pins
from trainer.app.progress import TrainingProgress
from trainer.app.record_chain_examination import Examination
from trainer.app.scenarios import Catalogue
from trainer.app.services import Folders, Services
from trainer.app.speech import Speech
from trainer.exports.certificates import CertificateExports
from trainer.exports.typst_documents import save_file
from trainer.paths import assets_folder
from trainer.settings import SettingsFile
from trainer.signing.tokens import SignatureReader, read_own_token
from trainer.storage.records_reader import RecordsReader

SOUND = Examination(chains=(), seals=0, supervised=frozenset(), keys=frozenset(), faults=())
"""Records in which nothing was found."""


@dataclass
class FakeDesk:
    """What stands behind the entrance of a workshop's machine, each part in reach of a test."""

    workshop: Workshop
    deeds: FakeDeeds = field(default_factory=FakeDeeds)
    seals: FakeSeals = field(default_factory=FakeSeals)
    keys: FakeCenterKeys = field(default_factory=FakeCenterKeys)
    kept: FakeKeptFiles = field(default_factory=FakeKeptFiles)

    @cached_property
    def desk(self) -> InstructorDesk:
        """Return the desk; nobody has set a passphrase yet, and there is no key."""
        doors = Doors(
            locks=self.deeds,
            audit=self.deeds,
            secrets=PlainSecrets(),
            clock=self.workshop.clock,
            waits=INSTRUCTOR_WAITS,
        )
        entrance = Entrance[CenterSigner](
            doors=doors, audit=self.deeds, seals=self.seals, key=self.keys, clock=self.workshop.clock
        )
        return InstructorDesk(
            entrance=entrance,
            keys=self.keys,
            audit=self.deeds,
            signatures=SignatureReader(),
            write_public_key=lambda key: key.raw,
            save=save_file,
        )

    @cached_property
    def pins(self) -> Pins:
        clock = self.workshop.clock
        doors = Doors(
            locks=self.deeds, audit=self.deeds, secrets=PlainSecrets(), clock=clock, waits=PIN_WAITS
        )
        return Pins(doors, self.deeds, clock, self.desk.entrance.require)

    @cached_property
    def supervision(self) -> Supervision:
        shop = self.workshop
        return Supervision(seals=self.seals, records=shop.records, audit=self.deeds, clock=shop.clock)

    @cached_property
    def issued(self) -> FakeCertificateRecords:
        return FakeCertificateRecords(self.deeds)

    @cached_property
    def certificates(self) -> Certificates:
        shop = self.workshop
        return Certificates(
            facts=self.issued,
            records=shop.records,
            attempts=shop.attempts,
            library=shop.library,
            files=CertificateExports(assets_folder() / "fonts"),
            clock=shop.clock,
            identifiers=shop.identifiers,
            kept=self.kept,
            check_token=read_own_token,
        )


def build_fake_services(
    workshop: Workshop, folder: Path, speech: Speech | None = None, behind: FakeDesk | None = None
) -> Services:
    """Return what bootstrap would give the window, for a workshop's machine."""
    instructor = behind or FakeDesk(workshop)
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
        statistics=ItemStatistics(lambda: RecordsReader(folder), workshop.library),
        backups=Backups(workshop.records, workshop.clock),
        settings=SettingsFile(folder),
        speech=speech or SilentSpeech(),
        examine=lambda: SOUND,
        pins=instructor.pins,
        supervision=instructor.supervision,
        certificates=instructor.certificates,
        instructor=lambda: instructor.desk,
        folders=folders,
        close=lambda: None,
    )
