"""The files of certificates: every byte counts, and each is found out where it is not as it was made."""

import json
import random
import struct
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from certified import KEY, OTHER_KEY, credential
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer import i18n
from trainer.app.credential import Credential, check_value, claims_of
from trainer.app.documents import Paper
from trainer.app.verification import (
    CertificateForm,
    InvalidRevocationsError,
    Revocation,
    Verdict,
    Verification,
    describe_verification,
    read_revocations,
    revocation_claims,
    verify,
)
from trainer.exports.certificate_files import CertificateOpener, bake, envelope, fill_seal
from trainer.exports.certificates import CertificateExports
from trainer.signing.tokens import SignatureReader

FONTS = Path(__file__).parents[3] / "assets" / "fonts"
SEALED = (CertificateForm.PNG, CertificateForm.SVG, CertificateForm.PDF)
NOW = datetime(2026, 6, 1, tzinfo=UTC)
TOKEN = KEY.sign_token(claims_of(credential()))

_EXPORTS = CertificateExports(FONTS)


@pytest.fixture(scope="module")
def files() -> Mapping[CertificateForm, bytes]:
    return {form: _EXPORTS.make(TOKEN, form, signer=KEY, paper=Paper.LETTER) for form in CertificateForm}


def judge(content: bytes, now: datetime = NOW, *, key: object = KEY, revoked: str = "") -> Verification:
    issuer = OTHER_KEY.issuer if key is OTHER_KEY else KEY.issuer
    revocations = [Revocation(revoked, "Otra persona contestó.", NOW)] if revoked else []
    return verify(
        content,
        issuer,
        opener=CertificateOpener(),
        signatures=SignatureReader(),
        now=now,
        revocations=revocations,
    )


@pytest.mark.parametrize("form", list(CertificateForm))
def test_every_form_is_verified_and_says_what_was_issued(
    files: Mapping[CertificateForm, bytes], form: CertificateForm
) -> None:
    found = judge(files[form])
    assert (found.verdict, found.form, found.check) == (Verdict.VERIFIED, form, check_value(TOKEN))
    assert found.credential == credential()


@pytest.mark.parametrize("form", list(CertificateForm))
def test_each_reason_has_its_own_verdict_and_its_own_words(
    files: Mapping[CertificateForm, bytes], form: CertificateForm
) -> None:
    content = files[form]
    issued, expires = credential().issued_at, datetime(2027, 3, 12, 15, tzinfo=UTC)
    second = timedelta(seconds=1)
    told = {
        Verdict.VERIFIED: judge(content, expires - second),
        Verdict.EXPIRED: judge(content, expires),
        Verdict.NOT_YET_VALID: judge(content, issued - second),
        Verdict.REVOKED: judge(content, expires, revoked=credential().id),
        Verdict.WRONG_KEY: judge(content, key=OTHER_KEY),
        Verdict.CHANGED: judge(content.replace(TOKEN[-20:-10].encode(), b"AAAAAAAAAA")),
        Verdict.NOT_A_CERTIFICATE: judge(b"%PDF-1.7\n%%EOF\n"),
    }
    assert {verdict: found.verdict for verdict, found in told.items()} == {each: each for each in Verdict}
    sentences = {describe_verification(found) for found in told.values()}
    assert len(sentences) == len(Verdict)
    assert told[Verdict.WRONG_KEY].signed_by == KEY.issuer
    assert "Otra persona contestó." in describe_verification(told[Verdict.REVOKED])
    assert judge(content, issued).verdict is Verdict.VERIFIED


@pytest.mark.parametrize("form", list(CertificateForm))
def test_a_flipped_bit_anywhere_is_refused(
    files: Mapping[CertificateForm, bytes], form: CertificateForm
) -> None:
    content = files[form]
    chance = random.Random(6)  # noqa: S311 - places, not secrets
    everywhere = (
        set(chance.sample(range(len(content)), 80))
        | set(range(40))
        | {len(content) - 1 - at for at in range(120)}
    )
    for at in everywhere:
        changed = bytearray(content)
        changed[at] ^= 1 << chance.randrange(8)
        found = judge(bytes(changed))
        assert found.verdict in {Verdict.CHANGED, Verdict.NOT_A_CERTIFICATE, Verdict.WRONG_KEY}, at


@pytest.mark.soak
@pytest.mark.parametrize("form", list(CertificateForm))
def test_a_flipped_bit_of_every_byte_is_refused(
    files: Mapping[CertificateForm, bytes], form: CertificateForm
) -> None:
    content = files[form]
    for at in range(len(content)):
        changed = bytearray(content)
        changed[at] ^= 1 << at % 8
        assert judge(bytes(changed)).verdict is not Verdict.VERIFIED, at


@pytest.mark.parametrize("form", list(CertificateForm))
@settings(max_examples=25)
@given(chance=st.randoms(use_true_random=False))
def test_nothing_can_be_cut_added_or_moved(
    files: Mapping[CertificateForm, bytes], form: CertificateForm, chance: random.Random
) -> None:
    content = files[form]
    at, length = chance.randrange(len(content)), chance.randint(1, 30)
    extra = chance.randbytes(length)
    for changed in (
        content[:at] + extra + content[at:],
        content[:at] + content[at + length :],
        content + extra,
        content[:at],
        content[at:] + content[:at] if at else content[1:],
    ):
        # A line's end after a bare token is what many editors add.
        if changed not in (content, content + b"\n"):
            assert judge(changed).verdict is not Verdict.VERIFIED


@given(content=st.binary(max_size=300))
def test_no_stranger_s_bytes_are_believed_or_break_the_reader(content: bytes) -> None:
    for begun in (b"", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n", b"<svg ", b"{"):
        assert judge(begun + content).verdict in {Verdict.NOT_A_CERTIFICATE, Verdict.CHANGED}


@pytest.mark.parametrize("form", SEALED)
def test_a_genuine_token_in_a_picture_of_somebody_else_is_named_as_that(
    files: Mapping[CertificateForm, bytes], form: CertificateForm
) -> None:
    drawn = {
        CertificateForm.SVG: b'<svg xmlns="http://www.w3.org/2000/svg"></svg>',
        CertificateForm.PDF: b"%PDF-1.7\nstartxref\n0\n%%EOF",
        CertificateForm.PNG: b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", b"\0" * 13) + _chunk(b"IEND", b""),
    }[form]
    baked = bake(form, drawn, TOKEN)
    for content in (baked, fill_seal(form, baked, OTHER_KEY.seal(baked))):
        found = judge(content)
        assert found.verdict is Verdict.CHANGED
        assert found.credential == credential()
        assert "the file around it was changed" in describe_verification(found)
    assert judge(fill_seal(form, baked, KEY.seal(baked))).verdict is Verdict.VERIFIED
    assert files[form] != baked


def test_a_json_document_has_one_spelling(files: Mapping[CertificateForm, bytes]) -> None:
    document = json.loads(files[CertificateForm.JSON])
    assert document["type"] == "EnvelopedVerifiableCredential"
    assert envelope(TOKEN) == files[CertificateForm.JSON]
    assert judge(json.dumps(document).encode()).verdict is Verdict.CHANGED
    assert judge(json.dumps(claims_of(credential())).encode()).verdict is Verdict.NOT_A_CERTIFICATE


def test_an_svg_stays_well_formed_whatever_the_seal_holds() -> None:
    baked = bake(
        CertificateForm.SVG, b'<svg xmlns="http://www.w3.org/2000/svg"></svg>', TOKEN, title="A & <B>"
    )
    sealed = fill_seal(CertificateForm.SVG, baked, "--" * 43)
    root = ET.fromstring(sealed)  # noqa: S314 - our own file
    assert [each.text for each in root[1:]] == ["A & <B>", "--" * 43]


def test_equal_credentials_give_equal_files(files: Mapping[CertificateForm, bytes]) -> None:
    for form in SEALED:
        assert _EXPORTS.make(TOKEN, form, signer=KEY, paper=Paper.LETTER) == files[form]


def test_a_sealed_form_needs_the_key() -> None:
    for form in SEALED:
        with pytest.raises(ValueError, match="sealed"):
            _EXPORTS.make(TOKEN, form, signer=None, paper=Paper.LETTER)
    assert _EXPORTS.make(TOKEN, CertificateForm.JWT, signer=None, paper=Paper.LETTER) == TOKEN.encode()


@pytest.mark.parametrize(
    "change",
    [
        {"nbf": 0},
        {"exp": 4_000_000_000},
        {"iss": OTHER_KEY.issuer.did},
        {"sub": "urn:uuid:019b3c0e-0000-7c55-9d3a-2f5b0c9e4a99"},
        {"name": "Something better"},
        {"validUntil": "2099-01-01T00:00:00Z"},
        {"more": "than a certificate says"},
        {"evidence": [{}]},
        {"type": "PuenteRevocationList"},
    ],
)
def test_claims_that_contradict_themselves_are_no_certificate_even_signed(change: dict[str, object]) -> None:
    token = KEY.sign_token(claims_of(credential()) | change)
    assert judge(token.encode()).verdict is Verdict.NOT_A_CERTIFICATE


@given(name=st.text(min_size=1, max_size=80), title=st.text(max_size=60), version=st.integers(1, 10**6))
def test_a_credential_is_read_back_as_it_was_written(name: str, title: str, version: int) -> None:
    said: Credential = credential(name=name, title=title, version=version, expires_at=None)
    found = judge(KEY.sign_token(claims_of(said)).encode(), datetime(2100, 1, 1, tzinfo=UTC))
    assert (found.verdict, found.credential) == (Verdict.VERIFIED, said)


def test_a_list_of_revocations_counts_only_where_the_center_signed_it() -> None:
    revocations = [Revocation(credential().id, "Reason", NOW), Revocation("another", "Motivo", NOW)]
    claims = revocation_claims(KEY.issuer, revocations, NOW)
    signed = KEY.sign_token(claims).encode()
    assert set(read_revocations(signed, KEY.issuer, SignatureReader())) == set(revocations)
    flipped = signed[:200] + bytes([signed[200] ^ 1]) + signed[201:]
    others = (OTHER_KEY.sign_token(claims).encode(), TOKEN.encode(), b"", b"\xff", flipped)
    for content in others:
        with pytest.raises(InvalidRevocationsError):
            read_revocations(content, KEY.issuer, SignatureReader())
    # And a list of revocations is no certificate.
    assert judge(signed).verdict is Verdict.NOT_A_CERTIFICATE


def test_verdicts_speak_spanish_too(files: Mapping[CertificateForm, bytes]) -> None:
    i18n.activate("es")
    found = judge(files[CertificateForm.PDF], datetime(2028, 1, 1, tzinfo=UTC))
    assert "12 de marzo de 2027" in describe_verification(found)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
