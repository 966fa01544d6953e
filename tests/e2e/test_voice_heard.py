"""What the player really gives to the system's sound: recorded from a sound server without loudspeakers."""

import math
import os
import shutil
import subprocess
import sys
import wave
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

SOON_S = 30
RATE = 22050
SINK = "nowhere"

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("pulseaudio", "parec", "pactl"))), reason="no PulseAudio to listen with"
)

PLAY = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from trainer.ui.audio import AudioPlayer
application = QCoreApplication([])
player = AudioPlayer()
player.set_volume(float(sys.argv[2]))
print(player.problem)
player.finished.connect(application.quit)
player.play(Path(sys.argv[1]))
application.exec()
"""


@pytest.fixture
def sound_server(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Run a sound server whose only device leads nowhere; give the environment in which it is used."""
    socket = tmp_path / "pulse.sock"
    script = tmp_path / "server.pa"
    script.write_text(
        f"load-module module-null-sink sink_name={SINK} rate={RATE}\n"
        f"load-module module-native-protocol-unix socket={socket} auth-anonymous=1\n"
    )
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    environment = os.environ | {"XDG_RUNTIME_DIR": str(runtime), "PULSE_SERVER": f"unix:{socket}"}
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "-F", str(script)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with server:
        while "Server Name" not in ask(environment, "info"):
            assert server.poll() is None, "the sound server has ended"
        yield environment
        server.kill()


def ask(environment: dict[str, str], *question: str) -> str:
    command = ["pactl", *question]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout


def write_tone(path: Path, seconds: float) -> None:
    tone = array(
        "h", (round(16000 * math.sin(at * 2 * math.pi * 440 / RATE)) for at in range(round(seconds * RATE)))
    )
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(tone.tobytes())


def record(environment: dict[str, str], file: Path, volume: float) -> "array[int]":
    """Return what the device was given while the player played a file."""
    command = [
        "parec",
        f"--device={SINK}.monitor",
        "--format=s16le",
        f"--rate={RATE}",
        "--channels=1",
        "--raw",
    ]
    heard = file.with_suffix(".raw")
    with heard.open("wb") as target, subprocess.Popen(command, env=environment, stdout=target) as recorder:
        while not ask(environment, "list", "short", "source-outputs"):
            assert recorder.poll() is None, "the recorder has ended"
        played = subprocess.run(
            [sys.executable, "-c", PLAY, str(file), str(volume)],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=SOON_S,
        )
        assert played.stdout == "None\n", played.stderr
        recorder.terminate()
    return array("h", heard.read_bytes())


def peak(samples: "array[int]") -> int:
    return max(map(abs, samples))


def audible_s(samples: "array[int]") -> float:
    """Return the time from the first to the last sample that is heard."""
    floor = peak(samples) / 50
    heard = [number for number, sample in enumerate(samples) if abs(sample) > floor]
    return (heard[-1] - heard[0]) / RATE


def test_a_file_is_heard_whole_and_as_loud_as_it_was_set(
    sound_server: dict[str, str], tmp_path: Path
) -> None:
    write_tone(tmp_path / "line.wav", 1.5)
    loud = record(sound_server, tmp_path / "line.wav", 1.0)
    soft = record(sound_server, tmp_path / "line.wav", 0.5)
    assert audible_s(loud) == pytest.approx(1.5, abs=0.1)
    # One channel is spread over two, at equal power.
    assert peak(loud) == pytest.approx(16000 / math.sqrt(2), rel=0.05)
    assert peak(soft) == pytest.approx(peak(loud) / 8, rel=0.05)
