"""What instructors are told of assessments: what was assessed, and what gives a count up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from building import double_charge
from workshop import Workshop

from trainer.analysis.statistics import Assessment, DecisionRecord
from trainer.app.assessment_records import Scores
from trainer.app.faults import NothingRecordedFault
from trainer.app.item_report import NoLongerWantedError
from trainer.app.item_statistics import ItemStatistics
from trainer.app.ports import Trainee
from trainer.certification.standing import AssessmentFact

BEGUN = datetime(2026, 1, 5, tzinfo=UTC)


@dataclass
class Recorded:
    """Assessments as they were noted by `note`."""

    ended: list[Assessment] = field(default_factory=list)

    def note(self, scenario: str, trainee: str, language: str = "en", *, finished: bool = True) -> None:
        count = len(self.ended)
        at = BEGUN + timedelta(days=count)
        self.ended.append(Assessment(f"a{count}", trainee, scenario, 1, language, at, finished))

    def trainees(self) -> Sequence[Trainee]:
        return []

    def facts(self, trainees: Sequence[str] | None, now: datetime) -> Mapping[str, Sequence[AssessmentFact]]:
        del trainees, now
        return {}

    def assessments(self, scenarios: Sequence[str]) -> Sequence[Assessment]:
        return [each for each in self.ended if each.scenario in scenarios]

    def decisions(self, scenario: str) -> Iterator[tuple[str, Sequence[DecisionRecord]]]:
        for each in self.ended:
            if each.scenario == scenario and each.finished:
                yield each.attempt, [DecisionRecord("opening", "own-it", ("own-it", "wait"), 2, 3, 4.0)]

    def scores(self, scenarios: Sequence[str]) -> Mapping[str, Scores]:
        del scenarios
        return {}

    def scenarios(self) -> Sequence[str]:
        return sorted({each.scenario for each in self.ended})


def test_what_was_assessed_comes_by_how_many_finished_their_first() -> None:
    recorded = Recorded()
    recorded.note("gone", "one")
    recorded.note("double-charge", "one", "es")
    recorded.note("double-charge", "one")
    recorded.note("double-charge", "two")
    recorded.note("double-charge", "three", finished=False)
    recorded.note("double-charge", "three")
    found = ItemStatistics(lambda: recorded, Workshop(double_charge()).library).subjects()
    told = [(each.scenario, each.languages, each.assessments, each.title is None) for each in found]
    assert told == [("double-charge", ("en", "es"), 2, False), ("gone", ("en",), 1, True)]


def test_where_nothing_is_recorded_nothing_was_assessed() -> None:
    def fail() -> Recorded:
        raise NothingRecordedFault(Path("records.sqlite"))

    statistics = ItemStatistics(fail, Workshop(double_charge()).library)
    assert statistics.subjects() == ()
    assert statistics.reliability() == ()


def test_a_scenario_that_left_the_library_still_has_figures() -> None:
    recorded = Recorded()
    recorded.note("gone", "one")
    found = ItemStatistics(lambda: recorded, Workshop(double_charge()).library).items("gone")
    assert found.scenario is None
    assert found.report.attempts == 1


def test_a_count_that_nobody_waits_for_is_given_up_at_the_next_attempt() -> None:
    recorded = Recorded()
    for person in range(9):
        recorded.note("double-charge", str(person))
    answers = iter([True, True, False])
    statistics = ItemStatistics(lambda: recorded, Workshop(double_charge()).library)
    with pytest.raises(NoLongerWantedError):
        statistics.items("double-charge", wanted=lambda: next(answers))
