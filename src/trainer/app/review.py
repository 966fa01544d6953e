"""When a call is due for review: FSRS over its recorded results, for each scenario and language.

Nothing about reviews is stored. The results are the only facts and the schedule is folded from them whenever
it is asked for, so the records of two machines, once merged, give one schedule, and a clock that was
corrected corrects the schedule too.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import Final

from trainer.app.history import Result

__all__ = ["EASY_FROM", "LONGEST", "Grade", "due_at", "grade"]

LONGEST: Final = timedelta(days=30)
"""No call is put off for longer than this: what is at stake is a customer, not a word of vocabulary."""

EASY_FROM: Final = 90
"""The lowest score of a result that was easy: halfway from the usual mark of 80 to the perfect call."""

_NEXT_DAY: Final = timedelta(days=1)
"""The step before the widening gaps and after a failure: within minutes one repeats what one just read."""

_REMEMBERED: Final = 8192
"""How many histories are remembered with their dates; a history is one call's, so this is a large library."""


class Grade(Enum):
    """How well a result shows that the call is mastered, in FSRS's terms and numbers."""

    AGAIN = 1
    """Not passed, for whatever reason: a critical error, a score under its mark, an outcome not accepted."""
    HARD = 2
    """Passed, but in a branch: the trainee had gone back, or tried again from a decision of the debrief."""
    GOOD = 3
    """Passed in one go."""
    EASY = 4
    """Passed in one go with no score under `EASY_FROM`."""


def grade(result: Result) -> Grade:
    """Return how well a result shows that its call is mastered."""
    if not result.passed:
        return Grade.AGAIN
    if result.branch:
        return Grade.HARD
    return Grade.EASY if result.lowest >= EASY_FROM else Grade.GOOD


def due_at(results: Iterable[Result], now: datetime) -> datetime | None:
    """Return when a call is due for review, by its results up to a moment; None where there are none.

    The results are those of one scenario in one language, in any order; one that is given twice counts once.
    Those later than `now` are of a clock that went wrong: they count when their time has come.
    """
    happened = {result.attempt: result for result in results if result.finished_at <= now}
    in_turn = sorted(happened.values(), key=lambda each: (each.finished_at, each.attempt))
    return _schedule(tuple((each.finished_at, grade(each)) for each in in_turn)) if in_turn else None


@lru_cache(_REMEMBERED)
def _schedule(graded: Sequence[tuple[datetime, Grade]]) -> datetime:
    """Return when a call is due after these results, oldest first. Without chance: the same ever again."""
    # Home is shown before anything was finished, and then it should not wait for a scheduler.
    from fsrs import Card, Rating, Scheduler  # noqa: PLC0415

    scheduler = Scheduler(
        learning_steps=(_NEXT_DAY,),
        relearning_steps=(_NEXT_DAY,),
        maximum_interval=LONGEST.days,
        enable_fuzzing=False,
    )
    # Without an identity of its own a card would wait a millisecond for the next free one.
    card = Card(card_id=0, due=graded[0][0].astimezone(UTC))
    for finished_at, how in graded:
        card, _log = scheduler.review_card(card, Rating(how.value), finished_at.astimezone(UTC))
    return card.due
