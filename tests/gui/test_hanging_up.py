"""Leaving keeps a call; a practice can be ended for good, an assessment only goes on or is lost."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from call_rig import Rig, Wanted, chat_scenario, plain_theme
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from trainer import i18n
from trainer.app.call import PracticeOnlyError
from trainer.app.faults import DiskFullFault
from trainer.app.ports import AttemptFacts, AttemptState
from trainer.scenario.model import Scenario, Use
from trainer.ui.call.picture import Phase
from trainer.ui.call.presenter import CallPresenter
from trainer.ui.call.view import CallScreen
from trainer.ui.navigator import Home
from trainer.ui.theme import apply_theme, load_fonts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Left = Callable[..., tuple[Rig, CallPresenter, CallScreen]]


@pytest.fixture
def left(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Left]:
    """Return how to leave a call after one reply."""
    load_fonts(plain_theme().assets / "fonts")
    apply_theme(qapp, plain_theme())
    opened: list[tuple[Rig, CallPresenter]] = []

    def leave_call(use: Use = Use.PRACTICE, *scenarios: Scenario) -> tuple[Rig, CallPresenter, CallScreen]:
        rig = Rig(tmp_path, *scenarios)
        presenter = rig.begin(Wanted(use=use, played="own-it"))
        opened.append((rig, presenter))
        screen = rig.draw(presenter)
        qtbot.addWidget(screen)
        screen.show()
        screen.activateWindow()
        presenter.open()
        qtbot.waitUntil(lambda: presenter.picture.phase is Phase.REPLYING)
        presenter.leave()
        qtbot.waitUntil(lambda: attempt(rig).interruptions == 1 and told(screen) != "")
        return rig, presenter, screen

    yield leave_call
    for rig, presenter in opened:
        presenter.close()
        rig.tasks.close()
    i18n.activate("en")


def attempt(rig: Rig) -> AttemptFacts:
    return rig.workshop.records.attempts(rig.workshop.trainee.id)[0]


def told(screen: CallScreen) -> str:
    words = screen.findChild(QLabel, "kept")
    return words.text() if isinstance(words, QLabel) else ""


def click(screen: CallScreen, name: str) -> None:
    button = screen.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_practice_ends_for_good_after_one_question_that_names_what_goes(left: Left, qtbot: QtBot) -> None:
    rig, presenter, screen = left()
    click(screen, "hang-up")
    assert presenter.picture.hanging_up
    assert "Your 1 decision stays on record" in told(screen)
    assert attempt(rig).state is AttemptState.OPEN
    click(screen, "hang-up")
    qtbot.waitUntil(lambda: rig.routes == [Home()])
    assert attempt(rig).state is AttemptState.ABANDONED
    assert rig.workshop.home.overview(rig.workshop.trainee).calls == 0


def test_enter_keeps_it_and_enter_again_goes_on(left: Left, qtbot: QtBot) -> None:
    rig, presenter, screen = left()
    click(screen, "hang-up")
    keep = screen.findChild(QWidget, "keep")
    assert screen.window().focusWidget() is keep
    QTest.keyClick(screen.window(), Qt.Key.Key_Return)
    assert not presenter.picture.hanging_up
    QTest.keyClick(screen.window(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: presenter.picture.phase is Phase.REPLYING)
    assert attempt(rig).state is AttemptState.OPEN


def test_a_full_disk_is_told_and_the_call_is_kept(left: Left, qtbot: QtBot) -> None:
    rig, presenter, screen = left()
    rig.workshop.fake_records.refuse = DiskFullFault(Path("data"))
    click(screen, "hang-up")
    click(screen, "hang-up")
    qtbot.waitUntil(lambda: presenter.picture.fault != "")
    assert attempt(rig).state is AttemptState.OPEN
    assert screen.findChild(QWidget, "go-on") is not None


def test_an_assessment_offers_no_escape_and_says_until_when_it_waits(left: Left, qtbot: QtBot) -> None:
    rig, presenter, screen = left(Use.ASSESSMENT)
    qtbot.waitUntil(lambda: "closed as lost and counts as not passed" in told(screen))
    assert screen.findChild(QWidget, "hang-up") is None
    presenter.ask_to_hang_up(wanted=True)
    presenter.hang_up()
    assert not presenter.picture.hanging_up
    with pytest.raises(PracticeOnlyError):
        rig.workshop.practice.give_up(attempt(rig).id)
    assert attempt(rig).state is AttemptState.OPEN


def test_an_assessment_that_was_left_for_too_long_says_so(left: Left, qtbot: QtBot) -> None:
    rig, presenter, _screen = left(Use.ASSESSMENT)
    rig.clock_goes(hours=24, seconds=1)
    presenter.go_on()
    qtbot.waitUntil(lambda: presenter.picture.phase is Phase.BROKEN)
    assert "not resumed within 24 hours" in presenter.picture.fault
    assert attempt(rig).state is AttemptState.LOST


def test_a_chat_is_ended_not_hung_up(left: Left) -> None:
    _rig, _presenter, screen = left(Use.PRACTICE, chat_scenario())
    button = screen.findChild(QPushButton, "hang-up")
    assert isinstance(button, QPushButton)
    assert button.text() == "End the chat for good"
