"""The same figures worked out beside ours by numpy and scipy, over data that nobody chose.

Points are so fine that no two people have the same total: groups are then what sorting makes of them, and
what is compared needs nothing of our own way of dividing ties.
"""

from dataclasses import dataclass
from math import ceil, isclose
from typing import Any

import pytest

from trainer.analysis.statistics import (
    DecisionRecord,
    Tally,
    compare_languages,
    describe_decisions,
    measure_reliability,
)

SCENES = 5
FINE = 100_000
"""Points of a scene."""
REPLIES = ("kind", "quick", "wrong")

# Development only; the frozen figures in the file beside this one need neither.
numpy: Any = pytest.importorskip("numpy")
stats: Any = pytest.importorskip("scipy.stats")


@dataclass(frozen=True)
class People:
    """What a seed makes of so many people: rows are people, columns are scenes."""

    points: Any
    taken: Any
    seconds: Any
    spanish: Any

    @classmethod
    def of(cls, seed: int) -> "People":
        """Return people of whom some are better than others, and worse in Spanish at the second scene."""
        chance = numpy.random.default_rng(seed)
        count = int(chance.integers(60, 160))
        able = chance.random((count, 1))
        spanish = chance.random(count) < 0.5
        share = 0.6 * able + 0.4 * chance.random((count, SCENES))
        share[spanish, 1] *= 0.7
        taken = numpy.minimum((share * len(REPLIES)).astype(int), len(REPLIES) - 1)
        seconds = chance.gamma(4.0, 2.0, (count, SCENES))
        return cls((share * FINE).astype(int), taken, seconds, spanish)

    @property
    def shares(self) -> Any:
        """Return the shares of the points."""
        return self.points / FINE

    def tally(self) -> Tally:
        """Return these people as our own code counts them."""
        counted = Tally()
        for person in range(len(self.points)):
            counted.add(
                "es" if self.spanish[person] else "en",
                [
                    DecisionRecord(
                        f"s{scene}",
                        REPLIES[self.taken[person, scene]],
                        REPLIES,
                        int(self.points[person, scene]),
                        FINE,
                        float(self.seconds[person, scene]),
                    )
                    for scene in range(SCENES)
                ],
            )
        return counted


@pytest.fixture(params=range(6))
def people(request: pytest.FixtureRequest) -> People:
    return People.of(request.param)


def test_decisions(people: People) -> None:
    shares, totals = people.shares, people.shares.sum(axis=1)
    assert len(set(totals)) == len(totals)
    size = ceil(0.27 * len(totals))
    order = numpy.argsort(totals)
    groups = (order[-size:], order[size:-size], order[:size])
    for scene, found in enumerate(describe_decisions(people.tally())):
        column = shares[:, scene]
        assert found.difficulty is not None
        assert found.discrimination is not None
        assert found.upper_minus_lower is not None
        assert isclose(found.difficulty, column.mean(), abs_tol=1e-12)
        assert isclose(found.discrimination, stats.pearsonr(column, totals - column).statistic, abs_tol=1e-9)
        upper_minus_lower = column[groups[0]].mean() - column[groups[2]].mean()
        assert isclose(found.upper_minus_lower, upper_minus_lower, abs_tol=1e-12)
        assert isclose(found.seconds, numpy.median(people.seconds[:, scene]), abs_tol=1e-12)
        assert [each.reply for each in found.replies] == list(REPLIES)
        for number, reply in enumerate(found.replies):
            takes = people.taken[:, scene] == number
            assert (reply.offered, reply.taken) == (len(totals), takes.sum())
            for ours, group in zip((reply.upper, reply.middle, reply.lower), groups, strict=True):
                assert ours is not None
                assert isclose(ours, takes[group].mean(), abs_tol=1e-12)


def test_languages(people: People) -> None:
    for scene, found in enumerate(compare_languages(people.tally(), "en", "es")):
        english = people.shares[~people.spanish, scene]
        spanish = people.shares[people.spanish, scene]
        assert found.attempts == (len(english), len(spanish))
        welch = stats.ttest_ind(english, spanish, equal_var=False)
        assert isclose(found.difference, english.mean() - spanish.mean(), abs_tol=1e-12)
        # Welch's statistic is the difference in standard errors: ours, seen from outside.
        assert isclose(found.difference / welch.statistic, (found.high - found.low) / 2 / 1.96, rel_tol=1e-6)


def test_reliability(people: People) -> None:
    names = [f"s{scene}" for scene in range(SCENES)]
    rows = [dict(zip(names, map(float, row), strict=True)) for row in 100 * people.shares]
    covariance = numpy.cov(100 * people.shares, rowvar=False)
    alpha = SCENES / (SCENES - 1) * (1 - numpy.trace(covariance) / covariance.sum())
    error = numpy.std((100 * people.shares).mean(axis=1), ddof=1) * numpy.sqrt(1 - alpha)
    found = measure_reliability(rows, names)
    assert found.alpha is not None
    assert found.error is not None
    assert isclose(found.alpha, alpha, rel_tol=1e-9)
    assert isclose(found.error, error, rel_tol=1e-9)
