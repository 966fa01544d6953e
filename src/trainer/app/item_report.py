"""What a scenario's recorded assessments say about its decisions, and what an instructor might do about it.

The figures are those of `trainer.analysis.statistics`; here it is decided which attempts they are made of,
and which of them ask for a second look.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final

from trainer.analysis.statistics import (
    Assessment,
    Certainty,
    DecisionStatistics,
    LanguageDifference,
    Reliability,
    Tally,
    certainty,
    compare_languages,
    describe_decisions,
    first_attempts,
    measure_reliability,
)
from trainer.app.assessment_records import AssessmentRecords
from trainer.certification.model import Certification
from trainer.scenario.model import Dimension

__all__ = [
    "CertificationReport",
    "Hint",
    "ItemReport",
    "NoLongerWantedError",
    "ReportedDecision",
    "describe_certification",
    "describe_items",
]

EASY_FROM: Final = 0.9
"""From this mean share of the points on, a decision is nearly always taken well."""
HARD_UNDER: Final = 0.4
TELLING_FROM: Final = 0.2
"""Under this correlation with the rest, a decision hardly tells people apart (Ebel 1972)."""


class NoLongerWantedError(Exception):
    """Nobody waits for the figures that were being worked out."""


class Hint(StrEnum):
    """What about a decision asks for a second look."""

    BACKWARD = "backward"
    """Who does well elsewhere does worse here."""
    BLUNT = "blunt"
    """It hardly tells people apart."""
    HARD = "hard"
    EASY = "easy"
    UNTEMPTING = "untempting"
    """A reply is taken by under 5 %."""
    LANGUAGE = "language"
    """It is harder in one language than in another."""


@dataclass(frozen=True, slots=True)
class ReportedDecision:
    """One decision, in figures."""

    statistics: DecisionStatistics
    languages: tuple[LanguageDifference, ...]
    """One for each two languages in which it was taken at least twice."""

    @property
    def hints(self) -> tuple[Hint, ...]:
        """What asks for a second look, the gravest first; nothing while figures are hidden."""
        found = self.statistics
        if found.certainty is Certainty.HIDDEN:
            return ()
        telling, share = found.discrimination, found.difficulty
        so = {
            Hint.BACKWARD: telling is not None and telling < 0,
            Hint.BLUNT: telling is not None and 0 <= telling < TELLING_FROM,
            Hint.HARD: share is not None and share < HARD_UNDER,
            Hint.EASY: share is not None and share >= EASY_FROM,
            Hint.UNTEMPTING: any(
                each.tempts_nobody and each.certainty is not Certainty.HIDDEN for each in found.replies
            ),
            Hint.LANGUAGE: any(
                each.differs and each.certainty is not Certainty.HIDDEN for each in self.languages
            ),
        }
        return tuple(hint for hint, holds in so.items() if holds)


@dataclass(frozen=True, slots=True)
class ItemReport:
    """A scenario's decisions, in figures."""

    scenario: str
    language: str | None
    """Of which language alone the attempts are; None where of all."""
    every_attempt: bool
    """Whether later attempts of a trainee were counted beside the first."""
    versions: tuple[int, ...]
    """Which versions of the scenario were played, in order."""
    attempts: int
    decisions: tuple[ReportedDecision, ...]

    @property
    def certainty(self) -> Certainty:
        """How much the figures can say at most."""
        return certainty(self.attempts)


@dataclass(frozen=True, slots=True)
class CertificationReport:
    """How reliable the scores are by which a certification is achieved."""

    certification: str
    scenarios: tuple[str, ...]
    trainees: int
    """Those whose first assessment of any of the scenarios was finished."""
    reliability: dict[Dimension, Reliability]
    """Of the mean score over all scenarios, 0 to 100; only dimensions that each of them scores."""


def describe_items(  # noqa: PLR0913 - all but two have defaults
    records: AssessmentRecords,
    scenario: str,
    *,
    language: str | None = None,
    every_attempt: bool = False,
    scenes: Sequence[str] = (),
    wanted: Callable[[], bool] = lambda: True,
) -> ItemReport:
    """Return what the finished assessments of a scenario say.

    `scenes` is the order in which decisions are listed; those that it lacks follow as they were come to.
    `wanted` is asked at every attempt; raises `NoLongerWantedError` once it says no.
    """
    chosen = {
        each.attempt: each
        for each in _counted(records.assessments([scenario]), every_attempt=every_attempt)
        if language is None or each.language == language
    }
    tally = Tally()
    for attempt, decisions in records.decisions(scenario):
        if not wanted():
            raise NoLongerWantedError(scenario)
        if attempt in chosen:
            tally.add(chosen[attempt].language, decisions)
    compared: dict[str, list[LanguageDifference]] = {}
    for first, second in combinations(sorted({each.language for each in chosen.values()}), 2):
        for each in compare_languages(tally, first, second):
            compared.setdefault(each.scene, []).append(each)
    place = {scene: number for number, scene in enumerate(scenes)}
    return ItemReport(
        scenario=scenario,
        language=language,
        every_attempt=every_attempt,
        versions=tuple(sorted({each.version for each in chosen.values()})),
        attempts=tally.attempts,
        decisions=tuple(
            ReportedDecision(each, tuple(compared.get(each.scene, ())))
            for each in sorted(
                describe_decisions(tally), key=lambda found: place.get(found.scene, len(place))
            )
        ),
    )


def describe_certification(records: AssessmentRecords, certification: Certification) -> CertificationReport:
    """Return how reliable the mean scores over a certification's scenarios are, by first attempts."""
    scenarios = tuple(dict.fromkeys(scenario for scenario, _ in certification.pairs()))
    counted = _counted(records.assessments(scenarios), every_attempt=False)
    recorded = records.scores(scenarios)
    reliability = {}
    for dimension in Dimension:
        scores: dict[str, dict[str, float]] = {}
        for each in counted:
            score = recorded.get(each.attempt, {}).get(dimension)
            if score is not None:
                scores.setdefault(each.trainee, {})[each.scenario] = float(score)
        if {name for of in scores.values() for name in of} == set(scenarios):
            reliability[dimension] = measure_reliability(scores.values(), scenarios)
    return CertificationReport(
        certification=certification.id,
        scenarios=scenarios,
        trainees=len({each.trainee for each in counted}),
        reliability=reliability,
    )


def _counted(assessments: Iterable[Assessment], *, every_attempt: bool) -> list[Assessment]:
    """Return the finished ones of some assessments, of each trainee only the first unless all are wanted."""
    chosen = assessments if every_attempt else first_attempts(assessments)
    return [each for each in chosen if each.finished]
