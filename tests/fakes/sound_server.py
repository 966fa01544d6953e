"""A sound server without loudspeakers: what is played on it is recorded, what is given to it is heard.

PulseAudio, started for one test with a socket of its own. `SINK` leads nowhere and its monitor records it;
`MICROPHONE` is the monitor of a second sink, into which a test speaks with `speak_into`.
"""

import os
import shutil
import subprocess
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

SOON_S: Final = 30
RATE: Final = 22050
SINK: Final = "nowhere"
MICROPHONE: Final = "air"
PROGRAMS: Final = ("pulseaudio", "parec", "pactl", "pacat")

there = all(map(shutil.which, PROGRAMS))
"""Whether this machine can listen so."""


class SoundServer:
    """A running server, and the environment in which programs use it."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment

    def ask(self, *question: str) -> str:
        """Return what the server tells."""
        command = ["pactl", *question]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        ).stdout

    @contextmanager
    def recording(self, target: Path) -> Iterator[None]:
        """Write what is played on `SINK` into a file, as raw samples of 16 bits at `RATE`."""
        command = ["parec", f"--device={SINK}.monitor", "--format=s16le", f"--rate={RATE}"]
        command += ["--channels=1", "--raw", "--latency-msec=50"]
        with (
            target.open("wb") as file,
            subprocess.Popen(command, env=self.environment, stdout=file) as recorder,
        ):
            while not target.stat().st_size:
                assert recorder.poll() is None, "the recorder has ended"
            try:
                yield
            finally:
                recorder.terminate()

    @contextmanager
    def speak_into(self, wave: Path) -> Iterator[None]:
        """Let a WAV file be heard by the microphone, from now until the block ends or the file does."""
        command = ["paplay", f"--device={MICROPHONE}", str(wave)]
        with subprocess.Popen(command, env=self.environment) as speaker:
            try:
                yield
            finally:
                speaker.terminate()


def samples(recorded: Path) -> "array[int]":
    """Return what `recording` wrote."""
    data = recorded.read_bytes()
    return array("h", data[: len(data) // 2 * 2])


@contextmanager
def open_sound_server(folder: Path, *, microphone: bool = False) -> Iterator[SoundServer]:
    """Run a server whose devices lead nowhere."""
    socket, script, runtime = folder / "pulse.sock", folder / "server.pa", folder / "runtime"
    # Without `norewinds` such a device works two seconds ahead and takes back what it had not played when
    # somebody begins to; who records it is not told in time, and a first moment is missing from the record.
    lines = [f"load-module module-null-sink sink_name={SINK} rate={RATE} norewinds=1"]
    if microphone:
        lines += [
            f"load-module module-null-sink sink_name={MICROPHONE} rate={RATE} norewinds=1",
            f"load-module module-remap-source master={MICROPHONE}.monitor source_name=microphone",
            "set-default-source microphone",
        ]
    lines += [
        f"set-default-sink {SINK}",
        f"load-module module-native-protocol-unix socket={socket} auth-anonymous=1",
    ]
    script.write_text("\n".join(lines) + "\n", encoding="utf-8")
    runtime.mkdir(mode=0o700)
    environment = os.environ | {"XDG_RUNTIME_DIR": str(runtime), "PULSE_SERVER": f"unix:{socket}"}
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "-F", str(script)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with server:
        opened = SoundServer(environment)
        while "Server Name" not in opened.ask("info"):
            assert server.poll() is None, "the sound server has ended"
        try:
            yield opened
        finally:
            server.kill()
