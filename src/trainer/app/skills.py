"""What the decisions of a call exercise: the skills, their names, and how a trainee does in each.

A skill's score is the share of the available points that was earned in its decisions, over the latest
calls, so that it follows the trainee and not a distant past. Beside it stands what it was a while ago: growth
is what a trainee practices for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Final

from trainer.app.ports import AttemptFacts, DecisionFacts
from trainer.i18n import pgettext
from trainer.scenario.model import Scenario

__all__ = [
    "ENOUGH_TO_COMPARE",
    "GROWN_SINCE",
    "KNOWN_SKILLS",
    "RECENT_CALLS",
    "SkillRow",
    "SkillScore",
    "recent",
    "scenario_skills",
    "skill_name",
    "skill_table",
    "until",
    "with_growth",
]

RECENT_CALLS: Final = 20
"""How many of the latest finished calls in a language a skill's score looks at."""

GROWN_SINCE: Final = timedelta(weeks=2)
"""How far back a skill's score is compared with itself."""

ENOUGH_TO_COMPARE: Final = 2
"""How many decisions both scores must rest on before they are compared."""

KNOWN_SKILLS: Final = (
    "open-and-identify",
    "verify-identity",
    "acknowledge-emotion",
    "explore-need",
    "set-expectations",
    "offer-options",
    "explain-policy",
    "say-no-well",
    "de-escalate",
    "recover-from-error",
    "protect-data",
    "transfer-or-escalate",
    "close-and-confirm",
    "serve-in-language",
)
"""The skills of our vocabulary, in the order of their parts in a call: so they are listed."""


@dataclass(frozen=True, slots=True)
class SkillScore:
    """How a trainee does in one skill, in one language."""

    score: Fraction
    """0 to 100, exact."""
    decisions: int
    """How many decisions it rests on."""
    before: Fraction | None = None
    """What it was `GROWN_SINCE` ago; None where it then rested on too little, or does now."""

    @property
    def shown(self) -> int:
        """Return the score rounded down."""
        return int(self.score)

    @property
    def growth(self) -> int | None:
        """Return by how many points, as they are shown, it rose since then; below 0 where it fell."""
        return None if self.before is None else self.shown - int(self.before)


@dataclass(frozen=True, slots=True)
class SkillRow:
    """One skill, in every language in which it was exercised."""

    skill: str
    by_language: Mapping[str, SkillScore]


def skill_name(skill: str) -> str:
    """Return a skill's name in the interface's language; of one that an author made up, its words."""
    known = {
        "open-and-identify": pgettext("skill", "Open and identify"),
        "verify-identity": pgettext("skill", "Verify identity"),
        "acknowledge-emotion": pgettext("skill", "Acknowledge emotion"),
        "explore-need": pgettext("skill", "Explore the need"),
        "set-expectations": pgettext("skill", "Set expectations"),
        "offer-options": pgettext("skill", "Offer options"),
        "explain-policy": pgettext("skill", "Explain policy"),
        "say-no-well": pgettext("skill", "Say no well"),
        "de-escalate": pgettext("skill", "De-escalate"),
        "recover-from-error": pgettext("skill", "Recover from an error"),
        "protect-data": pgettext("skill", "Protect data"),
        "transfer-or-escalate": pgettext("skill", "Transfer or escalate"),
        "close-and-confirm": pgettext("skill", "Close and confirm"),
        "serve-in-language": pgettext("skill", "Serve in the customer's language"),
    }
    if skill in known:
        return known[skill]
    words = skill.replace("-", " ")
    return words[:1].upper() + words[1:]


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


def until(attempts: Iterable[AttemptFacts], moment: datetime) -> list[AttemptFacts]:
    """Return the attempts that were finished up to a moment, in the order given."""
    return [each for each in attempts if each.finish is not None and each.finish.finished_at <= moment]


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
    places = {skill: place for place, skill in enumerate(KNOWN_SKILLS)}
    order = sorted(sums, key=lambda skill: (places.get(skill, len(places)), skill))
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


def with_growth(now: Iterable[SkillRow], then: Iterable[SkillRow]) -> tuple[SkillRow, ...]:
    """Return how a trainee does now, each score beside what it was then."""
    earlier = {(row.skill, name): each for row in then for name, each in row.by_language.items()}

    def compared(skill: str, language: str, score: SkillScore) -> SkillScore:
        before = earlier.get((skill, language))
        if before is None or min(before.decisions, score.decisions) < ENOUGH_TO_COMPARE:
            return score
        return replace(score, before=before.score)

    return tuple(
        SkillRow(row.skill, {name: compared(row.skill, name, each) for name, each in row.by_language.items()})
        for row in now
    )
