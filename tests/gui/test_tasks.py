import logging
from collections.abc import Iterator
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from trainer.app.faults import Fault
from trainer.ui.tasks import Failure, Tasks


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    assert qapp is not None
    made = Tasks()
    yield made
    made.close()


def test_work_is_done_elsewhere_and_its_result_arrives_here(tasks: Tasks, qtbot: QtBot) -> None:
    threads = []

    def work() -> int:
        threads.append(current_thread())
        return 7

    results = []

    def done(result: int) -> None:
        threads.append(current_thread())
        results.append(result)

    tasks.database(work, done)
    qtbot.waitUntil(lambda: results == [7])
    assert threads[0] is not main_thread()
    assert threads[1] is main_thread()


def test_work_on_the_records_keeps_its_order(tasks: Tasks, qtbot: QtBot) -> None:
    hold, order = Event(), list[int]()
    tasks.database(lambda: hold.wait(5), lambda _done: None)
    for number in range(20):
        tasks.database(lambda number=number: order.append(number), lambda _done: None)  # type: ignore[misc]  # mypy cannot infer a lambda with a default
    hold.set()
    qtbot.waitUntil(lambda: len(order) == 20)
    assert order == list(range(20))


def test_a_fault_is_told_in_its_own_words(tasks: Tasks, qtbot: QtBot) -> None:
    failures: list[Failure] = []

    def fail() -> None:
        raise Fault("The disk is full. Free some space.")

    tasks.database(fail, lambda _done: None, failures.append)
    qtbot.waitUntil(lambda: len(failures) == 1)
    assert failures[0].message == "The disk is full. Free some space."
    assert not failures[0].defect
    assert isinstance(failures[0].error, Fault)


def test_a_defect_is_logged_whole_and_told_in_one_sentence(
    tasks: Tasks, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    failures: list[Failure] = []
    tasks.failed.connect(failures.append)

    def fail() -> None:
        raise LookupError("never shown to a person")

    with caplog.at_level(logging.ERROR):
        tasks.background(fail, lambda _done: None)
        qtbot.waitUntil(lambda: len(failures) == 1)
    assert failures[0].defect
    assert "never shown" not in failures[0].message
    assert "never shown to a person" in caplog.text


def test_what_was_canceled_never_arrives(tasks: Tasks, qtbot: QtBot) -> None:
    hold, arrived = Event(), list[str]()
    running = tasks.database(lambda: hold.wait(5), lambda _done: arrived.append("running"))
    waiting = tasks.database(lambda: "x", lambda _done: arrived.append("waiting"))
    running.cancel()
    waiting.cancel()
    hold.set()
    tasks.database(lambda: None, lambda _done: arrived.append("last"))
    qtbot.waitUntil(lambda: arrived == ["last"])


@pytest.mark.usefixtures("qapp")
def test_closing_finishes_what_was_asked_of_the_records() -> None:
    tasks, written = Tasks(), list[int]()
    for number in range(5):
        tasks.database(lambda number=number: written.append(number), lambda _done: None)  # type: ignore[misc]  # mypy cannot infer a lambda with a default
    tasks.close()
    assert written == [0, 1, 2, 3, 4]
