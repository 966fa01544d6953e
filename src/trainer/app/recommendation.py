"""Which call to take next, and why.

A pure function over what is known: the call for which the most speaks, by what is missing on the way to a
certification, what is due for review and what the trainee is weakest in. The amounts below are compared with
one another and nowhere else; the turns keep one of the three from crowding the others out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from trainer.app.history import Result
from trainer.app.review import due_at
from trainer.app.skills import SkillRow
from trainer.app.synopsis import Described, exercised
from trainer.certification.standing import RENEWAL, Part, Standing, Status
from trainer.scenario.model import Use

__all__ = [
    "WEAK_UNDER",
    "DueForReview",
    "DueLater",
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
ASIDE_WEIGHT: Final = 0.5
"""Of what a certification asks for, where its assessment cannot be taken yet, or another comes first."""
RENEWAL_WEIGHT: Final = 2.0
"""At most, on top of the path's: it grows from nothing to this until the certification expires."""

DUE_WEIGHT: Final = 1.5
OVERDUE_WEIGHT: Final = 1.0
"""On top, a week later."""
WAITING_WEIGHT: Final = 0.25
"""For each week overdue, without end, so that whatever waits has its turn at last."""
FAILED_WEIGHT: Final = 0.4
"""On top, for what went badly and waits to be put right."""

WEAK_WEIGHT: Final = 2.0
"""For a skill scored 0; in proportion above it."""
ONE_SIDED_WEIGHT: Final = 0.5
"""On top, for a skill that is weak in one language only: what is lacking is the language, not the skill."""
ENOUGH_DECISIONS: Final = 3
"""A weakness that fewer decisions speak of weighs less."""

NEW_WEIGHT: Final = 0.5
EARLY_WEIGHT: Final = 0.3
"""For a review that is due a day from now, where nothing else speaks for a call; less the later it is due."""
TURN_WEIGHT: Final = 10.0
REST_WEIGHT: Final = -2.5
REST: Final = timedelta(hours=12)
"""A call is not suggested again so soon, unless it is its assessment for which the trainee is ready."""

REPEATS_IN_A_ROW: Final = 2
"""So many calls that were known already, and the path has its turn."""
FRESH_IN_A_ROW: Final = 3
"""So many calls without one that was known already, and what is due has its turn."""


@dataclass(frozen=True, slots=True)
class WeakSkill:
    """It exercises a skill in which the trainee is weak, the weakest of those it has."""

    skill: str
    language: str
    score: int
    """As it is shown, 0 to 79."""
    elsewhere: int | None = None
    """The score in the other language, as it is shown, where the skill is not weak there."""


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
    opens_at: datetime | None = None
    """When the assessment opens again; None where it may be taken now."""
    renews: datetime | None = None
    """When the certification expires that this renews; None where it is not held."""


@dataclass(frozen=True, slots=True)
class NeverPracticed:
    """It was never taken in this language."""


@dataclass(frozen=True, slots=True)
class DueLater:
    """Nothing else speaks for it, but it is due for review in a while."""

    at: datetime


Why: TypeAlias = WeakSkill | DueForReview | NextOnPath | NeverPracticed | DueLater


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

    scenarios: Sequence[Described]
    """In the order in which they are listed."""
    languages: Sequence[str]
    """Those that the trainee practices."""
    results: Mapping[tuple[str, str], Sequence[Result]]
    """By scenario and language, newest first."""
    standings: Iterable[Standing]
    skills: Sequence[SkillRow]
    now: datetime


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a certification asks for, and how much that weighs."""

    standing: Standing
    part: Part
    amount: float


@dataclass(frozen=True, slots=True)
class _Turns:
    """Whose turn it is, by the calls taken last; mostly nobody's."""

    path: bool
    review: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """What follows from a situation for all calls alike."""

    situation: Situation
    path: Mapping[tuple[str, str], _Asked]
    weak: Mapping[str, Mapping[str, tuple[float, WeakSkill]]]
    """By language and skill."""
    turns: _Turns


def rank(situation: Situation) -> list[Recommendation]:
    """Return every call that can be taken, the one for which the most speaks first."""
    known = _Known(
        situation,
        _path(situation.standings, situation.now),
        {language: _weak_skills(situation.skills, language) for language in situation.languages},
        _turns(situation),
    )
    found = [
        _weigh(known, scenario, language)
        for scenario in situation.scenarios
        for language in situation.languages
        if language in scenario.languages
    ]
    return sorted((each for each in found if each is not None), key=lambda each: each.weight, reverse=True)


def _path(standings: Iterable[Standing], now: datetime) -> dict[tuple[str, str], _Asked]:
    """Return what certifications still ask for, by scenario and language; of several, what weighs most."""
    path: dict[tuple[str, str], _Asked] = {}
    for standing in standings:
        if standing.status is Status.ACHIEVED:
            continue
        urgency = _urgency(standing, now)
        for part in (part for requirement in standing.requirements for part in requirement.missing):
            open_now = part.opens_at is None and not standing.awaited
            asked = _Asked(standing, part, PATH_WEIGHT + urgency if open_now else ASIDE_WEIGHT)
            pair = part.scenario, part.language
            if pair not in path or asked.amount > path[pair].amount:
                path[pair] = asked
    return path


def _urgency(standing: Standing, now: datetime) -> float:
    """Return what speaks for renewing a certification that expires: the more the nearer its end is."""
    if standing.status is not Status.EXPIRING or standing.expires_at is None:
        return 0.0
    return RENEWAL_WEIGHT * min(1.0, 1 - (standing.expires_at - now) / RENEWAL)


def _turns(situation: Situation) -> _Turns:
    """Return whose turn it is, by whether each of the latest calls was one that was known already."""
    latest = sorted(
        (
            (result.finished_at, result.attempt, _is_repeat(results[place:]))
            for results in situation.results.values()
            for place, result in enumerate(results[:FRESH_IN_A_ROW])
        ),
        reverse=True,
    )
    repeats = [repeated for _at, _attempt, repeated in latest[:FRESH_IN_A_ROW]]
    return _Turns(
        path=len(repeats) >= REPEATS_IN_A_ROW and all(repeats[:REPEATS_IN_A_ROW]),
        review=len(repeats) >= FRESH_IN_A_ROW and not any(repeats),
    )


def _is_repeat(results: Sequence[Result]) -> bool:
    """Tell whether the newest of some results is a review: a practice, some time after the one before it."""
    if len(results) == 1 or results[0].use is not Use.PRACTICE:
        return False
    return results[0].finished_at - results[1].finished_at >= REST


def _weigh(known: _Known, scenario: Described, language: str) -> Recommendation | None:
    """Return what speaks for one call; None where it cannot be taken now."""
    now, call = known.situation.now, (scenario.id, language)
    results, asked = known.situation.results.get(call, ()), known.path.get(call)
    may_assess = Use.ASSESSMENT in scenario.use and asked is not None and asked.part.opens_at is None
    if Use.PRACTICE not in scenario.use and not may_assess:
        return None
    ready = bool(results) and results[0].passed
    weighed = [
        *_for_the_path(asked, ready=ready, may_assess=may_assess),
        *_for_review(results, now),
        *_for_a_weakness(scenario, known.weak[language]),
    ] or [*_for_review_later(results, now)]
    weight = sum(amount for amount, _why in weighed) + _turn(weighed, asked, known.turns)
    assess = may_assess and (ready or Use.PRACTICE not in scenario.use)
    if not assess and results and now - REST < results[0].finished_at <= now:
        weight += REST_WEIGHT
    weighed.sort(key=lambda pair: pair[0], reverse=True)
    return Recommendation(
        scenario=scenario.id,
        language=language,
        use=Use.ASSESSMENT if assess else Use.PRACTICE,
        reasons=tuple(why for _, why in weighed),
        weight=weight,
    )


def _for_the_path(asked: _Asked | None, *, ready: bool, may_assess: bool) -> Iterator[tuple[float, Why]]:
    if asked is None:
        return
    standing, part = asked.standing, asked.part
    why = NextOnPath(
        standing.certification,
        part.failures,
        ready=ready,
        opens_at=part.opens_at,
        renews=standing.expires_at if standing.status is Status.EXPIRING else None,
    )
    yield asked.amount + (READY_WEIGHT if ready and may_assess else 0.0), why


def _for_review(results: Sequence[Result], now: datetime) -> Iterator[tuple[float, Why]]:
    if not results:
        yield NEW_WEIGHT, NeverPracticed()
        return
    due = due_at(results, now)
    if due is not None and due <= now:
        last = next(result for result in results if result.finished_at <= now)
        weeks = (now - due) / timedelta(weeks=1)
        amount = DUE_WEIGHT + OVERDUE_WEIGHT * min(1.0, weeks) + WAITING_WEIGHT * weeks
        amount += 0.0 if last.passed else FAILED_WEIGHT
        yield amount, DueForReview((now - last.finished_at).days, last.lowest)


def _for_review_later(results: Sequence[Result], now: datetime) -> Iterator[tuple[float, Why]]:
    due = due_at(results, now)
    if due is not None:
        yield EARLY_WEIGHT / max(1.0, (due - now) / timedelta(days=1)), DueLater(due)


def _for_a_weakness(
    scenario: Described, weak: Mapping[str, tuple[float, WeakSkill]]
) -> Iterator[tuple[float, Why]]:
    """Give the weakest of the skills that a call exercises."""
    found = [weak[skill] for skill in exercised(scenario) if skill in weak]
    if found:
        yield max(found, key=lambda pair: pair[0])


def _weak_skills(skills: Sequence[SkillRow], language: str) -> dict[str, tuple[float, WeakSkill]]:
    """Return the skills that are weak in a language, and how much each of them weighs."""
    weak = {}
    for row in skills:
        here = row.by_language.get(language)
        if here is None or here.score >= WEAK_UNDER:
            continue
        strong = [
            each.shown
            for other, each in row.by_language.items()
            if other != language and each.score >= WEAK_UNDER
        ]
        amount = WEAK_WEIGHT * float((WEAK_UNDER - here.score) / WEAK_UNDER)
        amount += ONE_SIDED_WEIGHT if strong else 0.0
        amount *= min(1.0, here.decisions / ENOUGH_DECISIONS)
        why = WeakSkill(row.skill, language, here.shown, max(strong, default=None))
        weak[row.skill] = amount, why
    return weak


def _turn(weighed: Sequence[tuple[float, Why]], asked: _Asked | None, turns: _Turns) -> float:
    """Return what the turn adds: to what may be assessed now, or to what has waited longest."""
    if turns.path and asked is not None and asked.amount >= PATH_WEIGHT:
        return TURN_WEIGHT
    waited = [why.days for _amount, why in weighed if isinstance(why, DueForReview)]
    return TURN_WEIGHT + waited[0] if turns.review and waited else 0.0
