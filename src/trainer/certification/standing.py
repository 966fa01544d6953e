"""Where a trainee stands in a certification, worked out from the recorded assessments whenever it is asked.

Nothing about standing is stored, so it can never disagree with the records: merge those of two machines, or
correct a clock, and the standing follows.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import chain
from typing import Final

from trainer.certification.history import AssessmentFact, History, Ordered, in_time
from trainer.certification.model import Certification, Requirement

__all__ = [
    "RENEWAL",
    "AssessmentFact",
    "Hold",
    "Part",
    "RequirementStanding",
    "Standing",
    "Status",
    "opens_at",
    "standing",
    "standings",
]

RENEWAL: Final = timedelta(days=30)
"""How long before it expires a certification can be renewed."""


class Status(StrEnum):
    """Where a trainee stands, in one word."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    ACHIEVED = "achieved"
    EXPIRING = "expiring"
    """Still held; expires within 30 days and can be renewed."""
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Part:
    """One scenario in one language, as a requirement asks for it."""

    scenario: str
    language: str
    attempt: str | None
    """The assessment by which it is passed; None where it is still to be passed."""
    passed_at: datetime | None
    lapses_at: datetime | None
    """The last moment at which that assessment counts; None where it always will, or is counted already."""
    failures: int
    """Failed assessments since it was last passed, within the window; while blocked, of the last of them."""
    opens_at: datetime | None
    """When the next assessment may start; None where it may start now."""


@dataclass(frozen=True, slots=True)
class RequirementStanding:
    """How far one requirement is met."""

    requirement: Requirement
    parts: tuple[Part, ...]
    """Every scenario in every language, in the author's order."""
    done: int
    """How many scenarios are passed in every language."""

    @property
    def met(self) -> bool:
        """Whether enough scenarios are passed."""
        return self.done >= self.requirement.at_least

    @property
    def missing(self) -> tuple[Part, ...]:
        """Return what may still be passed to meet it; nothing where it is met."""
        return () if self.met else tuple(part for part in self.parts if part.attempt is None)


@dataclass(frozen=True, slots=True)
class Hold:
    """One time for which a certification was, or is, held."""

    achieved_at: datetime
    expires_at: datetime | None
    """The first moment at which it is no longer held; None where it never expires."""
    attempts: tuple[str, ...]
    """The assessments that were counted, oldest first."""
    last_counted_at: datetime
    """When the last of them was finished: only later ones can renew it."""

    @property
    def renewable_at(self) -> datetime | None:
        """From when on it can be renewed; None where it never expires."""
        return None if self.expires_at is None else max(self.achieved_at, self.expires_at - RENEWAL)

    def covers(self, moment: datetime) -> bool:
        """Tell whether it was held at a moment."""
        return self.achieved_at <= moment and (self.expires_at is None or moment < self.expires_at)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a trainee stands in one certification."""

    certification: str
    status: Status
    requirements: tuple[RequirementStanding, ...]
    """While achieved, what it rests on; otherwise the way to achieving it or, near its end, renewing it."""
    awaited: tuple[str, ...]
    """Certifications that must be held first and are not."""
    holds: tuple[Hold, ...]
    """Every time it was held, oldest first; renewals are holds of their own."""

    @property
    def held(self) -> bool:
        """Whether it is held now."""
        return self.status in {Status.ACHIEVED, Status.EXPIRING}

    @property
    def achieved_at(self) -> datetime | None:
        """When it was last achieved."""
        return self.holds[-1].achieved_at if self.holds else None

    @property
    def expires_at(self) -> datetime | None:
        """When the last hold expires, or has expired."""
        return self.holds[-1].expires_at if self.holds else None

    @property
    def next_opening(self) -> datetime | None:
        """When the first of the blocked scenarios opens again; None where none is blocked."""
        blocked = (part.opens_at for each in self.requirements for part in each.missing)
        return min((moment for moment in blocked if moment is not None), default=None)


def standings(
    certifications: Iterable[Certification], attempts: Iterable[AssessmentFact], now: datetime
) -> Mapping[str, Standing]:
    """Return the standing in every certification of a library, those named in `after` taken into account.

    A certification that must follow itself, or one that the library lacks, can never be achieved.
    """
    attempts = Ordered.of(attempts)
    waiting = {certification.id: certification for certification in certifications}
    order = list(waiting)
    found: dict[str, Standing] = {}
    while waiting:
        ready = [each for each in waiting.values() if not any(name in waiting for name in each.after)]
        for certification in ready or list(waiting.values()):
            held = {name: found[name].holds for name in certification.after if name in found}
            found[certification.id] = standing(certification, attempts, now, held=held)
            del waiting[certification.id]
    return {name: found[name] for name in order}


def standing(
    certification: Certification,
    attempts: Iterable[AssessmentFact],
    now: datetime,
    *,
    held: Mapping[str, Sequence[Hold]] | None = None,
) -> Standing:
    """Return where a trainee stands at a moment, by all assessments finished until then.

    `held` says when each certification named in `after` was held; one that it lacks was never held. The order
    of `attempts` is of no matter, nor is it when one is given twice.
    """
    history = History(certification, attempts, now)
    now, held = history.now, held or {}
    holds = tuple(_holds(certification, history, held))
    status = _status(history, holds, now)
    if status is Status.ACHIEVED:
        last = holds[-1]
        passes = {pair: history.named(pair, last.attempts) for pair in certification.pairs()}
        lapse = None
    else:
        last_counted_at = holds[-1].last_counted_at if holds else None
        passes = {
            pair: next(reversed(history.passes(pair, now, last_counted_at)), None)
            for pair in certification.pairs()
        }
        lapse = certification.window
    return Standing(
        certification=certification.id,
        status=status,
        requirements=tuple(_requirement(each, history, passes, lapse) for each in certification.requires),
        awaited=tuple(name for name in certification.after if not _covered(held.get(name, ()), now)),
        holds=holds,
    )


def opens_at(
    certification: Certification,
    attempts: Iterable[AssessmentFact],
    scenario: str,
    language: str,
    now: datetime,
) -> datetime | None:
    """Return when the next assessment of a scenario in a language may start; None where it may start now."""
    return History(certification, attempts, now).opens_at((scenario, language))


def _holds(
    certification: Certification,
    history: History,
    held: Mapping[str, Sequence[Hold]],
) -> Iterator[Hold]:
    """Give every hold in turn: each begins at the first moment at which all is met after the one before."""
    turns = sorted(
        history.moments() | {hold.achieved_at for name in certification.after for hold in held.get(name, ())}
    )
    opens: datetime | None = None
    counted: datetime | None = None
    while True:
        earliest = _earliest(certification, history, counted)
        if earliest is None:
            return
        if opens is not None and opens >= earliest:
            earliest = opens
        # The moment at which a renewal opens is a turn as well.
        candidates = chain([earliest], turns[bisect_right(turns, earliest) :])
        for moment in candidates:
            if moment > history.now:
                return
            evidence = _evidence(certification, history, held, moment, counted)
            if evidence is not None:
                break
        else:
            return
        counted = evidence[-1].finished_at
        hold = Hold(
            achieved_at=moment,
            expires_at=None if certification.validity is None else moment + certification.validity,
            attempts=tuple(fact.attempt for fact in evidence),
            last_counted_at=counted,
        )
        yield hold
        opens = hold.renewable_at
        if opens is None:
            return


def _earliest(certification: Certification, history: History, after: datetime | None) -> datetime | None:
    """Return before which moment it cannot be achieved by what was passed later than `after`.

    None where it cannot be achieved at all: something was never passed.
    """
    bounds = []
    for requirement in certification.requires:
        ready = []
        for scenario in requirement.scenarios:
            firsts = [history.first_pass_after((scenario, each), after) for each in requirement.languages]
            known = [first for first in firsts if first is not None]
            if len(known) == len(firsts):
                ready.append(max(known))
        if len(ready) < requirement.at_least:
            return None
        bounds.append(sorted(ready)[requirement.at_least - 1])
    return max(bounds)


def _evidence(
    certification: Certification,
    history: History,
    held: Mapping[str, Sequence[Hold]],
    moment: datetime,
    after: datetime | None,
) -> list[AssessmentFact] | None:
    """Return the assessments by which all is met at a moment, oldest first; None where it is not met."""
    if not all(_covered(held.get(name, ()), moment) for name in certification.after):
        return None
    counted: dict[str, AssessmentFact] = {}
    for requirement in certification.requires:
        done = []
        spare = len(requirement.scenarios) - requirement.at_least
        for scenario in requirement.scenarios:
            firsts = []
            for language in requirement.languages:
                first = history.first_pass((scenario, language), moment, after)
                if first is None:
                    break
                firsts.append(first)
            else:
                done.append(in_time(firsts))
                continue
            spare -= 1
            if spare < 0:
                return None
        # Those that were done first are counted, so that later ones are left for the renewal.
        done.sort(key=lambda facts: facts[-1].finished_at)
        counted.update({fact.attempt: fact for facts in done[: requirement.at_least] for fact in facts})
    return in_time(counted.values())


def _covered(holds: Iterable[Hold], moment: datetime) -> bool:
    return any(hold.covers(moment) for hold in holds)


def _status(history: History, holds: Sequence[Hold], now: datetime) -> Status:
    if not holds:
        return Status.IN_PROGRESS if history.started else Status.NOT_STARTED
    last = holds[-1]
    if not last.covers(now):
        return Status.EXPIRED
    if last.expires_at is not None and now >= last.expires_at - RENEWAL:
        return Status.EXPIRING
    return Status.ACHIEVED


def _requirement(
    requirement: Requirement,
    history: History,
    passes: Mapping[tuple[str, str], AssessmentFact | None],
    lapse: timedelta | None,
) -> RequirementStanding:
    parts = []
    done = 0
    for scenario in requirement.scenarios:
        facts = [passes[scenario, language] for language in requirement.languages]
        done += all(fact is not None for fact in facts)
        for language, fact in zip(requirement.languages, facts, strict=True):
            pair = scenario, language
            parts.append(
                Part(
                    scenario=scenario,
                    language=language,
                    attempt=None if fact is None else fact.attempt,
                    passed_at=None if fact is None else fact.finished_at,
                    lapses_at=None if fact is None or lapse is None else fact.finished_at + lapse,
                    failures=len(history.failures(pair)),
                    opens_at=history.opens_at(pair) if fact is None else None,
                )
            )
    return RequirementStanding(requirement, tuple(parts), done)
