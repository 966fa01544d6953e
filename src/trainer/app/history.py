"""What came of earlier calls: results by scenario and language, and the best of them.

Folds over recorded attempts, free of clocks and records, for Home, the catalogue and whoever recommends a
call.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from trainer.app.attempts import exact_scores
from trainer.app.ports import AttemptFacts
from trainer.scenario.model import Dimension, Use

__all__ = ["Result", "best", "results", "results_by_call"]


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
    branch: bool = False
    """Whether it began with decisions of another attempt, so that parts of the call were known."""

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
            branch=each.parent is not None,
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
