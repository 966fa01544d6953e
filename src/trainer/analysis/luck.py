"""The most that chance can achieve, told from the scenes alone: a bound, where counting would take long.

Replies taken at random lose points at every decision, and a play that passes may lose only a certain number,
its *spare*, on each dimension. Take any factor below 1 to the power of what a play has lost beyond its spare:
for a play that passes this is at least 1, for any other at least 0. So its average over all random plays is
no less than the share of those that pass (Chernoff's bound). One walk back through the scenes gives that
average, or more: where the state decides what is offered or what follows, the luckiest case counts.
"""

from collections.abc import Collection, Sequence
from itertools import repeat
from math import prod
from typing import Final, NamedTuple

from trainer.analysis.outline import Outline
from trainer.analysis.tally import Stake, earnings
from trainer.engine.graph import SILENT

__all__ = ["Luck", "bound_luck"]

STEEPNESSES: Final = (8, 32, 2, 16, 128, 4, 64)
"""How far a factor falls short of 1, in multiples of 1 ÷ spare; which one is best depends on the scenario."""

FAINT: Final = 1e-200
"""No average counts as less, so that none is rounded to nothing."""

SWEEPS: Final = 8
"""How often the averages of scenes that lead back to themselves are brought down; each is a sound bound."""


class Luck(NamedTuple):
    """A bound on the share of random plays that pass."""

    most: float
    """Not less than that share; more than 1 says nothing."""
    heights: Sequence[float]
    """For each scene, what the power is on average from there on, at most."""
    factors: tuple[tuple[float, ...], ...]
    """For each stake, the power for a loss of 0 to 3 points."""

    def factor(self, losses: Sequence[int]) -> float:
        """Return the power for the points that one reply loses, one number for each stake."""
        product = 1.0
        for table, lost in zip(self.factors, losses, strict=True):
            product *= table[lost]
        return product


class _Offer(NamedTuple):
    """Replies that are offered together."""

    size: int
    moves: list[tuple[tuple[int, ...], list[int]]]
    """Of each that is no critical error, the points that it loses and the scenes that may follow."""


def bound_luck(outline: Outline, stakes: Sequence[Stake], *, enough: float) -> Luck:
    """Return a bound on how likely random replies are to pass: one of at most `enough`, or else the least."""
    offers = [_offers(outline, scene, stakes) for scene in range(len(outline.situations))]
    everything = range(len(stakes))
    # Where chance reaches the mark of one dimension easily, looking at the others alone says more.
    views = [everything, *([each] for each in everything)] if len(stakes) > 1 else [everything]
    tries = [(steepness, looked_at) for steepness in STEEPNESSES for looked_at in views]
    best = _bound(outline, stakes, offers, *tries[0])
    for steepness, looked_at in tries[1:]:
        if best.most <= enough:
            break
        luck = _bound(outline, stakes, offers, steepness, looked_at)
        best = luck if luck.most < best.most else best
    return best


def _bound(
    outline: Outline,
    stakes: Sequence[Stake],
    offers: Sequence[Sequence[_Offer]],
    steepness: int,
    looked_at: Collection[int],
) -> Luck:
    """Return the bound for one steepness; a stake that is not looked at counts as always reached."""
    # Written without powers and logarithms, which are not the same to the last bit on every machine.
    bases = [
        _base(stake, len(looked_at), steepness) if number in looked_at else 1.0
        for number, stake in enumerate(stakes)
    ]
    factors = tuple((1.0, base, base * base, base * base * base) for base in bases)
    outcomes = outline.machine.scenario.marks.outcomes
    heights = [1.0] * len(offers)
    luck = Luck(1.0, heights, factors)
    known: dict[tuple[int, ...], float] = {}
    sweeps = [outline.order, *repeat(outline.turning, SWEEPS)] if outline.turning else [outline.order]
    for sweep in reversed(sweeps):
        for scene in reversed(sweep):
            ending = outline.machine.scenes[scene].ending
            if ending is not None:
                heights[scene] = 1.0 if ending in outcomes else 0.0
                continue
            height = 0.0
            for size, moves in offers[scene]:
                total = 0.0
                for losses, targets in moves:
                    factor = known.get(losses)
                    if factor is None:
                        factor = known[losses] = luck.factor(losses)
                    total += factor * max([heights[target] for target in targets])
                height = max(height, total / size)
            heights[scene] = max(height, FAINT) if height else 0.0
    allowance = prod(
        prod(repeat(1 / base, stake.spare)) for base, stake in zip(bases, stakes, strict=True) if stake.spare
    )
    start = outline.machine.start & outline.machine.scene_mask
    return luck._replace(most=heights[start] * allowance)


def _base(stake: Stake, count: int, steepness: int) -> float:
    """Return the factor for one point lost; where none may be lost, nothing is left."""
    return 1 / (1 + steepness / (count * stake.spare)) if stake.spare else 0.0


def _offers(outline: Outline, number: int, stakes: Sequence[Stake]) -> list[_Offer]:
    scene, choices = outline.machine.scenes[number], outline.machine.choices[number]
    targets = {
        choice.number: list({case.scene for case in choice.exits})
        for choice in choices
        if choice.number != SILENT
    }
    earned = earnings(scene, stakes)
    found = []
    for offered in outline.offers(number):
        numbers = [reply for reply in targets if offered >> reply & 1]
        if numbers:
            best = [max(column) for column in zip(*[earned[reply] for reply in numbers], strict=True)]
            moves = [
                (tuple([most - got for most, got in zip(best, earned[reply], strict=True)]), targets[reply])
                for reply in numbers
                if scene.replies[reply].critical is None
            ]
            found.append(_Offer(len(numbers), moves))
    return found
