"""A data folder with people and calls in it, made by the real use cases, for pictures and demonstrations.

The clock is set by hand, so that a week of practice is there at once and every picture shows the same day.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Final

from trainer.app.attempts import Attempts
from trainer.app.backups import Backups
from trainer.app.call import Call
from trainer.app.center import Center
from trainer.app.contents import read_source, take_in
from trainer.app.debrief import Debriefs
from trainer.app.documents import Paper
from trainer.app.home import Home
from trainer.app.instructor_ports import Deed
from trainer.app.instructor_supervision import Supervision
from trainer.app.item_statistics import ItemStatistics
from trainer.app.library import Contents, Library
from trainer.app.ports import NewTrainee, TimeAllowance, Trainee
from trainer.app.practice import Practice
from trainer.app.profiles import Profiles
from trainer.app.progress import TrainingProgress
from trainer.app.scenarios import Catalogue
from trainer.app.services import Folders, Services
from trainer.app.speech import Speech
from trainer.bootstrap import examine_folder, open_certificates, open_instructor_desk, open_pins
from trainer.exports.typst_documents import TypstDocuments
from trainer.paths import assets_folder, bundled_scenarios_folder
from trainer.scenario.model import Use
from trainer.settings import SettingsFile
from trainer.storage.machine import MachineIdentifiers
from trainer.storage.opening import RecordsFolder
from trainer.storage.records_reader import RecordsReader
from trainer.storage.scenario_files import find_files, read_file

PLAYED: Final = ("appointment-change", "damaged-parcel", "double-charge", "flight-cancelled")
"""The bundled scenarios of the demonstration's calls: by name, so that pictures stay as they are."""
TODAY: Final = datetime(2026, 3, 12, 8, 40).astimezone()
"""When the pictures are taken: a Thursday morning, here."""

CERTIFIED: Final = "bilingual-foundation"
"""What the people of a center have achieved."""

PASSPHRASE: Final = "a bridge over calm water"  # noqa: S105 - of a demonstration

SECONDS_FOR_A_REPLY: Final = 12.0
CENTER: Final = "center"
"""The folder with the records of a whole center, below the demonstration's own."""


class SetClock:
    """A clock that stands until it is set; its stopwatch moves with it."""

    def __init__(self, now: datetime) -> None:
        self.set(now)

    def set(self, now: datetime) -> None:
        """Let it be this time."""
        self._now = now

    def now(self) -> datetime:
        """Return the time that was set."""
        return self._now

    def seconds(self) -> float:
        """Return the time that was set as seconds."""
        return self._now.timestamp()

    def go(self, seconds: float) -> None:
        """Let this much time pass."""
        self._now += timedelta(seconds=seconds)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The services of a window, and what the pictures need beside them."""

    services: Services
    clock: SetClock
    trainee: Trainee
    folder: Path


def build_demonstration(folder: Path, speech: Speech) -> Demonstration:
    """Return services over a data folder that nobody has used yet; it stays empty of people and calls."""
    clock, identifiers = SetClock(TODAY - timedelta(days=20)), MachineIdentifiers()
    records_folder = RecordsFolder(folder, clock=clock, identifiers=identifiers)
    records = records_folder.open()
    library = Library(_read_library, read_source)
    attempts = Attempts(records, clock)
    settings = SettingsFile(folder)
    practice = Practice(
        records=records,
        attempts=attempts,
        library=library,
        clock=clock,
        identifiers=identifiers,
        limits_in_practice=lambda: True,
    )
    home = Home(records=records, attempts=attempts, library=library, practice=practice, clock=clock)
    desk = cache(lambda: open_instructor_desk(records, clock, folder / "center.key"))
    services = Services(
        library=library,
        profiles=Profiles(records, clock, identifiers),
        practice=practice,
        home=home,
        debriefs=Debriefs(records, library),
        documents=TypstDocuments(assets_folder() / "fonts"),
        catalogue=Catalogue(library=library, attempts=attempts, home=home, clock=clock),
        progress=TrainingProgress(
            records=records, attempts=attempts, library=library, home=home, clock=clock
        ),
        # Of a whole center: one trainee makes no statistics, and hundreds of profiles no picture.
        statistics=ItemStatistics(lambda: RecordsReader(folder / CENTER), library),
        backups=Backups(records, clock),
        settings=settings,
        speech=speech,
        examine=partial(examine_folder, folder),
        pins=open_pins(records, clock, desk),
        supervision=Supervision(seals=records.seals, records=records, audit=records.instructor, clock=clock),
        certificates=open_certificates(folder, records, attempts, library, clock),
        instructor=desk,
        folders=Folders(
            data=folder,
            records=records_folder.file,
            backups=records_folder.backups.folder,
            logs=folder / "logs",
            scenarios=folder / "scenarios",
        ),
        close=records.close_file,
    )
    trainee = services.profiles.create(
        NewTrainee("Mariana Ortega", ("en", "es"), "en", 1.0, TimeAllowance.HALF_MORE)
    )
    return Demonstration(services, clock, trainee, folder)


def fill(demonstration: Demonstration) -> None:
    """Let three weeks of practice have passed: calls passed and failed, one assessment that has to wait."""
    scenarios = list(PLAYED)
    first, second, third, fourth = (scenarios * 4)[:4]
    assessment, practice = Use.ASSESSMENT, Use.PRACTICE
    plan: tuple[tuple[int, str, str, Use, int], ...] = (
        # days before today, scenario, language, use, how many decisions go wrong
        (18, first, "en", practice, 3),
        (17, first, "en", assessment, 0),
        (15, second, "en", assessment, 1),
        (13, first, "es", assessment, 1),
        (9, fourth, "es", practice, 2),
        (6, second, "es", assessment, 0),
        (5, third, "en", assessment, 0),
        (4, third, "es", assessment, 5),
        (3, third, "es", assessment, 4),
        (1, fourth, "en", practice, 1),
        (0, third, "en", practice, 3),
    )
    for days, scenario, language, use, mistakes in plan:
        demonstration.clock.set(TODAY - timedelta(days=days, minutes=30))
        play(demonstration, scenario, language, use, mistakes=mistakes)
    for name, languages in (("Carlos Gutiérrez Montoya", ("es",)), ("Dana Whitfield", ("en", "es"))):
        demonstration.services.profiles.create(
            NewTrainee(name, languages, "es", 1.0, TimeAllowance.AS_AUTHORED)
        )
    demonstration.services.backups.make()
    demonstration.clock.set(TODAY)


def fill_center(demonstration: Demonstration) -> None:
    """Let three people have achieved a certification: one has it, one waits for it, one had it taken back."""
    services = demonstration.services
    people = [
        demonstration.trainee,
        *(
            services.profiles.create(NewTrainee(name, ("en", "es"), "es", 1.0, TimeAllowance.AS_AUTHORED))
            for name in ("Carlos Gutiérrez Montoya", "Dana Whitfield")
        ),
    ]
    certification = services.library.certifications[CERTIFIED]
    for number, person in enumerate(people):
        of_person = replace(demonstration, trainee=person)
        for day, (scenario, language) in enumerate(sorted(certification.pairs())):
            demonstration.clock.set(TODAY - timedelta(days=30 - day, minutes=40 * number + 30))
            play(of_person, scenario, language, Use.ASSESSMENT, mistakes=0)
    demonstration.clock.set(TODAY - timedelta(days=2))
    desk, certificates = services.instructor(), services.certificates
    desk.entrance.set_up(PASSPHRASE)
    key = desk.keys.make(Center("Centro de Formación Ñandú", "https://nandu.example"), PASSPHRASE, TODAY)
    desk.entrance.take_key(key, Deed.KEY_MADE, key.issuer.thumbprint)
    for person in people[:2]:
        issued = certificates.issue(person.id, CERTIFIED, key)
        certificates.keep_files(issued, key, Paper.LETTER)
    certificates.revoke(issued.id, "Una evaluación se hizo con la cuenta de otra persona.")
    services.pins.set_pin(people[1].id, "4071")
    desk.entrance.lock()
    demonstration.clock.set(TODAY)


def fill_months(demonstration: Demonstration) -> None:
    """Let eleven weeks of practice have passed before those three: fewer mistakes from week to week."""
    scenarios = list(PLAYED)
    for week in range(11):
        for number, language in enumerate(("en", "es", "en", "es")):
            mistakes = max(0, 3 - week // 4 - number // 2 + (language == "es"))
            days = 21 + 7 * (10 - week) + 6 - number
            demonstration.clock.set(TODAY - timedelta(days=days, minutes=30))
            scenario = scenarios[(week + number) % len(scenarios)]
            play(demonstration, scenario, language, Use.PRACTICE, mistakes=mistakes, every=3)
    fill(demonstration)


def play(  # noqa: PLR0913 - which call, and how it goes
    demonstration: Demonstration,
    scenario: str,
    language: str,
    use: Use,
    *,
    mistakes: int,
    every: int = 1,
    stop: int = 60,
) -> Call:
    """Take a call: some decisions go wrong, the others as well as they can; at most ``stop`` of them.

    Of the decisions that can go wrong, it is one in ``every``, from the first on, until there were enough.
    """
    call = demonstration.services.practice.begin(demonstration.trainee, scenario, language, use)
    while call.finish is None and call.number <= stop:
        replies = {reply.id: reply for reply in call.step.offered}
        ranked = sorted(
            call.offered,
            key=lambda offer: (
                replies[offer.id].critical is None,
                (replies[offer.id].empathy or 0) + (replies[offer.id].resolution or 0),
            ),
        )
        harmless = [each for each in ranked if replies[each.id].critical is None]
        wrong = call.number % every == 0 and call.number // every <= mistakes
        chosen = harmless[0] if wrong else ranked[-1]
        demonstration.clock.go(SECONDS_FOR_A_REPLY)
        call.take(chosen.id, SECONDS_FOR_A_REPLY)
    return call


def _read_library() -> Contents:
    bundled = bundled_scenarios_folder()
    return take_in(map(read_file, find_files([bundled])), bundled)
