"""`puente self-test` over a library of one scenario; the whole of it runs with `make soak`."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from trainer import paths
from trainer.app.self_test import NotWorkingError, Part
from trainer.cli import self_test_probes
from trainer.cli.main import run
from trainer.cli.self_test_probes import Rehearsal

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def bundled(tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bundled"
    folder.mkdir()
    shutil.copy(repository / "tests" / "playthroughs" / "double-charge.yaml", folder)
    monkeypatch.setattr(paths, "bundled_scenarios_folder", lambda: folder)
    return folder


@pytest.fixture
def rehearsal(tmp_path: Path, bundled: Path) -> Rehearsal:
    assert bundled.is_dir()
    folder = tmp_path / "scratch"
    folder.mkdir()
    return Rehearsal(folder)


@pytest.mark.usefixtures("bundled")
def test_a_call_is_recorded_and_passes(rehearsal: Rehearsal) -> None:
    assert rehearsal.keep_records().startswith("A database")
    assert rehearsal.load_library().startswith("1 scenario is loaded")
    assert rehearsal.play_call() == "“Charged twice” was played to its end and passed, with 2 decisions."


def test_a_certificate_is_drawn_and_verified(rehearsal: Rehearsal) -> None:
    assert "both verify" in rehearsal.draw_certificate()


def test_a_copy_without_scenarios_does_not_work(rehearsal: Rehearsal, bundled: Path) -> None:
    (bundled / "double-charge.yaml").unlink()
    with pytest.raises(NotWorkingError, match=r"there is no scenario in .*bundled"):
        rehearsal.load_library()


def test_a_copy_with_a_broken_file_does_not_work(rehearsal: Rehearsal, bundled: Path) -> None:
    (bundled / "half.yaml").write_text("scenario: [", encoding="utf-8")
    with pytest.raises(NotWorkingError, match=r"broken: half\.yaml"):
        rehearsal.load_library()


def test_without_records_nobody_takes_the_call(rehearsal: Rehearsal) -> None:
    with pytest.raises(NotWorkingError, match="nobody could be recorded"):
        rehearsal.play_call()


def test_a_window_that_ends_its_process_is_told(
    rehearsal: Rehearsal, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying = (sys.executable, "-c", "import sys; sys.exit('no platform plugin')")
    monkeypatch.setattr(self_test_probes, "child_command", lambda _module: dying)
    with pytest.raises(NotWorkingError, match="it did not open: no platform plugin"):
        rehearsal.open_window()


def test_a_window_that_never_opens_is_given_up(rehearsal: Rehearsal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_test_probes, "WINDOW_S", 0.01)
    with pytest.raises(NotWorkingError, match="did not open within"):
        rehearsal.open_window()


@pytest.mark.parametrize("works", [True, False])
def test_the_answer_is_the_exit_status(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, *, works: bool
) -> None:
    def probe() -> str:
        if not works:
            raise NotWorkingError("it is not there")
        return "it is there"

    monkeypatch.setattr(Rehearsal, "probes", lambda _self: [(Part.LIBRARY, probe)])
    status = 0 if works else 1
    assert run(["self-test", "--format", "json"]) == status
    document = json.loads(capsys.readouterr().out)
    assert document["works"] is works
    assert [(each["part"], each["works"]) for each in document["parts"]] == [("library", works)]
    assert run(["self-test"]) == status
    told = capsys.readouterr().out.splitlines()
    line = "works  Scenarios: it is there." if works else "fails  Scenarios: it is not there."
    assert told[0] == line


def test_the_version_tells_what_puente_stands_on(capsys: Capture) -> None:
    assert run(["--version"]) == 0
    first, python, qt, database, voices = capsys.readouterr().out.splitlines()
    assert first.startswith("puente, version ")
    assert python == f"Python {sys.version.split()[0]}"
    assert qt.startswith("Qt 6.")
    assert database.startswith("SQLite 3.")
    assert "oices" in voices


@pytest.mark.soak
def test_this_copy_works(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "trainer", "self-test", "--format", "json"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
    )
    document = json.loads(done.stdout)
    assert [each["part"] for each in document["parts"]] == [part.value for part in Part]
    assert document["works"], document
    assert done.returncode == 0
