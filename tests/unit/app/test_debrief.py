import pytest
from building import double_charge, ending, reply, scenario, scene
from workshop import Workshop

from trainer.app.debrief import NotFinishedError
from trainer.scenario.model import CriticalError, Dimension, Outcome, Use
from trainer.scoring.card import Reason


@pytest.fixture
def workshop() -> Workshop:
    return Workshop(double_charge())


def test_a_debrief_tells_the_verdict_and_every_reason(workshop: Workshop) -> None:
    call = workshop.play("own-it full-card", language="es")
    debrief = workshop.debriefs.debrief(call.attempt)
    assert debrief.passed is False
    assert debrief.reasons == (Reason.RESOLUTION, Reason.CRITICAL)
    empathy, resolution = debrief.dimensions[Dimension.EMPATHY], debrief.dimensions[Dimension.RESOLUTION]
    assert empathy is not None
    assert resolution is not None
    assert (empathy.measured.shown, empathy.measured.par, empathy.mark, empathy.reached) == (80, 5, 80, True)
    assert (resolution.measured.shown, resolution.measured.earned, resolution.reached) == (50, 3, False)
    assert debrief.dimensions[Dimension.REGISTER] is None
    assert [(each.scene, each.kind) for each in debrief.critical] == [("verify", CriticalError.COMPLIANCE)]
    assert (debrief.outcome, debrief.accepted) == (Outcome.RESOLVED, (Outcome.RESOLVED,))
    assert debrief.ending.id == "scenes/done/customer"
    assert debrief.finished_at == workshop.clock.now()
    assert debrief.seconds == 20.0


def test_the_moods_of_the_call_stand_beside_those_of_the_perfect_one(workshop: Workshop) -> None:
    call = workshop.play("wait last-four")
    debrief = workshop.debriefs.debrief(call.attempt)
    assert debrief.moods == (-1, -2, -2)
    assert debrief.perfect_moods == (-1, 0, 0)


def test_each_decision_is_told_with_its_cost_and_the_perfect_reply(workshop: Workshop) -> None:
    call = workshop.play("own-it full-card", language="es")
    first, second = workshop.debriefs.debrief(call.attempt).decisions
    assert first.taken_was_best
    assert not any(first.costs.values())
    assert second.number == 2
    assert second.skill == "verify-identity"
    assert second.customer.id == "scenes/verify/customer/0"
    assert second.customer.locale == "es-MX"
    assert second.taken is not None
    assert second.taken.text == "Dígame el número completo de su tarjeta."
    assert second.costs == {Dimension.EMPATHY: 1, Dimension.RESOLUTION: 3}
    assert second.critical is CriticalError.COMPLIANCE
    assert second.feedback is not None
    assert (second.mood_before, second.mood, second.seconds, second.elapsed) == (0, 0, 4.0, 20.0)
    assert second.perfect is not None
    assert second.perfect.id == "last-four"
    assert second.perfect.points == {Dimension.EMPATHY: 2, Dimension.RESOLUTION: 3}
    assert second.others == ()
    assert not second.taken_was_best


def test_other_replies_are_told_in_the_order_in_which_they_were_shown() -> None:
    wide = scenario(
        scene(
            "only",
            *(
                reply(name, "end", points)
                for name, points in zip("abcd", ("33", "10", "01", "00"), strict=True)
            ),
        ),
        ending("end"),
        name="wide",
    )
    workshop = Workshop(wide)
    call = workshop.begin("wide")
    shown = [offer.id for offer in call.offered]
    call.take("d", 1.0)
    (decision,) = workshop.debriefs.debrief(call.attempt).decisions
    assert decision.perfect is not None
    assert decision.perfect.id == "a"
    assert [each.id for each in decision.others] == [each for each in shown if each in "bc"]


def test_silence_is_told_as_nothing_said(workshop: Workshop) -> None:
    call = workshop.play("own-it silence")
    debrief = workshop.debriefs.debrief(call.attempt)
    last = debrief.decisions[-1]
    assert last.taken is None
    assert not last.taken_was_best
    assert debrief.reasons == (Reason.EMPATHY, Reason.RESOLUTION, Reason.OUTCOME)


def test_an_assessment_tells_feedback_but_no_reply_that_was_not_taken(workshop: Workshop) -> None:
    call = workshop.play("wait full-card", use=Use.ASSESSMENT)
    debrief = workshop.debriefs.debrief(call.attempt)
    assert [each.perfect for each in debrief.decisions] == [None, None]
    assert [each.others for each in debrief.decisions] == [(), ()]
    assert all(each.feedback is not None for each in debrief.decisions)
    assert debrief.decisions[0].costs == {Dimension.EMPATHY: 3, Dimension.RESOLUTION: 3}
    assert debrief.may_try_again is False


def test_a_debrief_shows_the_file_that_was_played_not_the_one_that_is(workshop: Workshop) -> None:
    call = workshop.play("own-it last-four")
    before = workshop.debriefs.debrief(call.attempt)
    workshop.put(scenario(scene("new", reply("x", "end", "33")), ending("end"), name="double-charge"))
    workshop.restart()
    assert workshop.debriefs.debrief(call.attempt) == before
    workshop.remove("double-charge")
    workshop.restart()
    assert workshop.debriefs.debrief(call.attempt) == before
    assert before.may_try_again


def test_a_call_without_a_result_has_no_debrief(workshop: Workshop) -> None:
    call = workshop.play("own-it")
    with pytest.raises(NotFinishedError):
        workshop.debriefs.debrief(call.attempt)
    call.abandon()
    with pytest.raises(NotFinishedError):
        workshop.debriefs.debrief(call.attempt)


def test_time_on_hold_is_told_apart_from_the_rest(workshop: Workshop) -> None:
    call = workshop.begin()
    call.hold()
    workshop.clock.go(7)
    call.unhold()
    workshop.clock.go(5)
    call.take("own-it", 4.0)
    workshop.clock.go(10)
    call.take("last-four", 4.0)
    debrief = workshop.debriefs.debrief(call.attempt)
    assert (debrief.seconds, debrief.held) == (22.0, 7.0)
    untouched = workshop.debriefs.debrief(workshop.play("own-it last-four").attempt)
    assert untouched.held == 0


def test_by_cost_a_critical_error_comes_first_and_equal_ones_stay_in_order(workshop: Workshop) -> None:
    flawed = workshop.debriefs.debrief(workshop.play("wait full-card").attempt)
    assert [each.number for each in flawed.by_cost] == [2, 1]
    perfect = workshop.debriefs.debrief(workshop.play("own-it last-four").attempt)
    assert [each.number for each in perfect.by_cost] == [1, 2]
