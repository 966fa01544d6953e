"""An assessment that is cut off: it goes on, or is lost after 24 hours, in the real records."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from building import double_charge
from workshop import Workshop

from trainer.app.attempts import GRACE
from trainer.app.call import Call
from trainer.app.ports import AttemptState
from trainer.app.practice import NotResumableError, Obstacle
from trainer.certification.model import AttemptLimit, Certification, Requirement
from trainer.scenario.model import Text, Use
from trainer.storage.records import SqliteRecords

WAIT = timedelta(days=7)
FOUNDATION = Certification(
    id="foundation",
    version=1,
    title=Text({"en": "Foundation", "es": "Nivel básico"}),
    description=None,
    requires=(Requirement(("double-charge",), ("en", "es"), 1),),
    limit=AttemptLimit(1, WAIT),
)


@pytest.fixture
def workshop(open_records: Callable[[], SqliteRecords]) -> Workshop:
    return Workshop(double_charge(), certifications=[FOUNDATION], records=open_records())


def crash(workshop: Workshop, _call: Call) -> None:
    workshop.restart()


def leave(workshop: Workshop, call: Call) -> None:
    call.leave()
    workshop.restart()


def state_of(workshop: Workshop, call: Call) -> AttemptState:
    return workshop.records.attempt(call.attempt).state


@pytest.mark.parametrize("cut_off", [crash, leave])
def test_it_goes_on_exactly_where_it_was_and_the_interruption_is_recorded(
    workshop: Workshop, cut_off: Callable[[Workshop, Call], None]
) -> None:
    call = workshop.play("own-it", use=Use.ASSESSMENT)
    offered, said = call.offered, call.transcript
    cut_off(workshop, call)
    workshop.clock.go(hours=23, seconds=3599)
    again = workshop.practice.resume(call.attempt)
    assert (again.offered, again.transcript, again.number) == (offered, said, 2)
    facts = workshop.records.attempt(call.attempt)
    assert (facts.interruptions, facts.decisions, facts.state) == (1, 1, AttemptState.OPEN)
    assert again.take("last-four", 2.0).finish is not None
    assert workshop.records.attempt(call.attempt).interruptions == 1


@pytest.mark.parametrize("cut_off", [crash, leave])
def test_it_is_lost_after_24_hours_and_counts_as_failed_from_then(
    workshop: Workshop, cut_off: Callable[[Workshop, Call], None]
) -> None:
    call = workshop.play("own-it", use=Use.ASSESSMENT)
    left_at = workshop.clock.now()
    cut_off(workshop, call)
    workshop.clock.go(days=3)
    overview = workshop.home.overview(workshop.trainee)
    facts = workshop.records.attempt(call.attempt)
    assert (facts.state, facts.last_at) == (AttemptState.LOST, left_at + GRACE)
    assert overview.open_calls == ()
    admission = workshop.practice.admission(workshop.trainee, "double-charge", "en", Use.ASSESSMENT)
    assert (admission.obstacle, admission.opens_at) == (Obstacle.WAITING, left_at + GRACE + WAIT)
    (lost,) = overview.lost
    assert (lost.attempt, lost.language, lost.decisions) == (call.attempt, "en", 1)
    assert (lost.lost_at, lost.opens_at) == (left_at + GRACE, left_at + GRACE + WAIT)
    (part,) = [
        each
        for requirement in overview.path[0].standing.requirements
        for each in requirement.parts
        if each.language == "en"
    ]
    assert (part.failures, part.opens_at) == (1, left_at + GRACE + WAIT)


def test_it_is_lost_while_the_program_stays_open(workshop: Workshop) -> None:
    call = workshop.play("own-it", use=Use.ASSESSMENT)
    call.leave()
    workshop.clock.go(hours=24, seconds=1)
    with pytest.raises(NotResumableError) as over:
        workshop.practice.resume(call.attempt)
    assert over.value.facts.state is AttemptState.LOST


def test_a_clock_that_is_set_back_loses_nothing_and_hides_no_interruption(workshop: Workshop) -> None:
    call = workshop.play("own-it", use=Use.ASSESSMENT)
    call.leave()
    workshop.clock.set_wall(workshop.clock.now() - timedelta(days=2))
    again = workshop.practice.resume(call.attempt)
    assert again.number == 2
    crash(workshop, again)
    workshop.practice.resume(call.attempt)
    assert workshop.records.attempt(call.attempt).interruptions == 2


def test_a_clock_that_is_set_back_afterwards_opens_nothing_again(workshop: Workshop) -> None:
    call = workshop.play("own-it", use=Use.ASSESSMENT)
    leave(workshop, call)
    workshop.clock.go(hours=25)
    workshop.practice.open_attempts(workshop.trainee)
    workshop.clock.set_wall(workshop.clock.now() - timedelta(days=1))
    assert state_of(workshop, call) is AttemptState.LOST
    with pytest.raises(NotResumableError):
        workshop.practice.resume(call.attempt)


def test_a_call_that_goes_on_is_not_lost_by_a_clock_that_is_set_forward(workshop: Workshop) -> None:
    call = workshop.play("own-it", use=Use.ASSESSMENT)
    workshop.clock.set_wall(workshop.clock.now() + timedelta(days=2))
    assert workshop.home.overview(workshop.trainee).lost == ()
    assert call.take("last-four", 2.0).finish is not None


def test_a_loss_is_told_for_a_week_and_no_more_once_it_is_begun_again(workshop: Workshop) -> None:
    call = workshop.play("own-it", language="es", use=Use.ASSESSMENT)
    leave(workshop, call)
    workshop.clock.go(days=8)
    told = workshop.home.overview(workshop.trainee).lost
    workshop.clock.go(seconds=1)
    assert [each.attempt for each in told] == [call.attempt]
    assert workshop.home.overview(workshop.trainee).lost == ()
    other = workshop.play("own-it", use=Use.ASSESSMENT)
    leave(workshop, other)
    workshop.clock.go(days=1, seconds=1)
    workshop.home.overview(workshop.trainee)
    assert workshop.home.overview(workshop.trainee).lost != ()
