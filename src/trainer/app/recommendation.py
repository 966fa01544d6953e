"""Which call to take next, and why.

A pure function over what is known: an open call comes first; else the call for which the most speaks, by
what is missing on the way to a certification, what is due for review and what the trainee is weakest in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from trainer.app.history import Result, due_at
from trainer.app.skills import SkillRow, scenario_skills
from trainer.certification.standing import Part, Standing, Status
from trainer.scenario.model import Scenario, Use

__all__ = [
    "WEAK_UNDER",
    "DueForReview",
    "NeverPracticed",
    "NextOnPath",
    "Recommendation",
    "Situation",
    "WeakSkill",
    "Why",
    "rank",
]

WEAK_UNDER: Final = 80
"""A skill scored below this is worth practicing."""

PATH_WEIGHT: Final = 3.0
READY_WEIGHT: Final = 1.0
BLOCKED_WEIGHT: Final = 1.0
"""Of what a certification asks for, where its assessment cannot be taken yet."""
DUE_WEIGHT: Final = 2.0
WEAK_WEIGHT: Final = 2.0
NEW_WEIGHT: Final = 0.5


@dataclass(frozen=True, slots=True)
class WeakSkill:
    """It exercises a skill in which the trainee is weak, the weakest of those it has."""

    skill: str
    language: str
    score: int
    """As it is shown, 0 to 99."""


@dataclass(frozen=True, slots=True)
class DueForReview:
    """It was finished some time ago and should not be forgotten, or went badly and should be put right."""

    days: int
    """Whole days since it was last finished."""
    score: int
    """The lowest score of that time, as it was shown."""


@dataclass(frozen=True, slots=True)
class NextOnPath:
    """A certification still asks for it."""

    certification: str
    failures: int
    """How often its assessment failed so far; 0 where it was not assessed."""
    ready: bool
    """Whether the last time, in practice or assessment, passed."""


@dataclass(frozen=True, slots=True)
class NeverPracticed:
    """It was never taken in this language."""


Why: TypeAlias = WeakSkill | DueForReview | NextOnPath | NeverPracticed


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A call to take next."""

    scenario: str
    language: str
    use: Use
    reasons: tuple[Why, ...]
    """What speaks most for it first."""
    weight: float
    """How much speaks for it; for sorting only."""


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a recommendation rests on."""

    scenarios: Sequence[Scenario]
    """In the order in which they are listed."""
    languages: Sequence[str]
    """Those that the trainee practices."""
    results: Mapping[tuple[str, str], Sequence[Result]]
    """By scenario and language, newest first."""
    standings: Iterable[Standing]
    skills: Sequence[SkillRow]
    now: datetime


def rank(situation: Situation) -> list[Recommendation]:
    """Return every call that can be taken, the one for which the most speaks first."""
    path = _path(situation.standings)
    found = [
        _weigh(situation, scenario, language, path.get((scenario.id, language)))
        for scenario in situation.scenarios
        for language in situation.languages
        if language in scenario.languages
    ]
    return sorted((each for each in found if each is not None), key=lambda each: each.weight, reverse=True)


def _path(standings: Iterable[Standing]) -> dict[tuple[str, str], tuple[str, Part]]:
    """Return what certifications still ask for, by scenario and language; held ones ask for nothing."""
    return {
        (part.scenario, part.language): (standing.certification, part)
        for standing in standings
        if standing.status is not Status.ACHIEVED
        for requirement in standing.requirements
        for part in requirement.missing
    }


def _weigh(
    situation: Situation, scenario: Scenario, language: str, asked: tuple[str, Part] | None
) -> Recommendation | None:
    """Return what speaks for one call; None where it cannot be taken now."""
    results = situation.results.get((scenario.id, language), ())
    may_assess = Use.ASSESSMENT in scenario.use and asked is not None and asked[1].opens_at is None
    if Use.PRACTICE not in scenario.use and not may_assess:
        return None
    ready = bool(results) and results[0].passed
    weighed: list[tuple[float, Why]] = []
    if asked is not None:
        certification, part = asked
        amount = PATH_WEIGHT if part.opens_at is None else BLOCKED_WEIGHT
        amount += READY_WEIGHT if ready and may_assess else 0.0
        weighed.append((amount, NextOnPath(certification, part.failures, ready=ready)))
    due = due_at(results)
    if due is None:
        weighed.append((NEW_WEIGHT, NeverPracticed()))
    elif due <= situation.now:
        days = (situation.now - results[0].finished_at).days
        weighed.append((DUE_WEIGHT, DueForReview(days, results[0].lowest)))
    weak = _weakest(situation.skills, scenario, language)
    if weak is not None:
        weighed.append((WEAK_WEIGHT * (WEAK_UNDER - weak.score) / WEAK_UNDER, weak))
    use = Use.ASSESSMENT if may_assess and (ready or Use.PRACTICE not in scenario.use) else Use.PRACTICE
    weighed.sort(key=lambda pair: pair[0], reverse=True)
    return Recommendation(
        scenario=scenario.id,
        language=language,
        use=use,
        reasons=tuple(why for _, why in weighed),
        weight=sum(amount for amount, _ in weighed),
    )


def _weakest(skills: Sequence[SkillRow], scenario: Scenario, language: str) -> WeakSkill | None:
    exercised = set(scenario_skills(scenario))
    found = [
        (row.by_language[language].score, row)
        for row in skills
        if row.skill in exercised and language in row.by_language
    ]
    score, row = min(found, key=lambda pair: pair[0], default=(None, None))
    if score is None or row is None or score >= WEAK_UNDER:
        return None
    return WeakSkill(row.skill, language, int(score))
