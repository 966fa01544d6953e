"""Language, colors, text size and motion change at once, wherever one is, and nothing is lost by it."""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from call_rig import desk_scenario
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton, QScrollArea, QSlider
from pytestqt.qtbot import QtBot
from shell_rig import ShellRig

import trainer.ui.shell
from trainer.scenario.model import Use
from trainer.settings import Appearance
from trainer.ui.brief.presenter import BriefPresenter
from trainer.ui.call.picture import Phase
from trainer.ui.call.presenter import CallPresenter
from trainer.ui.home.presenter import HomePresenter
from trainer.ui.navigator import Brief, Call, Home, Progress, Route, Scenarios, Settings, Shortcuts
from trainer.ui.theme import load_fonts
from trainer.ui.tokens import Scheme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CHANGES: tuple[dict[str, object], ...] = (
    {"interface_language": "es"},
    {"appearance": Appearance.DARK},
    {"text_scale": 2.0},
    {"appearance": Appearance.HIGH_CONTRAST},
    {"interface_language": "en", "text_scale": 0.8, "appearance": Appearance.LIGHT},
)


@pytest.fixture
def rig(qapp: QApplication, qtbot: QtBot, tmp_path: Path, repository: Path) -> Iterator[ShellRig]:
    load_fonts(repository / "assets" / "fonts")
    made = ShellRig(qapp, tmp_path, desk_scenario())
    qtbot.addWidget(made.window)
    made.start()
    qtbot.waitUntil(lambda: made.shell.presenter is not None)
    made.shell.enter(made.workshop.trainee)
    qtbot.waitUntil(
        lambda: isinstance(made.shell.presenter, HomePresenter) and made.shell.presenter.overview is not None
    )
    yield made
    made.close()


def change_everything(rig: ShellRig) -> Iterator[None]:
    """Change one thing after the other; what must not change is looked at in between."""
    for change in CHANGES:
        rig.preferences.change(**change)
        QApplication.processEvents()
        yield


@pytest.mark.parametrize(
    "route", [Home(), Scenarios(), Brief("double-charge", "es"), Progress(), Settings(), Shortcuts()]
)
def test_every_screen_takes_every_change(rig: ShellRig, route: Route) -> None:
    rig.shell.navigator.go(route)
    presenter = rig.shell.presenter
    titles = [rig.window.windowTitle()]
    for _changed in change_everything(rig):
        assert rig.shell.presenter is presenter
        assert rig.shell.navigator.current == route
        titles.append(rig.window.windowTitle())
    assert len(set(titles)) > 1


def test_a_search_half_typed_stays(rig: ShellRig) -> None:
    rig.shell.navigator.go(Scenarios())
    field = next(each for each in rig.window.findChildren(QLineEdit) if each.isVisible())
    field.setFocus()
    QTest.keyClicks(field, "Charg")
    for _changed in change_everything(rig):
        focused = rig.window.focusWidget()
        assert isinstance(focused, QLineEdit)
        assert focused.text() == "Charg"


def test_a_choice_at_the_brief_stays(rig: ShellRig, qtbot: QtBot) -> None:
    rig.shell.navigator.go(Brief("double-charge", "en"))
    presenter = rig.shell.presenter
    assert isinstance(presenter, BriefPresenter)
    qtbot.waitUntil(lambda: presenter.picture.facts is not None)
    presenter.choose_use(Use.ASSESSMENT)
    for _changed in change_everything(rig):
        assert presenter.picture.use is Use.ASSESSMENT
        chosen = [each for each in rig.window.findChildren(QRadioButton) if each.isVisible()]
        assert any(each.isChecked() for each in chosen)


def test_the_slider_under_the_hand_stays_under_it(rig: ShellRig, qtbot: QtBot) -> None:
    rig.shell.navigator.go(Settings())
    qtbot.waitUntil(lambda: rig.is_drawn)
    slider = rig.find("text-size")
    assert isinstance(slider, QSlider)
    slider.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Home):
        held = rig.window.focusWidget()
        assert isinstance(held, QSlider)
        QTest.keyClick(held, key)
        QApplication.processEvents()
        after = rig.window.focusWidget()
        assert isinstance(after, QSlider)
        assert after.objectName() == "text-size"
    assert rig.shell.theme.scale == 0.8


def test_a_page_stays_where_it_was_scrolled_to(rig: ShellRig, qtbot: QtBot) -> None:
    rig.shell.navigator.go(Settings())
    rig.preferences.change(text_scale=1.6)
    QApplication.processEvents()
    area = next(each for each in rig.window.findChildren(QScrollArea) if each.isVisible())
    area.verticalScrollBar().setValue(120)
    name = area.objectName()
    rig.preferences.change(interface_language="es", appearance=Appearance.DARK)

    def scrolled() -> bool:
        pages = [each for each in rig.window.findChildren(QScrollArea, name) if each.isVisible()]
        return bool(pages) and pages[-1].verticalScrollBar().value() == 120

    qtbot.waitUntil(scrolled)


def test_a_call_goes_on_through_every_change(rig: ShellRig, qtbot: QtBot) -> None:
    call = rig.workshop.play("", "double-charge", "es", Use.ASSESSMENT)
    rig.shell.navigator.go(Call(call.attempt))
    presenter = rig.shell.presenter
    assert isinstance(presenter, CallPresenter)
    qtbot.waitUntil(lambda: presenter.picture.phase is Phase.REPLYING)
    presenter.arrange_desk(words="reembolso", article=0)
    offered, entries = presenter.picture.replies, presenter.picture.entries
    presenter.timer.note_line_over()
    time, elapsed = presenter.timer.time, presenter.elapsed()
    for _changed in change_everything(rig):
        assert presenter.picture.phase is Phase.REPLYING
        assert (presenter.picture.replies, presenter.picture.entries) == (offered, entries)
        assert (presenter.timer.time, presenter.elapsed()) == (time, elapsed)
        assert presenter.desk.words == "reembolso"
    QTest.mouseClick(rig.find("reply-1"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: presenter.picture.decision == 2)


def test_the_system_s_colors_are_followed(
    rig: ShellRig, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    for scheme in (Scheme.DARK, Scheme.LIGHT):
        # Offscreen there is no system that could be asked.
        monkeypatch.setattr(trainer.ui.shell, "system_scheme", lambda _hints, found=scheme: found)
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Unknown)
        assert rig.shell.theme.scheme is scheme


def test_what_a_person_chose_is_not_the_system_s_to_change(
    rig: ShellRig, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig.preferences.change(appearance=Appearance.LIGHT)
    monkeypatch.setattr(trainer.ui.shell, "system_scheme", lambda _hints: Scheme.DARK)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert rig.shell.theme.scheme is Scheme.LIGHT


def test_more_contrast_in_the_system_comes_before_dark_and_light(
    rig: ShellRig, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trainer.ui.shell, "system_scheme", lambda _hints: Scheme.HIGH_CONTRAST)
    contrast = qapp.styleHints().accessibility()
    contrast.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert rig.shell.theme.scheme is Scheme.HIGH_CONTRAST


def test_less_motion_is_asked_for_again_when_a_person_comes_back(
    rig: ShellRig, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not rig.shell.theme.reduced_motion
    answers = cycle([True, False])
    monkeypatch.setattr(trainer.ui.shell, "system_reduces_motion", lambda: next(answers))
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    qtbot.waitUntil(lambda: rig.shell.theme.reduced_motion)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    qtbot.waitUntil(lambda: not rig.shell.theme.reduced_motion)
