"""How many states a call can reach, and whether it surely ends, without a look at each state.

A *situation* is a scene with a set of flags; the moods in which a call can be in it are taken together, as
seven bits. There are several times fewer situations than states, and where none comes back, no state does.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from trainer.engine.graph import MOOD_BITS, MOOD_MASK, STATE_LIMIT, Machine, TooManyStatesError

__all__ = ["Outline", "draw_outline"]


class Outline(NamedTuple):
    """A graph of states, seen from afar."""

    states: int
    """How many states can be reached; exact."""
    surely_ends: bool
    """Whether no situation can be reached again from itself. Where one can, the mood may still end a call."""


def draw_outline(machine: Machine) -> Outline:
    """Return the outline of a scenario; raises `TooManyStatesError` where it has too many states."""
    start_memory, start_scene = machine.start >> machine.scene_bits, machine.start & machine.scene_mask
    start = start_memory >> MOOD_BITS << machine.scene_bits | start_scene
    moods = {start: 1 << (start_memory & MOOD_MASK)}
    fresh = dict(moods)
    follows: dict[int, set[int]] = {start: set()}
    states = 1
    waiting = [start]
    for situation in waiting:  # grows while it is walked through
        for target, reached in _moves(machine, situation, fresh.pop(situation)):
            follows[situation].add(target)
            new = reached & ~moods.get(target, 0)
            if not new:
                continue
            states += new.bit_count()
            if states > STATE_LIMIT:
                raise TooManyStatesError(STATE_LIMIT)
            moods[target] = moods.get(target, 0) | new
            follows.setdefault(target, set())
            if target not in fresh:
                waiting.append(target)
            fresh[target] = fresh.get(target, 0) | new
    return Outline(states, _is_ordered(follows))


def _moves(machine: Machine, situation: int, moods: int) -> Iterable[tuple[int, int]]:
    """Give the situations that follow, each with the moods in which a call comes there."""
    memory = situation >> machine.scene_bits << MOOD_BITS
    for choice in machine.choices[situation & machine.scene_mask]:
        flags, wanted, allowed = choice.guard
        if memory & flags != wanted or not moods & allowed:
            continue
        after = memory & choice.keep | choice.sets
        changed = _shifted(choice.moods, moods & allowed)
        for (case_flags, case_wanted, case_moods), scene in choice.exits:
            if after & case_flags == case_wanted and changed & case_moods:
                yield after >> MOOD_BITS << machine.scene_bits | scene, changed & case_moods
                changed &= ~case_moods


@cache
def _shifted(after: tuple[int, ...], moods: int) -> int:
    """Return the moods that come of some moods; `after` holds the mood after a reply for each before it."""
    return sum({1 << mood for place, mood in enumerate(after) if moods >> place & 1})


def _is_ordered(follows: Mapping[int, Iterable[int]]) -> bool:
    """Tell whether nothing follows from itself."""
    waits_for = dict.fromkeys(follows, 0)
    for targets in follows.values():
        for target in targets:
            waits_for[target] += 1
    order = [situation for situation, count in waits_for.items() if count == 0]
    for situation in order:  # grows while it is walked through
        for target in follows[situation]:
            waits_for[target] -= 1
            if waits_for[target] == 0:
                order.append(target)
    return len(order) == len(follows)
