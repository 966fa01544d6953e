"""The file of the center's key: encrypted, whole or not at all, and for its owner alone."""

import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from certified import CENTER

from trainer.app.center import Center, InvalidCenterError, KeyDamagedFault, KeyThereFault, NoKeyFault
from trainer.app.instructor_ports import WrongPassphraseError
from trainer.signing.key_file import KeyFile
from trainer.signing.passphrases import Effort
from trainer.signing.seals import is_signed

LIGHT = Effort(passes=1, memory=8, lanes=1)
MADE = datetime(2026, 3, 9, 12, tzinfo=UTC)
RIGHT, WRONG = "tres tristes tigres", "tres tristes trigos"


@pytest.fixture
def keys(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "center" / "key.json", LIGHT)


def test_a_key_is_made_once_and_signs_after_a_restart(keys: KeyFile) -> None:
    assert not keys.exists()
    made = keys.make(CENTER, RIGHT, MADE)
    again = KeyFile(keys.file, LIGHT).unlock(RIGHT)
    assert is_signed(made.public_key, b"words", again.sign(b"words"))
    assert not is_signed(made.public_key, b"other words", again.sign(b"words"))
    facts = keys.facts()
    assert (facts.center, facts.public_key, facts.made_at) == (CENTER, made.issuer, MADE)
    with pytest.raises(KeyThereFault, match="already has the key"):
        keys.make(CENTER, RIGHT, MADE)


def test_nobody_else_may_read_the_file_and_nothing_in_it_is_the_key(keys: KeyFile) -> None:
    made = keys.make(CENTER, RIGHT, MADE)
    if os.name == "posix":
        assert stat.S_IMODE(keys.file.stat().st_mode) == 0o600
        assert stat.S_IMODE(keys.file.parent.stat().st_mode) == 0o700
    secret = made._private.private_bytes_raw()
    content = keys.file.read_bytes()
    assert secret not in content
    assert secret.hex().encode() not in content
    assert [each.name for each in keys.file.parent.iterdir()] == ["key.json"]


def test_a_wrong_passphrase_says_so_and_changes_nothing(keys: KeyFile) -> None:
    keys.make(CENTER, RIGHT, MADE)
    before = keys.file.read_bytes()
    for attempt in (
        lambda: keys.unlock(WRONG),
        lambda: keys.change_passphrase(WRONG, "something new"),
        lambda: keys.describe(Center("Another"), WRONG),
    ):
        with pytest.raises(WrongPassphraseError):
            attempt()
    assert keys.file.read_bytes() == before


def test_a_changed_passphrase_opens_the_same_key(keys: KeyFile) -> None:
    made = keys.make(CENTER, RIGHT, MADE)
    keys.change_passphrase(RIGHT, WRONG)
    assert keys.unlock(WRONG).issuer == made.issuer
    with pytest.raises(WrongPassphraseError):
        keys.unlock(RIGHT)


def test_the_name_of_the_center_is_covered_by_the_encryption(keys: KeyFile) -> None:
    keys.make(CENTER, RIGHT, MADE)
    document = json.loads(keys.file.read_text(encoding="utf-8"))
    document["center"]["name"] = "Somebody else"
    keys.file.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(WrongPassphraseError):
        keys.unlock(RIGHT)


def test_a_center_may_call_itself_something_else_later(keys: KeyFile) -> None:
    made = keys.make(CENTER, RIGHT, MADE)
    keys.describe(Center("Centro Nuevo"), RIGHT)
    unlocked = keys.unlock(RIGHT)
    assert (unlocked.center.name, unlocked.center.url, unlocked.issuer) == ("Centro Nuevo", None, made.issuer)


def test_another_machine_takes_the_key_only_with_its_passphrase(keys: KeyFile, tmp_path: Path) -> None:
    made = keys.make(CENTER, RIGHT, MADE)
    other = KeyFile(tmp_path / "other" / "key.json", LIGHT)
    with pytest.raises(WrongPassphraseError):
        other.take(keys.encrypted(), WRONG)
    assert not other.exists()
    assert other.take(keys.encrypted(), RIGHT).issuer == made.issuer
    assert other.take(keys.encrypted(), RIGHT).issuer == made.issuer
    third = KeyFile(tmp_path / "third" / "key.json", LIGHT)
    third.make(CENTER, RIGHT, MADE)
    with pytest.raises(KeyThereFault):
        third.take(keys.encrypted(), RIGHT)


def test_a_key_that_nobody_can_open_is_set_aside_and_kept(keys: KeyFile) -> None:
    keys.make(CENTER, RIGHT, MADE)
    before = keys.file.read_bytes()
    keys.set_aside()
    assert not keys.exists()
    (kept,) = keys.file.parent.iterdir()
    assert kept.read_bytes() == before


def test_without_a_key_it_says_how_to_get_one(keys: KeyFile) -> None:
    with pytest.raises(NoKeyFault, match="puente key new"):
        keys.unlock(RIGHT)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff" * 40,
        b"[" * 100_000,
        b" " * 70_000,
        b'{"kind": "puente-center-key", "format": 1}',
        b'{"kind": "puente-center-key", "format": 1, "center": {"name": "", "url": null}, "public": 3}',
    ],
)
def test_what_is_no_key_is_told_as_damage(keys: KeyFile, content: bytes) -> None:
    keys.file.parent.mkdir()
    keys.file.write_bytes(content)
    with pytest.raises(KeyDamagedFault, match="damaged"):
        keys.unlock(RIGHT)


def test_a_file_that_asks_for_endless_effort_is_refused(keys: KeyFile) -> None:
    keys.make(CENTER, RIGHT, MADE)
    document = json.loads(keys.file.read_text(encoding="utf-8"))
    document["derived_by"]["memory"] = 1 << 40
    keys.file.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(KeyDamagedFault):
        keys.unlock(RIGHT)


@pytest.mark.parametrize(
    ("name", "url"), [("", None), (" ", None), ("x" * 121, None), ("A\nB", None), ("A", "nandu.example")]
)
def test_a_center_has_a_name_and_an_address_that_can_be_printed(name: str, url: str | None) -> None:
    with pytest.raises(InvalidCenterError):
        Center(name, url)
