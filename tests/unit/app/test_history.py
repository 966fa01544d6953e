from datetime import timedelta
from fractions import Fraction

from fake_time import MONDAY_NOON

from trainer.app.history import Result, best
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
