"""Signed tokens and public keys: what the center signed is believed, and nothing that looks like it."""

import base64
import json

import pytest
from certified import KEY, OTHER_KEY, credential
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from trainer.app.center import PublicKey, decode_base64url, encode_base64url
from trainer.app.credential import claims_of
from trainer.app.verification import ChangedError, NotACertificateError, VerificationError, WrongKeyError
from trainer.signing.public_keys import PublicKeyForm, UnreadableKeyError, read_public_key, write_public_key
from trainer.signing.tokens import SignatureReader

CLAIMS = claims_of(credential())
TOKEN = KEY.sign_token(CLAIMS)
READER = SignatureReader()


def test_the_header_is_what_open_badges_asks_for_and_holds_no_private_half() -> None:
    header = json.loads(decode_base64url(TOKEN.split(".")[0]))
    assert header == {"alg": "EdDSA", "typ": "JWT", "jwk": dict(KEY.issuer.jwk)}
    assert set(header["jwk"]) == {"crv", "kty", "x"}


def test_what_was_signed_is_read_back_and_equal_claims_give_equal_tokens() -> None:
    assert READER.read_token(TOKEN, KEY.issuer) == CLAIMS
    assert KEY.sign_token(CLAIMS) == TOKEN


def test_a_token_of_another_center_names_its_key() -> None:
    with pytest.raises(WrongKeyError) as told:
        READER.read_token(OTHER_KEY.sign_token(CLAIMS), KEY.issuer)
    assert told.value.key == OTHER_KEY.issuer


def test_a_forged_token_under_the_name_of_the_center_is_not_believed() -> None:
    header, payload, _ = OTHER_KEY.sign_token(CLAIMS).split(".")
    ours = TOKEN.split(".")
    for forged in (
        ".".join((ours[0], payload, encode_base64url(OTHER_KEY.sign(f"{ours[0]}.{payload}".encode())))),
        ".".join((header, ours[1], ours[2])),
        ".".join((encode_base64url(b'{"alg":"none"}'), ours[1], ours[2])),
        ".".join((encode_base64url(b'{"alg":"HS256","typ":"JWT"}'), ours[1], ours[2])),
    ):
        with pytest.raises(ChangedError):
            READER.read_token(forged, KEY.issuer)


def test_every_changed_letter_of_a_token_is_noticed() -> None:
    # Also the last one, of which four bits are of no account to a lenient reader.
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
    for at, letter in enumerate(TOKEN):
        other = letters[(letters.index(letter) + 1) % len(letters)]
        with pytest.raises(VerificationError):
            READER.read_token(TOKEN[:at] + other + TOKEN[at + 1 :], KEY.issuer)
    for letter in letters[:-1]:
        if letter != TOKEN[-1]:
            with pytest.raises(VerificationError):
                READER.read_token(TOKEN[:-1] + letter, KEY.issuer)


@pytest.mark.parametrize("words", ["", "a.b", "a.b.c.d", "é.b.c", "..", "a b.c.d", TOKEN + "\n"])
def test_what_is_no_token_is_no_certificate(words: str) -> None:
    with pytest.raises(NotACertificateError):
        READER.read_token(words, KEY.issuer)


@given(st.text(max_size=200))
def test_no_text_of_a_stranger_is_believed_or_breaks_the_reader(text: str) -> None:
    with pytest.raises(VerificationError):
        READER.read_token(text, KEY.issuer)


@given(st.binary(max_size=80))
def test_bytes_have_one_spelling(content: bytes) -> None:
    written = encode_base64url(content)
    assert decode_base64url(written) == content
    assert base64.urlsafe_b64decode(written + "=" * (-len(written) % 4)) == content


@pytest.mark.parametrize("form", list(PublicKeyForm))
def test_a_public_key_is_read_from_either_form(form: PublicKeyForm) -> None:
    assert read_public_key(write_public_key(KEY.issuer, form)) == KEY.issuer


def test_the_thumbprint_is_that_of_the_standard() -> None:
    # RFC 8037, appendix A.3.
    key = PublicKey.from_jwk(
        {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
    )
    assert key.thumbprint == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


def test_what_is_no_public_key_is_refused() -> None:
    elliptic = generate_private_key(SECP256R1()).public_key()
    pem = elliptic.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for content in (b"", b"{}", b"[]", b"\xff", pem, b"-----BEGIN PUBLIC KEY-----\nno", b"[" * 100_000):
        with pytest.raises(UnreadableKeyError):
            read_public_key(content)
