"""The score card of one call: the exact measure against the perfect call, and the verdict and its reasons."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from trainer.engine.call import Event
from trainer.scenario.model import CriticalError, Dimension, Outcome, PassMarks

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = [
    "CriticalMoment",
    "DimensionScore",
    "Reason",
    "ScoreCard",
    "find_critical",
    "judge",
    "measure",
    "score",
]


class Reason(StrEnum):
    """What keeps an attempt from passing, in the order in which reasons are listed."""

    EMPATHY = "empathy"
    RESOLUTION = "resolution"
    REGISTER = "register"
    CRITICAL = "critical"
    OUTCOME = "outcome"
    INCOMPLETE = "incomplete"


class DimensionScore(NamedTuple):
    """One dimension of a finished call; points are those of the decisions in which it was rated."""

    earned: int
    available: int
    par: int

    @property
    def cost(self) -> int:
        """Points that better replies, offered at those moments, would have earned more."""
        return self.available - self.earned

    @property
    def points(self) -> int:
        """What is left of the par, 0 to `par`."""
        return max(0, min(self.available, self.par) - self.cost)

    @property
    def score(self) -> "Fraction":
        """0 to 100, exact."""
        from fractions import Fraction  # noqa: PLC0415 - a call in the terminal does without, and starts sooner

        return Fraction(100 * self.points, self.par)

    @property
    def shown(self) -> int:
        """The score rounded down, so that a shown 80 has passed a mark of 80."""
        return 100 * self.points // self.par

    def reaches(self, mark: int) -> bool:
        """Tell whether the exact score is at least a mark."""
        return 100 * self.points >= mark * self.par


class CriticalMoment(NamedTuple):
    """A reply that was a critical error."""

    scene: str
    reply: str
    kind: CriticalError


class ScoreCard(NamedTuple):
    """What a finished call is worth."""

    dimensions: Mapping[Dimension, DimensionScore | None]
    """All three; None where the par is 0."""
    critical: tuple[CriticalMoment, ...]
    outcome: Outcome
    passed: bool
    reasons: tuple[Reason, ...]
    """Why it did not pass; empty where it did."""


def score(
    events: Iterable[Event], outcome: Outcome, par: Mapping[Dimension, int], marks: PassMarks
) -> ScoreCard:
    """Score a finished call.

    Per dimension, over the decisions that rate it: score = 100 x max(0, min(available, par) - cost) / par,
    where cost = available - earned, and `par` is the least available points over all perfect calls.
    """
    events = tuple(events)
    return judge(measure(events, par), find_critical(events), outcome, marks)


def judge(
    dimensions: Mapping[Dimension, DimensionScore | None],
    critical: tuple[CriticalMoment, ...],
    outcome: Outcome,
    marks: PassMarks,
) -> ScoreCard:
    """Give the verdict on what a finished call came to."""
    reasons = [
        Reason(dimension)
        for dimension, measured in dimensions.items()
        if measured is not None and not measured.reaches(marks.mark(dimension))
    ]
    if critical:
        reasons.append(Reason.CRITICAL)
    if outcome not in marks.outcomes:
        reasons.append(Reason.OUTCOME)
    return ScoreCard(dimensions, critical, outcome, passed=not reasons, reasons=tuple(reasons))


def measure(events: Iterable[Event], par: Mapping[Dimension, int]) -> dict[Dimension, DimensionScore | None]:
    """Return what each dimension came to; of a call that is not over, as if it had ended there."""
    events = tuple(events)
    return {each: _measure_one(events, each, par[each]) if par[each] else None for each in Dimension}


def find_critical(events: Iterable[Event]) -> tuple[CriticalMoment, ...]:
    """Return the critical errors of a call in their order."""
    return tuple(
        CriticalMoment(event.scene, event.reply, event.critical)
        for event in events
        if event.critical is not None
    )


def _measure_one(events: Iterable[Event], dimension: Dimension, par: int) -> DimensionScore:
    ratings = [event.ratings[dimension] for event in events if dimension in event.ratings]
    earned = sum(rating.earned for rating in ratings)
    available = sum(rating.available for rating in ratings)
    return DimensionScore(earned, available, par)
