"""How a trainee's scores have moved, language beside language, and what every certification rests on.

Folds over the recorded attempts. What a trainee asks to see (`Wanted`) leaves some of the finished calls; the
course of the scores, the skills and the trends are then worked out from these alone. A certification knows
no such filter: it is what the records make of it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, StrEnum
from fractions import Fraction
from typing import Final

from trainer.app.attempts import Attempts
from trainer.app.history import Result, results
from trainer.app.home import CertificationProgress, Home
from trainer.app.library import Library
from trainer.app.ports import AttemptFacts, Clock, Records, Trainee
from trainer.app.skills import SkillRow, recent, skill_table
from trainer.app.synopsis import Synopsis
from trainer.certification.standing import Hold, Part, RequirementStanding
from trainer.scenario.model import Dimension, Use

__all__ = [
    "Average",
    "CertificationReview",
    "Course",
    "Development",
    "Evidence",
    "FinishedCall",
    "Interval",
    "Period",
    "RequirementReview",
    "Selection",
    "Step",
    "TrainingProgress",
    "Wanted",
    "course",
    "select",
    "trend",
]

DAILY_UP_TO: Final = timedelta(days=21)
WEEKLY_UP_TO: Final = timedelta(weeks=26)
"""How long a course may be whose scores are averaged by day, and by week; a longer one goes by month."""

_DIMENSIONS: Final = frozenset(each.value for each in Dimension)

TREND_SHARE: Final = 3
TREND_CALLS: Final = 2
"""A trend compares the last third of the calls with the first; each must be of this many calls at least."""


class Period(Enum):
    """How far back to look; the value is in days."""

    DAYS_30 = 30
    DAYS_90 = 90
    ALL = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which calls a trainee asks to see; whatever is None is of no matter."""

    language: str | None = None
    period: Period = Period.ALL
    use: Use | None = None


@dataclass(frozen=True, slots=True)
class FinishedCall:
    """One finished attempt."""

    facts: AttemptFacts
    result: Result
    day: date
    """When it was finished, here."""
    under: frozenset[Dimension]
    """What missed the mark that its scenario had when it was played."""


class Step(StrEnum):
    """For how long scores are averaged."""

    DAY = "day"
    WEEK = "week"
    """From Monday."""
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Average:
    """The mean score of some calls."""

    score: Fraction
    """0 to 100, exact."""
    calls: int
    """How many calls it rests on; at least 1."""

    @property
    def shown(self) -> int:
        """Return the score rounded down."""
        return int(self.score)


@dataclass(frozen=True, slots=True)
class Interval:
    """A day, week or month in which at least one call was finished."""

    start: date
    end: date
    """The last day of it."""
    averages: Mapping[tuple[str, Dimension], Average]
    """By language and dimension; only what was scored."""

    def average(self, language: str, dimension: Dimension) -> Average | None:
        """Return the mean of one language in one dimension; None where nothing was scored."""
        return self.averages.get((language, dimension))


@dataclass(frozen=True, slots=True)
class Course:
    """Scores over time."""

    step: Step
    intervals: tuple[Interval, ...]
    """Oldest first; those without a call are left out."""

    def scored(self, dimension: Dimension) -> tuple[Interval, ...]:
        """Return the intervals in which a dimension was scored in any language."""
        return tuple(
            each for each in self.intervals if any(scored is dimension for _, scored in each.averages)
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one scenario in one language has come to, for a requirement."""

    part: Part
    call: FinishedCall | None
    """The assessment by which it is passed; None where it is still to be passed."""


@dataclass(frozen=True, slots=True)
class RequirementReview:
    """One requirement, each of its parts with its evidence."""

    standing: RequirementStanding
    evidence: tuple[Evidence, ...]
    """Every scenario in every language, in the author's order."""


@dataclass(frozen=True, slots=True)
class CertificationReview:
    """One certification, requirement by requirement."""

    progress: CertificationProgress
    requirements: tuple[RequirementReview, ...]

    @property
    def hold(self) -> Hold | None:
        """Return the last time for which it was, or is, held."""
        holds = self.progress.standing.holds
        return holds[-1] if holds else None


@dataclass(frozen=True, slots=True, eq=False)
class Development:
    """Everything that is recorded of a trainee's progress, at one moment.

    Two of them are never equal: nobody should compare thousands of calls to see whether one is new.
    """

    today: date
    calls: tuple[FinishedCall, ...]
    """Every finished one, newest first."""
    certifications: tuple[CertificationReview, ...]
    scenarios: Mapping[str, Synopsis]
    """Those of the library, by id."""
    marks: Mapping[Dimension, int]
    """The mark that most scenarios of the library ask for, 1 to 100; nothing where the library is empty."""
    languages: tuple[str, ...]
    """Every language in which a call was finished."""
    dimensions: tuple[Dimension, ...]
    """What can be looked at: empathy and resolution always, register where it was ever scored."""


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """What the calls that a trainee asked for amount to, at one moment; none is equal to another."""

    wanted: Wanted
    calls: tuple[FinishedCall, ...]
    """Newest first."""
    course: Course
    skills: tuple[SkillRow, ...]
    trends: Mapping[tuple[str, Dimension], int]
    """By language and dimension, in points; only where there are calls enough."""


class TrainingProgress:
    """What a trainee has come to. Nothing here is for the interface's thread."""

    def __init__(
        self, *, records: Records, attempts: Attempts, library: Library, home: Home, clock: Clock
    ) -> None:
        self._records = records
        self._attempts = attempts
        self._library = library
        self._home = home
        self._clock = clock
        self._known: dict[str, FinishedCall] = {}
        """What has finished never changes, so thousands of calls are folded once."""

    def development(self, trainee: Trainee) -> Development:
        """Return all that is recorded of a trainee."""
        attempts = self._attempts.of(trainee.id)
        calls = self._finished(attempts)
        by_id = {each.facts.id: each for each in calls}
        scenarios = {name: each.scenario for name, each in self._library.scenarios.items()}
        return Development(
            today=self._clock.now().astimezone().date(),
            calls=calls,
            certifications=tuple(_review(each, by_id.get) for each in self._home.path(attempts)),
            scenarios=scenarios,
            marks=_usual_marks(scenarios.values()),
            languages=tuple(sorted({each.result.language for each in calls})),
            dimensions=_dimensions(calls),
        )

    def _finished(self, attempts: Sequence[AttemptFacts]) -> tuple[FinishedCall, ...]:
        """Return the finished ones of some attempts, newest first."""
        known = self._known
        unknown = [each for each in attempts if each.finish is not None and each.id not in known]
        known.update({each.facts.id: each for each in finished_calls(unknown)})
        calls = [known[each.id] for each in attempts if each.id in known]
        # Nearly so already: attempts come by when they began.
        calls.sort(key=lambda call: (call.result.finished_at, call.facts.id), reverse=True)
        return tuple(calls)

    def selection(self, development: Development, wanted: Wanted) -> Selection:
        """Return what the calls that are wanted amount to."""
        calls = select(development, wanted)
        latest = recent(each.facts for each in calls)
        return Selection(
            wanted=wanted,
            calls=calls,
            course=course(calls),
            skills=skill_table(latest, self._records.decisions_of([each.id for each in latest])),
            trends={
                (language, dimension): change
                for language in development.languages
                for dimension in Dimension
                if (change := trend(calls, language, dimension)) is not None
            },
        )


def finished_calls(attempts: Sequence[AttemptFacts]) -> tuple[FinishedCall, ...]:
    """Return the finished ones of some attempts, newest first."""
    facts = {each.id: each for each in attempts}
    return tuple(
        FinishedCall(
            facts=facts[result.attempt],
            result=result,
            day=result.finished_at.astimezone().date(),
            under=_missed(facts[result.attempt]),
        )
        for result in results(attempts)
    )


def select(development: Development, wanted: Wanted) -> tuple[FinishedCall, ...]:
    """Return the calls that are wanted, newest first. A period of 30 days is today and 29 days before."""
    days = wanted.period.value
    return tuple(
        each
        for each in development.calls
        if wanted.language in {None, each.result.language}
        and wanted.use in {None, each.result.use}
        and (days is None or (development.today - each.day).days < days)
    )


def course(calls: Sequence[FinishedCall]) -> Course:
    """Return the course of the scores of some calls, given newest first."""
    if not calls:
        return Course(Step.DAY, ())
    step = _step(calls[0].day - calls[-1].day)
    scores: dict[date, dict[tuple[str, Dimension], list[Fraction]]] = {}
    for each in calls:
        of_interval = scores.setdefault(_start(each.day, step), {})
        for dimension, score in each.result.scores.items():
            if score is not None:
                of_interval.setdefault((each.result.language, dimension), []).append(score)
    return Course(
        step,
        tuple(
            Interval(
                start,
                _end(start, step),
                {key: Average(_mean(found), len(found)) for key, found in scores[start].items()},
            )
            for start in sorted(scores)
        ),
    )


def trend(calls: Sequence[FinishedCall], language: str, dimension: Dimension) -> int | None:
    """Return by how many points the scores of a language have risen, from the first third to the last.

    Whole points, toward zero; negative where they have fallen. None where the calls, given newest first,
    are too few to say.
    """
    scores = [
        score
        for each in calls
        if each.result.language == language and (score := each.result.scores.get(dimension)) is not None
    ]
    third = len(scores) // TREND_SHARE
    if third < TREND_CALLS:
        return None
    return int(_mean(scores[:third]) - _mean(scores[-third:]))


def _review(
    progress: CertificationProgress, call_of: Callable[[str], FinishedCall | None]
) -> CertificationReview:
    return CertificationReview(
        progress,
        tuple(
            RequirementReview(
                standing,
                tuple(
                    Evidence(part, None if part.attempt is None else call_of(part.attempt))
                    for part in standing.parts
                ),
            )
            for standing in progress.standing.requirements
        ),
    )


def _missed(facts: AttemptFacts) -> frozenset[Dimension]:
    reasons = () if facts.finish is None else facts.finish.reasons
    return frozenset(map(Dimension, _DIMENSIONS.intersection(reasons)))


def _dimensions(calls: Iterable[FinishedCall]) -> tuple[Dimension, ...]:
    scored = any(each.result.scores.get(Dimension.REGISTER) is not None for each in calls)
    return tuple(each for each in Dimension if scored or each is not Dimension.REGISTER)


def _usual_marks(scenarios: Iterable[Synopsis]) -> dict[Dimension, int]:
    """Return the mark that most scenarios have in each dimension; of several, the highest."""
    known = list(scenarios)
    marks: dict[Dimension, int] = {}
    for dimension in Dimension if known else ():
        counts = Counter(each.marks.mark(dimension) for each in known)
        marks[dimension] = max(counts, key=lambda mark: (counts[mark], mark))
    return marks


def _step(length: timedelta) -> Step:
    if length < DAILY_UP_TO:
        return Step.DAY
    return Step.WEEK if length < WEEKLY_UP_TO else Step.MONTH


def _start(day: date, step: Step) -> date:
    match step:
        case Step.DAY:
            return day
        case Step.WEEK:
            return day - timedelta(days=day.weekday())
        case Step.MONTH:
            return day.replace(day=1)


def _end(start: date, step: Step) -> date:
    match step:
        case Step.DAY:
            return start
        case Step.WEEK:
            return start + timedelta(days=6)
        case Step.MONTH:
            return (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _mean(scores: Sequence[Fraction]) -> Fraction:
    """Return the exact mean. Denominators are few, so those that are alike are added up as whole numbers."""
    sums: Counter[int] = Counter()
    for score in scores:
        sums[score.denominator] += score.numerator
    return sum((Fraction(sums[each], each) for each in sums), Fraction()) / len(scores)
