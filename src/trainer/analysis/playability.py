"""Whether a scenario can be played and scored, without proving anything else about it.

A single call in a terminal asks only this, and must not wait for more.
"""

from trainer.analysis.course import chart
from trainer.analysis.outline import draw_outline
from trainer.engine.graph import Machine, TooManyStatesError, explore
from trainer.scenario.model import Scenario
from trainer.scoring.perfect import Perfect, find_perfect

__all__ = ["find_playable"]


def find_playable(scenario: Scenario) -> Perfect | None:
    """Return the perfect call of a scenario that can be played and scored.

    None where a call can go on for ever (G403), where none is perfect or ends in an accepted outcome (G405,
    G404), and where too many states can be reached to know (G407).
    """
    try:
        machine = Machine(scenario)
        perfect = find_perfect(scenario, machine=machine)
        if perfect is None:
            return None
        if draw_outline(machine).surely_ends:
            return perfect
        return None if chart(explore(machine)).loops else perfect
    except TooManyStatesError:
        return None
