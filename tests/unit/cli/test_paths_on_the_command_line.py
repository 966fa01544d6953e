"""Paths that lead nowhere, or to the same file twice: one clear line, and never a traceback."""

from pathlib import Path

import pytest

from trainer.cli.main import run

EXAMPLE = Path(__file__).parents[2] / "playthroughs" / "double-charge.yaml"
TOO_LONG = "a" * 300
FILE_COMMANDS = (("check",), ("analyze",), ("play", "--replies", "own-it"))


@pytest.fixture
def example(tmp_path: Path) -> Path:
    file = tmp_path / "example.yaml"
    file.write_bytes(EXAMPLE.read_bytes())
    return file


@pytest.mark.parametrize("command", FILE_COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize("path", ["", "nowhere.yaml", TOO_LONG, "nowhere/../nowhere", "a\nb"])
def test_a_path_that_leads_nowhere_ends_the_call(
    command: tuple[str, ...], path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, path]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("puente: ")
    assert printed.err.count("\n") == 1


def test_a_path_below_a_file_leads_nowhere(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(example / "x")]) == 2
    assert str(example / "x") in capsys.readouterr().err


def test_one_file_under_two_names_is_one_file(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (example.parent / "folder").mkdir()
    roundabout = example.parent / "folder" / ".." / example.name
    linked = example.with_name("linked.yaml")
    linked.symlink_to(example)
    assert run(["check", str(example), str(roundabout), str(linked), "--format", "json"]) == 0
    assert '"files": 1,' in capsys.readouterr().out


def test_a_link_to_itself_is_not_readable(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    loop = example.with_name("loop.yaml")
    loop.symlink_to(loop)
    assert run(["check", str(example.parent)]) == 1
    assert f"{loop}:1:1: F001 " in capsys.readouterr().out
