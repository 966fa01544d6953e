from datetime import timedelta

import pytest
from building import double_charge, ending, reply, scenario, scene
from workshop import Workshop

from trainer.app.faults import UnreadableSourceFault
from trainer.app.recommendation import DueForReview, NeverPracticed, NextOnPath, WeakSkill
from trainer.certification.model import AttemptLimit, Certification, Requirement
from trainer.certification.standing import Status
from trainer.scenario.model import Text, Use

FOUNDATION = Certification(
    id="foundation",
    version=1,
    title=Text({"en": "Foundation", "es": "Nivel básico"}),
    description=None,
    requires=(
        Requirement(("double-charge",), ("en", "es"), 1),
        Requirement(("greeting", "farewell"), ("es",), 1),
    ),
    limit=AttemptLimit(1, timedelta(days=7)),
)

greeting = scenario(
    scene("hello", reply("warm", "end", "33"), reply("cold", "end", "00"), skill="open-and-identify"),
    ending("end"),
    name="greeting",
)
farewell = scenario(
    scene("bye", reply("warm", "end", "33"), reply("cold", "end", "00"), skill="close-and-confirm"),
    ending("end"),
    name="farewell",
)


@pytest.fixture
def workshop() -> Workshop:
    return Workshop(double_charge(), greeting, farewell, certifications=[FOUNDATION])


def test_somebody_new_is_sent_along_the_path(workshop: Workshop) -> None:
    overview = workshop.home.overview(workshop.trainee)
    assert overview.next_call is not None
    recommended = overview.next_call.recommendation
    assert (recommended.scenario, recommended.language) == ("double-charge", "en")
    assert recommended.use is Use.PRACTICE
    assert recommended.reasons == (NextOnPath("foundation", 0, ready=False), NeverPracticed())
    (path,) = overview.path
    assert (path.met, path.total, path.standing.status) == (0, 3, Status.NOT_STARTED)
    assert (overview.calls, overview.practiced_days, overview.recent, overview.skills) == (0, 0, (), ())
    assert overview.open_calls == ()


def test_whoever_passed_in_practice_is_ready_for_the_assessment(workshop: Workshop) -> None:
    workshop.play("own-it last-four", language="es")
    overview = workshop.home.overview(workshop.trainee)
    assert overview.next_call is not None
    recommended = overview.next_call.recommendation
    assert (recommended.scenario, recommended.language, recommended.use) == (
        "double-charge",
        "es",
        Use.ASSESSMENT,
    )
    assert recommended.reasons[0] == NextOnPath("foundation", 0, ready=True)


def test_passed_assessments_are_met_no_more_than_asked_for(workshop: Workshop) -> None:
    workshop.play("own-it last-four", use=Use.ASSESSMENT)
    for name in ("greeting", "farewell"):
        workshop.play("warm", name, "es", Use.ASSESSMENT)
    (path,) = workshop.home.overview(workshop.trainee).path
    assert (path.met, path.total) == (2, 3)
    workshop.clock.go(60)
    workshop.play("own-it last-four", language="es", use=Use.ASSESSMENT)
    (path,) = workshop.home.overview(workshop.trainee).path
    assert (path.met, path.standing.status) == (3, Status.ACHIEVED)


def test_a_blocked_assessment_is_recommended_for_practice(workshop: Workshop) -> None:
    workshop.play("wait full-card", use=Use.ASSESSMENT)
    ranked = workshop.home.recommendations(
        workshop.trainee, [], workshop.home.path(workshop.attempts.of(workshop.trainee.id)), []
    )
    blocked = next(each for each in ranked if (each.scenario, each.language) == ("double-charge", "en"))
    assert blocked.use is Use.PRACTICE
    assert isinstance(blocked.reasons[0], NextOnPath)
    assert blocked.reasons[0].failures == 1
    assert blocked.reasons[0].opens_at == workshop.clock.now() + timedelta(days=7)


def test_a_weak_skill_and_a_due_review_are_told_with_their_figures(workshop: Workshop) -> None:
    workshop.play("wait full-card", language="es")
    workshop.clock.go(days=9)
    overview = workshop.home.overview(workshop.trainee)
    assert overview.next_call is not None
    recommended = overview.next_call.recommendation
    assert (recommended.scenario, recommended.language) == ("double-charge", "es")
    assert set(recommended.reasons) == {
        NextOnPath("foundation", 0, ready=False),
        DueForReview(days=9, score=0),
        WeakSkill("acknowledge-emotion", "es", 0),
    }


def test_skills_are_the_share_of_the_points_by_language(workshop: Workshop) -> None:
    workshop.play("own-it full-card")
    workshop.play("wait last-four", language="es")
    rows = {row.skill: row.by_language for row in workshop.home.overview(workshop.trainee).skills}
    assert list(rows) == ["verify-identity", "acknowledge-emotion"]
    assert rows["acknowledge-emotion"]["en"].shown == 100
    assert rows["acknowledge-emotion"]["es"].shown == 0
    assert rows["verify-identity"]["en"].shown == 20
    assert rows["verify-identity"]["en"].decisions == 1


def test_what_a_branch_copied_counts_once(workshop: Workshop) -> None:
    call = workshop.play("wait last-four")
    branch = workshop.practice.try_again_from(call.attempt, 2)
    branch.take("full-card", 1.0)
    rows = {row.skill: row.by_language["en"] for row in workshop.home.overview(workshop.trainee).skills}
    assert rows["acknowledge-emotion"].decisions == 1
    assert rows["verify-identity"].decisions == 2


def test_days_of_practice_are_counted_by_the_calendar_of_a_week(workshop: Workshop) -> None:
    workshop.play("own-it last-four")
    workshop.play("own-it last-four")
    workshop.clock.go(days=3)
    workshop.play("own-it")
    workshop.begin(language="es")
    assert workshop.home.overview(workshop.trainee).practiced_days == 2
    workshop.clock.go(days=4)
    assert workshop.home.overview(workshop.trainee).practiced_days == 1
    workshop.clock.go(days=4)
    assert workshop.home.overview(workshop.trainee).practiced_days == 0


def test_an_open_call_and_recent_ones_are_shown_newest_first(workshop: Workshop) -> None:
    first = workshop.play("own-it last-four")
    workshop.clock.go(60)
    second = workshop.play("warm", "greeting", "es", Use.ASSESSMENT)
    waiting = workshop.begin(language="es")
    overview = workshop.home.overview(workshop.trainee)
    assert [each.result.attempt for each in overview.recent] == [second.attempt, first.attempt]
    assert [each.facts.id for each in overview.open_calls] == [waiting.attempt]
    assert overview.recent[0].scenario == greeting
    assert overview.calls == 2


def test_a_trainee_is_recommended_only_what_they_practice() -> None:
    exam = greeting._replace(use=(Use.ASSESSMENT,))
    spanish = farewell._replace(languages=("es",))
    workshop = Workshop(exam, spanish)
    assert [
        (each.scenario, each.language) for each in workshop.home.recommendations(workshop.trainee, [], [], [])
    ] == [("farewell", "es")]


def test_calls_that_only_a_newer_version_can_read_do_not_keep_home_shut(workshop: Workshop) -> None:
    played = workshop.play("own-it last-four")
    workshop.begin(language="es")
    workshop.forget_sources()
    workshop.restart()
    overview = workshop.home.overview(workshop.trainee)
    assert overview.open_calls == ()
    assert [(each.result.attempt, each.scenario) for each in overview.recent] == [(played.attempt, None)]
    with pytest.raises(UnreadableSourceFault):
        workshop.debriefs.debrief(played.attempt)


def test_an_empty_library_recommends_nothing() -> None:
    workshop = Workshop()
    assert workshop.home.overview(workshop.trainee).next_call is None


def test_a_scenario_that_cannot_be_scored_is_not_recommended() -> None:
    hopeless = scenario(
        scene("only", reply("a", "end", "30"), reply("b", "end", "03")), ending("end"), name="hopeless"
    )
    workshop = Workshop(hopeless, greeting)
    overview = workshop.home.overview(workshop.trainee)
    assert overview.next_call is not None
    assert overview.next_call.scenario.id == greeting.id
