"""Home over years of practice: from the key that opens it to its picture, and how long the window stood.

The data folder is that of `big_history.py`. The window is the real one, as a process of its own; a clock that
ticks on the interface's thread tells how long that thread was not free at a stretch.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from big_history import ATTEMPTS, SCENARIOS, make_big_history
from trainer.bootstrap import build_services

SAMPLES = 15

SCRIPT = """
import json, os, time
from PySide6.QtCore import QTimer, Qt
from PySide6.QtWidgets import QApplication, QWidget
from trainer.__main__ import open_window
from trainer.ui.navigator import Home, Settings
from trainer.ui.screen import Screen

begun = time.perf_counter()
opened, blocks, held, ticks = [], [], [], [0.0, 0.0]

def watch(window, shell):
    clock = QTimer(window, interval=1, timerType=Qt.TimerType.PreciseTimer)

    def tick():
        now, worked = time.perf_counter(), time.thread_time()
        blocks[-1] = max(blocks[-1], now - ticks[0])
        held[-1] = max(held[-1], worked - ticks[1])
        ticks[:] = now, worked

    clock.timeout.connect(tick)

    def first():
        if window.findChild(QWidget, "next") is None:
            QTimer.singleShot(5, first)
        else:
            opened.append(time.perf_counter() - begun)
            QTimer.singleShot(500, leave)

    def leave():
        clock.stop()
        if len(opened) > {samples}:
            print(json.dumps([opened, blocks, held]), flush=True)
            os._exit(0)
        shell.navigator.reset(Settings())
        QTimer.singleShot(150, enter)

    def enter():
        blocks.append(0.0)
        held.append(0.0)
        start = time.perf_counter()
        ticks[:] = start, time.thread_time()
        clock.start()
        shell.navigator.reset(Home())
        QTimer.singleShot(0, lambda: look(start))

    def look(start):
        presenter = shell.presenter
        if presenter.overview is None or not all(each.is_drawn for each in window.findChildren(Screen)):
            QTimer.singleShot(1, lambda: look(start))
            return
        window.repaint()
        opened.append(time.perf_counter() - start)
        QTimer.singleShot(100, leave)

    first()
    QTimer.singleShot(120000, lambda: os._exit(3))

open_window(opened=watch)
"""


def measure() -> list[tuple[str, float, str, float | None, str]]:
    """Return how long Home takes to open with a long history, and the longest stretch without an answer."""
    with tempfile.TemporaryDirectory() as folder:
        make_big_history(Path(folder) / "puente")
        _look_into_the_library()
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT.format(samples=SAMPLES)],
            env={
                **os.environ,
                "QT_QPA_PLATFORM": "offscreen",
                "PUENTE_DATA": str(Path(folder) / "puente"),
            },
            check=True,
            capture_output=True,
            text=True,
        )
    opened, blocks, held = json.loads(done.stdout.splitlines()[-1])
    first, later = opened[0] * 1000, sorted(each * 1000 for each in opened[1:])
    longest, worked = (sorted(each * 1000 for each in part) for part in (blocks, held))
    history = f"{ATTEMPTS:,} attempts over {SCENARIOS:,} scenarios"
    return [
        (
            "Home opened with a long history",
            _percentile(later),
            "ms",
            200.0,
            f"95th percentile of {len(later)}, median {statistics.median(later):.0f} ms; {history}",
        ),
        (
            "the interface's thread while Home opens",
            _percentile(worked),
            "ms",
            50.0,
            f"longest stretch of work, {_told(worked)}; by the clock on the wall {_told(longest)}",
        ),
        (
            "the program started with a long history",
            first,
            "ms",
            None,
            "until Home is there",
        ),
    ]


def _look_into_the_library() -> None:
    """Let every file be known, as on any day but that on which it was added."""
    services = build_services()
    try:
        services.library.reload()
    finally:
        services.close()


def _told(ordered: list[float]) -> str:
    late, typical = _percentile(ordered), statistics.median(ordered)
    return f"95th percentile of {len(ordered)} {late:.0f}, median {typical:.0f} ms"


def _percentile(ordered: list[float]) -> float:
    return statistics.quantiles(ordered, n=20)[-1]
