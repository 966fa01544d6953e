"""Saying a reply aloud in practice: never without asking, measured and not scored, gone unless kept."""

import math
import wave
from array import array
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from call_rig import Rig, StillPlayer, TalkingSpeech, chat_scenario, desk_scenario, plain_theme
from fake_microphone import RATE, FakeMicrophone
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from trainer.app.speech import Speaking, Spoken, SpokenLine
from trainer.scenario.model import Scenario, Use
from trainer.ui.call.picture import Phase
from trainer.ui.call.presenter import CallPresenter
from trainer.ui.call.view import CallScreen
from trainer.ui.call.voice import CallerVoice
from trainer.ui.speaking_back.booth import Booth, Playing, Stand
from trainer.ui.speaking_back.microphone import RecordingFault
from trainer.ui.speaking_back.takes import Takes

SOON_MS = 5000

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def tone(seconds: float, level: float = 0.1) -> "array[int]":
    peak = 32768 * math.sqrt(2) * level
    return array("h", (round(peak * math.sin(at * 0.1)) for at in range(round(seconds * RATE))))


class ModelSpeech(TalkingSpeech):
    """Speaks every line as a tone of two seconds."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.file = folder / "model.wav"
        with wave.open(str(self.file), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(tone(2.0).tobytes())

    def speak(self, line: SpokenLine, on_done: Callable[[Speaking], None]) -> None:
        self.spoken.append(line)
        on_done(Spoken(line, self.file, 2000, self._voices[0], cached=False))


class Stall:
    """A call on the screen with a booth in it."""

    def __init__(self, folder: Path, qtbot: QtBot, *scenarios: Scenario, use: Use = Use.PRACTICE) -> None:
        self.qtbot = qtbot
        self.data = folder / "data"
        self.data.mkdir()
        self.speech = ModelSpeech(folder)
        self.rig = Rig(folder, *scenarios, speech=self.speech)
        self.microphone = FakeMicrophone()
        self.player = StillPlayer()
        self.booth = Booth(
            microphone=lambda: self.microphone,
            player=lambda: self.player,
            speech=self.speech,
            tasks=self.rig.tasks,
            takes=Takes(self.data, lambda: datetime(2026, 3, 1, 9, 30).astimezone()),
            settings=lambda: self.rig.preferences.settings,
        )
        call = self.rig.workshop.play("", "double-charge", "es", use)
        voice = CallerVoice(self.speech, self.rig.player)
        self.presenter = CallPresenter(self.rig.stage, call.attempt, voice, self.booth)
        self.presenter.moment.enabled = False
        self.screen = CallScreen(self.presenter, plain_theme())
        self.screen.resize(1280, 800)
        qtbot.addWidget(self.screen)
        self.screen.show()
        self.presenter.open()
        qtbot.waitUntil(lambda: self.presenter.picture.phase is Phase.REPLYING, timeout=SOON_MS)

    def reply(self, name: str = "own-it") -> None:
        number = self.presenter.picture.decision
        self.presenter.take(name)
        self.qtbot.waitUntil(
            lambda: (
                (self.presenter.picture.decision > number and self.presenter.picture.phase is Phase.REPLYING)
                or self.presenter.picture.phase is Phase.ENDED
            ),
            timeout=SOON_MS,
        )

    def find(self, name: str) -> QWidget | None:
        found = [each for each in self.screen.findChildren(QWidget, name) if each.isVisible()]
        return found[-1] if found else None

    def click(self, name: str) -> None:
        button = self.find(name)
        assert button is not None, name
        QApplication.processEvents()  # new buttons get their places
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def press(self, key: Qt.Key) -> None:
        focused: QWidget | None = self.screen.window().focusWidget()
        QTest.keyClick(self.screen if focused is None else focused, key)

    def words(self, name: str) -> str:
        label = self.find(name)
        assert isinstance(label, QLabel)
        return label.text()

    def take(self, seconds: float = 2.0) -> None:
        """Open the booth, and record."""
        self.click("say-your-reply")
        self.click("record-aloud")
        self.microphone.heard = tone(seconds)
        self.click("stop")
        self.await_stand(Stand.TAKEN)
        self.qtbot.waitUntil(lambda: self.booth.picture.model is not None, timeout=SOON_MS)

    def await_stand(self, stand: Stand) -> None:
        self.qtbot.waitUntil(lambda: self.booth.picture.stand is stand, timeout=SOON_MS)

    def recording(self) -> bool:
        return self.microphone.file is not None

    def playing(self) -> Playing:
        return self.booth.picture.playing

    def paused(self) -> bool:
        return self.presenter.picture.paused

    def files(self) -> list[str]:
        return sorted(path.name for path in self.data.rglob("*") if path.is_file())

    def close(self) -> None:
        self.presenter.close()
        self.rig.tasks.close()


@pytest.fixture
def stall(tmp_path: Path, qtbot: QtBot) -> "Stall":
    opened = Stall(tmp_path, qtbot)
    opened.reply()
    return opened


def test_before_the_first_reply_there_is_nothing_to_say(tmp_path: Path, qtbot: QtBot) -> None:
    stall = Stall(tmp_path, qtbot)
    assert stall.find("say-your-reply") is None
    stall.reply()
    assert stall.find("say-your-reply") is not None
    assert stall.find("say-aloud") is None
    assert stall.files() == []
    stall.close()


@pytest.mark.parametrize("kind", ["assessment", "chat"])
def test_only_a_practiced_voice_call_has_it(tmp_path: Path, qtbot: QtBot, kind: str) -> None:
    scenario, use = (chat_scenario(), Use.PRACTICE) if kind == "chat" else (desk_scenario(), Use.ASSESSMENT)
    stall = Stall(tmp_path, qtbot, scenario, use=use)
    stall.reply()
    assert stall.find("say-your-reply") is None
    stall.presenter.toggle_booth()
    assert stall.find("say-aloud") is None
    stall.close()


def test_a_reply_is_recorded_and_measured_beside_the_model(stall: Stall) -> None:
    stall.take(4.0)
    mine, model = stall.booth.picture.mine, stall.booth.picture.model
    assert mine is not None
    assert model is not None
    assert (mine.duration_ms, model.duration_ms) == (4000, 2000)
    assert model.words_per_minute == 2 * mine.words_per_minute > 0
    assert f"{mine.words_per_minute} words a minute" in stall.words("figures-0")
    assert "−20 dB" in stall.words("figures-1")
    assert stall.speech.spoken[-1].text == stall.words("say-aloud-line")
    stall.close()


def test_nothing_is_recorded_before_somebody_asks_for_it(stall: Stall) -> None:
    stall.click("say-your-reply")
    assert stall.booth.picture.stand is Stand.READY
    assert not stall.recording()
    assert stall.files() == []
    stall.click("record-aloud")
    assert stall.recording()
    assert stall.find("stop") is not None
    stall.close()
    assert not stall.recording()
    assert stall.files() == []


def test_the_whole_of_it_by_keyboard(stall: Stall) -> None:
    stall.press(Qt.Key.Key_S)
    assert stall.find("record-aloud") is stall.screen.focusWidget()
    stall.press(Qt.Key.Key_Return)
    assert stall.find("stop") is stall.screen.focusWidget()
    stall.microphone.heard = tone(1.0)
    stall.press(Qt.Key.Key_Return)
    stall.await_stand(Stand.TAKEN)
    assert stall.find("play-mine") is stall.screen.focusWidget()
    stall.press(Qt.Key.Key_Return)
    assert stall.playing() is Playing.MINE
    stall.press(Qt.Key.Key_S)
    assert stall.find("say-aloud") is None
    assert stall.screen.focusWidget() is stall.screen.first_focus()
    stall.close()


def test_both_are_heard_and_stopped(stall: Stall) -> None:
    stall.take()
    stall.click("play-mine")
    assert stall.player.did[-1].startswith("play ")
    stall.click("play-model")
    assert stall.player.did[-1] == "play model.wav"
    assert stall.playing() is Playing.MODEL
    stall.click("play-model")
    assert (stall.player.did[-1], stall.playing()) == ("stop", Playing.NOTHING)
    stall.click("play-mine")
    stall.player.finish()
    assert stall.playing() is Playing.NOTHING
    stall.close()


def test_the_call_waits_meanwhile_and_goes_on_afterwards(stall: Stall) -> None:
    stall.click("say-your-reply")
    assert stall.paused()
    stall.click("put-away")
    assert not stall.paused()
    stall.presenter.toggle_pause()
    stall.click("say-your-reply")
    stall.click("put-away")
    assert stall.paused()  # as the trainee had it
    stall.close()


def test_the_next_reply_lets_the_recording_go(stall: Stall) -> None:
    stall.take()
    assert len(stall.files()) == 1
    stall.reply(stall.presenter.picture.replies[0].id)
    assert stall.files() == []
    assert stall.find("say-aloud") is None
    stall.close()


@pytest.mark.parametrize("closing", [False, True], ids=["left", "closed"])
def test_what_was_not_kept_is_gone_when_the_call_is_left(stall: Stall, *, closing: bool) -> None:
    stall.take()
    assert len(stall.files()) == 1
    if not closing:
        stall.presenter.leave()
        assert stall.files() == []
    stall.close()
    assert stall.files() == []


def test_what_is_kept_stays_when_the_call_is_left(stall: Stall) -> None:
    stall.take()
    stall.click("keep")
    assert "Kept" in stall.words("say-aloud-note")
    assert stall.find("keep") is None
    stall.click("play-mine")
    stall.click("record-aloud")
    stall.microphone.heard = tone(1.0)
    stall.click("stop")
    stall.await_stand(Stand.TAKEN)
    stall.presenter.leave()
    assert stall.presenter.picture.phase is Phase.LEFT
    (kept,) = stall.files()
    assert kept.startswith("2026-03-01 09.30.00 ")
    assert not (stall.data / "recording-now").exists()
    stall.close()


def test_without_a_microphone_it_explains_itself_without_dead_controls(stall: Stall) -> None:
    stall.microphone.there = False
    stall.click("say-your-reply")
    assert "No microphone" in stall.words("say-aloud-note")
    assert stall.find("record-aloud") is None
    assert stall.screen.window().focusWidget() is stall.find("play-model")
    stall.click("play-model")
    stall.qtbot.waitUntil(lambda: stall.playing() is Playing.MODEL, timeout=SOON_MS)
    stall.close()


@pytest.mark.parametrize("fault", RecordingFault)
def test_a_recording_that_fails_is_explained(stall: Stall, fault: RecordingFault) -> None:
    stall.click("say-your-reply")
    stall.microphone.refuses = fault
    stall.click("record-aloud")
    assert stall.booth.picture.stand is Stand.READY
    assert stall.words("say-aloud-note").endswith((".", "!"))
    assert stall.files() == []
    stall.close()


def test_where_nobody_spoke_no_figures_are_made_up(stall: Stall) -> None:
    stall.click("say-your-reply")
    stall.click("record-aloud")
    stall.microphone.heard = array("h", [0] * RATE)
    stall.click("stop")
    stall.await_stand(Stand.TAKEN)
    assert stall.words("figures-0").startswith("Nobody was heard")
    stall.close()


def test_a_folder_that_takes_no_recording_is_told(stall: Stall) -> None:
    (stall.data / "recording-now").touch()
    stall.booth._takes._begun = True  # or else what stands in the way would be removed
    stall.click("say-your-reply")
    stall.click("record-aloud")
    assert stall.booth.picture.fault is RecordingFault.NOT_WRITABLE
    stall.close()


def test_what_a_killed_program_left_is_removed(tmp_path: Path) -> None:
    left = tmp_path / "recording-now" / "left.wav"
    left.parent.mkdir()
    left.touch()
    takes = Takes(tmp_path, lambda: datetime.now().astimezone())
    first = takes.begin()
    assert not left.exists()
    assert first.parent.is_dir()
    first.touch()
    assert takes.begin() != first
    assert first.exists()
