"""From a key pressed on a reply to the customer's next line painted, the decision stored in between."""

import json
import os
import statistics
import subprocess
import sys

SAMPLES = 100

SCRIPT = """
import json, os, sys, time
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
import trainer.__main__ as entry

build, kept, taken = entry._build_services, [], []
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
        presenter.changed.connect(lambda: look(presenter))
        press(presenter)

    def press(presenter):
        from trainer.ui.call.picture import Phase
        phase = presenter.picture.phase
        if len(taken) == {samples}:
            print(json.dumps(taken), flush=True)
            os._exit(0)
        if phase is Phase.ENDED:
            QTimer.singleShot(50, take_a_call)
        elif phase is Phase.REPLYING:
            QTest.qWait(30)
            number = 1 + len(taken) % len(presenter.picture.replies)
            begun[0] = time.perf_counter()
            QTest.keyClick(window.focusWidget() or window, getattr(Qt.Key, f"Key_{{number}}"))
            QTimer.singleShot(300, lambda: press(presenter))
        else:
            QTimer.singleShot(20, lambda: press(presenter))

    def look(presenter):
        from trainer.ui.call.picture import Phase
        if begun[0] and presenter.picture.phase is Phase.CUSTOMER_TURN:
            start, begun[0] = begun[0], 0.0
            QTimer.singleShot(0, lambda: painted(start))

    def painted(start):
        window.repaint()
        taken.append((time.perf_counter() - start) * 1000)

    wait_for_home()

entry.open_window(opened=watch)
"""


def measure_replies(environment: dict[str, str]) -> tuple[str, float, str, float | None, str]:
    """Return the 95th percentile in milliseconds, over a window with real records and voices."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(samples=SAMPLES)],
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        text=True,
        timeout=300,
    )
    times = [float(each) for each in json.loads(done.stdout.strip().splitlines()[-1])]
    typical, late = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    detail = f"95th percentile of {len(times)}; median {typical:.0f} ms"
    return ("reply taken to next line shown, decision stored", late, "ms", 50.0, detail)
