"""Who is practicing: the first run, choosing, making and changing a profile."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QSlider
from pytestqt.qtbot import QtBot
from shell_rig import ShellRig

from trainer.app.ports import TimeAllowance
from trainer.ui.navigator import Home, Who
from trainer.ui.theme import load_fonts
from trainer.ui.who.presenter import WhoPresenter
from trainer.ui.widgets.text import Text

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Opened = Callable[..., ShellRig]


@pytest.fixture
def who(qapp: QApplication, qtbot: QtBot, tmp_path: Path, repository: Path) -> Iterator[Opened]:
    """Return how to open the window; with nobody in it where asked."""
    load_fonts(repository / "assets" / "fonts")
    rigs: list[ShellRig] = []

    def open_who(*, nobody: bool = False) -> ShellRig:
        rig = ShellRig(qapp, tmp_path)
        if nobody:
            rig.workshop.fake_records._trainees.clear()
        rigs.append(rig)
        qtbot.addWidget(rig.window)
        rig.start()
        qtbot.waitUntil(lambda: loaded(rig))
        return rig

    yield open_who
    for rig in rigs:
        rig.close()


def loaded(rig: ShellRig) -> bool:
    presenter = rig.shell.presenter
    return isinstance(presenter, WhoPresenter) and presenter.profiles is not None


def presenter_of(rig: ShellRig) -> WhoPresenter:
    presenter = rig.shell.presenter
    assert isinstance(presenter, WhoPresenter)
    return presenter


def texts(rig: ShellRig) -> list[str]:
    return [label.text() for label in rig.window.findChildren(Text) if label.isVisible()]


def type_name(rig: ShellRig, name: str) -> None:
    field = rig.find("name")
    assert isinstance(field, QLineEdit)
    field.clear()
    QTest.keyClicks(field, name)


def test_the_first_run_asks_for_a_name_and_nothing_can_be_canceled(who: Opened) -> None:
    rig = who(nobody=True)
    assert "Welcome to Puente" in texts(rig)
    assert rig.window.focusWidget() is rig.find("name")
    QTest.keyClick(rig.window, Qt.Key.Key_Escape)
    assert presenter_of(rig).draft is not None


def test_a_new_person_practices_at_once(who: Opened, qtbot: QtBot) -> None:
    rig = who(nobody=True)
    type_name(rig, "Ana Ruiz")
    QTest.keyClick(rig.window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rig.shell.navigator.current == Home())
    made = rig.workshop.profiles.list()[0].trainee
    assert (made.name, made.languages, made.time_allowance) == (
        "Ana Ruiz",
        ("en", "es"),
        TimeAllowance.AS_AUTHORED,
    )


def test_enter_on_a_language_begins_and_does_not_untick_it(who: Opened, qtbot: QtBot) -> None:
    rig = who(nobody=True)
    type_name(rig, "Ana Ruiz")
    rig.find("practice-en").setFocus()
    QTest.keyClick(rig.find("practice-en"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rig.shell.navigator.current == Home())
    assert rig.workshop.profiles.list()[0].trainee.languages == ("en", "es")


def test_every_answer_is_kept(who: Opened, qtbot: QtBot) -> None:
    rig = who(nobody=True)
    type_name(rig, "Ana Ruiz")
    english = rig.find("practice-en")
    assert isinstance(english, QCheckBox)
    english.click()
    speed = rig.find("speed")
    assert isinstance(speed, QSlider)
    speed.setValue(80)
    presenter_of(rig).edit(time_allowance=TimeAllowance.DOUBLE)
    QTest.mouseClick(rig.find("keep"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rig.shell.navigator.current == Home())
    made = rig.workshop.profiles.list()[0].trainee
    assert (made.languages, made.speech_rate, made.time_allowance) == (("es",), 0.8, TimeAllowance.DOUBLE)


def test_a_name_that_is_missing_is_asked_for_where_it_is_missing(who: Opened, qtbot: QtBot) -> None:
    rig = who(nobody=True)
    QTest.keyClick(rig.window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Enter a name." in texts(rig))
    assert rig.window.focusWidget() is rig.find("name")


def test_a_tile_enters_with_one_key(who: Opened, qtbot: QtBot) -> None:
    rig = who()
    assert rig.window.focusWidget() is rig.find("profile-0")
    QTest.keyClick(rig.find("profile-0"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rig.shell.navigator.current == Home())


def test_a_profile_is_changed_in_place(who: Opened, qtbot: QtBot) -> None:
    rig = who()
    QTest.mouseClick(rig.find("change-0"), Qt.MouseButton.LeftButton)
    type_name(rig, "Mariana O.")
    QTest.mouseClick(rig.find("keep"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: presenter_of(rig).draft is None)
    qtbot.waitUntil(lambda: "Mariana O." in texts(rig))
    assert rig.shell.navigator.current == Who()
    assert len(rig.workshop.profiles.list()) == 1


def test_a_form_that_was_opened_can_be_left(who: Opened) -> None:
    rig = who()
    QTest.mouseClick(rig.find("profile-new"), Qt.MouseButton.LeftButton)
    QTest.keyClick(rig.window, Qt.Key.Key_Escape)
    assert presenter_of(rig).draft is None
    assert rig.find("profile-0").isVisible()
