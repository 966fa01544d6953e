"""The player of sound files: the same for a call whether or not there is a loudspeaker."""

import math
import runpy
import struct
import subprocess
import sys
import wave
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtMultimedia import QMediaDevices
from pytestqt.qtbot import QtBot

from trainer.ui.audio import AudioPlayer, AudioProblem, explain_problem, ringing_tone
from trainer.ui.wakefulness import WakefulDevice

RATE = 8000
SHORT_MS = 200

# What Qt says of a machine without sound is no finding about our player.
pytestmark = pytest.mark.qt_log_ignore(
    "PulseAudioService", "No audio device detected", "QSoundEffect: playback of this format"
)


@pytest.fixture
def player(qtbot: QtBot) -> AudioPlayer:
    del qtbot  # the application has to live before the player
    return AudioPlayer()


def sound(folder: Path, milliseconds: int = SHORT_MS, name: str = "line.wav") -> Path:
    path = folder / name
    frames = RATE * milliseconds // 1000
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(struct.pack("<h", round(999 * math.sin(at / 5))) for at in range(frames)))
    return path


def is_playing(player: AudioPlayer) -> bool:
    """Ask afresh each time: between two calls, time goes by."""
    return player.playing


class Record:
    """What a player said, in order."""

    def __init__(self, player: AudioPlayer) -> None:
        self.said = list[str]()
        player.started.connect(lambda: self.said.append("started"))
        player.finished.connect(lambda: self.said.append("finished"))
        player.failed.connect(lambda problem: self.said.append(f"failed: {problem}"))

    def without_device(self) -> list[str]:
        """Return what was said but for the device that this machine may lack."""
        return [word for word in self.said if word != "failed: no-device"]


def test_a_file_is_played_to_its_end(qtbot: QtBot, player: AudioPlayer, tmp_path: Path) -> None:
    record = Record(player)
    with qtbot.waitSignal(player.started):
        player.play(sound(tmp_path))
    assert is_playing(player)
    assert player.duration_ms == SHORT_MS
    qtbot.wait_until(lambda: record.said[-1] == "finished")
    assert not is_playing(player)
    assert record.without_device() == ["started", "finished"]


def test_a_file_takes_as_long_as_it_is(qtbot: QtBot, player: AudioPlayer, tmp_path: Path) -> None:
    reached = list[int]()
    player.position_changed.connect(reached.append)
    with qtbot.waitSignal(player.finished):
        player.play(sound(tmp_path, 600))
    assert reached == sorted(reached)
    assert 400 <= max(reached) <= 600


def test_pausing_keeps_the_place(qtbot: QtBot, player: AudioPlayer, tmp_path: Path) -> None:
    record = Record(player)
    with qtbot.waitSignal(player.position_changed, check_params_cb=lambda at: at > 0):
        player.play(sound(tmp_path, 5000))
    player.pause()
    place = player.position_ms
    assert 0 < place < 5000
    assert not is_playing(player)
    qtbot.wait_until(lambda: not player.playing)
    assert player.position_ms == place
    with qtbot.waitSignal(player.position_changed, check_params_cb=lambda at: at > place):
        player.resume()
    assert is_playing(player)
    player.stop()
    assert record.without_device() == ["started", "started"]


def test_pausing_before_it_begins_holds_it(qtbot: QtBot, player: AudioPlayer, tmp_path: Path) -> None:
    player.play(sound(tmp_path))
    player.pause()
    qtbot.wait_until(lambda: player.duration_ms == SHORT_MS)
    assert not is_playing(player)
    with qtbot.waitSignal(player.finished):
        player.resume()


def test_stopping_is_no_end(qtbot: QtBot, player: AudioPlayer, tmp_path: Path) -> None:
    record = Record(player)
    with qtbot.waitSignal(player.started):
        player.play(sound(tmp_path))
    player.stop()
    player.resume()
    player.pause()
    with qtbot.waitSignal(player.finished):
        player.play(sound(tmp_path, name="other.wav"))
    assert record.without_device() == ["started", "started", "finished"]


def test_the_last_file_can_be_heard_again(qtbot: QtBot, player: AudioPlayer, tmp_path: Path) -> None:
    player.replay()  # nothing yet
    with qtbot.waitSignal(player.finished):
        player.play(sound(tmp_path))
    for _ in range(2):
        with qtbot.waitSignal(player.finished):
            player.replay()
    record = Record(player)
    player.resume()  # over is over
    assert record.said == []


def test_another_file_takes_the_place_of_the_first(qtbot: QtBot, player: AudioPlayer, tmp_path: Path) -> None:
    record = Record(player)
    player.play(sound(tmp_path, 60_000, "long.wav"))
    with qtbot.waitSignal(player.finished):
        player.play(sound(tmp_path))
    assert player.duration_ms == SHORT_MS
    assert record.without_device()[-2:] == ["started", "finished"]
    assert record.said.count("finished") == 1


def test_a_file_that_was_made_again_is_read_again(qtbot: QtBot, player: AudioPlayer, tmp_path: Path) -> None:
    for length in (SHORT_MS, 2 * SHORT_MS):
        with qtbot.waitSignal(player.finished):
            player.play(sound(tmp_path, length))
        assert player.duration_ms == length


def test_lines_may_follow_each_other(qtbot: QtBot, player: AudioPlayer, tmp_path: Path) -> None:
    waiting = [sound(tmp_path, name=f"{number}.wav") for number in range(3)]

    def go_on() -> None:
        if waiting:
            player.play(waiting.pop())

    player.finished.connect(go_on)
    go_on()
    with qtbot.waitSignals([player.finished] * 3):
        pass
    assert waiting == []


def test_ringing_goes_on_until_it_is_answered(qtbot: QtBot, player: AudioPlayer, tmp_path: Path) -> None:
    record = Record(player)
    places = list[int]()
    player.position_changed.connect(places.append)

    def has_begun_again() -> bool:
        return any(later < before for before, later in pairwise(places))

    player.play(sound(tmp_path, 300), repeating=True)
    qtbot.wait_until(has_begun_again)
    player.stop()
    assert "finished" not in record.said


@pytest.mark.parametrize("content", [None, b"", b"no sound at all" * 100])
def test_a_file_that_is_none_is_told_and_over(
    qtbot: QtBot, player: AudioPlayer, tmp_path: Path, content: bytes | None
) -> None:
    record = Record(player)
    path = tmp_path / "line.wav"
    if content is not None:
        path.write_bytes(content)
    with qtbot.waitSignal(player.finished):
        player.play(path)
    assert record.without_device() == ["failed: unreadable-file", "finished"]


def test_without_a_device_time_passes_and_the_reason_is_told(
    qtbot: QtBot, player: AudioPlayer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMediaDevices, "audioOutputs", staticmethod(list))
    record = Record(player)
    assert player.problem is AudioProblem.NO_DEVICE
    with qtbot.waitSignal(player.finished):
        player.play(sound(tmp_path))
    assert record.said == ["failed: no-device", "started", "finished"]


def test_a_device_that_comes_is_noticed(
    qtbot: QtBot, player: AudioPlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMediaDevices, "audioOutputs", staticmethod(list))
    assert player.problem is AudioProblem.NO_DEVICE
    monkeypatch.setattr(QMediaDevices, "audioOutputs", staticmethod(lambda: ["headset"]))
    [devices] = player.findChildren(QMediaDevices)
    with qtbot.waitSignal(player.problem_changed):
        devices.audioOutputsChanged.emit()
    assert player.problem is None


@pytest.mark.parametrize(
    ("volume", "linear"), [(1.0, 1.0), (0.0, 0.0), (0.5, 0.125), (7.0, 1.0), (-1.0, 0.0)]
)
def test_loudness_is_as_a_person_judges_it(player: AudioPlayer, volume: float, linear: float) -> None:
    player.set_volume(volume)
    assert player.problem in {None, AudioProblem.NO_DEVICE}  # opens the audio
    assert player._output is not None
    assert player._output.volume() == pytest.approx(linear)
    player.set_volume(1.0)
    assert player._output.volume() == pytest.approx(1.0)


def test_a_faster_pace_is_over_sooner(qtbot: QtBot, player: AudioPlayer, tmp_path: Path) -> None:
    player.set_rate(50.0)
    with qtbot.waitSignal(player.finished):
        player.play(sound(tmp_path, 400))
    assert player._player is not None
    assert player._player.playbackRate() == 2.0
    player.set_rate(0.1)
    assert player._player.playbackRate() == 0.5


@pytest.mark.parametrize("problem", AudioProblem)
def test_every_problem_has_words(problem: AudioProblem) -> None:
    words = explain_problem(problem)
    assert words.endswith(".")
    assert "aptions" in words


@pytest.mark.parametrize("name", ["ring.wav", "silence.wav"])
def test_the_sounds_are_what_their_program_makes(tmp_path: Path, repository: Path, name: str) -> None:
    program = runpy.run_path(str(repository / "tools" / "ring.py"))
    program["write"](tmp_path)
    assert ringing_tone().with_name(name).read_bytes() == (tmp_path / name).read_bytes()


def sleeping_device(player: AudioPlayer, monkeypatch: pytest.MonkeyPatch) -> WakefulDevice:
    """Return the device that a player keeps awake, on a machine that may have none."""
    monkeypatch.setattr(QMediaDevices, "audioOutputs", staticmethod(lambda: ["headset"]))
    assert player.problem is None
    [device] = player.findChildren(WakefulDevice)
    return device


def test_the_first_sound_waits_for_a_device_that_sleeps(
    qtbot: QtBot, player: AudioPlayer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    device, record = sleeping_device(player, monkeypatch), Record(player)
    begun_before = list[list[str]]()
    device.awake.connect(lambda: begun_before.append(record.said[:-1]))
    for _ in range(2):
        with qtbot.waitSignal(player.finished):
            player.play(sound(tmp_path))
    assert begun_before == [[]]
    assert record.said == ["started", "finished", "started", "finished"]


@pytest.mark.parametrize("act", ["pause", "stop"])
def test_what_was_stopped_is_not_played_when_the_device_is_awake(
    qtbot: QtBot, player: AudioPlayer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    device, record = sleeping_device(player, monkeypatch), Record(player)
    player.play(sound(tmp_path))
    getattr(player, act)()
    with qtbot.waitSignal(device.awake):
        pass
    assert not is_playing(player)
    assert record.said == []


def test_another_device_is_woken_for_what_waits(
    qtbot: QtBot, player: AudioPlayer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sleeping_device(player, monkeypatch)
    player.play(sound(tmp_path))
    [devices] = player.findChildren(QMediaDevices)
    devices.audioOutputsChanged.emit()
    with qtbot.waitSignal(player.finished):
        pass


def test_a_device_sleeps_a_while_after_the_last_sound(qtbot: QtBot) -> None:
    device = WakefulDevice(awake_ms=20)
    assert [device.kept_awake, device.wake(), device.kept_awake] == [False, False, True]
    qtbot.wait_until(lambda: not device.kept_awake)
    assert not device.wake()


def test_nothing_is_opened_before_something_is_played() -> None:
    code = """
import sys
import trainer.ui.application
assert "PySide6.QtMultimedia" not in sys.modules
from PySide6.QtCore import QCoreApplication
from trainer.ui.audio import AudioPlayer
application = QCoreApplication([])
player = AudioPlayer()
player.set_volume(0.5)
player.pause()
player.stop()
assert player.findChildren(object) == []
"""
    subprocess.run([sys.executable, "-c", code], check=True)
