"""How likely replies taken at random are to pass, each offered reply being equally likely and silence never.

Where it is worked out exactly, it is worked out in whole numbers: a weight of one play is shared out at every
decision, and is chosen so that every share is whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm
from random import Random
from typing import Final, NamedTuple

from trainer.analysis.tally import Tally
from trainer.engine.graph import SILENT, Graph
from trainer.scenario.model import Dimension
from trainer.scoring.perfect import Perfect

__all__ = ["ENTRY_LIMIT", "SAMPLES", "Chance", "Method", "find_chance"]

ENTRY_LIMIT: Final = 100_000
"""How many entries, a state and how far a play has come, are looked at before plays are sampled instead."""

SAMPLES: Final = 5_000
"""How many plays are sampled; the rate is then within 0.02 of the true one."""

SEED: Final = 0


class Method(StrEnum):
    """How the rate was found."""

    EXACT = "exact"
    SAMPLED = "sampled"


@dataclass(frozen=True, slots=True)
class Chance:
    """The share of random plays that pass."""

    rate: Fraction
    """0 to 1."""
    method: Method


def find_chance(graph: Graph, order: Sequence[int], perfect: Perfect, *, limit: int | None = None) -> Chance:
    """Return how likely random replies are to pass.

    `order` holds every state before all that follow it; every state that is no ending must offer a reply.
    Beyond `limit` entries, `ENTRY_LIMIT` unless told, plays are sampled.
    """
    game = _Game(graph, perfect)
    rate = _exact(game, order, ENTRY_LIMIT if limit is None else limit)
    return Chance(_sampled(game), Method.SAMPLED) if rate is None else Chance(rate, Method.EXACT)


class _Move(NamedTuple):
    """A reply that may be part of a play that passes."""

    target: int
    change: int
    """What it adds to the tally of a play."""


class _Game:
    """A scenario as somebody plays it who chooses at random, as far as the play can still pass."""

    def __init__(self, graph: Graph, perfect: Perfect) -> None:
        self.graph = graph
        self._marks = graph.machine.scenario.marks
        self._dimensions = tuple(each for each in Dimension if perfect.par[each] > 0)
        self.tally = Tally((perfect.par[each], self._marks.mark(each)) for each in self._dimensions)
        self._moves: list[tuple[_Move | None, ...] | None] = [None] * graph.size

    def moves(self, state: int) -> tuple[_Move | None, ...]:
        """Return the replies offered in a state; None stands for a critical error, which fails the play."""
        known = self._moves[state]
        if known is None:
            known = self._moves[state] = self._look(state)
        return known

    def accepted(self, state: int) -> bool:
        """Tell whether a state is an accepted ending."""
        return self.graph.scene(state).ending in self._marks.outcomes

    def _look(self, state: int) -> tuple[_Move | None, ...]:
        replies = self.graph.scene(state).replies
        offered = [
            (replies[choice], target) for choice, target in self.graph.moves(state) if choice != SILENT
        ]
        best = [
            max((reply.points(each) or 0 for reply, _ in offered), default=0) for each in self._dimensions
        ]
        moves: list[_Move | None] = []
        for reply, target in offered:
            earned = [reply.points(each) or 0 for each in self._dimensions]
            cost = [most - got for most, got in zip(best, earned, strict=True)]
            change = self.tally.change(earned, cost)
            moves.append(_Move(target, change) if reply.critical is None else None)
        return tuple(moves)


def _exact(game: _Game, order: Sequence[int], limit: int) -> Fraction | None:
    """Return the rate by following all plays at once; None where that takes more than `limit` entries."""
    whole = _whole(game, order)
    add = game.tally.add
    entries: dict[int, dict[int, int]] = {0: {game.tally.start: whole}}
    count = 1
    passed = 0
    for state in order:
        here = entries.pop(state, None)
        if here is None:
            continue
        if game.accepted(state):
            passed += sum(weight for tally, weight in here.items() if game.tally.passes(tally))
            continue
        moves = game.moves(state)
        for move in filter(None, moves):
            there = entries.setdefault(move.target, {})
            count -= len(there)
            for tally, weight in here.items():
                after = add(tally, move.change)
                if after is not None:
                    there[after] = there.get(after, 0) + weight // len(moves)
            count += len(there)
        if count > limit:
            return None
    return Fraction(passed, whole)


def _whole(game: _Game, order: Sequence[int]) -> int:
    """Return the weight of all plays together, one that every decision can share out evenly."""
    shares: dict[int, int] = {0: 1}
    whole = 1
    for state in order:
        share = shares.pop(state, None)
        if share is None:
            continue
        moves = game.moves(state)
        whole = lcm(whole, share) if not moves else whole
        for move in filter(None, moves):
            shares[move.target] = lcm(shares.get(move.target, 1), share * len(moves))
    return whole


def _sampled(game: _Game) -> Fraction:
    # Of all methods of the generator, `random` alone gives the same numbers in every version of Python.
    random = Random(SEED).random  # noqa: S311 - the same plays for everybody, and no secret
    add, moves_of = game.tally.add, game.moves
    passed = 0
    for _ in range(SAMPLES):
        state = 0
        tally: int | None = game.tally.start
        while tally is not None and (moves := moves_of(state)):
            move = moves[int(random() * len(moves))]
            if move is None:
                tally = None
            else:
                state, change = move
                tally = add(tally, change)
        passed += tally is not None and game.accepted(state) and game.tally.passes(tally)
    return Fraction(passed, SAMPLES)
