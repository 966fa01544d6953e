"""Doors: wrong tries wait, longer each time, whatever is done to the program or the clock meanwhile."""

from datetime import timedelta

import pytest
from fake_instructor import FakeDeeds, PlainSecrets
from fake_time import FakeClock
from hypothesis import given
from hypothesis import strategies as st

from trainer.app.instructor_doors import INSTRUCTOR_WAITS, PIN_WAITS, Doors, MustWaitError, Waits
from trainer.app.instructor_ports import Deed, LockFacts

SECOND = timedelta(seconds=1)
DOOR = "instructor"


@pytest.fixture
def kept() -> FakeDeeds:
    deeds = FakeDeeds()
    deeds.keep_lock(DOOR, LockFacts("plain:right"))
    return deeds


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def doors(kept: FakeDeeds, clock: FakeClock, secrets: PlainSecrets | None = None) -> Doors:
    """Return the doors as a new run of the program finds them."""
    return Doors(
        locks=kept, audit=kept, secrets=secrets or PlainSecrets(), clock=clock, waits=INSTRUCTOR_WAITS
    )


def fail(door: Doors, clock: FakeClock, times: int) -> None:
    """Try in vain, as soon as each wait is over."""
    for _ in range(times):
        clock.go(door.remaining(DOOR).total_seconds())
        assert not door.open(DOOR, "wrong")


def test_the_right_secret_opens_and_forgets_wrong_tries(kept: FakeDeeds, clock: FakeClock) -> None:
    door = doors(kept, clock)
    fail(door, clock, 2)
    assert door.open(DOOR, "right")
    assert kept.lock(DOOR) == LockFacts("plain:right")
    assert kept.done() == [Deed.FAILED] * 2


def test_a_door_without_a_secret_opens_to_nothing(clock: FakeClock) -> None:
    kept = FakeDeeds()
    assert not doors(kept, clock).open("nobody", "")
    assert not doors(kept, clock).is_locked("nobody")


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (2, 0), (3, 15), (4, 30), (5, 60), (10, 1920), (11, 3600), (10**6, 3600)],
)
def test_waits_double_up_to_an_hour(failures: int, seconds: int) -> None:
    assert INSTRUCTOR_WAITS.after(failures) == seconds * SECOND


@given(st.integers(0, 10_000))
def test_no_further_failure_shortens_a_wait(failures: int) -> None:
    for waits in (INSTRUCTOR_WAITS, PIN_WAITS, Waits(0, SECOND, SECOND)):
        assert waits.after(failures) <= waits.after(failures + 1) <= waits.longest


def test_whoever_must_wait_is_told_for_how_long_and_nothing_is_tried(
    kept: FakeDeeds, clock: FakeClock
) -> None:
    secrets = PlainSecrets()
    door = doors(kept, clock, secrets)
    fail(door, clock, 3)
    clock.go(5.5)
    tried = secrets.verified
    with pytest.raises(MustWaitError, match="in 10 seconds") as told:
        door.open(DOOR, "right")
    assert told.value.remaining == timedelta(seconds=9.5)
    assert secrets.verified == tried
    clock.go(9.5)
    assert door.open(DOOR, "right")


def test_long_waits_are_told_in_minutes(kept: FakeDeeds, clock: FakeClock) -> None:
    door = doors(kept, clock)
    fail(door, clock, 6)
    with pytest.raises(MustWaitError, match="in 2 minutes"):
        door.open(DOOR, "right")


def test_a_wait_survives_a_restart(kept: FakeDeeds, clock: FakeClock) -> None:
    fail(doors(kept, clock), clock, 4)
    assert doors(kept, clock).remaining(DOOR) == 30 * SECOND


def test_a_try_is_counted_before_it_is_looked_at(kept: FakeDeeds, clock: FakeClock) -> None:
    class Dying(PlainSecrets):
        def verify(self, passphrase: str, kept: str) -> bool:
            raise KeyboardInterrupt(passphrase, kept)

    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            doors(kept, clock, Dying()).open(DOOR, "wrong")
    with pytest.raises(MustWaitError):
        doors(kept, clock).open(DOOR, "right")


def test_a_clock_set_forward_ends_no_wait_of_this_run(kept: FakeDeeds, clock: FakeClock) -> None:
    door = doors(kept, clock)
    fail(door, clock, 3)
    clock.set_wall(clock.now() + timedelta(days=366))
    assert door.remaining(DOOR) == 15 * SECOND
    clock.go(15)
    assert not door.remaining(DOOR)


def test_a_clock_set_back_lets_the_wait_begin_anew_and_no_longer(kept: FakeDeeds, clock: FakeClock) -> None:
    fail(doors(kept, clock), clock, 3)
    clock.set_wall(clock.now() - timedelta(days=400))
    door = doors(kept, clock)
    assert door.remaining(DOOR) == 15 * SECOND
    with pytest.raises(MustWaitError):
        door.open(DOOR, "right")
    assert kept.done()[-1] is Deed.CLOCK_SET_BACK
    clock.go(15)
    assert door.open(DOOR, "right")


def test_a_clock_that_was_wrong_once_locks_nobody_out_for_good(kept: FakeDeeds, clock: FakeClock) -> None:
    today = clock.now()
    clock.set_wall(today.replace(year=2040))
    fail(doors(kept, clock), clock, 3)
    clock.set_wall(today)
    door = doors(kept, clock)
    with pytest.raises(MustWaitError):
        door.open(DOOR, "right")
    clock.go(15)
    assert door.open(DOOR, "right")


def test_a_secret_of_less_effort_is_kept_anew(kept: FakeDeeds, clock: FakeClock) -> None:
    kept.keep_lock(DOOR, LockFacts("old:right"))
    assert doors(kept, clock).open(DOOR, "right")
    assert kept.lock(DOOR) == LockFacts("plain:right")


def test_another_proof_opens_and_becomes_the_secret(kept: FakeDeeds, clock: FakeClock) -> None:
    assert doors(kept, clock).open(DOOR, "new", also=lambda: True)
    assert kept.lock(DOOR) == LockFacts("plain:new")


def test_a_new_secret_forgets_wrong_tries(kept: FakeDeeds, clock: FakeClock) -> None:
    door = doors(kept, clock)
    fail(door, clock, 5)
    door.set_secret(DOOR, "other")
    assert not door.remaining(DOOR)
    assert door.open(DOOR, "other")
    door.set_secret(DOOR, None)
    assert not door.is_locked(DOOR)
