"""`puente backup` and `puente restore`, from a copy of the records back to it."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from facts import attempt, trainee

from trainer.app.ports import Trainee
from trainer.cli.main import run
from trainer.settings import SettingsFile
from trainer.storage.machine import MachineClock, MachineIdentifiers
from trainer.storage.opening import RecordsFolder

Capture = pytest.CaptureFixture[str]
LATER = replace(trainee(), id="00000000-0000-7000-8000-00000000beef", name="Íñigo Peña")


@pytest.fixture
def data() -> Path:
    return Path(os.environ["PUENTE_DATA"])


def record(data: Path, who: Trainee) -> None:
    records = RecordsFolder(data, clock=MachineClock(), identifiers=MachineIdentifiers()).open()
    records.add_trainee(who)
    records.begin(replace(attempt(who, 1), id=MachineIdentifiers().new()))
    records.close_file()


def names(data: Path) -> set[str]:
    records = RecordsFolder(data, clock=MachineClock(), identifiers=MachineIdentifiers()).open()
    found = {each.name for each in records.trainees()}
    records.close_file()
    return found


def asked(capsys: Capture, *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert run([*arguments, "--format", "json"]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def test_there_and_back_again(data: Path, tmp_path: Path, capsys: Capture) -> None:
    record(data, trainee())
    made = asked(capsys, "backup", "--output", str(tmp_path))
    file = made["backup"]["path"]
    assert Path(file).parent == tmp_path
    assert made["copied_to"] is None
    record(data, LATER)
    told = asked(capsys, "restore", file, "--preview")
    assert (told["restored"], told["people"]) == (False, {"gained": [], "lost": [LATER.name]})
    assert told["attempts"] == {"gained": 0, "lost": 1}
    assert names(data) == {trainee().name, LATER.name}
    done = asked(capsys, "restore", file, "--yes")
    assert done["restored"]
    assert names(data) == {trainee().name}
    # Back again, by the name alone.
    back = asked(capsys, "restore", Path(done["before"]).name, "--yes")
    assert back["people"] == {"gained": [LATER.name], "lost": []}
    assert names(data) == {trainee().name, LATER.name}


def test_a_person_is_told_and_asked(data: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    record(data, trainee())
    file = asked(capsys, "backup")["backup"]["path"]
    record(data, LATER)
    monkeypatch.setattr("click.confirm", lambda _question: False)
    assert run(["restore", file]) == 1
    told = capsys.readouterr().out
    assert "It loses: 1 person (Íñigo Peña) and 1 attempt." in told
    assert names(data) == {trainee().name, LATER.name}
    monkeypatch.setattr("click.confirm", lambda _question: True)
    assert run(["restore", file]) == 0
    assert "To take this back: puente restore puente-" in capsys.readouterr().out
    assert names(data) == {trainee().name}


def test_a_program_is_not_asked(data: Path, capsys: Capture) -> None:
    record(data, trainee())
    file = asked(capsys, "backup")["backup"]["path"]
    assert run(["restore", file, "--format", "json"]) == 2
    assert "add --yes" in capsys.readouterr().err


def test_backups_are_listed(data: Path, capsys: Capture) -> None:
    record(data, trainee())
    first = asked(capsys, "backup")["backup"]
    assert asked(capsys, "backup", "--list") == {"backups": [first]}
    assert run(["backup", "--list"]) == 0
    assert "asked for" in capsys.readouterr().out


def test_a_copy_goes_to_the_other_disk_and_a_gone_one_is_told(
    data: Path, tmp_path: Path, capsys: Capture
) -> None:
    record(data, trainee())
    disk = tmp_path / "disk"
    SettingsFile(data).change(backup_folder=disk)
    assert run(["backup"]) == 0
    told = capsys.readouterr()
    assert "is made and opens" in told.out
    assert "not copied to" in told.err
    disk.mkdir()
    copied = asked(capsys, "backup")
    assert (Path(copied["copied_to"]) / Path(copied["backup"]["path"]).name).is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["backup"], "Nothing is recorded"),
        (["restore", "holiday.jpg"], "not a backup of Puente"),
        (["backup", "--output", "/no/such/folder"], "Nothing is recorded"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(capsys: Capture, arguments: list[str], said: str) -> None:
    assert run(arguments) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1


def test_a_folder_that_cannot_be_made_is_told(data: Path, tmp_path: Path, capsys: Capture) -> None:
    record(data, trainee())
    assert run(["backup", "--output", str(tmp_path / "no" / "such")]) == 2
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert told.count("\n") == 1
