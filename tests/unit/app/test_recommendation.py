"""Histories as trainees have them, and what is recommended after each."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from building import ending, reply, scenario, scene
from workshop import Workshop

from trainer.app.history import results
from trainer.app.home import Overview
from trainer.app.recommendation import (
    DueForReview,
    DueLater,
    NeverPracticed,
    NextOnPath,
    Recommendation,
    WeakSkill,
)
from trainer.certification.model import AttemptLimit, Certification, Requirement
from trainer.certification.standing import Status
from trainer.scenario.model import Scenario, Text, Use

SKILLS = ("acknowledge-emotion", "set-expectations", "say-no-well")
ON_PATH, OFF_PATH = ("first", "second", "third"), ("fourth", "fifth")


def call(name: str, skill: str) -> Scenario:
    return scenario(
        scene("one", reply("well", "end", "33"), reply("badly", "end", "00"), skill=skill),
        ending("end"),
        name=name,
    )


def certification(name: str, *scenarios: str, after: tuple[str, ...] = ()) -> Certification:
    return Certification(
        id=name,
        version=1,
        title=Text({"en": name, "es": name}),
        description=None,
        requires=(Requirement(scenarios, ("en", "es"), len(scenarios)),),
        after=after,
        limit=AttemptLimit(1, timedelta(days=7)),
        validity=timedelta(days=365),
    )


class Trainee:
    """Takes calls at the workshop, and asks what to take next."""

    def __init__(self, *certifications: Certification) -> None:
        names = (*ON_PATH, *OFF_PATH)
        calls = [call(name, SKILLS[place % len(SKILLS)]) for place, name in enumerate(names)]
        self.workshop = Workshop(*calls, certifications=certifications or [certification("basic", *ON_PATH)])

    def take(self, name: str, language: str, *, well: bool = True, use: Use = Use.PRACTICE) -> None:
        self.workshop.play("well" if well else "badly", name, language, use)

    def achieve(self, *names: str) -> None:
        for name in names:
            for language in ("en", "es"):
                self.take(name, language, use=Use.ASSESSMENT)
                self.workshop.clock.go(hours=1)

    def wait(self, days: float) -> None:
        self.workshop.clock.go(days=days)

    def look(self) -> Overview:
        return self.workshop.home.overview(self.workshop.trainee)

    def advice(self) -> Recommendation:
        next_call = self.look().next_call
        assert next_call is not None
        return next_call.recommendation

    def follow(self, days: int, *, fails: int = 3) -> Iterator[Recommendation]:
        """Take what is recommended, one call a day; every so many calls go badly."""
        for day in range(days):
            advice = self.advice()
            yield advice
            self.take(advice.scenario, advice.language, well=bool((day + 1) % fails), use=advice.use)
            self.wait(1)


def test_on_the_first_day_the_path_begins() -> None:
    advice = Trainee().advice()
    assert (advice.scenario, advice.language, advice.use) == ("first", "en", Use.PRACTICE)
    assert advice.reasons == (NextOnPath("basic", 0, ready=False), NeverPracticed())


def test_on_the_way_what_is_met_is_left_behind() -> None:
    trainee = Trainee()
    trainee.achieve("first")
    advice = trainee.advice()
    assert (advice.scenario, advice.language) == ("second", "en")
    assert isinstance(advice.reasons[0], NextOnPath)


def test_a_skill_that_is_weak_in_spanish_only_is_practiced_in_spanish() -> None:
    trainee = Trainee()
    for _time in range(3):
        trainee.take("third", "en")
        trainee.take("third", "es", well=False)
    trainee.wait(1)
    advice = trainee.advice()
    assert (advice.scenario, advice.language, advice.use) == ("third", "es", Use.PRACTICE)
    assert WeakSkill("say-no-well", "es", 0, elsewhere=100) in advice.reasons


def test_a_weakness_of_one_decision_weighs_less_than_one_of_many() -> None:
    once, often = Trainee(), Trainee()
    for trainee, times in ((once, 1), (often, 3)):
        for _time in range(times):
            trainee.take("fourth", "es", well=False)
        trainee.wait(0.9)
    weights = [
        next(
            each.weight
            for each in trainee.workshop.home.recommendations(
                trainee.workshop.trainee, [], [], trainee.look().skills
            )
            if (each.scenario, each.language) == ("fourth", "es")
        )
        for trainee in (once, often)
    ]
    assert weights[0] < weights[1]


def test_who_holds_everything_reviews_what_is_due() -> None:
    trainee = Trainee()
    trainee.achieve(*ON_PATH)
    for name in OFF_PATH:
        trainee.take(name, "en")
        trainee.take(name, "es")
    trainee.take("fourth", "en", well=False)
    trainee.wait(40)
    assert trainee.look().path[0].standing.status is Status.ACHIEVED
    advice = trainee.advice()
    assert (advice.scenario, advice.language) == ("fourth", "en")
    assert DueForReview(days=40, score=0) in advice.reasons


def test_who_holds_everything_and_has_nothing_due_takes_what_is_due_first() -> None:
    trainee = Trainee()
    trainee.achieve(*ON_PATH)
    for name in OFF_PATH:
        trainee.take(name, "es")
        trainee.take(name, "en")
    trainee.wait(0.6)
    advice = trainee.advice()
    (why,) = advice.reasons
    assert (advice.scenario, advice.language) == ("first", "en")
    assert isinstance(why, DueLater)
    assert why.at > trainee.workshop.clock.now()


def test_a_blocked_assessment_gives_way_until_it_opens() -> None:
    trainee = Trainee(certification("basic", "first"))
    trainee.take("first", "es", use=Use.ASSESSMENT)
    trainee.take("first", "en", well=False, use=Use.ASSESSMENT)
    trainee.wait(0.2)
    blocked = trainee.advice()
    trainee.take("first", "en")
    trainee.wait(7)
    opened = trainee.advice()
    assert blocked.use is Use.PRACTICE
    assert (opened.scenario, opened.language, opened.use) == ("first", "en", Use.ASSESSMENT)
    assert opened.reasons[0] == NextOnPath("basic", 1, ready=True)


def test_a_certification_that_expires_is_renewed_before_another_is_begun() -> None:
    trainee = Trainee(certification("basic", "first"), certification("other", "second"))
    trainee.achieve("first")
    trainee.wait(350)
    (basic, _other) = trainee.look().path
    advice = trainee.advice()
    assert basic.standing.status is Status.EXPIRING
    assert advice.scenario == "first"
    why = next(each for each in advice.reasons if isinstance(each, NextOnPath))
    assert why.renews == basic.standing.expires_at


def test_a_certification_that_must_wait_for_another_comes_after_it() -> None:
    trainee = Trainee(
        certification("advanced", "first", "second", after=("basic",)),
        certification("basic", "third"),
    )
    assert trainee.advice().scenario == "third"


def test_the_advice_stands_until_something_happens() -> None:
    trainee = Trainee()
    trainee.take("first", "en")
    trainee.take("fourth", "es", well=False)
    before = trainee.advice()
    trainee.wait(0.05)
    again = trainee.advice()
    assert (before.scenario, before.language, before.use) == (again.scenario, again.language, again.use)


def test_a_call_is_not_suggested_again_at_once() -> None:
    trainee = Trainee()
    trainee.take("first", "en", well=False)
    advice = trainee.advice()
    assert (advice.scenario, advice.language) != ("first", "en")


@pytest.mark.parametrize("fails", [2, 3, 1000])
def test_neither_the_path_nor_reviews_nor_new_calls_are_starved(fails: int) -> None:
    trainee = Trainee(certification("basic", *ON_PATH), certification("more", *OFF_PATH, after=("basic",)))
    for language in ("en", "es"):
        for name in OFF_PATH:
            trainee.take(name, language, well=False)
    trainee.wait(1)
    taken = list(trainee.follow(150, fails=fails))
    last_due = max(
        each.days
        for advice in taken
        for each in advice.reasons
        if isinstance(each, DueForReview) and advice.scenario in OFF_PATH
    )
    assert last_due <= 70
    assert {(each.scenario, each.language) for each in taken} == {
        (name, language) for name in (*ON_PATH, *OFF_PATH) for language in ("en", "es")
    }
    (basic, _more) = trainee.look().path
    assert basic.standing.achieved_at is not None


def test_after_a_long_pause_reviews_and_the_path_take_turns() -> None:
    trainee = Trainee()
    for language in ("en", "es"):
        for name in OFF_PATH:
            trainee.take(name, language, well=False)
    trainee.wait(200)
    taken = list(trainee.follow(8, fails=1000))
    on_path = [each.scenario in ON_PATH for each in taken]
    assert 2 <= sum(on_path) <= 6


def test_results_of_a_clock_that_went_wrong_are_no_news() -> None:
    trainee = Trainee()
    trainee.wait(900)
    trainee.take("fourth", "en")
    trainee.wait(-900)
    attempts = trainee.workshop.attempts.of(trainee.workshop.trainee.id)
    ranked = trainee.workshop.home.recommendations(trainee.workshop.trainee, results(attempts), [], [])
    reasons = {(each.scenario, each.language): each.reasons for each in ranked}
    assert reasons["fourth", "en"] == ()
    assert reasons["fourth", "es"] == (NeverPracticed(),)
    assert trainee.advice().scenario == "first"
