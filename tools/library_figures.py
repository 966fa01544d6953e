"""What is measured of every call in the bundled library: what it covers, and how hard it is to game.

The page about the library, and the test that it covers what a center needs, count the same things here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

from trainer.analysis.proof import Proof
from trainer.analysis.quality_checks import longest_shares
from trainer.analysis.strategies import Strategy
from trainer.certification.model import Certification
from trainer.certification.reading import read_certification
from trainer.scenario.model import Dimension, Reply, Scenario
from trainer.scenario.reading import Loaded, load
from trainer.scenario.source import SourceFile

__all__ = [
    "MANNERS",
    "PLACES",
    "SECTORS",
    "Figures",
    "TagError",
    "bundled_certifications",
    "bundled_scenarios",
    "figures",
    "manners",
    "the_one",
]

ROOT: Final = Path(__file__).resolve().parent.parent
SCENARIOS: Final = ROOT / "scenarios"

SECTORS: Final = (
    "telecom",
    "banking",
    "insurance",
    "health",
    "airline",
    "hotel",
    "retail",
    "software",
    "utilities",
    "government",
    "food-delivery",
)
"""The lines of business, one tag of every bundled call."""

PLACES: Final = (
    "united-states",
    "mexico-central",
    "mexico-north",
    "mexico-south",
    "bogota",
    "medellin",
    "cali",
    "colombia-coast",
)
"""Where customers are from, one tag of every bundled call."""

MANNERS: Final = (
    "angry",
    "grieving",
    "confused",
    "elderly",
    "rushed",
    "condescending",
    "too-friendly",
    "vulnerable",
    "switches-language",
)
"""How customers are, one tag or more of every bundled call; none gives a fraud away."""

UNTOLD: Final = {"account-takeover": "defrauding"}
"""How a customer is whose call would lose its point if a trainee could search for it by tag."""

WARM: Final = 2
"""From this empathy on a reply is warm."""

IDLE: Final = 1
"""Up to this resolution a reply solves nothing."""

EFFECTIVE: Final = 3
COLD: Final = 1


class TagError(Exception):
    """A bundled call lacks a tag of one kind, or has two."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is measured of one call."""

    decisions: int
    """Of the perfect call."""
    states: int
    plays: int
    chance: Fraction
    """How likely replies taken at random are to pass, 0 to 1."""
    passing: tuple[str, ...]
    """The strategies that pass in some language."""
    best_is_longest: Mapping[str, Fraction]
    """By language, in what share of the rated scenes a best reply is strictly the longest, 0 to 1."""
    warm_and_idle: int
    """Decisions of the perfect call at which a warm reply is offered that solves nothing."""
    cold_and_effective: int
    """Decisions of the perfect call at which an effective reply is offered that is cold."""


def bundled_scenarios() -> list[Scenario]:
    """Return the calls of the library, by their ids."""
    found = (_loaded(path).scenario for path in SCENARIOS.glob("*.yaml"))
    return sorted((each for each in found if each is not None), key=lambda each: each.id)


def _loaded(path: Path) -> Loaded:
    return load(SourceFile(path, path.read_bytes()))


def bundled_certifications() -> list[Certification]:
    """Return the certifications over the library, by their ids."""
    found = (
        read_certification(_loaded(path)).certification
        for path in (SCENARIOS / "certifications").glob("*.yaml")
    )
    return sorted((each for each in found if each is not None), key=lambda each: each.id)


def manners(scenario: Scenario) -> tuple[str, ...]:
    """Return how the customer of a call is, in the order of `MANNERS`, the untold last."""
    told = tuple(each for each in MANNERS if each in scenario.tags)
    return (*told, UNTOLD[scenario.id]) if scenario.id in UNTOLD else told


def the_one(scenario: Scenario, kind: Iterable[str]) -> str:
    """Return the tag of a kind that a call has.

    Raises:
        TagError: it has none of them, or several.
    """
    found = [each for each in kind if each in scenario.tags]
    if len(found) != 1:
        raise TagError(f"{scenario.id}: one tag is wanted where {found} are")
    return found[0]


def figures(scenario: Scenario) -> Figures:
    """Measure a call that is sound.

    Raises:
        ValueError: something cannot be known of it, since it is not.
    """
    proof = Proof(scenario)
    perfect, graph, plays, chance, strategies = (
        proof.perfect,
        proof.graph,
        proof.plays,
        proof.chance,
        proof.strategies,
    )
    if perfect is None or graph is None or plays is None or chance is None or strategies is None:
        raise ValueError(f"{scenario.id} is not sound")
    scenes = [scenario.scenes[move.scene].replies for move in perfect.moves]
    return Figures(
        decisions=len(perfect.moves),
        states=graph.size,
        plays=plays.plays,
        chance=Fraction(chance.rate),
        passing=tuple(
            each.value for each in Strategy if any(play.card.passed for play in strategies[each].values())
        ),
        best_is_longest=longest_shares(proof),
        warm_and_idle=sum(any(_warm_and_idle(reply) for reply in replies) for replies in scenes),
        cold_and_effective=sum(any(_cold_and_effective(reply) for reply in replies) for replies in scenes),
    )


def _warm_and_idle(reply: Reply) -> bool:
    empathy, resolution = reply.points(Dimension.EMPATHY), reply.points(Dimension.RESOLUTION)
    return empathy is not None and resolution is not None and empathy >= WARM and resolution <= IDLE


def _cold_and_effective(reply: Reply) -> bool:
    empathy, resolution = reply.points(Dimension.EMPATHY), reply.points(Dimension.RESOLUTION)
    return empathy is not None and resolution is not None and empathy <= COLD and resolution >= EFFECTIVE
