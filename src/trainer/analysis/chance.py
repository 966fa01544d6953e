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

from trainer.analysis.luck import Luck
from trainer.analysis.tally import Stake, Tally, earnings
from trainer.engine.graph import SILENT, Graph

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


def find_chance(
    graph: Graph, order: Sequence[int], stakes: Sequence[Stake], luck: Luck, *, limit: int | None = None
) -> Chance:
    """Return how likely random replies are to pass.

    `order` holds every state before all that follow it; every state that is no ending must offer a reply.
    Beyond `limit` entries, `ENTRY_LIMIT` unless told, plays are sampled, of which `luck` spares most.
    """
    game = _Game(graph, stakes)
    if _fits(game, order, ENTRY_LIMIT if limit is None else limit):
        return Chance(_exact(game, order), Method.EXACT)
    return Chance(_sampled(game, luck), Method.SAMPLED)


class _Move(NamedTuple):
    """A reply that may be part of a play that passes."""

    target: int
    change: int
    """What it adds to the tally of a play."""
    losses: tuple[int, ...]
    """The points it loses, one number for each stake."""


class _Decision(NamedTuple):
    """What a state offers."""

    size: int
    """How many replies, critical errors too."""
    moves: tuple[_Move, ...]
    """The replies that are no critical error."""


class _Game:
    """A scenario as somebody plays it who chooses at random, as far as the play can still pass."""

    def __init__(self, graph: Graph, stakes: Sequence[Stake]) -> None:
        self.graph = graph
        self._stakes = stakes
        self._outcomes = graph.machine.scenario.marks.outcomes
        # No play takes more decisions than there are states.
        self.tally = Tally(stakes, decisions=graph.size)
        self._decisions: list[_Decision | None] = [None] * graph.size
        self._offers: dict[tuple[int, tuple[int, ...]], list[tuple[int, tuple[int, ...]] | None]] = {}

    def decision(self, state: int) -> _Decision:
        """Return what a state offers; nothing where the call has ended."""
        known = self._decisions[state]
        if known is None:
            known = self._decisions[state] = self._look(state)
        return known

    def accepted(self, state: int) -> bool:
        """Tell whether a state is an accepted ending."""
        return self.graph.scene(state).ending in self._outcomes

    def _look(self, state: int) -> _Decision:
        begin, end = self.graph.first_moves[state], self.graph.first_moves[state + 1]
        choices, targets = self.graph.choices[begin:end], self.graph.targets[begin:end]
        if choices and choices[-1] == SILENT:
            choices.pop()
        offered = self.graph.scene_number(state), tuple(choices)
        rated = self._offers.get(offered)
        if rated is None:
            rated = self._offers[offered] = self._rate(*offered)
        # Silence comes last, and is nothing that is taken at random.
        moves = [_Move(target, *one) for target, one in zip(targets, rated, strict=False) if one is not None]
        return _Decision(len(rated), tuple(moves))

    def _rate(self, scene: int, offered: tuple[int, ...]) -> list[tuple[int, tuple[int, ...]] | None]:
        """Return what each reply adds to a tally and what it loses; None for a critical error."""
        replies = self.graph.machine.scenes[scene].replies
        earned = earnings(self.graph.machine.scenes[scene], self._stakes)
        best = [max(column) for column in zip(*[earned[choice] for choice in offered], strict=True)]
        rated: list[tuple[int, tuple[int, ...]] | None] = []
        for choice in offered:
            losses = tuple([most - got for most, got in zip(best, earned[choice], strict=True)])
            change = self.tally.change(earned[choice], losses)
            rated.append((change, losses) if replies[choice].critical is None else None)
        return rated


def _fits(game: _Game, order: Sequence[int], limit: int) -> bool:
    """Tell whether following all plays at once takes at most `limit` entries."""
    entries: dict[int, set[int]] = {0: {game.tally.start}}
    count = 1
    for state in order:
        here = entries.pop(state, None)
        if not here:
            continue
        for target, change, _ in game.decision(state).moves:
            more = game.tally.add_to_each(here, change)
            there = entries.setdefault(target, more)
            if there is not more:
                count -= len(there)
                there |= more
            count += len(there)
        if count > limit:
            return False
    return True


def _exact(game: _Game, order: Sequence[int]) -> Fraction:
    """Return the rate by following all plays at once."""
    whole = _whole(game, order)
    add = game.tally.add
    entries: dict[int, dict[int, int]] = {0: {game.tally.start: whole}}
    passed = 0
    for state in order:
        here = entries.pop(state, None)
        if not here:
            continue
        if game.accepted(state):
            passed += sum(weight for tally, weight in here.items() if game.tally.passes(tally))
            continue
        size, moves = game.decision(state)
        for target, change, _ in moves:
            there = entries.setdefault(target, {})
            for tally, weight in here.items():
                after = add(tally, change)
                if after is not None:
                    there[after] = there.get(after, 0) + weight // size
    return Fraction(passed, whole)


def _whole(game: _Game, order: Sequence[int]) -> int:
    """Return the weight of all plays together, one that every decision can share out evenly."""
    shares: dict[int, int] = {0: 1}
    whole = 1
    for state in order:
        share = shares.pop(state, None)
        if share is None:
            continue
        size, moves = game.decision(state)
        whole = lcm(whole, share) if not size else whole
        for target, _, _ in moves:
            shares[target] = lcm(shares.get(target, 1), share * size)
    return whole


class _Way(NamedTuple):
    """A reply as one that a sampled play may take."""

    below: float
    """It is taken where a number from 0 to 1 is below this, and not below that of the reply before."""
    target: int
    change: int
    gain: float
    """How much likelier it is taken than a random play would take it."""


def _sampled(game: _Game, luck: Luck) -> Fraction:
    """Return the rate over some plays.

    Where no more than a share B of all plays can pass, the others need not be played: each play is one with
    the chance B. One that is played takes replies that lose little more often than a random play would and,
    where it passes, counts with the chance that makes up for that: as often as a random play passes.
    """
    # Of all methods of the generator, `random` alone gives the same numbers in every version of Python.
    random = Random(SEED).random  # noqa: S311 - the same plays for everybody, and no secret
    tilted = luck.most < 1
    ways: list[list[_Way] | None] = [None] * game.graph.size
    tally, alive = game.tally, game.tally.alive
    passed = 0
    for _ in range(SAMPLES):
        odds = luck.most if tilted else 1.0
        if tilted and random() >= odds:
            continue
        state, total = 0, tally.start
        while total & alive == alive:
            here = ways[state]
            if here is None:
                here = ways[state] = _ways(game, state, luck if tilted else None)
            if not here:
                passed += game.accepted(state) and tally.passes(total) and (not tilted or random() * odds < 1)
                break
            drawn = random()
            for below, target, change, gain in here:
                if drawn < below:
                    state = target
                    total += change
                    odds *= gain
                    break
            else:
                break
    return Fraction(passed, SAMPLES)


def _ways(game: _Game, state: int, luck: Luck | None) -> list[_Way]:
    size, moves = game.decision(state)
    found = []
    below = 0.0
    for target, change, losses in moves:
        gain = 1.0
        if luck is not None:
            heights, number = luck.heights, game.graph.scene_number
            gain = luck.factor(losses) * heights[number(target)] / heights[number(state)]
        below += gain / size
        found.append(_Way(below, target, change, gain))
    return found
