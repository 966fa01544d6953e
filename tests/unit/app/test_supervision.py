"""Supervised assessments: what can be supervised, and that the entrance locks behind the instructor."""

import pytest
from building import double_charge
from fake_instructor import FakeDeeds, FakeSeals, FakeSigner
from workshop import Workshop

from trainer.app.instructor import LockedError
from trainer.app.instructor_ports import Deed
from trainer.app.instructor_supervision import NotSupervisedError, Supervision
from trainer.scenario.model import Use


class Way:
    """The instructor's entrance: open, with a key or without."""

    def __init__(self) -> None:
        self.key: FakeSigner | None = FakeSigner()
        self.is_open = True

    def signer(self) -> FakeSigner | None:
        if not self.is_open:
            raise LockedError("locked")
        return self.key

    def lock(self) -> None:
        self.is_open = False


class Rig:
    """One machine with a scenario that can be assessed."""

    def __init__(self) -> None:
        self.workshop = Workshop(double_charge())
        self.way, self.seals, self.kept = Way(), FakeSeals(), FakeDeeds()
        self.supervision = Supervision(
            entrance=self.way,
            seals=self.seals,
            records=self.workshop.records,
            audit=self.kept,
            clock=self.workshop.clock,
        )

    def begin(self, use: Use) -> str:
        """Begin a call and return its attempt."""
        shop = self.workshop
        shop.practice.begin(shop.trainee, "double-charge", "en", use)
        (opened,) = shop.practice.open_attempts(shop.trainee)
        return opened.facts.id


@pytest.fixture
def rig() -> Rig:
    return Rig()


def test_an_assessment_that_has_just_begun_is_watched_and_the_entrance_locks(rig: Rig) -> None:
    attempt = rig.begin(Use.ASSESSMENT)
    rig.supervision.begin(attempt)
    assert rig.supervision.goes_on(attempt)
    assert not rig.way.is_open
    assert [(each.deed, each.subject) for each in rig.kept.entries] == [(Deed.SUPERVISED, attempt)]
    assert rig.supervision.countersigned([attempt, "another"]) == {attempt}


def test_behind_a_locked_door_nothing_is_supervised(rig: Rig) -> None:
    attempt = rig.begin(Use.ASSESSMENT)
    rig.way.lock()
    with pytest.raises(LockedError):
        rig.supervision.begin(attempt)
    assert not rig.supervision.goes_on(attempt)


def test_without_a_key_there_is_nothing_to_sign_with(rig: Rig) -> None:
    rig.way.key = None
    with pytest.raises(NotSupervisedError, match="center's key"):
        rig.supervision.begin(rig.begin(Use.ASSESSMENT))


def test_practice_is_not_supervised(rig: Rig) -> None:
    with pytest.raises(NotSupervisedError, match="just begun"):
        rig.supervision.begin(rig.begin(Use.PRACTICE))
    assert rig.way.is_open


def test_what_went_on_alone_is_not_supervised_afterwards(rig: Rig) -> None:
    attempt = rig.begin(Use.ASSESSMENT)
    rig.workshop.records.interrupt(attempt, rig.workshop.clock.now())
    rig.workshop.records.resume(attempt, rig.workshop.clock.now())
    with pytest.raises(NotSupervisedError, match="just begun"):
        rig.supervision.begin(attempt)
