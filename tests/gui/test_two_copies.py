"""Two windows on one data folder: the second says so, and opens once the first is closed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from shell_rig import ShellRig

from trainer.bootstrap import build_services
from trainer.paths import data_folder
from trainer.ui.navigator import Who
from trainer.ui.startup import NotStarted
from trainer.ui.theme import load_fonts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def open_window(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, repository: Path
) -> Iterator[Callable[[], ShellRig]]:
    """Return how to open another window on the same records."""
    load_fonts(repository / "assets" / "fonts")
    made: list[ShellRig] = []

    def open_rig() -> ShellRig:
        rig = ShellRig(qapp, tmp_path, build=lambda rig: build_services(rig.file))
        qtbot.addWidget(rig.window)
        made.append(rig)
        rig.start()
        return rig

    yield open_rig
    for rig in made:
        if rig.window.isVisible():
            rig.close()


def test_the_second_copy_says_so_and_opens_when_the_first_is_closed(
    open_window: Callable[[], ShellRig], qtbot: QtBot
) -> None:
    first = open_window()
    qtbot.waitUntil(lambda: first.shell.navigator.current == Who(), timeout=20_000)
    second = open_window()
    qtbot.waitUntil(lambda: second.window.findChild(NotStarted) is not None, timeout=20_000)
    told = [each.text() for each in second.window.findChildren(QLabel) if each.isVisible()]
    assert any(str(data_folder()) in each for each in told)
    assert second.shell.navigator.current is None
    QTest.mouseClick(second.find("way-0"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: second.window.findChild(NotStarted) is not None, timeout=20_000)
    first.close()
    QTest.mouseClick(second.find("way-0"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: second.shell.navigator.current == Who(), timeout=20_000)
