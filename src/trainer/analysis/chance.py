"""How likely replies taken at random are to pass, each offered reply being equally likely and silence never.

Where it is worked out exactly, it is worked out in whole numbers: a weight of one play is shared out at every
decision, and is chosen so that every share is whole.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm
from random import Random
from typing import Final, NamedTuple, TypeAlias, TypeVar

from trainer.analysis.luck import Luck
from trainer.analysis.outline import Outline
from trainer.analysis.tally import Stake, Tally, earnings
from trainer.engine.graph import SILENT

__all__ = ["ENTRY_LIMIT", "SAMPLES", "Chance", "Method", "SampledChance", "find_chance"]

ENTRY_LIMIT: Final = 100_000
"""How many entries, a state and how far a play has come, are looked at before plays are sampled instead."""

SAMPLES: Final = 5_000
"""How many plays are sampled; the rate is then within 0.02 of the true one."""

SEED: Final = 0


T = TypeVar("T")

_Pending: TypeAlias = list[dict[int, T]]
"""For each scene, something for each of its states."""


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

    def is_over(self, share: Fraction) -> bool:
        """Tell whether more than a share of the plays pass."""
        return self.rate > share


class SampledChance:
    """The share among plays that are taken only as far as somebody asks: all of them for the rate itself."""

    method: Final = Method.SAMPLED

    def __init__(self, plays: Iterator[bool]) -> None:
        """`plays` tells of `SAMPLES` plays, one after another, whether they pass."""
        self._plays = plays
        self._played = 0
        self._passed = 0

    @property
    def rate(self) -> Fraction:
        """0 to 1."""
        while self._played < SAMPLES:
            self._play()
        return Fraction(self._passed, SAMPLES)

    def is_over(self, share: Fraction) -> bool:
        """Tell whether more than a share of the plays pass, as soon as it is decided."""
        allowed = share * SAMPLES
        while self._passed <= allowed < self._passed + SAMPLES - self._played:
            self._play()
        return self._passed > allowed

    def _play(self) -> None:
        self._passed += next(self._plays)
        self._played += 1


def find_chance(
    outline: Outline,
    order: Iterable[int] | None,
    stakes: Sequence[Stake],
    luck: Luck,
    *,
    limit: int | None = None,
) -> Chance | SampledChance:
    """Return how likely random replies are to pass; every state that is no ending must offer a reply.

    `order` holds the key of every state before those of all that follow it; it may be None where no call
    comes back to a scene. Beyond `limit` entries, `ENTRY_LIMIT` unless told, plays are sampled, of which
    `luck` spares most.
    """
    game = _Game(outline, None if order is None else tuple(order), stakes)
    if _fits(game, ENTRY_LIMIT if limit is None else limit):
        return Chance(_exact(game), Method.EXACT)
    return SampledChance(_sampled(game, luck))


class _Move(NamedTuple):
    """A reply that may be part of a play that passes."""

    target: int
    """The key of the state that follows."""
    change: int
    """What it adds to the tally of a play."""
    losses: tuple[int, ...]
    """The points it loses, one number for each stake."""


class _Decision(NamedTuple):
    """What a state offers."""

    size: int
    """How many replies, critical errors too; none where the call has ended."""
    moves: tuple[_Move, ...]
    """The replies that are no critical error."""


class _Game:
    """A scenario as somebody plays it who chooses at random, as far as the play can still pass."""

    def __init__(self, outline: Outline, order: Sequence[int] | None, stakes: Sequence[Stake]) -> None:
        self.machine = outline.machine
        self._scenes = outline.order
        self._order = order
        self._stakes = stakes
        self._outcomes = self.machine.scenario.marks.outcomes
        # No play takes more decisions than there are states.
        self.tally = Tally(stakes, decisions=outline.states)
        self._decisions: dict[int, _Decision] = {}
        self._offers: dict[tuple[int, tuple[int, ...]], list[tuple[int, tuple[int, ...]] | None]] = {}

    def follow(self, start: T) -> Iterator[tuple[_Pending[T], int, T]]:
        """Give all that is pending, a state, and what is pending for it, each state before those after it.

        Whoever asks adds to what is pending for the states that follow.
        """
        mask = self.machine.scene_mask
        pending: _Pending[T] = [{} for _ in self.machine.scenes]
        pending[self.machine.start & mask][self.machine.start] = start
        if self._order is None:
            for scene in self._scenes:
                for key, here in pending[scene].items():
                    yield pending, key, here
                pending[scene] = {}
        else:
            for key in self._order:
                if key in pending[key & mask]:
                    yield pending, key, pending[key & mask].pop(key)

    def decision(self, key: int) -> _Decision:
        """Return what a state offers."""
        known = self._decisions.get(key)
        if known is None:
            known = self._decisions[key] = self._look(key)
        return known

    def accepted(self, key: int) -> bool:
        """Tell whether a state is an accepted ending."""
        return self.machine.scene(key).ending in self._outcomes

    def _look(self, key: int) -> _Decision:
        offered = [move for move in self.machine.moves(key) if move[0] != SILENT]
        if not offered:
            return _Decision(0, ())
        choices, targets = zip(*offered, strict=True)
        alike = key & self.machine.scene_mask, choices
        rated = self._offers.get(alike)
        if rated is None:
            rated = self._offers[alike] = self._rate(*alike)
        moves = [_Move(target, *one) for target, one in zip(targets, rated, strict=True) if one is not None]
        return _Decision(len(rated), tuple(moves))

    def _rate(self, scene: int, offered: tuple[int, ...]) -> list[tuple[int, tuple[int, ...]] | None]:
        """Return what each reply adds to a tally and what it loses; None for a critical error."""
        replies = self.machine.scenes[scene].replies
        earned = earnings(self.machine.scenes[scene], self._stakes)
        best = [max(column) for column in zip(*[earned[choice] for choice in offered], strict=True)]
        rated: list[tuple[int, tuple[int, ...]] | None] = []
        for choice in offered:
            losses = tuple([most - got for most, got in zip(best, earned[choice], strict=True)])
            change = self.tally.change(earned[choice], losses)
            rated.append((change, losses) if replies[choice].critical is None else None)
        return rated


def _fits(game: _Game, limit: int) -> bool:
    """Tell whether following all plays at once takes at most `limit` entries."""
    mask, add = game.machine.scene_mask, game.tally.add_to_each
    count = 1
    for pending, key, here in game.follow({game.tally.start}):
        if not here:
            continue
        for target, change, _ in game.decision(key).moves:
            more = add(here, change)
            there = pending[target & mask].setdefault(target, more)
            if there is not more:
                count -= len(there)
                there |= more
            count += len(there)
        if count > limit:
            return False
    return True


def _exact(game: _Game) -> Fraction:
    """Return the rate by following all plays at once."""
    whole = _whole(game)
    mask, add = game.machine.scene_mask, game.tally.add
    passed = 0
    for pending, key, here in game.follow({game.tally.start: whole}):
        size, moves = game.decision(key)
        if not size and game.accepted(key):
            passed += sum(weight for tally, weight in here.items() if game.tally.passes(tally))
        for target, change, _ in moves:
            there = pending[target & mask].setdefault(target, {})
            for tally, weight in here.items():
                after = add(tally, change)
                if after is not None:
                    there[after] = there.get(after, 0) + weight // size
    return Fraction(passed, whole)


def _whole(game: _Game) -> int:
    """Return the weight of all plays together, one that every decision can share out evenly."""
    mask = game.machine.scene_mask
    whole = 1
    for pending, key, share in game.follow(1):
        size, moves = game.decision(key)
        whole = whole if size else lcm(whole, share)
        for target, _, _ in moves:
            there = pending[target & mask]
            there[target] = lcm(there.get(target, 1), share * size)
    return whole


class _Way(NamedTuple):
    """A reply as one that a sampled play may take."""

    below: float
    """It is taken where a number from 0 to 1 is below this, and not below that of the reply before."""
    target: int
    change: int
    gain: float
    """How much likelier it is taken than a random play would take it."""


def _sampled(game: _Game, luck: Luck) -> Iterator[bool]:
    """Tell of one play after another whether it passes.

    Where no more than a share B of all plays can pass, the others need not be played: each play is one with
    the chance B. One that is played takes replies that lose little more often than a random play would and,
    where it passes, counts with the chance that makes up for that: as often as a random play passes.
    """
    # Of all methods of the generator, `random` alone gives the same numbers in every version of Python.
    random = Random(SEED).random  # noqa: S311 - the same plays for everybody, and no secret
    if luck.most >= 1:
        yield from _sampled_plainly(game, random)
        return
    tally, alive = game.tally, game.tally.alive
    ways: dict[int, list[_Way]] = {}
    for _ in range(SAMPLES):
        odds = luck.most
        if random() >= odds:
            yield False
            continue
        key, total = game.machine.start, tally.start
        passed = False
        while total & alive == alive:
            here = ways.get(key)
            if here is None:
                here = ways[key] = _ways(game, key, luck)
            if not here:
                passed = game.accepted(key) and tally.passes(total) and random() * odds < 1
                break
            drawn = random()
            for below, target, change, gain in here:
                if drawn < below:
                    key = target
                    total += change
                    odds *= gain
                    break
            else:
                break
        yield passed


def _sampled_plainly(game: _Game, random: Callable[[], float]) -> Iterator[bool]:
    """Tell of one play after another whether it passes, where all of them must be played."""
    tally, alive = game.tally, game.tally.alive
    # A critical error takes away what keeps a play alive.
    fatal = (game.machine.start, -alive)
    ways: dict[int, list[tuple[int, int]]] = {}
    for _ in range(SAMPLES):
        key, total = game.machine.start, tally.start
        passed = False
        while total & alive == alive:
            here = ways.get(key)
            if here is None:
                size, moves = game.decision(key)
                here = [(target, change) for target, change, _ in moves]
                here = ways[key] = here + [fatal] * (size - len(moves))
            if not here:
                passed = game.accepted(key) and tally.passes(total)
                break
            key, change = here[int(random() * len(here))]
            total += change
        yield passed


def _ways(game: _Game, key: int, luck: Luck) -> list[_Way]:
    size, moves = game.decision(key)
    heights, mask = luck.heights, game.machine.scene_mask
    found = []
    below = 0.0
    for target, change, losses in moves:
        gain = luck.factor(losses) * heights[target & mask] / heights[key & mask]
        below += gain / size
        found.append(_Way(below, target, change, gain))
    return found
