"""The customer on hold: counted apart, part of the call's time, kept with the decision, never scored."""

import pytest
from building import double_charge
from workshop import Workshop

from trainer.scenario.model import Channel, Use


@pytest.mark.parametrize("use", list(Use))
def test_time_on_hold_is_counted_within_the_time_of_the_call(use: Use) -> None:
    workshop = Workshop(double_charge())
    call = workshop.play("", "double-charge", "es", use)
    workshop.clock.go(4)
    call.hold()
    call.hold()
    workshop.clock.go(6)
    assert call.held() == 6
    call.unhold()
    workshop.clock.go(10)
    call.hold()
    workshop.clock.go(1)
    assert call.held() == 7
    assert call.elapsed() == 21
    call.take("own-it", 21)
    assert call.holding is False
    workshop.clock.go(5)
    call.hold()
    workshop.clock.go(2)
    call.take("last-four", 7)
    assert call.held() == 9
    assert [each.held for each in workshop.records.decisions(call.attempt)] == [7, 2]


def test_a_call_that_goes_on_knows_how_long_it_was_on_hold() -> None:
    workshop = Workshop(double_charge())
    call = workshop.play("", "double-charge", "es", Use.ASSESSMENT)
    call.hold()
    workshop.clock.go(3)
    call.take("own-it", 3)
    call.hold()
    call.leave()
    again = workshop.practice.resume(call.attempt)
    assert again.held() == 3
    assert not again.holding


def test_a_pause_does_not_count_as_hold() -> None:
    workshop = Workshop(double_charge())
    call = workshop.play("", "double-charge", "es", Use.PRACTICE)
    call.hold()
    call.pause()
    workshop.clock.go(60)
    call.unpause()
    workshop.clock.go(2)
    assert call.held() == 2


def test_hold_changes_no_time_limit() -> None:
    workshop = Workshop(double_charge())
    call = workshop.play("own-it", "double-charge", "es", Use.ASSESSMENT)
    before = call.silence_seconds()
    call.hold()
    workshop.clock.go(5)
    assert call.silence_seconds() == before


def test_nobody_is_on_hold_in_a_chat() -> None:
    workshop = Workshop(double_charge()._replace(channel=Channel.CHAT))
    call = workshop.play("", "double-charge", "es", Use.PRACTICE)
    assert not call.may_hold
    call.hold()
    workshop.clock.go(5)
    assert call.holding is False
    assert call.held() == 0
