"""The use cases over fakes, ready for a test: a trainee, a clock, and scenarios built from values."""

from collections.abc import Iterable
from pathlib import Path

from fake_records import FakeRecords
from fake_time import FakeClock, FakeIdentifiers

from trainer.app.attempts import Attempts
from trainer.app.call import Call
from trainer.app.debrief import Debriefs
from trainer.app.home import Home
from trainer.app.library import Contents, Library, LibraryScenario
from trainer.app.ports import NewTrainee, Records, TimeAllowance, Trainee
from trainer.app.practice import Practice
from trainer.app.profiles import Profiles
from trainer.app.scenarios import Catalogue
from trainer.app.standard import find_standard
from trainer.app.synopsis import Synopsis, summarize
from trainer.certification.model import Certification
from trainer.engine.graph import TooManyStatesError
from trainer.scenario.model import Scenario, Use
from trainer.scenario.source import SourceFile


class Workshop:
    """One trainee's machine. `restart` is what a crash and a new start do to it."""

    def __init__(
        self,
        *scenarios: Scenario,
        certifications: Iterable[Certification] = (),
        records: Records | None = None,
        time_allowance: TimeAllowance = TimeAllowance.AS_AUTHORED,
    ) -> None:
        self.clock = FakeClock()
        self.identifiers = FakeIdentifiers()
        self.fake_records = FakeRecords()
        self.records: Records = self.fake_records if records is None else records
        self.limits_in_practice = True
        self._sources: dict[bytes, Scenario] = {}
        self._scenarios: dict[str, LibraryScenario] = {}
        self._certifications = {each.id: each for each in certifications}
        for scenario in scenarios:
            self.put(scenario)
        self.restart()
        self.trainee: Trainee = self.profiles.create(
            NewTrainee("Mariana Ortega", ("en", "es"), "es", 1.0, time_allowance)
        )

    def restart(self) -> None:
        """Build every use case anew over the same records, as a new process does."""
        self.library = Library(self._contents, self._sources.get)
        self.attempts = Attempts(self.records, self.clock)
        self.profiles = Profiles(self.records, self.clock, self.identifiers)
        self.practice = Practice(
            records=self.records,
            attempts=self.attempts,
            library=self.library,
            clock=self.clock,
            identifiers=self.identifiers,
            limits_in_practice=lambda: self.limits_in_practice,
        )

        self.debriefs = Debriefs(self.records, self.library)
        self.home = Home(
            records=self.records,
            attempts=self.attempts,
            library=self.library,
            practice=self.practice,
            clock=self.clock,
        )
        self.catalogue = Catalogue(
            library=self.library, attempts=self.attempts, home=self.home, clock=self.clock
        )

    def put(self, scenario: Scenario) -> None:
        """Put a scenario into the folder, or a new version of it over the old one."""
        source = f"{scenario!r}".encode()
        self._sources[source] = scenario
        path = Path(f"{scenario.id}.yaml")
        self._scenarios[scenario.id] = LibraryScenario(
            synopsis_of(scenario), path, bundled=True, read=lambda: SourceFile(path, source)
        )

    def forget_sources(self) -> None:
        """Make every file that was ever played unreadable, as those of a newer version are."""
        self._sources.clear()

    def remove(self, scenario_id: str) -> None:
        """Delete a scenario's file."""
        del self._scenarios[scenario_id]

    def begin(self, scenario: str = "double-charge", language: str = "en", use: Use = Use.PRACTICE) -> Call:
        """Begin a call of the trainee."""
        return self.practice.begin(self.trainee, scenario, language, use)

    def play(
        self,
        replies: str,
        scenario: str = "double-charge",
        language: str = "en",
        use: Use = Use.PRACTICE,
    ) -> Call:
        """Begin a call and take replies, ten seconds each."""
        call = self.begin(scenario, language, use)
        for reply in replies.split():
            self.clock.go(10)
            call.take(reply, 4.0)
        return call

    def _contents(self) -> Contents:
        return Contents(dict(self._scenarios), dict(self._certifications), ())


def synopsis_of(scenario: Scenario) -> Synopsis:
    """Return what a library keeps at hand of a scenario."""
    try:
        return summarize(scenario, find_standard(scenario))
    except TooManyStatesError:
        return summarize(scenario, None)
