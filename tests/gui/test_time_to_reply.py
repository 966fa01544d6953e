"""The time to reply in practice and assessment, with every accommodation; hold dodges nothing of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from call_rig import Rig, Wanted
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from trainer.app.ports import AttemptFacts, TimeAllowance
from trainer.scenario.model import Use
from trainer.ui.call.picture import Phase, ReplyTimeRule, VoiceState
from trainer.ui.call.presenter import CallPresenter
from trainer.ui.widgets.text import Text

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

AUTHORED = 20
"""Seconds after which the scene takes silence."""
SECONDS = {
    TimeAllowance.AS_AUTHORED: AUTHORED,
    TimeAllowance.HALF_MORE: AUTHORED * 1.5,
    TimeAllowance.DOUBLE: AUTHORED * 2,
}
Heard = Callable[[TimeAllowance, Use], tuple[Rig, CallPresenter]]


@pytest.fixture
def heard(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Heard]:
    """Return how to open a call at its timed moment, the customer's line heard to its end."""
    del qapp
    opened: list[tuple[Rig, CallPresenter]] = []

    def open_call(allowance: TimeAllowance, use: Use) -> tuple[Rig, CallPresenter]:
        rig = Rig(tmp_path, allowance=allowance)
        presenter = rig.begin(Wanted(played="own-it", use=use))
        opened.append((rig, presenter))
        presenter.open()
        qtbot.waitUntil(lambda: presenter.picture.voice is VoiceState.SPEAKING)
        qtbot.waitUntil(lambda: presenter.picture.phase is Phase.REPLYING)
        rig.player.finish()
        return rig, presenter

    yield open_call
    for rig, presenter in opened:
        presenter.close()
        rig.tasks.close()


def recorded(rig: Rig) -> AttemptFacts:
    return rig.workshop.records.attempts(rig.workshop.trainee.id)[0]


def result(rig: Rig) -> tuple[object, ...]:
    finish = recorded(rig).finish
    assert finish is not None
    return finish.scores, finish.passed, finish.reasons, finish.outcome


def wait_for_the_end(qtbot: QtBot, presenter: CallPresenter) -> None:
    qtbot.waitUntil(lambda: presenter.picture.phase is Phase.ENDED)


def tick(presenter: CallPresenter) -> None:
    """Let the timer look at the clock, as it does ten times in a second."""
    presenter.timer._tick()


@pytest.mark.parametrize("use", list(Use))
@pytest.mark.parametrize("allowance", list(SECONDS))
def test_silence_is_taken_at_the_limit_and_not_before(
    heard: Heard, qtbot: QtBot, allowance: TimeAllowance, use: Use
) -> None:
    rig, presenter = heard(allowance, use)
    rig.clock_goes(SECONDS[allowance] - 0.5)
    tick(presenter)
    before = presenter.picture.phase
    rig.clock_goes(0.5)
    tick(presenter)
    wait_for_the_end(qtbot, presenter)
    assert before is Phase.REPLYING
    last = rig.workshop.records.decisions(recorded(rig).id)[-1]
    assert (last.event.reply, last.seconds) == ("silence", SECONDS[allowance])


@pytest.mark.parametrize("use", list(Use))
def test_without_a_limit_nobody_is_hurried(heard: Heard, use: Use) -> None:
    rig, presenter = heard(TimeAllowance.NO_LIMIT, use)
    rig.clock_goes(hours=2)
    tick(presenter)
    assert presenter.picture.phase is Phase.REPLYING
    assert presenter.timer.time.rule is ReplyTimeRule.NONE
    assert recorded(rig).time_allowance is TimeAllowance.NO_LIMIT


@pytest.mark.parametrize("allowance", list(SECONDS))
def test_the_warning_comes_with_a_quarter_of_the_time_left(
    heard: Heard, qtbot: QtBot, allowance: TimeAllowance
) -> None:
    rig, presenter = heard(allowance, Use.ASSESSMENT)
    screen = rig.draw(presenter)
    qtbot.addWidget(screen)
    said: list[str] = []
    screen.announced.connect(said.append)
    rig.clock_goes(SECONDS[allowance] * 0.75 - 0.5)
    tick(presenter)
    before = list(said)
    rig.clock_goes(0.5)
    tick(presenter)
    tick(presenter)
    assert before == []
    assert said == [f"Time left to reply: {int(SECONDS[allowance] / 4)} seconds."]
    rule = screen.findChild(Text, "reply-time-rule")
    assert isinstance(rule, Text)
    assert rule.text() == "Little time is left, then Lucía takes it as silence."


@pytest.mark.parametrize("use", list(Use))
def test_hold_does_not_dodge_the_limit(heard: Heard, qtbot: QtBot, use: Use) -> None:
    rig, presenter = heard(TimeAllowance.DOUBLE, use)
    rig.clock_goes(10)
    presenter.toggle_hold()
    rig.clock_goes(30)
    tick(presenter)
    wait_for_the_end(qtbot, presenter)
    last = rig.workshop.records.decisions(recorded(rig).id)[-1]
    assert (last.event.reply, last.held) == ("silence", 30)


def test_a_pause_stops_it_in_practice_and_there_is_none_in_an_assessment(heard: Heard) -> None:
    for use, rule, left in (
        (Use.PRACTICE, ReplyTimeRule.PAUSED, 15),
        (Use.ASSESSMENT, ReplyTimeRule.RUNNING, 5),
    ):
        rig, presenter = heard(TimeAllowance.AS_AUTHORED, use)
        rig.clock_goes(5)
        presenter.toggle_pause()
        rig.clock_goes(10)
        tick(presenter)
        assert (presenter.timer.time.rule, presenter.timer.time.seconds) == (rule, left)


def test_practice_can_switch_limits_off_and_an_assessment_keeps_them(heard: Heard) -> None:
    for use, phase in ((Use.PRACTICE, ReplyTimeRule.NONE), (Use.ASSESSMENT, ReplyTimeRule.RUNNING)):
        rig, presenter = heard(TimeAllowance.AS_AUTHORED, use)
        rig.workshop.limits_in_practice = False
        call = presenter._call
        assert call is not None
        presenter.timer.offer(call.silence_seconds())
        assert presenter.timer.time.rule is phase


def test_the_accommodation_is_recorded_and_changes_no_score(heard: Heard, qtbot: QtBot) -> None:
    found = []
    for allowance in TimeAllowance:
        rig, presenter = heard(allowance, Use.ASSESSMENT)
        rig.clock_goes(19)
        presenter.take("last-four")
        wait_for_the_end(qtbot, presenter)
        assert recorded(rig).time_allowance is allowance
        found.append(result(rig))
    assert all(each == found[0] for each in found)
