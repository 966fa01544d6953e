"""Which of many conditions is the first to hold, without a look at each of them.

Nobody writes more than a handful of cases or variants in one place, but a file may hold a hundred thousand;
to try each in each state would take hours. Here a set of conditions is one whole number, a bit for each, and
a flag leaves only those bits that it agrees with.
"""

from collections.abc import Iterator, Sequence

from trainer.engine.graph import MOOD_BITS, MOODS, Guard

__all__ = ["Selection"]


class Selection:
    """Conditions in the order in which they are tried."""

    def __init__(self, guards: Sequence[Guard]) -> None:
        self._every = (1 << len(guards)) - 1
        self._by_mood = [_bits(bool(each.moods >> mood & 1) for each in guards) for mood in range(len(MOODS))]
        looked_at = 0
        for guard in guards:
            looked_at |= guard.mask
        flags = [1 << place for place in range(MOOD_BITS, looked_at.bit_length()) if looked_at >> place & 1]
        self._by_flag = [
            (
                flag,
                _bits(not each.mask & flag or bool(each.wanted & flag) for each in guards),
                _bits(not each.wanted & flag for each in guards),
            )
            for flag in flags
        ]

    def first(self, flags: int, moods: int) -> Iterator[tuple[int, int]]:
        """Give for each of the moods the place of the first condition that holds, where one does.

        A mood is given as the set of it alone.
        """
        holding = self._every
        for flag, where_set, where_not in self._by_flag:
            holding &= where_set if flags & flag else where_not
        for mood, allowed in enumerate(self._by_mood):
            if moods >> mood & 1:
                found = holding & allowed
                if found:
                    yield (found & -found).bit_length() - 1, 1 << mood


def _bits(each: Iterator[bool]) -> int:
    # By way of text, since to set one bit of a long number after another takes the square of its length.
    digits = "".join(["1" if one else "0" for one in each])
    return int(digits[::-1] or "0", 2)
