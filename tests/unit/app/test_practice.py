from datetime import timedelta

import pytest
from building import double_charge, ending, reply, scenario, scene
from workshop import Workshop

from trainer.app.attempts import GRACE
from trainer.app.call import PracticeOnlyError
from trainer.app.faults import UnplayableScenarioFault
from trainer.app.ports import AttemptState
from trainer.app.practice import NotAdmittedError, NotResumableError, Obstacle
from trainer.certification.model import AttemptLimit, Certification, Requirement
from trainer.scenario.model import Text, Use

FOUNDATION = Certification(
    id="foundation",
    version=1,
    title=Text({"en": "Foundation", "es": "Nivel básico"}),
    description=None,
    requires=(Requirement(("double-charge",), ("en", "es"), 1),),
    limit=AttemptLimit(2, timedelta(days=7)),
)


@pytest.fixture
def workshop() -> Workshop:
    return Workshop(double_charge(), certifications=[FOUNDATION])


def test_a_killed_call_is_resumed_exactly_where_it_was(workshop: Workshop) -> None:
    call = workshop.play("own-it", language="es", use=Use.ASSESSMENT)
    workshop.restart()
    (found,) = workshop.practice.open_attempts(workshop.trainee)
    again = workshop.practice.resume(found.facts.id)
    assert again is not call
    assert again.transcript == call.transcript
    assert again.step == call.step
    assert again.offered == call.offered
    assert (again.language, again.use, again.attempt) == (call.language, call.use, call.attempt)
    assert again.take("last-four", 1.0).finish is not None


def test_a_killed_call_has_one_interruption_at_its_last_sign_of_life(workshop: Workshop) -> None:
    call = workshop.play("own-it", use=Use.ASSESSMENT)
    workshop.restart()
    workshop.clock.go(hours=3)
    workshop.practice.resume(call.attempt)
    facts = workshop.records.attempt(call.attempt)
    assert facts.interruptions == 1
    assert facts.last_at == workshop.clock.now()


def test_a_call_left_in_good_order_is_interrupted_once(workshop: Workshop) -> None:
    call = workshop.begin(use=Use.ASSESSMENT)
    call.leave()
    call.leave()
    workshop.clock.go(hours=23)
    workshop.practice.resume(call.attempt)
    assert workshop.records.attempt(call.attempt).interruptions == 1


def test_a_call_that_is_open_here_is_given_as_it_is(workshop: Workshop) -> None:
    call = workshop.begin()
    assert workshop.practice.resume(call.attempt) is call
    assert workshop.records.attempt(call.attempt).interruptions == 0


def test_an_assessment_is_lost_after_24_hours_and_practice_is_not(workshop: Workshop) -> None:
    assessment = workshop.play("own-it", use=Use.ASSESSMENT)
    practice = workshop.play("own-it")
    workshop.restart()
    left_at = workshop.records.attempt(assessment.attempt).last_at
    workshop.clock.go(hours=24, seconds=1)
    (found,) = workshop.practice.open_attempts(workshop.trainee)
    assert found.facts.id == practice.attempt
    assert found.until is None
    facts = workshop.records.attempt(assessment.attempt)
    assert facts.state is AttemptState.LOST
    assert facts.last_at == left_at + GRACE
    with pytest.raises(NotResumableError):
        workshop.practice.resume(assessment.attempt)


def test_an_assessment_can_be_resumed_until_the_last_moment(workshop: Workshop) -> None:
    call = workshop.begin(use=Use.ASSESSMENT)
    call.leave()
    workshop.clock.go(hours=24)
    (found,) = workshop.practice.open_attempts(workshop.trainee)
    assert found.until == workshop.clock.now()
    workshop.practice.resume(call.attempt)


def test_a_call_that_goes_on_is_never_lost(workshop: Workshop) -> None:
    call = workshop.begin(use=Use.ASSESSMENT)
    workshop.clock.go(hours=30)
    assert len(workshop.practice.open_attempts(workshop.trainee)) == 1
    call.take("own-it", 1.0)


def test_a_file_that_changed_or_went_does_not_disturb_a_call(workshop: Workshop) -> None:
    call = workshop.begin()
    changed = scenario(scene("elsewhere", reply("other", "end", "33")), ending("end"), name="double-charge")
    workshop.put(changed._replace(version=2))
    workshop.library.reload()
    call.take("own-it", 1.0)
    workshop.remove("double-charge")
    workshop.restart()
    again = workshop.practice.resume(call.attempt)
    assert again.scenario == double_charge()
    assert again.take("last-four", 1.0).finish is not None


def test_an_open_assessment_is_resumed_not_begun_again(workshop: Workshop) -> None:
    call = workshop.begin(use=Use.ASSESSMENT)
    with pytest.raises(NotAdmittedError) as refused:
        workshop.begin(use=Use.ASSESSMENT)
    assert refused.value.admission.obstacle is Obstacle.OPEN
    assert refused.value.admission.open_attempt == call.attempt
    assert workshop.begin(language="es", use=Use.ASSESSMENT).number == 1
    assert workshop.begin().number == 1


def test_after_too_many_failures_the_next_assessment_waits(workshop: Workshop) -> None:
    for _ in range(2):
        workshop.play("wait full-card", use=Use.ASSESSMENT)
    admission = workshop.practice.admission(workshop.trainee, "double-charge", "en", Use.ASSESSMENT)
    assert admission.obstacle is Obstacle.WAITING
    assert admission.opens_at == workshop.clock.now() + timedelta(days=7)
    assert workshop.practice.admission(workshop.trainee, "double-charge", "es", Use.ASSESSMENT).granted
    assert workshop.practice.admission(workshop.trainee, "double-charge", "en", Use.PRACTICE).granted
    workshop.clock.go(days=7)
    assert workshop.practice.admission(workshop.trainee, "double-charge", "en", Use.ASSESSMENT).granted


def test_a_lost_assessment_counts_as_a_failed_one(workshop: Workshop) -> None:
    workshop.play("wait full-card", use=Use.ASSESSMENT)
    workshop.begin(use=Use.ASSESSMENT).abandon()
    admission = workshop.practice.admission(workshop.trainee, "double-charge", "en", Use.ASSESSMENT)
    assert admission.obstacle is Obstacle.WAITING


def test_language_and_use_must_be_offered() -> None:
    exam = double_charge()._replace(use=(Use.ASSESSMENT,), languages=("en",))
    workshop = Workshop(exam)
    admission = workshop.practice.admission
    assert admission(workshop.trainee, exam.id, "es", Use.ASSESSMENT).obstacle is Obstacle.LANGUAGE
    assert admission(workshop.trainee, exam.id, "en", Use.PRACTICE).obstacle is Obstacle.USE
    with pytest.raises(NotAdmittedError):
        workshop.begin()
    with pytest.raises(KeyError):
        workshop.begin("no-such-scenario")


def test_a_scenario_without_a_perfect_call_does_not_begin() -> None:
    hopeless = scenario(
        scene("only", reply("a", "end", "30"), reply("b", "end", "03")), ending("end"), name="hopeless"
    )
    workshop = Workshop(hopeless)
    with pytest.raises(UnplayableScenarioFault, match="puente check"):
        workshop.begin("hopeless")
    assert workshop.records.attempts(workshop.trainee.id) == []


def test_only_practice_can_be_tried_again_and_only_from_a_decision(workshop: Workshop) -> None:
    assessment = workshop.play("own-it last-four", use=Use.ASSESSMENT)
    with pytest.raises(PracticeOnlyError):
        workshop.practice.try_again_from(assessment.attempt, 1)
    practice = workshop.play("own-it last-four")
    for number in (0, 3):
        with pytest.raises(ValueError, match="no decision"):
            workshop.practice.try_again_from(practice.attempt, number)


def test_open_calls_are_listed_newest_first_with_their_titles(workshop: Workshop) -> None:
    first = workshop.begin()
    workshop.clock.go(60)
    second = workshop.begin(language="es")
    found = workshop.practice.open_attempts(workshop.trainee)
    assert [each.facts.id for each in found] == [second.attempt, first.attempt]
    assert found[0].title == double_charge().title
