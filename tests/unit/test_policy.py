"""A center's policy for a machine: what of it holds, and how the rest is told."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from trainer import paths, policy
from trainer.app.policy_schema import policy_schema
from trainer.cli.main import run
from trainer.policy import CenterPolicy, Mode, machine_policy, policy_file, read_policy
from trainer.settings import SettingsFile

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "policy.json"
    monkeypatch.setenv("PUENTE_POLICY", str(path))
    return path


def write(file: Path, **decided: Any) -> None:
    file.write_text(json.dumps({"format": 1} | decided), encoding="utf-8")


def whole(folder: Path) -> dict[str, Any]:
    return {
        "format": 1,
        "data_folder": str(folder / "data"),
        "scenario_folders": [str(folder / "share")],
        "interface_language": "es",
        "modes": ["assessment"],
        "voices": {"es-MX": "sabina"},
        "center": {"name": "Centro Ñandú", "key_file": str(folder / "center.pub")},
        "backup_folder": str(folder / "disk"),
        "updates": "never",
    }


def test_everything_that_can_be_decided(file: Path, tmp_path: Path) -> None:
    file.write_text(json.dumps(whole(tmp_path)), encoding="utf-8")
    read = machine_policy()
    assert read.problems == ()
    assert set(read.keys) == set(policy.KEYS)
    decided = read.policy
    assert decided.data_folder == tmp_path / "data"
    assert decided.scenario_folders == (tmp_path / "share",)
    assert decided.interface_language == "es"
    assert decided.modes == (Mode.ASSESSMENT,)
    assert dict(decided.voices) == {"es-MX": "sabina"}
    assert decided.center == CenterPolicy("Centro Ñandú", tmp_path / "center.pub")
    assert decided.backup_folder == tmp_path / "disk"


def test_the_schema_takes_what_the_reader_takes(tmp_path: Path) -> None:
    schema = policy_schema()
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(whole(tmp_path), schema)
    assert set(schema["properties"]) == {"$schema", "format", *policy.KEYS}


def test_without_a_file_nothing_is_decided(file: Path) -> None:
    read = machine_policy()
    assert (read.present, read.policy, read.describe_problems()) == (False, policy.Policy(), "")
    assert not file.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{ half a fi", "it is not JSON (line 1, column 3)"),
        (b"\xff\xfe\x00", "it is not JSON in UTF-8"),
        (b"[1]", "it is not a JSON object"),
        (b"[" * 100_000, "it is not JSON in UTF-8"),
        (b"{}", "it does not say “format”: 1"),
        (b'{"format": 2}', "it does not say “format”: 1"),
        (b" " * 300_000, "it is larger than any policy"),
    ],
)
def test_a_file_that_is_no_policy_is_told_in_one_line(file: Path, content: bytes, said: str) -> None:
    file.write_bytes(content)
    read = read_policy(file)
    assert read.policy == policy.Policy()
    assert said in read.describe_problems()
    assert "\n" not in read.describe_problems()


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("data_folder", "puente", "“data_folder” is not a whole path, with variables that are set"),
        ("data_folder", "/srv/$NO_SUCH_VARIABLE/puente", "with variables that are set"),
        ("data_folder", "~nobody-of-this-name/puente", "a whole path"),
        ("scenario_folders", "/share", "“scenario_folders” is not a list of whole paths"),
        ("interface_language", "fr", "“interface_language” is not “en” or “es”"),
        ("interface_language", ["es"], "“interface_language” is not “en” or “es”"),
        ("modes", [], "of one at least"),
        ("modes", ["exam"], "“practice” and “assessment”"),
        ("modes", [["practice"]], "“practice” and “assessment”"),
        ("voices", {"es-MX": 3}, "“voices” is not a voice for each locale"),
        ("center", {"name": ""}, "a center with a “name”"),
        ("center", {"name": "A", "kee": 1}, "a center with a “name”"),
        ("backup_folder", 7, "“backup_folder” is not"),
        ("updates", "nightly", "“updates” is not “never”, which is all there is"),
        ("colour", "red", "“colour” is not known"),
    ],
)
def test_what_is_sound_holds_beside_what_is_not(file: Path, key: str, value: object, said: str) -> None:
    write(file, **{"interface_language": "es", "modes": ["practice"], key: value})
    read = machine_policy()
    assert said in read.describe_problems()
    assert len(read.problems) == 1
    if key != "modes":
        assert read.policy.modes == (Mode.PRACTICE,)
    assert run(["key", "--help"]) == 0


def test_a_changed_file_is_read_again(file: Path) -> None:
    write(file, interface_language="es")
    assert machine_policy().policy.interface_language == "es"
    write(file, interface_language="en", modes=["practice"])
    assert machine_policy().policy.interface_language == "en"


def test_variables_are_those_of_whoever_practices(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PUENTE_DATA")
    monkeypatch.setenv("WHO", "mariana")
    write(file, data_folder=f"{tmp_path}/$WHO")
    assert paths.data_folder() == tmp_path / "mariana"
    assert paths.is_data_folder_chosen()
    write(file, data_folder="~/puente-data")
    assert paths.data_folder() == Path.home() / "puente-data"


def test_every_command_tells_of_a_bad_policy_and_works(file: Path, capsys: Capture) -> None:
    write(file, colour="red", interface_language="es")
    assert run(["schema", "policy"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["type"] == "object"
    assert told.err.count("\n") == 1
    assert str(file) in told.err


def test_settings_hold_what_is_decided_and_keep_what_was_chosen(file: Path, tmp_path: Path) -> None:
    own = SettingsFile(tmp_path)
    own.change(interface_language="en", voices={"es-MX": "jorge", "en-US": "zira"}, volume=0.5)
    write(file, interface_language="es", voices={"es-MX": "sabina"}, backup_folder=str(tmp_path / "disk"))
    settings = SettingsFile(tmp_path)
    assert settings.current.interface_language == "es"
    assert dict(settings.current.voices) == {"es-MX": "sabina", "en-US": "zira"}
    assert settings.fixed == {"interface_language", "backup_folder"}
    assert settings.fixed_voices == {"es-MX"}
    changed = settings.change(interface_language="en", voices={"es-MX": "x", "en-US": "david"}, volume=0.25)
    assert (changed.interface_language, changed.volume) == ("es", 0.25)
    assert dict(changed.voices) == {"es-MX": "sabina", "en-US": "david"}
    file.unlink()
    free = SettingsFile(tmp_path).current
    assert (free.interface_language, free.backup_folder, free.volume) == ("en", None, 0.25)
    assert dict(free.voices) == {"es-MX": "jorge", "en-US": "david"}


def test_where_the_file_lies_without_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PUENTE_POLICY")
    monkeypatch.setattr("sys.platform", "linux")
    assert policy_file() == Path("/etc/puente/policy.json")
    monkeypatch.setattr("sys.platform", "darwin")
    assert policy_file() == Path("/Library/Application Support/Puente/policy.json")
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("PROGRAMDATA", "/programs")
    assert policy_file() == Path("/programs/Puente/policy.json")
