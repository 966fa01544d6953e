"""Lines made before anybody plays: which lines a scenario can come to, and having them all made.

A center may make the lines of its whole library once and hand them out, so that a first call on a slow
machine starts as fast as the hundredth. What is made ahead serves only where it is exactly what a call asks
for, so both ask through `delivery`.
"""

import queue
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Final, TypeVar

from trainer.app.delivery import customer_manner, model_manner, spoken_line
from trainer.app.speech import (
    Speaking,
    Speech,
    SpeechCondition,
    SpeechStatus,
    Spoken,
    SpokenLine,
    Unspoken,
    UnspokenReason,
)
from trainer.app.transcript import agent_line, customer_line
from trainer.engine.call import State, Step, enter
from trainer.engine.graph import MOODS, Machine, TooManyStatesError, explore
from trainer.scenario.model import Scenario
from trainer.settings import Settings

__all__ = ["Tally", "await_voices", "plan_lines", "speak_all"]

Value = TypeVar("Value")

AT_ONCE: Final = 4
"""Lines that are asked for at a time: enough to keep every engine busy, few enough to stop soon."""
MOST_STATES: Final = 20_000
"""Beyond it, every line is made for every mood: more than can be reached, and known at once."""
LOOKING_S: Final = 1.0
"""How often waiting looks up, so that a person can interrupt it on every system."""


@dataclass(slots=True)
class Tally:
    """What became of lines so far."""

    made: int = 0
    known: int = 0
    """Found made, or recorded."""
    duration_ms: int = 0
    """Of all that can be heard."""
    unspoken: Counter[tuple[UnspokenReason, str]] = field(default_factory=Counter)
    """How many lines have no sound, by the reason and the locale."""

    @property
    def complete(self) -> bool:
        """Whether every line that has words can be heard."""
        return all(reason is UnspokenReason.NOTHING_TO_SAY for reason, _ in self.unspoken)

    def note(self, answer: Speaking) -> None:
        """Count an answer in."""
        match answer:
            case Spoken(duration_ms=duration_ms, cached=cached):
                self.duration_ms += duration_ms
                self.known += cached
                self.made += not cached
            case Unspoken(line, reason):
                self.unspoken[reason, line.locale] += 1


def plan_lines(
    scenario: Scenario,
    settings: Settings,
    *,
    languages: Iterable[str],
    recordings: Path | None = None,
    replies: bool = False,
) -> tuple[SpokenLine, ...]:
    """Return every line that a call of a scenario can ask for, each once in each manner.

    The customer's, in each mood in which they can be said; with `replies` also the agent's, which the debrief
    and speaking back play.
    """
    steps = _steps(scenario)
    found = dict[SpokenLine, None]()
    for language in languages:
        manner = customer_manner(scenario, scenario.locale(language), settings, recordings)
        for step in steps:
            found[spoken_line(customer_line(scenario, step, language), manner)] = None
    if replies:
        manner = model_manner(scenario, settings, recordings)
        for language, scene in product(languages, scenario.scenes.values()):
            for reply in scene.replies:
                found[spoken_line(agent_line(scenario, scene.id, reply, language), manner)] = None
    return tuple(found)


def speak_all(speech: Speech, lines: Iterable[SpokenLine], *, at_once: int = AT_ONCE) -> Iterator[Speaking]:
    """Have lines made and give each answer as it comes; whoever stops asking stops the making, too."""
    answers = queue.SimpleQueue[Speaking]()
    waiting = 0
    for line in lines:
        speech.speak(line, answers.put)
        waiting += 1
        if waiting == at_once:
            yield _next(answers)
            waiting -= 1
    for _ in range(waiting):
        yield _next(answers)


def await_voices(speech: Speech) -> SpeechStatus:
    """Open the engine, wait until its voices are known or it is clear why they are not, and say which."""
    statuses = queue.SimpleQueue[SpeechStatus]()
    stop = speech.watch(statuses.put)
    speech.start()
    status = speech.status()
    while status.condition in {SpeechCondition.IDLE, SpeechCondition.STARTING}:
        status = _next(statuses)
    stop()
    return status


def _next(answers: "queue.SimpleQueue[Value]") -> Value:
    # The synthesizer answers everything, in time or with the reason.
    while True:
        with suppress(queue.Empty):
            return answers.get(timeout=LOOKING_S)


def _steps(scenario: Scenario) -> list[Step]:
    """Return the moments of all calls that differ in what the customer says, or in which mood."""
    machine = Machine(scenario)
    try:
        graph = explore(machine, limit=MOST_STATES)
    except TooManyStatesError:
        return _every_step(scenario)
    found = dict[tuple[str, int], Step]()
    for key in graph.keys:
        step = enter(scenario, machine.state(key))
        found.setdefault((step.line, step.state.mood), step)
    return list(found.values())


def _every_step(scenario: Scenario) -> list[Step]:
    """Return a moment for each line in each mood, reachable or not."""
    return [
        Step(State(scene.id, frozenset(), mood), variant.line, variant.text, (), None, scene.ending, None)
        for scene in scenario.scenes.values()
        for variant in scene.customer
        for mood in MOODS
    ]
