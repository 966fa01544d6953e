"""A certification as frozen values: what a trainee must pass, how well, and for how long it stands.

Everything here has passed the checks of its file; whether the scenarios it names exist is for the library
to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from trainer.scenario.model import Dimension, Text

__all__ = ["AttemptLimit", "Certification", "Requirement"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """Scenarios to be passed in assessments."""

    scenarios: tuple[str, ...]
    languages: tuple[str, ...]
    at_least: int
    """How many of the scenarios, each in every one of the languages; all unless the author says fewer."""


@dataclass(frozen=True, slots=True)
class AttemptLimit:
    """How often one scenario may be failed in one language before a wait."""

    max: int
    wait: timedelta


@dataclass(frozen=True, slots=True)
class Certification:
    """What one certification asks for."""

    id: str
    version: int
    title: Text
    description: Text | None
    requires: tuple[Requirement, ...]
    after: tuple[str, ...] = ()
    """Certifications that must be held first."""
    marks: Mapping[Dimension, int] = field(default_factory=dict)
    """1 to 100; each stands beside the scenario's own mark, and the higher of the two decides."""
    window: timedelta | None = None
    """How long a passed assessment counts; for ever where None."""
    limit: AttemptLimit | None = None
    """None where a trainee may try again at once, as often as wanted."""
    validity: timedelta | None = None
    """How long it stands once achieved; for ever where None."""

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return every scenario and language that any requirement names, each once, in the author's order."""
        return tuple(
            dict.fromkeys(
                (scenario, language)
                for requirement in self.requires
                for scenario in requirement.scenarios
                for language in requirement.languages
            )
        )
