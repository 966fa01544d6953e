"""`puente key`, `puente certificate` and `puente verify`, from the key to the list of what was taken back."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from certified import KEY, OTHER_KEY, PASSPHRASE, certify, credential

from trainer.app.credential import claims_of
from trainer.cli import certificate_desk
from trainer.cli.main import run
from trainer.paths import center_key_file
from trainer.signing.passphrases import Effort
from trainer.signing.public_keys import PublicKeyForm, write_public_key

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make guesses cheap: what they cost is shown elsewhere."""
    monkeypatch.setattr(certificate_desk, "PASSPHRASE", Effort(passes=1, memory=8, lanes=1))


@pytest.fixture
def data() -> Path:
    return Path(os.environ["PUENTE_DATA"])


@pytest.fixture
def secret(tmp_path: Path) -> str:
    file = tmp_path / "passphrase.txt"
    file.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return str(file)


@pytest.fixture
def public(tmp_path: Path) -> str:
    file = tmp_path / "center.pub"
    file.write_bytes(write_public_key(KEY.issuer, PublicKeyForm.PEM))
    return str(file)


def make_key(secret: str) -> int:
    return run(["key", "new", "--name", "Centro Ñandú", "--passphrase-file", secret])


def listed(capsys: Capture) -> dict[str, list[dict[str, object]]]:
    capsys.readouterr()
    assert run(["certificate", "list", "--format", "json"]) == 0
    found: dict[str, list[dict[str, object]]] = json.loads(capsys.readouterr().out)
    return found


def test_a_certificate_s_whole_way(data: Path, secret: str, tmp_path: Path, capsys: Capture) -> None:
    trainee = certify(data)
    assert make_key(secret) == 0
    public, folder = str(tmp_path / "center.pub"), tmp_path / "out"
    folder.mkdir()
    assert run(["key", "export", "--output", public]) == 0
    assert [each["issuing"] for each in listed(capsys)["issuable"]] == ["first"]
    issue = ["certificate", "issue", "--trainee", "íñigo  peña", "--certification", "one-call"]
    assert run([*issue, "--output", str(folder), "--passphrase-file", secret]) == 0
    (issued,) = listed(capsys)["certificates"]
    assert (issued["trainee"], issued["revoked_at"]) == (trainee.id, None)
    files = sorted(folder.iterdir())
    assert [each.suffix for each in files] == [".json", ".jwt", ".pdf", ".png", ".svg"]
    for file in files:
        assert run(["verify", str(file), "--issuer", public, "--format", "json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert (found["verdict"], found["valid"], found["form"]) == ("verified", True, file.suffix[1:])
        assert found["certificate"]["name"] == "Íñigo Peña"
        assert found["certificate"]["check"] == issued["check"]
    number, revoked = str(issued["id"]), str(tmp_path / "revoked.jwt")
    again = ["certificate", "export", number, "--output", str(folder / "again.jwt")]
    assert run(again) == 0
    assert (folder / "again.jwt").read_bytes() == files[1].read_bytes()
    capsys.readouterr()
    taken = ["certificate", "revoke", number, "--reason", "Otra persona contestó."]
    assert run([*taken, "--passphrase-file", secret]) == 0
    capsys.readouterr()
    later = ["certificate", "revoke", number, "--reason", "Another one", "--passphrase-file", secret]
    assert run(later) == 2
    told = capsys.readouterr()
    assert "already, and the reason given then stands: Otra persona contestó." in told.err
    assert "is taken back" not in told.out
    assert run(["certificate", "revocations", "--output", revoked, "--passphrase-file", secret]) == 0
    assert run(["certificate", "take-revocations", revoked, "--passphrase-file", secret]) == 0
    assert "new here: 0" in capsys.readouterr().out
    assert run(["verify", str(files[2]), "--issuer", public]) == 0
    capsys.readouterr()
    assert run(["verify", str(files[2]), "--issuer", public, "--revoked", revoked]) == 1
    said = capsys.readouterr().out
    assert "Revoked" in said
    assert "Otra persona contestó." in said
    assert [each["issuing"] for each in listed(capsys)["issuable"]] == ["again"]


def test_rows_past_the_program_are_told_and_never_signed_or_drawn(
    data: Path, secret: str, tmp_path: Path, capsys: Capture
) -> None:
    certify(data)
    assert make_key(secret) == 0
    issue = ["certificate", "issue", "--trainee", "Íñigo Peña", "--certification", "one-call"]
    assert run([*issue, "--passphrase-file", secret]) == 0
    number = str(listed(capsys)["certificates"][0]["id"])
    assert run(["verify-records"]) == 0
    with closing(sqlite3.connect(data / "records" / "puente.db")) as connection:
        connection.execute("INSERT INTO revocations SELECT id, 'No', issued_at FROM certificates")
        connection.execute("UPDATE certificates SET token = 'x'")
        connection.commit()
    capsys.readouterr()
    assert run(["verify-records"]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert f"The certificate {number} was changed after it was issued." in told
    assert f"The revocation of the certificate {number} was written by something other than" in told
    file = tmp_path / "one.pdf"
    export = ["certificate", "export", number, "--output", str(file), "--passphrase-file", secret]
    assert run(export) == 2
    said = capsys.readouterr().err
    assert "is not what the center signed" in said
    assert said.count("\n") == 1
    assert not file.exists()


def test_what_is_not_achieved_is_refused_in_one_line(data: Path, secret: str, capsys: Capture) -> None:
    certify(data, days_ago=400)
    assert make_key(secret) == 0
    for words, told in (
        (["--trainee", "Íñigo Peña", "--certification", "one-call"], "does not hold"),
        (["--trainee", "Íñigo Peña", "--certification", "one-cal"], 'did you mean "one-call"?'),
        (["--trainee", "Inigo Pena", "--certification", "one-call"], 'did you mean "Íñigo Peña"?'),
    ):
        capsys.readouterr()
        assert run(["certificate", "issue", *words, "--passphrase-file", secret]) == 2
        said = capsys.readouterr().err
        assert told in said
        assert said.count("\n") == 1


def test_a_wrong_passphrase_issues_nothing(data: Path, secret: str, tmp_path: Path, capsys: Capture) -> None:
    certify(data)
    assert make_key(secret) == 0
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("cuatro tristes tigres\n", encoding="utf-8")
    issue = ["certificate", "issue", "--trainee", "Íñigo Peña", "--certification", "one-call"]
    assert run([*issue, "--passphrase-file", str(wrong)]) == 2
    assert "not the passphrase" in capsys.readouterr().err
    assert listed(capsys)["certificates"] == []


def test_a_second_key_is_refused_and_a_weak_passphrase_too(
    secret: str, tmp_path: Path, capsys: Capture
) -> None:
    weak = tmp_path / "weak.txt"
    weak.write_text("tigres\n", encoding="utf-8")
    assert make_key(str(weak)) == 2
    assert run(["key", "show"]) == 2
    assert "puente key new" in capsys.readouterr().err
    assert make_key(secret) == 0
    assert make_key(secret) == 2
    assert "already has the key" in capsys.readouterr().err


def test_a_key_travels_encrypted(
    secret: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert make_key(secret) == 0
    copy = str(tmp_path / "key.json")
    assert run(["key", "export", "--encrypted", "--output", copy]) == 0
    capsys.readouterr()
    assert run(["key", "show"]) == 0
    shown = capsys.readouterr().out
    monkeypatch.setenv("PUENTE_DATA", str(tmp_path / "other"))
    (tmp_path / "other").mkdir()
    assert run(["key", "import", copy, "--passphrase-file", secret]) == 0
    capsys.readouterr()
    assert run(["key", "show"]) == 0
    assert capsys.readouterr().out == shown
    describe = ["key", "describe", "--name", "Centro Nuevo", "--passphrase-file", secret]
    assert run(describe) == 0
    assert run(["key", "show"]) == 0
    assert "Center: Centro Nuevo" in capsys.readouterr().out


def test_a_key_of_somebody_else_does_not_open_the_entrance(
    secret: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    # The entrance has a passphrase, and its key is gone: whoever brings a key must know the passphrase.
    assert make_key(secret) == 0
    mine = tmp_path / "mine.txt"
    mine.write_text("una frase que no es de este centro\n", encoding="utf-8")
    copy = str(tmp_path / "mine.json")
    (tmp_path / "other").mkdir()
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("PUENTE_DATA", str(tmp_path / "other"))
        assert make_key(str(mine)) == 0
        assert run(["key", "export", "--encrypted", "--output", copy]) == 0
    center_key_file().unlink()
    capsys.readouterr()
    assert run(["key", "import", copy, "--passphrase-file", str(mine)]) == 2
    assert "that is not the passphrase; nothing was changed" in capsys.readouterr().err
    assert run(["key", "import", copy, "--passphrase-file", secret]) == 2
    assert "under another passphrase than this entrance" in capsys.readouterr().err
    assert not center_key_file().exists()
    assert make_key(secret) == 0


def test_files_are_not_sealed_anew_with_another_key(
    data: Path, secret: str, tmp_path: Path, capsys: Capture
) -> None:
    certify(data)
    assert make_key(secret) == 0
    issue = ["certificate", "issue", "--trainee", "Íñigo Peña", "--certification", "one-call"]
    assert run([*issue, "--passphrase-file", secret]) == 0
    center_key_file().unlink()
    assert make_key(secret) == 0
    number = str(listed(capsys)["certificates"][0]["id"])
    write = ["certificate", "export", number, "--passphrase-file", secret, "--output"]
    assert run([*write, str(tmp_path / "old.pdf")]) == 2
    assert "signed with another key" in capsys.readouterr().err
    assert not (tmp_path / "old.pdf").exists()
    assert run([*write, str(tmp_path / "old.jwt")]) == 0


def test_a_passphrase_file_may_begin_as_editors_of_windows_begin_it(
    secret: str, tmp_path: Path, capsys: Capture
) -> None:
    marked = tmp_path / "marked.txt"
    marked.write_text(f"{PASSPHRASE}\r\n", encoding="utf-8-sig", newline="")
    assert make_key(str(marked)) == 0
    capsys.readouterr()
    write = ["certificate", "revocations", "--output", str(tmp_path / "revoked.jwt"), "--passphrase-file"]
    assert run([*write, secret]) == 0


def test_nothing_is_issued_for_a_folder_that_cannot_be(
    data: Path, secret: str, tmp_path: Path, capsys: Capture
) -> None:
    certify(data)
    assert make_key(secret) == 0
    issue = ["certificate", "issue", "--trainee", "Íñigo Peña", "--certification", "one-call"]
    issue += ["--passphrase-file", secret, "--output"]
    assert run([*issue, secret]) == 2
    assert listed(capsys)["certificates"] == []
    assert run([*issue, str(tmp_path / "new" / "folder")]) == 0
    assert len(list((tmp_path / "new" / "folder").iterdir())) == 5


def test_a_changed_passphrase_opens_the_key_and_the_old_one_does_not(
    data: Path, secret: str, tmp_path: Path, capsys: Capture
) -> None:
    certify(data)
    assert make_key(secret) == 0
    new = tmp_path / "new.txt"
    new.write_text("el perro de San Roque no tiene rabo\n", encoding="utf-8")
    change = ["key", "passphrase", "--passphrase-file", secret, "--new-passphrase-file", str(new)]
    assert run(change) == 0
    write = ["certificate", "revocations", "--output", str(tmp_path / "revoked.jwt"), "--passphrase-file"]
    assert run([*write, str(new)]) == 0
    capsys.readouterr()
    assert run([*write, secret]) == 2
    assert "not the passphrase" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (KEY.sign_token(claims_of(credential(expires_at=None))), "0 Genuine and valid"),
        (KEY.sign_token(claims_of(credential(expires_at=credential().issued_at))), "1 Genuine, but expired"),
        (OTHER_KEY.sign_token(claims_of(credential())), "1 Do not accept it: it was signed with another key"),
        (KEY.sign_token(claims_of(credential()))[:-1], "1 Do not accept it: it was changed"),
        ("nothing of the kind", "1 This is no certificate"),
        ("", "1 This is no certificate"),
    ],
)
def test_each_answer_has_its_words(
    content: str, told: str, public: str, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "one.jwt"
    file.write_text(content, encoding="utf-8")
    status = run(["verify", str(file), "--issuer", public])
    said = capsys.readouterr().out
    assert f"{status} {said.removeprefix(f'{file}: ')}".startswith(told)


def test_a_wrong_call_says_what_to_do(public: str, tmp_path: Path, capsys: Capture) -> None:
    there = tmp_path / "there.txt"
    there.write_text("words", encoding="utf-8")
    for words, told in (
        (["gone.jwt", "--issuer", public], "there is no file gone.jwt"),
        ([str(tmp_path), "--issuer", public], "is a folder"),
        ([str(there), "--issuer", str(there)], "holds no public key"),
        ([str(there), "--issuer", public, "--revoked", str(there)], "is no list"),
        ([str(there)], "--issuer"),
    ):
        capsys.readouterr()
        assert run(["verify", *words]) == 2
        said = capsys.readouterr().err
        assert told in said
        assert said.count("\n") == 1


def test_a_center_s_own_certificate_is_previewed_and_its_faults_listed(
    tmp_path: Path, capsys: Capture
) -> None:
    folder, picture = tmp_path / "own", tmp_path / "own.png"
    folder.mkdir()
    (folder / "certificate.yaml").write_text("format: 1\ncertificate: own\n", encoding="utf-8")
    preview = ["certificate", "preview", str(folder), "--output", str(picture), "--language", "es"]
    assert run(preview) == 0
    assert picture.read_bytes().startswith(b"\x89PNG")
    (folder / "certificate.yaml").write_text("format: 1\nlogo: x.gif\ntitel: A\n", encoding="utf-8")
    capsys.readouterr()
    assert run(preview) == 2
    said = capsys.readouterr().err
    assert "certificate.yaml:3:1" in said
    assert "mend what is named above" in said
