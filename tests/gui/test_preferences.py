from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from trainer.settings import Appearance, Motion, SettingsFile, WindowPlace
from trainer.ui.preferences import Preferences
from trainer.ui.tasks import Failure, Tasks
from trainer.ui.tokens import Scheme


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    assert qapp is not None
    made = Tasks()
    yield made
    made.close()


def test_a_change_holds_at_once_and_is_kept(tasks: Tasks, tmp_path: Path) -> None:
    preferences = Preferences(SettingsFile(tmp_path), tmp_path, tasks)
    preferences.change(text_scale=1.5)
    assert preferences.settings.text_scale == 1.5
    tasks.close()
    assert SettingsFile(tmp_path).current.text_scale == 1.5


def test_undo_takes_back_one_change_after_another(tasks: Tasks, tmp_path: Path, qtbot: QtBot) -> None:
    preferences = Preferences(SettingsFile(tmp_path), tmp_path, tasks)
    preferences.change(appearance=Appearance.DARK)
    preferences.change(captions=False)
    with qtbot.waitSignal(preferences.changed):
        preferences.undo()
    seen = [(preferences.settings.captions, preferences.settings.appearance)]
    preferences.undo()
    assert not preferences.can_undo
    preferences.undo()
    seen.append((preferences.settings.captions, preferences.settings.appearance))
    assert seen == [(True, Appearance.DARK), (True, Appearance.SYSTEM)]


def test_what_nobody_chose_is_no_change_to_undo(tasks: Tasks, tmp_path: Path) -> None:
    preferences = Preferences(SettingsFile(tmp_path), tmp_path, tasks)
    place = WindowPlace(1, 2, 1280, 800)
    preferences.change(captions=False)
    preferences.note(window=place)
    preferences.undo()
    assert preferences.settings.window == place
    assert preferences.settings.captions


def test_changing_to_the_same_is_no_change(tasks: Tasks, tmp_path: Path) -> None:
    preferences = Preferences(SettingsFile(tmp_path), tmp_path, tasks)
    preferences.change(captions=True)
    assert not preferences.can_undo


def test_a_folder_that_cannot_be_written_is_told(tasks: Tasks, tmp_path: Path, qtbot: QtBot) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    preferences = Preferences(SettingsFile(blocked / "folder"), blocked, tasks)
    failures: list[Failure] = []
    tasks.failed.connect(failures.append)
    preferences.change(volume=0.5)
    qtbot.waitUntil(lambda: len(failures) == 1)
    assert not failures[0].defect
    assert str(blocked) in failures[0].message
    assert preferences.settings.volume == 0.5


@pytest.mark.parametrize(
    ("appearance", "system", "expected"),
    [
        (Appearance.SYSTEM, Scheme.DARK, Scheme.DARK),
        (Appearance.SYSTEM, Scheme.HIGH_CONTRAST, Scheme.HIGH_CONTRAST),
        (Appearance.LIGHT, Scheme.DARK, Scheme.LIGHT),
        (Appearance.DARK, Scheme.LIGHT, Scheme.DARK),
        (Appearance.HIGH_CONTRAST, Scheme.LIGHT, Scheme.HIGH_CONTRAST),
    ],
)
def test_the_scheme_follows_the_person_before_the_system(
    tasks: Tasks, tmp_path: Path, appearance: Appearance, system: Scheme, expected: Scheme
) -> None:
    preferences = Preferences(SettingsFile(tmp_path), tmp_path, tasks)
    preferences.change(appearance=appearance)
    assert preferences.theme(tmp_path, system, system_reduces_motion=False).scheme is expected


@pytest.mark.parametrize(
    ("motion", "system", "reduced"),
    [
        (Motion.SYSTEM, True, True),
        (Motion.SYSTEM, False, False),
        (Motion.REDUCED, False, True),
        (Motion.FULL, True, False),
    ],
)
def test_motion_follows_the_person_before_the_system(
    tasks: Tasks, tmp_path: Path, motion: Motion, *, system: bool, reduced: bool
) -> None:
    preferences = Preferences(SettingsFile(tmp_path), tmp_path, tasks)
    preferences.note(reduced_motion=motion)
    theme = preferences.theme(tmp_path, Scheme.LIGHT, system_reduces_motion=system)
    assert theme.reduced_motion is reduced
