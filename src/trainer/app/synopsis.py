"""What it takes to choose a scenario, without the scenario itself.

A center may keep a thousand scenarios; to list, search and recommend them their scenes are not wanted. A
synopsis is small enough to be kept for all of them.
"""

from typing import NamedTuple, TypeAlias

from trainer.app.skills import scenario_skills
from trainer.app.standard import Standard
from trainer.scenario.model import Agent, Channel, Customer, Level, PassMarks, Scenario, Text, Use

__all__ = ["Described", "Synopsis", "exercised", "summarize"]


class Synopsis(NamedTuple):
    """One scenario as it is chosen; what has the name of a part of `Scenario` is that part."""

    id: str
    version: int
    title: Text
    summary: Text
    languages: tuple[str, ...]
    channel: Channel
    level: Level
    tags: tuple[str, ...]
    use: tuple[Use, ...]
    customer: Customer
    agent: Agent
    marks: PassMarks
    skills: tuple[str, ...]
    """In the order in which the call exercises them."""
    minutes: int | None
    """About how long the perfect call takes; None where there is none."""
    decisions: int | None
    """How many decisions the perfect call has; None where there is none."""


Described: TypeAlias = Scenario | Synopsis
"""For whoever reads no scenes: a scenario, or as much of it as a library keeps at hand."""


def exercised(scenario: Described) -> tuple[str, ...]:
    """Return the skills that a scenario exercises, in the order in which the call does, each once."""
    return scenario.skills if isinstance(scenario, Synopsis) else scenario_skills(scenario)


def summarize(scenario: Scenario, standard: Standard | None) -> Synopsis:
    """Return the synopsis of a scenario; `standard` is None where it has no perfect call."""
    return Synopsis(
        id=scenario.id,
        version=scenario.version,
        title=scenario.title,
        summary=scenario.summary,
        languages=scenario.languages,
        channel=scenario.channel,
        level=scenario.level,
        tags=scenario.tags,
        use=scenario.use,
        customer=scenario.customer,
        agent=scenario.agent,
        marks=scenario.marks,
        skills=scenario_skills(scenario),
        minutes=None if standard is None else standard.minutes,
        decisions=None if standard is None else standard.decisions,
    )
