"""The perfect call: what every call is measured against.

A call is perfect where every reply is the best of those offered on every dimension that its scene rates,
none is a critical error or silence, and the outcome is accepted. There may be many perfect calls; the par of
a dimension is the least that any of them offers.
"""

from collections.abc import Mapping
from typing import NamedTuple

from trainer.engine.graph import SILENT, STATE_LIMIT, Machine, TooManyStatesError
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
    """A state on the way of a perfect call: what it offers, and the states that keep the call perfect."""

    available: tuple[int, int, int]
    """The most points offered on each dimension."""
    targets: list[int]


def find_perfect(scenario: Scenario, *, machine: Machine | None = None) -> Perfect | None:
    """Return the perfect call and the par of every dimension, or None where no call is perfect.

    `machine` is the scenario compiled, for whoever has it already. Raises `TooManyStatesError` where perfect
    replies alone reach more than `STATE_LIMIT` states.
    """
    machine = Machine(scenario) if machine is None else machine
    accepted = scenario.marks.outcomes
    moments: dict[int, _Moment] = {}
    origins: dict[int, tuple[int, str] | None] = {machine.start: None}
    first_end: int | None = None
    order = [machine.start]
    for key in order:  # grows while it is walked through, breadth first
        scene = machine.scene(key)
        if scene.ending is not None:
            if first_end is None and scene.ending in accepted:
                first_end = key
            continue
        available, moves = _look(scene, machine.moves(key))
        moments[key] = _Moment(available, [target for _, target in moves])
        for choice, target in moves:
            if target not in origins:
                if len(order) == STATE_LIMIT:
                    raise TooManyStatesError(STATE_LIMIT)
                origins[target] = key, scene.replies[choice].id
                order.append(target)
    if first_end is None:
        return None
    par = {each: _least_available(machine, moments, place) for place, each in enumerate(Dimension)}
    return Perfect(par, _retrace(machine, origins, first_end))


def _look(scene: Scene, moves: list[tuple[int, int]]) -> tuple[tuple[int, int, int], list[tuple[int, int]]]:
    """Return the most that is offered on each dimension, and the moves that keep a call perfect."""
    replies = scene.replies
    offered = []
    empathy = resolution = register = 0
    for move in moves:
        if move[0] != SILENT:
            reply = replies[move[0]]
            points = reply.empathy or 0, reply.resolution or 0, reply.register_ or 0
            empathy, resolution, register = (
                max(empathy, points[0]),
                max(resolution, points[1]),
                max(register, points[2]),
            )
            offered.append((move, points, reply.critical))
    best = empathy, resolution, register
    return best, [move for move, points, critical in offered if points == best and critical is None]


def _least_available(machine: Machine, moments: Mapping[int, _Moment], place: int) -> int:
    """Return the length of the shortest path to an accepted ending, each state as long as what it offers."""
    accepted = machine.scenario.marks.outcomes
    done: set[int] = set()
    # For each length, the states that are no farther; a state offers at most three points.
    waiting: list[list[int]] = [[machine.start]]
    for total, here in enumerate(waiting):  # both grow while they are walked through
        for key in here:
            if key in done:
                continue
            done.add(key)
            moment = moments.get(key)
            if moment is None:
                if machine.scene(key).ending in accepted:
                    return total
                continue
            further = total + moment.available[place]
            while len(waiting) <= further:
                waiting.append([])
            waiting[further].extend(moment.targets)
    raise AssertionError("an accepted ending was reached before it was measured")


def _retrace(machine: Machine, origins: Mapping[int, tuple[int, str] | None], end: int) -> tuple[Move, ...]:
    moves = []
    origin = origins[end]
    while origin is not None:
        key, reply = origin
        moves.append(Move(machine.scene(key).id, reply))
        origin = origins[key]
    return tuple(reversed(moves))
