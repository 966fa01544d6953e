"""Boundary moments, zones, leap days, changed clocks and merged records: what a standing makes of each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from building import text
from hypothesis import given
from hypothesis import strategies as st

from trainer.certification.model import AttemptLimit, Certification, Requirement
from trainer.certification.standing import (
    RENEWAL,
    AssessmentFact,
    Standing,
    Status,
    opens_at,
    standing,
    standings,
)
from trainer.scenario.model import Dimension

BEGIN = datetime(2028, 1, 10, 15, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)
BOGOTA, MEXICO, MADRID = (
    ZoneInfo("America/Bogota"),
    ZoneInfo("America/Mexico_City"),
    ZoneInfo("Europe/Madrid"),
)

WINDOW, VALIDITY, WAIT = timedelta(days=60), timedelta(days=100), timedelta(days=7)
BASE = Certification(
    id="base",
    version=1,
    title=text("Base"),
    description=None,
    requires=(Requirement(("a", "b"), ("es",), 2),),
    marks={Dimension.EMPATHY: 80},
    window=WINDOW,
    limit=AttemptLimit(2, WAIT),
    validity=VALIDITY,
)
AFTER = replace(BASE, id="after", requires=(Requirement(("c",), ("es",), 1),), after=("base",))


def fact(
    scenario: str, at: datetime, *, passed: bool = True, name: str = "", score: int = 90
) -> AssessmentFact:
    scores = {Dimension.EMPATHY: Fraction(score)}
    return AssessmentFact(name or f"{scenario}-{at.isoformat()}", scenario, "es", at, scores, passed)


def achieved(at: datetime = BEGIN) -> list[AssessmentFact]:
    """Return what achieves `BASE` at a moment."""
    return [fact("a", at - timedelta(days=1)), fact("b", at)]


@pytest.mark.parametrize(("late", "held"), [(-TICK, True), (timedelta(0), True), (TICK, False)])
def test_the_window_to_the_microsecond(late: timedelta, held: bool) -> None:  # noqa: FBT001 - a case's expected answer
    facts = [fact("a", BEGIN), fact("b", BEGIN + WINDOW + late)]
    found = standing(BASE, facts, BEGIN + WINDOW + late)
    assert found.held is held
    part = standing(BASE, facts[:1], BEGIN).requirements[0].parts[0]
    assert part.lapses_at == BEGIN + WINDOW


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        (BEGIN - TICK, Status.IN_PROGRESS),
        (BEGIN, Status.ACHIEVED),
        (BEGIN + VALIDITY - RENEWAL - TICK, Status.ACHIEVED),
        (BEGIN + VALIDITY - RENEWAL, Status.EXPIRING),
        (BEGIN + VALIDITY - TICK, Status.EXPIRING),
        (BEGIN + VALIDITY, Status.EXPIRED),
    ],
)
def test_achieving_and_expiring_to_the_microsecond(moment: datetime, status: Status) -> None:
    assert standing(BASE, achieved(), moment).status is status


@pytest.mark.parametrize(("late", "renewed"), [(-TICK, False), (timedelta(0), False), (TICK, True)])
def test_only_attempts_later_than_the_last_counted_one_renew(late: timedelta, renewed: bool) -> None:  # noqa: FBT001 - a case's expected answer
    opens = BEGIN + VALIDITY - RENEWAL
    # A long window, so that only "later than the last counted" decides.
    asked = replace(BASE, window=None)
    again = [fact("a", BEGIN + late, name="again"), fact("b", opens)]
    found = standing(asked, [*achieved(), *again], opens)
    assert (len(found.holds) == 2) is renewed
    assert found.status is (Status.ACHIEVED if renewed else Status.EXPIRING)


@pytest.mark.parametrize(("early", "achieved_later"), [(TICK, True), (timedelta(0), False), (-TICK, False)])
def test_what_is_passed_before_the_renewal_opens_renews_when_it_opens(
    early: timedelta,
    achieved_later: bool,  # noqa: FBT001 - a case's expected answer
) -> None:
    opens = BEGIN + VALIDITY - RENEWAL
    done = opens - early
    found = standing(BASE, [*achieved(), fact("a", done), fact("b", done)], opens + timedelta(days=1))
    assert found.achieved_at == max(opens, done)
    assert (found.achieved_at > done) is achieved_later


@pytest.mark.parametrize(("moment", "open_now"), [(WAIT - TICK, False), (WAIT, True), (WAIT + TICK, True)])
def test_the_wait_to_the_microsecond(moment: timedelta, open_now: bool) -> None:  # noqa: FBT001 - a case's expected answer
    failed = [fact("a", BEGIN - timedelta(days=1), passed=False), fact("a", BEGIN, passed=False)]
    found = opens_at(BASE, failed, "a", "es", BEGIN + moment)
    assert found == (None if open_now else BEGIN + WAIT)


@pytest.mark.parametrize(("late", "blocked"), [(timedelta(0), True), (TICK, False)])
def test_a_failure_leaves_the_window_to_the_microsecond(late: timedelta, blocked: bool) -> None:  # noqa: FBT001 - a case's expected answer
    asked = replace(BASE, limit=AttemptLimit(2, timedelta(days=90)))
    failed = [fact("a", BEGIN, passed=False), fact("a", BEGIN + WINDOW + late, passed=False)]
    assert (opens_at(asked, failed, "a", "es", BEGIN + WINDOW + late) is not None) is blocked


def test_a_wait_lasts_until_the_moment_it_named_whatever_leaves_the_window_meanwhile() -> None:
    asked = replace(BASE, window=timedelta(days=10), limit=AttemptLimit(2, timedelta(days=7)))
    march = [datetime(2026, 3, day, tzinfo=UTC) for day in range(1, 32)]
    failed = [fact("a", march[day - 1], passed=False) for day in (1, 3, 10)]
    opening = march[17 - 1]
    for now in (*march[10 - 1 : 17 - 1], opening - TICK):
        assert opens_at(asked, failed, "a", "es", now) == opening
        assert standing(asked, failed, now).requirements[0].parts[0].failures == 3
    assert opens_at(asked, failed, "a", "es", opening) is None


def test_a_failure_that_counts_alone_ends_no_wait() -> None:
    asked = replace(BASE, window=timedelta(days=3), limit=AttemptLimit(2, timedelta(days=7)))
    failed = [fact("a", BEGIN + timedelta(days=day), passed=False) for day in (0, 1, 6)]
    assert opens_at(asked, failed, "a", "es", BEGIN + timedelta(days=6)) == BEGIN + timedelta(days=8)


@given(
    days=st.lists(st.integers(0, 40), max_size=8),
    window=st.integers(1, 15),
    wait=st.integers(0, 15),
    most=st.integers(1, 3),
    now=st.integers(0, 60),
)
def test_an_opening_holds_until_its_moment(
    days: list[int], window: int, wait: int, most: int, now: int
) -> None:
    limit = AttemptLimit(most, timedelta(days=wait))
    asked = replace(BASE, window=timedelta(days=window), limit=limit)
    known = [fact("a", BEGIN + timedelta(days=day), passed=False) for day in days if day <= now]
    told = opens_at(asked, known, "a", "es", BEGIN + timedelta(days=now))
    for later in range(now, 60):
        moment = BEGIN + timedelta(days=later)
        expected = told if told is not None and moment < told else None
        assert opens_at(asked, known, "a", "es", moment) == expected


@pytest.mark.parametrize(
    ("passed_at", "held"),
    [(BEGIN, True), (BEGIN + VALIDITY - TICK, True), (BEGIN + VALIDITY, False)],
)
def test_what_must_be_held_first_is_held_to_the_microsecond(passed_at: datetime, held: bool) -> None:  # noqa: FBT001 - a case's expected answer
    found = standings([BASE, AFTER], [*achieved(), fact("c", passed_at)], passed_at)
    assert found["after"].held is held
    assert found["after"].awaited == (() if held else ("base",))


@pytest.mark.parametrize(("score", "counts"), [(80, True), (79, False)])
def test_the_mark_is_reached_or_missed(score: int, counts: bool) -> None:  # noqa: FBT001 - a case's expected answer
    facts = [fact("a", BEGIN), fact("b", BEGIN, score=score)]
    assert standing(BASE, facts, BEGIN).held is counts


def test_a_day_is_24_hours_also_over_a_leap_day() -> None:
    # 2028 is a leap year: 60 days after 10 January is 10 March, and would be 11 March in 2027.
    lapses = standing(BASE, [fact("a", BEGIN)], BEGIN).requirements[0].parts[0].lapses_at
    assert lapses == datetime(2028, 3, 10, 15, 0, tzinfo=UTC)
    year = replace(BASE, validity=timedelta(days=365))
    on_leap_day = datetime(2028, 2, 29, 23, 59, tzinfo=UTC)
    found = standing(year, achieved(on_leap_day), on_leap_day)
    assert found.expires_at == datetime(2029, 2, 28, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize("zone", [BOGOTA, MEXICO, MADRID, timezone(timedelta(hours=-5, minutes=-30))])
def test_the_zone_of_whoever_asks_is_of_no_matter(zone: ZoneInfo | timezone) -> None:
    facts = achieved()
    there = [replace(each, finished_at=each.finished_at.astimezone(zone)) for each in facts]
    for moment in (BEGIN, BEGIN + VALIDITY - TICK, BEGIN + VALIDITY):
        assert standing(BASE, there, moment.astimezone(zone)) == standing(BASE, facts, moment)


def test_the_night_on_which_clocks_change_has_the_hours_it_has() -> None:
    # Madrid lost an hour on 26 March 2028: by the clock on the wall the window would end an hour early.
    begun = datetime(2028, 3, 20, 12, 0, tzinfo=MADRID)
    found = standing(BASE, [fact("a", begun)], begun)
    lapses = found.requirements[0].parts[0].lapses_at
    assert lapses is not None
    assert lapses - begun.astimezone(UTC) == WINDOW
    assert lapses.astimezone(MADRID).hour == 13


@pytest.mark.parametrize("naive", ["fact", "now"])
def test_a_moment_without_a_zone_is_refused(naive: str) -> None:
    facts, now = achieved(), BEGIN
    if naive == "fact":
        facts = [replace(facts[0], finished_at=facts[0].finished_at.replace(tzinfo=None))]
    else:
        now = now.replace(tzinfo=None)
    with pytest.raises(ValueError, match="zone"):
        standing(BASE, facts, now)


def test_what_is_finished_in_the_future_counts_from_then_on() -> None:
    # Another machine's clock goes fast, or this one's was set back.
    facts = [fact("a", BEGIN), fact("b", BEGIN + timedelta(days=2))]
    assert standing(BASE, facts, BEGIN).status is Status.IN_PROGRESS
    assert standing(BASE, facts, BEGIN + timedelta(days=2)).achieved_at == BEGIN + timedelta(days=2)
    failed = [fact("a", BEGIN + timedelta(days=number), passed=False) for number in (1, 2)]
    assert opens_at(BASE, failed, "a", "es", BEGIN) is None


def test_a_clock_set_back_takes_nothing_for_good() -> None:
    facts = achieved()
    assert standing(BASE, facts, BEGIN - timedelta(days=400)).status is Status.NOT_STARTED
    assert standing(BASE, facts, BEGIN).status is Status.ACHIEVED


def test_two_accounts_of_one_attempt_give_one_standing_in_either_order() -> None:
    # Finished on one machine; closed as lost, a day later, on another that held a copy from before.
    finished = fact("b", BEGIN, name="same")
    lost = replace(finished, finished_at=BEGIN + timedelta(days=1), scores={}, passed=False)
    first = fact("a", BEGIN)
    now = BEGIN + timedelta(days=2)
    assert standing(BASE, [first, finished, lost], now) == standing(BASE, [lost, finished, first], now)
    assert standing(BASE, [lost, first, finished], now).achieved_at == BEGIN


OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
FACTS = st.lists(
    st.builds(
        lambda number, scenario, days, passed, score, zone: fact(
            scenario,
            (BEGIN + timedelta(days=days)).astimezone(zone),
            passed=passed,
            score=score,
            name=f"attempt-{number}",
        ),
        st.integers(0, 10_000),
        st.sampled_from("abc"),
        st.integers(-30, 400),
        st.booleans(),
        st.sampled_from([70, 80, 95]),
        OFFSETS,
    ),
    max_size=16,
    unique_by=lambda each: each.attempt,
)
NOW = st.integers(-40, 450).map(lambda days: BEGIN + timedelta(days=days))
RANK = [Status.NOT_STARTED, Status.IN_PROGRESS, Status.EXPIRED, Status.EXPIRING, Status.ACHIEVED]


def stands(facts: Sequence[AssessmentFact], now: datetime) -> dict[str, Standing]:
    return dict(standings([BASE, AFTER], facts, now))


@given(facts=FACTS, now=NOW, data=st.data())
def test_merging_two_machines_is_the_union_of_their_records(
    facts: list[AssessmentFact], now: datetime, data: st.DataObject
) -> None:
    places = st.sets(st.sampled_from(range(len(facts)))) if facts else st.just(set[int]())
    here, shared = data.draw(places), data.draw(places)
    one = [each for place, each in enumerate(facts) if place in here | shared]
    other = [each for place, each in enumerate(facts) if place not in here or place in shared]
    assert stands([*one, *other], now) == stands(facts, now) == stands([*other, *one], now)


@given(facts=FACTS, now=NOW, zone=OFFSETS, data=st.data())
def test_neither_order_nor_zone_of_records_matters(
    facts: list[AssessmentFact], now: datetime, zone: timezone, data: st.DataObject
) -> None:
    moved = [replace(each, finished_at=each.finished_at.astimezone(zone)) for each in facts]
    assert stands(data.draw(st.permutations(moved)), now.astimezone(zone)) == stands(facts, now)


@given(facts=FACTS, now=NOW, scenario=st.sampled_from("abc"))
def test_a_pass_just_made_never_lowers_any_standing(
    facts: list[AssessmentFact], now: datetime, scenario: str
) -> None:
    before, after = stands(facts, now), stands([*facts, fact(scenario, now, name="new")], now)
    for name, found in before.items():
        assert RANK.index(after[name].status) >= RANK.index(found.status)
        assert after[name].holds[: len(found.holds)] == found.holds


@given(facts=FACTS, now=NOW, scenario=st.sampled_from("abc"), days=st.integers(-30, 400))
def test_a_pass_that_is_found_later_never_delays_the_first_achievement(
    facts: list[AssessmentFact], now: datetime, scenario: str, days: int
) -> None:
    found_later = fact(scenario, BEGIN + timedelta(days=days), name="new")
    before = standing(BASE, facts, now)
    after = standing(BASE, [*facts, found_later], now)
    if before.holds:
        assert after.holds
        assert after.holds[0].achieved_at <= before.holds[0].achieved_at
        assert after.status is not Status.IN_PROGRESS


@given(facts=FACTS, now=NOW, future=FACTS)
def test_the_future_does_not_change_the_present(
    facts: list[AssessmentFact], now: datetime, future: list[AssessmentFact]
) -> None:
    later = [
        replace(
            each, attempt=f"later-{each.attempt}", finished_at=now + timedelta(days=abs(number), seconds=1)
        )
        for number, each in enumerate(future)
    ]
    assert stands([*facts, *later], now) == stands(facts, now)
