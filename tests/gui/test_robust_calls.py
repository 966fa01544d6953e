"""What happens to a machine must not happen to a call: clocks that are set, sleep, files that change."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from building import double_charge, text
from call_rig import Rig, Wanted
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from trainer.app.ports import AttemptState
from trainer.scenario.model import Use
from trainer.ui.call.picture import Phase, ReplyTimeRule
from trainer.ui.call.presenter import CallPresenter
from trainer.ui.sleep import SleepWatch, seconds_asleep

Opened = Callable[[Use], tuple[Rig, CallPresenter]]


class Machine:
    """How long a machine has slept."""

    def __init__(self) -> None:
        self.asleep = 40.0

    def total(self) -> float:
        return self.asleep


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    """Return how to open a call; everything is closed afterwards."""
    del qapp
    made: list[tuple[Rig, CallPresenter]] = []

    def open_call(use: Use) -> tuple[Rig, CallPresenter]:
        rig = Rig(tmp_path)
        presenter = rig.begin(Wanted(use=use))
        made.append((rig, presenter))
        presenter.open()
        qtbot.waitUntil(lambda: presenter.picture.phase is Phase.REPLYING)
        return rig, presenter

    yield open_call
    for rig, presenter in made:
        presenter.close()
        rig.tasks.close()


@pytest.mark.parametrize("hours", [-26, -1, 1, 26])
def test_setting_the_clock_changes_no_duration(opened: Opened, qtbot: QtBot, hours: int) -> None:
    rig, presenter = opened(Use.ASSESSMENT)
    clock = rig.workshop.clock
    rig.clock_goes(seconds=4)
    before = presenter.elapsed()
    clock.set_wall(clock.now() + timedelta(hours=hours))
    assert presenter.elapsed() == before
    presenter.timer.ticked.emit()
    assert presenter.picture.phase is Phase.REPLYING
    presenter.take(presenter.picture.replies[0].id)
    qtbot.waitUntil(lambda: presenter.picture.decision == 2)
    (decision,) = rig.workshop.fake_records.decisions(presenter_attempt(presenter))
    assert decision.seconds == decision.elapsed == 4


def presenter_attempt(presenter: CallPresenter) -> str:
    call = presenter._call
    assert call is not None
    return call.attempt


def test_a_practice_stands_still_after_sleep_with_all_its_time(opened: Opened) -> None:
    _rig, presenter = opened(Use.PRACTICE)
    machine = Machine()
    presenter.sleep = SleepWatch(machine.total)
    presenter.timer.note_line_over()
    left = presenter.timer.time.seconds
    machine.asleep += 7200
    presenter.timer.ticked.emit()
    assert presenter.picture.paused
    assert presenter.timer.time.rule in {ReplyTimeRule.PAUSED, ReplyTimeRule.NONE}
    assert presenter.timer.time.seconds == left
    presenter.toggle_pause()
    presenter.timer.ticked.emit()
    assert presenter.timer.time.rule is not ReplyTimeRule.PAUSED


def test_an_assessment_was_interrupted_by_sleep_and_goes_on(opened: Opened, qtbot: QtBot) -> None:
    rig, presenter = opened(Use.ASSESSMENT)
    machine = Machine()
    presenter.sleep = SleepWatch(machine.total)
    attempt = presenter_attempt(presenter)
    offered = presenter.picture.replies
    machine.asleep += 600
    presenter.timer.ticked.emit()
    qtbot.waitUntil(lambda: presenter.picture.phase is Phase.LEFT)
    qtbot.waitUntil(lambda: rig.workshop.fake_records.attempt(attempt).interruptions == 1)
    presenter.go_on()
    qtbot.waitUntil(lambda: presenter.picture.phase is Phase.REPLYING)
    presenter.timer.ticked.emit()
    assert presenter.picture.phase is Phase.REPLYING
    assert presenter.picture.replies == offered
    assert rig.workshop.fake_records.attempt(attempt).state is AttemptState.OPEN


def test_a_short_difference_of_clocks_is_no_sleep() -> None:
    machine = Machine()
    watch = SleepWatch(machine.total)
    slept = []
    for more in (0.5, 2.0):
        machine.asleep += more
        slept.append(watch.slept)
    watch.forget()
    assert [*slept, watch.slept] == [False, True, False]


def test_this_machine_says_how_long_it_slept() -> None:
    assert seconds_asleep() >= -0.1


@pytest.mark.parametrize("change", ["edited", "deleted"])
def test_a_scenario_file_changes_during_a_call(opened: Opened, qtbot: QtBot, change: str) -> None:
    rig, presenter = opened(Use.PRACTICE)
    said = presenter.picture.entries[0].line
    if change == "edited":
        rig.workshop.put(double_charge()._replace(title=text(en="Another", es="Otro")))
    else:
        rig.workshop._scenarios.clear()
    rig.workshop.library.reload()
    presenter.take("own-it")
    qtbot.waitUntil(lambda: presenter.picture.phase is Phase.REPLYING and presenter.picture.decision == 2)
    assert presenter.picture.entries[0].line == said
    presenter.leave()
    qtbot.waitUntil(lambda: presenter.picture.phase is Phase.LEFT)
    presenter.go_on()
    qtbot.waitUntil(lambda: presenter.picture.phase is Phase.REPLYING)
    assert presenter.picture.entries[0].line == said
    assert presenter.picture.decision == 2
