"""A library of a thousand scenarios under a trainee's hands: scrolled, searched, filtered and sorted.

The data folder is that of `big_history.py`. The window is the real one, as a process of its own. A frame is
one turn of the event loop, with whatever was asked for in it.
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

NOTCHES = 600
"""Of the wheel."""
ROUNDS = 4

SCRIPT = """
import json, os, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from trainer.__main__ import open_window
from trainer.app.scenarios import Order
from trainer.ui.navigator import Scenarios
from trainer.ui.scenarios.screen import ScenariosScreen

frames = dict(scrolled=[], asked=[])

def frame(kind, act=lambda: None):
    worked, start = time.thread_time(), time.perf_counter()
    act()
    QApplication.processEvents()
    frames[kind].append((time.thread_time() - worked, time.perf_counter() - start))

def watch(window, shell):
    def first():
        if window.findChild(QWidget, "next") is None:
            QTimer.singleShot(5, first)
        else:
            # The day's backup is made beside it.
            QTimer.singleShot(4000, enter)

    def enter():
        shell.navigator.go(Scenarios())
        wait(look)

    def drawn():
        screen, presenter = window.findChild(ScenariosScreen), shell.presenter
        return screen is not None and presenter.cards is not None and screen.is_drawn

    def wait(then):
        if drawn():
            QTimer.singleShot(100, then)
        else:
            QTimer.singleShot(5, lambda: wait(then))

    def look():
        presenter = shell.presenter
        bar = window.findChild(QScrollArea, "scenarios").verticalScrollBar()
        for number in range({notches}):
            frame("scrolled", lambda: bar.setValue(bar.value() + 60 * (1 if number % 150 < 100 else -1)))
        bar.setValue(0)
        settle()
        for number in range({rounds}):
            for words in ("b", "bi", "bil", "bill", "bil", "bi", "b", ""):
                ask(lambda: presenter.look_for(words=words))
            for values in (dict(language="es"), dict(channel=None, language=None), dict(language="en")):
                ask(lambda: presenter.look_for(**values))
            presenter.look_for(language=None)
            for order in (Order.TITLE, Order.LENGTH, Order.LAST, Order.RECOMMENDED):
                ask(lambda: presenter.sort(order))
        print(json.dumps([frames["scrolled"], frames["asked"], len(presenter.cards)]), flush=True)
        os._exit(0)

    def ask(act):
        frame("asked", act)
        while not drawn():
            frame("asked")

    def settle():
        while not drawn():
            QApplication.processEvents()

    first()
    QTimer.singleShot(120000, lambda: os._exit(3))

open_window(opened=watch)
"""


def measure() -> list[tuple[str, float, str, float | None, str]]:
    """Return what a frame costs while a large library is scrolled, and while it is searched and sorted."""
    with tempfile.TemporaryDirectory() as folder:
        make_big_history(Path(folder) / "puente")
        _look_into_the_library()
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT.format(notches=NOTCHES, rounds=ROUNDS)],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PUENTE_DATA": str(Path(folder) / "puente")},
            check=True,
            capture_output=True,
            text=True,
        )
    scrolled, asked, cards = json.loads(done.stdout.splitlines()[-1])
    library = f"{cards:,} of {SCENARIOS:,} scenarios, {ATTEMPTS:,} attempts"
    return [
        ("a frame while the library scrolls", *_late(scrolled), 16.0, f"{_told(scrolled)}; {library}"),
        ("a frame while it is searched and sorted", *_late(asked), 16.0, f"{_told(asked)}; {library}"),
    ]


def _look_into_the_library() -> None:
    """Let every file be known, as on any day but that on which it was added."""
    services = build_services()
    try:
        services.library.reload()
    finally:
        services.close()


def _late(frames: list[tuple[float, float]]) -> tuple[float, str]:
    return 1000 * statistics.quantiles([work for work, _wall in frames], n=20, method="inclusive")[-1], "ms"


def _told(frames: list[tuple[float, float]]) -> str:
    work, wall = ([1000 * each for each in part] for part in zip(*frames, strict=True))
    late = statistics.quantiles(wall, n=20, method="inclusive")[-1]
    return (
        f"work of the thread, 95th percentile of {len(frames)}, median {statistics.median(work):.1f},"
        f" most {max(work):.0f}; on the wall {late:.0f} ms"
    )
