"""Progress over years of practice: from the key that opens it to its picture, and its calls scrolled.

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

SAMPLES = 15
FRAMES = 400

SCRIPT = """
import json, os, time
from PySide6.QtCore import QTimer, Qt
from PySide6.QtWidgets import QApplication, QWidget
from trainer.__main__ import open_window
from trainer.ui.navigator import Home, Progress

opened, blocks, filtered, frames, ticks = [], [], [], [], [0.0]

def watch(window, shell):
    clock = QTimer(window, interval=1, timerType=Qt.TimerType.PreciseTimer)

    def tick():
        now = time.perf_counter()
        blocks[-1] = max(blocks[-1], now - ticks[0])
        ticks[0] = now

    clock.timeout.connect(tick)

    def first():
        if window.findChild(QWidget, "next") is None:
            QTimer.singleShot(5, first)
        else:
            # The library's synopses and the day's backup are made beside it.
            QTimer.singleShot(6000, enter)

    def enter():
        blocks.append(0.0)
        ticks[0] = start = time.perf_counter()
        clock.start()
        shell.navigator.go(Progress())
        QTimer.singleShot(0, lambda: look(start))

    def look(start):
        if window.findChild(QWidget, "progress-scores") is None:
            QTimer.singleShot(1, lambda: look(start))
            return
        window.repaint()
        opened.append(time.perf_counter() - start)
        QTimer.singleShot(100, leave)

    def leave():
        clock.stop()
        if len(opened) > {samples}:
            filter_calls()
            return
        shell.navigator.reset(Home())
        QTimer.singleShot(400, enter)

    def filter_calls():
        from trainer.ui.progress.presenter import Page
        shell.presenter.turn_to(Page.CALLS)
        choose()

    def choose():
        if len(filtered) == {samples}:
            shell.presenter.show_all()
            QTimer.singleShot(500, scroll)
            return
        presenter, start = shell.presenter, time.perf_counter()
        blocks.append(0.0)
        ticks[0] = start
        clock.start()
        presenter.look_for(language=("es", "en", None)[len(filtered) % 3])
        QTimer.singleShot(0, lambda: chosen(presenter, start))

    def chosen(presenter, start):
        if presenter.selection.wanted != presenter.wanted:
            QTimer.singleShot(1, lambda: chosen(presenter, start))
            return
        window.repaint()
        filtered.append(time.perf_counter() - start)
        QTimer.singleShot(50, pause)

    def pause():
        clock.stop()
        QTimer.singleShot(50, choose)

    def scroll():
        table = window.findChild(QWidget, "progress-calls")
        bar = table.verticalScrollBar()
        for number in range({frames}):
            start = time.perf_counter()
            bar.setValue(bar.value() + 53 + 1000 * (number % 40 == 39))
            QApplication.processEvents()
            frames.append(time.perf_counter() - start)
        print(json.dumps([opened, blocks, filtered, frames, table.model().rowCount()]), flush=True)
        os._exit(0)

    first()
    QTimer.singleShot(120000, lambda: os._exit(3))

open_window(opened=watch)
"""


def measure() -> list[tuple[str, float, str, float | None, str]]:
    """Return how long Progress takes to open and to filter, and what a frame costs while one scrolls."""
    with tempfile.TemporaryDirectory() as folder:
        make_big_history(Path(folder) / "puente")
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT.format(samples=SAMPLES, frames=FRAMES)],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PUENTE_DATA": str(Path(folder) / "puente")},
            check=True,
            capture_output=True,
            text=True,
        )
    seconds = json.loads(done.stdout.splitlines()[-1])
    opened, blocks, filtered, frames = ([1000 * each for each in part] for part in seconds[:4])
    history = f"{ATTEMPTS:,} attempts over {SCENARIOS:,} scenarios"
    # The first time also loads the screen and folds every call, which later ones find done.
    opening, stretches = opened[1:], blocks[1:]
    return [
        ("Progress opened with a long history", *_late(opening), 200.0, f"{_told(opening)}; {history}"),
        ("Progress opened the first time", opened[0], "ms", None, f"longest stretch {blocks[0]:.0f} ms"),
        ("calls filtered and shown", *_late(filtered), 200.0, _told(filtered)),
        (
            "the interface's thread while both",
            *_late(stretches),
            50.0,
            f"longest stretch; {_told(stretches)}",
        ),
        ("a frame while the calls scroll", *_late(frames), 16.0, f"{_told(frames)}; {seconds[4]:,} rows"),
    ]


def _late(times: list[float]) -> tuple[float, str]:
    return statistics.quantiles(times, n=20, method="inclusive")[-1], "ms"


def _told(times: list[float]) -> str:
    return f"95th percentile of {len(times)}, median {statistics.median(times):.1f} ms"
