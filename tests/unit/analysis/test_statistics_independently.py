"""The same figures by strangers' hands: numpy 2.4.6, scipy 1.17.1 and pingouin 0.7.0, over seeded data.

None of these is needed to run the tests: their figures stand below. They were worked out over `people()`, as
the points divided by 6, `P`, and the languages, `L`, by

    difficulty       P[:, s].mean()
    discrimination   scipy.stats.pearsonr(P[:, s], P.sum(axis=1) - P[:, s]).statistic
    difference       P[L == "en", s].mean() - P[L == "es", s].mean(), and 1.96 times the standard error of
                     scipy.stats.ttest_ind(…, equal_var=False) on either side
    upper − lower    means of the first and the last 54 by P.sum(axis=1), averaged over 4,000 shuffles of
                     equal sums (numpy.random.default_rng(0).random and numpy.lexsort)
    alpha            pingouin.cronbach_alpha(DataFrame(100 * P))
    error            numpy.std(100 * P.mean(axis=1), ddof=1) * sqrt(1 - alpha)
"""

import random
from math import isclose

import pytest

from trainer.analysis.statistics import (
    DecisionRecord,
    Tally,
    compare_languages,
    describe_decisions,
    measure_reliability,
)

SCENES = 6
BY_STRANGERS = [
    # difficulty, discrimination, difference, low, high, upper − lower
    (0.504166666667, 0.865266495608, 0.058092948718, -0.034407338442, 0.150593235878, 0.7525),
    (0.5125, 0.861658378540, 0.057425213675, -0.032763340275, 0.147613767625, 0.7595),
    (0.450833333333, 0.866180058528, 0.179220085470, 0.084367407011, 0.274072763929, 0.7969),
    (0.5075, 0.843653059537, 0.034455128205, -0.062213393437, 0.131123649848, 0.7778),
    (0.530833333333, 0.851991278485, 0.052617521368, -0.040563661780, 0.145798704515, 0.7747),
    (0.520833333333, 0.840885039553, 0.033386752137, -0.057338593314, 0.124112097588, 0.7219),
]  # fmt: skip
ALPHA, ERROR = 0.9533131802098788, 6.5680756574736625


def people() -> list[tuple[str, list[int]]]:
    """Return the language and the points, 0 to 6 in six scenes, of 200 people; the third tries Spanish."""
    chance = random.Random(20260312)  # noqa: S311 - chance for figures, not for secrets
    found = []
    for _ in range(200):
        ability = chance.random()
        language = "en" if chance.random() < 0.5 else "es"
        points = []
        for scene in range(SCENES):
            share = ability - (0.15 if language == "es" and scene == 2 else 0)
            points.append(sum(chance.random() < share for _ in range(6)))
        found.append((language, points))
    return found


@pytest.fixture(scope="module")
def tally() -> Tally:
    counted = Tally()
    for language, points in people():
        replies = [
            DecisionRecord(f"s{scene}", "reply", ("reply",), earned, 6, 1.0)
            for scene, earned in enumerate(points)
        ]
        counted.add(language, replies)
    return counted


def test_decisions_as_numpy_and_scipy_have_them(tally: Tally) -> None:
    found = describe_decisions(tally)
    assert len(found) == SCENES
    for ours, theirs in zip(found, BY_STRANGERS, strict=True):
        assert ours.difficulty is not None
        assert ours.discrimination is not None
        assert ours.upper_minus_lower is not None
        assert isclose(ours.difficulty, theirs[0], abs_tol=1e-12)
        assert isclose(ours.discrimination, theirs[1], abs_tol=1e-12)
        # Theirs is itself a mean over shuffles, good to four places.
        assert isclose(ours.upper_minus_lower, theirs[5], abs_tol=3e-4)


def test_languages_as_scipy_compares_them(tally: Tally) -> None:
    found = compare_languages(tally, "en", "es")
    for ours, theirs in zip(found, BY_STRANGERS, strict=True):
        assert ours.attempts == (104, 96)
        for figure, expected in zip((ours.difference, ours.low, ours.high), theirs[2:5], strict=True):
            assert isclose(figure, expected, abs_tol=1e-11)
    assert [each.differs for each in found] == [False, False, True, False, False, False]


def test_reliability_as_pingouin_has_it() -> None:
    names = [f"s{scene}" for scene in range(SCENES)]
    scores = [
        dict(zip(names, (100 * earned / 6 for earned in points), strict=True)) for _, points in people()
    ]
    found = measure_reliability(scores, names)
    assert found.trainees == 200
    assert found.alpha is not None
    assert found.error is not None
    assert isclose(found.alpha, ALPHA, rel_tol=1e-12)
    assert isclose(found.error, ERROR, rel_tol=1e-9)
