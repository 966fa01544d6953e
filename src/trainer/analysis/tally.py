"""How far a play has come toward passing, in one whole number, so that a reply is one addition.

A play passes a dimension where its score reaches the mark: score = 100 x min(earned, par - cost) / par, so it
must earn at least a certain number of points, its *need*, and lose no more than the par leaves over, its
*spare*. The number holds a field for each of the two and each dimension; a field has one bit more than its
values take, its guard. A need's guard becomes set once enough was earned; a spare's is lost once too much is.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from trainer.scenario.model import Dimension, PassMarks, Scene
from trainer.scoring.perfect import Perfect

__all__ = ["POINTS", "Stake", "Tally", "earnings", "find_stakes"]

POINTS: Final = 3
"""The most that one reply earns or loses on a dimension."""


class Stake(NamedTuple):
    """What a play that passes needs on one dimension."""

    dimension: Dimension
    need: int
    """The fewest points it earns, at least 1."""
    spare: int
    """The most points it loses."""


def find_stakes(perfect: Perfect, marks: PassMarks) -> tuple[Stake, ...]:
    """Return what must be earned, and may be lost, on each dimension that has a par."""
    needs = {each: -(-marks.mark(each) * par // 100) for each, par in perfect.par.items() if par > 0}
    return tuple(Stake(each, need, perfect.par[each] - need) for each, need in needs.items())


def earnings(scene: Scene, stakes: Sequence[Stake]) -> list[tuple[int, ...]]:
    """Return for each reply of a scene the points that it earns, one number for each stake."""
    return [tuple([reply.points(stake.dimension) or 0 for stake in stakes]) for reply in scene.replies]


class Tally:
    """The form of the numbers for some stakes, and for plays of at most so many decisions."""

    def __init__(self, stakes: Sequence[Stake], *, decisions: int) -> None:
        # A field must hold what is left of any spare, and all that a play can earn.
        most = max((POINTS * max(decisions, 1), *(each.need + each.spare for each in stakes)))
        self._width = most.bit_length()
        full = 1 << self._width
        count = len(stakes)
        # Above all fields stands one bit more, so that there is one to lose where nothing is at stake.
        life = 1 << 2 * count * (self._width + 1)
        self.start = life | self._pack(
            [full - stake.need for stake in stakes], [full + stake.spare for stake in stakes]
        )
        self.alive = life | self._pack([0] * count, [full] * count)
        """The bits that are all set in the tally of a play that can still pass."""
        self._enough = self._pack([full] * count, [0] * count)

    def change(self, earned: Iterable[int], losses: Iterable[int]) -> int:
        """Return what a reply adds that earns and loses these points, one for each stake."""
        return self._pack(earned, [-lost for lost in losses])

    def add(self, tally: int, change: int) -> int | None:
        """Return the tally after a reply; None where the play can no longer pass."""
        after = tally + change
        if after & self.alive != self.alive:
            return None
        # What was earned beyond the need is of no matter: it is cleared, so that such plays become one.
        enough = after & self._enough
        return after & ~(enough - (enough >> self._width))

    def add_to_each(self, tallies: Iterable[int], change: int) -> set[int]:
        """Return the tallies after a reply of those plays that can still pass; one where plays become one."""
        alive, every, width = self.alive, self._enough, self._width
        return {
            after & ~((enough := after & every) - (enough >> width))
            for tally in tallies
            if (after := tally + change) & alive == alive
        }

    def passes(self, tally: int) -> bool:
        """Tell whether a play has earned enough on every dimension."""
        return tally & self._enough == self._enough

    def _pack(self, needs: Iterable[int], spares: Iterable[int]) -> int:
        size = self._width + 1
        return sum([value << size * place for place, value in enumerate((*needs, *spares))])
