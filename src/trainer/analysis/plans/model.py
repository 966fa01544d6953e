"""A plan as values: what an author says that some plays of a scenario come to."""

from collections.abc import Mapping
from typing import NamedTuple

from trainer.scenario.model import Dimension, Outcome
from trainer.scoring.card import CriticalMoment, Reason

__all__ = ["PlannedPlay"]


class PlannedPlay(NamedTuple):
    """One play, and what it must come to. What is None is not judged."""

    replies: tuple[str, ...]
    """Ids of replies in the order in which they are taken; `silence` is one."""
    language: str | None
    """A base language in which the scenario must be playable."""
    ending: str
    """The id of the scene in which the call ends."""
    outcome: Outcome
    scores: Mapping[Dimension, int]
    """Rounded down, 0 to 100; exactly the dimensions that have a score."""
    reasons: tuple[Reason, ...]
    """Why it does not pass, in the order in which reasons are listed; empty where it passes."""
    critical: tuple[CriticalMoment, ...] | None
    """All critical errors, in any order."""
    mood: int | None
    """Of the customer at the end, -3 to 3."""
    lines: tuple[str, ...] | None
    """Ids of all that the customer says, the line of the ending included."""
