from dataclasses import replace
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from itertools import pairwise

import pytest
from fake_time import MONDAY_NOON
from hypothesis import given
from hypothesis import strategies as st

from trainer.app.history import Result
from trainer.app.review import LONGEST, Grade, due_at, grade
from trainer.scenario.model import Dimension, Use

LATER = MONDAY_NOON + timedelta(days=10_000)
DAY = timedelta(days=1)


def result(days: float, lowest: int, *, passed: bool = True, branch: bool = False) -> Result:
    return Result(
        attempt=f"attempt-{days}",
        scenario="double-charge",
        language="en",
        use=Use.PRACTICE,
        finished_at=MONDAY_NOON + timedelta(days=days),
        scores={Dimension.EMPATHY: Fraction(lowest), Dimension.RESOLUTION: Fraction(100)},
        passed=passed,
        branch=branch,
    )


FAILED, BARE, WELL = (0, False), (80, True), (100, True)


def gaps(*outcomes: tuple[int, bool]) -> list[float]:
    """Return the days until the next review after each result, every review taken on the day it is due."""
    taken: list[Result] = []
    found = []
    at = 0.0
    for lowest, passed in outcomes:
        taken.append(result(at, lowest, passed=passed))
        due = due_at(taken, LATER)
        assert due is not None
        found.append((due - taken[-1].finished_at) / DAY)
        at = (due - MONDAY_NOON) / DAY
    return found


@pytest.mark.parametrize(
    ("came_out", "graded"),
    [
        (result(0, 100, passed=False), Grade.AGAIN),
        (result(0, 0, passed=False, branch=True), Grade.AGAIN),
        (result(0, 100, branch=True), Grade.HARD),
        (result(0, 80), Grade.GOOD),
        (result(0, 89), Grade.GOOD),
        (result(0, 90), Grade.EASY),
    ],
)
def test_a_result_is_graded_by_passing_by_help_and_by_its_lowest_score(
    came_out: Result, graded: Grade
) -> None:
    assert grade(came_out) is graded


def test_what_went_badly_is_due_the_next_day_however_often() -> None:
    assert gaps(FAILED, FAILED, FAILED) == [1, 1, 1]
    assert gaps(WELL, WELL, FAILED)[-1] == 1


def test_what_passes_is_due_later_each_time_but_never_later_than_the_cap() -> None:
    bare, well = gaps(*[BARE] * 5), gaps(*[WELL] * 4)
    assert bare[0] == 2
    assert well[0] == 8
    for found in (bare, well):
        assert found[-1] == LONGEST / DAY
        assert all(later > earlier or later == LONGEST / DAY for earlier, later in pairwise(found))


def test_a_pass_after_going_back_is_due_sooner_than_one_in_one_go() -> None:
    helped, alone = due_at([result(0, 85, branch=True)], LATER), due_at([result(0, 85)], LATER)
    assert helped is not None
    assert alone is not None
    assert helped < alone


def test_repeating_a_call_at_once_does_not_make_good_a_failure() -> None:
    crammed = [result(0, 0, passed=False), *(result(minute / 1440, 85) for minute in range(5, 30, 5))]
    assert due_at(crammed, LATER) == crammed[-1].finished_at + DAY


def test_what_was_never_finished_is_never_due() -> None:
    assert due_at([], LATER) is None


def test_results_of_a_clock_that_went_wrong_count_when_their_time_has_come() -> None:
    today, far = result(0, 85), result(900, 85)
    assert due_at([far, today], MONDAY_NOON) == due_at([today], MONDAY_NOON)
    assert due_at([far], MONDAY_NOON) is None
    assert due_at([far, today], far.finished_at) == due_at([today, far], LATER)


def test_results_at_the_same_moment_have_an_order_of_their_own() -> None:
    one, other = result(0, 0, passed=False), replace(result(0, 100), attempt="another")
    assert due_at([one, other], LATER) == due_at([other, one], LATER)


def test_a_moment_is_the_same_in_every_zone() -> None:
    bogota = timezone(timedelta(hours=-5))
    here = result(0, 85)
    there = replace(here, finished_at=here.finished_at.astimezone(bogota))
    assert due_at([here], LATER) == due_at([there], LATER)


RESULTS = st.lists(
    st.builds(
        result,
        st.integers(0, 400),
        st.integers(0, 100),
        passed=st.booleans(),
        branch=st.booleans(),
    ),
    unique_by=lambda each: each.attempt,
    max_size=12,
)


@given(RESULTS, st.data())
def test_the_records_of_two_machines_make_one_schedule(found: list[Result], data: st.DataObject) -> None:
    known_twice = [each for each in found if data.draw(st.booleans())]
    merged = data.draw(st.permutations([*found, *known_twice]))
    assert due_at(merged, LATER) == due_at(found, LATER)


@given(RESULTS)
def test_a_review_is_never_put_off_longer_than_the_cap(found: list[Result]) -> None:
    due = due_at(found, LATER)
    if due is not None:
        last = max(each.finished_at for each in found)
        assert DAY <= due - last <= LONGEST


def test_a_call_taken_a_thousand_times_has_a_date() -> None:
    often = [result(number / 4, 60 + number % 41, passed=number % 3 > 0) for number in range(1000)]
    assert isinstance(due_at(often, LATER), datetime)
