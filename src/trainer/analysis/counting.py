"""The decisions of a scenario's attempts, counted in one pass by what they have in common.

A million decisions are counted: what two attempts share (the reply, what it earned, what the whole attempt
earned) is kept once, with how often it came, so figures are worked out over some hundred cases, whatever the
number of attempts.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Case", "Cases", "DecisionRecord", "Tally"]


class DecisionRecord(NamedTuple):
    """One decision of an attempt; points are summed over the dimensions that it rates."""

    scene: str
    reply: str
    offered: tuple[str, ...]
    earned: int
    available: int
    seconds: float
    """From the replies being shown to one being taken."""


class Case(NamedTuple):
    """What decisions of one scene may have in common."""

    reply: str
    offered: tuple[str, ...]
    earned: int
    available: int
    all_earned: int
    all_available: int
    """Of the whole attempt, this decision included."""

    @property
    def share(self) -> float:
        """The share of the points of this decision."""
        return self.earned / self.available

    @property
    def total(self) -> float:
        """The share of the points of the whole attempt; 0 where none were available."""
        return self.all_earned / self.all_available if self.all_available else 0.0

    @property
    def rest(self) -> float:
        """The share of the points of all its other decisions."""
        return (self.all_earned - self.earned) / (self.all_available - self.available)

    @property
    def has_rest(self) -> bool:
        """Whether any other decision had points."""
        return self.all_available > self.available


Cases = dict[Case, int]
"""How often each case came."""


@dataclass(slots=True)
class _Cell:
    """The decisions of one scene in one language."""

    cases: Cases = field(default_factory=dict)
    seconds: "array[float]" = field(default_factory=lambda: array("d"))


class Tally:
    """Counts the decisions of one scenario as they come; of each attempt the first in every scene."""

    def __init__(self) -> None:
        self.attempts = 0
        """How many attempts were counted."""
        self.scenes: dict[str, dict[str, _Cell]] = {}
        """By scene, in the order in which they were first come to, and language."""

    def add(self, language: str, decisions: Sequence[DecisionRecord]) -> None:
        """Count one attempt, its decisions in order."""
        self.attempts += 1
        all_earned = all_available = 0
        for decision in decisions:
            all_earned += decision[3]
            all_available += decision[4]
        scenes, seen = self.scenes, set()
        # A million times: the fields by their places, which is twice as fast as by their names.
        for scene, reply, offered, earned, available, seconds in decisions:
            if scene in seen:
                continue
            seen.add(scene)
            try:
                cell = scenes[scene][language]
            except KeyError:
                cell = scenes.setdefault(scene, {}).setdefault(language, _Cell())
            case = (reply, offered, earned, available, all_earned, all_available)
            cases: dict[tuple[object, ...], int] = cell.cases  # type: ignore[assignment]  # see `cases_of`
            cases[case] = cases.get(case, 0) + 1
            cell.seconds.append(seconds)

    def cases_of(self, scene: str, language: str | None = None) -> Cases:
        """Return how often each case came in a scene, in one language or in all."""
        found: Cases = {}
        for spoken, cell in self.scenes[scene].items():
            if language is None or spoken == language:
                for case, count in cell.cases.items():
                    whole = Case(*case)
                    found[whole] = found.get(whole, 0) + count
        return found

    def seconds_of(self, scene: str) -> Iterator[float]:
        """Give the times to decide in a scene, in any language."""
        for cell in self.scenes[scene].values():
            yield from cell.seconds
