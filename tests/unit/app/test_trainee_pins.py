"""PINs of profiles: set, asked for, waited for, and reset by an instructor."""

from datetime import timedelta

import pytest
from fake_instructor import FakeDeeds, PlainSecrets
from fake_time import FakeClock

from trainer.app.instructor import LockedError
from trainer.app.instructor_doors import PIN_WAITS, Doors, MustWaitError
from trainer.app.instructor_ports import Deed, WrongPassphraseError
from trainer.app.profiles import InvalidPinError, Pins

ANA = "0199aaaa-0000-7000-8000-000000000001"


class Way:
    """The instructor's entrance, open or not."""

    open = False

    def require(self) -> None:
        if not self.open:
            raise LockedError("locked")


@pytest.fixture
def kept() -> FakeDeeds:
    return FakeDeeds()


@pytest.fixture
def way() -> Way:
    return Way()


@pytest.fixture
def pins(kept: FakeDeeds, way: Way) -> Pins:
    clock = FakeClock()
    doors = Doors(locks=kept, audit=kept, secrets=PlainSecrets(), clock=clock, waits=PIN_WAITS)
    return Pins(doors, kept, clock, way.require)


def test_a_profile_without_a_pin_opens_to_anything(pins: Pins) -> None:
    assert not pins.has_pin(ANA)
    assert pins.check(ANA, "")


def test_a_pin_is_asked_for_changed_and_removed_by_who_knows_it(pins: Pins, kept: FakeDeeds) -> None:
    pins.set_pin(ANA, "2580")
    assert pins.has_pin(ANA)
    assert pins.check(ANA, "2580")
    assert not pins.check(ANA, "0852")
    with pytest.raises(WrongPassphraseError):
        pins.set_pin(ANA, "9137", current="1111")
    pins.set_pin(ANA, "9137", current="2580")
    assert pins.check(ANA, "9137")
    pins.set_pin(ANA, None, current="9137")
    assert not pins.has_pin(ANA)
    assert kept.done().count(Deed.PIN_SET) == 3


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        ("", "4 to 12 digits"),
        ("258", "4 to 12 digits"),
        ("2580258025802", "4 to 12 digits"),
        ("25a0", "4 to 12 digits"),
        ("٢٥٨٠", "4 to 12 digits"),
        ("2580\n", "4 to 12 digits"),
        ("1111", "tries this PIN first"),
        ("1234", "tries this PIN first"),
        ("9876", "tries this PIN first"),
    ],
)
def test_what_is_no_pin_is_told(pins: Pins, pin: str, why: str) -> None:
    with pytest.raises(InvalidPinError, match=why):
        pins.set_pin(ANA, pin)
    assert not pins.has_pin(ANA)


def test_wrong_pins_wait(pins: Pins) -> None:
    pins.set_pin(ANA, "2580")
    for _ in range(5):
        assert not pins.check(ANA, "0000")
    assert pins.remaining(ANA) == timedelta(seconds=10)
    with pytest.raises(MustWaitError):
        pins.check(ANA, "2580")


def test_only_an_instructor_resets_a_pin(pins: Pins, way: Way, kept: FakeDeeds) -> None:
    pins.set_pin(ANA, "2580")
    with pytest.raises(LockedError):
        pins.reset(ANA)
    way.open = True
    pins.reset(ANA)
    assert not pins.has_pin(ANA)
    assert (kept.entries[-1].deed, kept.entries[-1].subject) == (Deed.PIN_RESET, ANA)
