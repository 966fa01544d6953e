"""The scenarios and certifications of this machine, as everybody above works with them.

The library opens even where some files are broken, and says which. It keeps at hand what it takes to choose
a scenario, never the scenes of a thousand of them: a scenario is read when it is wanted. A call never depends
on the library once it has begun: it holds the scenario it was begun with, and the records keep the exact
source.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from trainer.app.faults import ScenarioGoneFault, UnplayableScenarioFault, UnreadableSourceFault
from trainer.app.recordings import audio_folder
from trainer.app.standard import Standard, find_standard
from trainer.app.synopsis import Synopsis
from trainer.certification.model import Certification
from trainer.engine.graph import TooManyStatesError
from trainer.scenario.diagnostics import Diagnostic
from trainer.scenario.model import Scenario
from trainer.scenario.pronunciations import NO_PRONUNCIATIONS, Pronunciations
from trainer.scenario.source import SourceFile

__all__ = ["BrokenFile", "Contents", "Library", "LibraryScenario", "OpenedScenario", "fingerprint"]

REMEMBERED_SOURCES = 64


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A file that the library could not take in."""

    path: Path
    problems: tuple[Diagnostic, ...]
    """Errors and warnings, in the order of their places."""


@dataclass(frozen=True, slots=True)
class LibraryScenario:
    """A scenario that can be practiced, and where it is to be had."""

    scenario: Synopsis
    path: Path
    bundled: bool
    """Whether it came with the program; else a center or a person added it."""
    read: Callable[[], SourceFile]
    """Reads its file anew."""

    @property
    def id(self) -> str:
        """Return the scenario's id."""
        return self.scenario.id


@dataclass(frozen=True, slots=True)
class OpenedScenario:
    """A whole scenario, and the exact bytes it was read from."""

    scenario: Scenario
    source: bytes


@dataclass(frozen=True, slots=True)
class Contents:
    """All that was found in the library's folders at one moment."""

    scenarios: Mapping[str, LibraryScenario]
    """By id, in the order in which they are found."""
    certifications: Mapping[str, Certification]
    broken: tuple[BrokenFile, ...]
    waiting: int = 0
    """How many files there are that nobody has looked into yet."""
    pronunciations: Pronunciations = NO_PRONUNCIATIONS
    """How voices are to say what these scenarios hold."""


class Library:
    """What there is to practice. Safe to use from several threads.

    `read_all` looks through the folders; `read_source` makes a scenario of one file's bytes, or None where
    they are no scenario. Where looking into every file takes long, `read_known` gives what is known at once,
    and `reload` the rest, until it is told to `leave`. What takes long, `standard`, is worked out once for
    each version of a file.
    """

    def __init__(
        self,
        read_all: Callable[[], Contents],
        read_source: Callable[[bytes], Scenario | None],
        *,
        read_known: Callable[[], Contents] | None = None,
        leave: Callable[[], None] = lambda: None,
    ) -> None:
        self._read_all = read_all
        self._leave = leave
        self._contents = (read_known or read_all)()
        self._standards: dict[str, Standard] = {}
        self._read_source = lru_cache(REMEMBERED_SOURCES)(read_source)

    def reload(self) -> None:
        """Look through the folders again, into every file. Calls that are open go on undisturbed."""
        self._contents = self._read_all()

    def leave(self) -> None:
        """Let a `reload` that is going on end soon: the window closes."""
        self._leave()

    @property
    def scenarios(self) -> Mapping[str, LibraryScenario]:
        """Return the scenarios by id."""
        return self._contents.scenarios

    @property
    def certifications(self) -> Mapping[str, Certification]:
        """Return the certifications by id."""
        return self._contents.certifications

    @property
    def broken(self) -> tuple[BrokenFile, ...]:
        """Return the files that could not be taken in, with what is wrong in each."""
        return self._contents.broken

    @property
    def waiting(self) -> int:
        """Return how many files nobody has looked into yet; `reload` does."""
        return self._contents.waiting

    @property
    def pronunciations(self) -> Pronunciations:
        """Return how voices are to say what they would read wrongly."""
        return self._contents.pronunciations

    def scenario(self, scenario_id: str) -> LibraryScenario:
        """Return one scenario; KeyError where there is none."""
        return self._contents.scenarios[scenario_id]

    def recordings(self, scenario_id: str) -> Path | None:
        """Return the folder of a scenario's recorded lines; None where it has left the library."""
        found = self._contents.scenarios.get(scenario_id)
        return None if found is None else audio_folder(found.path)

    def open(self, scenario_id: str) -> OpenedScenario:
        """Return a whole scenario as its file is now; not for the interface's thread.

        Raises `ScenarioGoneFault` where the file is no longer that scenario, KeyError where there is none.
        """
        found = self._contents.scenarios[scenario_id]
        file = found.read()
        scenario = None if file.fault is not None else self._read_source(file.data)
        if scenario is None or scenario.id != scenario_id:
            raise ScenarioGoneFault(scenario_id, found.path)
        return OpenedScenario(scenario, file.data)

    def standard(self, scenario_id: str) -> Standard:
        """Return par, length, minutes and mood of a scenario's perfect call; not for the interface's thread.

        Raises `UnplayableScenarioFault` where no call can be perfect, and what `open` raises.
        """
        opened = self.open(scenario_id)
        return self.standard_of(opened.scenario, opened.source)

    def standard_of(self, scenario: Scenario, source: bytes) -> Standard:
        """Return the standard of a scenario as it stands in `source`, in the library or not."""
        key = fingerprint(source)
        standard = self._standards.get(key)
        if standard is None:
            try:
                standard = find_standard(scenario)
            except TooManyStatesError as error:
                raise UnplayableScenarioFault(scenario.id) from error
            if standard is None:
                raise UnplayableScenarioFault(scenario.id)
            self._standards[key] = standard
        return standard

    def played(self, scenario_id: str, source: bytes) -> Scenario:
        """Return a scenario as it was when it was played.

        Raises `UnreadableSourceFault` where this version of the program cannot read it any more.
        """
        scenario = self._read_source(source)
        if scenario is None:
            raise UnreadableSourceFault(scenario_id)
        return scenario


def fingerprint(source: bytes) -> str:
    """Return the SHA-256 by which a source is kept, in hexadecimal."""
    return sha256(source).hexdigest()
