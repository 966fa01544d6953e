"""What recorded assessments say about a scenario: which decisions are hard, and which tell people apart.

Also where a decision is harder in one language than in the other, although both share one graph. For
instructors. Small numbers say little and may give people away, so every figure comes with the number of
attempts behind it, is hidden under 30 of them and marked as provisional under 100.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import ceil, fsum, sqrt
from statistics import median, variance
from typing import Final

from trainer.analysis.counting import Case, Cases, DecisionRecord, Tally
from trainer.scenario.model import SILENCE

__all__ = [
    "FIRM_FROM",
    "SHOWN_FROM",
    "Assessment",
    "Certainty",
    "DecisionRecord",
    "DecisionStatistics",
    "LanguageDifference",
    "Reliability",
    "ReplyStatistics",
    "Tally",
    "certainty",
    "compare_languages",
    "describe_decisions",
    "first_attempts",
    "measure_reliability",
]

SHOWN_FROM: Final = 30
FIRM_FROM: Final = 100

GROUP_SHARE: Final = 0.27
"""The share of the best and of the worst that are compared (Kelley 1939)."""

TEMPTING_FROM: Final = 0.05
"""Under this share of choices a reply tempts nobody."""

CONFIDENCE: Final = 1.96
"""Standard errors on either side of an estimate within which the truth lies in 95 % of cases."""


class Certainty(StrEnum):
    """How much a figure says, by the number of attempts behind it."""

    HIDDEN = "hidden"
    PROVISIONAL = "provisional"
    FIRM = "firm"


@dataclass(frozen=True, slots=True)
class Assessment:
    """One assessment that is over, without its decisions."""

    attempt: str
    trainee: str
    scenario: str
    version: int
    language: str
    ended_at: datetime
    finished: bool
    """Whether it came to its end; else it was lost on the way."""


@dataclass(frozen=True, slots=True)
class ReplyStatistics:
    """How a reply is taken, of those attempts in which it was offered; `silence` is a reply here too."""

    reply: str
    offered: int
    taken: int
    upper: float | None
    """The share that took it of the best 27 % to whom it was offered; None where there are none of these."""
    middle: float | None
    """The same of those between."""
    lower: float | None
    """The same of the worst 27 %."""

    @property
    def share(self) -> float:
        """How often it is taken where it is offered, 0 to 1."""
        return self.taken / self.offered if self.offered else 0.0

    @property
    def tempts_nobody(self) -> bool:
        """Whether it is a reply that is offered, and taken by under 5 %."""
        return self.reply != SILENCE and self.share < TEMPTING_FROM

    @property
    def certainty(self) -> Certainty:
        """How much these figures say."""
        return certainty(self.offered)


@dataclass(frozen=True, slots=True)
class DecisionStatistics:
    """What attempts say about one decision: the first time that each of them came to a scene."""

    scene: str
    attempts: int
    difficulty: float | None
    """The mean share of the available points, 0 to 1: the higher, the easier. None where no points were."""
    discrimination: float | None
    """Correlation with the rest of the score, -1 to 1; None where either is the same for all."""
    upper_minus_lower: float | None
    """The mean share of the best 27 % less that of the worst; None where there are no two groups."""
    seconds: float
    """The median time to decide."""
    replies: tuple[ReplyStatistics, ...]

    @property
    def certainty(self) -> Certainty:
        """How much these figures say."""
        return certainty(self.attempts)


@dataclass(frozen=True, slots=True)
class LanguageDifference:
    """How much easier a decision is in one language than in another."""

    scene: str
    languages: tuple[str, str]
    attempts: tuple[int, int]
    difference: float
    """The first language's difficulty less the second's, -1 to 1."""
    low: float
    high: float
    """The bounds of its 95 % confidence interval."""

    @property
    def differs(self) -> bool:
        """Whether chance alone hardly explains the difference."""
        return self.low > 0 or self.high < 0

    @property
    def certainty(self) -> Certainty:
        """How much these figures say: as much as the smaller group does."""
        return certainty(min(self.attempts))


@dataclass(frozen=True, slots=True)
class Reliability:
    """How well the scenarios of a certification measure one thing together."""

    trainees: int
    """Those who took all of them."""
    alpha: float | None
    """Cronbach's alpha, at most 1; None where all have the same score, or there is one scenario."""
    error: float | None
    """The standard error of measurement of a trainee's mean score, in the unit of the scores."""

    @property
    def certainty(self) -> Certainty:
        """How much these figures say."""
        return certainty(self.trainees)


def certainty(attempts: int) -> Certainty:
    """Return how much a figure says that comes of so many attempts."""
    if attempts < SHOWN_FROM:
        return Certainty.HIDDEN
    return Certainty.PROVISIONAL if attempts < FIRM_FROM else Certainty.FIRM


def first_attempts(attempts: Iterable[Assessment]) -> list[Assessment]:
    """Return for each trainee and scenario the earliest, in whatever language: later ones know the call.

    A lost one is the first as well: whoever comes back knows what the customer wants.
    """
    first: dict[tuple[str, str], Assessment] = {}
    for attempt in sorted(attempts, key=lambda each: (each.ended_at, each.attempt)):
        first.setdefault((attempt.trainee, attempt.scenario), attempt)
    return list(first.values())


def describe_decisions(tally: Tally) -> list[DecisionStatistics]:
    """Return the statistics of every decision of one scenario, in the order in which they were come to."""
    return [_describe(scene, tally) for scene in tally.scenes]


def compare_languages(tally: Tally, first: str, second: str) -> list[LanguageDifference]:
    """Return for each decision of one scenario how its difficulty differs between two languages.

    Decisions that are not taken at least twice in each are left out: nothing can be said of them.
    """
    compared = []
    for scene in tally.scenes:
        groups = [_Shares.of(tally.cases_of(scene, language)) for language in (first, second)]
        if min(group.count for group in groups) > 1:
            compared.append(_compare(scene, (first, second), *groups))
    return compared


def measure_reliability(scores: Iterable[Mapping[str, float]], scenarios: Sequence[str]) -> Reliability:
    """Return how reliable the mean score over some scenarios is, by those who took all of them.

    `scores` are those of each trainee, by scenario.
    """
    rows = [[of[name] for name in scenarios] for of in scores if all(name in of for name in scenarios)]
    count = len(scenarios)
    totals = [sum(row) for row in rows]
    if count < 2 or len(rows) < 2 or (spread := variance(totals)) == 0:  # noqa: PLR2004 - one has no spread
        return Reliability(len(rows), None, None)
    parts = sum(variance(column) for column in zip(*rows, strict=True))
    alpha = count / (count - 1) * (1 - parts / spread)
    return Reliability(len(rows), alpha, sqrt(spread * max(0.0, 1 - alpha)) / count)


@dataclass(frozen=True, slots=True)
class _Shares:
    """How many shares of points there are, their mean and their variance."""

    count: int
    mean: float
    variance: float
    """Of the sample; 0 where there is one."""

    @classmethod
    def of(cls, cases: Cases) -> "_Shares":
        """Return those of some cases, as far as points were available."""
        rated = [(case.share, times) for case, times in cases.items() if case.available]
        count = sum(times for _, times in rated)
        mean = fsum(times * share for share, times in rated) / count if count else 0.0
        spread = fsum(times * (share - mean) ** 2 for share, times in rated)
        return cls(count, mean, spread / (count - 1) if count > 1 else 0.0)


@dataclass(frozen=True, slots=True)
class _Groups:
    """How much of those with a certain total belongs to the best 27 %, and how much to the worst.

    Where the border runs between attempts with the same total, each of them belongs to the group in part:
    else the figures would hang on the order of the records.
    """

    upper: Mapping[float, float]
    lower: Mapping[float, float]

    @classmethod
    def of(cls, cases: Cases) -> "_Groups | None":
        """Return the groups among some cases; None where they are too few for two groups."""
        totals: dict[float, int] = {}
        for case, times in cases.items():
            totals[case.total] = totals.get(case.total, 0) + times
        count = sum(totals.values())
        size = ceil(GROUP_SHARE * count)
        if not size or 2 * size > count:
            return None
        best_first = sorted(totals, reverse=True)
        return cls(_belonging(best_first, totals, size), _belonging(best_first[::-1], totals, size))

    def parts(self, case: Case) -> tuple[float, float, float]:
        """Return how much of a case belongs to the upper, the middle and the lower group, 1 together."""
        upper, lower = self.upper.get(case.total, 0.0), self.lower.get(case.total, 0.0)
        return upper, max(0.0, 1 - upper - lower), lower


def _belonging(totals: Iterable[float], counts: Mapping[float, int], size: int) -> dict[float, float]:
    """Return how much of each total belongs to a group that takes its members from the first on."""
    found: dict[float, float] = {}
    for total in totals:
        taken = min(size, counts[total])
        found[total] = taken / counts[total]
        size -= taken
        if not size:
            break
    return found


def _describe(scene: str, tally: Tally) -> DecisionStatistics:
    cases = tally.cases_of(scene)
    rated = {case: times for case, times in cases.items() if case.available}
    shares = _Shares.of(rated)
    groups = _Groups.of(rated)
    return DecisionStatistics(
        scene=scene,
        attempts=sum(cases.values()),
        difficulty=shares.mean if shares.count else None,
        discrimination=_correlation(
            [(case.share, case.rest, times) for case, times in rated.items() if case.has_rest]
        ),
        upper_minus_lower=None if groups is None else _upper_minus_lower(rated, groups),
        seconds=median(tally.seconds_of(scene)),
        replies=tuple(_replies(cases)),
    )


def _upper_minus_lower(rated: Cases, groups: _Groups) -> float:
    weighed = [(case.share, times, *groups.parts(case)) for case, times in rated.items()]
    upper = fsum(share * times * part for share, times, part, _, _ in weighed)
    lower = fsum(share * times * part for share, times, _, _, part in weighed)
    size = ceil(GROUP_SHARE * sum(rated.values()))
    return (upper - lower) / size


def _replies(cases: Cases) -> Iterator[ReplyStatistics]:
    """Give the statistics of every reply of a scene, in the order in which they are offered."""
    groups = _Groups.of(cases)
    # Silence is no reply that is offered: whoever came to the scene could keep silent.
    always = (SILENCE,) if any(case.reply == SILENCE for case in cases) else ()
    offered: dict[str, list[tuple[Case, int]]] = {}
    for case, times in cases.items():
        for reply in (*case.offered, *always):
            offered.setdefault(reply, []).append((case, times))
    for reply, among in offered.items():
        shares: tuple[float | None, ...] = (None, None, None)
        if groups is not None:
            parts = [(case.reply == reply, times, groups.parts(case)) for case, times in among]
            shares = tuple(
                _share_of((taken, times * belongs[group]) for taken, times, belongs in parts)
                for group in range(3)
            )
        yield ReplyStatistics(
            reply,
            sum(times for _, times in among),
            sum(times for case, times in among if case.reply == reply),
            *shares,
        )


def _share_of(weighed: Iterable[tuple[bool, float]]) -> float | None:
    """Return the weight of what is so, of all; None where nothing has weight."""
    weighed = tuple(weighed)
    whole = fsum(weight for _, weight in weighed)
    return fsum(weight for so, weight in weighed if so) / whole if whole else None


def _correlation(pairs: Sequence[tuple[float, float, int]]) -> float | None:
    """Return Pearson's correlation of pairs that came so many times; None where either never varies."""
    if len({one for one, _, _ in pairs}) < 2 or len({other for _, other, _ in pairs}) < 2:  # noqa: PLR2004 - one value does not vary
        return None
    count = sum(times for _, _, times in pairs)
    one_mean = fsum(times * one for one, _, times in pairs) / count
    other_mean = fsum(times * other for _, other, times in pairs) / count
    both = fsum(times * (one - one_mean) * (other - other_mean) for one, other, times in pairs)
    of_one = fsum(times * (one - one_mean) ** 2 for one, _, times in pairs)
    of_other = fsum(times * (other - other_mean) ** 2 for _, other, times in pairs)
    return both / sqrt(of_one * of_other)


def _compare(scene: str, languages: tuple[str, str], first: _Shares, second: _Shares) -> LanguageDifference:
    """Compare two means whose variances may differ (Welch)."""
    difference = first.mean - second.mean
    margin = CONFIDENCE * sqrt(first.variance / first.count + second.variance / second.count)
    return LanguageDifference(
        scene=scene,
        languages=languages,
        attempts=(first.count, second.count),
        difference=difference,
        low=difference - margin,
        high=difference + margin,
    )
