"""Scores over time, what filters leave of them, and the evidence of every certification."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from building import double_charge, text
from workshop import Workshop

from trainer.app.home import Home
from trainer.app.progress import Course, Development, Period, Selection, Step, TrainingProgress, Wanted, trend
from trainer.certification.model import AttemptLimit, Certification, Requirement
from trainer.scenario.model import Dimension, Use

FOUNDATION = Certification(
    "foundation",
    1,
    text(en="Foundation", es="Nivel básico"),
    None,
    (Requirement(("double-charge",), ("en", "es"), 1),),
    window=timedelta(days=180),
    limit=AttemptLimit(1, timedelta(days=7)),
    validity=timedelta(days=365),
)

GOOD, POOR = "own-it last-four", "own-it full-card"
"""Replies that score 100 and 100, and 80 and 50 with a critical error."""


@pytest.fixture
def workshop() -> Workshop:
    return Workshop(double_charge(), certifications=[FOUNDATION])


def progress_of(workshop: Workshop) -> TrainingProgress:
    home = Home(
        records=workshop.records,
        attempts=workshop.attempts,
        library=workshop.library,
        practice=workshop.practice,
        clock=workshop.clock,
    )
    return TrainingProgress(
        records=workshop.records,
        attempts=workshop.attempts,
        library=workshop.library,
        home=home,
        clock=workshop.clock,
    )


def looked_at(workshop: Workshop, wanted: Wanted | None = None) -> tuple[Development, Selection]:
    progress = progress_of(workshop)
    development = progress.development(workshop.trainee)
    return development, progress.selection(development, wanted or Wanted())


def shown(course: Course, language: str, dimension: Dimension = Dimension.EMPATHY) -> list[int | None]:
    found = (each.average(language, dimension) for each in course.intervals)
    return [None if average is None else average.shown for average in found]


def test_nobody_has_progress_before_the_first_call(workshop: Workshop) -> None:
    development, selection = looked_at(workshop)
    assert (development.calls, selection.calls, selection.skills) == ((), (), ())
    assert selection.course.intervals == ()
    assert development.dimensions == (Dimension.EMPATHY, Dimension.RESOLUTION)


def test_calls_of_one_day_are_averaged_for_each_language(workshop: Workshop) -> None:
    for replies, language in ((GOOD, "en"), (POOR, "en"), ("wait last-four", "es")):
        workshop.play(replies, language=language)
    _, selection = looked_at(workshop)
    assert selection.course.step is Step.DAY
    assert shown(selection.course, "en") == [90]
    assert shown(selection.course, "es") == [40]
    english = selection.course.intervals[0].average("en", Dimension.RESOLUTION)
    assert english is not None
    assert (english.score, english.calls) == (Fraction(75), 2)


@pytest.mark.parametrize(
    ("days", "step", "intervals"), [(20, Step.DAY, 2), (21, Step.WEEK, 2), (182, Step.MONTH, 2)]
)
def test_a_longer_course_has_longer_intervals(
    workshop: Workshop, days: int, step: Step, intervals: int
) -> None:
    workshop.play(GOOD)
    workshop.clock.go(days=days)
    workshop.play(POOR)
    course = looked_at(workshop)[1].course
    assert (course.step, len(course.intervals)) == (step, intervals)
    assert shown(course, "en") == [100, 80]


def test_weeks_begin_on_monday_and_months_on_their_first(workshop: Workshop) -> None:
    workshop.play(GOOD)
    workshop.clock.go(days=30)
    workshop.play(GOOD)
    weeks = looked_at(workshop)[1].course.intervals
    assert {each.start.weekday() for each in weeks} == {0}
    assert {each.end - each.start for each in weeks} == {timedelta(days=6)}
    workshop.clock.go(days=300)
    workshop.play(GOOD)
    months = looked_at(workshop)[1].course.intervals
    assert {each.start.day for each in months} == {1}
    assert {(each.end + timedelta(days=1)).day for each in months} == {1}


def test_filters_leave_what_is_wanted(workshop: Workshop) -> None:
    workshop.play(GOOD, use=Use.ASSESSMENT)
    workshop.clock.go(days=60)
    workshop.play(POOR, language="es")
    for wanted, languages in (
        (Wanted(), ["es", "en"]),
        (Wanted(language="en"), ["en"]),
        (Wanted(use=Use.PRACTICE), ["es"]),
        (Wanted(period=Period.DAYS_90), ["es", "en"]),
        (Wanted(period=Period.DAYS_30), ["es"]),
        (Wanted(period=Period.DAYS_30, use=Use.ASSESSMENT), []),
    ):
        calls = looked_at(workshop, wanted)[1].calls
        assert [each.result.language for each in calls] == languages


def test_a_period_counts_today(workshop: Workshop) -> None:
    workshop.play(GOOD)
    workshop.clock.go(days=29)
    assert len(looked_at(workshop, Wanted(period=Period.DAYS_30))[1].calls) == 1
    workshop.clock.go(days=1)
    assert looked_at(workshop, Wanted(period=Period.DAYS_30))[1].calls == ()


def test_skills_are_those_of_the_wanted_calls(workshop: Workshop) -> None:
    workshop.play(GOOD)
    workshop.play("wait last-four", language="es")
    skills = looked_at(workshop, Wanted(language="es"))[1].skills
    assert [set(row.by_language) for row in skills] == [{"es"}, {"es"}]


def test_a_call_knows_which_marks_it_missed(workshop: Workshop) -> None:
    workshop.play("wait full-card")
    (call,) = looked_at(workshop)[1].calls
    assert call.under == {Dimension.EMPATHY, Dimension.RESOLUTION}


def test_a_trend_compares_the_last_third_with_the_first(workshop: Workshop) -> None:
    for replies in ("wait last-four", "wait last-four", POOR, POOR, GOOD, GOOD):
        workshop.play(replies)
    selection = looked_at(workshop)[1]
    assert selection.trends["en", Dimension.EMPATHY] == 60
    assert trend(selection.calls[1:], "en", Dimension.EMPATHY) is None
    assert ("es", Dimension.EMPATHY) not in selection.trends


def test_the_usual_mark_is_that_of_most_scenarios(workshop: Workshop) -> None:
    scenario = double_charge()
    strict = scenario.marks._replace(empathy=90)
    for name, marks in (("second", strict), ("third", strict)):
        workshop.put(scenario._replace(id=name, marks=marks))
    workshop.library.reload()
    development, _ = looked_at(workshop)
    assert development.marks[Dimension.EMPATHY] == 90
    assert development.marks[Dimension.RESOLUTION] == scenario.marks.resolution


def test_every_part_of_a_certification_has_its_evidence(workshop: Workshop) -> None:
    workshop.play(GOOD, use=Use.ASSESSMENT)
    workshop.play("wait full-card", language="es", use=Use.ASSESSMENT)
    development, _ = looked_at(workshop)
    (review,) = development.certifications
    english, spanish = review.requirements[0].evidence
    assert english.call is not None
    assert (english.call.facts.version, english.call.result.shown(Dimension.EMPATHY)) == (1, 100)
    assert english.part.lapses_at == english.call.result.finished_at + timedelta(days=180)
    assert spanish.call is None
    assert (spanish.part.failures, spanish.part.opens_at is not None) == (1, True)
    assert review.hold is None


def test_what_is_held_says_when_it_expires_and_from_when_it_can_be_renewed(workshop: Workshop) -> None:
    for language in ("en", "es"):
        workshop.play(GOOD, language=language, use=Use.ASSESSMENT)
    (review,) = looked_at(workshop)[0].certifications
    assert review.hold is not None
    assert review.hold.expires_at == review.hold.achieved_at + timedelta(days=365)
    assert review.hold.renewable_at == review.hold.achieved_at + timedelta(days=335)


def test_calls_are_known_again_and_new_ones_come_first(workshop: Workshop) -> None:
    progress = progress_of(workshop)
    workshop.play(GOOD)
    before = progress.development(workshop.trainee)
    workshop.play(POOR)
    after = progress.development(workshop.trainee)
    assert after.calls[1] is before.calls[0]
    assert [each.result.passed for each in after.calls] == [False, True]
    assert isinstance(after.today, date)
