"""Which states a call can reach, and whether it surely ends, without a look at each state.

A *situation* is a scene with a set of flags; the moods in which a call can be in it are taken together, as
seven bits. There are several times fewer situations than states, and where none comes back, no state does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias, TypeVar

from trainer.analysis.selection import Selection
from trainer.engine.graph import (
    ALWAYS,
    MOOD_MASK,
    SILENT,
    STATE_LIMIT,
    Choice,
    Exit,
    Guard,
    Machine,
    TooManyStatesError,
)

__all__ = ["MANY", "Moods", "Outline", "draw_outline"]

T = TypeVar("T")

MANY: Final = 16
"""So many cases in one place are no longer tried one by one."""

Moods: TypeAlias = dict[int, int]
"""The situations of one scene: for each set of flags, a memory without its mood, the set of moods."""


class Outline(NamedTuple):
    """A graph of states, seen from afar."""

    machine: Machine
    states: int
    """How many states can be reached; exact."""
    situations: Sequence[Moods]
    """For each scene the situations that can be reached in it; exact."""
    order: Sequence[int]
    """The scenes to which, by what replies name, no call comes back: each before all that follow it."""
    turning: Sequence[int]
    """All other scenes, in no order."""
    surely_ends: bool
    """Whether no situation can be reached again from itself. Where one can, the mood may still end a call."""

    @property
    def reached(self) -> Iterator[int]:
        """The places in the file of the scenes that can be reached."""
        return (scene for scene, situations in enumerate(self.situations) if situations)

    def offers_everywhere(self) -> bool:
        """Tell whether every state that is no ending offers a reply."""
        return not any(
            self._offers_nothing(scene) for scene in self.reached if self.machine.scenes[scene].ending is None
        )

    def offers(self, scene: int) -> set[int]:
        """Return every set of replies that a state of a scene offers: one bit for each, in file order."""
        replies = [choice for choice in self.machine.choices[scene] if choice.number != SILENT]
        always = sum(1 << reply.number for reply in replies if reply.guard == ALWAYS)
        guarded = [reply for reply in replies if reply.guard != ALWAYS]
        if not guarded:
            return {always} if self.situations[scene] else set()
        found: set[int] = set()
        for flags, moods in self.situations[scene].items():
            parts = [(moods, always)]
            for reply in guarded:
                here = reply.guard.allowed(flags)
                bit = 1 << reply.number
                parts = [
                    (part, offered)
                    for before, without in parts
                    for part, offered in ((before & here, without | bit), (before & ~here, without))
                    if part
                ]
            found.update(offered for _, offered in parts)
        return found

    def _offers_nothing(self, scene: int) -> bool:
        guards = [choice.guard for choice in self.machine.choices[scene] if choice.number != SILENT]
        if ALWAYS in guards:
            return False
        for flags, moods in self.situations[scene].items():
            for guard in guards:
                moods &= ~guard.allowed(flags)  # noqa: PLW2901 - the moods in which nothing was offered so far
            if moods:
                return True
        return False


class Rule(NamedTuple):
    """A choice as what it does to all moods at once."""

    straight: int | None
    """The scene that follows whatever the state; None where there are conditions."""
    guard: Guard
    keep: int
    sets: int
    changed: list[int]
    """For each set of moods before, the moods after."""
    exits: Sequence[Exit]
    selection: Selection | None
    """Picks the exit where there are very many."""

    def follow(self, flags: int, moods: int) -> list[tuple[int, int, int]]:
        """Return where a situation leads: scene, flags and moods."""
        found = []
        mask, wanted, allowed = self.guard
        if flags & mask == wanted and moods & allowed:
            after, left = flags & self.keep | self.sets, self.changed[moods & allowed]
            if self.selection is not None:
                return [
                    (self.exits[place].scene, after, mood)
                    for place, mood in self.selection.first(after, left)
                ]
            for (case_mask, case_wanted, case_moods), scene in self.exits:
                if after & case_mask == case_wanted and left & case_moods:
                    found.append((scene, after, left & case_moods))
                    left &= ~case_moods
                    if not left:
                        break
        return found


def draw_outline(machine: Machine) -> Outline:
    """Return the outline of a scenario; raises `TooManyStatesError` where it has too many states."""
    return _Drawing(machine, STATE_LIMIT).draw()


class _Drawing:
    """An outline while it is drawn: scene by scene where the file has an order of them, then what is left."""

    def __init__(self, machine: Machine, limit: int) -> None:
        self._machine = machine
        self._limit = limit
        self._rules = _compile(machine)
        self._situations: list[Moods] = [{} for _ in machine.scenes]
        self._states = 0

    def draw(self) -> Outline:
        machine = self._machine
        memory = machine.start >> machine.scene_bits
        first = machine.start & machine.scene_mask
        self._reach(first, memory & ~MOOD_MASK, 1 << (memory & MOOD_MASK))
        order, turning = _in_order(
            {
                scene: {case.scene for choice in choices for case in choice.exits}
                for scene, choices in enumerate(machine.choices)
            }
        )
        for scene in order:
            # Nothing comes back to a scene of the order: all its situations are known.
            if self._situations[scene]:
                for rule in self._rules[scene]:
                    self._take(rule, self._situations[scene])
        self._turn(turning)
        surely_ends = not _in_order(self._turns(turning))[1]
        return Outline(machine, self._states, self._situations, order, sorted(turning), surely_ends)

    def _take(self, rule: Rule, here: Moods) -> None:
        """Take a choice in all situations of a scene."""
        if rule.straight is None:
            for flags, moods in here.items():
                for scene, after, there in rule.follow(flags, moods):
                    self._reach(scene, after, there)
            return
        keep, sets, changed, reach = rule.keep, rule.sets, rule.changed, self._reach
        for flags, moods in here.items():
            reach(rule.straight, flags & keep | sets, changed[moods])

    def _reach(self, scene: int, flags: int, moods: int) -> int:
        """Keep a situation, and return what moods are new in it."""
        known = self._situations[scene]
        before = known.get(flags, 0)
        fresh = moods & ~before
        if fresh:
            known[flags] = before | fresh
            self._states += fresh.bit_count()
            if self._states > self._limit:
                raise TooManyStatesError(self._limit)
        return fresh

    def _turn(self, turning: frozenset[int]) -> None:
        """Follow what may come back, until nothing new comes."""
        fresh = {
            (scene, flags): moods for scene in turning for flags, moods in self._situations[scene].items()
        }
        waiting = list(fresh)
        for scene, flags in waiting:  # grows while it is walked through
            moods = fresh.pop((scene, flags))
            for rule in self._rules[scene]:
                for target, after, there in rule.follow(flags, moods):
                    new = self._reach(target, after, there)
                    if new:
                        situation = target, after
                        if situation not in fresh:
                            waiting.append(situation)
                        fresh[situation] = fresh.get(situation, 0) | new

    def _turns(self, turning: frozenset[int]) -> dict[tuple[int, int], set[tuple[int, int]]]:
        """Return which situations follow on which, of the scenes that may be come back to."""
        return {
            (scene, flags): {
                (target, after)
                for rule in self._rules[scene]
                for target, after, _ in rule.follow(flags, moods)
            }
            for scene in turning
            for flags, moods in self._situations[scene].items()
        }


def _compile(machine: Machine) -> list[list[Rule]]:
    """Return the rules of each scene."""
    tables: dict[tuple[int, ...], list[int]] = {}
    return [[_compile_choice(choice, tables) for choice in choices] for choices in machine.choices]


def _compile_choice(choice: Choice, tables: dict[tuple[int, ...], list[int]]) -> Rule:
    _, guard, keep, sets, moods, exits = choice
    table = tables.get(moods)
    if table is None:
        # Of each set of moods: what comes of its lowest one, and what comes of the others.
        table = tables[moods] = [0]
        for before in range(1, 1 << len(moods)):
            lowest = before & -before
            table.append(table[before ^ lowest] | 1 << moods[lowest.bit_length() - 1])
    decisive = _decisive(exits)
    straight = decisive[0].scene if guard is ALWAYS and len(decisive) == 1 else None
    selection = Selection([each.guard for each in decisive]) if len(decisive) > MANY else None
    return Rule(straight, guard, keep, sets, table, decisive, selection)


def _decisive(exits: Sequence[Exit]) -> Sequence[Exit]:
    """Return the cases that make a difference to where a call goes; the last always holds."""
    if len(exits) == 1:
        return exits
    cases: list[Exit] = []
    tried: set[Guard] = set()
    for each in exits:
        if each.guard not in tried:
            tried.add(each.guard)
            cases.append(each)
        # A condition may be one that always holds, too.
        if each.guard == ALWAYS:
            break
    while len(cases) > 1 and cases[-2].scene == cases[-1].scene:
        del cases[-2]
    return cases


def _in_order(follows: Mapping[T, Iterable[T]]) -> tuple[list[T], frozenset[T]]:
    """Return what follows neither from itself nor from what does, in an order; and what does."""
    waits_for: dict[T, int] = dict.fromkeys(follows, 0)
    for targets in follows.values():
        for target in targets:
            waits_for[target] = waits_for.get(target, 0) + 1
    order = [one for one, count in waits_for.items() if count == 0]
    for one in order:  # grows while it is walked through
        for target in follows.get(one, ()):
            waits_for[target] -= 1
            if waits_for[target] == 0:
                order.append(target)
    return order, frozenset(waits_for).difference(order)
