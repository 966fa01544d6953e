"""Widgets left in a circle of references die on the interface's thread, whoever works meanwhile."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from trainer.ui.garbage import Collector
from trainer.ui.tasks import Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    del qtbot
    made = Tasks()
    yield made
    made.close()


class Left(QObject):
    """Something of Qt that refers to itself."""

    def __init__(self) -> None:
        super().__init__()
        self.circle = self


def leave_behind(died_on: list[int]) -> None:
    left = Left()
    weakref.finalize(left, lambda: died_on.append(threading.get_ident()))


def churn() -> None:
    """Allocate enough for Python to collect several times over."""
    kept = [[number] for number in range(200_000)]
    assert len(kept) == 200_000


def test_work_on_another_thread_collects_nothing_of_the_window(tasks: Tasks, qtbot: QtBot) -> None:
    died_on: list[int] = []
    for _ in range(50):
        leave_behind(died_on)
    worked: list[None] = []

    tasks.database(churn, worked.append)
    qtbot.waitUntil(lambda: bool(worked))
    elsewhere = [thread for thread in died_on if thread != threading.get_ident()]
    assert elsewhere == []

    # Enough is alive now for a collection to be due; the timer sees to it here.
    alive = [[number] for number in range(5 * gc.get_threshold()[0])]
    qtbot.waitUntil(lambda: len(died_on) == 50)
    assert alive
    assert set(died_on) == {threading.get_ident()}


def test_python_collects_by_itself_again_when_the_window_is_gone(qtbot: QtBot) -> None:
    del qtbot
    assert gc.isenabled()
    collector = Collector()
    assert not gc.isenabled()

    collector.close()
    collector.close()

    assert gc.isenabled()
