"""The whole window: starting, going about, changing everything while a screen is open."""

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from shell_rig import ShellRig

from trainer import i18n
from trainer.app.backups import BackupDiskGoneFault, Backups
from trainer.app.contents import read_source
from trainer.app.faults import AlreadyOpenFault, Fault, RecordsDamagedFault
from trainer.app.library import Contents
from trainer.app.record_chain_examination import Examination, FaultKind, RecordFault
from trainer.app.services import Services
from trainer.settings import Appearance, SettingsFile
from trainer.ui.home.presenter import HomePresenter
from trainer.ui.navigator import Home, Scenarios, Settings, Shortcuts, Who
from trainer.ui.screen import Notice
from trainer.ui.startup import NotStarted
from trainer.ui.theme import load_fonts
from trainer.ui.tokens import Scheme
from trainer.ui.widgets.navigation import NavigationRail
from trainer.ui.widgets.strips import Strip
from trainer.ui.widgets.text import Text

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Opened = Callable[..., ShellRig]


@pytest.fixture
def rigs(qapp: QApplication, qtbot: QtBot, tmp_path: Path, repository: Path) -> Iterator[Opened]:
    """Return how to open windows; all are closed afterwards."""
    load_fonts(repository / "assets" / "fonts")
    made: list[ShellRig] = []

    def open_rig(**values: object) -> ShellRig:
        rig = ShellRig(qapp, tmp_path, **values)  # type: ignore[arg-type]  # settings by name
        qtbot.addWidget(rig.window)
        made.append(rig)
        rig.start()
        return rig

    yield open_rig
    for rig in made:
        rig.close()


@pytest.fixture
def at_home(rigs: Opened, qtbot: QtBot) -> ShellRig:
    """Return a window in which the trainee is at Home."""
    rig = rigs()
    qtbot.waitUntil(lambda: rig.shell.navigator.current == Who())
    rig.shell.enter(rig.workshop.trainee)
    qtbot.waitUntil(lambda: _loaded(rig))
    return rig


def _loaded(rig: ShellRig) -> bool:
    presenter = rig.shell.presenter
    return isinstance(presenter, HomePresenter) and presenter.overview is not None


def shown_texts(rig: ShellRig) -> list[str]:
    return [label.text() for label in rig.window.findChildren(Text) if label.isVisible()]


def test_new_files_are_looked_into_beside_the_window_and_then_shown(rigs: Opened, qtbot: QtBot) -> None:
    reading, read = threading.Event(), threading.Event()
    leave = threading.Event()

    def build(rig: ShellRig) -> Services:
        services, whole = rig.build(), rig.workshop.library._contents

        def read_all() -> Contents:
            reading.set()
            assert read.wait(10)
            return whole

        known = replace(whole, scenarios={}, waiting=1)
        rig.workshop.library.__init__(read_all, read_source, read_known=lambda: known, leave=leave.set)  # type: ignore[misc]  # a library of a larger machine
        return services

    rig = rigs(build=build, last_trainee="00000000-0000-7000-8000-000000000001")
    qtbot.waitUntil(lambda: _loaded(rig))
    presenter = rig.shell.presenter
    assert isinstance(presenter, HomePresenter)
    assert reading.is_set()
    assert presenter.overview is not None
    assert presenter.overview.next_call is None
    assert any("1 scenario file is being looked into" in shown for shown in shown_texts(rig))
    read.set()
    qtbot.waitUntil(lambda: presenter.overview is not None and presenter.overview.next_call is not None)
    assert not any("being looked into" in shown for shown in shown_texts(rig))
    assert not leave.is_set()
    rig.close()
    assert leave.is_set()


def test_asks_who_is_practicing(rigs: Opened, qtbot: QtBot) -> None:
    rig = rigs()
    qtbot.waitUntil(lambda: "Mariana Ortega" in shown_texts(rig))
    assert rig.shell.navigator.current == Who()


def test_the_only_person_goes_straight_home(rigs: Opened, qtbot: QtBot) -> None:
    rig = rigs(last_trainee="00000000-0000-7000-8000-000000000001")
    qtbot.waitUntil(lambda: rig.shell.navigator.current == Home())
    assert rig.window.findChild(NavigationRail) is not None


def test_the_interface_changes_its_language_at_once_and_keeps_the_focus(at_home: ShellRig) -> None:
    at_home.find("place-Scenarios").setFocus()
    at_home.preferences.change(interface_language="es")
    assert i18n.current_language() == "es"
    focused = at_home.window.focusWidget()
    assert focused is not None
    assert focused.objectName() == "place-Scenarios"
    assert at_home.shell.presenter is not None


def test_the_language_is_kept_with_the_profile(at_home: ShellRig, qtbot: QtBot) -> None:
    at_home.preferences.change(interface_language="en")
    at_home.preferences.change(speech_rate=1.4)
    profiles = at_home.workshop.profiles
    qtbot.waitUntil(lambda: profiles.list()[0].trainee.interface_language == "en")
    qtbot.waitUntil(lambda: profiles.list()[0].trainee.speech_rate == 1.4)


def test_the_presenter_survives_a_change_of_colors_and_size(at_home: ShellRig) -> None:
    before = at_home.shell.presenter
    at_home.preferences.change(appearance=Appearance.HIGH_CONTRAST)
    at_home.preferences.change(text_scale=2.0)
    assert at_home.shell.theme.scheme is Scheme.HIGH_CONTRAST
    assert at_home.shell.theme.scale == 2.0
    assert at_home.shell.presenter is before


def test_what_was_typed_survives_a_change_of_language(rigs: Opened, qtbot: QtBot) -> None:
    rig = rigs()
    qtbot.waitUntil(lambda: "Mariana Ortega" in shown_texts(rig))
    QTest.mouseClick(rig.find("profile-new"), Qt.MouseButton.LeftButton)
    name = rig.find("name")
    assert isinstance(name, QLineEdit)
    QTest.keyClicks(name, "Ana")
    rig.preferences.change(interface_language="es")
    after = rig.find("name")
    assert isinstance(after, QLineEdit)
    assert after.text() == "Ana"
    assert rig.window.focusWidget() is after


def test_the_keys_page_opens_over_a_screen_and_closes_again(at_home: ShellRig) -> None:
    before = at_home.shell.presenter
    QTest.keyClick(at_home.window, Qt.Key.Key_F1)
    opened = at_home.shell.navigator.current
    QTest.keyClick(at_home.window, Qt.Key.Key_F1)
    assert [opened, at_home.shell.navigator.current] == [Shortcuts(), Home()]
    assert at_home.shell.presenter is before


def test_escape_leaves_the_settings(at_home: ShellRig) -> None:
    at_home.shell.navigator.go(Settings())
    QTest.keyClick(at_home.window, Qt.Key.Key_Escape)
    assert at_home.shell.navigator.current == Home()


def test_every_place_of_the_navigation_opens(at_home: ShellRig) -> None:
    for name, route in (("Scenarios", Scenarios()), ("Settings", Settings()), ("Home", Home())):
        QTest.mouseClick(at_home.find(f"place-{name}"), Qt.MouseButton.LeftButton)
        assert at_home.shell.navigator.current == route


def test_switching_the_profile_asks_again(at_home: ShellRig) -> None:
    QTest.mouseClick(at_home.find("profile"), Qt.MouseButton.LeftButton)
    assert at_home.shell.navigator.trail == (Who(),)


def test_a_fault_at_the_start_is_told_with_a_way_out(rigs: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    answers: list[Fault | None] = [AlreadyOpenFault(tmp_path), None]

    def build(rig: ShellRig) -> Services:
        answer = answers.pop(0)
        if answer is not None:
            raise answer
        return rig.build()

    rig = rigs(build=build)
    qtbot.waitUntil(lambda: rig.window.findChild(NotStarted) is not None)
    assert any(str(tmp_path) in text for text in shown_texts(rig))
    QTest.mouseClick(rig.find("way-0"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rig.shell.navigator.current == Who())


class Rescue:
    """A recovery that remembers what was asked of it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def use_backup(self) -> None:
        self.asked.append("backup")

    def begin_empty(self) -> None:
        self.asked.append("empty")


def test_damaged_records_offer_the_backup_first(rigs: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    rescue = Rescue()
    fault = RecordsDamagedFault(tmp_path / "puente.db", datetime(2026, 3, 9, 8, tzinfo=UTC))
    fault.recovery = rescue
    answers: list[Fault | None] = [fault, None]

    def build(rig: ShellRig) -> Services:
        answer = answers.pop(0)
        if answer is not None:
            raise answer
        return rig.build()

    rig = rigs(build=build)
    qtbot.waitUntil(lambda: rig.window.findChild(NotStarted) is not None)
    QTest.mouseClick(rig.find("way-0"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rig.shell.navigator.current == Who())
    assert rescue.asked == ["backup"]


def test_a_failure_nobody_takes_becomes_a_strip_that_can_be_put_away(
    at_home: ShellRig, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise RuntimeError("ours")

    with caplog.at_level(logging.CRITICAL):
        at_home.tasks.background(fail, lambda _done: None)
        qtbot.waitUntil(lambda: at_home.window.findChild(Strip) is not None)
    strip = at_home.window.findChild(Strip)
    assert isinstance(strip, Strip)
    strip.dismissed.emit()
    assert not [each for each in at_home.window.findChildren(Strip) if each.isVisible()]


def test_records_that_were_changed_are_told_of_and_practice_goes_on(rigs: Opened, qtbot: QtBot) -> None:
    found = Examination((), 0, frozenset(), frozenset(), [RecordFault(FaultKind.CHANGED)] * 2)

    def build(rig: ShellRig) -> Services:
        return replace(rig.build(), examine=lambda: found)

    rig = rigs(build=build)
    qtbot.waitUntil(lambda: rig.shell.navigator.current == Who())
    rig.shell.enter(rig.workshop.trainee)
    qtbot.waitUntil(lambda: _loaded(rig))
    texts = [each.text.text() for each in rig.window.findChildren(Strip) if each.isVisible()]
    assert any("changed by something other than Puente (2 findings)" in text for text in texts)
    assert rig.shell.navigator.current == Home()


def test_a_disk_for_backups_that_is_gone_is_told_of_and_practice_goes_on(
    rigs: Opened, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Backups) -> None:
        raise BackupDiskGoneFault(tmp_path / "disk")

    monkeypatch.setattr(Backups, "keep_daily", refuse)
    rig = rigs()
    qtbot.waitUntil(lambda: rig.shell.navigator.current == Who())
    rig.shell.enter(rig.workshop.trainee)
    qtbot.waitUntil(lambda: _loaded(rig) and bool(rig.window.findChildren(Strip)))
    texts = [each.text.text() for each in rig.window.findChildren(Strip) if each.isVisible()]
    assert any("not copied to" in text for text in texts)


def test_a_policy_that_does_not_hold_is_told_of_and_puente_opens(
    rigs: Opened, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = tmp_path / "policy.json"
    policy.write_text("{ half a fi", encoding="utf-8")
    monkeypatch.setenv("PUENTE_POLICY", str(policy))
    rig = rigs()
    qtbot.waitUntil(lambda: rig.shell.navigator.current == Who())
    rig.shell.enter(rig.workshop.trainee)
    qtbot.waitUntil(lambda: _loaded(rig) and bool(rig.window.findChildren(Strip)))
    texts = [each.text.text() for each in rig.window.findChildren(Strip) if each.isVisible()]
    assert any("it is not JSON (line 1, column 3)" in text for text in texts)


def test_settings_that_could_not_be_read_are_told_of(rigs: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text("{", encoding="utf-8")
    rig = rigs()
    qtbot.waitUntil(lambda: rig.shell.navigator.current == Who())
    rig.shell.enter(rig.workshop.trainee)
    qtbot.waitUntil(lambda: _loaded(rig))
    texts = [each.text.text() for each in rig.window.findChildren(Strip) if each.isVisible()]
    kept = rig.file.set_aside
    assert kept is not None
    assert any(str(kept) in text for text in texts)


def test_a_notice_with_the_same_key_takes_the_place_of_the_older(at_home: ShellRig) -> None:
    stage = at_home.shell.presenter.stage if at_home.shell.presenter is not None else None
    assert stage is not None
    stage.notify(Notice("voices", "One"))
    stage.notify(Notice("voices", "Two"))
    texts = [each.text.text() for each in at_home.window.findChildren(Strip) if each.isVisible()]
    assert texts == ["Two"]


def test_closing_keeps_the_window_s_place(at_home: ShellRig, tmp_path: Path) -> None:
    at_home.window.resize(1300, 820)
    at_home.close()
    place = SettingsFile(tmp_path).current.window
    assert place is not None
    assert (place.width, place.height) == (1300, 820)


def test_a_window_closed_while_it_starts_lets_go_of_what_was_built(rigs: Opened, qtbot: QtBot) -> None:
    begun, may_end = threading.Event(), threading.Event()
    closed: list[bool] = []

    def build(rig: ShellRig) -> Services:
        begun.set()
        may_end.wait(30)
        return replace(rig.build(), close=lambda: closed.append(True))

    rig = rigs(build=build)
    qtbot.waitUntil(begun.is_set)
    may_end.set()
    rig.window.close()
    # What the worker has posted meanwhile arrives at a window that is gone.
    with qtbot.captureExceptions() as raised:
        QApplication.processEvents()

    assert closed == [True]
    assert raised == []
    assert rig.shell.navigator.current is None
