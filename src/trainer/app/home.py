"""What a trainee sees first: where they stand, which call to take next and why, and how they do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from trainer.app.attempts import Attempts, assessments
from trainer.app.faults import UnreadableSourceFault
from trainer.app.history import Result, Results, results_by_call
from trainer.app.library import Library
from trainer.app.ports import AttemptFacts, AttemptState, Clock, DecisionFacts, Records, Trainee
from trainer.app.practice import OpenAttempt, Practice
from trainer.app.recommendation import Recommendation, Situation, rank
from trainer.app.skills import GROWN_SINCE, SkillRow, recent, skill_table, until, with_growth
from trainer.app.synopsis import Synopsis
from trainer.certification.model import Certification
from trainer.certification.standing import RequirementStanding, Standing, standings
from trainer.scenario.model import Scenario, Text, Use

__all__ = ["CertificationProgress", "Home", "LostAssessment", "NextCall", "Overview", "RecentCall"]

RECENT_SHOWN: Final = 8
WEEK: Final = 7
LOSS_TOLD: Final = timedelta(days=7)
"""For how long a trainee is told of an assessment that was lost."""


@dataclass(frozen=True, slots=True)
class CertificationProgress:
    """Where a trainee stands in one certification, and how much of it that is."""

    certification: Certification
    standing: Standing
    met: int
    """Assessments passed that count, no more than are asked for."""
    total: int
    """Assessments asked for: scenarios times languages, added up over the requirements."""


@dataclass(frozen=True, slots=True)
class NextCall:
    """The call recommended, with what its card shows."""

    recommendation: Recommendation
    scenario: Synopsis
    minutes: int


@dataclass(frozen=True, slots=True)
class RecentCall:
    """A call that was finished."""

    result: Result
    scenario: Scenario | None
    """As it was played; None where this version of the program cannot read it any more."""


@dataclass(frozen=True, slots=True)
class LostAssessment:
    """An assessment that was interrupted and not resumed in time. It counts as not passed."""

    attempt: str
    scenario: str
    title: Text | None
    """None where the library has the scenario no more."""
    language: str
    decisions: int
    lost_at: datetime
    opens_at: datetime | None
    """When the next can begin, where a certification makes the trainee wait."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that Home shows."""

    open_calls: tuple[OpenAttempt, ...]
    """What can be resumed, newest first; the first of them comes before any recommendation."""
    next_call: NextCall | None
    """None where the library has nothing that this trainee can take."""
    path: tuple[CertificationProgress, ...]
    skills: tuple[SkillRow, ...]
    recent: tuple[RecentCall, ...]
    """Newest first."""
    practiced_days: int
    """On how many of the last seven days, today included, the trainee took a decision; 0 to 7."""
    calls: int
    """How many calls were ever finished."""
    lost: tuple[LostAssessment, ...] = ()
    """Lost in the last days and not begun again since, newest first."""


class Home:
    """The first screen of a trainee."""

    def __init__(
        self, *, records: Records, attempts: Attempts, library: Library, practice: Practice, clock: Clock
    ) -> None:
        self._records = records
        self._attempts = attempts
        self._library = library
        self._practice = practice
        self._clock = clock
        self._results = Results()
        self._decisions: dict[str, Sequence[DecisionFacts]] = {}
        """Of the finished attempts that the skills were last worked out from."""

    def overview(self, trainee: Trainee) -> Overview:
        """Return all that Home shows for a trainee; not for the interface's thread."""
        attempts = self._attempts.of(trainee.id)
        finished = self.finished(attempts)
        path = self.path(attempts)
        skills = self.skills(attempts)
        ranked = self.recommendations(trainee, finished, path, skills)
        return Overview(
            open_calls=tuple(self._practice.open_among(attempts)),
            next_call=self._next_call(ranked),
            path=path,
            skills=skills,
            recent=self._recent(finished[:RECENT_SHOWN], attempts),
            practiced_days=_practiced_days(attempts, self._clock.now()),
            calls=len(finished),
            lost=self._lost(trainee, attempts),
        )

    def finished(self, attempts: Sequence[AttemptFacts]) -> list[Result]:
        """Return the results of the finished ones of some attempts, newest first."""
        return self._results.of(attempts)

    def path(self, attempts: Sequence[AttemptFacts]) -> tuple[CertificationProgress, ...]:
        """Return the standing that some attempts amount to, in every certification of the library."""
        certifications = self._library.certifications
        found = standings(certifications.values(), assessments(attempts), self._clock.now())
        return tuple(_progress(each, found[each.id]) for each in certifications.values())

    def skills(self, attempts: Sequence[AttemptFacts]) -> tuple[SkillRow, ...]:
        """Return how the latest of some attempts, given newest first, did in each skill, and how it grew."""
        latest = recent(attempts)
        earlier = recent(until(attempts, self._clock.now() - GROWN_SINCE))
        decisions = self._decisions_of(dict.fromkeys(each.id for each in (*latest, *earlier)))
        return with_growth(skill_table(latest, decisions), skill_table(earlier, decisions))

    def recommendations(
        self,
        trainee: Trainee,
        finished: Sequence[Result],
        path: Sequence[CertificationProgress],
        skills: Sequence[SkillRow],
    ) -> list[Recommendation]:
        """Return every call that a trainee can take, the one for which the most speaks first."""
        situation = Situation(
            scenarios=[each.scenario for each in self._library.scenarios.values()],
            languages=trainee.languages,
            results=results_by_call(finished),
            standings=[each.standing for each in path],
            skills=skills,
            now=self._clock.now(),
        )
        return rank(situation)

    def _lost(self, trainee: Trainee, attempts: Sequence[AttemptFacts]) -> tuple[LostAssessment, ...]:
        assessed = [each for each in attempts if each.use is Use.ASSESSMENT]
        newest = {(each.scenario, each.language): each for each in reversed(assessed)}
        recent = self._clock.now() - LOSS_TOLD
        return tuple(
            self._lost_assessment(trainee, each)
            for each in assessed
            if each.state is AttemptState.LOST
            and each.last_at >= recent
            and newest[each.scenario, each.language] is each
        )

    def _lost_assessment(self, trainee: Trainee, facts: AttemptFacts) -> LostAssessment:
        known = self._library.scenarios.get(facts.scenario)
        opens_at = None
        if known is not None:
            admission = self._practice.admission(trainee, facts.scenario, facts.language, Use.ASSESSMENT)
            opens_at = admission.opens_at
        return LostAssessment(
            attempt=facts.id,
            scenario=facts.scenario,
            title=None if known is None else known.scenario.title,
            language=facts.language,
            decisions=facts.decisions,
            lost_at=facts.last_at,
            opens_at=opens_at,
        )

    def _decisions_of(self, finished: Iterable[str]) -> Mapping[str, Sequence[DecisionFacts]]:
        """Return the decisions of finished attempts; what was asked for last time is not read again."""
        wanted, known = list(finished), self._decisions
        read = self._records.decisions_of([each for each in wanted if each not in known])
        self._decisions = {each: read[each] if each in read else known[each] for each in wanted}
        return self._decisions

    def _next_call(self, ranked: Sequence[Recommendation]) -> NextCall | None:
        for recommendation in ranked:
            scenario = self._library.scenario(recommendation.scenario).scenario
            if scenario.minutes is not None:
                return NextCall(recommendation, scenario, scenario.minutes)
        return None

    def _recent(self, finished: Sequence[Result], attempts: Sequence[AttemptFacts]) -> tuple[RecentCall, ...]:
        by_id = {each.id: each for each in attempts}
        return tuple(RecentCall(result, self._played(by_id[result.attempt])) for result in finished)

    def _played(self, attempt: AttemptFacts) -> Scenario | None:
        try:
            return self._library.played(attempt.scenario, self._records.source(attempt.source_sha256))
        except UnreadableSourceFault:
            return None


def _progress(certification: Certification, standing: Standing) -> CertificationProgress:
    return CertificationProgress(
        certification=certification,
        standing=standing,
        met=sum(_met(each) for each in standing.requirements),
        total=sum(each.at_least * len(each.languages) for each in certification.requires),
    )


def _met(standing: RequirementStanding) -> int:
    """Return how many assessments are passed, of as many scenarios as the requirement asks for."""
    passed: dict[str, int] = {}
    for part in standing.parts:
        passed[part.scenario] = passed.get(part.scenario, 0) + (part.attempt is not None)
    return sum(sorted(passed.values(), reverse=True)[: standing.requirement.at_least])


def _practiced_days(attempts: Sequence[AttemptFacts], now: datetime) -> int:
    today = now.astimezone().date()
    # A day more than a week: whatever the zone, nothing of the last seven days is older.
    latest = (each for each in attempts if now - each.last_at < timedelta(days=WEEK + 1))
    days = {
        moment.astimezone().date()
        for each in latest
        if each.decisions > each.branch_length
        for moment in (each.started_at, *_end(each))
    }
    return sum(1 for day in days if timedelta(0) <= today - day < timedelta(days=WEEK))


def _end(attempt: AttemptFacts) -> tuple[datetime, ...]:
    """Return when the trainee was last at it, where that is known: not when a lost one was closed."""
    return () if attempt.state is AttemptState.LOST else (attempt.last_at,)
