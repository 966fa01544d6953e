"""Where things are, moved and not moved."""

from pathlib import Path

import pytest

from trainer import paths


def test_one_variable_moves_everything_that_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(paths.DATA_VARIABLE, str(tmp_path))
    assert paths.data_folder() == tmp_path
    assert paths.log_folder() == tmp_path / "logs"
    assert paths.cache_folder() == tmp_path / "cache"
    assert paths.user_scenarios_folder() == tmp_path / "scenarios"
    assert list(tmp_path.iterdir()) == []


def test_a_relative_folder_is_made_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(paths.DATA_VARIABLE, "mine")
    assert paths.data_folder() == tmp_path / "mine"


def test_without_the_variable_the_platform_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.DATA_VARIABLE, raising=False)
    assert paths.data_folder().name == "Puente"
    assert paths.data_folder().is_absolute()


def test_what_comes_with_the_application_is_there() -> None:
    assert paths.assets_folder().is_dir()
    assert paths.bundled_scenarios_folder().is_dir()


def test_a_center_names_the_folder_of_its_spoken_lines(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(paths.LINES_VARIABLE, raising=False)
    assert paths.shared_lines_folder() is None
    monkeypatch.setenv(paths.LINES_VARIABLE, str(tmp_path / "lines"))
    assert paths.shared_lines_folder() == tmp_path / "lines"
