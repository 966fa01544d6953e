"""`puente doctor` on machines on which something does not work, each a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from facts import trainee
from fake_time import FakeClock, FakeIdentifiers

from trainer.cli import doctor_examination
from trainer.storage.opening import RecordsFolder

SOON_S = 60


def ask(data: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "trainer", "doctor", "--locale", "en-US", *arguments]
    return subprocess.run(
        command,
        env=os.environ | {"PUENTE_DATA": str(data), "PUENTE_LANGUAGE": "en"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=SOON_S,
    )


def examine(data: Path) -> tuple[Mapping[str, Mapping[str, Any]], Mapping[str, Any]]:
    """Return the findings by subject, and the whole document."""
    done = ask(data, "--format", "json")
    assert done.stderr == ""
    document = json.loads(done.stdout)
    assert done.returncode == (0 if document["healthy"] else 1)
    troubles = [each for each in document["findings"] if each["health"] == "trouble"]
    assert document["healthy"] is not bool(troubles)
    assert all(each["advice"] for each in troubles)
    return {each["subject"]: each for each in document["findings"]}, document


def records_folder(data: Path) -> RecordsFolder:
    return RecordsFolder(data, clock=FakeClock(), identifiers=FakeIdentifiers())


def test_a_machine_on_which_puente_was_never_opened(tmp_path: Path) -> None:
    found, _ = examine(tmp_path / "never")
    assert found["data-folder"]["health"] == "good"
    assert found["records"]["state"] == "none-yet"
    assert found["library"]["scenarios"] >= 4
    assert found["fonts"]["health"] == "good"
    voice = found["voice"]
    assert (voice["locale"], voice["reason"]) == ("en-US", None)
    assert 3000 < voice["duration_ms"] < 15000
    assert -40 < voice["loudness_db"] < -10
    assert not (tmp_path / "never").exists()


def test_a_folder_in_which_puente_works_now(tmp_path: Path) -> None:
    records = records_folder(tmp_path / "data").open()
    try:
        records.add_trainee(trainee())
        found, _ = examine(tmp_path / "data")
    finally:
        records.close_file()
    assert (found["records"]["state"], found["records"]["in_use"]) == ("whole", True)


def test_damaged_records_and_settings_are_told_and_stay_as_they_are(tmp_path: Path) -> None:
    folder = records_folder(tmp_path)
    folder.open().close_file()
    folder.file.write_bytes(b"a disk that fails " * 1000)
    (tmp_path / "settings.json").write_text("{ half a fi", encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    found, document = examine(tmp_path)
    assert not document["healthy"]
    assert found["records"]["state"] == "damaged"
    assert found["settings"]["health"] == "note"
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    found, document = examine(tmp_path / "file" / "data")
    assert not document["healthy"]
    assert found["data-folder"]["health"] == "trouble"


def test_people_are_told_in_their_language(tmp_path: Path) -> None:
    done = ask(tmp_path / "never", PUENTE_LANGUAGE="es")
    assert done.returncode in {0, 1}
    assert done.stderr == ""
    assert "Puente 0." in done.stdout
    assert "Traceback" not in done.stdout
    assert "{" not in done.stdout


def test_sound_that_kills_who_asks_for_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    command = (sys.executable, "-m", "trainer.no_such_module")
    monkeypatch.setattr(doctor_examination, "child_command", lambda _: command)
    assert "no_such_module" in doctor_examination._ask_devices().fault


def test_sound_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_examination, "DEVICES_S", 0.01)
    assert doctor_examination._ask_devices().fault == "it does not answer"
