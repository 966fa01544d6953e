from dataclasses import replace

import pytest
from building import double_charge
from workshop import Workshop

from trainer.app.ports import NewTrainee, TimeAllowance
from trainer.app.profiles import InvalidProfileError, ProfileField
from trainer.scenario.model import Use


@pytest.fixture
def workshop() -> Workshop:
    return Workshop(double_charge())


def profile(name: str = "Kevin", languages: tuple[str, ...] = ("en",), rate: float = 1.0) -> NewTrainee:
    return NewTrainee(name, languages, "en", rate, TimeAllowance.AS_AUTHORED)


def test_a_profile_is_kept_with_an_identity_and_a_date(workshop: Workshop) -> None:
    made = workshop.profiles.create(profile("  Kevin   Nguyen "))
    assert made.name == "Kevin Nguyen"
    assert made.created_at == workshop.clock.now()
    assert workshop.profiles.get(made.id) == made
    assert workshop.profiles.get("nobody") is None


def test_what_a_profile_says_can_be_changed(workshop: Workshop) -> None:
    changed = workshop.profiles.change(
        replace(workshop.trainee, name="Mariana O.", time_allowance=TimeAllowance.DOUBLE)
    )
    assert workshop.profiles.get(changed.id) == changed
    assert changed.name == "Mariana O."


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (profile(" "), ProfileField.NAME),
        (profile("x" * 81), ProfileField.NAME),
        (profile("mariana ORTEGA"), ProfileField.NAME),
        (profile(languages=()), ProfileField.LANGUAGES),
        (profile(rate=3.0), ProfileField.SPEECH_RATE),
    ],
)
def test_a_profile_that_cannot_be_kept_says_what_to_mend(
    workshop: Workshop, wrong: NewTrainee, field: ProfileField
) -> None:
    with pytest.raises(InvalidProfileError) as refused:
        workshop.profiles.create(wrong)
    assert refused.value.field is field
    assert str(refused.value).endswith(".")
    assert len(workshop.profiles.list()) == 1


def test_a_name_may_stay_as_it_is(workshop: Workshop) -> None:
    assert workshop.profiles.change(workshop.trainee) == workshop.trainee


def test_a_tile_says_how_far_somebody_is_and_the_last_to_practice_comes_first(workshop: Workshop) -> None:
    workshop.clock.go(60)
    workshop.profiles.create(profile())
    workshop.clock.go(60)
    workshop.play("own-it last-four", use=Use.ASSESSMENT)
    workshop.play("wait full-card", use=Use.ASSESSMENT)
    workshop.play("own-it last-four")
    workshop.begin()
    first, second = workshop.profiles.list()
    assert first.trainee == workshop.trainee
    assert (first.calls, first.passed_assessments, first.open_calls) == (3, 1, 1)
    assert first.last_at == workshop.clock.now()
    assert (second.calls, second.last_at) == (0, None)
