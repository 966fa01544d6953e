from collections import Counter

import pytest
from building import double_charge, ending, reply, scenario, scene, text
from workshop import Workshop

from trainer.app.call import CallOver, PracticeOnlyError, shuffle
from trainer.app.faults import DiskFullFault
from trainer.app.ports import AttemptState, TimeAllowance
from trainer.app.transcript import Speaker
from trainer.engine.call import NotOfferedError
from trainer.scenario.model import CriticalError, Dimension, Outcome, Use


@pytest.fixture
def workshop() -> Workshop:
    return Workshop(double_charge())


def test_a_call_begins_with_the_customers_line_in_the_customers_locale(workshop: Workshop) -> None:
    call = workshop.begin(language="es")
    assert (call.language, call.locale, call.number) == ("es", "es-MX", 1)
    assert call.line.id == "scenes/opening/customer"
    assert [entry.speaker for entry in call.transcript] == [Speaker.CUSTOMER]
    assert call.transcript[0].mood == -1


def test_a_decision_is_recorded_before_the_next_line_is_given(workshop: Workshop) -> None:
    call = workshop.begin()
    offered = tuple(offer.id for offer in call.offered)
    workshop.clock.go(12.5)
    taken = call.take("own-it", 4.5)
    (decision,) = workshop.records.decisions(call.attempt)
    assert decision.event.reply == "own-it"
    assert decision.shown == offered
    assert (decision.number, decision.seconds, decision.elapsed) == (1, 4.5, 12.5)
    assert taken.answer.line is not None
    assert taken.answer.line.id == "scenes/verify/customer/0"
    assert (taken.mood_before, taken.mood) == (-1, 0)
    assert taken.finish is None


def test_a_refused_write_leaves_the_call_where_it_stood(workshop: Workshop) -> None:
    call = workshop.begin()
    before = call.transcript
    workshop.fake_records.refuse = DiskFullFault(workshop.library.scenario("double-charge").path)
    with pytest.raises(DiskFullFault, match="Free some space"):
        call.take("own-it", 1.0)
    assert (call.number, call.transcript) == (1, before)
    assert workshop.records.decisions(call.attempt) == ()
    call.take("own-it", 1.0)
    assert len(workshop.records.decisions(call.attempt)) == 1


def test_a_refused_last_write_does_not_end_the_call(workshop: Workshop) -> None:
    call = workshop.play("own-it")
    workshop.fake_records.refuse = DiskFullFault(workshop.library.scenario("double-charge").path)
    with pytest.raises(DiskFullFault):
        call.take("last-four", 1.0)
    assert call.finish is None
    assert call.take("last-four", 1.0).finish is not None


def test_the_end_is_recorded_with_the_last_decision(workshop: Workshop) -> None:
    call = workshop.play("own-it full-card")
    facts = workshop.records.attempt(call.attempt)
    assert facts.state is AttemptState.FINISHED
    assert facts.decisions == 2
    assert facts.finish is not None
    assert facts.finish == call.finish
    assert facts.finish.outcome is Outcome.RESOLVED
    assert facts.finish.scores[Dimension.EMPATHY] == (80, 1)
    assert facts.finish.scores[Dimension.RESOLUTION] == (50, 1)
    assert facts.finish.scores[Dimension.REGISTER] is None
    assert facts.finish.reasons == ("resolution", "critical")
    assert facts.finish.critical == (CriticalError.COMPLIANCE,)
    assert call.offered == ()


def test_nothing_can_be_done_after_the_end(workshop: Workshop) -> None:
    call = workshop.play("own-it last-four")
    for act in (lambda: call.take("own-it", 1.0), call.go_back, call.abandon):
        with pytest.raises(CallOver):
            act()
    call.leave()
    assert workshop.records.attempt(call.attempt).interruptions == 0


def test_a_reply_that_is_not_offered_is_refused_and_not_recorded(workshop: Workshop) -> None:
    call = workshop.begin()
    with pytest.raises(NotOfferedError):
        call.take("last-four", 1.0)
    assert workshop.records.decisions(call.attempt) == ()


def test_practice_gives_feedback_with_a_better_reply(workshop: Workshop) -> None:
    call = workshop.begin(language="es")
    feedback = call.take("wait", 1.0).feedback
    assert feedback is not None
    assert feedback.text == text("The customer has already waited.")
    assert (feedback.ratings[Dimension.EMPATHY].earned, feedback.ratings[Dimension.EMPATHY].available) == (
        0,
        3,
    )
    assert feedback.better is not None
    assert feedback.better.text.startswith("Lamento mucho")
    assert call.transcript[-2].feedback == feedback


def test_the_best_reply_has_no_better_one(workshop: Workshop) -> None:
    feedback = workshop.begin().take("own-it", 1.0).feedback
    assert feedback is not None
    assert feedback.better is None


def test_an_assessment_gives_nothing_away(workshop: Workshop) -> None:
    call = workshop.begin(use=Use.ASSESSMENT)
    taken = call.take("wait", 1.0)
    assert taken.feedback is None
    assert [entry.feedback for entry in call.transcript] == [None, None, None]
    assert call.may_go_back is False
    for act in (call.hint, call.go_back, call.pause):
        with pytest.raises(PracticeOnlyError):
            act()
    assert workshop.records.attempt(call.attempt).state is AttemptState.OPEN


def test_a_hint_names_the_skill(workshop: Workshop) -> None:
    assert workshop.begin().hint() == "acknowledge-emotion"


def test_silence_is_taken_like_a_reply_and_says_nothing(workshop: Workshop) -> None:
    call = workshop.play("own-it")
    taken = call.take("silence", 20.0)
    assert taken.said.line is None
    assert taken.finish is not None
    assert taken.finish.outcome is Outcome.LOST


def test_going_back_begins_a_branch_and_abandons_the_call(workshop: Workshop) -> None:
    call = workshop.play("wait")
    first_order = [offer.id for offer in workshop.begin().offered]
    branch = call.go_back()
    assert branch.attempt != call.attempt
    assert branch.number == 1
    facts = workshop.records.attempt(branch.attempt)
    assert (facts.parent, facts.branch_length) == (call.attempt, 0)
    assert workshop.records.attempt(call.attempt).state is AttemptState.ABANDONED
    assert {offer.id for offer in branch.offered} == set(first_order)
    with pytest.raises(CallOver):
        call.take("own-it", 1.0)


def test_a_branch_copies_what_came_before_and_its_time(workshop: Workshop) -> None:
    call = workshop.play("own-it")
    workshop.clock.go(30)
    finished = call.take("full-card", 3.0)
    assert finished.finish is not None
    branch = workshop.practice.try_again_from(call.attempt, 2)
    assert [entry.line for entry in branch.transcript] == [entry.line for entry in call.transcript[:3]]
    assert branch.elapsed() == 10.0
    assert workshop.records.attempt(call.attempt).state is AttemptState.FINISHED
    result = branch.take("last-four", 1.0).finish
    assert result is not None
    assert result.passed
    assert [each.number for each in workshop.records.decisions(branch.attempt)] == [1, 2]


def test_the_time_of_a_call_stands_while_it_is_paused_or_left(workshop: Workshop) -> None:
    call = workshop.begin()
    workshop.clock.go(5)
    call.pause()
    workshop.clock.go(60)
    assert call.elapsed() == 5.0
    call.unpause()
    workshop.clock.go(2)
    call.take("own-it", 1.0)
    workshop.clock.go(3)
    call.leave()
    workshop.clock.go(600)
    assert call.elapsed() == 10.0
    assert workshop.practice.resume(call.attempt).elapsed() == 7.0


@pytest.mark.parametrize(
    ("allowance", "use", "switched_on", "seconds"),
    [
        (TimeAllowance.AS_AUTHORED, Use.ASSESSMENT, False, 20.0),
        (TimeAllowance.HALF_MORE, Use.ASSESSMENT, True, 30.0),
        (TimeAllowance.DOUBLE, Use.PRACTICE, True, 40.0),
        (TimeAllowance.DOUBLE, Use.PRACTICE, False, None),
        (TimeAllowance.NO_LIMIT, Use.ASSESSMENT, True, None),
    ],
)
def test_time_limits_follow_the_accommodation_and_may_be_off_in_practice(
    allowance: TimeAllowance, use: Use, *, switched_on: bool, seconds: float | None
) -> None:
    workshop = Workshop(double_charge(), time_allowance=allowance)
    workshop.limits_in_practice = switched_on
    call = workshop.begin(use=use)
    assert call.silence_seconds() is None
    call.take("own-it", 1.0)
    assert call.silence_seconds() == seconds
    assert workshop.records.attempt(call.attempt).time_allowance is allowance


def test_the_lines_that_may_come_next_are_known_before_a_reply_is_taken(workshop: Workshop) -> None:
    call = workshop.begin()
    assert {line.id for line in call.upcoming_lines()} == {
        "scenes/verify/customer/0",
        "scenes/verify/customer/1",
    }
    call.take("wait", 1.0)
    assert {line.id for line in call.upcoming_lines()} == {"scenes/done/customer", "scenes/hung-up/customer"}
    call.take("last-four", 1.0)
    assert call.upcoming_lines() == ()


def test_without_a_time_limit_nobody_prepares_for_silence() -> None:
    workshop = Workshop(double_charge(), time_allowance=TimeAllowance.NO_LIMIT)
    call = workshop.play("own-it")
    assert [line.id for line in call.upcoming_lines()] == ["scenes/done/customer"]


def test_abandoning_ends_a_practice_and_loses_an_assessment(workshop: Workshop) -> None:
    practice = workshop.begin()
    practice.abandon()
    assessment = workshop.begin(use=Use.ASSESSMENT)
    assessment.abandon()
    assert workshop.records.attempt(practice.attempt).state is AttemptState.ABANDONED
    assert workshop.records.attempt(assessment.attempt).state is AttemptState.LOST


def test_the_order_of_replies_follows_from_seed_and_decision_alone() -> None:
    replies = ("a", "b", "c", "d")
    assert shuffle(replies, 7, 1) == shuffle(("d", "c", "b", "a"), 7, 1)
    orders = {shuffle(replies, 7, decision) for decision in range(1, 30)}
    assert len(orders) > 10


def test_every_reply_stands_first_about_as_often() -> None:
    first = Counter(shuffle(("a", "b", "c", "d"), seed, 3)[0] for seed in range(4000))
    assert all(850 <= times <= 1150 for times in first.values())


def test_a_chain_of_branches_keeps_every_attempt_of_its_own() -> None:
    long = scenario(
        *(scene(f"s{n}", reply("go", f"s{n + 1}", "33"), reply("no", f"s{n + 1}", "00")) for n in range(4)),
        ending("s4"),
        name="long",
    )
    workshop = Workshop(long)
    call = workshop.play("go no go", "long")
    once = call.go_back()
    twice = once.go_back()
    assert [len(workshop.records.decisions(each.attempt)) for each in (call, once, twice)] == [3, 2, 1]
    assert twice.number == 2
    final = None
    for choice in ("go", "go", "go"):
        final = twice.take(choice, 1.0).finish
    assert final is not None
    assert final.passed
