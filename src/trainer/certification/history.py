"""The assessments that a standing is worked out from: what is recorded of each, and which count when.

Every moment is taken in UTC, and a day is 24 hours: a standing neither hangs on the zone of the machine that
asks, nor on the nights on which clocks are changed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from fractions import Fraction

from trainer.certification.model import Certification
from trainer.scenario.model import Dimension

__all__ = ["AssessmentFact", "History", "Ordered", "in_time"]


@dataclass(frozen=True, slots=True)
class AssessmentFact:
    """One assessment that is over. One that was closed as lost is a failed one, without scores."""

    attempt: str
    scenario: str
    language: str
    finished_at: datetime
    """Aware of its zone."""
    scores: Mapping[Dimension, Fraction | None]
    """0 to 100, exact; None, or lacking, where the scenario does not score the dimension."""
    passed: bool
    """By the scenario's own marks, outcomes and critical errors."""

    def counts_for(self, certification: Certification) -> bool:
        """Tell whether it passes the scenario's own marks and those of a certification."""
        return self.passed and all(
            score >= mark
            for dimension, mark in certification.marks.items()
            if (score := self.scores.get(dimension)) is not None
        )


class Ordered(tuple[AssessmentFact, ...]):
    """Assessments oldest first, each once, moments in UTC: put in order once for many certifications."""

    __slots__ = ()

    @classmethod
    def of(cls, attempts: Iterable[AssessmentFact]) -> "Ordered":
        """Return assessments in order; those that are already are returned as they are."""
        return attempts if isinstance(attempts, cls) else cls(in_time(_each_once(attempts)))


@dataclass(slots=True)
class _Line:
    """The assessments of one scenario in one language, oldest first."""

    passes: list[AssessmentFact] = field(default_factory=list)
    moments: list[datetime] = field(default_factory=list)
    """When each of the passes was finished."""
    failed: list[AssessmentFact] = field(default_factory=list)
    """Those that failed since the last pass."""


class History:
    """The assessments that concern a certification, by scenario and language.

    What is finished later than `now` is not known yet: where a clock was set back, or another machine's goes
    fast, it counts from its own moment on. Of an attempt that is given twice, as after a merge, the end that
    came first is taken. Raises `ValueError` where a moment is not aware of its zone.
    """

    def __init__(
        self, certification: Certification, attempts: Iterable[AssessmentFact], now: datetime
    ) -> None:
        self._certification = certification
        self.now = _in_utc(now)
        self._lines = {pair: _Line() for pair in certification.pairs()}
        self.started = False
        """Whether any assessment concerns the certification, passed or not."""
        lines = self._lines
        reached: dict[int, bool] = {}
        """Whether scores reach the marks; thousands of assessments may share a few hundred of them."""
        for fact in Ordered.of(attempts):
            if fact.finished_at > self.now:
                break
            line = lines.get((fact.scenario, fact.language))
            if line is None:
                continue
            self.started = True
            if fact.passed and (key := id(fact.scores)) not in reached:
                reached[key] = fact.counts_for(certification)
            if fact.passed and reached[key]:
                line.passes.append(fact)
                line.moments.append(fact.finished_at)
                line.failed.clear()
            else:
                line.failed.append(fact)

    def moments(self) -> set[datetime]:
        """Return when a counting assessment was finished."""
        return {moment for line in self._lines.values() for moment in line.moments}

    def first_pass_after(self, pair: tuple[str, str], after: datetime | None) -> datetime | None:
        """Return when it was first passed later than `after`; None where it was not."""
        moments = self._lines[pair].moments
        place = 0 if after is None else bisect_right(moments, after)
        return moments[place] if place < len(moments) else None

    def first_pass(
        self, pair: tuple[str, str], moment: datetime, after: datetime | None
    ) -> AssessmentFact | None:
        """Return the first that counts at a moment and was finished later than `after`; None without one."""
        line = self._lines[pair]
        place = self._first(line, moment, after)
        return line.passes[place] if place < len(line.passes) and line.moments[place] <= moment else None

    def passes(
        self, pair: tuple[str, str], moment: datetime, after: datetime | None
    ) -> Sequence[AssessmentFact]:
        """Return those that count at a moment and were finished later than `after`."""
        line = self._lines[pair]
        return line.passes[self._first(line, moment, after) : bisect_right(line.moments, moment)]

    def named(self, pair: tuple[str, str], attempts: Sequence[str]) -> AssessmentFact | None:
        """Return the one of some attempts that is of this scenario and language."""
        return next((fact for fact in self._lines[pair].passes if fact.attempt in attempts), None)

    def failures(self, pair: tuple[str, str]) -> list[AssessmentFact]:
        """Return those that failed since the last one that passed, within the window.

        While a scenario is blocked, within the window of the failure that blocked it: those for which it is.
        """
        line, window = self._lines.get(pair), self._certification.window
        if line is None:
            return []
        blocking = self._blocking(line)
        until = self.now if blocking is None else blocking.finished_at
        return [fact for fact in line.failed if window is None or until - fact.finished_at <= window]

    def opens_at(self, pair: tuple[str, str]) -> datetime | None:
        """Return when the next assessment may start; None where it may start now.

        What leaves the window meanwhile does not end a wait: the moment that was named holds.
        """
        line, limit = self._lines.get(pair), self._certification.limit
        blocking = None if line is None else self._blocking(line)
        return None if blocking is None or limit is None else blocking.finished_at + limit.wait

    def _blocking(self, line: _Line) -> AssessmentFact | None:
        """Return the last failure that blocks a scenario now: it was one too many at its own moment."""
        limit, window = self._certification.limit, self._certification.window
        if limit is None:
            return None
        for place in range(len(line.failed) - 1, limit.max - 2, -1):
            last = line.failed[place]
            if self.now >= last.finished_at + limit.wait:
                return None
            first = line.failed[place - limit.max + 1]
            if window is None or last.finished_at - first.finished_at <= window:
                return last
        return None

    def _first(self, line: _Line, moment: datetime, after: datetime | None) -> int:
        """Return the place of the first pass within the window and later than `after`."""
        first = 0 if after is None else bisect_right(line.moments, after)
        window = self._certification.window
        return first if window is None else bisect_left(line.moments, moment - window, first)


def in_time(facts: Iterable[AssessmentFact]) -> list[AssessmentFact]:
    """Return facts, oldest first."""
    return sorted(facts, key=lambda fact: (fact.finished_at, fact.attempt))


def _each_once(facts: Iterable[AssessmentFact]) -> Iterable[AssessmentFact]:
    """Return each attempt once, its moment in UTC."""
    found: dict[str, AssessmentFact] = {}
    for fact in facts:
        if fact.finished_at.tzinfo is not UTC:
            fact = replace(fact, finished_at=_in_utc(fact.finished_at))  # noqa: PLW2901 - the same fact, in other words
        known = found.setdefault(fact.attempt, fact)
        if known is not fact and _rank(fact) < _rank(known):
            found[fact.attempt] = fact
    return found.values()


def _rank(fact: AssessmentFact) -> tuple[datetime, bool, list[tuple[str, str]]]:
    """Return what decides between two accounts of one attempt, whatever their order."""
    scores = sorted((str(dimension), str(score)) for dimension, score in fact.scores.items())
    return fact.finished_at, fact.passed, scores


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment must be aware of its zone")
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)
