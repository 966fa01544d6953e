"""A center's library of a thousand scenarios: checked cold and again, in how much memory, and at the window.

Whole processes, as a person starts them. The window is measured with its library known from an earlier start,
as it is every day but one, and once more on that day, when every file is new.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from bench_libraries import write_library
from bench_seed import seed_trainee

__all__ = ["measure"]

FILES = 1_000
RUNS_KNOWN = 5
RUNS_WINDOW = 5
LOOK_S = 0.02

MIB = 1024 * 1024

WINDOW = """
import os, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
import trainer.ui.application
from trainer.__main__ import open_window

begun = float(os.environ["BENCH_BEGUN"])
seen = {}
last = [time.time()]

def note(name):
    seen.setdefault(name, time.time() - begun)

class Window(trainer.ui.application.Window):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.painted.connect(lambda: note("painted"))

trainer.ui.application.Window = Window

def watch(window, shell):
    longest = [0.0]

    def look():
        now = time.time()
        longest[0] = max(longest[0], now - last[0] - 0.005)
        last[0] = now
        if window.findChild(QWidget, "next") is not None:
            note("home")
        stage = shell._stage
        if stage is not None and not stage.services.library.waiting:
            note("library")
        if len(seen) == 3:
            files = len(stage.services.library.scenarios)
            print(seen["painted"], seen["home"], seen["library"], files, flush=True)
            window.close()
            return
        QTimer.singleShot(5, look)

    look()
    QTimer.singleShot(300000, lambda: os._exit(3))

open_window(opened=watch)
"""
"""Prints when the window was painted, Home filled and the library read, in seconds; and its scenarios."""


def measure() -> list[tuple[str, float, str, float | None, str]]:
    """Return the times of `check` and of the window with a large library, and the memory of `check`."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        size = write_library(library, FILES)
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PUENTE_DATA": f"{folder}/checking"}
        (Path(folder) / "checking").mkdir()
        cold, memory = _watched_check(library, environment)
        again = statistics.median(_timed_check(library, environment) for _ in range(RUNS_KNOWN))
        window = _window(Path(folder))
    detail = f"{FILES:,} files of 30 scenes, {size / 1e6:.0f} MB"
    return [
        ("check a library, nothing known", cold, "s", 10.0, detail),
        ("check it again, nothing changed", again, "s", 1.0, "the median of 5"),
        ("memory of all processes of that check", memory / MIB, "MiB", 400.0, "at their highest together"),
        *window,
    ]


def _window(folder: Path) -> list[tuple[str, float, str, float | None, str]]:
    """Measure the window with the bundled library and with the large one, in turns."""
    small, large = folder / "small", folder / "large"
    for data in (small, large):
        data.mkdir()
        seed_trainee(data)
    write_library(large / "scenarios", FILES)
    first = _open(large)
    _open(small)
    pairs = [(_open(small), _open(large)) for _ in range(RUNS_WINDOW)]
    bundled = [statistics.median(one[0][place] for one in pairs) for place in range(3)]
    center = [statistics.median(one[1][place] for one in pairs) for place in range(3)]

    def ratio(name: str, place: int) -> tuple[str, float, str, float | None, str]:
        detail = f"{center[place] * 1000:.0f} ms ÷ {bundled[place] * 1000:.0f} ms"
        return (name, center[place] / bundled[place], "×", 1.3, detail)

    return [
        ratio("window painted, large library ÷ bundled", 0),
        ratio("Home filled, large library ÷ bundled", 1),
        ratio("library ready, large library ÷ bundled", 2),
        ("Home filled, every file new ÷ bundled", first[1] / bundled[1], "×", None, f"{first[1]:.2f} s"),
        ("library ready, every file new", first[2], "s", None, "judged beside the window"),
    ]


def _open(data: Path) -> tuple[float, float, float]:
    """Open the window and return when it was painted, Home filled and the library read, in seconds."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PUENTE_DATA": str(data),
        "BENCH_BEGUN": str(time.time()),
    }
    done = subprocess.run(
        [sys.executable, "-c", WINDOW], env=environment, check=True, capture_output=True, text=True
    )
    painted, home, library, _files = done.stdout.split()
    return float(painted), float(home), float(library)


def _command(library: Path) -> list[str]:
    return [sys.executable, "-m", "trainer", "check", str(library)]


def _timed_check(library: Path, environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    subprocess.run(_command(library), env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def _watched_check(library: Path, environment: dict[str, str]) -> tuple[float, int]:
    """Return how long a check takes in seconds, and what it and its processes hold at most, in bytes."""
    begun = time.perf_counter()
    most = 0
    with subprocess.Popen(_command(library), env=environment, stdout=subprocess.DEVNULL) as process:
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            most = max(most, _held(watched))
            time.sleep(LOOK_S)
    return time.perf_counter() - begun, most


def _held(process: psutil.Process) -> int:
    held = 0
    try:
        for each in (process, *process.children(recursive=True)):
            held += each.memory_info().rss
    except psutil.NoSuchProcess:
        pass
    return held
