"""Where a trainee stands, moment by moment."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from building import text
from hypothesis import given
from hypothesis import strategies as st

from trainer.certification.model import AttemptLimit, Certification, Requirement
from trainer.certification.standing import (
    AssessmentFact,
    Standing,
    Status,
    opens_at,
    standing,
    standings,
)
from trainer.scenario.model import Dimension

START = datetime(2026, 1, 1, 9, tzinfo=UTC)


def day(number: float) -> datetime:
    return START + timedelta(days=number)


def fact(  # noqa: PLR0913 - as many as a fact has parts; all but two have defaults
    scenario: str,
    on: float,
    *,
    language: str = "es",
    passed: bool = True,
    empathy: Fraction | int | None = 100,
    name: str = "",
) -> AssessmentFact:
    scores = {Dimension.EMPATHY: None if empathy is None else Fraction(empathy), Dimension.REGISTER: None}
    return AssessmentFact(
        attempt=name or f"{scenario}-{language}-{on}",
        scenario=scenario,
        language=language,
        finished_at=day(on),
        scores=scores,
        passed=passed,
    )


def requirement(*scenarios: str, languages: tuple[str, ...] = ("es",), at_least: int = 0) -> Requirement:
    return Requirement(scenarios, languages, at_least or len(scenarios))


def certification(  # noqa: PLR0913 - as many as a certification has parts; all have defaults
    *requires: Requirement,
    name: str = "foundation",
    after: tuple[str, ...] = (),
    empathy: int = 80,
    window: int | None = 180,
    limit: tuple[int, int] | None = (2, 7),
    valid: int | None = 365,
) -> Certification:
    return Certification(
        id=name,
        version=1,
        title=text("Title"),
        description=None,
        requires=requires or (requirement("a", "b"),),
        after=after,
        marks={Dimension.EMPATHY: empathy, Dimension.REGISTER: empathy},
        window=None if window is None else timedelta(days=window),
        limit=None if limit is None else AttemptLimit(limit[0], timedelta(days=limit[1])),
        validity=None if valid is None else timedelta(days=valid),
    )


def stands(facts: Iterable[AssessmentFact], now: float, asked: Certification | None = None) -> Standing:
    return standing(asked or certification(), facts, day(now))


def evidence(found: Standing) -> dict[tuple[str, str], str | None]:
    return {
        (part.scenario, part.language): part.attempt for each in found.requirements for part in each.parts
    }


def test_nothing_is_started_without_an_assessment_that_concerns_it() -> None:
    found = stands([fact("other", 0), fact("a", 0, language="en"), fact("a", 9)], 5)
    assert found.status is Status.NOT_STARTED
    assert [part.scenario for each in found.requirements for part in each.missing] == ["a", "b"]
    assert (found.achieved_at, found.expires_at, found.next_opening, found.held) == (None, None, None, False)


def test_a_failed_assessment_is_a_start() -> None:
    found = stands([fact("a", 0, passed=False)], 1)
    assert found.status is Status.IN_PROGRESS
    assert found.requirements[0].parts[0].failures == 1


def test_what_is_met_names_the_attempt_and_until_when_it_counts() -> None:
    found = stands([fact("a", 0), fact("a", 10)], 20)
    part = found.requirements[0].parts[0]
    assert found.status is Status.IN_PROGRESS
    assert (part.attempt, part.passed_at, part.lapses_at) == ("a-es-10", day(10), day(190))
    assert [each.scenario for each in found.requirements[0].missing] == ["b"]
    assert (found.requirements[0].done, found.requirements[0].met) == (1, False)


def test_it_is_achieved_at_the_moment_the_last_requirement_is_met() -> None:
    found = stands([fact("b", 30), fact("a", 10)], 40)
    assert found.status is Status.ACHIEVED
    assert (found.achieved_at, found.expires_at) == (day(30), day(395))
    assert evidence(found) == {("a", "es"): "a-es-10", ("b", "es"): "b-es-30"}
    assert found.holds[0].attempts == ("a-es-10", "b-es-30")
    assert stands([fact("b", 30), fact("a", 10)], 29).status is Status.IN_PROGRESS
    assert stands([fact("b", 30), fact("a", 10)], 30).status is Status.ACHIEVED


@pytest.mark.parametrize(("second", "achieved"), [(180, True), (180.001, False)])
def test_attempts_count_within_the_window(second: float, achieved: bool) -> None:  # noqa: FBT001 - a case's expected answer
    assert stands([fact("a", 0), fact("b", second)], 200).held is achieved


def test_without_a_window_an_attempt_counts_for_ever() -> None:
    found = stands([fact("a", 0), fact("b", 5000)], 5001, certification(window=None))
    assert found.held
    in_progress = stands([fact("a", 0)], 5001, certification(window=None))
    assert in_progress.requirements[0].parts[0].lapses_at is None


def test_what_was_achieved_stays_when_its_attempts_leave_the_window() -> None:
    assert stands([fact("a", 0), fact("b", 1)], 300).status is Status.ACHIEVED


@pytest.mark.parametrize(
    ("empathy", "counts"), [(80, True), (Fraction(799, 10), False), (None, True), (100, True)]
)
def test_the_certifications_marks_count_beside_the_scenarios(
    empathy: Fraction | int | None,
    counts: bool,  # noqa: FBT001 - a case's expected answer
) -> None:
    found = stands([fact("a", 0, empathy=empathy), fact("b", 0)], 1)
    assert found.held is counts


def test_the_scenarios_own_marks_count_beside_the_certifications() -> None:
    assert not stands([fact("a", 0, passed=False, empathy=100), fact("b", 0)], 1).held


def test_every_language_is_asked_for() -> None:
    asked = certification(requirement("a", "b", languages=("en", "es")))
    facts = [fact("a", 0), fact("b", 1), fact("a", 2, language="en")]
    assert not stands(facts, 3, asked).held
    assert stands([*facts, fact("b", 3, language="en")], 3, asked).held


def test_at_least_so_many_scenarios_each_in_every_language() -> None:
    asked = certification(requirement("a", "b", "c", languages=("en", "es"), at_least=2))
    facts = [fact("a", 0), fact("a", 1, language="en"), fact("b", 2), fact("c", 3, language="en")]
    found = stands(facts, 4, asked)
    assert not found.held
    assert (found.requirements[0].done, found.requirements[0].met) == (1, False)
    assert stands([*facts, fact("b", 5, language="en")], 6, asked).achieved_at == day(5)


def test_one_attempt_may_meet_two_requirements() -> None:
    assert stands([fact("a", 0)], 1, certification(requirement("a"), requirement("a"))).held


@pytest.mark.parametrize(
    ("now", "status"),
    [
        (334.9, Status.ACHIEVED),
        (335, Status.EXPIRING),
        (364.9, Status.EXPIRING),
        (365, Status.EXPIRED),
    ],
)
def test_it_expires_and_says_so_thirty_days_before(now: float, status: Status) -> None:
    assert stands([fact("a", 0), fact("b", 0)], now).status is status


def test_without_valid_days_it_never_expires() -> None:
    found = stands([fact("a", 0), fact("b", 0)], 9000, certification(valid=None))
    assert (found.status, found.expires_at) == (Status.ACHIEVED, None)


def test_it_is_renewed_from_thirty_days_before_by_later_attempts() -> None:
    first = [fact("a", 0), fact("b", 0)]
    expiring = stands([*first, fact("a", 340)], 350)
    assert expiring.status is Status.EXPIRING
    assert evidence(expiring) == {("a", "es"): "a-es-340", ("b", "es"): None}
    renewed = stands([*first, fact("a", 340), fact("b", 350)], 351)
    assert renewed.status is Status.ACHIEVED
    assert (renewed.achieved_at, renewed.expires_at, len(renewed.holds)) == (day(350), day(715), 2)
    assert evidence(renewed) == {("a", "es"): "a-es-340", ("b", "es"): "b-es-350"}


def test_attempts_made_before_the_renewal_opens_count_once_it_does() -> None:
    facts = [fact("a", 0), fact("b", 0), fact("a", 300), fact("b", 310)]
    assert stands(facts, 334).achieved_at == day(0)
    assert stands(facts, 336).achieved_at == day(335)


def test_the_attempts_last_counted_do_not_renew() -> None:
    twice = certification(requirement("a", "b"), window=None, valid=100)
    assert stands([fact("a", 0), fact("b", 0)], 99, twice).status is Status.EXPIRING
    assert stands([fact("a", 0), fact("b", 0), fact("b", 80)], 101, twice).status is Status.EXPIRED
    # The second pass of `a` came after the moment of achievement, the first did not.
    again = [fact("a", 0), fact("b", 0), fact("b", 80), fact("a", 90)]
    assert stands(again, 101, twice).achieved_at == day(90)


def test_after_it_expired_it_is_achieved_anew() -> None:
    facts = [fact("a", 0), fact("b", 0), fact("a", 400), fact("b", 410)]
    found = stands(facts, 405)
    assert found.status is Status.EXPIRED
    assert evidence(found) == {("a", "es"): "a-es-400", ("b", "es"): None}
    assert stands(facts, 411).achieved_at == day(410)


def test_a_validity_shorter_than_the_time_of_renewal_can_be_renewed_at_once() -> None:
    short = certification(requirement("a"), valid=10)
    assert stands([fact("a", 0), fact("a", 1)], 1, short).achieved_at == day(1)
    assert stands([fact("a", 0)], 1, short).status is Status.EXPIRING


def test_after_so_many_failures_the_next_waits() -> None:
    failed = [fact("a", 0, passed=False), fact("a", 1, passed=False)]
    assert stands(failed[:1], 2).requirements[0].parts[0].opens_at is None
    blocked = stands(failed, 2)
    assert blocked.requirements[0].parts[0].opens_at == day(8)
    assert blocked.next_opening == day(8)
    assert opens_at(certification(), failed, "a", "es", day(7.9)) == day(8)
    assert opens_at(certification(), failed, "a", "es", day(8)) is None
    assert opens_at(certification(), failed, "a", "en", day(2)) is None
    assert opens_at(certification(limit=None), failed, "a", "es", day(2)) is None


def test_a_third_failure_waits_again() -> None:
    failed = [fact("a", on, passed=False) for on in (0, 1, 9)]
    assert opens_at(certification(), failed, "a", "es", day(10)) == day(16)


def test_failures_before_a_pass_or_outside_the_window_are_forgotten() -> None:
    renewing = [fact("a", 0, passed=False), fact("a", 1), fact("a", 2, passed=False)]
    assert opens_at(certification(), renewing, "a", "es", day(3)) is None
    old = [fact("a", 0, passed=False), fact("a", 200, passed=False)]
    assert opens_at(certification(), old, "a", "es", day(201)) is None


def test_missing_the_certifications_marks_is_a_failure() -> None:
    weak = [fact("a", 0, empathy=79), fact("a", 1, empathy=79)]
    assert opens_at(certification(), weak, "a", "es", day(2)) == day(8)


def test_what_must_be_held_first_is_awaited_then_starts_it() -> None:
    base, advanced = (
        certification(requirement("a")),
        certification(requirement("b"), name="advanced", after=("foundation",)),
    )
    early = standings([advanced, base], [fact("b", 0)], day(5))["advanced"]
    assert (early.status, early.awaited) == (Status.IN_PROGRESS, ("foundation",))
    assert early.requirements[0].met
    found = standings([advanced, base], [fact("b", 0), fact("a", 10)], day(20))
    assert found["advanced"].achieved_at == day(10)
    assert found["advanced"].awaited == ()
    assert list(found) == ["advanced", "foundation"]


def test_what_was_held_first_may_expire_afterwards() -> None:
    base = certification(requirement("a"), valid=50)
    advanced = certification(requirement("b"), name="advanced", after=("foundation",))
    found = standings([base, advanced], [fact("a", 0), fact("b", 10)], day(60))
    assert found["foundation"].status is Status.EXPIRED
    assert found["advanced"].status is Status.ACHIEVED
    late = standings([base, advanced], [fact("a", 0), fact("b", 55)], day(60))
    assert late["advanced"].status is Status.IN_PROGRESS


def test_what_follows_itself_or_the_unknown_is_never_achieved() -> None:
    circle = certification(requirement("a"), name="one", after=("two",))
    back = certification(requirement("a"), name="two", after=("one",))
    lost = certification(requirement("a"), name="three", after=("nowhere",))
    found = standings([circle, back, lost], [fact("a", 0)], day(1))
    assert [each.status for each in found.values()] == [Status.IN_PROGRESS] * 3


FACTS = st.lists(
    st.builds(
        lambda number, scenario, language, on, passed, empathy: fact(
            scenario, on, language=language, passed=passed, empathy=empathy, name=f"attempt-{number}"
        ),
        st.integers(0, 10_000),
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from(["en", "es"]),
        st.integers(0, 500),
        st.booleans(),
        st.integers(60, 100),
    ),
    max_size=14,
    unique_by=lambda each: each.attempt,
)
CERTIFICATIONS = st.builds(
    lambda at_least, languages, window, valid, limit: certification(
        requirement("a", "b", languages=tuple(languages), at_least=at_least),
        requirement("c"),
        window=window,
        valid=valid,
        limit=limit,
    ),
    st.integers(1, 2),
    st.lists(st.sampled_from(["en", "es"]), min_size=1, max_size=2, unique=True),
    st.sampled_from([None, 30, 180]),
    st.sampled_from([None, 20, 100]),
    st.sampled_from([None, (1, 5), (2, 50)]),
)
RANK = [Status.NOT_STARTED, Status.IN_PROGRESS, Status.EXPIRED, Status.EXPIRING, Status.ACHIEVED]


@given(asked=CERTIFICATIONS, facts=FACTS, now=st.integers(0, 600), data=st.data())
def test_the_order_of_records_and_their_repetition_do_not_matter(
    asked: Certification, facts: list[AssessmentFact], now: int, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(facts))
    assert stands(shuffled, now, asked) == stands(facts, now, asked)
    assert stands([*facts, *shuffled], now, asked) == stands(facts, now, asked)


@given(asked=CERTIFICATIONS, facts=FACTS, now=st.integers(0, 600), scenario=st.sampled_from(["a", "b", "c"]))
def test_a_pass_just_made_never_lowers_the_standing(
    asked: Certification, facts: list[AssessmentFact], now: int, scenario: str
) -> None:
    before = stands(facts, now, asked)
    after = stands([*facts, fact(scenario, now, name="new")], now, asked)
    assert RANK.index(after.status) >= RANK.index(before.status)
    assert after.holds[: len(before.holds)] == before.holds
    for earlier, later in zip(before.requirements, after.requirements, strict=True):
        assert after.status is not before.status or later.done >= earlier.done


@given(asked=CERTIFICATIONS, facts=FACTS, now=st.integers(0, 600))
def test_a_standing_is_sound(asked: Certification, facts: list[AssessmentFact], now: int) -> None:
    found = stands(facts, now, asked)
    by_name = {each.attempt: each for each in facts}
    for earlier, later in zip(found.holds, found.holds[1:], strict=False):
        assert earlier.expires_at is not None
        assert later.achieved_at >= earlier.expires_at - timedelta(days=30)
        assert all(by_name[name].finished_at > earlier.last_counted_at for name in later.attempts)
    for hold in found.holds:
        assert hold.achieved_at <= day(now)
        for name in hold.attempts:
            assert by_name[name].counts_for(asked)
            assert by_name[name].finished_at <= hold.achieved_at
            assert asked.window is None or hold.achieved_at - by_name[name].finished_at <= asked.window
    assert found.held is any(hold.covers(day(now)) for hold in found.holds)
    if found.status in {Status.NOT_STARTED, Status.IN_PROGRESS}:
        assert not all(each.met for each in found.requirements)
