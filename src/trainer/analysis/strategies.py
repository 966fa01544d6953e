"""What somebody would score who does not listen: always the longest reply, or the shortest, or the kindest.

A scenario in which such a habit passes measures the habit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from trainer.engine.call import advance, start
from trainer.scenario.model import Dimension, Reply, Scenario
from trainer.scoring.card import ScoreCard, score
from trainer.scoring.perfect import Perfect

__all__ = ["Strategy", "StrategyPlay", "play_strategy"]

Choose: TypeAlias = Callable[[Sequence[Reply]], Reply]


class Strategy(StrEnum):
    """A habit of choosing replies that knows nothing of the customer."""

    LONGEST = "longest"
    SHORTEST = "shortest"
    KINDEST = "kindest"
    """The highest empathy whatever it solves."""
    FIXER = "fixer"
    """The highest resolution whatever it costs the customer."""


@dataclass(frozen=True, slots=True)
class StrategyPlay:
    """The one call that a strategy leads to."""

    replies: tuple[str, ...]
    card: ScoreCard


def play_strategy(scenario: Scenario, perfect: Perfect, strategy: Strategy, language: str) -> StrategyPlay:
    """Play a scenario by a strategy in one of its languages.

    Every call must end, and every state that is no ending must offer a reply.
    """
    choose = _chooser(strategy, scenario.locale(language))
    step, events = start(scenario), []
    while step.ending is None:
        event, step = advance(scenario, step.state, choose(step.offered).id)
        events.append(event)
    return StrategyPlay(
        replies=tuple(event.reply for event in events),
        card=score(events, step.ending, perfect.par, scenario.marks),
    )


def length(reply: Reply, locale: str) -> int:
    """Return the characters of a reply as the customer of a locale hears it."""
    return len(reply.agent.spoken(locale))


def _chooser(strategy: Strategy, locale: str) -> Choose:
    """Return what picks a reply; `min` and `max` keep the first of those that are equal."""
    match strategy:
        case Strategy.LONGEST:
            return lambda offered: max(offered, key=lambda reply: length(reply, locale))
        case Strategy.SHORTEST:
            return lambda offered: min(offered, key=lambda reply: length(reply, locale))
        case Strategy.KINDEST:
            return lambda offered: max(
                offered, key=lambda reply: _first_and_less(reply, Dimension.EMPATHY, Dimension.RESOLUTION)
            )
        case Strategy.FIXER:
            return lambda offered: max(
                offered, key=lambda reply: _first_and_less(reply, Dimension.RESOLUTION, Dimension.EMPATHY)
            )


def _first_and_less(reply: Reply, wanted: Dimension, spurned: Dimension) -> tuple[int, int]:
    return reply.points(wanted) or 0, -(reply.points(spurned) or 0)
