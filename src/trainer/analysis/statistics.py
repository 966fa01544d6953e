"""What recorded assessments say about a scenario: which decisions are hard, and which tell people apart.

Also where a decision is harder in one language than in the other, although both share one graph. For
instructors. Small numbers say little and may give people away, so every figure comes with the number of
attempts behind it, is hidden under 30 of them and marked as provisional under 100.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import ceil, sqrt
from statistics import StatisticsError, correlation, fmean, median, variance
from typing import Final

from trainer.scenario.model import SILENCE

__all__ = [
    "AttemptRecord",
    "Certainty",
    "DecisionRecord",
    "DecisionStatistics",
    "LanguageDifference",
    "Reliability",
    "ReplyStatistics",
    "certainty",
    "compare_languages",
    "describe_decisions",
    "first_attempts",
    "measure_reliability",
]

SHOWN_FROM: Final = 30
FIRM_FROM: Final = 100

GROUP_SHARE: Final = 0.27
"""The share of the best and of the worst that are compared (Kelley 1939)."""

TEMPTING_FROM: Final = 0.05
"""Under this share of choices a reply tempts nobody."""

CONFIDENCE: Final = 1.96
"""Standard errors on either side of an estimate within which the truth lies in 95 % of cases."""


class Certainty(StrEnum):
    """How much a figure says, by the number of attempts behind it."""

    HIDDEN = "hidden"
    PROVISIONAL = "provisional"
    FIRM = "firm"


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """One decision of an attempt; points are summed over the dimensions that it rates."""

    scene: str
    reply: str
    offered: tuple[str, ...]
    earned: int
    available: int
    seconds: float
    """From the replies being shown to one being taken."""


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """One finished assessment."""

    attempt: str
    trainee: str
    scenario: str
    language: str
    finished_at: datetime
    decisions: tuple[DecisionRecord, ...]

    @property
    def share(self) -> float:
        """The share of the available points that was earned, 0 to 1; 0 where none were available."""
        return _share(self.decisions)


@dataclass(frozen=True, slots=True)
class ReplyStatistics:
    """How a reply is taken, of those attempts in which it was offered."""

    reply: str
    offered: int
    trainees: tuple[str, ...]
    """Who took it, sorted; `silence` is a reply here too."""

    @property
    def share(self) -> float:
        """How often it is taken where it is offered, 0 to 1."""
        return len(self.trainees) / self.offered if self.offered else 0.0

    @property
    def tempts_nobody(self) -> bool:
        """Whether it is taken by under 5 %."""
        return self.share < TEMPTING_FROM


@dataclass(frozen=True, slots=True)
class DecisionStatistics:
    """What attempts say about one decision: the first time that each of them came to a scene."""

    scene: str
    attempts: int
    difficulty: float | None
    """The mean share of the available points, 0 to 1: the higher, the easier. None where no points were."""
    discrimination: float | None
    """Correlation with the rest of the score, -1 to 1; None where either is the same for all."""
    upper_minus_lower: float | None
    """The mean share of the best 27 % less that of the worst; None where there are no two groups."""
    seconds: float
    """The median time to decide."""
    replies: tuple[ReplyStatistics, ...]

    @property
    def certainty(self) -> Certainty:
        """How much these figures say."""
        return certainty(self.attempts)


@dataclass(frozen=True, slots=True)
class LanguageDifference:
    """How much easier a decision is in one language than in another."""

    scene: str
    attempts: tuple[int, int]
    difference: float
    """The first language's difficulty less the second's, -1 to 1."""
    low: float
    high: float
    """The bounds of its 95 % confidence interval."""

    @property
    def differs(self) -> bool:
        """Whether chance alone hardly explains the difference."""
        return self.low > 0 or self.high < 0

    @property
    def certainty(self) -> Certainty:
        """How much these figures say: as much as the smaller group does."""
        return certainty(min(self.attempts))


@dataclass(frozen=True, slots=True)
class Reliability:
    """How well the scenarios of a certification measure one thing together."""

    trainees: int
    """Those who took all of them."""
    alpha: float | None
    """Cronbach's alpha, at most 1; None where all have the same score, or there is one scenario."""
    error: float | None
    """The standard error of measurement of a trainee's mean score, in shares of 1."""

    @property
    def certainty(self) -> Certainty:
        """How much these figures say."""
        return certainty(self.trainees)


def certainty(attempts: int) -> Certainty:
    """Return how much a figure says that comes of so many attempts."""
    if attempts < SHOWN_FROM:
        return Certainty.HIDDEN
    return Certainty.PROVISIONAL if attempts < FIRM_FROM else Certainty.FIRM


def first_attempts(attempts: Iterable[AttemptRecord]) -> list[AttemptRecord]:
    """Return for each trainee and scenario the earliest attempt, in whatever language: later ones know it."""
    first: dict[tuple[str, str], AttemptRecord] = {}
    for attempt in sorted(attempts, key=lambda each: (each.finished_at, each.attempt)):
        first.setdefault((attempt.trainee, attempt.scenario), attempt)
    return list(first.values())


def describe_decisions(attempts: Iterable[AttemptRecord]) -> list[DecisionStatistics]:
    """Return the statistics of every decision of one scenario, in the order in which they are come to."""
    attempts = tuple(attempts)
    by_scene: dict[str, list[tuple[AttemptRecord, DecisionRecord]]] = {}
    for attempt in attempts:
        for decision in _first_visits(attempt):
            by_scene.setdefault(decision.scene, []).append((attempt, decision))
    return [_describe(scene, taken) for scene, taken in by_scene.items()]


def compare_languages(attempts: Iterable[AttemptRecord], first: str, second: str) -> list[LanguageDifference]:
    """Return for each decision of one scenario how its difficulty differs between two languages.

    Decisions that are not taken at least twice in each are left out: nothing can be said of them.
    """
    shares: dict[str, dict[str, list[float]]] = {}
    for attempt in attempts:
        for decision in _first_visits(attempt):
            if decision.available:
                by_language = shares.setdefault(decision.scene, {first: [], second: []})
                by_language.setdefault(attempt.language, []).append(decision.earned / decision.available)
    return [
        _compare(scene, by_language[first], by_language[second])
        for scene, by_language in shares.items()
        if min(len(by_language[first]), len(by_language[second])) > 1
    ]


def measure_reliability(attempts: Iterable[AttemptRecord], scenarios: Sequence[str]) -> Reliability:
    """Return how reliable the mean score over some scenarios is, by those who took all of them."""
    scores: dict[str, dict[str, float]] = {}
    for attempt in first_attempts(attempts):
        scores.setdefault(attempt.trainee, {})[attempt.scenario] = attempt.share
    rows = [
        [of[name] for name in scenarios] for of in scores.values() if all(name in of for name in scenarios)
    ]
    count = len(scenarios)
    totals = [sum(row) for row in rows]
    if count < 2 or len(rows) < 2 or (spread := variance(totals)) == 0:  # noqa: PLR2004 - one has no spread
        return Reliability(len(rows), None, None)
    parts = sum(variance(column) for column in zip(*rows, strict=True))
    alpha = count / (count - 1) * (1 - parts / spread)
    return Reliability(len(rows), alpha, sqrt(spread * max(0.0, 1 - alpha)) / count)


def _describe(scene: str, taken: Sequence[tuple[AttemptRecord, DecisionRecord]]) -> DecisionStatistics:
    rated = [(attempt, decision) for attempt, decision in taken if decision.available]
    shares = [decision.earned / decision.available for _, decision in rated]
    rests = [
        _share([each for each in attempt.decisions if each is not decision]) for attempt, decision in rated
    ]
    order = sorted(range(len(rated)), key=lambda place: rated[place][0].share)
    size = ceil(GROUP_SHARE * len(rated))
    upper = [shares[place] for place in order[len(order) - size :]]
    lower = [shares[place] for place in order[:size]]
    return DecisionStatistics(
        scene=scene,
        attempts=len(taken),
        difficulty=fmean(shares) if shares else None,
        discrimination=_known(lambda: correlation(shares, rests)),
        upper_minus_lower=fmean(upper) - fmean(lower) if 2 * size <= len(rated) and size else None,
        seconds=median(decision.seconds for _, decision in taken),
        replies=_replies(taken),
    )


def _replies(taken: Sequence[tuple[AttemptRecord, DecisionRecord]]) -> tuple[ReplyStatistics, ...]:
    offered: dict[str, int] = {}
    takers: dict[str, list[str]] = {}
    for attempt, decision in taken:
        for reply in decision.offered:
            offered[reply] = offered.get(reply, 0) + 1
        takers.setdefault(decision.reply, []).append(attempt.trainee)
    if SILENCE in takers:
        # It is no reply that is offered: whoever came to the scene could keep silent.
        offered[SILENCE] = len(taken)
    return tuple(
        ReplyStatistics(reply, count, tuple(sorted(takers.get(reply, ()))))
        for reply, count in offered.items()
    )


def _compare(scene: str, first: Sequence[float], second: Sequence[float]) -> LanguageDifference:
    """Compare two means whose variances may differ (Welch)."""
    difference = fmean(first) - fmean(second)
    margin = CONFIDENCE * sqrt(variance(first) / len(first) + variance(second) / len(second))
    return LanguageDifference(
        scene, (len(first), len(second)), difference, difference - margin, difference + margin
    )


def _first_visits(attempt: AttemptRecord) -> list[DecisionRecord]:
    visits: dict[str, DecisionRecord] = {}
    for decision in attempt.decisions:
        visits.setdefault(decision.scene, decision)
    return list(visits.values())


def _share(decisions: Sequence[DecisionRecord]) -> float:
    available = sum(each.available for each in decisions)
    return sum(each.earned for each in decisions) / available if available else 0.0


def _known(compute: Callable[[], float]) -> float | None:
    try:
        return compute()
    except StatisticsError:
        return None
