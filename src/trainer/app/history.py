"""What came of earlier calls: results by scenario and language, and when one is due for review.

Folds over recorded attempts, free of clocks and records, for Home, the catalogue and whoever recommends a
call.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Final

from trainer.app.attempts import exact_scores
from trainer.app.ports import AttemptFacts
from trainer.scenario.model import Dimension, Use

__all__ = ["REVIEW_AFTER", "Result", "best", "due_at", "results", "results_by_call"]

REVIEW_AFTER: Final = (timedelta(days=2), timedelta(days=7), timedelta(days=21), timedelta(days=60))
"""How long after a result the call is due for review: after a failure, one pass, two in a row, three or more.

Widening gaps, as spaced repetition has them: what was remembered is asked for later, what was not is asked
soon.
"""


@dataclass(frozen=True, slots=True)
class Result:
    """How one finished attempt came out."""

    attempt: str
    scenario: str
    language: str
    use: Use
    finished_at: datetime
    scores: Mapping[Dimension, Fraction | None]
    """0 to 100, exact; None where the scenario does not score the dimension."""
    passed: bool

    def shown(self, dimension: Dimension) -> int | None:
        """Return a score as it is shown, rounded down."""
        score = self.scores.get(dimension)
        return None if score is None else int(score)

    @property
    def lowest(self) -> int:
        """Return the lowest of its scores as it is shown; 0 where it has none."""
        return min((int(score) for score in self.scores.values() if score is not None), default=0)


def results(attempts: Iterable[AttemptFacts]) -> list[Result]:
    """Return the results of all finished attempts, newest first."""
    found = [
        Result(
            attempt=each.id,
            scenario=each.scenario,
            language=each.language,
            use=each.use,
            finished_at=each.finish.finished_at,
            scores=exact_scores(each),
            passed=each.finish.passed,
        )
        for each in attempts
        if each.finish is not None
    ]
    return sorted(found, key=lambda result: (result.finished_at, result.attempt), reverse=True)


def results_by_call(found: Iterable[Result]) -> dict[tuple[str, str], list[Result]]:
    """Return results by scenario and language, each in the order given."""
    by_call: dict[tuple[str, str], list[Result]] = {}
    for result in found:
        by_call.setdefault((result.scenario, result.language), []).append(result)
    return by_call


def best(found: Sequence[Result]) -> Result | None:
    """Return the best of some results: passed before failed, then by the lowest score, then the newest."""
    return max(
        found,
        key=lambda each: (
            each.passed,
            min((score for score in each.scores.values() if score is not None), default=Fraction(0)),
            each.finished_at,
        ),
        default=None,
    )


def due_at(found: Sequence[Result]) -> datetime | None:
    """Return when a call is due for review, by its results, newest first; None where there are none."""
    if not found:
        return None
    streak = next((place for place, each in enumerate(found) if not each.passed), len(found))
    return found[0].finished_at + REVIEW_AFTER[min(streak, len(REVIEW_AFTER) - 1)]
