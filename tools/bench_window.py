"""Start-up and memory of the window, beside a bare PySide6 window with one label, as whole processes."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_replies import measure_replies
from bench_seed import seed_trainee

RUNS = 9

BARE = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

class Window(QWidget):
    painted = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, done)

def done():
    if {memory}:
        import psutil
        print(psutil.Process().memory_info().rss)
    sys.stdout.flush()
    os._exit(0)

application = QApplication([])
window = Window()
QVBoxLayout(window).addWidget(QLabel("Puente"))
window.resize(1280, 800)
window.show()
application.exec()
"""

PAINTED = """
import os
import trainer.ui.application
from trainer.__main__ import open_window

class Window(trainer.ui.application.Window):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.painted.connect(lambda: os._exit(0))

trainer.ui.application.Window = Window
open_window()
"""

HOME = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from trainer.__main__ import open_window

def report():
    if {memory}:
        import psutil
        print(psutil.Process().memory_info().rss)
    sys.stdout.flush()
    os._exit(0)

def watch(window, shell):
    def look():
        if window.findChild(QWidget, "next") is not None:
            QTimer.singleShot(1000 if {memory} else 0, report)
        else:
            QTimer.singleShot(5, look)
    look()
    QTimer.singleShot(60000, lambda: os._exit(3))

open_window(opened=watch)
"""


def measure() -> list[tuple[str, float, str, float | None, str]]:
    """Return first paint, memory, and the time from a reply to the next line."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PUENTE_DATA": folder}
        seed_trainee(Path(folder))
        bare, ours = _painted(environment)
        bare_memory = float(_run(BARE.format(memory=True), environment))
        our_memory = float(_run(HOME.format(memory=True), environment))
        replies = measure_replies(environment)
    mib = 1024 * 1024
    return [
        (
            "first window painted ÷ bare window",
            ours / bare,
            "×",
            1.5,
            f"{ours * 1000:.0f} ms ÷ {bare * 1000:.0f} ms",
        ),
        (
            "memory with Home ÷ bare window",
            our_memory / bare_memory,
            "×",
            2.0,
            f"{our_memory / mib:.0f} MiB ÷ {bare_memory / mib:.0f} MiB",
        ),
        replies,
    ]


def _painted(environment: dict[str, str]) -> tuple[float, float]:
    """Return the median times in seconds, measured in turns so that noise hits both alike."""
    bare, ours = [], []
    for _ in range(RUNS + 1):
        bare.append(_timed(BARE.format(memory=False), environment))
        ours.append(_timed(PAINTED, environment))
    # The first run of each warms the file cache.
    return statistics.median(bare[1:]), statistics.median(ours[1:])


def _timed(script: str, environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    _run(script, environment)
    return time.perf_counter() - begun


def _run(script: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()
