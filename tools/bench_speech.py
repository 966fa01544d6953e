"""From a key pressed on a reply to the first sample of the answer, in a real window with real voices.

Measured where Qt hands sound on to the device: `QAudioBufferOutput` is given each buffer as it is rendered.
A machine with PulseAudio plays on a device that leads nowhere; elsewhere Qt renders without one. For lines
that are not prepared, each is asked for at a pace of its own, which nobody has spoken before.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from bench_seed import seed_trainee

sys.path.append(str(Path(__file__).parent.parent / "tests" / "fakes"))

import sound_server

SAMPLES = 40
PREPARED_MS = 80.0
UNPREPARED_MS = 400.0
CHILD_MB = 80.0

SCRIPT = """
import json, os, sys, time
import psutil
from PySide6.QtCore import Qt, QTimer
from PySide6.QtMultimedia import QAudioBufferOutput
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
import trainer.__main__ as entry

prepared, wanted = {prepared}, {samples}
build, kept, taken, buffers, waiting = entry._build_services, [], [], [], {{}}
begun = [0.0]

def keep(settings):
    kept.append(build(settings))
    return kept[-1]

entry._build_services = keep

def watch(window, shell):
    def wait_for_home():
        if window.findChild(QWidget, "next") is None:
            QTimer.singleShot(20, wait_for_home)
        else:
            take_a_call()

    def take_a_call():
        from trainer.scenario.model import Use
        from trainer.ui.navigator import Call
        services = kept[0]
        trainee = services.profiles.list()[0].trainee
        call = services.practice.begin(trainee, "double-charge", "es", Use.PRACTICE)
        route = Call(call.attempt)
        shell.navigator.reset(route)
        presenter = shell._opened[route].presenter
        if not prepared:
            presenter.listening.prepare = lambda call: None
        buffer = QAudioBufferOutput()
        presenter.listening.voice._player._open().setAudioBufferOutput(buffer)
        buffer.audioBufferReceived.connect(lambda _samples: heard())
        buffers.append(buffer)
        press(presenter)

    def ready(presenter):
        from trainer.app.delivery import spoken_line
        from trainer.ui.call.picture import Phase, VoiceState
        picture = presenter.picture
        if picture.phase is not Phase.REPLYING or picture.voice is not VoiceState.SPEAKING:
            return False
        if not presenter.listening.voice._player.playing:
            return False  # the device is being woken for the first line of a call
        if prepared and presenter not in waiting:
            # What is being made ahead is joined: once it has answered, the line is there.
            lines, manner = presenter._call.upcoming_lines(), presenter.listening.voice.manner
            waiting[presenter] = len(lines)
            for line in lines:
                kept[0].speech.speak(spoken_line(line, manner), lambda answer: answered(presenter))
        return not waiting.get(presenter, 0)

    def answered(presenter):
        waiting[presenter] -= 1

    def press(presenter):
        from trainer.ui.call.picture import Phase
        if len(taken) >= wanted:
            children = psutil.Process().children(recursive=True)
            memory = max(child.memory_info().rss for child in children)
            print(json.dumps([taken, memory / 1e6]), flush=True)
            os._exit(0)
        if presenter.picture.phase is Phase.ENDED:
            QTimer.singleShot(50, take_a_call)
        elif ready(presenter):
            if not prepared:
                presenter.listening.change_rate(0.7 + len(taken) / 165)
            QTest.qWait(60)
            number = 1 + len(taken) % len(presenter.picture.replies)
            presenter.listening.voice._player.stop()
            waiting.clear()
            begun[0] = time.perf_counter()
            QTest.keyClick(window.focusWidget() or window, getattr(Qt.Key, f"Key_{{number}}"))
            QTimer.singleShot(600, lambda: press(presenter))
        else:
            QTimer.singleShot(20, lambda: press(presenter))

    def heard():
        if begun[0]:
            taken.append((time.perf_counter() - begun[0]) * 1000)
            begun[0] = 0.0

    wait_for_home()

entry.open_window(opened=watch)
"""


def measure() -> Sequence[tuple[str, float, str, float | None, str]]:
    """Return both times, as 95th percentiles, and the memory of the voice's process."""
    with tempfile.TemporaryDirectory(prefix="puente-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        environment = dict(os.environ)
        if sound_server.there:
            environment = stack.enter_context(sound_server.open_sound_server(folder)).environment
        seed_trainee(folder / "data")
        environment |= {"PUENTE_DATA": str(folder / "data"), "QT_QPA_PLATFORM": "offscreen"}
        ahead, memory = _measure(environment, prepared=True)
        anew, later = _measure(environment, prepared=False)
    return [
        _row("reply taken to the answer's first sample, prepared", ahead, PREPARED_MS),
        _row("the same, not prepared", anew, UNPREPARED_MS),
        ("memory of the voice's process", max(memory, later), "MB", CHILD_MB, "resident, after the calls"),
    ]


def _measure(environment: dict[str, str], *, prepared: bool) -> tuple[list[float], float]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(samples=SAMPLES, prepared=prepared)],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        timeout=300,
    )
    times, memory = json.loads(done.stdout.strip().splitlines()[-1])
    return [float(each) for each in times], float(memory)


def _row(name: str, times: Sequence[float], budget: float) -> tuple[str, float, str, float | None, str]:
    typical, late = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    return (name, late, "ms", budget, f"95th percentile of {len(times)}; median {typical:.0f} ms")


if __name__ == "__main__":
    for row in measure():
        print(*row)
