"""A pack that was double-clicked: what it is, whether to install it, and why one is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from trainer import paths
from trainer.cli.main import run
from trainer.cli.pack_window import open_door
from trainer.paths import assets_folder
from trainer.ui.pack_window import PackWindow
from trainer.ui.tasks import Tasks
from trainer.ui.theme import Theme, load_fonts
from trainer.ui.tokens import Scheme
from trainer.ui.widgets.text import Text


@pytest.fixture
def pack(tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "bundled_scenarios_folder", lambda: tmp_path / "bundled")
    folder = tmp_path / "autumn"
    folder.mkdir()
    source = repository / "tests" / "playthroughs" / "double-charge.yaml"
    (folder / "double-charge.yaml").write_bytes(source.read_bytes())
    file = tmp_path / "autumn.puente"
    assert run(["pack", str(folder), "--output", str(file), "--unsigned"]) == 0
    return file


@pytest.fixture
def window(pack: Path, qtbot: QtBot) -> Iterator[PackWindow]:
    load_fonts(assets_folder() / "fonts")
    theme = Theme(scheme=Scheme.LIGHT, assets=assets_folder(), scale=1.0, reduced_motion=True)
    made = PackWindow(theme, Tasks(), open_door(pack))
    qtbot.addWidget(made)
    made.show()
    made.start()
    yield made
    made.close()


def texts(window: PackWindow) -> list[str]:
    return [label.text() for label in window.findChildren(Text)]


def press(window: PackWindow, name: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(window.findChildren(QWidget, name)))
    QTest.mouseClick(window.findChildren(QWidget, name)[-1], Qt.MouseButton.LeftButton)


def test_a_pack_is_told_and_installed(window: PackWindow, qtbot: QtBot) -> None:
    press(window, "install", qtbot)
    qtbot.waitUntil(lambda: "The pack is installed" in texts(window))
    installed = paths.user_scenarios_folder() / "packs" / "autumn" / "double-charge.yaml"
    assert installed.is_file()


def test_nothing_is_installed_where_nobody_wants_it(window: PackWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: any("nobody vouches for it" in each for each in texts(window)))
    press(window, "leave", qtbot)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert not (paths.user_scenarios_folder() / "packs").exists()


def test_a_pack_that_is_damaged_is_refused_in_words(pack: Path, window: PackWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(window.findChildren(QWidget, "install")))
    pack.write_bytes(pack.read_bytes()[:100])
    press(window, "install", qtbot)
    qtbot.waitUntil(lambda: any("damaged, or no pack at all" in each for each in texts(window)))
    assert not (paths.user_scenarios_folder() / "packs").exists()
