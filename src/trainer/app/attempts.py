"""A trainee's attempts as they stand now, those that were interrupted for too long closed on the way.

An assessment that was interrupted may be resumed within 24 hours; afterwards it is lost. Nobody watches a
clock for that: whoever asks for the attempts gets them settled.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Final

from trainer.app.ports import AttemptFacts, AttemptState, Clock, Records
from trainer.certification.standing import AssessmentFact
from trainer.scenario.model import Dimension, Use

__all__ = ["GRACE", "Attempts", "assessments", "exact_scores", "resumable_until"]

GRACE: Final = timedelta(hours=24)
"""How long an interrupted assessment can be resumed."""


class Attempts:
    """The attempts of this machine, settled.

    Calls that this process has open are noted here: a call that is going on is not interrupted, however long
    the trainee thinks.
    """

    def __init__(self, records: Records, clock: Clock) -> None:
        self._records = records
        self._clock = clock
        self._going_on: set[str] = set()

    def note(self, attempt: str, *, going_on: bool) -> None:
        """Note that a call goes on in this process, or no longer does."""
        if going_on:
            self._going_on.add(attempt)
        else:
            self._going_on.discard(attempt)

    def of(self, trainee: str) -> Sequence[AttemptFacts]:
        """Return a trainee's attempts, newest first, after closing what was interrupted for too long."""
        attempts = self._records.attempts(trainee)
        overdue = [each for each in attempts if self._is_overdue(each)]
        for each in overdue:
            self._records.close(each.id, AttemptState.LOST, each.last_at + GRACE)
        return self._records.attempts(trainee) if overdue else attempts

    def get(self, attempt: str) -> AttemptFacts:
        """Return one attempt, settled; KeyError where there is none."""
        facts = self._records.attempt(attempt)
        if not self._is_overdue(facts):
            return facts
        self._records.close(attempt, AttemptState.LOST, facts.last_at + GRACE)
        return self._records.attempt(attempt)

    def _is_overdue(self, facts: AttemptFacts) -> bool:
        until = resumable_until(facts)
        return until is not None and facts.id not in self._going_on and self._clock.now() > until


def resumable_until(facts: AttemptFacts) -> datetime | None:
    """Return when an open attempt is lost unless it goes on; None for practice, which waits for ever."""
    if facts.state is not AttemptState.OPEN or facts.use is not Use.ASSESSMENT:
        return None
    return facts.last_at + GRACE


def exact_scores(facts: AttemptFacts) -> dict[Dimension, Fraction | None]:
    """Return the scores of an attempt as exact fractions, 0 to 100; empty where it did not finish."""
    if facts.finish is None:
        return {}
    return {
        dimension: None if score is None else _fraction(*score)
        for dimension, score in facts.finish.scores.items()
    }


@lru_cache(4096)
def _fraction(numerator: int, denominator: int) -> Fraction:
    """Return an exact score. Thousands of attempts share a few hundred scores."""
    return Fraction(numerator, denominator)


def assessments(attempts: Sequence[AttemptFacts]) -> list[AssessmentFact]:
    """Return the assessments that are over as a certification counts them; a lost one counts as failed."""
    return [
        AssessmentFact(
            attempt=each.id,
            scenario=each.scenario,
            language=each.language,
            finished_at=each.finish.finished_at if each.finish is not None else each.last_at,
            scores=exact_scores(each),
            passed=each.finish is not None and each.finish.passed,
        )
        for each in attempts
        if each.use is Use.ASSESSMENT and each.state in {AttemptState.FINISHED, AttemptState.LOST}
    ]
