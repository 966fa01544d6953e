"""The port to recorded assessments of everybody: read for standings and statistics, never written.

The window's `Records` answers for one trainee and holds the data folder. Reports are asked of all trainees,
while the window may be open beside them, so they have a port of their own.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Protocol

from trainer.analysis.statistics import Assessment, DecisionRecord
from trainer.app.ports import Trainee
from trainer.certification.standing import AssessmentFact
from trainer.scenario.model import Dimension

__all__ = ["AssessmentRecords", "Scores"]

Scores = Mapping[Dimension, Fraction | None]
"""Exact scores, 0 to 100."""


class AssessmentRecords(Protocol):
    """What was recorded of assessments. Every method raises `Fault` where the environment refuses."""

    def trainees(self) -> Sequence[Trainee]:
        """Return all profiles, oldest first."""

    def facts(self, trainees: Sequence[str] | None, now: datetime) -> Mapping[str, Sequence[AssessmentFact]]:
        """Return the assessments that are over, by trainee; of all trainees where None are named.

        One that is open although it can no longer be resumed is over, and lost. Scores are those of the
        assessments that passed; of the others they decide nothing.
        """

    def assessments(self, scenarios: Sequence[str]) -> Sequence[Assessment]:
        """Return the assessments of some scenarios that have ended, in no order."""

    def decisions(self, scenario: str) -> Iterator[tuple[str, Sequence[DecisionRecord]]]:
        """Give the finished assessments of a scenario one by one: each its id and its decisions in order."""

    def scores(self, scenarios: Sequence[str]) -> Mapping[str, Scores]:
        """Return the scores of the finished assessments of some scenarios, by attempt."""

    def scenarios(self) -> Sequence[str]:
        """Return the ids of all scenarios of which an assessment has ended, sorted."""
