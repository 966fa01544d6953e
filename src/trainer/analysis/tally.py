"""How far a play has come toward passing, in one whole number, so that a reply is one addition.

A play passes a dimension where its score reaches the mark: score = 100 x min(earned, par - cost) / par, so it
must earn at least a certain number of points, its *need*, and lose no more than the par leaves over, its
*spare*. The number holds a field for each of the two and each dimension; a field has one bit more than its
values take, its guard. A need's guard becomes set once enough was earned; a spare's is lost once too much is.
"""

from collections.abc import Iterable, Sequence
from typing import Final

__all__ = ["Tally"]

POINTS: Final = 3
"""The most that one reply earns or loses on a dimension."""


class Tally:
    """The form of the numbers for some dimensions, each given by its par (at least 1) and mark (1 to 100)."""

    def __init__(self, dimensions: Iterable[tuple[int, int]]) -> None:
        dimensions = tuple(dimensions)
        # A field must hold what is left of any par, and the points of one reply beyond it.
        self._width = max((POINTS, *(par for par, _ in dimensions))).bit_length()
        full = 1 << self._width
        needs = [-(-mark * par // 100) for par, mark in dimensions]
        spares = [par - need for (par, _), need in zip(dimensions, needs, strict=True)]
        self.start = self._pack([full - need for need in needs], [full + spare for spare in spares])
        self._enough = self._pack([full] * len(needs), [0] * len(needs))
        self._alive = self._pack([0] * len(needs), [full] * len(needs))

    def change(self, earned: Sequence[int], cost: Sequence[int]) -> int:
        """Return what a reply adds that earns and loses these points, one for each dimension."""
        return self._pack(earned, [-lost for lost in cost])

    def add(self, tally: int, change: int) -> int | None:
        """Return the tally after a reply; None where the play can no longer pass."""
        after = tally + change
        if after & self._alive != self._alive:
            return None
        # What was earned beyond the need is of no matter: it is cleared, so that such plays become one.
        enough = after & self._enough
        return after & ~(enough - (enough >> self._width))

    def passes(self, tally: int) -> bool:
        """Tell whether a play has earned enough on every dimension."""
        return tally & self._enough == self._enough

    def _pack(self, needs: Sequence[int], spares: Sequence[int]) -> int:
        size = self._width + 1
        return sum(value << size * place for place, value in enumerate((*needs, *spares)))
