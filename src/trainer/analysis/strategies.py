"""What somebody would score who does not listen: always the longest reply, or the shortest, or the kindest.

A scenario in which such a habit passes measures the habit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from trainer.engine.graph import SILENT, Machine
from trainer.scenario.model import Dimension, Reply
from trainer.scoring.card import CriticalMoment, DimensionScore, ScoreCard, judge
from trainer.scoring.perfect import Perfect

__all__ = ["Strategy", "StrategyPlay", "length", "play_strategy", "points"]


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


def play_strategy(machine: Machine, perfect: Perfect, strategy: Strategy, language: str) -> StrategyPlay:
    """Play a scenario by a strategy in one of its languages.

    Every call must end, and every state that is no ending must offer a reply.
    """
    scenario = machine.scenario
    prefer = _preference(strategy, scenario.locale(language))
    taken: list[str] = []
    critical: list[CriticalMoment] = []
    earned, available = [0, 0, 0], [0, 0, 0]
    key = machine.start
    while (scene := machine.scene(key)).ending is None:
        moves = [move for move in machine.moves(key) if move[0] != SILENT]
        offered = [scene.replies[choice] for choice, _ in moves]
        wishes = prefer(offered)
        number = wishes.index(max(wishes))  # the first of those that are equal
        reply, key = offered[number], moves[number][1]
        taken.append(reply.id)
        if reply.critical is not None:
            critical.append(CriticalMoment(scene.id, reply.id, reply.critical))
        for place, column in enumerate(zip(*map(points, offered), strict=True)):
            earned[place] += column[number]
            available[place] += max(column)
    dimensions = {
        each: DimensionScore(earned[place], available[place], perfect.par[each])
        if perfect.par[each]
        else None
        for place, each in enumerate(Dimension)
    }
    return StrategyPlay(tuple(taken), judge(dimensions, tuple(critical), scene.ending, scenario.marks))


def length(reply: Reply, locale: str) -> int:
    """Return the characters of a reply as the customer of a locale hears it."""
    return len(reply.agent.spoken(locale))


def points(reply: Reply) -> tuple[int, int, int]:
    """Return the points of a reply on every dimension, 0 where it is not rated."""
    return reply.empathy or 0, reply.resolution or 0, reply.register_ or 0


def _preference(strategy: Strategy, locale: str) -> Callable[[Sequence[Reply]], list[int]]:
    """Return what gives each reply offered a number: the one with the highest is taken."""
    match strategy:
        case Strategy.LONGEST:
            return lambda offered: [length(reply, locale) for reply in offered]
        case Strategy.SHORTEST:
            return lambda offered: [-length(reply, locale) for reply in offered]
        # One point more of what is wanted outweighs the three that may be had of the other.
        case Strategy.KINDEST:
            return lambda offered: [4 * (each.empathy or 0) - (each.resolution or 0) for each in offered]
        case Strategy.FIXER:
            return lambda offered: [4 * (each.resolution or 0) - (each.empathy or 0) for each in offered]
