"""Where everybody stands, for whoever looks after several trainees."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from trainer.app.assessment_records import AssessmentRecords
from trainer.app.ports import Trainee
from trainer.certification.model import Certification
from trainer.certification.standing import Standing, standings
from trainer.scenario.collector import paused_collector

__all__ = ["TraineeStandings", "report_standings"]


@dataclass(frozen=True, slots=True)
class TraineeStandings:
    """One trainee, and where this one stands."""

    trainee: Trainee
    standings: Mapping[str, Standing]
    """By certification, in the order of the library."""


def report_standings(
    records: AssessmentRecords,
    certifications: Iterable[Certification],
    now: datetime,
    trainees: Sequence[Trainee] | None = None,
) -> list[TraineeStandings]:
    """Return the standings of some trainees, of all where None are named, at a moment."""
    certifications = tuple(certifications)
    with paused_collector():
        facts = records.facts(None if trainees is None else [each.id for each in trainees], now)
        return [
            TraineeStandings(each, standings(certifications, facts.get(each.id, ()), now))
            for each in (records.trainees() if trainees is None else trainees)
        ]
