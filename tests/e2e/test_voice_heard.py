"""What the player really gives to the system's sound: recorded from a sound server without loudspeakers."""

import math
import subprocess
import sys
import wave
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
import sound_server as sound
from sound_server import RATE, SOON_S, SoundServer, open_sound_server, samples

pytestmark = pytest.mark.skipif(not sound.there, reason="no PulseAudio to listen with")

PLAY = """
import subprocess, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from trainer.ui.audio import AudioPlayer
application = QCoreApplication([])
player = AudioPlayer()
player.set_volume(float(sys.argv[2]))
print(player.problem)
def end():
    sinks = subprocess.run(["pactl", "list", "short", "sinks"], capture_output=True, text=True).stdout
    print(sinks.split()[-1])
    application.quit()
player.finished.connect(lambda: QTimer.singleShot(300, end))
player.play(Path(sys.argv[1]))
application.exec()
"""


@pytest.fixture
def sound_server(tmp_path: Path) -> Iterator[SoundServer]:
    with open_sound_server(tmp_path) as server:
        yield server


def write_tone(path: Path, seconds: float) -> None:
    tone = array(
        "h", (round(16000 * math.sin(at * 2 * math.pi * 440 / RATE)) for at in range(round(seconds * RATE)))
    )
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(tone.tobytes())


def record(server: SoundServer, file: Path, volume: float) -> "array[int]":
    """Return what the device was given while the player played a file."""
    heard = file.with_suffix(".raw")
    with server.recording(heard):
        played = subprocess.run(
            [sys.executable, "-c", PLAY, str(file), str(volume)],
            env=server.environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=SOON_S,
        )
        # Nothing was in the way, and the device has not been let go of when the sound is over.
        assert played.stdout.split() == ["None", "RUNNING"], played.stderr
    return samples(heard)


def peak(samples: "array[int]") -> int:
    return max(map(abs, samples))


def audible_s(samples: "array[int]") -> float:
    """Return the time from the first to the last sample that is heard."""
    floor = peak(samples) / 50
    heard = [number for number, sample in enumerate(samples) if abs(sample) > floor]
    return (heard[-1] - heard[0]) / RATE


def test_a_file_is_heard_whole_and_as_loud_as_it_was_set(sound_server: SoundServer, tmp_path: Path) -> None:
    write_tone(tmp_path / "line.wav", 1.5)
    loud = record(sound_server, tmp_path / "line.wav", 1.0)
    soft = record(sound_server, tmp_path / "line.wav", 0.5)
    assert audible_s(loud) == pytest.approx(1.5, abs=0.1)
    # One channel is spread over two, at equal power.
    assert peak(loud) == pytest.approx(16000 / math.sqrt(2), rel=0.05)
    assert peak(soft) == pytest.approx(peak(loud) / 8, rel=0.05)
