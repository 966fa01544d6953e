"""How many states a call can reach, and whether it surely ends, without a look at each state.

A *situation* is a scene with a set of flags; the moods in which a call can be in it are taken together, as
seven bits. There are several times fewer situations than states, and where none comes back, no state does.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from trainer.engine.graph import MOOD_BITS, MOOD_MASK, STATE_LIMIT, Choice, Machine, TooManyStatesError

__all__ = ["Outline", "draw_outline"]


class Outline(NamedTuple):
    """A graph of states, seen from afar."""

    states: int
    """How many states can be reached; exact."""
    surely_ends: bool
    """Whether no situation can be reached again from itself. Where one can, the mood may still end a call."""


class Rule(NamedTuple):
    """A choice as what it does to all moods at once; flags without the mood below them."""

    flags: int
    wanted: int
    moods: int
    keep: int
    sets: int
    changed: list[int]
    """For each set of moods before, the moods after."""
    exits: tuple[tuple[int, int, int, int], ...]
    """For each case the flags it looks at, those of them it wants, the moods it wants, and its scene."""


def draw_outline(machine: Machine) -> Outline:
    """Return the outline of a scenario; raises `TooManyStatesError` where it has too many states."""
    bits, mask, rules = machine.scene_bits, machine.scene_mask, _compile(machine)
    memory = machine.start >> bits
    start = memory >> MOOD_BITS << bits | machine.start & mask
    moods = {start: 1 << (memory & MOOD_MASK)}
    fresh = dict(moods)
    turning = _turning_scenes(machine)
    follows: dict[int, set[int]] = {}
    states = 1
    waiting = [start]
    for situation in waiting:  # grows while it is walked through
        flags, here = situation >> bits, fresh.pop(situation)
        turns = situation & mask in turning
        for looks_at, wanted, allowed, keep, sets, changed, exits in rules[situation & mask]:
            if flags & looks_at != wanted or not here & allowed:
                continue
            after, left = flags & keep | sets, changed[here & allowed]
            for case_looks_at, case_wanted, case_moods, scene in exits:
                if after & case_looks_at != case_wanted or not left & case_moods:
                    continue
                target = after << bits | scene
                if turns and scene in turning:
                    follows.setdefault(situation, set()).add(target)
                new = left & case_moods & ~moods.get(target, 0)
                left &= ~case_moods
                if not new:
                    continue
                states += new.bit_count()
                if states > STATE_LIMIT:
                    raise TooManyStatesError(STATE_LIMIT)
                moods[target] = moods.get(target, 0) | new
                if target not in fresh:
                    waiting.append(target)
                fresh[target] = fresh.get(target, 0) | new
    return Outline(states, surely_ends=not _unordered(follows))


def _compile(machine: Machine) -> list[list[Rule]]:
    """Return the rules of each scene."""
    tables: dict[tuple[int, ...], list[int]] = {}
    return [[_compile_choice(choice, tables) for choice in choices] for choices in machine.choices]


def _compile_choice(choice: Choice, tables: dict[tuple[int, ...], list[int]]) -> Rule:
    table = tables.get(choice.moods)
    if table is None:
        # Of each set of moods: what comes of its lowest one, and what comes of the others.
        table = tables[choice.moods] = [0]
        for moods in range(1, 1 << len(choice.moods)):
            lowest = moods & -moods
            table.append(table[moods ^ lowest] | 1 << choice.moods[lowest.bit_length() - 1])
    mask, wanted, allowed = choice.guard
    return Rule(
        mask >> MOOD_BITS,
        wanted >> MOOD_BITS,
        allowed,
        choice.keep >> MOOD_BITS,
        choice.sets >> MOOD_BITS,
        table,
        tuple(
            (case_mask >> MOOD_BITS, case_wanted >> MOOD_BITS, case_moods, scene)
            for (case_mask, case_wanted, case_moods), scene in choice.exits
        ),
    )


def _turning_scenes(machine: Machine) -> frozenset[int]:
    """Return the scenes that, by what their replies name, may be come back to; of no others a call can."""
    follows = {
        scene: {case.scene for choice in choices for case in choice.exits}
        for scene, choices in enumerate(machine.choices)
    }
    return _unordered(follows)


def _unordered(follows: Mapping[int, Iterable[int]]) -> frozenset[int]:
    """Return what follows from itself, and what follows from that; nothing where all is in an order."""
    waits_for: dict[int, int] = {}
    for one, targets in follows.items():
        waits_for.setdefault(one, 0)
        for target in targets:
            waits_for[target] = waits_for.get(target, 0) + 1
    order = [one for one, count in waits_for.items() if count == 0]
    for one in order:  # grows while it is walked through
        for target in follows.get(one, ()):
            waits_for[target] -= 1
            if waits_for[target] == 0:
                order.append(target)
    return frozenset(waits_for).difference(order)
