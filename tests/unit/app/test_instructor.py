"""The instructor's entrance: set up, unlocked, locked by itself, begun again; what it leaves in the list."""

from datetime import timedelta

import pytest
from fake_instructor import FakeDeeds, FakeKey, FakeSeals, FakeSigner, PlainSecrets
from fake_time import FakeClock

from trainer.app.center import PublicKey
from trainer.app.instructor import (
    IDLE,
    AlreadySetUpError,
    Entrance,
    KeyState,
    LockedError,
    NotSetUpError,
)
from trainer.app.instructor_doors import INSTRUCTOR_WAITS, Doors, MustWaitError
from trainer.app.instructor_ports import INSTRUCTOR, Deed, WrongPassphraseError
from trainer.app.instructor_strength import (
    Strength,
    WeakPassphraseError,
    advice,
    check_passphrase,
    measure_strength,
)

RIGHT = "cuatro palabras que nadie junta"
OTHER = "otro renglón que sólo sé yo"


class Rig:
    """An entrance over what is kept."""

    def __init__(self, key: FakeKey | None = None) -> None:
        self.kept = FakeDeeds()
        self.clock = FakeClock()
        self.seals = FakeSeals()
        self.key = key or FakeKey()
        self.secrets = PlainSecrets()
        self.entrance = self.restart()

    def restart(self) -> Entrance[FakeSigner]:
        doors = Doors(
            locks=self.kept,
            audit=self.kept,
            secrets=self.secrets,
            clock=self.clock,
            waits=INSTRUCTOR_WAITS,
        )
        self.entrance = Entrance(
            doors=doors, audit=self.kept, seals=self.seals, key=self.key, clock=self.clock
        )
        return self.entrance


@pytest.fixture
def rig() -> Rig:
    """Return an entrance that was set up, with a key, and is locked."""
    made = Rig(FakeKey(RIGHT))
    made.entrance.set_up(RIGHT)
    made.restart()
    return made


def test_a_first_passphrase_unlocks_and_is_noted() -> None:
    rig = Rig()
    assert rig.entrance.state().set_up is False
    rig.entrance.set_up(RIGHT)
    state = rig.entrance.state()
    assert (state.set_up, state.unlocked, state.key, state.locks_in) == (True, True, KeyState.NONE, IDLE)
    assert rig.kept.done() == [Deed.PASSPHRASE_SET]


def test_a_weak_first_passphrase_is_refused_and_nothing_kept() -> None:
    rig = Rig()
    with pytest.raises(WeakPassphraseError, match="four words"):
        rig.entrance.set_up("contraseña")
    assert rig.entrance.state().set_up is False


def test_it_is_set_up_once(rig: Rig) -> None:
    with pytest.raises(AlreadySetUpError):
        rig.entrance.set_up(OTHER)


def test_where_there_is_a_key_the_first_passphrase_must_be_the_key_s() -> None:
    rig = Rig(FakeKey(RIGHT))
    with pytest.raises(WrongPassphraseError):
        rig.entrance.set_up(OTHER)
    assert rig.entrance.state().set_up is False


def test_nothing_unlocks_what_was_never_set_up() -> None:
    with pytest.raises(NotSetUpError):
        Rig().entrance.unlock("")


def test_unlocking_brings_the_key(rig: Rig) -> None:
    assert rig.entrance.state().key is KeyState.LOCKED
    rig.entrance.unlock(RIGHT)
    assert rig.entrance.signer() is rig.key.signer
    assert rig.entrance.state().key is KeyState.UNLOCKED
    assert rig.kept.done()[-1] is Deed.UNLOCKED


def test_a_wrong_passphrase_is_told_noted_and_waited_for(rig: Rig) -> None:
    for _ in range(3):
        with pytest.raises(WrongPassphraseError):
            rig.entrance.unlock(OTHER)
    assert rig.kept.done()[-3:] == [Deed.FAILED] * 3
    assert rig.restart().state().wait == timedelta(seconds=15)
    with pytest.raises(MustWaitError):
        rig.entrance.unlock(RIGHT)


def test_behind_a_locked_door_nothing_is_given(rig: Rig) -> None:
    for ask in (rig.entrance.signer, rig.entrance.touch, rig.entrance.require):
        with pytest.raises(LockedError):
            ask()
    with pytest.raises(LockedError):
        rig.entrance.change_passphrase(RIGHT, OTHER)


def test_it_locks_itself_when_nobody_uses_it(rig: Rig) -> None:
    rig.entrance.unlock(RIGHT)
    rig.clock.go(IDLE.total_seconds() - 1)
    rig.entrance.touch()
    rig.clock.go(IDLE.total_seconds() - 1)
    assert rig.entrance.state().locks_in == timedelta(seconds=1)
    rig.clock.go(1)
    assert rig.entrance.state().unlocked is False
    assert (rig.kept.entries[-1].deed, rig.kept.entries[-1].detail) == (Deed.LOCKED, "idle")
    with pytest.raises(LockedError):
        rig.entrance.signer()


def test_it_locks_itself_over_a_sleep_of_the_machine_and_a_clock_set_back_keeps_it_no_longer(
    rig: Rig,
) -> None:
    rig.entrance.unlock(RIGHT)
    rig.clock.set_wall(rig.clock.now() + IDLE)  # the stopwatch stands still in sleep
    assert rig.entrance.state().unlocked is False
    rig.entrance.unlock(RIGHT)
    rig.clock.set_wall(rig.clock.now() - timedelta(days=1))
    rig.clock.go(IDLE.total_seconds())
    assert rig.entrance.state().unlocked is False


def test_locking_signs_the_end_of_the_records(rig: Rig) -> None:
    rig.entrance.unlock(RIGHT)
    rig.entrance.lock()
    rig.entrance.lock()
    assert rig.seals.ends == [rig.key.signer]
    assert rig.kept.done()[-2:] == [Deed.UNLOCKED, Deed.LOCKED]


def test_the_passphrase_is_changed_for_the_entrance_and_the_key(rig: Rig) -> None:
    rig.entrance.unlock(RIGHT)
    with pytest.raises(WrongPassphraseError):
        rig.entrance.change_passphrase(OTHER, OTHER)
    with pytest.raises(WeakPassphraseError):
        rig.entrance.change_passphrase(RIGHT, "1234")
    rig.entrance.change_passphrase(RIGHT, OTHER)
    assert rig.kept.done()[-1] is Deed.PASSPHRASE_CHANGED
    rig.restart().unlock(OTHER)
    assert rig.entrance.signer() is rig.key.signer


def test_a_change_that_was_cut_short_leaves_a_way_in(rig: Rig) -> None:
    rig.entrance.unlock(RIGHT)
    rig.entrance.take_key(rig.key.signer, Deed.KEY_MADE, PublicKey(rig.key.signer.public_key).thumbprint)
    rig.key.change_passphrase(RIGHT, OTHER)  # and the power went
    rig.restart().unlock(OTHER)
    assert rig.entrance.signer() is rig.key.signer
    with pytest.raises(WrongPassphraseError):
        rig.restart().unlock(RIGHT)


def test_a_key_that_somebody_put_there_does_not_open_the_entrance(rig: Rig) -> None:
    rig.key = FakeKey(OTHER)
    with pytest.raises(WrongPassphraseError):
        rig.restart().unlock(OTHER)
    assert rig.kept.done()[-1] is Deed.FAILED
    rig.entrance.unlock(RIGHT)


def test_a_key_of_another_passphrase_stays_locked_behind_the_open_door(rig: Rig) -> None:
    rig.key = FakeKey("of another machine")
    rig.restart()
    rig.entrance.unlock(RIGHT)
    assert rig.entrance.state().key is KeyState.LOCKED
    assert rig.entrance.signer() is None


def test_a_key_that_was_just_made_is_at_hand() -> None:
    rig = Rig()
    rig.entrance.set_up(RIGHT)
    rig.key.passphrase = RIGHT
    rig.entrance.take_key(rig.key.signer, Deed.KEY_MADE, "thumbprint")
    assert rig.entrance.signer() is rig.key.signer
    assert (rig.kept.entries[-1].deed, rig.kept.entries[-1].subject) == (Deed.KEY_MADE, "thumbprint")


def test_who_forgot_begins_again_without_the_key_and_the_list_says_so(rig: Rig) -> None:
    rig.entrance.begin_again(OTHER)
    assert rig.key.aside == 1
    assert rig.entrance.state().key is KeyState.NONE
    assert rig.kept.done()[-1] is Deed.PASSPHRASE_FORGOTTEN
    with pytest.raises(WrongPassphraseError):
        rig.restart().unlock(RIGHT)
    rig.entrance.unlock(OTHER)
    with pytest.raises(NotSetUpError):
        Rig().entrance.begin_again(OTHER)
    with pytest.raises(WeakPassphraseError):
        rig.entrance.begin_again("")


def test_the_door_s_name_is_no_trainee_s() -> None:
    assert "-" not in INSTRUCTOR


@pytest.mark.parametrize(
    ("passphrase", "strength"),
    [
        ("", Strength.TOO_SHORT),
        ("contraseña", Strength.TOO_SHORT),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", Strength.TOO_SHORT),
        ("1234567890123456", Strength.TOO_SHORT),
        ("clave clave clave clave", Strength.TOO_SHORT),
        ("quizá mañana", Strength.ACCEPTED),
        ("tres gatos en vela", Strength.FAIR),
        (RIGHT, Strength.STRONG),
    ],
)
def test_strength_counts_what_says_something_new(passphrase: str, strength: Strength) -> None:
    assert measure_strength(passphrase) is strength
    assert advice(passphrase)


def test_a_file_is_no_passphrase() -> None:
    with pytest.raises(WeakPassphraseError, match="1000"):
        check_passphrase("una línea " * 101)
