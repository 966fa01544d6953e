"""A file as it came from outside, and the map from its characters to lines and columns.

The scenario package opens no file itself: whoever does hands over what was read, or why nothing could be
read.
"""

from array import array
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Final, NamedTuple

from trainer.scenario.diagnostics import Place

__all__ = ["DEFAULT_LIMITS", "PLAN_SUFFIX", "Limits", "SourceFile", "SourceText"]

PLAN_SUFFIX: Final = ".plan"
"""What the name of a plan ends in: it states plays of the scenario of the same name that lies beside it."""

PART: Final = 2**18
"""Characters of a file whose lines are counted at a time."""


class Limits(NamedTuple):
    """How much a file may hold. Only measurements lift these; the format's own are the defaults."""

    size: int = 8 * 1024 * 1024
    """In bytes."""
    depth: int = 32
    """Mappings and lists inside one another, the top one counted."""
    events: int = 1_000_000
    """What the parser hands over: a value is one event, a mapping or a list is two besides what it holds."""
    scenes: int = 2_000
    items: int = 10_000
    """Of one list."""
    flags: int = 10_000
    """Different ones."""
    problems: int = 10_000
    """After so many problems no further one is listed, only counted."""


DEFAULT_LIMITS: Final = Limits()


class SourceFile(NamedTuple):
    """What was read of a file."""

    path: Path
    data: bytes
    fault: str | None = None
    """Why the file could not be read, as the system says it; then `data` is empty."""
    plan: "SourceFile | None" = None
    """The plan beside it, where there is one and whoever read the file asked for it."""
    recordings: tuple[tuple[str, str], ...] = ()
    """What was recorded of its lines, as far as it was noted: the name of each recording within its folder,
    such as `es/scenes.done.customer.wav`, and the digest of the text it was made of."""

    @property
    def is_plan(self) -> bool:
        """Whether this is a plan itself, and thus has nothing to play beside it."""
        return self.path.name.endswith(PLAN_SUFFIX)


class SourceText:
    """The characters of a file, without its byte order mark, and where each of them stands."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text

    @cached_property
    def _line_starts(self) -> "array[int]":
        text = self.text
        if "\r" in text:
            text = text.replace("\r\n", " \n").replace("\r", "\n")
        # Each line begins one character behind the end of the last. Part by part, because eight million empty
        # lines, as numbers and texts of their own, take half a gigabyte.
        starts = array("L", [0])
        for begin in range(0, len(text), PART):
            lengths = map(len, text[begin : begin + PART].split("\n"))
            starts.extend(list(accumulate(map((1).__add__, lengths), initial=begin))[1:-1])
        return starts

    def place(self, index: int) -> Place:
        """Return the place of a character by its index from 0. Lines end at LF, CRLF or CR alone."""
        starts = self._line_starts
        line = bisect_right(starts, index)
        return Place(line, index - starts[line - 1] + 1)

    def end(self) -> Place:
        """Return the place after the last line, where a reader stands at the end of the file."""
        starts = self._line_starts
        return Place(len(starts) + (starts[-1] < len(self.text)), 1)
