"""Where the cards of a grid lie, when only some of them have been drawn and only those have a known height.

Arithmetic alone, without a widget: rows of equal cards, each row as high as the highest card in it. A row of
which nothing is known yet is taken to be as high as those that are known are on average.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

__all__ = ["Rows"]


class Rows:
    """Rows of cards, from their ids in order and the heights in px that are known of some."""

    def __init__(
        self, ids: Sequence[str], heights: Mapping[str, int], *, columns: int, gap: int, guess: int
    ) -> None:
        self.columns = columns
        self._gap = gap
        self._count = len(ids)
        starts = range(0, len(ids), columns)
        known = [max(heights.get(each, 0) for each in ids[start : start + columns]) for start in starts]
        measured = [height for height in known if height]
        usual = round(sum(measured) / len(measured)) if measured else guess
        self._heights = [height or usual for height in known]
        self._tops = [0, *accumulate(height + gap for height in self._heights)]

    @property
    def height(self) -> int:
        """Return the height of all rows together."""
        return max(0, self._tops[-1] - self._gap)

    def top(self, row: int) -> int:
        """Return where a row begins."""
        return self._tops[row]

    def row_height(self, row: int) -> int:
        """Return the height of a row."""
        return self._heights[row]

    def row_at(self, y: int) -> int:
        """Return the row that lies at a height, the nearest one where none does; 0 where there is none."""
        return max(0, min(bisect_right(self._tops, y) - 1, len(self._heights) - 1))

    def between(self, top: int, bottom: int) -> range:
        """Return the places of the cards in all rows that reach into this span."""
        if not self._heights or bottom < 0 or top > self.height:
            return range(0)
        first, last = self.row_at(top), self.row_at(bottom)
        return range(first * self.columns, min(self._count, (last + 1) * self.columns))

    def spot(self, place: int, width: int) -> tuple[int, int, int, int]:
        """Return left, top, width and height of a card, in a grid of this width."""
        row, column = divmod(place, self.columns)
        wide = (width - self._gap * (self.columns - 1)) // self.columns
        return column * (wide + self._gap), self._tops[row], wide, self._heights[row]
