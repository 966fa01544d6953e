"""What came of earlier calls: results by scenario and language, and the best of them.

Folds over recorded attempts, free of clocks and records, for Home, the catalogue and whoever recommends a
call.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from trainer.app.attempts import exact_scores
from trainer.app.ports import AttemptFacts
from trainer.scenario.model import Dimension, Use

__all__ = ["Result", "Results", "best", "results", "results_by_call"]


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
    lowest: int = field(init=False, repr=False, compare=False)
    """The lowest of its scores as it is shown; 0 where it has none."""

    def __post_init__(self) -> None:
        """Work out once what is asked of thousands again and again."""
        shown = (int(score) for score in self.scores.values() if score is not None)
        object.__setattr__(self, "lowest", min(shown, default=0))

    def shown(self, dimension: Dimension) -> int | None:
        """Return a score as it is shown, rounded down."""
        score = self.scores.get(dimension)
        return None if score is None else int(score)


class Results:
    """The results of attempts, each worked out once: what has finished never changes."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[AttemptFacts, Result]] = {}

    def of(self, attempts: Iterable[AttemptFacts]) -> list[Result]:
        """Return the results of all finished attempts, newest first."""
        found = [self._result(each) for each in attempts if each.finish is not None]
        return sorted(found, key=_newness, reverse=True)

    def _result(self, facts: AttemptFacts) -> Result:
        known = self._known.get(facts.id)
        if known is None or known[0] is not facts:
            known = self._known[facts.id] = facts, _result(facts)
        return known[1]


def results(attempts: Iterable[AttemptFacts]) -> list[Result]:
    """Return the results of all finished attempts, newest first."""
    return Results().of(attempts)


def _newness(result: Result) -> tuple[datetime, str]:
    return result.finished_at, result.attempt


def _result(facts: AttemptFacts) -> Result:
    if facts.finish is None:
        raise ValueError("an attempt that did not finish has no result")
    return Result(
        attempt=facts.id,
        scenario=facts.scenario,
        language=facts.language,
        use=facts.use,
        finished_at=facts.finish.finished_at,
        scores=exact_scores(facts),
        passed=facts.finish.passed,
        branch=facts.parent is not None,
    )


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
