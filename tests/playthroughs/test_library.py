"""What the bundled library owes a training center: the calls it covers, and certifications that surprise."""

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from library_figures import (
    MANNERS,
    PLACES,
    SECTORS,
    bundled_certifications,
    bundled_scenarios,
    manners,
    the_one,
)
from trainer.app.skills import KNOWN_SKILLS, scenario_skills
from trainer.scenario.model import Channel, Level, Outcome, Scenario, Use


@pytest.fixture(scope="module")
def scenarios() -> list[Scenario]:
    return bundled_scenarios()


def test_there_are_twenty_four_calls_each_in_both_languages(scenarios: list[Scenario]) -> None:
    assert len(scenarios) == 24
    assert all(set(each.languages) == {"en", "es"} for each in scenarios)


def test_every_line_of_business_place_and_manner_is_there(scenarios: list[Scenario]) -> None:
    assert {the_one(each, SECTORS) for each in scenarios} == set(SECTORS)
    assert {the_one(each, PLACES) for each in scenarios} == set(PLACES)
    assert {manner for each in scenarios for manner in manners(each)} == {*MANNERS, "defrauding"}


def test_calls_and_chats_from_easy_to_hard(scenarios: list[Scenario]) -> None:
    assert sum(each.channel is Channel.CHAT for each in scenarios) >= 6
    assert {Level.A2, Level.B1, Level.B2, Level.C1} <= {each.level for each in scenarios}


@pytest.mark.parametrize("skill", KNOWN_SKILLS)
def test_five_calls_exercise_every_skill(skill: str, scenarios: list[Scenario]) -> None:
    assert sum(skill in scenario_skills(each) for each in scenarios) >= 5


def test_no_call_exercises_a_skill_that_nobody_knows(scenarios: list[Scenario]) -> None:
    assert {skill for each in scenarios for skill in scenario_skills(each)} == set(KNOWN_SKILLS)


def test_every_call_can_end_badly_in_two_ways(scenarios: list[Scenario]) -> None:
    for each in scenarios:
        endings = [scene.ending for scene in each.scenes.values() if scene.ending is not None]
        assert sum(ending is not Outcome.RESOLVED for ending in endings) >= 2, each.id


def test_every_customer_has_a_face_of_their_own(scenarios: list[Scenario], repository: Path) -> None:
    faces = Counter(each.customer.portrait for each in scenarios)
    assert [face for face, count in faces.items() if count > 1] == []
    for face in faces:
        assert len(list((repository / "assets" / "portraits").glob(f"{face}_*.svg"))) == 7, face


def test_every_customer_says_how_to_be_addressed(scenarios: list[Scenario]) -> None:
    assert [each.id for each in scenarios if "es" not in each.customer.address] == []


def test_a_third_of_what_a_certification_asks_for_is_unseen(scenarios: list[Scenario]) -> None:
    unseen = {each.id for each in scenarios if Use.PRACTICE not in each.use}
    certifications = bundled_certifications()
    assert len(certifications) == 4
    for each in certifications:
        least = sum(
            part.at_least - min(part.at_least, sum(one not in unseen for one in part.scenarios))
            for part in each.requires
        )
        assert 3 * least >= sum(part.at_least for part in each.requires), each.id


def test_every_call_counts_for_a_certification(scenarios: list[Scenario]) -> None:
    asked = {scenario for each in bundled_certifications() for scenario, _ in each.pairs()}
    assert asked == {each.id for each in scenarios}


def test_a_swindler_is_not_found_by_searching_for_one(scenarios: list[Scenario]) -> None:
    (call,) = [each for each in scenarios if "defrauding" in manners(each)]
    told = " ".join([call.id, *call.tags, *call.title.by_tag.values(), *call.summary.by_tag.values()]).lower()
    assert not any(word in told for word in ("fraud", "swindl", "estaf", "suplant"))
