"""What a scenario's perfect call tells before anyone plays: par, length, time and the mood it leads to.

It is worked out by looking at every perfect play, which for a large scenario takes a moment. So it is asked
for off the interface's thread and kept by the library.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from trainer.engine.call import Step, advance, start
from trainer.scenario.model import Channel, Dimension, Scenario
from trainer.scoring.perfect import Move, Perfect, find_perfect

__all__ = ["Standard", "find_standard", "measure_perfect"]

SPOKEN_WORDS_A_SECOND: Final = 2.5
"""150 words a minute, the pace of a calm telephone voice."""

READ_WORDS_A_SECOND: Final = 3.5
"""210 words a minute, an adult reading silently and with care."""

CHOOSING_SECONDS: Final = 5.0
"""From having read the replies to taking one."""


@dataclass(frozen=True, slots=True)
class Standard:
    """What every call of one scenario is measured against."""

    par: Mapping[Dimension, int]
    moves: tuple[Move, ...]
    moods: tuple[int, ...]
    """The customer's mood at the start and after each of the moves."""
    minutes: int
    """About how long the call takes; at least 1."""

    @property
    def decisions(self) -> int:
        """How many decisions the perfect call has."""
        return len(self.moves)


def find_standard(scenario: Scenario) -> Standard | None:
    """Return the standard of a scenario, or None where it has no perfect call.

    Raises `TooManyStatesError` where the scenario is too large to be looked at as a whole.
    """
    perfect = find_perfect(scenario)
    return None if perfect is None else measure_perfect(scenario, perfect)


def measure_perfect(scenario: Scenario, perfect: Perfect) -> Standard:
    """Return the standard of a scenario whose perfect call is known."""
    step = start(scenario)
    moods = [step.state.mood]
    seconds = _seconds(scenario, step)
    for move in perfect.moves:
        _, step = advance(scenario, step.state, move.reply)
        moods.append(step.state.mood)
        seconds += _seconds(scenario, step)
    return Standard(perfect.par, perfect.moves, tuple(moods), max(1, round(seconds / 60)))


def _seconds(scenario: Scenario, step: Step) -> float:
    """Estimate one moment: the customer is heard (in a chat: read), the replies are read, one is taken."""
    locale = scenario.locale(scenario.languages[0])
    heard = len(step.text.spoken(locale).split())
    read = sum(len(reply.agent.spoken(locale).split()) for reply in step.offered)
    pace = SPOKEN_WORDS_A_SECOND if scenario.channel is Channel.VOICE else READ_WORDS_A_SECOND
    choosing = CHOOSING_SECONDS if step.offered else 0.0
    return heard / pace + read / READ_WORDS_A_SECOND + choosing
