"""Supervised assessments: what can be supervised, and that the entrance locks behind the instructor."""

import pytest
from building import double_charge
from fake_instructor import FakeDeeds, FakeSeals, FakeSigner
from workshop import Workshop

from trainer.app.instructor import LockedError
from trainer.app.instructor_ports import Deed
from trainer.app.instructor_supervision import WAITS_FOR, NotSupervisedError, Supervision
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


def test_the_next_assessment_is_watched_and_the_entrance_locks_before_it(rig: Rig) -> None:
    rig.supervision.arm(rig.way)
    assert not rig.way.is_open
    assert rig.supervision.waits()
    attempt = rig.begin(Use.ASSESSMENT)
    rig.supervision.begin(attempt)
    assert rig.supervision.goes_on(attempt)
    assert [(each.deed, each.subject) for each in rig.kept.entries] == [(Deed.SUPERVISED, attempt)]
    assert rig.supervision.countersigned([attempt, "another"]) == {attempt}


def test_it_is_one_assessment_that_is_supervised(rig: Rig) -> None:
    rig.supervision.arm(rig.way)
    rig.supervision.begin(rig.begin(Use.ASSESSMENT))
    assert not rig.supervision.waits()
    with pytest.raises(NotSupervisedError, match="No instructor"):
        rig.supervision.begin("another")


def test_behind_a_locked_door_nothing_is_supervised(rig: Rig) -> None:
    rig.way.lock()
    with pytest.raises(LockedError):
        rig.supervision.arm(rig.way)
    assert not rig.supervision.waits()


def test_without_a_key_there_is_nothing_to_sign_with(rig: Rig) -> None:
    rig.way.key = None
    with pytest.raises(NotSupervisedError, match="center's key"):
        rig.supervision.arm(rig.way)
    assert rig.way.is_open


def test_supervision_does_not_wait_for_ever(rig: Rig) -> None:
    rig.supervision.arm(rig.way)
    rig.workshop.clock.go(WAITS_FOR.total_seconds() - 1)
    assert rig.supervision.waits()
    rig.workshop.clock.go(1)
    assert not rig.supervision.waits()
    attempt = rig.begin(Use.ASSESSMENT)
    with pytest.raises(NotSupervisedError, match="No instructor"):
        rig.supervision.begin(attempt)
    assert not rig.supervision.goes_on(attempt)


def test_supervision_can_be_taken_back(rig: Rig) -> None:
    rig.supervision.arm(rig.way)
    rig.supervision.disarm()
    assert not rig.supervision.waits()


def test_practice_is_not_supervised_and_the_assessment_after_it_is(rig: Rig) -> None:
    rig.supervision.arm(rig.way)
    with pytest.raises(NotSupervisedError, match="just begun"):
        rig.supervision.begin(rig.begin(Use.PRACTICE))
    assert rig.supervision.waits()


def test_what_went_on_alone_is_not_supervised_afterwards(rig: Rig) -> None:
    attempt = rig.begin(Use.ASSESSMENT)
    rig.workshop.records.interrupt(attempt, rig.workshop.clock.now())
    rig.workshop.records.resume(attempt, rig.workshop.clock.now())
    rig.supervision.arm(rig.way)
    with pytest.raises(NotSupervisedError, match="just begun"):
        rig.supervision.begin(attempt)
