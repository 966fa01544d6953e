"""Settings: each control changes what it says, at once, and can be undone; voices are heard or explained."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from call_rig import StillPlayer
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QRadioButton, QSlider, QWidget
from pytestqt.qtbot import QtBot
from shell_rig import ShellRig

from trainer.app.speech import (
    Speaking,
    SpeechCondition,
    SpeechStatus,
    Spoken,
    SpokenLine,
    UnspokenReason,
    Voice,
    VoiceGender,
)
from trainer.app.voices import System
from trainer.settings import Appearance, Motion, SettingsFile
from trainer.ui.audio import AudioProblem
from trainer.ui.navigator import Settings
from trainer.ui.settings.presenter import SettingsPresenter
from trainer.ui.settings.voices import VoicesCard
from trainer.ui.theme import load_fonts
from trainer.ui.widgets.text import Text

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def rig(qapp: QApplication, qtbot: QtBot, tmp_path: Path, repository: Path) -> Iterator[ShellRig]:
    """Return a window at the settings."""
    load_fonts(repository / "assets" / "fonts")
    made = ShellRig(qapp, tmp_path)
    qtbot.addWidget(made.window)
    made.start()
    qtbot.waitUntil(lambda: made.shell.navigator.current is not None)
    made.shell.enter(made.workshop.trainee)
    made.preferences.change(interface_language="en")
    made.shell.navigator.go(Settings())
    qtbot.waitUntil(lambda: not presenter_of(made).voices.looking and made.is_drawn)
    yield made
    made.close()


def presenter_of(rig: ShellRig) -> SettingsPresenter:
    presenter = rig.shell.presenter
    assert isinstance(presenter, SettingsPresenter)
    return presenter


def texts(rig: ShellRig) -> list[str]:
    return [label.text() for label in rig.window.findChildren(Text) if label.isVisible()]


def switch(rig: ShellRig, name: str) -> QCheckBox:
    found = rig.find(name)
    assert isinstance(found, QCheckBox)
    return found


def test_switches_change_what_they_say_and_keep_the_focus(rig: ShellRig, qtbot: QtBot) -> None:
    for name in ("captions", "limits"):
        switch(rig, name).setFocus()
        QTest.keyClick(switch(rig, name), Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: rig.is_drawn)
        assert rig.window.focusWidget() is switch(rig, name)
        assert not switch(rig, name).isChecked()
    switch(rig, "motion").click()
    settings = rig.preferences.settings
    assert not settings.captions
    assert not settings.practice_time_limits
    assert settings.reduced_motion is Motion.REDUCED
    assert rig.shell.theme.reduced_motion


def test_undo_takes_the_last_change_back(rig: ShellRig, qtbot: QtBot) -> None:
    switch(rig, "captions").click()
    assert rig.find("undo").isVisible()
    QTest.keyClick(rig.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert rig.preferences.settings.captions
    qtbot.waitUntil(lambda: rig.is_drawn)
    assert switch(rig, "captions").isChecked()


def test_the_appearance_changes_at_once(rig: ShellRig, qtbot: QtBot) -> None:
    option = rig.find("appearance-dark")
    assert isinstance(option, QRadioButton)
    option.click()
    assert rig.preferences.settings.appearance is Appearance.DARK
    qtbot.waitUntil(lambda: rig.is_drawn)
    after = rig.find("appearance-dark")
    assert isinstance(after, QRadioButton)
    assert after.isChecked()


def test_the_text_grows_by_keys_and_the_slider_keeps_the_keyboard(rig: ShellRig, qtbot: QtBot) -> None:
    rig.find("text-size").setFocus()
    for _press in range(3):
        QTest.keyClick(rig.find("text-size"), Qt.Key.Key_Right)
        qtbot.waitUntil(lambda: rig.is_drawn)
    assert rig.shell.theme.scale == pytest.approx(1.3)
    assert rig.window.focusWidget() is rig.find("text-size")


def test_a_slider_that_is_dragged_commits_when_it_is_let_go(rig: ShellRig) -> None:
    slider = rig.find("volume")
    assert isinstance(slider, QSlider)
    slider.setSliderDown(True)
    slider.setSliderPosition(40)
    slider.setValue(40)
    during = rig.preferences.settings.volume
    slider.setSliderDown(False)
    assert (during, rig.preferences.settings.volume) == (1.0, 0.4)


def test_a_voice_is_chosen_for_a_locale_and_given_back(rig: ShellRig) -> None:
    desk = presenter_of(rig).voices
    desk.choose("es-MX", "jorge")
    row = next(each for each in desk.rows() if each.locale == "es-MX")
    assert (row.voice and row.voice.name, row.chosen, row.exact) == ("Jorge", True, True)
    desk.choose("es-MX", None)
    assert dict(rig.preferences.settings.voices) == {}


def test_the_voice_of_each_locale_is_remembered_from_one_start_to_the_next(
    rig: ShellRig, qtbot: QtBot
) -> None:
    desk = presenter_of(rig).voices
    desk.choose("es-MX", "jorge")
    desk.choose("en-US", "david")
    chosen = {"es-MX": "jorge", "en-US": "david"}
    qtbot.waitUntil(lambda: dict(SettingsFile(rig.folder).current.voices) == chosen)


def test_a_machine_without_a_speech_program_is_told_at_once_how_to_install_one(
    rig: ShellRig, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(System, "current", lambda: System.MACOS)
    rig.speech.become(SpeechStatus(SpeechCondition.DEGRADED, UnspokenReason.ENGINE_MISSING))
    qtbot.waitUntil(lambda: "No voice installed" in texts(rig))
    assert any("Manage Voices" in each for each in texts(rig))
    assert not rig.find("test-telephone").isEnabled()


@pytest.mark.parametrize(
    ("system", "way"),
    [(System.WINDOWS, "Time & language"), (System.MACOS, "Manage Voices"), (System.LINUX, "apt install")],
)
def test_the_list_of_voices_says_how_to_have_more(
    rig: ShellRig, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, system: System, way: str
) -> None:
    monkeypatch.setattr(System, "current", lambda: system)
    QTest.mouseClick(rig.find("all-voices"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(way in each for each in texts(rig)))
    assert any("Piper" in each and str(rig.folder) in each for each in texts(rig))


def test_a_language_without_a_voice_says_how_to_get_one(
    rig: ShellRig, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    only = (Voice("zira", "Zira", "en-US", VoiceGender.FEMALE, "fake"),)
    monkeypatch.setattr(rig.speech, "voices", lambda: only)
    presenter_of(rig).changed.emit()
    qtbot.waitUntil(lambda: "No voice installed" in texts(rig))
    QTest.mouseClick(rig.find("install-es-MX"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("Spanish (Mexico)" in each for each in texts(rig)))


def test_a_synthesizer_that_stopped_is_told(rig: ShellRig, qtbot: QtBot) -> None:
    rig.speech.become(SpeechStatus(SpeechCondition.DEGRADED, UnspokenReason.ENGINE_FAILED))
    qtbot.waitUntil(lambda: any("The speech program stopped working" in each for each in texts(rig)))


def test_a_test_without_sound_says_why(rig: ShellRig, qtbot: QtBot) -> None:
    QTest.mouseClick(rig.find("test-es-MX"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "es-MX" in presenter_of(rig).voices.trouble)
    assert presenter_of(rig).voices.testing is None


@pytest.fixture
def player(rig: ShellRig, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> StillPlayer:
    """Return the player that hears the tests, with a synthesizer that speaks."""
    made = StillPlayer()

    def speak(line: SpokenLine, on_done: object) -> None:
        spoken: Speaking = Spoken(line, tmp_path / "line.wav", 900, rig.speech.voices()[0], cached=False)
        assert callable(on_done)
        on_done(spoken)

    monkeypatch.setattr(rig.speech, "speak", speak)
    monkeypatch.setattr(presenter_of(rig).voices, "_make_player", lambda: made)
    return made


def test_a_voice_is_heard_and_stopped(rig: ShellRig, player: StillPlayer, qtbot: QtBot) -> None:
    presenter_of(rig).voices.test("es-MX")
    qtbot.waitUntil(lambda: player.did == ["play line.wav"])
    presenter_of(rig).voices.test("es-MX")
    assert player.did == ["play line.wav", "stop"]
    assert presenter_of(rig).voices.testing is None


def test_a_voice_that_was_heard_is_over(rig: ShellRig, player: StillPlayer, qtbot: QtBot) -> None:
    presenter_of(rig).voices.test("en-US")
    qtbot.waitUntil(lambda: player.did == ["play line.wav"])
    player.finish()
    assert presenter_of(rig).voices.testing is None


def test_a_machine_without_a_loudspeaker_is_told(rig: ShellRig, player: StillPlayer, qtbot: QtBot) -> None:
    player.problem = AudioProblem.NO_DEVICE
    presenter_of(rig).voices.test("en-US")
    qtbot.waitUntil(lambda: "en-US" in presenter_of(rig).voices.trouble)


def test_a_backup_is_made_and_named(rig: ShellRig, qtbot: QtBot) -> None:
    rig.workshop.play("own-it last-four")
    QTest.mouseClick(rig.find("backup"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: presenter_of(rig).newest_backup is not None)
    assert any(each.startswith("The last:") for each in texts(rig))


def test_a_folder_on_another_disk_is_chosen_and_left(
    rig: ShellRig, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(tmp_path))
    QTest.mouseClick(rig.find("copies"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(rig.window.findChildren(QWidget, "no-copies")))
    assert rig.preferences.settings.backup_folder == tmp_path
    qtbot.waitUntil(lambda: rig.is_drawn)
    QTest.mouseClick(rig.find("no-copies"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rig.preferences.settings.backup_folder is None)


def test_what_the_center_decides_is_shown_as_set(
    rig: ShellRig, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = tmp_path / "policy.json"
    decided = {
        "format": 1,
        "interface_language": "en",
        "backup_folder": str(tmp_path),
        "voices": {"es-MX": "sabina"},
        "center": {"name": "Centro Ñandú"},
    }
    policy.write_text(json.dumps(decided), encoding="utf-8")
    monkeypatch.setenv("PUENTE_POLICY", str(policy))
    monkeypatch.setattr(rig.preferences, "_file", SettingsFile(tmp_path))
    rig.preferences.change(volume=0.5)
    qtbot.waitUntil(lambda: "Set by Centro Ñandú." in texts(rig))
    qtbot.waitUntil(lambda: rig.is_drawn)
    assert not rig.find("voice-es-MX").isEnabled()
    assert rig.find("voice-en-US").isEnabled()
    assert not rig.find("copies").isEnabled()
    rig.preferences.change(interface_language="es")
    assert rig.preferences.language == "en"


def test_every_voice_of_the_librarys_languages_is_listed_and_heard(
    rig: ShellRig, player: StillPlayer, qtbot: QtBot
) -> None:
    assert [voice.name for voice in presenter_of(rig).voices.installed()] == [
        *("David", "Zira", "Jorge", "Sabina")
    ]
    QTest.mouseClick(rig.find("all-voices"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rig.is_drawn)
    assert {"Spanish (Mexico), male", "English (United States), female"} <= set(texts(rig))
    QTest.mouseClick(rig.find("hear-2"), Qt.MouseButton.LeftButton)
    assert presenter_of(rig).voices.testing == "jorge"
    qtbot.waitUntil(lambda: player.did == ["play line.wav"])
    QTest.mouseClick(rig.find("hear-2"), Qt.MouseButton.LeftButton)
    assert player.did == ["play line.wav", "stop"]
    QTest.mouseClick(rig.find("all-voices"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Spanish (Mexico), male" not in texts(rig))


def test_a_card_that_grows_has_its_height_in_one_column_too(rig: ShellRig, qtbot: QtBot) -> None:
    rig.preferences.change(text_scale=1.6)
    presenter_of(rig).voices.list_all(wanted=True)
    qtbot.waitUntil(lambda: rig.is_drawn)
    card = rig.window.findChildren(VoicesCard)[-1]
    layout = card.layout()
    assert layout is not None
    qtbot.waitUntil(lambda: card.height() >= layout.totalHeightForWidth(card.width()))


def test_the_telephone_is_off_until_it_is_wanted_and_can_be_tried(
    rig: ShellRig, player: StillPlayer, qtbot: QtBot
) -> None:
    assert not switch(rig, "telephone").isChecked()
    QTest.mouseClick(rig.find("test-telephone"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: player.did == ["play line.wav"])
    before = rig.preferences.settings.telephone
    player.finish()
    switch(rig, "telephone").click()
    assert (before, rig.preferences.settings.telephone) == (False, True)
    assert switch(rig, "telephone").isChecked()


def test_the_telephone_that_is_tried_speaks_the_language_of_the_interface(
    rig: ShellRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[SpokenLine] = []
    monkeypatch.setattr(rig.speech, "speak", lambda line, _on_done: asked.append(line))
    presenter_of(rig).voices.hear_telephone("es")
    assert [(line.locale[:2], line.telephone) for line in asked] == [("es", True)]
