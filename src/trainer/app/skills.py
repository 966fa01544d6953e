"""What the decisions of a call exercise: the skills, their names, and how a trainee does in each.

A skill's score is the share of the available points that was earned in its decisions, over the latest
calls, so that it follows the trainee and not a distant past.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from trainer.app.ports import AttemptFacts, DecisionFacts
from trainer.i18n import N_, _
from trainer.scenario.model import Scenario

__all__ = [
    "KNOWN_SKILLS",
    "RECENT_CALLS",
    "SkillRow",
    "SkillScore",
    "recent",
    "scenario_skills",
    "skill_name",
    "skill_table",
]

RECENT_CALLS: Final = 20
"""How many of the latest finished calls in a language a skill's score looks at."""

KNOWN_SKILLS: Final[Mapping[str, str]] = {
    "open-and-identify": N_("Open and identify"),
    "verify-identity": N_("Verify identity"),
    "acknowledge-emotion": N_("Acknowledge emotion"),
    "explore-need": N_("Explore the need"),
    "set-expectations": N_("Set expectations"),
    "offer-options": N_("Offer options"),
    "explain-policy": N_("Explain the policy"),
    "say-no-well": N_("Say no well"),
    "de-escalate": N_("De-escalate"),
    "recover-from-error": N_("Recover from an error"),
    "protect-data": N_("Protect data"),
    "transfer-or-escalate": N_("Transfer or escalate"),
    "close-and-confirm": N_("Close and confirm"),
    "serve-in-language": N_("Serve in the customer’s language"),
}
"""Skills that have a name in every language of the interface, in the order in which they are listed."""


@dataclass(frozen=True, slots=True)
class SkillScore:
    """How a trainee does in one skill, in one language."""

    score: Fraction
    """0 to 100, exact."""
    decisions: int
    """How many decisions it rests on."""

    @property
    def shown(self) -> int:
        """Return the score rounded down."""
        return int(self.score)


@dataclass(frozen=True, slots=True)
class SkillRow:
    """One skill, in every language in which it was exercised."""

    skill: str
    by_language: Mapping[str, SkillScore]


def skill_name(skill: str) -> str:
    """Return a skill's name in the active language; of one that an author made up, its words."""
    name = KNOWN_SKILLS.get(skill)
    return skill.replace("-", " ").capitalize() if name is None else _(name)


def scenario_skills(scenario: Scenario) -> tuple[str, ...]:
    """Return the skills that a scenario exercises, in the author's order, each once."""
    skills = (scene.skill for scene in scenario.scenes.values())
    return tuple(dict.fromkeys(skill for skill in skills if skill is not None))


def recent(attempts: Iterable[AttemptFacts]) -> list[AttemptFacts]:
    """Return, of attempts given newest first, the latest finished ones of each language."""
    counts: dict[str, int] = {}
    found = []
    for each in attempts:
        if each.finish is not None and counts.get(each.language, 0) < RECENT_CALLS:
            counts[each.language] = counts.get(each.language, 0) + 1
            found.append(each)
    return found


def skill_table(
    attempts: Iterable[AttemptFacts], decisions: Mapping[str, Sequence[DecisionFacts]]
) -> tuple[SkillRow, ...]:
    """Return how a trainee does in each skill. What a branch copied from its parent does not count twice."""
    sums: dict[str, dict[str, list[int]]] = {}
    for attempt in attempts:
        for decision in decisions[attempt.id][attempt.branch_length :]:
            event = decision.event
            if event.skill is None or not event.ratings:
                continue
            tally = sums.setdefault(event.skill, {}).setdefault(attempt.language, [0, 0, 0])
            tally[0] += sum(rating.earned for rating in event.ratings.values())
            tally[1] += sum(rating.available for rating in event.ratings.values())
            tally[2] += 1
    known = list(KNOWN_SKILLS)
    order = sorted(sums, key=lambda skill: (known.index(skill) if skill in known else len(known), skill))
    return tuple(
        SkillRow(
            skill,
            {
                language: SkillScore(Fraction(100 * earned, available), count)
                for language, (earned, available, count) in sums[skill].items()
                if available
            },
        )
        for skill in order
    )
