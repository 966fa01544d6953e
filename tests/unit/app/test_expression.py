"""Customers differ as people do, each is always the same, and a mood is heard, not shouted."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from trainer.app.expression import FASTEST_CUSTOMER, HIGHEST_CUSTOMER, MOODS, express
from trainer.app.speech import HIGHEST_PITCH, LOUDEST

NAMES = ("Ernesto Villaseñor", "Yurany Mosquera", "Lucía Herrera", "Andrés Restrepo")


@given(st.text(), st.integers(-3, 3))
def test_every_customer_stays_within_natural_limits(name: str, mood: int) -> None:
    how, shift = express(name, mood), MOODS[mood]
    assert abs(how.pitch - shift.pitch) <= HIGHEST_CUSTOMER
    assert 2 - FASTEST_CUSTOMER - 1e-9 <= how.rate / shift.rate <= FASTEST_CUSTOMER + 1e-9
    assert abs(how.pitch) <= HIGHEST_PITCH
    assert abs(how.loudness) <= LOUDEST


def test_a_customer_is_the_same_in_every_program() -> None:
    # Digests, not Python's hashes, which differ from one process to the next.
    assert [(how.rate, how.pitch) for how in (express(name, 0) for name in NAMES)] == [
        (1.08, -1.5),
        (1.0, 2.5),
        (1.0, -1.0),
        (1.04, -0.5),
    ]


def test_two_customers_in_a_row_hardly_ever_sound_alike() -> None:
    customers = [express(f"Customer {number}", 0) for number in range(1000)]
    alike = sum(one == next_ for one, next_ in pairwise(customers))
    assert len(set(customers)) == 65
    assert alike < 40


def test_anger_is_faster_higher_and_louder_than_calm() -> None:
    angry, calm = express(NAMES[0], -3), express(NAMES[0], 1)
    assert (angry.rate, angry.pitch, angry.loudness) > (calm.rate, calm.pitch, calm.loudness)
    assert angry.pitch > calm.pitch
    assert angry.loudness > calm.loudness


def test_a_mood_beyond_the_scale_is_its_end() -> None:
    assert express("Ana", -9) == express("Ana", -3)
