from datetime import timedelta
from fractions import Fraction

import pytest
from fake_time import MONDAY_NOON

from trainer.app.history import Result, best, due_at
from trainer.scenario.model import Dimension, Use


def result(days: float, empathy: int, *, passed: bool, resolution: int | None = 90) -> Result:
    scores = {Dimension.EMPATHY: Fraction(empathy)}
    return Result(
        attempt=f"attempt-{days}",
        scenario="double-charge",
        language="en",
        use=Use.PRACTICE,
        finished_at=MONDAY_NOON + timedelta(days=days),
        scores={**scores, Dimension.RESOLUTION: None if resolution is None else Fraction(resolution)},
        passed=passed,
    )


def test_scores_are_shown_rounded_down() -> None:
    exact = Result("a", "s", "en", Use.PRACTICE, MONDAY_NOON, {Dimension.EMPATHY: Fraction(239, 3)}, False)
    assert exact.shown(Dimension.EMPATHY) == 79
    assert exact.shown(Dimension.REGISTER) is None
    assert exact.lowest == 79


def test_the_best_result_passed_then_has_the_highest_of_the_lowest_scores() -> None:
    failed_high = result(0, 100, passed=False)
    passed_low = result(1, 80, passed=True)
    passed_high = result(2, 85, passed=True)
    one_sided = result(3, 100, passed=True, resolution=81)
    assert best([failed_high, passed_low]) is passed_low
    assert best([passed_low, passed_high, one_sided]) is passed_high
    assert best([]) is None


@pytest.mark.parametrize(
    ("passed", "days"),
    [
        ([False], 2),
        ([False, True, True], 2),
        ([True], 7),
        ([True, False, True], 7),
        ([True, True], 21),
        ([True, True, True], 60),
        ([True] * 9, 60),
    ],
)
def test_a_call_is_due_later_the_oftener_it_was_passed_in_a_row(passed: list[bool], days: int) -> None:
    newest_first = [result(-place, 90, passed=each) for place, each in enumerate(passed)]
    assert due_at(newest_first) == MONDAY_NOON + timedelta(days=days)


def test_what_was_never_finished_is_never_due() -> None:
    assert due_at([]) is None
