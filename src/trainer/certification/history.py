"""The assessments that a standing is worked out from: what is recorded of each, and which count when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from trainer.certification.model import Certification
from trainer.scenario.model import Dimension

__all__ = ["AssessmentFact", "History", "in_time"]


@dataclass(frozen=True, slots=True)
class AssessmentFact:
    """One assessment that is over. One that was closed as lost is a failed one, without scores."""

    attempt: str
    scenario: str
    language: str
    finished_at: datetime
    """Aware of its zone."""
    scores: Mapping[Dimension, Fraction | None]
    """0 to 100, exact; None, or lacking, where the scenario does not score the dimension."""
    passed: bool
    """By the scenario's own marks, outcomes and critical errors."""

    def counts_for(self, certification: Certification) -> bool:
        """Tell whether it passes the scenario's own marks and those of a certification."""
        return self.passed and all(
            score >= mark
            for dimension, mark in certification.marks.items()
            if (score := self.scores.get(dimension)) is not None
        )


class History:
    """The assessments that concern a certification, by scenario and language, oldest first."""

    def __init__(
        self, certification: Certification, attempts: Iterable[AssessmentFact], now: datetime
    ) -> None:
        self._certification = certification
        self._now = now
        self._facts: dict[tuple[str, str], list[AssessmentFact]] = {
            pair: [] for pair in certification.pairs()
        }
        for fact in in_time({fact.attempt: fact for fact in attempts}.values()):
            if fact.finished_at <= now and (fact.scenario, fact.language) in self._facts:
                self._facts[fact.scenario, fact.language].append(fact)

    @property
    def started(self) -> bool:
        """Whether any assessment concerns the certification, passed or not."""
        return any(self._facts.values())

    def moments(self) -> set[datetime]:
        """Return when a counting assessment was finished."""
        return {
            fact.finished_at
            for facts in self._facts.values()
            for fact in facts
            if fact.counts_for(self._certification)
        }

    def passes(self, pair: tuple[str, str], moment: datetime, after: datetime | None) -> list[AssessmentFact]:
        """Return those that count at a moment and were finished later than `after`."""
        return [
            fact
            for fact in self._facts[pair]
            if fact.finished_at <= moment
            and (after is None or fact.finished_at > after)
            and self._within_window(fact, moment)
            and fact.counts_for(self._certification)
        ]

    def named(self, pair: tuple[str, str], attempts: Sequence[str]) -> AssessmentFact | None:
        """Return the one of some attempts that is of this scenario and language."""
        return next((fact for fact in self._facts[pair] if fact.attempt in attempts), None)

    def failures(self, pair: tuple[str, str]) -> list[AssessmentFact]:
        """Return those within the window that failed since the last one that passed."""
        failed: list[AssessmentFact] = []
        for fact in self._facts.get(pair, ()):
            if fact.counts_for(self._certification):
                failed.clear()
            elif self._within_window(fact, self._now):
                failed.append(fact)
        return failed

    def opens_at(self, pair: tuple[str, str]) -> datetime | None:
        """Return when the next assessment may start; None where it may start now."""
        limit = self._certification.limit
        failed = self.failures(pair)
        if limit is None or len(failed) < limit.max:
            return None
        opening = failed[-1].finished_at + limit.wait
        return opening if self._now < opening else None

    def _within_window(self, fact: AssessmentFact, moment: datetime) -> bool:
        window = self._certification.window
        return window is None or moment - fact.finished_at <= window


def in_time(facts: Iterable[AssessmentFact]) -> list[AssessmentFact]:
    """Return facts, oldest first."""
    return sorted(facts, key=lambda fact: (fact.finished_at, fact.attempt))
