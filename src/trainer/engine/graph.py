"""Every state that a call can reach, found without playing every call.

A scenario of modest size has more plays than could ever be played, but its states are few enough to visit
one by one. They are held as whole numbers, and conditions as bit masks, so that 200,000 of them take about a
second: what is proved about a scenario is proved of all of it, not of a sample.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from operator import eq, ge, gt, le, lt
from typing import Final, NamedTuple

from trainer.engine.call import State
from trainer.scenario.model import (
    HIGHEST_MOOD,
    LOWEST_MOOD,
    SILENCE,
    Condition,
    FlagTerm,
    Reply,
    Scenario,
    Scene,
    Silence,
)

__all__ = [
    "ALL_MOODS",
    "ALWAYS",
    "MOODS",
    "MOOD_BITS",
    "MOOD_MASK",
    "SILENT",
    "STATE_LIMIT",
    "Choice",
    "Graph",
    "Guard",
    "Machine",
    "TooManyStatesError",
    "choice_id",
    "explore",
]

STATE_LIMIT: Final = 200_000
"""How many states of one scenario are looked at."""

SILENT: Final = -1
"""The number that stands for `silence` where replies are numbered from 0 in file order."""

MOODS: Final = range(LOWEST_MOOD, HIGHEST_MOOD + 1)
MOOD_BITS: Final = 3
MOOD_MASK: Final = (1 << MOOD_BITS) - 1
ALL_MOODS: Final = (1 << len(MOODS)) - 1
"""A set of moods is one bit for each, the lowest mood first; this is all of them."""
COMPARISONS: Final = {"<": lt, "<=": le, "==": eq, ">=": ge, ">": gt}


class TooManyStatesError(ValueError):
    """More states can be reached than are looked at."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} states can be reached")
        self.limit = limit


class Guard(NamedTuple):
    """A condition over a memory: of the flags in `mask` those `wanted` are set, the mood is in `moods`."""

    mask: int
    wanted: int
    moods: int
    """One bit for each mood, the lowest mood first."""

    def holds(self, memory: int) -> bool:
        """Tell whether the condition holds."""
        return memory & self.mask == self.wanted and bool(self.moods >> (memory & MOOD_MASK) & 1)

    def allowed(self, memory: int) -> int:
        """Return the moods in which the condition holds with the flags of a memory, whatever its mood."""
        return self.moods if memory & self.mask == self.wanted else 0


ALWAYS: Final = Guard(0, 0, ALL_MOODS)
"""The condition that always holds."""


class Exit(NamedTuple):
    """One case of `next`."""

    guard: Guard
    scene: int


class Choice(NamedTuple):
    """A reply, or silence, as what it needs and what it does to a memory."""

    number: int
    """The reply's place in its scene, or `SILENT`."""
    guard: Guard
    keep: int
    """What of the memory stays: all flags but those cleared; never the mood."""
    sets: int
    moods: tuple[int, ...]
    """The mood after, for each mood before."""
    exits: tuple[Exit, ...]

    def taken(self, memory: int) -> int:
        """Return the memory after the reply."""
        return memory & self.keep | self.sets | self.moods[memory & MOOD_MASK]

    def moods_after(self, moods: int) -> int:
        """Return the set of moods that comes of a set of moods."""
        after = 0
        for before, mood in enumerate(self.moods):
            after |= (moods >> before & 1) << mood
        return after


class Machine:
    """A scenario compiled to whole numbers.

    A *memory* is what a call remembers: one bit for each flag, above three bits for the mood. A *key* is one
    state: the memory above the bits for the scene's place in the file.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.scenes: tuple[Scene, ...] = tuple(scenario.scenes.values())
        self._numbers = {scene.id: number for number, scene in enumerate(self.scenes)}
        self._flags = {flag: 1 << MOOD_BITS + place for place, flag in enumerate(_flags(self.scenes))}
        self._every_flag = (1 << MOOD_BITS + len(self._flags)) - (1 << MOOD_BITS)
        # Most conditions and mood changes of a file are the same few: each is compiled once.
        self._guards: dict[Condition, Guard] = {(): ALWAYS}
        self._changes: dict[int, tuple[int, ...]] = {}
        self.scene_bits = len(self.scenes).bit_length()
        self.scene_mask = (1 << self.scene_bits) - 1
        self.choices: tuple[tuple[Choice, ...], ...] = tuple(map(self._compile_scene, self.scenes))
        self.start = scenario.customer.mood - LOWEST_MOOD << self.scene_bits | self._numbers[scenario.start]

    def moves(self, key: int) -> list[tuple[int, int]]:
        """Return what can be done in a state, in file order, silence last: choice, key of the next state."""
        memory, mask, bits = key >> self.scene_bits, MOOD_MASK, self.scene_bits
        found = []
        # The conditions are spelled out rather than asked of `Guard.holds`: this loop is where the time goes.
        for number, (flags, wanted, moods), keep, sets, changed, exits in self.choices[key & self.scene_mask]:
            if memory & flags == wanted and moods >> (memory & mask) & 1:
                after = memory & keep | sets | changed[memory & mask]
                for (case_flags, case_wanted, case_moods), scene in exits:
                    if after & case_flags == case_wanted and case_moods >> (after & mask) & 1:
                        found.append((number, after << bits | scene))
                        break
        return found

    def scene(self, key: int) -> Scene:
        """Return the scene of a state."""
        return self.scenes[key & self.scene_mask]

    def state(self, key: int) -> State:
        """Return a state in the engine's own terms."""
        memory = key >> self.scene_bits
        flags = frozenset(flag for flag, bit in self._flags.items() if memory & bit)
        return State(self.scene(key).id, flags, (memory & MOOD_MASK) + LOWEST_MOOD)

    def compile(self, condition: Condition) -> Guard:
        """Return a condition over memories."""
        guard = self._guards.get(condition)
        if guard is None:
            guard = self._guards[condition] = self._compile(condition)
        return guard

    def _compile(self, condition: Condition) -> Guard:
        wanted = unwanted = 0
        moods = ALL_MOODS
        for term in condition:
            if isinstance(term, FlagTerm):
                bit = self._flags[term.flag]
                wanted, unwanted = (wanted | bit, unwanted) if term.wanted else (wanted, unwanted | bit)
            else:
                compare = COMPARISONS[term.operator]
                moods &= sum(1 << place for place, mood in enumerate(MOODS) if compare(mood, term.value))
        # A flag that is wanted and unwanted at once can never be right.
        return Guard(wanted | unwanted, wanted, 0 if wanted & unwanted else moods)

    def _compile_scene(self, scene: Scene) -> tuple[Choice, ...]:
        choices = [self._compile_choice(number, reply) for number, reply in enumerate(scene.replies)]
        if scene.silence is not None:
            choices.append(self._compile_choice(SILENT, scene.silence))
        return tuple(choices)

    def _compile_choice(self, number: int, taken: Reply | Silence) -> Choice:
        when, clears, sets = (
            (taken.when, taken.clears, taken.sets) if isinstance(taken, Reply) else ((), (), ())
        )
        moods = self._changes.get(taken.mood)
        if moods is None:
            moods = self._changes[taken.mood] = tuple(
                max(LOWEST_MOOD, min(HIGHEST_MOOD, mood + taken.mood)) - LOWEST_MOOD for mood in MOODS
            )
        guards, numbers = self._guards, self._numbers
        return Choice(
            number,
            guards.get(when) or self.compile(when),
            self._every_flag & ~self._bits(clears) if clears else self._every_flag,
            self._bits(sets) if sets else 0,
            moods,
            tuple(
                [Exit(guards.get(when) or self.compile(when), numbers[scene]) for when, scene in taken.next]
            ),
        )

    def _bits(self, flags: Iterable[str]) -> int:
        bits = 0
        for flag in flags:
            bits |= self._flags[flag]
        return bits


class Graph(NamedTuple):
    """The states that can be reached and the moves between them; 0 is the start, nearer ones come first."""

    machine: Machine
    keys: list[int]
    first_moves: "array[int]"
    """For each state, the place of its first move; one more at the end."""
    choices: "array[int]"
    """For each move, the choice that makes it."""
    targets: "array[int]"
    """For each move, the state it leads to."""
    origins: "array[int]"
    """For each state, the state before it on a shortest play."""
    origin_choices: "array[int]"
    """For each state, the last choice of that play."""

    @property
    def size(self) -> int:
        """How many states there are."""
        return len(self.keys)

    def moves(self, state: int) -> Iterator[tuple[int, int]]:
        """Give the moves out of a state, in file order and silence last: choice and next state."""
        begin, end = self.first_moves[state], self.first_moves[state + 1]
        return zip(self.choices[begin:end], self.targets[begin:end], strict=True)

    def next_states(self, state: int) -> Sequence[int]:
        """Return the states that the moves out of a state lead to, in the same order."""
        return self.targets[self.first_moves[state] : self.first_moves[state + 1]]

    def scene_number(self, state: int) -> int:
        """Return the place in the file of a state's scene."""
        return self.keys[state] & self.machine.scene_mask

    def scene(self, state: int) -> Scene:
        """Return the scene of a state."""
        return self.machine.scene(self.keys[state])

    def play_to(self, state: int) -> tuple[str, ...]:
        """Return the ids of the replies of a shortest play that leads to a state."""
        play = []
        while state:
            state, choice = self.origins[state], self.origin_choices[state]
            play.append(choice_id(self.scene(state), choice))
        return tuple(reversed(play))


def choice_id(scene: Scene, choice: int) -> str:
    """Return the id by which records name a choice."""
    return SILENCE if choice == SILENT else scene.replies[choice].id


def explore(machine: Machine, *, limit: int = STATE_LIMIT) -> Graph:
    """Find every state that a call can reach, breadth first, silence included.

    Raises `TooManyStatesError` where there are more than `limit`.
    """
    keys = [machine.start]
    numbers = {machine.start: 0}
    first_moves, choices, targets = array("l", [0]), array("b"), array("l")
    origins, origin_choices = array("l", [0]), array("b", [0])
    for state, key in enumerate(keys):  # grows while it is walked through
        for choice, target_key in machine.moves(key):
            target = numbers.setdefault(target_key, len(keys))
            if target == len(keys):
                if target == limit:
                    raise TooManyStatesError(limit)
                keys.append(target_key)
                origins.append(state)
                origin_choices.append(choice)
            choices.append(choice)
            targets.append(target)
        first_moves.append(len(targets))
    return Graph(machine, keys, first_moves, choices, targets, origins, origin_choices)


def _flags(scenes: Iterable[Scene]) -> list[str]:
    """Return every flag that is set, cleared or tested anywhere."""
    flags: dict[str, None] = {}
    conditions: set[Condition] = set()
    for scene in scenes:
        conditions.update([variant.when for variant in scene.customer])
        if scene.silence is not None:
            conditions.update([case.when for case in scene.silence.next])
        for reply in scene.replies:
            conditions.add(reply.when)
            conditions.update([case.when for case in reply.next])
            if reply.sets or reply.clears:
                flags.update(dict.fromkeys(reply.sets + reply.clears))
    tested = {term.flag for when in conditions for term in when if isinstance(term, FlagTerm)}
    # In an order of its own: that of a set of words is another in every process.
    flags.update(dict.fromkeys(sorted(tested)))
    return list(flags)
