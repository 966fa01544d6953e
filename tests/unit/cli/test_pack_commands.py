"""`puente pack`, `puente install-pack` and `puente packs`, from an author to another machine and back."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from certified import OTHER_KEY, PASSPHRASE

from trainer import paths
from trainer.cli import certificate_desk
from trainer.cli.main import run
from trainer.signing.passphrases import Effort
from trainer.signing.public_keys import PublicKeyForm, write_public_key

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _light(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make guesses cheap, and the library small."""
    monkeypatch.setattr(certificate_desk, "PASSPHRASE", Effort(passes=1, memory=8, lanes=1))
    monkeypatch.setattr(paths, "bundled_scenarios_folder", lambda: tmp_path / "bundled")


@pytest.fixture
def folder(tmp_path: Path, repository: Path) -> Path:
    made = tmp_path / "Llamadas de otoño"
    made.mkdir()
    source = repository / "tests" / "playthroughs" / "double-charge.yaml"
    (made / "double-charge.yaml").write_bytes(source.read_bytes())
    (made / "notes.docx").write_bytes(b"PK")
    (made / ".git").mkdir()
    (made / ".git" / "config.yaml").write_text("a: b", encoding="utf-8")
    return made


@pytest.fixture
def secret(tmp_path: Path) -> str:
    file = tmp_path / "passphrase.txt"
    file.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return str(file)


def answered(capsys: Capture, *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert run([*arguments, "--format", "json"]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def complaint(capsys: Capture, *arguments: str) -> str:
    capsys.readouterr()
    assert run(arguments) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    return told


def test_from_the_author_to_another_machine_and_back(
    folder: Path, secret: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["key", "new", "--name", "Centro Ñandú", "--passphrase-file", secret]) == 0
    public, file = str(tmp_path / "center.pub"), str(tmp_path / "plan.puente")
    assert run(["key", "export", "--output", public]) == 0
    made = answered(capsys, "pack", str(folder), "--output", file, "--passphrase-file", secret)
    assert (made["pack"], made["center"]) == ("llamadas-de-oto-o", "Centro Ñandú")
    assert (made["files"], made["left_out"]) == (1, ["notes.docx"])

    monkeypatch.setenv("PUENTE_DATA", str(tmp_path / "another"))
    assert "knows no center's key" in complaint(capsys, "install-pack", file)
    other = tmp_path / "other.pub"
    other.write_bytes(write_public_key(OTHER_KEY.issuer, PublicKeyForm.JWK))
    assert "another key signed it" in complaint(capsys, "install-pack", file, "--issuer", str(other))
    policy = Path(os.environ["PUENTE_POLICY"])
    center = {"name": "Centro Ñandú", "key_file": public}
    policy.write_text(json.dumps({"format": 1, "center": center}), encoding="utf-8")
    installed = answered(capsys, "install-pack", file)
    assert Path(installed["folder"]).is_relative_to(tmp_path / "another")
    (listed,) = answered(capsys, "packs", "list")["packs"]
    assert (listed["pack"], listed["center"]) == ("llamadas-de-oto-o", "Centro Ñandú")
    assert run(["packs", "remove", "llamadas-de-oto-o"]) == 0
    assert answered(capsys, "packs", "list") == {"packs": []}
    assert "is installed" in complaint(capsys, "packs", "remove", "llamadas-de-oto-o")


def test_an_unsigned_pack_is_told_and_has_to_be_allowed(
    folder: Path, tmp_path: Path, capsys: Capture
) -> None:
    file = str(tmp_path / "plan.puente")
    assert run(["pack", str(folder), "--output", file, "--unsigned", "--name", "plan"]) == 0
    assert "nobody vouches for it" in capsys.readouterr().out
    assert "add --unsigned" in complaint(capsys, "install-pack", file)
    assert run(["install-pack", file, "--unsigned"]) == 0
    assert "puente packs remove plan" in capsys.readouterr().out


def test_what_would_be_refused_elsewhere_is_not_packed(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "plan.puente"
    arguments = ("pack", str(folder), "--output", str(target), "--unsigned")
    (folder / "DOUBLE-CHARGE.yaml").write_text("format: 1", encoding="utf-8")
    if len(list(folder.glob("*.yaml"))) == 1:
        pytest.skip("this disk does not tell the two names apart")
    assert "twice" in complaint(capsys, *arguments)
    (folder / "DOUBLE-CHARGE.yaml").unlink()
    (folder / "broken.yaml").write_text("format: 1\nid: broken\n", encoding="utf-8")
    assert "broken.yaml:" in complaint(capsys, *arguments)
    assert [path.name for path in tmp_path.iterdir() if "puente" in path.suffixes] == []
    assert not target.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("pack", "no-such", "--output", "a.puente", "--unsigned"), "there is no folder no-such"),
        (("pack", ".", "--output", "pyproject.toml", "--unsigned"), "is there already"),
        (("pack", ".", "--output", "a.puente", "--name", "../x", "--unsigned"), "cannot be a pack's name"),
        (("install-pack", "no-such.puente"), "there is no file no-such.puente"),
        (("install-pack", "pyproject.toml", "--unsigned"), "damaged, or no pack at all"),
        (("install-pack", "src", "--unsigned"), "cannot be read"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(
    repository: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(repository)
    assert said in complaint(capsys, *arguments)
