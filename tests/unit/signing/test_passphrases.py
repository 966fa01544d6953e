import unicodedata
from base64 import b64encode

import pytest

from trainer.signing.passphrases import KEY_BYTES, PASSPHRASE, PIN, Argon2Passphrases, Effort, derive_key

LIGHT = Effort(passes=1, memory=8, lanes=1)
SALT = bytes(range(16))


@pytest.fixture
def passphrases() -> Argon2Passphrases:
    return Argon2Passphrases(LIGHT)


def test_a_passphrase_is_recognized_and_another_is_not(passphrases: Argon2Passphrases) -> None:
    kept = passphrases.hash("Mañana llueve en Bogotá")
    assert passphrases.verify("Mañana llueve en Bogotá", kept)
    assert not passphrases.verify("mañana llueve en Bogotá", kept)
    assert not passphrases.verify("Mañana llueve en Bogotá ", kept)


def test_what_is_kept_says_nothing_of_the_passphrase_and_is_new_each_time(
    passphrases: Argon2Passphrases,
) -> None:
    first, second = passphrases.hash("cuatro palabras"), passphrases.hash("cuatro palabras")
    assert first != second
    assert "cuatro" not in first
    assert first.startswith("$argon2id$v=19$m=8,t=1,p=1$")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_however_a_keyboard_writes_an_accent(passphrases: Argon2Passphrases, form: str) -> None:
    kept = passphrases.hash("año nuevo, canción vieja")
    typed = "año\N{NO-BREAK SPACE}nuevo, canción vieja"
    assert passphrases.verify(unicodedata.normalize(form, typed), kept)  # type: ignore[arg-type] # of its Literal


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "nonsense",
        "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ",
        "$argon2i$v=19$m=8,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$jfeKrSnLsMmLfOGq2ZWGGYJVNr3j3vLTQdMvJkgK2oo",
        "$argon2id$v=19$m=4194304,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$jfeKrSnLsMmLfOGq2ZWGGYJVNr3j3vLTQdMvJkgK2oo",
    ],
)
def test_nothing_opens_a_hash_that_was_tampered_with(passphrases: Argon2Passphrases, kept: str) -> None:
    assert not passphrases.verify("", kept)
    assert passphrases.needs_rehash(kept)


def test_a_hash_of_less_effort_is_recognized_and_to_be_made_again(passphrases: Argon2Passphrases) -> None:
    stronger = Argon2Passphrases(Effort(passes=2, memory=8, lanes=1))
    kept = passphrases.hash("cuatro palabras")
    assert stronger.verify("cuatro palabras", kept)
    assert stronger.needs_rehash(kept)
    assert not passphrases.needs_rehash(kept)


def test_a_key_depends_on_all_of_passphrase_salt_and_effort() -> None:
    key = derive_key("cuatro palabras", SALT, LIGHT)
    assert len(key) == KEY_BYTES
    assert key == derive_key("cuatro palabras", SALT, LIGHT)
    others = [
        derive_key("cuatro palabra", SALT, LIGHT),
        derive_key("cuatro palabras", SALT[::-1], LIGHT),
        derive_key("cuatro palabras", SALT, Effort(passes=2, memory=8, lanes=1)),
    ]
    assert key not in others


def test_a_hash_of_the_reference_implementation_is_recognized(passphrases: Argon2Passphrases) -> None:
    # From the tests of github.com/P-H-C/phc-winner-argon2.
    kept = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
    assert passphrases.verify("password", kept)
    assert not passphrases.verify("passwort", kept)


def test_a_key_is_what_argon2_says_of_these_inputs(passphrases: Argon2Passphrases) -> None:
    key = derive_key("cuatro palabras", SALT, LIGHT)
    salt, digest = (b64encode(each).decode().rstrip("=") for each in (SALT, key))
    assert passphrases.verify("cuatro palabras", f"$argon2id$v=19$m=8,t=1,p=1${salt}${digest}")


def test_a_short_salt_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        derive_key("cuatro palabras", SALT[:15], LIGHT)


@pytest.mark.parametrize(
    ("passes", "memory", "lanes"), [(0, 8, 1), (1, 7, 1), (1, 8, 2), (17, 8, 1), (1, 1 << 21, 1)]
)
def test_no_file_can_ask_for_more_than_a_machine_has(passes: int, memory: int, lanes: int) -> None:
    with pytest.raises(ValueError, match="no sound effort"):
        Effort(passes, memory, lanes)


def test_a_passphrase_costs_more_than_a_pin() -> None:
    assert PASSPHRASE.passes * PASSPHRASE.memory > 4 * PIN.passes * PIN.memory
