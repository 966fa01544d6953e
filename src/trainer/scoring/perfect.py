"""The perfect call: what every call is measured against.

A call is perfect where every reply is the best of those offered on every dimension that its scene rates,
none is a critical error or silence, and the outcome is accepted. There may be many perfect calls; the par of
a dimension is the least that any of them offers.
"""

from collections.abc import Mapping
from heapq import heappop, heappush
from typing import NamedTuple

from trainer.engine.graph import STATE_LIMIT, Machine, TooManyStatesError
from trainer.scenario.model import Dimension, Scenario, Scene

__all__ = ["Move", "Perfect", "find_perfect"]


class Move(NamedTuple):
    """One decision of the perfect call."""

    scene: str
    reply: str


class Perfect(NamedTuple):
    """What a perfect call is worth, and the one that is shown."""

    par: Mapping[Dimension, int]
    """The least points available over all perfect calls, for each of the dimensions; 0 where never rated."""
    moves: tuple[Move, ...]
    """The perfect call with the fewest decisions and, among those, the first in file order."""


class _Moment(NamedTuple):
    """A state on the way of a perfect call: what it offers, and the moves that keep the call perfect."""

    available: Mapping[Dimension, int]
    moves: tuple[tuple[int, int], ...]


def find_perfect(scenario: Scenario) -> Perfect | None:
    """Return the perfect call and the par of every dimension, or None where no call is perfect.

    Raises `TooManyStatesError` where perfect replies alone reach more than `STATE_LIMIT` states.
    """
    machine = Machine(scenario)
    moments: dict[int, _Moment] = {}
    origins: dict[int, tuple[int, str] | None] = {machine.start: None}
    first_end: int | None = None
    order = [machine.start]
    for key in order:  # grows while it is walked through, breadth first
        scene = machine.scene(key)
        moment = _look(scene, machine.moves(key))
        moments[key] = moment
        if first_end is None and scene.ending in scenario.marks.outcomes:
            first_end = key
        for choice, target in moment.moves:
            if target not in origins:
                if len(order) == STATE_LIMIT:
                    raise TooManyStatesError(STATE_LIMIT)
                origins[target] = key, scene.replies[choice].id
                order.append(target)
    if first_end is None:
        return None
    par = {dimension: _least_available(machine, moments, dimension) for dimension in Dimension}
    return Perfect(par, _retrace(machine, origins, first_end))


def _look(scene: Scene, moves: list[tuple[int, int]]) -> _Moment:
    offered = [(scene.replies[choice], choice, target) for choice, target in moves if choice >= 0]
    available: dict[Dimension, int] = {}
    for dimension in Dimension:
        points = [value for reply, _, _ in offered if (value := reply.points(dimension)) is not None]
        if points:
            available[dimension] = max(points)
    perfect = tuple(
        (choice, target)
        for reply, choice, target in offered
        if reply.critical is None
        and all(reply.points(dimension) == best for dimension, best in available.items())
    )
    return _Moment(available, perfect)


def _least_available(machine: Machine, moments: Mapping[int, _Moment], dimension: Dimension) -> int:
    """Return the length of the shortest path to an accepted ending, each state as long as what it offers."""
    accepted = machine.scenario.marks.outcomes
    least = {machine.start: 0}
    waiting = [(0, machine.start)]
    while waiting:
        total, key = heappop(waiting)
        if machine.scene(key).ending in accepted:
            return total
        if total > least[key]:
            continue
        further = total + moments[key].available.get(dimension, 0)
        for _, target in moments[key].moves:
            if further < least.get(target, further + 1):
                least[target] = further
                heappush(waiting, (further, target))
    raise AssertionError("an accepted ending was reached before it was measured")


def _retrace(machine: Machine, origins: Mapping[int, tuple[int, str] | None], end: int) -> tuple[Move, ...]:
    moves = []
    origin = origins[end]
    while origin is not None:
        key, reply = origin
        moves.append(Move(machine.scene(key).id, reply))
        origin = origins[key]
    return tuple(reversed(moves))
