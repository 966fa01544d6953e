"""The call as a state machine.

One state is a scene, a set of flags and a mood; a choice leads to exactly one next state. Nothing here is
random or timed, so the same choices always give the same call, and a saved state restores any moment of it.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from trainer.scenario.model import (
    HIGHEST_MOOD,
    LOWEST_MOOD,
    SILENCE,
    Case,
    Condition,
    CriticalError,
    Dimension,
    FlagTerm,
    MoodTerm,
    Outcome,
    Reply,
    Scenario,
    Scene,
    Silence,
    Text,
    Variant,
)

__all__ = [
    "CallEndedError",
    "Event",
    "NotOfferedError",
    "Rating",
    "State",
    "Step",
    "advance",
    "enter",
    "holds",
    "restore",
    "snapshot",
    "start",
]


class State(NamedTuple):
    """Where a call stands: all that decides how it goes on."""

    scene: str
    flags: frozenset[str]
    mood: int


class Step(NamedTuple):
    """A moment to show: what the customer says, and what the trainee may do about it."""

    state: State
    line: str
    """Line id of what the customer says."""
    text: Text
    offered: tuple[Reply, ...]
    """In the author's order; empty at an ending."""
    silence: Silence | None
    ending: Outcome | None
    skill: str | None


class Rating(NamedTuple):
    """Points of one decision on one dimension: what was earned, and the most that was offered."""

    earned: int
    available: int


class Event(NamedTuple):
    """One decision, complete in itself: a score needs nothing else of the call."""

    scene: str
    skill: str | None
    line: str
    offered: tuple[str, ...]
    reply: str
    ratings: Mapping[Dimension, Rating]
    """Only the dimensions that the scene rates."""
    critical: CriticalError | None
    mood: int
    """After the reply."""
    flags: frozenset[str]
    """After the reply."""


class NotOfferedError(ValueError):
    """A reply was taken that the state does not offer."""

    def __init__(self, scene: str, reply: str, offered: tuple[str, ...]) -> None:
        super().__init__(f"{reply!r} is not offered in scene {scene!r}")
        self.scene = scene
        self.reply = reply
        self.offered = offered
        """Every id that could have been taken, `silence` included."""


class CallEndedError(ValueError):
    """A reply was taken after the call had ended."""

    def __init__(self, scene: str, reply: str) -> None:
        super().__init__(f"the call has ended in scene {scene!r}")
        self.scene = scene
        self.reply = reply


def start(scenario: Scenario) -> Step:
    """Return the first step of a call."""
    return enter(scenario, State(scenario.start, frozenset(), scenario.customer.mood))


def enter(scenario: Scenario, state: State) -> Step:
    """Return what a state shows."""
    scene = scenario.scenes[state.scene]
    variant = _first_variant(scene.customer, state)
    return Step(
        state=state,
        line=variant.line,
        text=variant.text,
        offered=tuple(reply for reply in scene.replies if holds(reply.when, state)),
        silence=scene.silence,
        ending=scene.ending,
        skill=scene.skill,
    )


def advance(scenario: Scenario, state: State, choice: str) -> tuple[Event, Step]:
    """Take a reply, or `silence` where the scene has it, and return what happened and the next step.

    Raises `CallEndedError` at an ending, and `NotOfferedError` where the state does not offer the choice.
    """
    scene = scenario.scenes[state.scene]
    if scene.ending is not None:
        raise CallEndedError(state.scene, choice)
    step = enter(scenario, state)
    taken = _choose(scene, step, choice)
    after = _react(state, taken)
    event = Event(
        scene=state.scene,
        skill=scene.skill,
        line=step.line,
        offered=tuple(reply.id for reply in step.offered),
        reply=choice,
        ratings=_rate(scene, step.offered, taken),
        critical=taken.critical if isinstance(taken, Reply) else None,
        mood=after.mood,
        flags=after.flags,
    )
    return event, enter(scenario, after)


def holds(condition: Condition, state: State) -> bool:
    """Tell whether every term of a condition holds in a state."""
    return all(
        (term.flag in state.flags) is term.wanted
        if isinstance(term, FlagTerm)
        else _mood_holds(term, state.mood)
        for term in condition
    )


def snapshot(state: State) -> dict[str, object]:
    """Return a state as plain data that JSON can hold."""
    return {"scene": state.scene, "flags": sorted(state.flags), "mood": state.mood}


def restore(scenario: Scenario, data: Mapping[str, object]) -> Step:
    """Return the step that a snapshot was taken of.

    Raises `ValueError` where the data is no snapshot of this scenario.
    """
    scene, flags, mood = data.get("scene"), data.get("flags"), data.get("mood")
    if (
        not isinstance(scene, str)
        or scene not in scenario.scenes
        or not isinstance(flags, list)
        or not all(isinstance(flag, str) for flag in flags)
        or type(mood) is not int
        or not LOWEST_MOOD <= mood <= HIGHEST_MOOD
    ):
        raise ValueError(f"not a snapshot of a call in {scenario.id!r}")
    return enter(scenario, State(scene, frozenset(flags), mood))


def _mood_holds(term: MoodTerm, mood: int) -> bool:
    match term.operator:
        case "<":
            return mood < term.value
        case "<=":
            return mood <= term.value
        case "==":
            return mood == term.value
        case ">=":
            return mood >= term.value
        case ">":
            return mood > term.value


def _first_variant(variants: Iterable[Variant], state: State) -> Variant:
    return next(variant for variant in variants if holds(variant.when, state))


def _first_case(cases: Iterable[Case], state: State) -> Case:
    return next(case for case in cases if holds(case.when, state))


def _choose(scene: Scene, step: Step, choice: str) -> Reply | Silence:
    if choice == SILENCE and scene.silence is not None:
        return scene.silence
    for reply in step.offered:
        if reply.id == choice:
            return reply
    offered = tuple(reply.id for reply in step.offered)
    raise NotOfferedError(scene.id, choice, (*offered, SILENCE) if scene.silence is not None else offered)


def _react(state: State, taken: Reply | Silence) -> State:
    mood = max(LOWEST_MOOD, min(HIGHEST_MOOD, state.mood + taken.mood))
    flags = state.flags
    if isinstance(taken, Reply):
        flags = (flags - frozenset(taken.clears)) | frozenset(taken.sets)
    changed = State(state.scene, flags, mood)
    return State(_first_case(taken.next, changed).scene, flags, mood)


def _rate(scene: Scene, offered: tuple[Reply, ...], taken: Reply | Silence) -> dict[Dimension, Rating]:
    ratings: dict[Dimension, Rating] = {}
    for dimension in Dimension:
        if all(reply.points(dimension) is None for reply in scene.replies):
            continue
        earned = taken.points(dimension) if isinstance(taken, Reply) else 0
        available = max((reply.points(dimension) or 0 for reply in offered), default=0)
        ratings[dimension] = Rating(earned or 0, available)
    return ratings
