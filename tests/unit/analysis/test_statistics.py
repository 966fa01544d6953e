"""What recorded assessments say, by hand and by what must hold of all."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.analysis.statistics import (
    Assessment,
    Certainty,
    DecisionRecord,
    Tally,
    certainty,
    compare_languages,
    describe_decisions,
    first_attempts,
    measure_reliability,
)

START = datetime(2026, 3, 1, tzinfo=UTC)


def decision(
    scene: str, earned: int, *, available: int = 4, reply: str = "", seconds: float = 5
) -> DecisionRecord:
    taken = reply or ("good" if earned == available else "bad")
    return DecisionRecord(scene, taken, ("good", "bad"), earned, available, seconds)


Attempt = tuple[str, tuple[DecisionRecord, ...]]
"""A language and the decisions taken in it."""


def attempt(*decisions: DecisionRecord, language: str = "en") -> Attempt:
    return language, decisions


def tally(attempts: Iterable[Attempt]) -> Tally:
    counted = Tally()
    for language, decisions in attempts:
        counted.add(language, decisions)
    return counted


def assessment(  # noqa: PLR0913 - as many as an assessment has parts; three have defaults
    number: int, *, trainee: str, day: int, scenario: str = "a", language: str = "en", finished: bool = True
) -> Assessment:
    moment = START + timedelta(days=day)
    return Assessment(f"attempt-{number}", trainee, scenario, 1, language, moment, finished)


def test_how_much_a_figure_says() -> None:
    assert [certainty(count) for count in (0, 29, 30, 99, 100)] == [
        Certainty.HIDDEN,
        Certainty.HIDDEN,
        Certainty.PROVISIONAL,
        Certainty.PROVISIONAL,
        Certainty.FIRM,
    ]


def test_the_first_attempt_of_a_trainee_at_a_scenario_counts_in_whatever_language() -> None:
    later = assessment(1, trainee="ana", day=5)
    first = assessment(2, trainee="ana", language="es", day=1)
    other = assessment(3, trainee="ana", scenario="b", day=9)
    assert first_attempts([later, first, other]) == [first, other]


def test_a_lost_attempt_was_the_first_as_well() -> None:
    lost = assessment(1, trainee="ana", day=1, finished=False)
    assert first_attempts([assessment(2, trainee="ana", day=2), lost]) == [lost]


def test_difficulty_is_the_mean_share_of_the_available_points() -> None:
    attempts = [attempt(decision("one", earned)) for number, earned in enumerate((4, 2, 0))]
    (found,) = describe_decisions(tally(attempts))
    assert (found.scene, found.attempts, found.difficulty) == ("one", 3, 0.5)


def test_discrimination_is_the_correlation_with_the_rest_of_the_score() -> None:
    with_rest = [(4, 4), (4, 3), (0, 1), (0, 0)]
    attempts = [
        attempt(decision("one", here), decision("two", rest)) for number, (here, rest) in enumerate(with_rest)
    ]
    found = describe_decisions(tally(attempts))[0]
    # Means 1/2 and 1/2; deviations ±1/2 beside +1/2, +1/4, -1/4, -1/2.
    assert found.discrimination is not None
    assert isclose(found.discrimination, 0.75 / sqrt(1 * 0.625))
    assert found.upper_minus_lower == 1.0


def test_what_is_the_same_for_all_tells_nobody_apart() -> None:
    attempts = [attempt(decision("one", 4), decision("two", number % 5)) for number in range(6)]
    assert describe_decisions(tally(attempts))[0].discrimination is None


def test_the_upper_and_the_lower_27_percent_are_compared() -> None:
    attempts = [attempt(decision("one", min(4, number))) for number in range(10)]
    (found,) = describe_decisions(tally(attempts))
    # Three of ten on either side: 0, 1, 2 and 7, 8, 9 points, at most 4 of which count.
    assert found.upper_minus_lower == 1 - (0 + 0.25 + 0.5) / 3


def test_one_attempt_has_no_two_groups() -> None:
    (found,) = describe_decisions(tally([attempt(decision("one", 4))]))
    assert (found.upper_minus_lower, found.discrimination) == (None, None)


def test_only_the_first_visit_of_a_scene_counts() -> None:
    (found,) = describe_decisions(tally([attempt(decision("one", 0), decision("one", 4))]))
    assert (found.attempts, found.difficulty) == (1, 0.0)


def test_a_decision_without_points_has_no_difficulty() -> None:
    (found,) = describe_decisions(tally([attempt(decision("one", 0, available=0))]))
    assert (found.difficulty, found.discrimination, found.upper_minus_lower) == (None, None, None)


def test_replies_are_counted_where_they_were_offered_with_who_took_them() -> None:
    attempts = [
        attempt(DecisionRecord("one", "good", ("good", "bad"), 4, 4, 3.0)),
        attempt(DecisionRecord("one", "good", ("good",), 4, 4, 9.0)),
        attempt(DecisionRecord("one", "silence", ("good", "bad"), 0, 4, 20.0)),
    ]
    (found,) = describe_decisions(tally(attempts))
    good, bad, silence = found.replies
    assert (good.reply, good.share, good.taken) == ("good", 2 / 3, 2)
    assert (good.upper, good.middle, good.lower) == (1.0, 1.0, 0.0)
    assert (bad.offered, bad.share, bad.tempts_nobody) == (2, 0.0, True)
    assert (silence.reply, silence.share) == ("silence", 1 / 3)
    assert found.seconds == 9.0


@pytest.mark.parametrize(("taken", "nobody"), [(4, True), (5, False)])
def test_under_five_percent_tempt_nobody(taken: int, nobody: bool) -> None:  # noqa: FBT001 - a case's expected answer
    attempts = [attempt(decision("one", 0 if number < taken else 4)) for number in range(100)]
    bad = next(each for each in describe_decisions(tally(attempts))[0].replies if each.reply == "bad")
    assert bad.tempts_nobody is nobody


def test_languages_are_compared_with_a_confidence_interval() -> None:
    english = [attempt(decision("one", 4 if number % 4 else 0)) for number in range(40)]
    spanish = [attempt(decision("one", 4 if number % 4 == 0 else 0), language="es") for number in range(40)]
    (found,) = compare_languages(tally([*english, *spanish]), "en", "es")
    assert found.attempts == (40, 40)
    assert isclose(found.difference, 0.5)
    margin = 1.96 * sqrt(2 * (0.75 * 0.25 * 40 / 39) / 40)
    assert isclose(found.low, 0.5 - margin)
    assert isclose(found.high, 0.5 + margin)
    assert found.differs
    assert found.certainty is Certainty.PROVISIONAL
    (same,) = compare_languages(tally([*english, *spanish[:1], *spanish[:1]]), "en", "en")
    assert not same.differs


def test_languages_are_not_compared_by_a_single_attempt() -> None:
    attempts = [
        attempt(decision("one", 4)),
        attempt(decision("one", 0)),
        attempt(decision("one", 0), language="es"),
    ]
    assert compare_languages(tally(attempts), "en", "es") == []


def test_the_best_the_middle_and_the_worst_are_told_apart_by_reply() -> None:
    attempts = [attempt(decision("one", min(4, number)), decision("two", number % 2)) for number in range(10)]
    replies = {each.reply: each for each in describe_decisions(tally(attempts))[0].replies}
    # 5, 7 and 9 lead alone; 0, 1 and 2 have 0, 2 and 2 points, and 4 to 9 took the good reply.
    good, bad = replies["good"], replies["bad"]
    assert (good.taken, bad.taken) == (6, 4)
    assert (good.upper, good.middle, good.lower) == (1.0, 0.75, 0.0)
    assert (bad.upper, bad.middle, bad.lower) == (0.0, 0.25, 1.0)


def test_attempts_with_one_total_belong_to_a_group_in_part() -> None:
    attempts = [attempt(decision("one", 4 if number < 5 else 0), decision("two", 0)) for number in range(10)]
    attempts += [attempt(decision("one", 0), decision("two", 4)) for _ in range(5)]
    (found, _) = describe_decisions(tally(attempts))
    again, _ = describe_decisions(tally(reversed(attempts)))
    # Five of the ten best took it well; of the ten, five belong to the upper group, each in half.
    assert found.upper_minus_lower == again.upper_minus_lower == 0.5


def test_reliability_by_hand() -> None:
    scores = [{"a": 100.0, "b": 100.0}, {"a": 50.0, "b": 75.0}, {"a": 0.0, "b": 25.0}, {"a": 100.0}]
    found = measure_reliability(scores, ["a", "b"])
    # Variances of the scenarios: 1/4 and 7/48 of 100 squared; of the totals 2, 5/4 and 1/4: 37/48.
    alpha = 2 * (1 - (1 / 4 + 7 / 48) / (37 / 48))
    assert found.trainees == 3
    assert found.alpha is not None
    assert found.error is not None
    assert isclose(found.alpha, alpha)
    assert isclose(found.error, 100 * sqrt(37 / 48 * (1 - alpha)) / 2)
    assert found.certainty is Certainty.HIDDEN


def test_reliability_is_unknown_where_nothing_varies_or_there_is_one_scenario() -> None:
    same = [{"a": 80.0, "b": 80.0}] * 3
    assert measure_reliability(same, ["a"]).alpha is None
    assert measure_reliability(same, ["a", "b"]).alpha is None


@given(
    points=st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(["en", "es"])), max_size=40
    )
)
def test_figures_stay_within_their_bounds(points: list[tuple[int, int, str]]) -> None:
    attempts = [
        attempt(decision("one", first), decision("two", second), language=language)
        for first, second, language in points
    ]
    for found in describe_decisions(tally(attempts)):
        assert found.difficulty is not None
        assert 0 <= found.difficulty <= 1
        assert found.discrimination is None or -1.000001 <= found.discrimination <= 1.000001
        assert sum(each.taken for each in found.replies) == found.attempts
    for compared in compare_languages(tally(attempts), "en", "es"):
        assert compared.low <= compared.difference <= compared.high
