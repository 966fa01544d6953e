"""Scenario files on the disk."""

import os
import sys
from pathlib import Path

import pytest

from trainer.scenario.source import DEFAULT_LIMITS
from trainer.storage.scenario_files import MissingPathError, UnreadableFolderFault, find_files, read_file


def touch(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("format: 1\n", encoding="utf-8")
    return path


def test_a_folder_stands_for_all_yaml_files_below_it_sorted(tmp_path: Path) -> None:
    wanted = [touch(tmp_path / name) for name in ("b.yaml", "a/z.yml", "a/b/c.yaml", "c.yml", ".yaml")]
    for name in ("d.json", "e.yaml.bak", "f.YAML", "yaml"):
        touch(tmp_path / name)
    (tmp_path / "folder.yaml").mkdir()
    inside = touch(tmp_path / "folder.yaml" / "inside.yaml")
    assert find_files([tmp_path]) == sorted([*wanted, inside])


def test_a_file_is_itself_whatever_its_name(tmp_path: Path) -> None:
    assert find_files([touch(tmp_path / "call.txt")]) == [tmp_path / "call.txt"]


def test_a_file_named_twice_is_one_under_its_first_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    touch(tmp_path / "a.yaml")
    assert find_files([Path("a.yaml"), tmp_path, Path()]) == [Path("a.yaml")]


def test_a_path_that_leads_nowhere(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError) as raised:
        find_files([touch(tmp_path / "a.yaml"), tmp_path / "gone.yaml"])
    assert raised.value.path == tmp_path / "gone.yaml"


def test_an_empty_folder(tmp_path: Path) -> None:
    assert find_files([tmp_path]) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among files")
def test_a_pipe_is_passed_over_and_a_broken_link_is_not(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "gone.yaml")
    assert find_files([tmp_path]) == [tmp_path / "link.yaml"]
    assert read_file(tmp_path / "link.yaml").fault is not None


def test_a_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(UnreadableFolderFault, match="Permission denied"):
        find_files([tmp_path])


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: b\r\n")
    file = read_file(path)
    assert (file.path, file.data, file.fault) == (path, b"\xef\xbb\xbfa: b\r\n", None)


def test_what_cannot_be_read_is_said_in_the_result(tmp_path: Path) -> None:
    file = read_file(tmp_path / "gone.yaml")
    assert file.data == b""
    assert file.fault


def test_of_a_large_file_no_more_is_read_than_shows_that_it_is(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (DEFAULT_LIMITS.size + 1000))
    assert len(read_file(path).data) == DEFAULT_LIMITS.size + 1
